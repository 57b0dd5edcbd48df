"""
The pieces a page is made of, as values: a presenter builds them, a tag prints them.

Any text may be a `SafeString` where a presenter has made its own markup; plain text is
escaped when printed.
"""

import dataclasses
import html
from collections.abc import Sequence

from django.utils.html import strip_tags

TONES = frozenset({"green", "amber", "red", "blue", "grey"})


@dataclasses.dataclass(frozen=True)
class Link:
    text: str
    href: str
    # Read out after the text but not shown, so that ten links called “Change” can be told apart.
    hidden: str = ""


@dataclasses.dataclass(frozen=True)
class Tag:
    """
    A status: always a word, and a tone beside it.
    """

    word: str
    tone: str = "grey"

    def __post_init__(self) -> None:
        assert self.word, "a status is never a colour alone"
        assert self.tone in TONES, f"{self.tone} is not a tone of tag"


@dataclasses.dataclass(frozen=True)
class Cell:
    """
    One cell: its text, or a link or statuses, and a smaller second line.
    """

    text: str = ""
    href: str = ""
    tags: tuple[Tag, ...] = ()
    below: str = ""


@dataclasses.dataclass(frozen=True)
class Table:
    """
    A table for people: a caption, column heads, and the first column as the rows' heads.

    `numeric` holds the columns, counted from nought, that line up at the right.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell | str, ...], ...]
    numeric: frozenset[int] = frozenset()
    note: str = ""
    row_heads: bool = True
    caption_hidden: bool = False

    def __post_init__(self) -> None:
        for number, row in enumerate(self.rows, start=1):
            assert len(row) == len(self.head), (
                f"row {number} of “{self.caption}” has {len(row)} cells for {len(self.head)} heads"
            )


def stacks(columns: int, numeric: frozenset[int]) -> bool:
    """
    Return whether a table is set row by row, heading beside value, on a telephone.

    Two columns fit as they are; a few columns of numbers are there to be read downwards; and
    a year of months is too long to be read any way but across.
    """
    words_after_the_first = columns - 1 - len(numeric - {0})
    return 3 <= columns <= 8 and (columns > 4 or words_after_the_first > 0)


def label(head: str) -> str:
    """Return a column's heading as plain words, for an attribute."""
    return html.unescape(strip_tags(head)) if hasattr(head, "__html__") else head


@dataclasses.dataclass(frozen=True)
class SummaryRow:
    key: str
    value: str = ""
    tags: tuple[Tag, ...] = ()
    actions: tuple[Link, ...] = ()


@dataclasses.dataclass(frozen=True)
class ChartFigure:
    """
    A chart with its heading, the sentence that says what it shows, and its numbers.

    Where a drawing is wider than the screen it opens at its `end` (the latest month), its
    `middle` or its `start`.  `notes` say how it was made; `download` leads to its numbers.
    `table` is None where a page shows them beside it.
    """

    title: str
    svg: str
    summary: str
    table: Table | None
    heading_level: int = 3
    opens_at: str = "end"
    notes: Sequence[str] = ()
    notes_title: str = ""
    download: Link | None = None


@dataclasses.dataclass(frozen=True)
class Tile:
    """
    One figure of a dashboard, its change, and where it is explained.

    `absent` says that `value` is the reason there is no figure.
    """

    label: str
    value: str
    unit: str = ""
    change: str = ""
    tag: Tag | None = None
    note: str = ""
    href: str = ""
    link: str = "Where is this from?"
    absent: bool = False
