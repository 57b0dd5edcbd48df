"""
Describing a body and its seats.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction

from saferboard.bodies.models import NOT_STATED, Body, Handling, Seat, SeatRole
from saferboard.domain.refusals import Refusal, Refused
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.partners.models import Post


@dataclass(frozen=True)
class BodyDescribed:
    """
    A body as somebody wrote it down.  `seats` are (post code, SeatRole) in printed order.
    """

    code: str
    name: str
    short: str = ""
    aliases: Sequence[str] = ()
    purpose: str = NOT_STATED
    rhythm: str = NOT_STATED
    handling: str = Handling.PARTNERS
    terms: str = NOT_STATED
    listed: bool = True
    seats: Sequence[tuple[str, str]] = field(default_factory=tuple)


@transaction.atomic
def describe_body(described: BodyDescribed, *, by: str, at: dt.datetime) -> Body:
    """
    Write down a body and its seats, over what was there.

    :raises Refused: if a seat names a post nobody knows, or a post has two seats.
    """
    codes = [post for post, _ in described.seats]
    posts = {post.code: post for post in Post.objects.filter(code__in=codes)}
    for code in codes:
        if code not in posts:
            raise Refused(Refusal("unknown-post", f"There is no post {code} to seat."))
        if codes.count(code) > 1:
            raise Refused(Refusal("seated-twice", f"{posts[code].title} is listed twice."))
    body, _ = Body.objects.update_or_create(
        code=described.code,
        defaults={
            "name": described.name,
            "short": described.short,
            "aliases": list(described.aliases),
            "purpose": described.purpose,
            "rhythm": described.rhythm,
            "handling": described.handling,
            "terms": described.terms,
            "listed": described.listed,
        },
    )
    body.seats.all().delete()
    Seat.objects.bulk_create(
        Seat(body=body, post=posts[post], role=SeatRole(role), position=position)
        for position, (post, role) in enumerate(described.seats, start=1)
    )
    record(
        Kind.BODY_DESCRIBED, subject=f"body {body.code}", by=by, at=at, seats=len(described.seats)
    )
    return body
