"""
Describing the partnership, filling posts, opening accounts, changing the keys of what is sealed.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Cast

from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.partners import answers
from saferboard.partners.models import (
    Actor,
    Caretaking,
    Holding,
    Organisation,
    Partnership,
    Person,
    Post,
    User,
    Vacancy,
)
from saferboard.partners.sealed import SealedColumn, key_of, ring, sealed_columns


@dataclass(frozen=True)
class OrganisationDescribed:
    """An organisation as somebody wrote it down; `kind` is an OrganisationKind."""

    code: str
    name: str
    short: str
    kind: str
    responsible_authority: bool


@dataclass(frozen=True)
class PostDescribed:
    """A post as somebody wrote it down; `organisation` is a code, `role` a Role or empty."""

    code: str
    title: str
    organisation: str
    role: str


@transaction.atomic
def describe_partnership(
    name: str,
    *,
    area: str,
    place: str,
    organisations: Iterable[OrganisationDescribed],
    posts: Iterable[PostDescribed],
    by: str,
    at: dt.datetime,
) -> Partnership:
    """
    Write down the partnership, its organisations and their posts, over what was there.

    :raises Refused: if a post names an organisation that is not among them.
    """
    partnership, _ = Partnership.objects.update_or_create(
        pk=1, defaults={"name": name, "area": area, "place": place}
    )
    known = {o.code: _keep_organisation(o) for o in organisations}
    for post in posts:
        _keep_post(post, known)
    record(
        Kind.PARTNERSHIP_DESCRIBED,
        subject="partnership",
        by=by,
        at=at,
        organisations=len(known),
        posts=Post.objects.count(),
    )
    return partnership


def _keep_organisation(described: OrganisationDescribed) -> Organisation:
    kept, _ = Organisation.objects.update_or_create(
        code=described.code,
        defaults={
            "name": described.name,
            "short": described.short,
            "kind": described.kind,
            "responsible_authority": described.responsible_authority,
        },
    )
    return kept


def _keep_post(described: PostDescribed, known: Mapping[str, Organisation]) -> None:
    if described.organisation not in known:
        words = (
            f"The post {described.code} names an organisation that is not listed:"
            f" {described.organisation}. List it, or correct the post."
        )
        raise Refused(Refusal("unknown-organisation", words))
    Post.objects.update_or_create(
        code=described.code,
        defaults={
            "title": described.title,
            "organisation": known[described.organisation],
            "role": described.role,
        },
    )


@transaction.atomic
def open_account(
    username: str,
    *,
    password: str,
    name: str,
    post: str,
    since: dt.date,
    by: Actor,
    at: dt.datetime,
    email: str = "",
    until: dt.date | None = None,
) -> User:
    """
    Open an account for a person and put them in a post from a day, until a day if it has ended.

    :raises Refused: if the name or the address is taken, or the post is not known or already
        filled.
    """
    if User.objects.filter(username__iexact=username).exists():
        raise Refused(Refusal("name-taken", f"There is already an account called {username}."))
    if email and User.objects.filter(email__iexact=email).exists():
        raise Refused(Refusal("address-taken", "There is already an account with that address."))
    seat = Post.objects.filter(code=post).first()
    if seat is None:
        raise Refused(Refusal("unknown-post", f"There is no post {post}."))
    require(refusal_to_fill(seat, since=since))
    person = Person.objects.create(name=name)
    Holding.objects.create(post=seat, person=person, since=since, until=until)
    comes_in(seat, since=since, by=by, at=at)
    user = User(username=username, email=email, person=person)
    user.set_password(password)
    user.save()
    record(Kind.ACCOUNT_OPENED, subject=f"account {user.pk}", by=by, at=at, post=seat.code)
    record(Kind.POST_FILLED, subject=f"post {seat.code}", by=by, at=at, since=since.isoformat())
    return user


def refusal_to_fill(post: Post, *, since: dt.date) -> Refusal | None:
    """Return why nobody can come into a post on a day, or None: a post has one holder."""
    held = Holding.objects.filter(post=post).filter(Q(until__isnull=True) | Q(until__gte=since))
    if held.exists():
        return Refusal("post-filled", f"{post.title} is already held. End that first.")
    return None


def comes_in(post: Post, *, since: dt.date, by: Actor, at: dt.datetime) -> None:
    """End a post's vacancy, and its caretaker's duties and rights, before somebody holds it."""
    last = since - dt.timedelta(days=1)
    Vacancy.objects.filter(post=post, since__gt=last).delete()
    open_still = Q(until__isnull=True) | Q(until__gt=last)
    Vacancy.objects.filter(open_still, post=post).update(until=last)
    for kept in Caretaking.objects.filter(post=post, until__gt=last).order_by("id"):
        if kept.since > last:
            kept.delete()
        else:
            kept.until = last
            kept.save(update_fields=["until"])
        record(
            Kind.CARETAKING_ENDED,
            subject=f"post {post.code}",
            by=by,
            at=at,
            last=last.isoformat(),
        )


@transaction.atomic
def forget_account(number: int, *, by: Actor, at: dt.datetime) -> int:
    """
    Empty an account and its person of all that is personal, and return how many rows changed.

    The rows stay, under their numbers, for what they did; nobody can come in by them again.
    Done again, it changes nothing.

    :raises Refused: if the person holds a post.
    """
    user = User.objects.select_related("person").filter(pk=number).first()
    if user is None or user.username == f"forgotten-{number}":
        return 0
    if Holding.objects.filter(person=user.person, until__isnull=True).exists():
        raise Refused(Refusal("post-held", "The person holds a post. End the holding first."))
    user.username, user.email = f"forgotten-{number}", ""
    user.is_active, user.last_login = False, None
    user.set_unusable_password()
    user.save()
    user.person.name = Person.Privacy.personal["name"]
    user.person.save(update_fields=["name"])
    rows = 2 + answers.forget(user)
    rows += Caretaking.objects.filter(person=user.person).exclude(remark="").update(remark="")
    record(Kind.ACCOUNT_EMPTIED, subject=user.ledger_name, by=by, at=at, rows=rows)
    return rows


BATCH = 500
"""How many rows are sealed anew in one transaction: stopped half way, it goes on from there."""


@dataclass(frozen=True)
class Resealed:
    """How many values were sealed anew with the current key, and how many already were."""

    changed: int
    current: int


def rotate_keys(
    *, by: Actor, at: dt.datetime, say: Callable[[str], None] = lambda words: None
) -> Resealed:
    """
    Seal every value that another key sealed with the current one.

    Safe to stop and to run again.  Afterwards the older keys may be taken from the ring, but
    for the last of them, with which marks of names are made.

    :raises SealBroken: if a value cannot be opened; what was sealed anew before it stays so.
    """
    counts: Counter[str] = Counter()
    for column in sealed_columns():
        changed = _reseal(column, counts)
        say(f"  {column.model._meta.label}.{column.name}: {changed} sealed anew")
    for room, changed, current in answers.resealed():
        counts.update(changed=changed, current=current)
        say(f"  {room}, in tables of others: {changed} sealed anew")
    with transaction.atomic():
        record(
            Kind.KEYS_ROTATED,
            subject="sealing keys",
            by=by,
            at=at,
            key=ring().current,
            values=counts["changed"],
        )
    return Resealed(counts["changed"], counts["current"])


def _reseal(column: SealedColumn, counts: Counter[str]) -> int:
    changed, after = 0, 0
    while True:
        with transaction.atomic():
            rows = _rows(column, after)
            for pk, sealed in rows:
                if key_of(sealed) == ring().current:
                    counts["current"] += 1
                    continue
                held = column.model._base_manager.only(column.name).get(pk=pk)
                held.save(update_fields=[column.name])
                changed += 1
        if len(rows) < BATCH:
            counts["changed"] += changed
            return changed
        after = rows[-1][0]


def _rows(column: SealedColumn, after: int) -> list[tuple[int, str]]:
    """The next rows that hold a value, as they stand in the database: still sealed."""
    return list(
        column.model._base_manager.filter(pk__gt=after, **{f"{column.name}__isnull": False})
        .annotate(as_it_stands=Cast(models.F(column.name), models.TextField()))
        .order_by("pk")
        .values_list("pk", "as_it_stands")[:BATCH]
    )
