"""
Pages of figures kept, in the memory of one process, for as long as what they rest on is the same.

Editions, observations and populations are added to and never altered, so a page worked out from
them stays true until another is added.  A page is kept under a mark of what is held, and never by
time: one that is out of date cannot be found.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.db import connection
from django.db.models import Count, Max

from saferboard.measures.definitions import definitions
from saferboard.measures.models import Edition, Observation
from saferboard.places.models import Place, Population

MOST = 24
"""How many pages one process keeps: half a megabyte each, at sixty measures."""

Page = TypeVar("Page")


def held() -> tuple[Hashable, ...]:
    """Return a mark of all that figures rest on, in four queries however much is held."""
    whole = {"rows": Count("id"), "last": Max("id")}
    return (
        str(connection.settings_dict["NAME"]),
        settings.SAFERBOARD_SITE["place"],
        *_told(Edition.objects.aggregate(**whole, at=Max("loaded_at"), sha=Max("sha256"))),
        *_told(Observation.objects.aggregate(**whole, at=Max("reported_at"))),
        *_told(Population.objects.aggregate(**whole)),
        *_told(Place.objects.aggregate(**whole)),
    )


def _told(found: dict[str, Any]) -> tuple[Hashable, ...]:
    return tuple(found[name] for name in sorted(found))


@dataclass
class HeldPages(Generic[Page]):
    """The pages kept, the one asked for longest ago leaving first."""

    _pages: OrderedDict[Hashable, tuple[tuple[object, ...], Page]] = field(
        default_factory=OrderedDict
    )
    _lock: Lock = field(default_factory=Lock)

    def get(self, key: Hashable, make: Callable[[], Page]) -> Page:
        """Return the page of `key` as it was made from what is held now, making it if need be."""
        # The definitions themselves are kept with the page: while they are, no other object has
        # their identity, so an altered definition is another mark.
        rest_on = tuple(definitions().values())
        mark = (held(), tuple(map(id, rest_on)), key)
        with self._lock:
            if mark in self._pages:
                self._pages.move_to_end(mark)
                return self._pages[mark][1]
        made = make()
        with self._lock:
            self._pages[mark] = (rest_on, made)
            while len(self._pages) > MOST:
                self._pages.popitem(last=False)
        return made

    def clear(self) -> None:
        """Forget every page."""
        with self._lock:
            self._pages.clear()
