"""
Keeping what search may find level with the things themselves.
"""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from saferboard.ledger.models import Kind, Outcome
from saferboard.ledger.operations import Look, record
from saferboard.partners.models import Actor
from saferboard.search.models import WORDS, Findable
from saferboard.search.sources import Source, Text, source, sources

AT_A_TIME = 200
_COPIED = ("title", "place", "words", "href", "day")


@transaction.atomic
def keep(kind: str, things: Iterable[int]) -> None:
    """
    Copy what these things of a kind say now; what is there no more is forgotten.

    Called in the transaction that made, changed or deleted them, and within its line.
    """
    wanted = set(things)
    found = source(kind)
    said = list(found.texts(found.things().filter(pk__in=wanted)))
    forget(kind, wanted - {text.thing for text in said})
    _write(found, said)


def forget(kind: str, things: Iterable[int]) -> int:
    """Delete the copies of these things of a kind; return how many there were."""
    gone = set(things)
    return Findable.objects.filter(kind=kind, thing__in=gone).delete()[0] if gone else 0


@transaction.atomic
def rebuild(*, by: Actor, at: dt.datetime) -> dict[str, int]:
    """Copy everything anew, and return how many of each kind there are."""
    Findable.objects.all().delete()
    counts = {}
    for found in sources():
        said = list(found.texts(found.things()))
        _write(found, said)
        counts[found.label] = len(said)
    record(Kind.SEARCH_RENEWED, subject="search", by=by, at=at, things=sum(counts.values()))
    return counts


@transaction.atomic
def level() -> tuple[int, int]:
    """
    Copy what is not found yet, and delete the copies of what is gone; return how many of each.

    Nothing is to do where every operation kept its things.  A row that was brought in past
    them, or deleted past them, is put right here.
    """
    added = dropped = 0
    for found in sources():
        held = Findable.objects.filter(kind=found.kind)
        stale = held.exclude(thing__in=found.things().order_by().values("pk"))
        dropped += stale.delete()[0]
        new = found.things().exclude(pk__in=held.order_by().values("thing"))
        said = list(found.texts(new))
        _write(found, said)
        added += len(said)
    return added, dropped


def _write(found: Source, said: list[Text]) -> None:
    Findable.objects.bulk_create(
        [_copy(found.kind, text) for text in said],
        AT_A_TIME,
        update_conflicts=True,
        unique_fields=("kind", "thing"),
        update_fields=_COPIED,
    )


def _copy(kind: str, text: Text) -> Findable:
    return Findable(
        kind=kind,
        thing=text.thing,
        title=_clean(text.title)[:300],
        place=_clean(text.place)[:300],
        words=_clean(text.words)[:WORDS],
        href=text.href[:300],
        day=text.day,
    )


def _clean(text: str) -> str:
    return text.replace("\0", " ")


@transaction.atomic
def note_found(things: Iterable[tuple[str, int]], *, by: Actor, at: dt.datetime) -> None:
    """
    Leave one line of the restricted things among those that a search showed, if any is.

    What was asked is not in it: it may be somebody's name.
    """
    found: dict[str, list[int]] = {}
    for kind, thing in things:
        found.setdefault(kind, []).append(thing)
    shown: list[str] = []
    for kind, numbers in sorted(found.items()):
        restricted = source(kind).restricted
        shown += restricted(numbers) if restricted else []
    shown = list(dict.fromkeys(shown))
    if shown:
        record(
            Kind.LOOKED,
            subject="search",
            by=by,
            at=at,
            look=Look(purpose="search", outcome=Outcome.ALLOWED, shown=shown),
            seen=len(shown),
        )
