"""
Inviting, filling posts, ending what is held, closing accounts: what is kept, refused, recorded.
"""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from saferboard.accounts.models import Invitation, PasswordLink, Visit
from saferboard.accounts.operations import (
    accept_invitation,
    ask_for_password_link,
    cancel_invitation,
    close_account,
    end_holding,
    invite,
    put_in_post,
    reopen_account,
    spend_password_link,
)
from saferboard.accounts.permissions import needs_second_factor
from saferboard.domain.refusals import Refused
from saferboard.ledger.models import Entry, Kind
from saferboard.partners.models import Holding, Post, User
from saferboard.partners.permissions import rights
from tests.world import AT, PASSWORD

TODAY = AT.date()
PHRASE = "lantern gravel otter"
DAY = dt.timedelta(days=1)


@pytest.fixture
def administrator(world):
    return world.users["administrator"]


@pytest.fixture
def superintendent(world):
    return Post.objects.get(code="superintendent")


def invited(post, by, **changed):
    given = {"email": "wren@westhaven.example", "since": TODAY, "at": AT}
    return invite("Wren Castellan", post=post, by=by, **given | changed)


def kinds(number: int):
    return [e.kind for e in Entry.objects.order_by("-id")[:number]][::-1]


def test_an_invitation_is_accepted_once_and_opens_one_account(administrator, superintendent):
    invitation, secret = invited(superintendent, administrator)
    assert kinds(1) == [Kind.PERSON_INVITED]
    user = accept_invitation(secret, username="wren", password=PHRASE, at=AT + DAY)
    assert kinds(3) == [Kind.ACCOUNT_OPENED, Kind.POST_FILLED, Kind.INVITATION_ACCEPTED]
    assert user.check_password(PHRASE)
    assert user.email == "wren@westhaven.example"
    assert [p.code for p in user.posts(on=TODAY)] == ["superintendent"]
    with pytest.raises(Refused, match="used already"):
        accept_invitation(secret, username="wren2", password=PHRASE, at=AT + DAY)
    invitation.refresh_from_db()
    assert invitation.person == user.person


def test_no_secret_is_kept_and_no_line_names_anybody(administrator, superintendent):
    invitation, secret = invited(superintendent, administrator)
    assert secret not in str(Invitation.objects.values())
    assert invitation.digest != secret
    line = Entry.objects.latest("id")
    said = f"{line.subject} {line.facts} {line.by}"
    assert "Wren" not in said
    assert "westhaven.example" not in said


def test_an_invitation_runs_out_and_can_be_cancelled(administrator, superintendent):
    invitation, secret = invited(superintendent, administrator)
    with pytest.raises(Refused, match="run out"):
        accept_invitation(secret, username="wren", password=PHRASE, at=AT + 8 * DAY)
    cancel_invitation(invitation, by=administrator, at=AT)
    with pytest.raises(Refused, match="used already, has run out, or is not whole"):
        accept_invitation(secret, username="wren", password=PHRASE, at=AT)
    assert invited(superintendent, administrator)[0].pk != invitation.pk


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"email": "CLERK@westhaven.example"}, "already an account with that address"),
        ({"post": "democratic-services"}, "already held"),
        ({"by": "clerk"}, "Only the administrator may open accounts"),
    ],
)
def test_who_may_be_invited_by_whom(world, superintendent, changed, why):
    post = Post.objects.get(code=changed.pop("post", "superintendent"))
    by = world.users[changed.pop("by", "administrator")]
    with pytest.raises(Refused, match=why):
        invited(post, by, **changed)
    assert not Invitation.objects.exists()


def test_two_are_not_invited_into_one_post(administrator, superintendent):
    invited(superintendent, administrator)
    with pytest.raises(Refused, match="Somebody is invited"):
        invited(superintendent, administrator, email="other@westhaven.example")


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short", "too short"),
        ("aaaaaaaaaaaaaaaa", "repeats a few characters"),
        ("wren.castellan1", "too similar"),
        ("saferwesthaven", "partnership’s name"),
        ("passwordpassword", "everybody"),
        ("x" * 201, "longer than 200"),
    ],
)
def test_a_password_that_comes_first_to_mind_will_not_do(
    administrator, superintendent, password, why
):
    _, secret = invited(superintendent, administrator)
    with pytest.raises(ValidationError, match=why):
        accept_invitation(secret, username="wren.castellan", password=password, at=AT)
    assert not User.objects.filter(username="wren.castellan").exists()


def test_a_post_goes_to_another_person_from_a_day(world, administrator):
    post = Post.objects.get(code="democratic-services")
    clerk, analyst = world.users["clerk"], world.users["analyst"]
    put_in_post(analyst, post, since=TODAY + DAY, by=administrator, at=AT)
    assert kinds(2) == [Kind.HOLDING_ENDED, Kind.POST_FILLED]
    for day, holder in ((TODAY, clerk), (TODAY + DAY, analyst)):
        assert [u for u in (clerk, analyst) if post in u.posts(on=day)] == [holder]


def test_ending_a_holding_takes_the_rights_and_the_sessions_that_day(client, world, administrator):
    clerk = world.users["clerk"]
    client.force_login(clerk)
    holding = Holding.objects.get(person=clerk.person)
    end_holding(holding, from_day=TODAY, by=administrator, at=AT)
    assert rights(clerk, on=TODAY) == frozenset()
    assert not Visit.objects.filter(account=clerk).exists()
    assert client.get("/home/").status_code == 302


def test_a_holding_that_ends_later_leaves_the_session(client, world, administrator):
    clerk = world.users["clerk"]
    client.force_login(clerk)
    holding = Holding.objects.get(person=clerk.person)
    end_holding(holding, from_day=TODAY + 5 * DAY, by=administrator, at=AT)
    assert client.get("/home/").status_code == 200
    with pytest.raises(Refused, match="They left the post by then already"):
        end_holding(holding, from_day=TODAY + 9 * DAY, by=administrator, at=AT)


def test_a_holding_does_not_end_before_it_starts(world, administrator):
    holding = Holding.objects.get(person=world.users["clerk"].person)
    with pytest.raises(Refused, match="close the account"):
        end_holding(holding, from_day=holding.since, by=administrator, at=AT)


def test_closing_an_account_ends_its_sessions_at_once(client, world, administrator):
    clerk = world.users["clerk"]
    client.force_login(clerk)
    assert client.get("/home/").status_code == 200
    close_account(clerk, by=administrator, at=AT)
    assert client.get("/home/").status_code == 302
    assert kinds(2) == [Kind.ACCOUNT_CLOSED, Kind.SESSION_ENDED]
    reopen_account(clerk, by=administrator, at=AT)
    assert client.get("/home/").status_code == 302
    with pytest.raises(Refused, match="open already"):
        reopen_account(clerk, by=administrator, at=AT)


def test_nobody_closes_their_own_account(administrator):
    with pytest.raises(Refused, match="your own account"):
        close_account(administrator, by=administrator, at=AT)


@pytest.mark.parametrize(
    ("role", "needs"),
    [
        *(("clerk", False), ("analyst", False), ("partner", False)),
        *(("head", True), ("chair", True), ("protection", True), ("administrator", True)),
        *(("neighbour", True), ("coordinator", True)),
    ],
)
def test_who_needs_a_second_factor(world, role, needs):
    assert needs_second_factor(world.users[role], on=TODAY) is needs


def test_whoever_a_room_lets_see_restricted_things_needs_a_second_factor(world, monkeypatch):
    from saferboard.partners import answers

    monkeypatch.setattr(answers, "_ROOMS", {})
    assert not needs_second_factor(world.users["clerk"], on=TODAY)
    seen = answers.Answers("test", sees_restricted=lambda user, on: user.username == "clerk")
    answers.register(seen)
    assert needs_second_factor(world.users["clerk"], on=TODAY)
    assert not needs_second_factor(world.users["analyst"], on=TODAY)


def test_a_password_link_is_spent_once_and_ends_every_session(client, world):
    clerk = world.users["clerk"]
    client.force_login(clerk)
    first = ask_for_password_link(clerk, by="visitor", at=AT)
    second = ask_for_password_link(clerk, by="visitor", at=AT)
    assert PasswordLink.objects.count() == 1
    with pytest.raises(Refused):
        spend_password_link(first, PHRASE, at=AT)
    with pytest.raises(ValidationError):
        spend_password_link(second, "short", at=AT)
    assert spend_password_link(second, PHRASE, at=AT) == clerk
    with pytest.raises(Refused):
        spend_password_link(second, PHRASE + "s", at=AT)
    clerk.refresh_from_db()
    assert clerk.check_password(PHRASE)
    assert not clerk.check_password(PASSWORD)
    assert client.get("/home/").status_code == 302


def test_a_password_link_runs_out_and_opens_no_closed_account(world, administrator):
    clerk = world.users["clerk"]
    secret = ask_for_password_link(clerk, by="visitor", at=AT)
    with pytest.raises(Refused):
        spend_password_link(secret, PHRASE, at=AT + dt.timedelta(hours=2))
    close_account(clerk, by=administrator, at=AT)
    with pytest.raises(Refused):
        spend_password_link(secret, PHRASE, at=AT)
