"""
Asking about papers that people gave.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils import timezone

from saferboard.documents.blocks import Block, Bullets, Heading, Paragraph, Table, words_of
from saferboard.documents.safety import FileKind
from saferboard.documents.stored import blocks_from
from saferboard.library.queries import path_of
from saferboard.meetings.models import GivenPaper


@dataclass(frozen=True)
class GivenSeen:
    """A paper as it was given.  A PDF has `shapes`, a letter a page; a Word paper has blocks."""

    id: int
    file: int
    sha256: str
    kind: FileKind
    name: str
    size: int
    shapes: str
    tagged: bool
    declares: bool
    data: tuple[dict[str, Any], ...]
    owner: str
    given_at: dt.datetime
    replaced_at: dt.datetime | None

    @property
    def is_pdf(self) -> bool:
        return bool(self.shapes)

    @property
    def blocks(self) -> tuple[Block, ...]:
        return blocks_from(list(self.data))

    @property
    def texts(self) -> tuple[str, ...]:
        """What a Word paper says, for the figure checker; a PDF's words are not read."""
        return tuple(_texts(self.blocks))

    @property
    def path(self) -> Path:
        return path_of(self.sha256)


def given_papers(code: str) -> dict[str, GivenSeen]:
    """Return what is given now under each item of a meeting, by the item's number."""
    found = GivenPaper.objects.filter(item__meeting__code=code, replaced_at__isnull=True)
    return {
        one.item.number: _seen(one)
        for one in found.select_related("item", "file", "owner").order_by("item__position")
    }


def given_under(code: str, number: str) -> list[GivenSeen]:
    """Return all that was given under one item, the latest first."""
    found = GivenPaper.objects.filter(item__meeting__code=code, item__number=number)
    return [_seen(one) for one in found.select_related("file", "owner").order_by("-id")]


def _seen(one: GivenPaper) -> GivenSeen:
    return GivenSeen(
        id=one.pk,
        file=one.file_id,
        sha256=one.file.sha256,
        kind=FileKind(one.file.kind),
        name=one.file.name,
        size=one.file.size,
        shapes=one.shapes,
        tagged=one.tagged,
        declares=one.declares,
        data=tuple(one.blocks),
        owner=one.owner.title if one.owner else "",
        given_at=timezone.localtime(one.given_at),
        replaced_at=timezone.localtime(one.replaced_at) if one.replaced_at else None,
    )


def _texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading(_, words):
                yield f"## {words}"
            case Paragraph(runs):
                yield words_of(runs)
            case Bullets(items):
                yield from (f"- {words_of(item)}" for item in items)
            case Table():
                yield from (" ".join(map(words_of, row)) for row in block.rows)
