"""
Taking minutes: begun from the agenda, typed by two at once, closed, agreed, signed.
"""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from saferboard.domain.minuting import DraftState, MinutesState
from saferboard.domain.refusals import Refused
from saferboard.ledger.models import Entry, Kind
from saferboard.meetings import queries
from saferboard.meetings.agreeing import operations as agreeing
from saferboard.meetings.models import (
    Attendance,
    Meeting,
    Minute,
    MinuteAction,
    MinuteBook,
    MinuteDraft,
)
from saferboard.meetings.taking import operations
from saferboard.meetings.taking.owning import owners_to_look_at
from saferboard.meetings.taking.typed import ActionTyped, MinuteTyped
from saferboard.partners.models import Holding
from tests.rooms.meetings.marking import HERE, lines, mark
from tests.world import EARLIER, LONDON, PUBLISHED, UNPUBLISHED

AT = dt.datetime(2022, 10, 27, 11, tzinfo=LONDON)
LATER = AT + dt.timedelta(hours=2)
WORDS = MinuteTyped(
    "Progress",
    "The lamps were spoken of.\n\nThe alleys were dark.",
    "RESOLVED that the Director of Communities report on lamps.",
    (ActionTyped("Director of Communities", "Report on lamps", "next meeting"),),
)


@pytest.fixture
def clerk(world):
    return world.users["clerk"]


@pytest.fixture
def head(world):
    return world.users["head"]


@pytest.fixture
def minute(world):
    return world.published.minutes.get(number="4")


def typed(minute, words=WORDS, *, base=None, by, at=AT, settles=0):
    base = minute.version if base is None else base
    return operations.save_minute(minute, words, base=base, settles=settles, by=by, at=at)


def posted(words=WORDS, **more):
    data = {"title": words.title, "discussion": words.discussion, "resolved": words.resolved}
    for n, action in enumerate(words.actions):
        data |= {
            f"owners_{n}": action.owners,
            f"text_{n}": action.text,
            f"due_{n}": action.due,
        }
    return data | more


def page(minute):
    return reverse("meetings:take-minute", args=[PUBLISHED, minute.pk])


def test_a_minute_is_made_for_each_line_of_the_agenda(world):
    made = list(world.published.minutes.order_by("position").values_list("number", "title"))
    assert made[:2] == [("3", "Matters arising"), ("4", "Minutes of 17 August 2022")]
    assert [number for number, _ in made] == ["3", "4", "5", "6", "6a", "7"]
    with pytest.raises(Refused, match="begun already"):
        operations.begin_minutes(world.published, by=world.users["clerk"], at=AT)


def test_minutes_of_a_meeting_that_was_not_held_are_refused(world, clerk):
    with pytest.raises(Refused, match=r"The meeting is proposed\. Minutes are taken of"):
        operations.begin_minutes(world.unpublished, by=clerk, at=AT)
    before = world.published.starts - dt.timedelta(days=1)
    with pytest.raises(Refused, match="has not been held"):
        operations.close_minutes(world.published, ended=None, by=clerk, at=before)
    assert MinuteBook.objects.get(meeting=world.published).state == MinutesState.TAKING


def test_what_is_typed_is_a_minute_with_its_clause_and_action(world, clerk, minute):
    saved = typed(minute, by=clerk)
    assert (saved.kept, saved.version, saved.faults) == (True, 1, ())
    minute.refresh_from_db()
    assert minute.paragraphs == ["The lamps were spoken of.", "The alleys were dark."]
    assert minute.clauses == ["That the Director of Communities report on lamps."]
    (action,) = minute.actions.all()
    assert (action.text, action.next_meeting, action.due) == ("Report on lamps", True, None)
    assert action.owners.get().post.code == "director"
    assert Entry.objects.filter(kind=Kind.MINUTE_TYPED).count() == 1


def test_who_saves_and_goes_on_types_on_in_the_next_discussion(client, world, clerk, minute):
    client.force_login(clerk)
    one, then = world.published.minutes.order_by("position")[:2]
    sent = {"version": str(one.version), "settles": "0", **posted()}
    answer = client.post(page(one), sent | {"go": "next"})
    assert answer.headers["Location"] == f"{page(then)}#id_discussion"
    assert 'id="id_discussion"' in client.get(page(then)).content.decode()
    one.refresh_from_db()
    sent["version"] = str(one.version)
    assert client.post(page(one), sent | {"go": "stay"}).headers["Location"] == page(one)
    last = world.published.minutes.order_by("position").last()
    answer = client.post(page(last), sent | {"version": str(last.version), "go": "next"})
    assert answer.headers["Location"] == reverse("meetings:take", args=[PUBLISHED])


def test_several_owners_a_day_and_everybody(world, clerk, minute):
    words = MinuteTyped(
        "Progress",
        actions=(
            ActionTyped("Director of Communities; SA", "Light it", "3 November 2022"),
            ActionTyped("All partners", "Tell their staff", ""),
        ),
    )
    assert typed(minute, words, by=clerk).faults == ()
    first, second = MinuteAction.objects.filter(minute=minute).order_by("position")
    assert first.due == dt.date(2022, 11, 3)
    owners = list(first.owners.values_list("owner_as_printed", "post__code"))
    assert owners == [("Director of Communities", "director"), ("SA", "housing-manager")]
    assert (second.all_partners, second.owners.count()) == (True, 0)


FAULTS = [
    (MinuteTyped(""), "Heading: write what the item is called"),
    (MinuteTyped("P", resolved="RESOLVED that"), "say what was resolved after “RESOLVED that”"),
    (MinuteTyped("P", "There were {sheep 2022}."), "{sheep 2022}"),
    (MinuteTyped("P", actions=(ActionTyped("", "Do it"),)), "Action 1, owner: name a post"),
    (MinuteTyped("P", actions=(ActionTyped("Chair", "", "soon"),)), "write a day as 3 November"),
    (
        MinuteTyped("P", actions=(ActionTyped("Chair", "", "3 October 2022"),)),
        "3 October 2022 is before the meeting. Give a day from 27 October 2022 on",
    ),
]


@pytest.mark.parametrize(("words", "fault"), FAULTS, ids=[fault for _, fault in FAULTS])
def test_a_fault_is_named_and_the_words_are_kept(client, world, clerk, minute, words, fault):
    client.force_login(clerk)
    answer = client.post(page(minute), posted(words, version=0))
    assert answer.status_code == 400
    assert fault in answer.content.decode()
    assert MinuteDraft.objects.get(minute=minute).typed == words.kept()
    minute.refresh_from_db()
    assert (minute.version, minute.title, minute.paragraphs) == (1, "Minutes of 17 August 2022", [])


def test_an_owner_who_has_left_is_pointed_out(world, clerk, minute):
    name = world.users["head"].person.name
    held = Holding.objects.select_related("person").get(person__name=name)
    held.until = dt.date(2022, 10, 1)
    held.save()
    words = MinuteTyped("P", actions=(ActionTyped(held.person.name, "Do it"),))
    (fault,) = typed(minute, words, by=clerk).faults
    assert "left on 1 October 2022. Name the post instead." in fault.words


def test_two_typists_overwrite_nothing_and_see_both(world, clerk, head, minute):
    one, two = Client(), Client()
    one.force_login(clerk)
    two.force_login(head)
    address = page(minute)
    first = posted(MinuteTyped("Progress", "The clerk's words."), version=0, go="stay")
    second = posted(MinuteTyped("Progress", "The head's words."), version=0, go="stay")
    assert one.post(address, first).status_code == 302
    holder = f"{clerk.person.name} is typing here too"
    assert holder in two.get(address).content.decode().replace("&#x27;", "'")
    answer = two.post(address, second)
    told = answer.content.decode().replace("&#x27;", "'")
    assert answer.status_code == 409
    assert "The clerk's words." in told
    assert "The head's words." in told
    minute.refresh_from_db()
    assert minute.paragraphs == ["The clerk's words."]
    aside = MinuteDraft.objects.get(minute=minute, state=DraftState.SET_ASIDE)
    assert aside.typed["discussion"] == "The head's words."
    assert "Words of yours were set aside" in two.get(address).content.decode()
    both = MinuteTyped("Progress", "The clerk's words.\n\nThe head's words.")
    answer = two.post(address, posted(both, version=1, settles=aside.pk, go="stay"))
    assert answer.status_code == 302
    minute.refresh_from_db()
    assert minute.paragraphs == ["The clerk's words.", "The head's words."]
    aside.refresh_from_db()
    assert aside.state == DraftState.SETTLED


def test_a_script_is_told_what_came_of_saving(client, clerk, head, minute):
    client.force_login(clerk)
    accepts = {"Accept": "application/json"}
    answer = client.post(page(minute), posted(version=0), headers=accepts)
    assert answer.json() | {"said": ""} == {"kept": True, "version": 1, "said": "", "faults": []}
    other = Client()
    other.force_login(head)
    answer = other.post(page(minute), posted(MinuteTyped("Else"), version=0), headers=accepts)
    assert (answer.status_code, answer.json()["kept"]) == (200, False)
    assert client.post(
        reverse("meetings:take-hold", args=[PUBLISHED, minute.pk]), headers=accepts
    ).json() == {"held": True}


def test_typing_on_is_one_draft_and_another_sitting_is_a_second(clerk, minute):
    for n, seconds in enumerate((0, 5, 10, 300)):
        words = MinuteTyped("Progress", "word " * (n + 1))
        minute.refresh_from_db()
        typed(minute, words, by=clerk, at=AT + dt.timedelta(seconds=seconds))
    kept = MinuteDraft.objects.filter(minute=minute).order_by("version")
    assert [draft.version for draft in kept] == [3, 4]


def test_a_closed_laptop_loses_nothing(client, clerk, minute):
    typed(minute, MinuteTyped("", "Half a sen", "RESOLVED that"), by=clerk)
    client.force_login(clerk)
    told = client.get(page(minute)).content.decode()
    assert "Half a sen" in told
    assert "RESOLVED that" in told
    drafts = reverse("meetings:take-drafts", args=[PUBLISHED, minute.pk])
    assert "Half a sen" in client.get(drafts).content.decode()


def test_minutes_are_added_left_out_and_numbered_on(world, clerk):
    meeting = world.published
    first = meeting.minutes.get(number="3")
    operations.add_minute(meeting, "A death in service", after=first.pk, by=clerk, at=AT)
    numbers = list(meeting.minutes.order_by("position").values_list("number", flat=True))
    assert numbers == ["3", "4", "5", "6", "7", "7a", "8"]
    operations.leave_out(meeting.minutes.get(number="5"), by=clerk, at=AT)
    operations.number_from(meeting, 34, by=clerk, at=AT)
    numbers = list(meeting.minutes.order_by("position").values_list("number", flat=True))
    assert numbers == ["34", "35", "36", "37", "37a", "38"]
    typed(meeting.minutes.get(number="34"), by=clerk)
    with pytest.raises(Refused, match="what is typed is not thrown away"):
        operations.leave_out(meeting.minutes.get(number="34"), by=clerk, at=AT)
    with pytest.raises(Refused, match="Heading: write"):
        operations.add_minute(meeting, "  ", by=clerk, at=AT)


def test_an_owner_whom_the_resolution_does_not_name_is_pointed_out(client, world, clerk, minute):
    words = MinuteTyped(
        "Progress",
        resolved="RESOLVED that the Head of Community Safety report back.",
        actions=(ActionTyped("Housing Manager"), ActionTyped("ZZ")),
    )
    typed(minute, words, by=clerk)
    found = owners_to_look_at(world.published)
    assert [one.owner for one in found] == ["ZZ", "Housing Manager"]
    assert "The resolution names Head of" in found[1].words
    client.force_login(clerk)
    assert (
        "Owners to look at"
        in client.get(reverse("meetings:take", args=[PUBLISHED])).content.decode()
    )


@pytest.fixture
def drafted(world, clerk):
    """The minutes of October, taken and closed."""
    meeting = world.published
    for one in meeting.minutes.all():
        typed(one, MinuteTyped(one.title, f"Words of {one.number}."), by=clerk)
    mark(world, lines(world, HERE, ("APOLOGY", "", "", "")), by=clerk)
    operations.close_minutes(meeting, ended=dt.time(11, 45), by=clerk, at=LATER)
    meeting.refresh_from_db()
    return meeting


def test_closing_asks_for_what_is_missing(world, clerk):
    meeting = world.published
    with pytest.raises(Refused, match="Say who was there"):
        operations.close_minutes(meeting, ended=None, by=clerk, at=LATER)
    mark(world, lines(world, HERE), by=clerk)
    with pytest.raises(Refused, match="Minute 3, 4, 5, 6, 6a, 7 has no words"):
        operations.close_minutes(meeting, ended=None, by=clerk, at=LATER)
    typed(meeting.minutes.get(number="3"), MinuteTyped("", "Words"), by=clerk)
    with pytest.raises(Refused, match="Put right what is marked in minute 3"):
        operations.close_minutes(meeting, ended=None, by=clerk, at=LATER)


def test_closed_minutes_are_a_held_meetings_and_take_no_more_words(drafted, clerk):
    assert (drafted.state, f"{drafted.ends.astimezone(LONDON):%H.%M}") == ("HELD", "11.45")
    minute = drafted.minutes.first()
    saved = typed(minute, MinuteTyped("Late", "Words"), by=clerk, at=LATER)
    assert not saved.kept
    assert MinuteDraft.objects.get(pk=saved.draft).state == DraftState.SET_ASIDE


def signed(world, meeting, clerk):
    at = dt.datetime(2023, 1, 4, 12, tzinfo=LONDON)
    Meeting.objects.filter(code=UNPUBLISHED).update(state="CONFIRMED")
    agreeing.keep_check(meeting, [], open_=0, by=clerk, at=LATER)
    agreeing.agree_minutes(meeting, in_meeting=world.unpublished, by=clerk, at=at)
    agreeing.sign_minutes(meeting, print_=lambda found: "0" * 64, by=world.users["chair"], at=at)
    return at


def test_words_for_signed_minutes_are_set_aside_and_it_is_said_why(world, drafted, clerk, client):
    minute = drafted.minutes.first()
    address = reverse("meetings:take-minute", args=[drafted.code, minute.pk])
    typed = {"version": "0", "title": minute.title, "discussion": "Said since."}
    client.force_login(clerk)
    closed = client.post(address, typed).content.decode()
    assert "These minutes are closed" in closed
    signed(world, drafted, clerk)
    answer = client.post(address, typed | {"discussion": "Said long since."})
    told = answer.content.decode()
    for words in ("These minutes are signed", "Nothing was changed", "Said long since."):
        assert words in told
    assert "Two texts of this minute" not in told
    minute.refresh_from_db()
    assert "Said long since." not in minute.paragraphs
    script = client.post(address, typed, headers={"accept": "application/json"}).json()
    assert script["said"].startswith("These minutes are signed.")


def test_minutes_go_from_draft_to_signed_and_no_other_way(world, drafted, clerk):
    with pytest.raises(Refused, match=r"is draft and cannot be agreed"):
        agreeing.agree_minutes(drafted, in_meeting=world.unpublished, by=clerk, at=LATER)
    agreeing.keep_check(drafted, [], open_=1, by=clerk, at=LATER)
    assert MinuteBook.objects.get(meeting=drafted).state == MinutesState.DRAFT
    agreeing.keep_check(drafted, [], open_=0, by=clerk, at=LATER)
    with pytest.raises(Refused, match="a later meeting of the same body that has begun"):
        agreeing.agree_minutes(drafted, in_meeting=world.earlier, by=clerk, at=LATER)
    with pytest.raises(Refused, match="Only whoever chairs"):
        agreeing.sign_minutes(drafted, print_=lambda found: "", by=clerk, at=LATER)


def test_signed_minutes_are_fixed_in_the_database_and_a_note_is_added(world, drafted, clerk):
    at = signed(world, drafted, clerk)
    book = MinuteBook.objects.get(meeting=drafted)
    assert book.digest == agreeing.digest(book.content)
    assert Entry.objects.get(kind=Kind.MINUTES_SIGNED).facts["sha256"] == book.digest
    minute = drafted.minutes.get(number="4")
    for alter in (
        lambda: Minute.objects.filter(pk=minute.pk).update(title="Another"),
        lambda: Minute.objects.create(meeting=drafted, number="99", position=99, title="More"),
        lambda: minute.delete(),
        lambda: Attendance.objects.filter(meeting=drafted).delete(),
        lambda: MinuteAction.objects.create(minute=minute, position=1),
        lambda: MinuteBook.objects.filter(pk=book.pk).update(state="AGREED", signed_at=None),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            alter()
    agreeing.add_note(minute, "The terms went out.", on_day=dt.date(2022, 11, 3), by=clerk, at=at)
    seen = {one.number: one for one in queries.minutes(PUBLISHED).minutes}["4"]
    assert [(note.day, note.text) for note in seen.notes] == [
        (dt.date(2022, 11, 3), "The terms went out.")
    ]
    assert seen.paragraphs == ("Words of 4.",)
    book.refresh_from_db()
    assert book.digest == agreeing.digest(book.content)
    with pytest.raises(Refused, match="Day: give one from 27 October 2022"):
        agreeing.add_note(minute, "Old", on_day=dt.date(2022, 10, 1), by=clerk, at=at)


def test_who_reads_minutes_follows_their_state_and_the_body(client, world, drafted, clerk):
    address = reverse("meetings:minutes", args=[PUBLISHED])
    assert client.get(address).status_code == 403
    client.force_login(world.users["partner"])
    assert client.get(address).status_code == 200
    client.logout()
    signed(world, drafted, clerk)
    assert "Agreed and signed" in client.get(address).content.decode()
    drafted.body.handling = "RESTRICTED"
    drafted.body.save()
    assert client.get(address).status_code == 403
    client.force_login(world.users["analyst"])
    assert client.get(address).status_code == 403


def test_while_they_are_taken_only_takers_read_them(client, world):
    address = reverse("meetings:minutes", args=[PUBLISHED])
    client.force_login(world.users["partner"])
    assert client.get(address).status_code == 403
    client.force_login(world.users["head"])
    assert client.get(address).status_code == 200
    assert client.get(reverse("meetings:minutes", args=[EARLIER])).status_code == 200
