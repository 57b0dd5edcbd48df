"""
Entering organisations and posts, putting people into posts, and looking after vacant ones.

An account brings rights with it: whoever has one is put into a post, or made its caretaker, by
those who open accounts alone.
"""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.domain.rights import Right
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import SYSTEM, record
from saferboard.partners.models import (
    Actor,
    Caretaking,
    Holding,
    Organisation,
    Person,
    Post,
    User,
    Vacancy,
)
from saferboard.partners.operations import (
    OrganisationDescribed,
    PostDescribed,
    comes_in,
    refusal_to_fill,
)
from saferboard.partners.permissions import refusal_without


def refusal_to_keep(user: Actor, *, on: dt.date) -> Refusal | None:
    """Return why `user` may not enter posts and who holds them, or None; the system may."""
    return None if user == SYSTEM else refusal_without(user, Right.KEEP_REGISTER, on=on)


def refusal_to_give_rights(user: Actor, *, on: dt.date) -> Refusal | None:
    """Return why `user` may not say what a post, or somebody with an account, may do, or None."""
    return None if user == SYSTEM else refusal_without(user, Right.MANAGE_ACCOUNTS, on=on)


@transaction.atomic
def keep_organisation(
    described: OrganisationDescribed, *, new: bool, by: Actor, at: dt.datetime
) -> Organisation:
    """
    Enter an organisation, or change what is said of one.

    :raises Refused: if it is not theirs to do, or one of that short address or name is there.
    """
    require(refusal_to_keep(by, on=at.date()))
    if new and Organisation.objects.filter(code=described.code).exists():
        raise Refused(_taken("an organisation", described.code))
    same = Organisation.objects.filter(name__iexact=described.name).exclude(code=described.code)
    if same.exists():
        words = f"{described.name} is entered already. Change that one."
        raise Refused(Refusal("name-taken", words))
    kept, _ = Organisation.objects.update_or_create(
        code=described.code,
        defaults={
            "name": described.name,
            "short": described.short,
            "kind": described.kind,
            "responsible_authority": described.responsible_authority,
        },
    )
    record(Kind.ORGANISATION_ENTERED, subject=f"organisation {kept.code}", by=by, at=at)
    return kept


@transaction.atomic
def keep_post(described: PostDescribed, *, new: bool, by: Actor, at: dt.datetime) -> Post:
    """
    Enter a post, or change what is said of one.

    :raises Refused: if it is not theirs to do, its role is not theirs to give, one of that
        short address is there, or its organisation is not.
    """
    require(refusal_to_keep(by, on=at.date()))
    kept = Post.objects.filter(code=described.code).first()
    if new and kept is not None:
        raise Refused(_taken("a post", described.code))
    if described.role != (kept.role if kept else ""):
        require(refusal_to_give_rights(by, on=at.date()))
    if kept and kept.organisation.code != described.organisation and _has_account(kept):
        # What an organisation may see, under agreements, its posts may.
        require(refusal_to_give_rights(by, on=at.date()))
    organisation = Organisation.objects.filter(code=described.organisation).first()
    if organisation is None:
        words = "There is no such organisation. Enter it first."
        raise Refused(Refusal("unknown-organisation", words))
    kept, _ = Post.objects.update_or_create(
        code=described.code,
        defaults={
            "title": described.title,
            "organisation": organisation,
            "role": described.role,
        },
    )
    record(Kind.POST_ENTERED, subject=f"post {kept.code}", by=by, at=at, role=kept.role or "none")
    return kept


def _has_account(post: Post) -> bool:
    return User.objects.filter(person__holdings__post=post).exists()


def _taken(thing: str, code: str) -> Refusal:
    words = f"There is {thing} under the short address {code} already. Choose another."
    return Refusal("code-taken", words)


@dataclass(frozen=True)
class Somebody:
    """Somebody in the register by number, or a name that is new to it."""

    number: int | None = None
    name: str = ""
    another: bool = False
    """Whether a name that is in the register already is meant as another person of that name."""


def _person(who: Somebody) -> Person:
    """Return the one person meant: entered once, however many posts they come to hold."""
    if who.number is not None:
        found = Person.objects.filter(pk=who.number).first()
        if found is None:
            raise Refused(Refusal("unknown-person", "Choose somebody from the list."))
        return found
    name = " ".join(who.name.split())
    if not name:
        raise Refused(Refusal("nobody", "Choose a person, or give the name of a new one."))
    if not who.another and Person.objects.filter(name__iexact=name).exists():
        words = (
            f"{name} is in the register already. Choose them from the list, or say that this is"
            " another person of that name."
        )
        raise Refused(Refusal("entered-already", words))
    return Person.objects.create(name=name)


def _require_rights(person: Person, post: Post, by: Actor, at: dt.datetime) -> None:
    """
    Go on if `by` may give a person what a post may do.

    :raises Refused: if the person has an account, and `by` opens none; or if they are `by`.
    """
    account = User.objects.filter(person=person).first()
    if account is None or by == SYSTEM:
        return
    require(refusal_to_give_rights(by, on=at.date()))
    if account == by:
        words = f"You cannot put yourself in the post of {post.title}. Ask somebody else to."
        raise Refused(Refusal("oneself", words))


@transaction.atomic
def fill_post(post: Post, who: Somebody, *, since: dt.date, by: Actor, at: dt.datetime) -> Holding:
    """
    Put a person into a post from a day; its vacancy and its caretaker end the day before.

    :raises Refused: if it is not theirs to do, the post is held on that day or later, or
        the person is not, or is already, in the register.
    """
    require(refusal_to_keep(by, on=at.date()))
    Post.objects.select_for_update().get(pk=post.pk)
    require(refusal_to_fill(post, since=since))
    person = _person(who)
    _require_rights(person, post, by, at)
    holding = Holding.objects.create(post=post, person=person, since=since)
    comes_in(post, since=since, by=by, at=at)
    record(Kind.POST_FILLED, subject=f"post {post.code}", by=by, at=at, since=since.isoformat())
    return holding


@transaction.atomic
def leave_post(post: Post, *, last: dt.date, by: Actor, at: dt.datetime) -> None:
    """
    End the holding of a post, so that it is vacant the day after.

    :raises Refused: if it is not theirs to do, nobody holds it, whoever does has an account
        and `by` opens none, or they came into it later.
    """
    require(refusal_to_keep(by, on=at.date()))
    held = Holding.objects.select_for_update().filter(post=post, until__isnull=True).first()
    if held is None:
        raise Refused(Refusal("not-held", f"Nobody holds the post of {post.title} without end."))
    if User.objects.filter(person=held.person_id).exists():
        require(refusal_to_give_rights(by, on=at.date()))
    if last < held.since:
        words = f"They came into the post on {held.since:%-d %B %Y}. Give that day or a later one."
        raise Refused(Refusal("ends-before-it-starts", words))
    held.until = last
    held.save(update_fields=["until"])
    record(Kind.HOLDING_ENDED, subject=f"post {post.code}", by=by, at=at, last=last.isoformat())


@transaction.atomic
def note_vacancy(
    post: Post,
    *,
    since: dt.date | None,
    until: dt.date | None,
    remark: str = "",
    by: Actor,
    at: dt.datetime,
) -> Vacancy:
    """
    Note that nobody holds a post, from a day or a day not stated, until a day or for now.

    :raises Refused: if it is not theirs to do, it ends before it starts, or somebody holds
        the post on one of those days.
    """
    require(refusal_to_keep(by, on=at.date()))
    require(_refusal_of_days(since, until))
    require(_refusal_while_held(post, since, until, "vacant"))
    vacancy = Vacancy.objects.create(post=post, since=since, until=until, remark=remark)
    record(
        Kind.VACANCY_NOTED,
        subject=f"post {post.code}",
        by=by,
        at=at,
        since=since.isoformat() if since else "not stated",
    )
    return vacancy


def _refusal_of_days(since: dt.date | None, until: dt.date | None) -> Refusal | None:
    if since is not None and until is not None and until < since:
        return Refusal("ends-before-it-starts", "The last day is before the first. Correct one.")
    return None


def _refusal_while_held(
    post: Post, since: dt.date | None, until: dt.date | None, what: str
) -> Refusal | None:
    held = Holding.objects.filter(post=post)
    if until is not None:
        held = held.filter(since__lte=until)
    if since is not None:
        held = held.filter(Q(until__isnull=True) | Q(until__gte=since))
    else:
        held = held.filter(Q(until__isnull=True) | Q(until__gte=until or dt.date.max))
    found = held.order_by("since", "id").first()
    if found is None:
        return None
    words = (
        f"Somebody holds the post of {post.title} from {found.since:%-d %B %Y}, so it is not"
        f" {what} on all of those days. Give other days, or end what they hold."
    )
    return Refusal("held", words)


@transaction.atomic
def make_caretaker(
    post: Post,
    who: Somebody,
    *,
    since: dt.date,
    until: dt.date,
    remark: str = "",
    by: Actor,
    at: dt.datetime,
) -> Caretaking:
    """
    Make a person the caretaker of a vacant post from a day to a day; both days count.

    They have its duties and rights on those days, and lose them with the last.

    :raises Refused: if it is not theirs to do, the days are the wrong way round, somebody
        holds the post or looks after it on one of them, or the person is not known.
    """
    require(refusal_to_keep(by, on=at.date()))
    require(_refusal_of_days(since, until))
    Post.objects.select_for_update().get(pk=post.pk)
    require(_refusal_while_held(post, since, until, "vacant"))
    if Caretaking.objects.filter(post=post, since__lte=until, until__gte=since).exists():
        words = f"{post.title} has a caretaker on some of those days. End that first."
        raise Refused(Refusal("has-caretaker", words))
    person = _person(who)
    _require_rights(person, post, by, at)
    kept = Caretaking.objects.create(
        post=post, person=person, since=since, until=until, remark=remark
    )
    record(
        Kind.CARETAKER_NAMED,
        subject=f"post {post.code}",
        by=by,
        at=at,
        since=since.isoformat(),
        until=until.isoformat(),
    )
    return kept


@transaction.atomic
def end_caretaking(kept: Caretaking, *, last: dt.date, by: Actor, at: dt.datetime) -> None:
    """
    Have a caretaker's duties and rights end with a day, sooner or later than was said.

    :raises Refused: if it is not theirs to do, the day is before the first, or somebody
        holds the post by then.
    """
    require(refusal_to_keep(by, on=at.date()))
    if User.objects.filter(person=kept.person_id).exists():
        require(refusal_to_give_rights(by, on=at.date()))
    require(_refusal_of_days(kept.since, last))
    require(_refusal_while_held(kept.post, kept.since, last, "vacant"))
    kept.until = last
    kept.save(update_fields=["until"])
    record(
        Kind.CARETAKING_ENDED,
        subject=f"post {kept.post.code}",
        by=by,
        at=at,
        last=last.isoformat(),
    )
