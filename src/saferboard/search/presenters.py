"""
What was found, in words.
"""

import re
from dataclasses import dataclass

from saferboard.search.matching import BEGINNING
from saferboard.search.queries import Found, Hit
from saferboard.ui.words import counted, day

BEFORE, AFTER = 90, 210
"""Characters shown about the first word that was found."""


@dataclass(frozen=True)
class HitShown:
    """One thing found: `excerpt` is text in pieces, each found or not."""

    title: str
    href: str
    kind: str
    place: str
    day: str
    excerpt: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Choice:
    """One kind to narrow the answer to, with how many there are."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True)
class FoundShown:
    heading: str
    kinds: tuple[Choice, ...]
    hits: tuple[HitShown, ...]
    page: int
    pages: int
    previous: int
    next: int


def found_shown(found: Found, *, kind: str) -> FoundShown:
    """Return an answer ready to print."""
    kinds = [Choice("", f"Everything ({found.total})", not kind)]
    kinds += [Choice(k, f"{label} ({count})", k == kind) for k, label, count in found.counts]
    return FoundShown(
        heading=f"{counted(found.total, 'thing')} found" if found.total else "Nothing found",
        kinds=tuple(kinds) if len(found.counts) > 1 else (),
        hits=tuple(_hit(hit, found.asked.words) for hit in found.hits),
        page=found.page,
        pages=found.pages,
        previous=found.page - 1,
        next=found.page + 1 if found.page < found.pages else 0,
    )


def _hit(hit: Hit, words: tuple[str, ...]) -> HitShown:
    return HitShown(
        title=hit.title,
        href=hit.href,
        kind=hit.kind,
        place=hit.place,
        day=day(hit.day) if hit.day else "",
        excerpt=excerpt(hit.words, words),
    )


def excerpt(text: str, words: tuple[str, ...]) -> tuple[tuple[str, bool], ...]:
    """Return the part of a text about the first of some words, cut where each word begins."""
    flat = " ".join(text.split())
    pattern = re.compile("|".join(rf"\b{re.escape(_stem(word))}\w*" for word in words), re.I)
    first = pattern.search(flat)
    start = max(0, (first.start() if first else 0) - BEFORE)
    if start:
        start = flat.find(" ", start) + 1
    end = start + BEFORE + AFTER
    if end < len(flat):
        end = max(flat.rfind(" ", start, end), start + 1)
    part = flat[start:end]
    pieces: list[tuple[str, bool]] = [("… ", False)] if start else []
    last = 0
    for one in pattern.finditer(part):
        pieces += [(part[last : one.start()], False), (one[0], True)]
        last = one.end()
    pieces.append((part[last:] + (" …" if end < len(flat) else ""), False))
    return tuple((piece, is_found) for piece, is_found in pieces if piece)


def _stem(word: str) -> str:
    """Return what a word and its forms begin with, near enough to show where it stands."""
    return word[: max(BEGINNING, len(word) - 3)] if len(word) > BEGINNING + 2 else word
