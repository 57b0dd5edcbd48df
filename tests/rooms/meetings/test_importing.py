"""
Bringing a past meeting in: what is kept, that it is all or nothing, and once.
"""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command

from saferboard.documents.reading import read_bytes
from saferboard.domain.refusals import Refused
from saferboard.domain.states import MeetingState
from saferboard.ledger.models import Entry
from saferboard.meetings import queries
from saferboard.meetings.importing import keep
from saferboard.meetings.models import ActionOwner, Meeting, Minute, MinuteAction
from saferboard.meetings.operations import ItemPlanned, MeetingPlanned, Named, call_meeting
from saferboard.papers.reader import read_as_minutes, read_as_pack
from tests.world import AT, BY, PUBLISHED

MINUTES = """Safer Westhaven Board

Minutes of the meeting held at 10.00 am on 12 May 2022

Present:

Oluchi Brandt (Director of Communities) (Chair)
Vera North (Superintendent)
Wes Tate (Station Manager)

Apologies:

Ines Faraday (Democratic Services Officer)

8\tWELCOME\tAction
\tOluchi Brandt opened the meeting. Lee Marr attended as substitute for Ines Faraday.\t
9\tBURGLARY\tAction
\tThe board heard of a rise. RESOLVED that the report be noted.\tVN
\tThe cameras were asked about.\tChair
\tA letter was to be written.\tZZ
10\tANY OTHER BUSINESS\tAction
\tThere was none.\tAll Partners
Post Meeting Note: The letter was sent on 20 May.

The meeting ended at 11.20 am
"""
PACK = """Safer Westhaven Board

A meeting of the Safer Westhaven Board will be held in the Town Hall on 14 July 2022 at 10.30 am

AGENDA

1 WELCOME
Chair
2 MATTERS ARISING (Pages 3 - 4)
3 MINUTES OF THE MEETING HELD ON 12 MAY 2022 (Pages 5 - 8)
4 BURGLARY VERBAL UPDATE
Superintendent Vera North

This page is left intentionally blank

Minute Number/Title\tMatters Arising\tUpdate
Minute 9 12 May 2022\tThe cameras were asked about.\tThe Superintendent will report at the meeting.
Minute 7 12 May 2022\tSomething older.\tNone.

This page is left intentionally blank

"""


def minutes(text=MINUTES):
    return read_as_minutes(read_bytes("m.txt", text.encode()))


def pack(text=PACK + MINUTES):
    return read_as_pack(read_bytes("p.txt", text.encode()))


def test_minutes_are_kept_with_the_meeting_they_are_of(world):
    kept = keep(minutes(), body="", by=BY, at=AT)
    meeting = queries.meeting("2022-05-12")
    assert (meeting.body, meeting.state) == ("Safer Westhaven Board", MeetingState.HELD)
    assert (f"{meeting.starts:%H:%M}", f"{meeting.ends:%H:%M}") == ("10:00", "11:20")
    seen = queries.minutes("2022-05-12")
    assert [(m.number, m.title) for m in seen.minutes] == [
        ("8", "WELCOME"), ("9", "BURGLARY"), ("10", "ANY OTHER BUSINESS")
    ]  # fmt: skip
    assert seen.minutes[1].resolution == "That the report be noted."
    assert seen.minutes[2].paragraphs[-1] == "Post-meeting note: The letter was sent on 20 May."
    groups = dict(seen.attendance)
    assert [name for name, _ in groups["Present"]] == ["Oluchi Brandt", "Vera North", "Wes Tate"]
    assert "Lee Marr attended as substitute" in groups["Apologies"][0][1]
    assert kept.changed


def test_an_owner_is_a_post_only_where_one_fits(world):
    kept = keep(minutes(), body="", by=BY, at=AT)
    minuted = {"action__minute__meeting__code": "2022-05-12"}
    owners = ActionOwner.objects.filter(**minuted).values_list("owner_as_printed", "post__code")
    assert dict(owners) == {"VN": "superintendent", "Chair": "director", "ZZ": None}
    assert MinuteAction.objects.get(all_partners=True).minute.number == "10"
    assert [one.read for one in kept.unsure] == ["ZZ"]


def test_a_second_time_changes_nothing_and_says_so(world):
    keep(minutes(), body="", by=BY, at=AT)
    lines, held = Entry.objects.count(), Minute.objects.count()
    again = keep(minutes(), body="", by=BY, at=AT)
    assert not again.changed
    assert "has its 3 minutes already. Nothing was changed." in again.said[0]
    assert (Entry.objects.count(), Minute.objects.count()) == (lines, held)


def test_the_ledger_says_what_was_done(world):
    last = Entry.objects.latest("id").id
    keep(pack(), body="", by=BY, at=AT)
    left = list(Entry.objects.filter(id__gt=last).order_by("id").values_list("kind", flat=True))
    assert left == ["MEETING_CALLED", "MINUTES_RECORDED", "MEETING_CALLED"]


def test_a_pack_calls_its_meeting_after_the_minutes_it_encloses(world):
    kept = keep(pack(), body="", by=BY, at=AT)
    assert queries.minutes("2022-05-12").minutes
    meeting = queries.meeting("2022-07-14")
    assert [(item.number, item.title) for item in meeting.items][1] == ("2", "MATTERS ARISING")
    assert meeting.items[1].note == "Pages 3 to 4 of the pack."
    assert meeting.items[0].presenters[0].post == "Director of Communities"
    (matter,) = queries.matters("2022-07-14")
    assert (matter.minute, matter.owner) == ("9", "Superintendent")
    assert "minute 7" in [one.read for one in kept.unsure]
    again = keep(pack(), body="", by=BY, at=AT)
    assert not again.changed


def test_minutes_of_a_meeting_called_before_note_that_it_was_held(world):
    keep(pack(PACK), body="", by=BY, at=AT)
    assert queries.meeting("2022-07-14").state is MeetingState.CONFIRMED
    late = MINUTES.replace("12 May 2022", "14 July 2022").replace("10.00 am", "10.30 am")
    kept = keep(minutes(late), body="", by=BY, at=AT)
    assert queries.meeting("2022-07-14").state is MeetingState.HELD
    assert Entry.objects.filter(kind="SITTING_NOTED", subject="meeting 2022-07-14").count() == 1
    assert kept.said[-1] == "3 minutes and 4 actions of the meeting 2022-07-14 were recorded."


def test_a_lead_neither_present_nor_away_is_named(world):
    lead = Named("superintendent", "Vera North")
    call_meeting(
        MeetingPlanned(
            code="2022-07-14",
            body="board",
            starts=AT - dt.timedelta(days=96),
            state=MeetingState.CONFIRMED,
            items=[ItemPlanned("4", "Burglary", presenters=[lead])],
        ),
        by=BY,
        at=AT,
    )
    late = MINUTES.replace("12 May 2022", "14 July 2022").replace("Vera North", "Una Shiel")
    kept = keep(minutes(late), body="", by=BY, at=AT)
    assert any("leads item 4" in one.why for one in kept.unsure if "Vera North" in one.read)


def test_minutes_of_a_day_to_come_are_refused_and_nothing_is_kept(world):
    before = Meeting.objects.count()
    late = MINUTES.replace("12 May 2022", "12 May 2023")
    with pytest.raises(Refused, match="still to come"):
        keep(minutes(late), body="", by=BY, at=AT)
    assert Meeting.objects.count() == before


def test_a_figure_nobody_knows_refuses_all_of_it(world):
    before = Meeting.objects.count()
    unknown = MINUTES.replace("a rise", "{nonsense 2022-23 Q2} rises")
    with pytest.raises(Refused):
        keep(minutes(unknown), body="", by=BY, at=AT)
    assert Meeting.objects.count() == before
    assert not Meeting.objects.filter(code="2022-05-12").exists()


def test_a_body_the_paper_does_not_name_is_asked_for(world):
    other = minutes(MINUTES.replace("Safer Westhaven Board", "Elsewhere Forum"))
    with pytest.raises(Refused, match="--body: board"):
        keep(other, body="", by=BY, at=AT)
    with pytest.raises(Refused, match="no body forum"):
        keep(other, body="forum", by=BY, at=AT)
    assert keep(other, body="board", by=BY, at=AT).changed


def test_the_command_shows_what_it_read_and_what_it_kept(world, tmp_path, capsys):
    path = tmp_path / "m.txt"
    path.write_text(MINUTES)
    call_command("import", "minutes", str(path))
    said = capsys.readouterr().out
    assert "9 BURGLARY" in said
    assert "3 minutes and 4 actions of the meeting 2022-05-12 were recorded." in said
    call_command("import", "minutes", str(path))
    assert "All of it was here already. Nothing was changed." in capsys.readouterr().out


def test_the_command_refuses_with_the_status_two(world, tmp_path):
    path = tmp_path / "m.txt"
    path.write_text("Nothing much.\n")
    with pytest.raises(CommandError, match="no agenda, minutes or commitments") as refused:
        call_command("import", "minutes", str(path))
    assert refused.value.returncode == 2
    path.write_text(MINUTES)
    with pytest.raises(CommandError, match="Nothing was kept") as refused:
        call_command("import", "minutes", str(path), "--body", "forum")
    assert refused.value.returncode == 2


def test_a_pack_for_a_meeting_already_called_leaves_its_agenda(world):
    day = dt.date.fromisoformat(PUBLISHED)
    text = PACK.replace("14 July 2022", f"{day.day} {day:%B %Y}")
    items = queries.meeting(PUBLISHED).items
    kept = keep(pack(text), body="", by=BY, at=AT)
    assert kept.said == [f"The meeting {PUBLISHED} is here already; its agenda was not changed."]
    assert queries.meeting(PUBLISHED).items == items
