"""
Calling meetings, keeping minutes, bringing matters back, and who may read what when.
"""

import datetime as dt
from dataclasses import replace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from saferboard.domain.refusals import Refused
from saferboard.domain.states import MeetingState
from saferboard.ledger.models import Entry, Kind
from saferboard.meetings import queries
from saferboard.meetings.models import Item, Matter, Meeting, Minute, Pack, PaperKind
from saferboard.meetings.operations import (
    ActionWritten,
    ItemPlanned,
    MatterRaised,
    MinuteWritten,
    Named,
    bring_back_matters,
    call_meeting,
    record_minutes,
)
from saferboard.meetings.permissions import refusal_to_bind, refusal_to_read
from tests.world import AT, BY, EARLIER, LONDON, PUBLISHED, UNPUBLISHED, meeting_planned

NEW = "2023-03-02"
PLANNED = meeting_planned(NEW, MeetingState.CONFIRMED)


def test_an_agenda_reads_back_as_it_was_planned(world):
    seen = queries.meeting(PUBLISHED)
    assert [item.number for item in seen.items] == ["1", "2", "3", "4", "4a", "5"]
    assert [item.is_part for item in seen.items] == [False] * 4 + [True, False]
    assert [member.published_name for member in seen.summons] == ["Oluchi Brandt", "Sefton Aziz"]
    assert seen.items[3].presenters[0].post == "Head of Community Safety"
    assert seen.starts.hour == 10
    assert seen.contact.published_name == "Ines Faraday"


def test_calling_leaves_a_line_that_counts(world):
    call_meeting(PLANNED, by=BY, at=AT)
    line = Entry.objects.latest("id")
    assert (line.kind, line.subject) == (Kind.MEETING_CALLED, f"meeting {NEW}")
    assert line.facts == {"items": 0, "summoned": 2}


PAPERLESS = ItemPlanned(number="1", title="Welcome")
REFUSED = [
    ({"code": PUBLISHED}, "is already called"),
    ({"body": "nobody"}, "There is no body nobody"),
    ({"contact": Named("nobody")}, "There is no post nobody"),
    ({"summons": [Named("nobody")]}, "There is no post nobody"),
    ({"items": [replace(PAPERLESS, parent="9")]}, "There is no item 9"),
    ({"items": [replace(PAPERLESS, presenters=[Named("nobody")])]}, "There is no post nobody"),
    (
        {"items": [replace(PAPERLESS, paper=PaperKind.MINUTES, minutes_of="1999-01-01")]},
        "There is no meeting 1999-01-01",
    ),
]


@pytest.mark.parametrize(("changed", "words"), REFUSED, ids=[words for _, words in REFUSED])
def test_a_meeting_is_refused_whole(world, changed, words):
    before = (Meeting.objects.count(), Item.objects.count(), Entry.objects.count())
    with pytest.raises(Refused, match=words):
        call_meeting(replace(PLANNED, **changed), by=BY, at=AT)
    assert (Meeting.objects.count(), Item.objects.count(), Entry.objects.count()) == before


def test_minutes_are_kept_of_a_meeting_that_was_held_and_once(world):
    kept = {"attended": (), "minutes": [MinuteWritten("1", "Welcome", ())], "by": BY, "at": AT}
    with pytest.raises(Refused, match="only be kept of a meeting that was held"):
        record_minutes(world.published, **kept)
    with pytest.raises(Refused, match="has its minutes already"):
        record_minutes(world.earlier, **kept)


def test_an_action_for_a_post_nobody_knows_leaves_no_minutes(world):
    held = call_meeting(replace(PLANNED, state=MeetingState.HELD), by=BY, at=AT)
    minutes = [
        MinuteWritten("1", "Welcome", ("Text",), actions=[ActionWritten((("The mayor", "mayor"),))])
    ]
    with pytest.raises(Refused, match="There is no post mayor"):
        record_minutes(held, attended=(), minutes=minutes, by=BY, at=AT)
    assert not Minute.objects.filter(meeting=held).exists()


def test_a_minute_that_speaks_of_a_figure_nobody_knows_is_refused(world):
    held = call_meeting(replace(PLANNED, state=MeetingState.HELD), by=BY, at=AT)
    minutes = [MinuteWritten("1", "Figures", ("There were {sheep 2022}.",))]
    with pytest.raises(Refused, match=r"\{sheep 2022\}: "):
        record_minutes(held, attended=(), minutes=minutes, by=BY, at=AT)


def test_minutes_read_back(world):
    seen = queries.minutes(EARLIER)
    assert [m.number for m in seen.minutes] == ["1", "2"]
    assert seen.minutes[1].resolution == "That the alleys be lit."
    assert seen.minutes[1].actions == ("Director of Communities",)
    assert dict(seen.attendance) == {
        "Present": (("Oluchi Brandt", "Director of Communities"),),
        "Apologies": (("Sefton Aziz", ""),),
    }


def test_a_matter_comes_back_from_its_minute(world):
    (matter,) = queries.matters(PUBLISHED)
    assert (matter.minute, matter.minute_title) == ("2", "Street lights")
    assert matter.minuted_on == dt.date(2022, 8, 17)
    assert matter.owner == "Director of Communities"


@pytest.mark.parametrize(
    ("meeting", "matter", "words"),
    [
        ("published", MatterRaised(EARLIER, "99", "", ""), "There is no minute"),
        ("published", MatterRaised(EARLIER, "1", "", "", "mayor"), "There is no post mayor"),
        ("unpublished", MatterRaised(EARLIER, "1", "", ""), "no item for matters arising"),
    ],
)
def test_a_matter_is_refused(world, meeting, matter, words):
    with pytest.raises(Refused, match=words):
        bring_back_matters(
            getattr(world, meeting), matters=[matter], header_number="1", header_facts=[]
        )
    assert Matter.objects.count() == 1


def test_the_next_meeting_is_the_first_still_to_come_and_not_cancelled(world):
    def after(day):
        found = queries.next_meeting(
            after=dt.datetime.fromisoformat(day).replace(tzinfo=LONDON), seen_by=AnonymousUser()
        )
        return found and found.code

    assert after("2022-08-01") == EARLIER
    assert after("2022-10-19") == PUBLISHED
    assert after("2022-10-27 10:30") == PUBLISHED
    assert after("2022-10-27 10:31") == UNPUBLISHED
    Meeting.objects.filter(code=PUBLISHED).update(state=MeetingState.CANCELLED)
    assert after("2022-10-19") == UNPUBLISHED
    assert after("2023-01-05") is None


def test_an_agenda_opens_on_its_day(world):
    seen = queries.meeting(PUBLISHED)
    visitor = AnonymousUser()
    early = refusal_to_read(visitor, seen, on=dt.date(2022, 10, 18))
    assert str(early).startswith("The agenda is published on 19 October 2022.")
    assert refusal_to_read(visitor, seen, on=dt.date(2022, 10, 19)) is None
    assert refusal_to_read(world.users["partner"], seen, on=dt.date(2022, 10, 18)) is None
    never = refusal_to_read(visitor, queries.meeting(UNPUBLISHED), on=dt.date(2030, 1, 1))
    assert "has not been published here" in str(never)


def test_only_the_clerk_binds(world):
    day = dt.date(2022, 10, 19)
    may = {role for role, user in world.users.items() if refusal_to_bind(user, on=day) is None}
    assert may == {"clerk"}
    assert "Sign in as the clerk" in str(refusal_to_bind(AnonymousUser(), on=day))


@pytest.mark.parametrize(
    "wrong",
    [
        {"paper": PaperKind.MINUTES, "minutes_of": None},
        {"paper": PaperKind.NONE, "minutes_of": "earlier"},
        {"number": "2"},
    ],
)
def test_the_database_keeps_an_agenda_true(world, wrong):
    given = {"number": "9", "position": 9, "title": "Nine"} | wrong
    if given.get("minutes_of"):
        given["minutes_of"] = world.earlier
    with pytest.raises(IntegrityError), transaction.atomic():
        Item.objects.create(meeting=world.published, **given)


@pytest.mark.parametrize(
    ("states", "issued"),
    [(["ISSUED"], [None]), (["DRAFT"], [AT]), (["DRAFT", "DRAFT"], [None] * 2)],
)
def test_the_database_keeps_one_pack_of_each_kind(world, states, issued):
    packs = [
        Pack(
            meeting=world.published,
            state=state,
            made_at=AT,
            issued_at=moment,
            made_by=BY,
            sha256="0" * 64,
            pages=1,
            size=1,
        )
        for state, moment in zip(states, issued, strict=True)
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        Pack.objects.bulk_create(packs)


def test_the_page_says_when_questions_must_come(client, world):
    page = client.get(f"/meetings/{PUBLISHED}/").content.decode()
    assert "Thursday 13 October 2022" in page
    assert "5pm" in page
    assert "Friday 21 October 2022" in page


def test_a_page_early_says_when_to_come_back(client, world, settings):
    settings.SAFERBOARD_SITE = {**settings.SAFERBOARD_SITE, "today": dt.date(2022, 10, 18)}
    answer = client.get(f"/meetings/{PUBLISHED}/")
    assert answer.status_code == 403
    assert "The agenda is published on 19 October 2022." in answer.content.decode()


@pytest.mark.parametrize(
    "address", ["1999-01-01/", "1999-01-01/minutes/", f"{UNPUBLISHED}/minutes/"]
)
def test_what_is_not_held_is_not_found(client, world, address):
    assert client.get(f"/meetings/{address}").status_code == 404


def test_nobody_but_the_clerk_sees_the_button(client, world):
    address = f"/meetings/{PUBLISHED}/"
    client.force_login(world.users["head"])
    assert "Make the pack" not in client.get(address).content.decode()
    client.force_login(world.users["clerk"])
    assert "Make the pack" in client.get(address).content.decode()
