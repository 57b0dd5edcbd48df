"""
Who holds a post on a day, who looks after it while nobody does, and since when it is vacant.
"""

import datetime as dt
import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from saferboard.partners.models import Caretaking, Holding, Vacancy


class How(enum.StrEnum):
    """How a post stands on a day."""

    HELD = "HELD"
    CARETAKEN = "CARETAKEN"
    VACANT = "VACANT"
    NOT_ENTERED = "NOT_ENTERED"


@dataclass(frozen=True)
class Holder:
    """
    Whoever has a post on a day: its holder, or a caretaker while it is vacant.

    `since` and `until` are those of the holding, the caretaking or the vacancy; None where
    they are open, or not stated.
    """

    how: How = How.NOT_ENTERED
    name: str = ""
    person: int | None = None
    since: dt.date | None = None
    until: dt.date | None = None

    @property
    def is_vacant(self) -> bool:
        """Whether nobody holds the post: a caretaker has its duties, and does not hold it."""
        return self.how in (How.VACANT, How.CARETAKEN)


def standing_on(day: dt.date, *, prefix: str = "") -> Q:
    """Return the condition that a holding, a caretaking or a vacancy stands on a day."""
    return (Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gte": day})) & (
        Q(**{f"{prefix}since__isnull": True}) | Q(**{f"{prefix}since__lte": day})
    )


def holders(posts: Sequence[int], *, on: dt.date) -> dict[int, Holder]:
    """Return how each post, by its number, stands on a day.  Three questions, however many."""
    held = _people(Holding.objects.filter(post__in=posts), on, How.HELD)
    looked_after = _people(Caretaking.objects.filter(post__in=posts), on, How.CARETAKEN)
    vacant = {one.post_id: one for one in Vacancy.objects.filter(standing_on(on), post__in=posts)}
    left = _left(posts, on)
    found = {}
    for post in posts:
        empty = vacant.get(post)
        if post in held:
            found[post] = held[post]
        elif post in looked_after:
            found[post] = looked_after[post]
        elif empty is not None:
            found[post] = Holder(How.VACANT, since=empty.since, until=empty.until)
        elif post in left:
            found[post] = Holder(How.VACANT, since=left[post] + dt.timedelta(days=1))
        else:
            found[post] = Holder()
    return found


def _people(kept, on: dt.date, how: How) -> dict[int, Holder]:
    standing = kept.filter(standing_on(on)).select_related("person").order_by("since", "id")
    return {
        one.post_id: Holder(how, one.person.name, one.person_id, one.since, one.until)
        for one in standing
    }


def _left(posts: Iterable[int], on: dt.date) -> dict[int, dt.date]:
    """The last day of each post's last holder: a post that somebody left is vacant since."""
    ended = Holding.objects.filter(post__in=posts, until__lt=on).order_by("until", "id")
    return dict(ended.values_list("post_id", "until"))
