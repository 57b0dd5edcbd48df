"""
Showing a long list a page at a time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest

T = TypeVar("T")

A_PAGE = 50
LONGEST_NUMBER = 6
"""Digits of a page's number: a longer one is nobody's."""


@dataclass(frozen=True)
class Pages:
    """Which page of how many a list shows, and the addresses of those beside it, if any."""

    page: int
    pages: int
    previous: str
    next: str

    @property
    def words(self) -> str:
        return f"Page {self.page} of {self.pages}." if self.pages > 1 else ""


@dataclass(frozen=True)
class Span:
    """The part of a list that one page shows."""

    page: int
    pages: int
    first: int
    last: int

    def ways(self, address: str, **kept: str) -> Pages:
        """
        Return the ways to the pages beside this one of the list at an address.

        `kept` is what else was asked of the list, and is asked of the other pages too.
        """
        asked = {name: value for name, value in kept.items() if value}

        def to(page: int) -> str:
            query = urlencode(asked | {"page": page})
            return f"{address}?{query}" if 1 <= page <= self.pages else ""

        return Pages(self.page, self.pages, to(self.page - 1), to(self.page + 1))


@dataclass(frozen=True)
class Shown(Generic[T]):
    """One page of things, and the ways to the others."""

    things: Sequence[T]
    ways: Pages


def span(total: int, request: HttpRequest, *, size: int = A_PAGE) -> Span:
    """Return which part of a list of so many is asked for: the last page for one beyond it."""
    asked = request.GET.get("page", "")
    wanted = (
        int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= LONGEST_NUMBER else 1
    )
    pages = max(-(-total // size), 1)
    page = min(max(wanted, 1), pages)
    return Span(page, pages, (page - 1) * size, page * size)


def one_page(things: Sequence[T], request: HttpRequest, *, size: int = A_PAGE) -> Shown[T]:
    """Return the page of some things that is asked for."""
    found = span(len(things), request, size=size)
    return Shown(things[found.first : found.last], found.ways(request.path))
