"""
What a paper is made of, before anyone decides how it will look.

The web page, the PDF and the Word copy are all made from these values, so the three cannot
say different things.  A value that could not be printed properly cannot be made: a chart
without words for it, a table with a short row and a heading that skips a level are refused
here, where the name of the offender is still known.
"""

import dataclasses
import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from typing import Literal, TypeAlias, get_args

UPRIGHT, BROAD = "u", "b"
"""The two ways a sheet lies."""
Tone: TypeAlias = Literal["green", "amber", "red", "blue", "grey"]
TONES: frozenset[str] = frozenset(get_args(Tone))
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclasses.dataclass(frozen=True)
class Run:
    """
    A stretch of words in one style.  A line break is a newline in `text`.

    `tone` makes it a status tag: the word is always printed, the colour only helps.
    `figure` is the key under which "where is this from?" can be answered.
    """

    text: str
    bold: bool = False
    italic: bool = False
    tone: Tone | None = None
    figure: str | None = None

    def __post_init__(self) -> None:
        if self.tone is not None and self.tone not in TONES:
            raise ValueError(f"The tag {self.text!r} has a tone nobody knows: {self.tone!r}")
        if self.tone is not None and not self.text.strip():
            raise ValueError(f"A {self.tone} tag needs a word: colour alone tells nobody anything")


Text: TypeAlias = tuple[Run, ...]


def text(words: str, *, bold: bool = False, italic: bool = False) -> Text:
    """
    Return plain words as text.
    """
    return (Run(words, bold=bold, italic=italic),)


def tag(word: str, tone: Tone) -> Text:
    """
    Return a status word as a coloured tag.
    """
    return (Run(word, tone=tone),)


def words_of(runs: Text) -> str:
    """
    Return what the text says, without its styling.
    """
    return "".join(run.text for run in runs)


@dataclasses.dataclass(frozen=True)
class Heading:
    """
    A heading within a paper.  Level 1 is the first below the paper's own title.
    """

    level: int
    text: str

    def __post_init__(self) -> None:
        if self.level not in {1, 2, 3, 4}:
            raise ValueError(f"The heading {self.text!r} has level {self.level}, not 1 to 4")
        if not self.text.strip():
            raise ValueError("A heading needs words")


@dataclasses.dataclass(frozen=True)
class Paragraph:
    text: Text


@dataclasses.dataclass(frozen=True)
class Bullets:
    """
    A list.  `columns` sets short entries, such as names, side by side where there is room.
    """

    items: tuple[Text, ...]
    numbered: bool = False
    columns: int = 1


@dataclasses.dataclass(frozen=True)
class Facts:
    """
    Labels with what stands against each: the header of a report, say.
    """

    rows: tuple[tuple[str, Text], ...]


@dataclasses.dataclass(frozen=True)
class Table:
    """
    A table with one row of headings.  Columns in `numeric`, counted from 0, align right.

    `widths` are relative, one for each column; without them the words decide.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    numeric: frozenset[int] = frozenset()
    note: str = ""
    widths: tuple[int, ...] | None = None

    def __post_init__(self) -> None:
        if not self.head:
            raise ValueError(f"The table {self.caption!r} has no headings")
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.head):
                raise ValueError(
                    f"Row {number} of the table {self.caption!r} has {len(row)} cells "
                    f"under {len(self.head)} headings"
                )
        if self.widths is not None and len(self.widths) != len(self.head):
            raise ValueError(
                f"The table {self.caption!r} has {len(self.widths)} widths "
                f"for {len(self.head)} columns"
            )


@dataclasses.dataclass(frozen=True)
class Chart:
    """
    A picture of figures.  `alt` tells someone who cannot see it what it shows.
    """

    svg: str
    alt: str
    caption: str = ""

    def __post_init__(self) -> None:
        if not self.alt.strip():
            raise ValueError(f"The chart {self.caption!r} has no text for those who cannot see it")


@dataclasses.dataclass(frozen=True)
class Inset:
    """
    A note set apart by a rule at its left.
    """

    text: Text


@dataclasses.dataclass(frozen=True)
class Beside:
    """
    Text with a few words in a column at its right, as minutes set who is to act.

    It is read as two paragraphs, the text first: the column is where it stands, not a table.
    """

    text: Text
    beside: Text


Block: TypeAlias = Heading | Paragraph | Bullets | Facts | Table | Chart | Inset | Beside


def refuse_skipped_levels(blocks: Iterable[Block], *, where: str) -> None:
    """
    Refuse headings that go down more than one level at once.

    :raises ValueError: naming the heading.  A person who moves through a document by its
        headings would look for the missing one.
    """
    level = 0
    for block in blocks:
        if isinstance(block, Heading):
            if block.level > level + 1:
                raise ValueError(
                    f"In {where} the heading {block.text!r} of level {block.level} "
                    f"follows one of level {level}"
                )
            level = block.level


@dataclasses.dataclass(frozen=True, kw_only=True)
class Paper:
    """
    One paper under one item.  `key` is its name within a pack; `report` heads a formal report.

    `sheets` has a letter for each page of a PDF that is bound in after the paper's own words:
    upright or broad.  `handling` says who may read it, where that is not who may read the pack.
    """

    key: str
    number: str
    title: str
    blocks: tuple[Block, ...]
    report: Facts | None = None
    sheets: str = ""
    handling: str = ""

    def __post_init__(self) -> None:
        if set(self.sheets) - {UPRIGHT, BROAD}:
            raise ValueError(f"The paper {self.key!r} has sheets of no known shape")
        if not self.title.strip():
            raise ValueError(f"The paper {self.key!r} has no title")
        refuse_skipped_levels(self.blocks, where=f"the paper {self.key!r}")


@dataclasses.dataclass(frozen=True, kw_only=True)
class AgendaEntry:
    """
    One line of the agenda.  Depth 1 is a part of the item above it, as 5a is of 5.
    """

    number: str
    title: str
    presenter: str = ""
    note: str = ""
    paper_key: str | None = None
    depth: Literal[0, 1] = 0


@dataclasses.dataclass(frozen=True, kw_only=True)
class Brand:
    """
    The partnership's name, its colour as #rrggbb, and its mark as SVG or nothing.
    """

    name: str
    colour: str = "#1d3557"
    logo_svg: str = ""

    def __post_init__(self) -> None:
        if not COLOUR.fullmatch(self.colour):
            raise ValueError(f"A brand's colour is written #rrggbb, not {self.colour!r}")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Pack:
    """
    Everything bound for one meeting.  Papers are printed in the order given.

    `title` is the document's own; `meeting_line` says when and where the meeting is held.
    With `alone_from` it is a paper by itself, without a front sheet, numbered from that page.
    """

    title: str
    partnership: str
    meeting_line: str
    issued: dt.date
    brand: Brand
    front: tuple[Block, ...] = ()
    agenda: tuple[AgendaEntry, ...] = ()
    papers: tuple[Paper, ...] = ()
    language: str = "en-GB"
    handling: str = "Part One – Public"
    alone_from: int = 0

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise ValueError(
                "A pack needs a title: a reader's screen shows it before anything else"
            )
        keys = Counter(paper.key for paper in self.papers)
        for key, times in keys.items():
            if times > 1:
                raise ValueError(f"{times} papers have the key {key!r}; a key names one paper")
        for entry in self.agenda:
            if entry.paper_key is not None and entry.paper_key not in keys:
                raise ValueError(
                    f"Item {entry.number} of the agenda names the paper {entry.paper_key!r}, "
                    "which is not in the pack"
                )
        refuse_skipped_levels(self.front, where="the front sheet")
