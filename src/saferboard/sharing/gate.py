"""
The gate as the rooms use it: somebody looks at some things, and leaves a line that they did.

Whatever the number of things, the same few questions are asked of the database and one line
is written.  The rule itself is `domain.gate.decide`.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q
from django.utils import timezone

from saferboard.bodies.models import Seat
from saferboard.domain.agreements import Agreements, AgreementState, Shared, Terms, indexed
from saferboard.domain.gate import (
    Asking,
    Decision,
    Grants,
    Listed,
    PostHeld,
    Thing,
    by_thing,
    decide,
)
from saferboard.domain.gate import Grant as Granted
from saferboard.domain.publication import Publishable, may_incorporate, may_publish
from saferboard.domain.rights import Right, Role, rights_of
from saferboard.sharing import operations
from saferboard.sharing.models import Agreement, Grant, Listing
from saferboard.sharing.vocabulary import purposes

__all__ = ["Papers", "look", "may_incorporate", "may_publish", "papers", "weigh"]
__all__ += ["Decision", "Publishable", "Thing"]


@dataclass(frozen=True)
class Papers:
    """All that the gate must know of one person, for any number of things."""

    asking: Asking
    terms: Agreements
    grants: Grants
    lists: dict[tuple[str, str], list[tuple[bool, Listed]]]


def look(
    user: Any,
    things: Sequence[Thing],
    *,
    purpose: str,
    at: dt.datetime,
    subject: str = "",
    people: Sequence[str] = (),
) -> list[Decision]:
    """
    Return what somebody may see of some things, in their order, and record that they looked.

    `purpose` is a code of the list; one that is not on it counts as none.  `subject` names what
    was looked at for the ledger, if it is not the first thing; `people` are the marks of whom it
    is about.  Nothing is recorded where nothing looked at is restricted.
    """
    decisions = weigh(papers(user, purpose=purpose, at=at), things, at=at)
    operations.note_look(
        user, things, decisions, purpose=purpose, at=at, subject=subject, people=people
    )
    return decisions


def weigh(held: Papers, things: Sequence[Thing], *, at: dt.datetime) -> list[Decision]:
    """Return what somebody may see of some things, asking nothing and recording nothing."""
    local = timezone.localtime(at)
    return [
        decide(
            held.asking, _with_lists(thing, held), terms=held.terms, grants=held.grants, at=local
        )
        for thing in things
    ]


def _with_lists(thing: Thing, held: Papers) -> Thing:
    listed = held.lists.get((thing.kind, thing.ref))
    if not listed:
        return thing
    return replace(
        thing,
        allowed=(*thing.allowed, *(one for lets_in, one in listed if lets_in)),
        denied=(*thing.denied, *(one for lets_in, one in listed if not lets_in)),
    )


def papers(user: Any, *, purpose: str, at: dt.datetime) -> Papers:
    """Return what the gate must know of somebody at a moment: seven questions, however much."""
    if not user.is_authenticated or not user.is_active:
        return Papers(Asking(""), indexed(()), {}, {})
    on = timezone.localtime(at).date()
    posts = list(user.posts(on=on).select_related("organisation"))
    seats = defaultdict(set)
    for post_id, body in Seat.objects.filter(post__in=posts).values_list("post_id", "body__code"):
        seats[post_id].add(body)
    held = tuple(
        PostHeld(post.code, post.organisation.code, frozenset(seats[post.pk])) for post in posts
    )
    roles = frozenset(Role(post.role) for post in posts if post.role)
    asking = Asking(
        account=user.ledger_name,
        posts=held,
        is_partner=Right.READ_PARTNERS in rights_of(roles),
        purpose=purpose if purpose in purposes() else "",
    )
    organisations = {post.organisation_id for post in posts}
    return Papers(asking, agreements_of(organisations), _grants(user, at), _lists(user, on))


def agreements_of(organisations: Iterable[int]) -> Agreements:
    """Return every agreement some organisations are in, indexed: three questions."""
    found = Agreement.objects.filter(parties__organisation__in=list(organisations)).distinct()
    return indexed(
        terms(one)
        for one in found.select_related("owner").prefetch_related(
            "parties__organisation", "given__giver"
        )
    )


def terms(agreement: Agreement) -> Terms:
    """Return an agreement as the gate reads it.  Its parties and what is given are at hand."""
    return Terms(
        reference=agreement.name,
        parties=frozenset(party.organisation.code for party in agreement.parties.all()),
        purposes=frozenset(agreement.purposes),
        shared=tuple(
            Shared(given.data_class, given.giver.code, frozenset(given.fields))
            for given in agreement.given.all()
        ),
        since=agreement.since or dt.date.max,
        until=agreement.until,
        state=AgreementState(agreement.state),
        conditions=tuple(agreement.conditions),
        panels=frozenset(agreement.panels),
        owner=agreement.owner.title,
    )


def _grants(user: Any, at: dt.datetime) -> Grants:
    standing = Grant.objects.filter(account=user, since__lte=at, until__gt=at)
    found = standing.filter(Q(ended_at__isnull=True) | Q(ended_at__gt=at))
    return by_thing(
        Granted(
            user.ledger_name, one.kind, one.ref, one.since, one.ended_at or one.until, one.emergency
        )
        for one in found.defer("reason")
    )


def _lists(user: Any, on: dt.date) -> dict[tuple[str, str], list[tuple[bool, Listed]]]:
    found = defaultdict(list)
    standing = Listing.objects.filter(account=user, since__lte=on).filter(
        Q(until__isnull=True) | Q(until__gte=on)
    )
    for one in standing.select_related("ring").defer("reason"):
        listed = Listed(user.ledger_name, one.since, one.until, one.ring.title)
        found[one.kind, one.ref].append((one.lets_in, listed))
    return dict(found)
