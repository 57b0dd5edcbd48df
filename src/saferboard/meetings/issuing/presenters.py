"""
Packs and supplements in words, on the page of their meeting.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from saferboard.domain.states import PackState
from saferboard.meetings.issuing.queries import BoundSeen, PackSeen
from saferboard.meetings.models import Edition, Mark
from saferboard.ui.words import counted, day


@dataclass(frozen=True)
class PackShown:
    """A pack's download, said with its pages and size."""

    title: str
    href: str
    words: str
    is_draft: bool
    fingerprint: str
    is_full: bool
    public_href: str
    untagged: tuple[str, ...]
    marked: tuple[str, ...]
    is_supplement: bool


def packs_shown(code: str, packs: Sequence[PackSeen]) -> tuple[PackShown, ...]:
    """Return a meeting's pack and its supplements, ready to print."""
    return tuple(_shown(code, pack) for pack in packs)


def _shown(code: str, pack: PackSeen) -> PackShown:
    is_full = pack.edition is Edition.FULL
    made = f"{counted(pack.pages, 'page')}, {pack.size / 1_000_000:.1f} MB"
    issued = f", issued {day(pack.issued_at)}" if pack.issued_at and pack.number else ""
    return PackShown(
        title=_title(pack),
        href=pack_href(code, pack.number, full=is_full),
        words=f"PDF, {made}{issued}",
        is_draft=pack.state is PackState.DRAFT,
        fingerprint=pack.sha256,
        is_full=is_full,
        public_href=pack_href(code, pack.number) if is_full else "",
        untagged=tuple(f"Item {one.number}, {one.title}" for one in pack.untagged),
        marked=tuple(_marked(one) for one in pack.papers if one.mark),
        is_supplement=pack.number > 0,
    )


def _title(pack: PackSeen) -> str:
    whole = "full " if pack.edition is Edition.FULL else ""
    draft = "draft " if pack.state is PackState.DRAFT else ""
    return f"{draft}{whole}supplement {pack.number}" if pack.number else f"{draft}{whole}pack"


def pack_href(code: str, number: int, *, full: bool = False) -> str:
    """Return the address of a pack's file, or of a supplement's."""
    name = "full" if full else "pdf"
    return reverse(f"packs:{name}", args=[code, number] if number else [code])


def _marked(one: BoundSeen) -> str:
    return f"Item {one.number}, {one.title}: {Mark(one.mark).label.lower()}. {one.reason}"


def latest_by_item(packs: Sequence[PackSeen]) -> dict[str, tuple[PackSeen, BoundSeen]]:
    """Return where the paper of each item is to be read now, by the item's number."""
    return {one.number: (pack, one) for pack in packs for one in pack.papers}


def pages_words(packs: Sequence[PackSeen], number: str) -> str:
    """Return on which pages an item's paper is, and of what, or nothing where it is in none."""
    found = latest_by_item(packs).get(number)
    if found is None:
        return ""
    pack, one = found
    pages = f"page {one.first}" if one.first == one.last else f"pages {one.first} – {one.last}"
    if pack.number:
        return f"Supplement {pack.number}, {pages}"
    return pages[0].upper() + pages[1:]
