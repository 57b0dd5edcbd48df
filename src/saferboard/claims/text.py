"""
The document as sentences: each with its figures, its dates, and the section it stands in.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from saferboard.claims.grammar.moments import Kind as MomentKind
from saferboard.claims.grammar.moments import Moment, find_moments
from saferboard.claims.grammar.quantities import Quantity, Unit, find_quantities
from saferboard.documents.reading.readings import Block, Kind, Reading
from saferboard.documents.reading.stretches import Stretch

ORDINARY = 1024 * 1024
"""Letters up to which documents are checked in one piece."""
CHAPTER = 256 * 1024
"""Letters after which the chapter of a longer one ends with its section."""
LONGEST_SENTENCE = 1500
MOST_FIGURES = 40
_FIRST_NUMBER, _FIRST_PERCENT, _FIRST_RANK, _FIRST_MOMENT = 0xE000, 0xE400, 0xE600, 0xE800
N = "[\ue000-\ue0ff]"
"""In a skeleton, a count, an amount or a rate."""
P = "[\ue400-\ue4ff]"
"""In a skeleton, a percentage or percentage points."""
R = "[\ue600-\ue6ff]"
"""In a skeleton, a rank."""
T = "[\ue800-\ue8ff]"
"""In a skeleton, a date or a period."""

_BREAK = re.compile(r"[.!?]['\"”’)]{0,2}\s+(?=['\"“‘(]?[A-Z0-9£•])|;\s+(?=[A-Z])")
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+(?=[A-Z0-9£])(?=.{40})")
"""The number of a paragraph, `2.3 Of the 1,386 fires …`, which is no word of its sentence."""
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|inc|incl|approx|no|nos|mr|mrs|ms|dr|st|vs|cllr|para|paras|p|pp"
    r"|fig|ref|est"
    r"|c|cf|viz|dept|insp|sgt|supt|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec)|(?<!&)\b[A-Z])\.$",
    re.IGNORECASE,
)
_UPDATE = re.compile(
    r"(?:^|(?<=[.!?]\s))(?P<words>(?:Q[1-4]|Quarter (?:[1-4]|One|Two|Three"
    r"|Four))(?:\s\d{4}/\d\d)?\s?[-–—:]?\s?Update)\b",
)


@dataclass(frozen=True, slots=True)
class Section:
    """
    The headings a sentence stands under, outermost first, and the quarter they name.

    `report` is the quarter, with its year, that the whole report is for.
    """

    number: int
    headings: tuple[str, ...]
    quarter: Moment | None = None
    quarter_words: str = ""
    earlier_meeting: bool = False
    report: Moment | None = None


@dataclass(slots=True, eq=False)
class Sentence:
    """
    One sentence.  `start` is where it begins in its block's stretch; `index` counts the
    sentences of all documents, `document` the documents.

    Its figures are found when first asked for: most sentences of a long document have none.
    """

    text: str
    stretch: Stretch
    start: int
    block: int
    index: int
    document: int
    kind: Kind
    section: Section
    cell: bool = False
    _moments: list[Moment] | None = field(default=None, repr=False)
    _quantities: list[Quantity] | None = field(default=None, repr=False)
    _skeleton: "Skeleton | None" = field(default=None, repr=False)

    @property
    def moments(self) -> list[Moment]:
        if self._moments is None:
            self._moments = find_moments(self.text) or _NO_MOMENTS
        return self._moments

    @property
    def quantities(self) -> list[Quantity]:
        if self._quantities is None:
            self._quantities = self._counted() or _NO_QUANTITIES
        return self._quantities

    @property
    def skeleton(self) -> "Skeleton":
        if self._skeleton is None:
            self._skeleton = Skeleton.of(self)
        return self._skeleton

    def forget(self) -> None:
        """Let go of what can be found again, once the chapter has been checked."""
        self._moments = self._quantities = self._skeleton = None

    def _counted(self) -> list[Quantity]:
        if not _MAY_COUNT.search(self.text):
            return []
        found = find_quantities(self.text, self.moments)
        if self.kind is Kind.HEADING and re.match(r"\d{1,2}[a-z]?\.?\s+[A-Z]", self.text):
            # "9 PREVENT UPDATE" is the ninth item of an agenda, and counts nothing.
            found = [q for q in found if q.start > 0]
        return found if len(found) <= MOST_FIGURES else []


_NO_MOMENTS: list[Moment] = []
_NO_QUANTITIES: list[Quantity] = []
_MAY_COUNT = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundred|"
    r"(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|"
    r"half|third|quarters?|first|second)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Skeleton:
    """A sentence in lower case, each figure and each date in it made one character."""

    text: str
    figures: dict[str, Quantity]
    moments: dict[str, Moment]
    places: dict[str, int]
    memo: dict[str, object] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, sentence: Sentence) -> "Skeleton":
        figures = {chr(_first(q) + n): q for n, q in enumerate(sentence.quantities)}
        moments = {chr(_FIRST_MOMENT + n): m for n, m in enumerate(sentence.moments[:200])}
        marks = [(q.start, q.end, mark) for mark, q in figures.items()]
        marks += [(m.start, m.end, mark) for mark, m in moments.items()]
        parts: list[str] = []
        places: dict[str, int] = {}
        at = length = 0
        for start, end, mark in sorted(marks):
            before = _lowered(sentence.text[at:start])
            length += len(before) + 1
            parts += [before, mark]
            places[mark] = length - 1
            at = end
        parts.append(_lowered(sentence.text[at:]))
        return cls("".join(parts), figures, moments, places)

    def origin(self, at: int) -> int:
        """Return where in the sentence the character at `at` of the skeleton stands."""
        grown = 0
        for mark, place in self.places.items():
            if place < at:
                one = self.figures.get(mark) or self.moments[mark]
                grown += one.end - one.start - 1
        return at + grown


_MARKS = re.compile("[\ue000-\uf8ff]")


def _first(quantity: Quantity) -> int:
    if quantity.unit in (Unit.PERCENT, Unit.POINTS) or (
        quantity.sign and quantity.unit is Unit.COUNT
    ):
        # "+126" is a change like "+41%", and no count that could be compared.
        return _FIRST_PERCENT
    return _FIRST_RANK if quantity.unit is Unit.RANK else _FIRST_NUMBER


def _lowered(text: str) -> str:
    """Return `text` in lower case and as long as it was: İ has two letters in lower case."""
    # Marks of the skeleton that stand in the document itself name no figure of it.
    plain = _MARKS.sub("\ufffd", text)
    low = plain.lower()
    return low if len(low) == len(plain) else plain


@dataclass
class Document:
    """A reading, its sentences in order, and what it says of itself."""

    reading: Reading
    number: int
    sentences: list[Sentence] = field(default_factory=list)
    tables: list[tuple[int, Block, Section]] = field(default_factory=list)
    dated: dt.date | None = None
    known: bool = False


def split(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of a block begins and ends; none is longer than the longest."""
    numbered = _NUMBERED.match(text)
    start = numbered.end() if numbered else 0
    for found in _BREAK.finditer(text, start):
        if _ABBREVIATION.search(text, max(start, found.start() - 8), found.start() + 1):
            continue
        yield from _pieces(text, start, found.start() + 1)
        start = found.end()
    yield from _pieces(text, start, len(text))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST_SENTENCE:
        stop = text.rfind(" ", start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE)
        stop = stop if stop > 0 else start + LONGEST_SENTENCE
        yield start, stop
        start = stop
    if text[start:end].strip():
        yield start, end


class Chapters:
    """
    Documents given together as sentences under their sections, a batch of them at a time.

    Of ordinary length they are one batch, laid out once and kept.  What is longer is parted
    at its headings and laid out anew each time it is gone through, so that no more than one
    chapter of it is held.
    """

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.documents = [Document(reading, n) for n, reading in enumerate(readings)]
        self.ordinary = sum(len(reading.raw) for reading in readings) <= ORDINARY
        self._kept = [list(self._laid_out())] if self.ordinary else []

    def __iter__(self) -> Iterator[list[Document]]:
        if self.ordinary:
            return iter(self._kept)
        return ([chapter] for chapter in self._laid_out())

    def _laid_out(self) -> Iterator[Document]:
        index = 0
        for whole in self.documents:
            chapter = Document(whole.reading, whole.number)
            sections = _Sections()
            length = 0
            for place, block in enumerate(whole.reading.blocks):
                if not self.ordinary and _parts(block, length):
                    _date(whole, chapter)
                    yield chapter
                    chapter, length = Document(whole.reading, whole.number), 0
                index = _lay(block, place, sections, chapter, index)
                length += _length(block)
            _date(whole, chapter)
            yield chapter


def _parts(block: Block, length: int) -> bool:
    """Return whether a chapter may end before a block: a heading, if one comes in time."""
    return length >= (CHAPTER if block.kind is Kind.HEADING else 2 * CHAPTER)


def _length(block: Block) -> int:
    rows = block.table.rows if block.table else ((block.text,),)
    return sum(len(cell.text) for row in rows for cell in row)


def _lay(block: Block, place: int, sections: "_Sections", chapter: Document, index: int) -> int:
    """Add a block to a chapter; return the number of its next sentence."""
    section = sections.at(block, place)
    if block.kind is Kind.TABLE:
        chapter.tables.append((place, block, section))
        return index
    for start, end in split(block.text.text):
        words = block.text.text[start:end]
        section = sections.marked(words, section)
        of = (index, chapter.number, block.kind, section, block.cell)
        chapter.sentences.append(Sentence(words, block.text, start, place, *of))
        index += 1
    return index


def _date(whole: Document, chapter: Document) -> None:
    """Date a chapter as its document is: by the first of its chapters."""
    whole.dated = whole.dated or (None if whole.known else _date_of(chapter))
    whole.known = True
    chapter.dated = whole.dated


class _Sections:
    """Keeps the headings open at each point, and the quarter the last of them named."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []
        self._number = 0
        self._quarter: Moment | None = None
        self._words = ""
        self._earlier = False
        self._report: Moment | None = None
        self._made: Section | None = None

    def at(self, block: Block, place: int) -> Section:
        if block.kind is Kind.HEADING:
            self._made = None
            self._number += 1
            words = block.text.text
            self._open = [(n, w) for n, w in self._open if n < block.level][-5:]
            self._open.append((block.level, words))
            self._note_quarter(words)
            if re.match(r"minutes of (?:the|a) meeting held", words, re.I):
                # At the top of a document they are its own, further on an earlier meeting's.
                self._earlier = place > _TOP
            elif re.match(r"(?:priority|appendix|item|report|part|section|theme)\b", words, re.I):
                self._earlier = False
        return self._section()

    def marked(self, words: str, section: Section) -> Section:
        """Return the section, its quarter changed where the sentence opens a new update."""
        found = _UPDATE.search(words)
        if found is None:
            return section
        self._made = None
        self._note_quarter(found["words"])
        return self._section()

    def _section(self) -> Section:
        if self._made is None:
            self._made = Section(
                self._number,
                tuple(words for _, words in self._open),
                self._quarter,
                self._words,
                self._earlier,
                self._report,
            )
        return self._made

    def _note_quarter(self, words: str) -> None:
        named = [m for m in find_moments(words) if m.kind is MomentKind.QUARTER]
        if named and (len(words.split()) <= 10 or "update" in words.lower()):
            self._quarter, self._words = named[0], words
            if named[0].period:
                self._report = named[0]
        elif not re.search(r"update", words, re.I) and re.match(r"\d|[A-Z]", words):
            self._quarter, self._words = None, ""


_TOP = 20
_HELD = re.compile(r"\b(?:held|meeting|agenda|date|published|dated|board|committee|on)\b", re.I)


def _date_of(document: Document) -> dt.date | None:
    """Return the day a document is dated: the first full date near its top."""
    for sentence in document.sentences[:120]:
        for moment in sentence.moments:
            day = moment.date()
            if day is None:
                continue
            alone = len(sentence.text) - len(moment.text) < 12
            if alone or _HELD.search(sentence.text) or sentence.kind is Kind.HEADING:
                return day
    return None
