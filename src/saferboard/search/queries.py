"""
Finding things by their words, among those that somebody may open.
"""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet

from saferboard.search.matching import Asked, asked, has
from saferboard.search.models import Findable
from saferboard.search.sources import Seeker, sources

ON_A_PAGE = 20


@dataclass(frozen=True)
class Hit:
    """One thing that was found: `kind` is its kind in words, `source` and `thing` what it is."""

    kind: str
    thing: int
    source: str
    title: str
    place: str
    words: str
    href: str
    day: dt.date | None


@dataclass(frozen=True)
class Found:
    """What was found: how many of each kind, and one page of them."""

    asked: Asked
    counts: tuple[tuple[str, str, int], ...]
    hits: tuple[Hit, ...]
    page: int
    pages: int

    @property
    def total(self) -> int:
        return sum(count for _, _, count in self.counts)


def visible(seeker: Seeker, *, on: dt.date) -> QuerySet[Findable]:
    """Return what an account may find on a day: what it may open, by each room's own rule."""
    allowed = Q(pk__in=())
    for source in sources():
        things = source.visible(seeker, on).order_by().values("pk")
        allowed |= Q(kind=source.kind, thing__in=things)
    return Findable.objects.filter(allowed)


def find(question: str, *, seen_by: Seeker, on: dt.date, kind: str = "", page: int = 1) -> Found:
    """
    Return what has all the words of a question, of one kind or of every kind.

    Those with the words in their title come first, then the newest.  Two queries, and those
    with which each room says who may open what.
    """
    said = asked(question)
    if not said.phrases:
        return Found(said, (), (), 1, 0)
    among = visible(seen_by, on=on).filter(has(said))
    labels = {source.kind: source.label for source in sources()}
    counted = dict(among.order_by().values_list("kind").annotate(Count("pk")))
    counts = tuple((k, label, counted[k]) for k, label in labels.items() if k in counted)
    wanted = among.filter(kind=kind) if kind else among
    total = counted.get(kind, 0) if kind else sum(counted.values())
    pages = -(-total // ON_A_PAGE)
    page = max(1, min(page, pages))
    ordered = wanted.annotate(in_title=has(said, column="title")).order_by(
        "-in_title", F("day").desc(nulls_last=True), "-pk"
    )
    hits = tuple(
        Hit(
            labels[one.kind],
            one.thing,
            one.kind,
            one.title,
            one.place,
            one.words,
            one.href,
            one.day,
        )
        for one in ordered[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    )
    return Found(said, counts, hits, page, pages)
