"""
Describing a body and its seats, changing either, and keeping what is named and is no body.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from saferboard.bodies import permissions
from saferboard.bodies.models import (
    NOT_STATED,
    Body,
    BodyKind,
    Handling,
    Mention,
    Seat,
    SeatRole,
    Standing,
)
from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.domain.rhythms import Rhythm
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.partners.models import Actor, Organisation, Post

TAKEN = frozenset({"new", "named"})
"""Codes that would hide a page of this room."""


@dataclass(frozen=True)
class BodyDescribed:
    """
    A body as somebody wrote it down.  `seats` are (post code, SeatRole) in printed order;
    `standing` its members as (words, organisation code or empty); `parent` a code or empty.
    """

    code: str
    name: str
    short: str = ""
    aliases: Sequence[str] = ()
    purpose: str = NOT_STATED
    rhythm: str = NOT_STATED
    meets: Rhythm = field(default_factory=Rhythm)
    handling: str = Handling.PARTNERS
    handling_because: str = NOT_STATED
    terms: str = NOT_STATED
    kind: str = BodyKind.BODY
    parent: str = ""
    listed: bool = True
    printed: bool = False
    remark: str = ""
    seats: Sequence[tuple[str, str]] = field(default_factory=tuple)
    standing: Sequence[tuple[str, str]] = field(default_factory=tuple)


@transaction.atomic
def describe_body(described: BodyDescribed, *, by: Actor, at: dt.datetime) -> Body:
    """
    Write down a body, its seats and its members, over what was there.

    :raises Refused: if a seat names a post nobody knows, or a post has two seats; if its
        parent or a member's organisation is not known, or it would be its own parent.
    """
    codes = [post for post, _ in described.seats]
    posts = {post.code: post for post in Post.objects.filter(code__in=codes)}
    for code in codes:
        if code not in posts:
            raise Refused(Refusal("unknown-post", f"There is no post {code} to seat."))
        if codes.count(code) > 1:
            raise Refused(Refusal("seated-twice", f"{posts[code].title} is listed twice."))
    body = _keep(described)
    body.seats.all().delete()
    Seat.objects.bulk_create(
        Seat(body=body, post=posts[post], role=SeatRole(role), position=position)
        for position, (post, role) in enumerate(described.seats, start=1)
    )
    record(
        Kind.BODY_DESCRIBED, subject=f"body {body.code}", by=by, at=at, seats=len(described.seats)
    )
    return body


@transaction.atomic
def enter_body(described: BodyDescribed, *, by: Actor, at: dt.datetime) -> Body:
    """
    Enter a body that is not in the register.

    :raises Refused: if it is not theirs to do, there is a body of that code or name already,
        or for any reason `describe_body` gives.
    """
    require(permissions.refusal_to_keep(by, on=at.date()))
    code, name = described.code, described.name
    if code in TAKEN or Body.objects.filter(code=code).exists():
        words = f"There is a body under the short address {code} already. Choose another."
        raise Refused(Refusal("code-taken", words))
    require(_refusal_of_name(name, besides=None))
    return describe_body(described, by=by, at=at)


@transaction.atomic
def change_body(body: Body, described: BodyDescribed, *, by: Actor, at: dt.datetime) -> None:
    """
    Change what the register says of a body; its seats stay as they are.

    :raises Refused: if it is not theirs to do, its handling would become less strict than
        theirs to say, another body has the name, or it would be under itself.
    """
    require(permissions.refusal_to_change(by, body, on=at.date()))
    if described.handling != body.handling:
        require(permissions.refusal_to_seat(by, body, on=at.date()))
    require(_refusal_of_name(described.name, besides=body))
    assert described.code == body.code, "a body keeps its address"
    _keep(described)
    record(
        Kind.BODY_DESCRIBED,
        subject=f"body {body.code}",
        by=by,
        at=at,
        seats=body.seats.count(),
    )


def _refusal_of_name(name: str, *, besides: Body | None) -> Refusal | None:
    """Return why a body may not have a name, or None: the same one twice is two of one."""
    for known in Body.objects.exclude(pk=besides.pk if besides else None).order_by("id"):
        if name.casefold() in {one.casefold() for one in (known.name, known.short, *known.aliases)}:
            words = f"“{name}” is in the register already, as {known.name}. Change that one."
            return Refusal("name-taken", words)
    return None


def _keep(described: BodyDescribed) -> Body:
    body, _ = Body.objects.update_or_create(
        code=described.code,
        defaults={
            "name": described.name,
            "short": described.short,
            "aliases": list(described.aliases),
            "purpose": described.purpose,
            "rhythm": described.rhythm,
            "meets": described.meets.kind,
            "times": described.meets.times,
            "handling": described.handling,
            "handling_because": described.handling_because,
            "terms": described.terms,
            "kind": described.kind,
            "parent": _parent(described),
            "listed": described.listed,
            "printed": described.printed,
            "remark": described.remark,
        },
    )
    organisations = {one.code: one for one in Organisation.objects.all()}
    body.standing.all().delete()
    Standing.objects.bulk_create(
        Standing(
            body=body,
            position=position,
            words=words,
            organisation=_organisation(code, organisations),
        )
        for position, (words, code) in enumerate(described.standing, start=1)
    )
    return body


def _parent(described: BodyDescribed) -> Body | None:
    if not described.parent:
        return None
    parent = Body.objects.filter(code=described.parent).first()
    if parent is None:
        words = f"There is no body {described.parent} for it to be under. Enter that first."
        raise Refused(Refusal("unknown-body", words))
    above: Body | None = parent
    while above is not None:
        if above.code == described.code:
            words = f"{described.name} cannot be under itself. Choose another body above it."
            raise Refused(Refusal("under-itself", words))
        above = above.parent
    return parent


def _organisation(code: str, known: Mapping[str, Organisation]) -> Organisation | None:
    if code and code not in known:
        words = f"There is no organisation {code}. Enter it first."
        raise Refused(Refusal("unknown-organisation", words))
    return known.get(code)


@transaction.atomic
def give_seat(
    body: Body,
    post: Post,
    *,
    role: str,
    substitute: Post | None = None,
    by: Actor,
    at: dt.datetime,
) -> Seat:
    """
    Give a post a seat on a body, after those there are.

    :raises Refused: if it is not theirs to give, the post sits there already, there is a
        chair already, or it would be its own substitute.
    """
    require(permissions.refusal_to_seat(by, body, post=post, on=at.date()))
    Body.objects.select_for_update().get(pk=body.pk)
    if body.seats.filter(post=post).exists():
        words = f"{post.title} has a seat on it already. A post sits once."
        raise Refused(Refusal("seated-twice", words))
    _require_seat(body, post, role, substitute)
    last = body.seats.order_by("-position").values_list("position", flat=True).first()
    seat = Seat.objects.create(
        body=body, post=post, role=role, substitute=substitute, position=(last or 0) + 1
    )
    record(Kind.SEAT_GIVEN, subject=f"body {body.code}", by=by, at=at, seat=post.code, role=role)
    return seat


@transaction.atomic
def change_seat(
    seat: Seat, *, role: str, substitute: Post | None, by: Actor, at: dt.datetime
) -> None:
    """
    Change what a seat is, or which post comes in its place.

    :raises Refused: as `give_seat`.
    """
    require(permissions.refusal_to_seat(by, seat.body, post=seat.post, on=at.date()))
    _require_seat(seat.body, seat.post, role, substitute, besides=seat)
    seat.role, seat.substitute = role, substitute
    seat.save(update_fields=["role", "substitute"])
    record(
        Kind.SEAT_CHANGED,
        subject=f"body {seat.body.code}",
        by=by,
        at=at,
        seat=seat.post.code,
        role=role,
        substitute=substitute.code if substitute else "none",
    )


def _require_seat(
    body: Body, post: Post, role: str, substitute: Post | None, *, besides: Seat | None = None
) -> None:
    chair = body.seats.filter(role=SeatRole.CHAIR).exclude(pk=besides.pk if besides else None)
    if role == SeatRole.CHAIR and (now := chair.select_related("post").first()):
        words = f"{now.post.title} is the chair. Change that seat first: a body has one chair."
        raise Refused(Refusal("one-chair", words))
    if substitute == post:
        raise Refused(Refusal("own-substitute", "A post cannot come in its own place."))


@transaction.atomic
def take_seat_away(seat: Seat, *, by: Actor, at: dt.datetime) -> None:
    """
    Take a post's seat on a body away; what it saw through the seat, it sees no longer.

    :raises Refused: if it is not theirs to do.
    """
    require(permissions.refusal_to_seat(by, seat.body, on=at.date()))
    body, post = seat.body, seat.post
    seat.delete()
    record(Kind.SEAT_REMOVED, subject=f"body {body.code}", by=by, at=at, seat=post.code)


@dataclass(frozen=True)
class MentionWritten:
    """What is named among the bodies and is none; `organisation` is a code or empty."""

    code: str
    name: str
    kind: str
    words: str = NOT_STATED
    aliases: Sequence[str] = ()
    organisation: str = ""
    day: dt.date | None = None


@transaction.atomic
def keep_mention(written: MentionWritten, *, by: Actor, at: dt.datetime) -> Mention:
    """
    Keep what something named among the bodies is, over what was there.

    :raises Refused: if it is not theirs to do, or its organisation is not known.
    """
    require(permissions.refusal_to_keep(by, on=at.date()))
    known = {one.code: one for one in Organisation.objects.all()}
    mention, _ = Mention.objects.update_or_create(
        code=written.code,
        defaults={
            "name": written.name,
            "aliases": list(written.aliases),
            "kind": written.kind,
            "words": written.words,
            "organisation": _organisation(written.organisation, known),
            "day": written.day,
        },
    )
    record(Kind.MENTION_ENTERED, subject=f"mention {mention.code}", by=by, at=at, what=mention.kind)
    return mention
