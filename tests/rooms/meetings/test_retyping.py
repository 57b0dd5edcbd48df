"""
Minutes that are opened again and typed anew keep what owners have said of their actions.
"""

from dataclasses import replace

import pytest

from saferboard.meetings.actions import operations as actions
from saferboard.meetings.actions.reporters import Reporter
from saferboard.meetings.models import ActionCourse, Minute, MinuteAction
from saferboard.meetings.taking import operations, queries
from saferboard.meetings.taking.typed import ActionTyped
from saferboard.partners.models import Post
from saferboard.search.models import Findable
from tests.world import AT, EARLIER


@pytest.fixture
def minute(world) -> Minute:
    """The minute of August that asked the director to light the alleys, open to be corrected."""
    found = Minute.objects.select_related("meeting__body").get(meeting__code=EARLIER, number="2")
    found.actions.update(text="Light the alleys")
    operations.reopen_minutes(found.meeting, by=world.users["clerk"], at=AT)
    return found


@pytest.fixture
def asked(minute, world) -> MinuteAction:
    action = minute.actions.select_related("minute__meeting__body").get()
    ActionCourse.objects.create(action=action, sent_at=AT)
    actions.report_progress(action, "Half are lit.", by=Reporter(user=world.users["chair"]), at=AT)
    return action


def save(minute: Minute, world, *rows: ActionTyped):
    now, _ = queries.typed_now(minute)
    words = replace(now, actions=rows)
    minute.refresh_from_db()
    saved = operations.save_minute(
        minute, words, base=minute.version, by=world.users["clerk"], at=AT
    )
    return saved, list(minute.actions.order_by("position").values_list("pk", "text"))


DIRECTOR = "Director of Communities"


def test_an_action_stays_itself_by_its_words_and_by_its_place(minute, asked, world):
    new = ActionTyped("all partners", "Report dark alleys")
    _, rows = save(minute, world, new, ActionTyped(DIRECTOR, "Light the alleys", "next meeting"))
    assert rows[1] == (asked.pk, "Light the alleys")
    assert rows[0][0] != asked.pk
    _, again = save(minute, world, new, ActionTyped(DIRECTOR, "Light every alley"))
    assert again[1] == (asked.pk, "Light every alley")
    assert asked.steps.get().text == "Half are lit."
    asked.refresh_from_db()
    assert not asked.next_meeting


def test_the_post_it_was_handed_to_keeps_it(minute, asked, world):
    printed = asked.owners.get().owner_as_printed
    asked.owners.update(post=Post.objects.get(code="housing-manager"))
    save(minute, world, ActionTyped(printed, "Light the alleys at once"))
    assert asked.owners.get().post.code == "housing-manager"


def test_one_that_was_answered_may_not_go_unsaid(minute, asked, world):
    saved, rows = save(minute, world)
    assert [fault.words for fault in saved.faults] == [
        "Actions: “Light the alleys” was answered by its owner. Put its line back; if it is"
        " done, say so on its own page."
    ]
    assert rows == [(asked.pk, "Light the alleys")]
    (wrong,) = [one for one in queries.typing(minute.meeting) if one.faults]
    assert wrong.number == "2"


def test_one_that_nobody_answered_goes_and_is_found_no_more(minute, world):
    pk = minute.actions.get().pk
    assert Findable.objects.filter(kind="action", thing=pk).exists()
    saved, rows = save(minute, world)
    assert (saved.faults, rows) == ((), [])
    assert not Findable.objects.filter(kind="action", thing=pk).exists()
