"""
Actions after the meeting: what owners say, what the clerk decides, and who is written to.
"""

import datetime as dt
import re

import pytest
from django.core import mail
from django.test import Client

from saferboard.bodies.models import Body, Seat
from saferboard.domain.refusals import Refused
from saferboard.domain.states import ActionState
from saferboard.ledger.models import Entry, Kind
from saferboard.letters.models import Letter
from saferboard.letters.operations import send_due_letters
from saferboard.meetings.actions import operations, queries
from saferboard.meetings.actions.records import GONE, KINDS
from saferboard.meetings.actions.reporters import Reporter
from saferboard.meetings.actions.telling.operations import remind_owners, send_actions
from saferboard.meetings.models import ActionOwner, ActionStep, MinuteAction
from saferboard.partners.models import Holding, Post
from saferboard.search.queries import find
from saferboard.ui import clock
from tests.world import AT, BY, EARLIER, LONDON

ON = AT.date()
LATER = dt.date(2022, 12, 1)


@pytest.fixture(autouse=True)
def _a_mail_server(settings):
    settings.EMAIL_HOST = "mail.westhaven.example"


@pytest.fixture
def action(world) -> MinuteAction:
    """The director's action of August, due on 20 October."""
    found = MinuteAction.objects.select_related("minute__meeting__body").get()
    found.text, found.due = "Light the alleys behind the station", dt.date(2022, 10, 20)
    found.save()
    return found


@pytest.fixture
def chair(world) -> Reporter:
    return Reporter(user=world.users["chair"])


def state(action) -> ActionState:
    return queries.one(action.pk, on=ON).state


def test_progress_puts_an_open_action_in_progress_and_is_told(action, chair):
    operations.report_progress(action, "Half are lit.", by=chair, at=AT)
    assert state(action) is ActionState.IN_PROGRESS
    (step,) = queries.steps(action.pk)
    assert (step.text, step.post, step.by_link) == (
        "Half are lit.",
        "Director of Communities",
        False,
    )
    line = Entry.objects.latest("id")
    assert (line.kind, line.subject) == (Kind.ACTION_REPORTED, f"action {action.pk}")
    assert "lit" not in str(line.facts)


def test_more_time_keeps_both_days_and_the_reason_and_the_clerk_gives_it(world, action, chair):
    operations.ask_for_more_time(action, until=LATER, reason="No lamps yet.", by=chair, at=AT)
    assert state(action) is ActionState.MORE_TIME_ASKED
    assert queries.one(action.pk, on=ON).due == dt.date(2022, 10, 20)
    assert queries.asked_until(action.pk) == LATER
    clerk = world.users["clerk"]
    operations.change_date(action, until=LATER, reason="Agreed.", by=clerk, at=AT)
    seen = queries.one(action.pk, on=ON)
    assert (seen.due, seen.due_in_minutes) == (LATER, dt.date(2022, 10, 20))
    assert seen.state is ActionState.IN_PROGRESS
    asked, changed = queries.steps(action.pk)
    for step in (asked, changed):
        assert (step.old_due, step.new_due) == (dt.date(2022, 10, 20), LATER)
    assert changed.post == "Democratic Services Officer"


def test_refusing_time_puts_it_back_in_progress(world, action, chair):
    operations.ask_for_more_time(action, until=LATER, reason="No lamps yet.", by=chair, at=AT)
    operations.refuse_more_time(action, "It is dark.", by=world.users["clerk"], at=AT)
    assert state(action) is ActionState.IN_PROGRESS
    with pytest.raises(Refused, match="No more time was asked for"):
        operations.refuse_more_time(action, "Still dark.", by=world.users["clerk"], at=AT)


def test_done_is_said_by_the_owner_and_confirmed_by_the_clerk(world, action, chair):
    operations.report_done(action, "All are lit.", by=chair, at=AT)
    assert state(action) is ActionState.REPORTED_DONE
    with pytest.raises(Refused, match="clerk"):
        operations.confirm_done(action, "", by=world.users["chair"], at=AT)
    operations.confirm_done(action, "", by=world.users["clerk"], at=AT)
    assert state(action) is ActionState.DONE
    with pytest.raises(Refused, match="The action is done"):
        operations.report_progress(action, "Another lamp.", by=chair, at=AT)
    operations.open_again(action, "One lamp is out.", by=world.users["clerk"], at=AT)
    assert state(action) is ActionState.IN_PROGRESS


def test_a_clerk_who_closes_what_nobody_reported_says_what_was_done(world, action):
    with pytest.raises(Refused, match="Say what was done"):
        operations.confirm_done(action, " ", by=world.users["clerk"], at=AT)
    operations.confirm_done(action, "Seen on a walk.", by=world.users["clerk"], at=AT)
    assert state(action) is ActionState.DONE


@pytest.mark.parametrize(
    ("until", "said"),
    [
        (ON, "in the past or today"),
        (dt.date(2021, 1, 1), "in the past"),
        (dt.date(2022, 10, 19), "due on 20 October 2022. Give a later day"),
        (dt.date(2062, 10, 19), "more than three years away"),
    ],
)
def test_a_date_that_will_not_do(action, chair, until, said):
    with pytest.raises(Refused, match=said):
        operations.ask_for_more_time(action, until=until, reason="Lamps.", by=chair, at=AT)
    assert state(action) is ActionState.OPEN


@pytest.mark.parametrize("role", ["partner", "analyst", "neighbour", "administrator"])
def test_nobody_else_says_how_it_stands(world, action, role):
    with pytest.raises(Refused, match="Only the action’s owner"):
        operations.report_progress(action, "Lit.", by=Reporter(user=world.users[role]), at=AT)


def test_an_action_for_all_partners_is_every_seats(world, action):
    action.owners.all().delete()
    action.all_partners = True
    action.save()
    operations.report_progress(
        action, "We walk there.", by=Reporter(user=world.users["partner"]), at=AT
    )
    (mine,) = queries.of_posts([Post.objects.get(code="station-manager")], on=ON)
    assert mine.id == action.pk


def test_the_clerk_is_told_of_what_waits_for_a_decision(client, world, action, chair):
    client.force_login(world.users["clerk"])
    assert "to settle" not in client.get("/home/").content.decode()
    operations.report_done(action, "All are lit.", by=chair, at=AT)
    assert "1 action to settle" in client.get("/home/").content.decode()
    page = client.get("/meetings/actions/").content.decode()
    assert "Waiting for you to decide" in page
    assert f'href="/meetings/actions/{action.pk}/"' in page
    client.force_login(world.users["chair"])
    assert "to settle" not in client.get("/home/").content.decode()


def test_overdue_is_a_fact_beside_the_state(action, chair):
    after = dt.date(2022, 10, 21)
    assert queries.one(action.pk, on=after).overdue
    assert not queries.one(action.pk, on=dt.date(2022, 10, 20)).overdue
    operations.report_done(action, "Lit.", by=chair, at=AT)
    assert not queries.one(action.pk, on=after).overdue


def test_the_next_meeting_is_the_next_that_is_not_cancelled(world, action):
    action.due, action.next_meeting = None, True
    action.save()
    assert queries.one(action.pk, on=ON).due == dt.date(2022, 10, 27)
    world.published.state = "CANCELLED"
    world.published.save()
    assert queries.one(action.pk, on=ON).due == dt.date(2023, 1, 4)


# Letters


def link_in(letter) -> str:
    return re.search(r"https?://[^/\s]+(/link/\S+)", letter.body)[1]


def come_in(client: Client, path: str):
    client.post(path + "code/")
    code = re.search(r"^\d{6}$", mail.outbox[-1].body, re.M)[0]
    return client.post(path + "use/", {"code": code})


def test_an_owner_without_an_account_reports_by_the_link_in_the_letter(world, action):
    clerk = Client()
    clerk.force_login(world.users["clerk"])
    assert "Send owners their actions" in clerk.get(f"/meetings/{EARLIER}/").content.decode()
    said = clerk.post(f"/meetings/{EARLIER}/actions/send/", follow=True).content.decode()
    assert "1 letter put in the outbox." in said
    send_due_letters(at=clock.now())
    (letter,) = mail.outbox
    assert letter.to == ["chair@westhaven.example"]
    assert "1 action" in letter.body
    assert "alleys" not in letter.subject + letter.body

    owner, page = Client(), f"/meetings/actions/{action.pk}/"
    assert owner.get(page).status_code == 403
    assert owner.get("/meetings/actions/for/director/").status_code == 403
    answer = come_in(owner, link_in(letter))
    assert answer.url == "/meetings/actions/for/director/"
    assert "Light the alleys behind the station" in owner.get(answer.url).content.decode()
    asked = {"what": "more-time", "text": "The lamps are late.", "until": "01 12 2022"}
    assert owner.post(page + "report/", asked).url == page
    step = ActionStep.objects.latest("id")
    assert (step.by_link, step.post.code, step.new_due) == (True, "director", LATER)
    assert Entry.objects.latest("id").post == "director"
    assert owner.get(page + "settle/").status_code == 302  # it is no sign-in

    asked["until"] = "01 12 2021"
    answer = owner.post(page + "report/", asked)
    assert answer.status_code == 400
    assert "in the past" in answer.content.decode()
    assert "The lamps are late." in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "kind", "now"),
    [
        ({"what": "progress", "text": "Half are lit."}, "PROGRESS", ActionState.IN_PROGRESS),
        ({"what": "done", "text": "All are lit."}, "REPORTED_DONE", ActionState.REPORTED_DONE),
    ],
)
def test_progress_and_done_are_said_by_the_link_too(world, action, typed, kind, now):
    send_actions(world.earlier, by=world.users["clerk"], at=AT)
    send_due_letters(at=clock.now())
    owner, page = Client(), f"/meetings/actions/{action.pk}/"
    come_in(owner, link_in(mail.outbox[0]))
    said = owner.post(f"{page}report/", typed, follow=True).content.decode()
    assert "What you said is kept." in said
    assert typed["text"] in said
    step = ActionStep.objects.latest("id")
    assert (step.kind, step.text, step.by_link) == (kind, typed["text"], True)
    assert step.post.code == "director"
    assert state(action) is now
    unsaid = owner.post(f"{page}report/", typed | {"text": ""})
    assert unsaid.status_code == 400
    assert ActionStep.objects.latest("id") == step


def test_a_link_opens_no_action_of_another_post_nor_of_a_restricted_body(world, action):
    link = Reporter(link_post=Post.objects.get(code="director"))
    other = Reporter(link_post=Post.objects.get(code="superintendent"))
    assert queries.of_posts([other.link_post], on=ON, by_link=True) == []
    with pytest.raises(Refused):
        operations.report_progress(action, "Lit.", by=other, at=AT)
    Body.objects.update(handling="RESTRICTED")
    assert queries.of_posts([link.link_post], on=ON, by_link=True) == []
    fresh = MinuteAction.objects.select_related("minute__meeting__body").get()
    with pytest.raises(Refused):
        operations.report_progress(fresh, "Lit.", by=link, at=AT)


def test_each_look_at_actions_of_a_restricted_body_is_one_line(client, world, action):
    looks = Entry.objects.filter(kind__in=[Kind.LOOKED, Kind.LOOK_REFUSED]).order_by("id")
    before, code = looks.count(), world.earlier.code
    pages = (
        "/meetings/actions/",
        "/meetings/actions/of/board/",
        f"/meetings/actions/{action.pk}/",
        f"/meetings/{code}/minutes/{action.minute.number}/history/",
    )
    client.force_login(world.users["chair"])
    for page in pages:
        client.get(page)
    assert looks.count() == before, "a public body's actions are nobody's secret"
    world.body.__class__.objects.filter(pk=world.body.pk).update(handling="RESTRICTED")
    for page in pages:
        assert client.get(page).status_code == 200, page
    one = f"action {action.pk}"
    lines = [(line.subject, line.outcome, line.shown) for line in looks[before:]]
    assert lines == [
        ("actions", "ALLOWED", [one]),
        ("actions-of board", "ALLOWED", [one]),
        (one, "ALLOWED", [str(action.pk)]),
        (
            f"minute {action.minute.number} of {code}",
            "ALLOWED",
            [f"{action.minute.number} of {code}"],
        ),
    ]
    client.force_login(world.users["analyst"])
    assert client.get(pages[1]).status_code == 403
    assert client.get(pages[2]).status_code == 403
    refused = [(line.subject, line.kind, line.shown) for line in looks[before + 4 :]]
    assert refused == [("actions-of board", "LOOK_REFUSED", []), (one, "LOOK_REFUSED", [])]


def test_actions_are_sent_once(world, action):
    clerk = world.users["clerk"]
    done = send_actions(world.earlier, by=clerk, at=AT)
    assert (done.letters, done.vacant, done.nobodys) == (1, (), 0)
    with pytest.raises(Refused, match="Every action of this meeting was sent"):
        send_actions(world.earlier, by=clerk, at=AT)
    assert queries.one(action.pk, on=ON).sent_at == AT


def test_a_post_that_nobody_holds_is_named(world, action):
    ActionOwner.objects.filter(action=action).update(post=Post.objects.get(code="superintendent"))
    done = send_actions(world.earlier, by=world.users["clerk"], at=AT)
    assert done.vacant == ("Superintendent",)
    (owner,) = queries.one(action.pk, on=ON).owners
    assert owner.vacant
    client = Client()
    client.force_login(world.users["clerk"])
    page = client.get(f"/meetings/actions/{action.pk}/").content.decode()
    assert "Superintendent (vacant)" in page


def test_an_owner_who_left_no_longer_reports(world, action, chair):
    Holding.objects.filter(post__code="director").update(until=dt.date(2022, 10, 1))
    with pytest.raises(Refused, match="Only the action"):
        operations.report_progress(action, "Lit.", by=chair, at=AT)
    assert queries.one(action.pk, on=ON).owners[0].vacant


def test_one_letter_a_week_for_everything_near_or_overdue(world, action):
    second = MinuteAction.objects.create(
        minute=action.minute, position=2, text="Paint the gate", due=dt.date(2022, 9, 1)
    )
    ActionOwner.objects.create(
        action=second, position=1, post=action.owners.get().post, owner_as_printed="Director"
    )
    monday = dt.datetime(2022, 10, 17, 9, tzinfo=LONDON)
    assert remind_owners(by=BY, at=monday) == 0  # nothing was sent yet
    send_actions(world.earlier, by=world.users["clerk"], at=monday)
    assert remind_owners(by=BY, at=monday + dt.timedelta(days=1)) == 0  # told yesterday
    week = monday + dt.timedelta(days=8)
    assert remind_owners(by=BY, at=week) == 1
    assert remind_owners(by=BY, at=week) == 0
    letter = Letter.objects.latest("id")
    assert letter.subject == "Your actions: none due within a week, 2 overdue"
    assert remind_owners(by=BY, at=week + dt.timedelta(days=6)) == 0
    assert remind_owners(by=BY, at=week + dt.timedelta(days=8)) == 1
    assert Letter.objects.filter(kind="actions-due").count() == 2


def test_what_is_done_or_far_off_is_not_reminded_of(world, action, chair):
    send_actions(world.earlier, by=world.users["clerk"], at=AT - dt.timedelta(days=30))
    action.due = LATER
    action.save()
    assert remind_owners(by=BY, at=AT) == 0
    operations.report_done(action, "Lit.", by=chair, at=AT)
    assert remind_owners(by=BY, at=AT + dt.timedelta(days=90)) == 0


# Pages


def test_the_pages_lead_from_home_to_the_action_and_its_history(client, world, action, chair):
    operations.report_progress(action, "Half are lit.", by=chair, at=AT)
    client.force_login(world.users["chair"])
    assert "Your actions from meetings (1 action)" in client.get("/home/").content.decode()
    own = client.get("/meetings/actions/").content.decode()
    assert f'href="/meetings/actions/{action.pk}/"' in own
    page = client.get(f"/meetings/actions/{action.pk}/").content.decode()
    assert "Half are lit." in page
    assert "Settle this action" not in page
    log = client.get("/meetings/actions/of/board/").content.decode()
    assert "1 action not done." in log
    assert "0 actions done." in client.get("/meetings/actions/of/board/?done=yes").content.decode()


def test_the_clerk_settles_on_the_page(client, world, action, chair):
    client.force_login(world.users["clerk"])
    page = f"/meetings/actions/{action.pk}/"
    answer = client.post(page + "settle/", {"what": "change-date", "text": "", "until": ""})
    assert answer.status_code == 400
    assert "The new date: give a day" in answer.content.decode()
    sent = {"what": "confirm", "text": "Seen on a walk."}
    assert client.post(page + "settle/", sent).status_code == 302
    assert state(action) is ActionState.DONE
    assert "Say how it stands" not in client.get(page).content.decode()


def test_what_was_said_is_found_by_its_words_and_forgotten_with_them(world, action, chair):
    operations.report_progress(action, "A hedgehog was in the way.", by=chair, at=AT)
    partner = world.users["partner"]
    assert find("hedgehog", seen_by=partner, on=ON).total == 1
    assert find("hedgehog", seen_by=world.users["neighbour"], on=ON).total == 0
    (kind,) = KINDS
    (due,) = kind.due(AT.date())
    assert kind.erase(due.ref, BY, AT) == 1
    assert kind.erase(due.ref, BY, AT) == 0
    assert find("hedgehog", seen_by=partner, on=ON).total == 0
    assert ActionStep.objects.get().text == GONE


def test_a_body_without_a_seat_for_the_asker_shows_no_log(client, world, action):
    Body.objects.update(handling="RESTRICTED")
    client.force_login(world.users["analyst"])
    assert client.get("/meetings/actions/of/board/").status_code == 403
    Seat.objects.create(
        body=world.body, post=Post.objects.get(code="data-analyst"), role="MEMBER", position=99
    )
    assert client.get("/meetings/actions/of/board/").status_code == 200
