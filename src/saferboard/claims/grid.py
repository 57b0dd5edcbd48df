"""
A table as columns with a meaning: counts, changes, shares, rates, ranks, totals.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from saferboard.claims.grammar.moments import Kind as MomentKind
from saferboard.claims.grammar.moments import Moment, find_moments
from saferboard.claims.grammar.quantities import Quantity, Unit, find_quantities
from saferboard.claims.text import Section
from saferboard.documents.reading.readings import Block, Table
from saferboard.documents.reading.stretches import Stretch, joined

_CHANGE = re.compile(
    r"^(?:%\s)?on\s(?:the\s|last\s)?(?:month|quarter|year)$|\bchange|\bdiff"
    r"|varia|\bincrease|\bdecrease|\bmovement|\+\s?/\s?[-–−]|±|\btrend"
    r"|\byoy\b|year[- ]on[- ]year"
    r"|\bremaining\b|\bbalance\b|\bunderspend|\boverspend|\bsurplus|\bdeficit|\bshortfall"
    r"|\bgap\b|\bgrowth|\breduction|\bon (?:the )?(?:last|previous|prior)|\bvs\.? "
    r"|\bcompared|\buplift\b|\bagainst (?:the )?(?:target|plan|budget|last|profile)"
)
_PERCENT = re.compile(r"%|per ?cent|percent|\bpct\b")
_SHARE = re.compile(r"\bshare|\bproportion|%|per ?cent|percentage")
_RATE = re.compile(
    r"\brate\b|\bper (?:hundred|100|1,?000|10,?000|100,?000)\b|/\s?1,?000|\bper head\b"
)
_PER = re.compile(r"1,?000,?000|100,?000|10,?000|1,?000|(?<=per)(?:100|hundred)", re.IGNORECASE)
_PEOPLE = re.compile(
    r"\bpopulation|^people$|\bresidents\b|\bhouseholds\b|\binhabitants"
    r"|^(?:number of |total )?(?:occupied )?(?:homes|dwellings|properties|pupils)$"
)
_RANK = re.compile(r"\brank|\bposition\b|\bplace\b")
_TOTAL = re.compile(
    r"^(?:grand |overall |sub-?|combined |net )?totals?\b|^all\b(?! other)|^both$|^overall$|^sum$"
    r"|\byear to date\b|\bytd\b|^full year\b|^annual total|^(?:whole )?year$|^altogether$|^in all$"
    r"|^every(?:one|body)$|^combined$|^net$"
)
_AVERAGE = re.compile(r"\baverage|\bmean\b|\bper (?!cent\b|annum\b|capita\b)[a-z]+")
_REMARK = re.compile(r"\([^()]*\b(?:average|mean)\b[^()]*\)")
"""`Waiting (daily average)`: figures that are added and divided as counts are."""
_CHANGE_ROW = re.compile(
    r"(?:%|per cent|percentage|annual|year on year)?\s?(?:change|difference|increase|variance)"
)
_TARGET = re.compile(r"\btarget\b|\bthreshold\b|\bkpi\b")
_OF_TARGET = re.compile(
    r"(?:%|per ?cent|percent(?:age)?|share|proportion) (?:of|against|achieved|met)\b"
)
_ARROW = re.compile(
    r"^\s*(?:(?P<up>[▲↑⬆🔺])|(?P<down>[▼↓⬇🔻]))\s*|\s*(?:(?P<up2>[▲↑⬆])|(?P<down2>[▼↓⬇]))\s*$"
)
_SECOND = re.compile(r"\(|^\s?(?:from|of|out of|/|was|on|against)\s?$")
"""What parts the two figures of one cell: `27 (33%)`, `+12 from 109`, `27 of 83`."""
_NEGATIVE = re.compile(r"^\s*\(\s*£?[\d,.]+\s*[%km]?\s*\)\s*$")


_OF = re.compile(r"\d\s?(?:of|out of|/)\s?\d")
_ASIDE = 1000
_SIDE = 100_000
"""What rows of the second of two tables side by side are counted from."""
_FEWEST_BESIDE = 2
_FEWEST_ASIDES = 2
_FEWEST_ADDED = 2
_FEWEST_TO_ADD = 10


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its number, if it holds one, and a second in brackets, if it holds two."""

    stretch: Stretch
    quantity: Quantity | None
    aside: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """
    A column: its heading, what it holds, its period; `per` is what a rate is per.

    An `aside` column is of the second figures of cells that hold two, as `27 (33%)` does.
    """

    index: int
    head: str
    role: str
    moment: Moment | None = None
    per: int = 0
    aside: bool = False


@dataclass(frozen=True)
class Row:
    index: int
    label: str
    cells: tuple[Cell, ...]
    total: bool
    loose: bool
    change: bool = False

    def quantity(self, column: Column) -> Quantity | None:
        cell = self.cells[column.index]
        return cell.aside if column.aside else cell.quantity

    @cached_property
    def stretch(self) -> Stretch:
        return joined((cell.stretch for cell in self.cells), "\t")

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return where cells `first` to `last` stand in the row's stretch."""
        start = sum(len(cell.stretch.text) + 1 for cell in self.cells[:first])
        end = sum(len(cell.stretch.text) + 1 for cell in self.cells[: last + 1]) - 1
        return start, end


@dataclass(frozen=True)
class Grid:
    """A table of a document, its columns read and its rows parsed."""

    document: int
    block: int
    section: Section
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    heads: tuple[Row, ...]

    def cell(self, row: "Row", column: Column) -> tuple[int, int, int, int]:
        """Return what names a cell among all documents."""
        return self.document, self.block, row.index, column.index + _ASIDE * column.aside

    @cached_property
    def given(self) -> list[Column]:
        """The columns whose figures a sentence may give."""
        return self.having("count", "total", "rate", "people", "share")

    def having(self, *roles: str) -> list[Column]:
        return [column for column in self.columns if column.role in roles]

    def forget(self) -> None:
        """Let go of what can be made again, once the table has been checked."""
        for row in (*self.rows, *self.heads):
            vars(row).pop("stretch", None)

    def body(self) -> Iterator[Row]:
        return (row for row in self.rows if not row.total)


def read_grids(document: int, place: int, block: Block, section: Section) -> Iterator[Grid]:
    """Yield a table as a grid: two where two stand side by side, none without figures."""
    table = block.table
    if table is None or len(table.rows) < 2 or table.head == 0 or len(table.rows[0]) < 2:
        return
    width = len(table.rows[0])
    middle = _second(table)
    for number, (first, last) in enumerate(
        [(0, middle), (middle, width)] if middle else [(0, width)]
    ):
        part = Table(tuple(row[first:last] for row in table.rows), table.head)
        grid = _grid(document, place, part, section, number * _SIDE)
        if grid is not None:
            yield grid


def _second(table: Table) -> int:
    """Return where a second table begins beside the first: `Income | £ | Spending | £`."""
    width, rows = len(table.rows[0]), table.rows[table.head :]
    middle = width // 2
    if width % 2 or middle < _FEWEST_BESIDE or len(rows) < _FEWEST_BESIDE:
        return 0
    worded = [bool(re.search(r"[A-Za-z]{3}", row[middle].text)) for row in rows]
    counted = [
        all(any(c.isdigit() for c in row[n].text) for n in (middle - 1, width - 1)) for row in rows
    ]
    named = table.rows[table.head - 1][middle].text
    told = sum(worded) * 3 >= len(rows) * 2 and sum(counted) * 3 >= len(rows) * 2
    return middle if told and named else 0


def _grid(document: int, place: int, table: Table, section: Section, number: int) -> Grid | None:
    """Return a table as a grid, its rows counted from `number`; None without columns of figures."""
    heads = [_row(number + n, cells) for n, cells in enumerate(table.rows[: table.head])]
    rows = [
        _row(number + n, cells)
        for n, cells in enumerate(table.rows[table.head :], start=table.head)
    ]
    columns = tuple(_column(n, heads, rows) for n in range(len(table.rows[0])))
    if not any(column.role != "label" for column in columns):
        return None
    columns = (*columns, *_asides(columns, rows))
    rows = _with_total(columns, list(_with_units(columns, rows)))
    return Grid(document, place, section, columns, tuple(rows), tuple(heads))


def _asides(columns: tuple[Column, ...], rows: list[Row]) -> Iterator[Column]:
    """Yield a column for the second figures of each whose cells mostly hold two."""
    for column in columns:
        seconds = [q for row in rows if (q := row.cells[column.index].aside)]
        firsts = [q for row in rows if (q := row.cells[column.index].quantity)]
        if len(seconds) < _FEWEST_ASIDES or len(seconds) * 2 < len(firsts):
            continue
        if any(q.sign for q in seconds) or column.role in ("label", "change", "difference"):
            continue
        shares = sum(q.unit is Unit.PERCENT for q in seconds) * 2 > len(seconds)
        counts = sum(q.unit is Unit.PERCENT for q in firsts) * 2 <= len(firsts)
        if shares != counts:
            # "45% (41%)" and "513 (441)" give a figure and that of the year before.
            of = any(_OF.search(row.cells[column.index].stretch.text) for row in rows)
            if shares or not (of or not counts):
                continue
        yield Column(column.index, column.head, "share" if shares else "beside", aside=True)


def _with_total(columns: tuple[Column, ...], rows: list[Row]) -> list[Row]:
    """Return the rows, the last marked as their total where it adds up and is not called so."""
    if len(rows) < _FEWEST_ADDED + 1 or any(row.total for row in rows):
        return rows
    *parts, last = rows
    if last.change or last.loose:
        return rows
    added = [c for c in columns if c.role in ("count", "people") and not c.aside]
    sums = [_adds_up(parts, last, c) for c in added]
    if sum(holds is True for holds in sums) >= 1 and len([s for s in sums if s is not None]) >= 2:
        return [*parts, replace(last, total=True)]
    return rows


def _adds_up(parts: list[Row], last: Row, column: Column) -> bool | None:
    """Return whether the last figure of a column is the sum of the others; None if not of all."""
    figures = [q for row in parts if (q := row.quantity(column))]
    stated = last.quantity(column)
    if stated is None or len(figures) < _FEWEST_ADDED or len(figures) < len(parts):
        return None
    if any(q.unit is not stated.unit for q in figures) or stated.value < _FEWEST_TO_ADD:
        return None
    return sum(q.signed for q in figures) == stated.signed


def _row(index: int, cells: tuple[Stretch, ...]) -> Row:
    label = next((cell.text for cell in cells if re.search(r"[A-Za-z]{2}", cell.text)), "")
    if not re.search(r"[A-Za-z]{2}", cells[0].text):
        label = cells[0].text or label
    lowered = label.lower().strip(" *:.")
    total = bool(_TOTAL.match(lowered)) and len(lowered.split()) <= 3
    loose = bool(re.match(r"of which|of these|incl|\(of which|memo", lowered))
    read = tuple(_cell(cell) for cell in cells)
    change = bool(_CHANGE_ROW.match(lowered)) and any(
        c.quantity and c.quantity.unit is Unit.PERCENT for c in read
    )
    return Row(index, label, read, total, loose, change)


def _cell(stretch: Stretch) -> Cell:
    text = stretch.text
    if not any(c.isdigit() for c in text) or len(text) > 40:
        return Cell(stretch, None)
    arrow = _ARROW.search(text)
    plain = _ARROW.sub(lambda m: " " * len(m[0]), text).replace("‑", "-")
    moments = [m for m in find_moments(plain) if m.kind is not MomentKind.TIME]
    found = find_quantities(plain, moments)
    if not found or found[0].start > 4 or moments:
        return Cell(stretch, None)
    first = found[0]
    if arrow:
        first = replace(first, sign=1 if arrow["up"] or arrow["up2"] else -1)
    elif _NEGATIVE.match(text):
        first = replace(first, sign=-1)
    two = len(found) == 2 and _SECOND.search(plain[first.end : found[1].start])
    aside = found[1] if two else None
    if len(found) > 2 or (len(found) == 2 and aside is None):
        return Cell(stretch, None)
    rest = plain[: first.start] + plain[(aside or first).end :]
    if len(re.findall(r"[A-Za-z]", rest)) > 12:
        return Cell(stretch, None)
    return Cell(stretch, first, aside)


def _column(index: int, heads: list[Row], rows: list[Row]) -> Column:
    head = " ".join(h.cells[index].stretch.text for h in heads if h.cells[index].stretch.text)
    if len(heads) > 1 and not heads[0].cells[index].stretch.text and index:
        # A heading that spans several columns stands only over the first of them.
        spanning = [c.stretch.text for c in heads[0].cells[1 : index + 1] if c.stretch.text]
        head = f"{spanning[-1]} {head}" if spanning else head
    cells = [row.cells[index] for row in rows]
    counted = [cell.quantity for cell in cells if cell.quantity]
    if not counted or (index == 0 and not _is_numbered(head)):
        return Column(index, head, "label")
    named = [
        m
        for m in find_moments(f" {head} ")
        if m.kind in (MomentKind.PERIOD, MomentKind.QUARTER, MomentKind.RELATIVE)
    ]
    year = re.search(r"\b(?:19|20)\d\d\b", head)
    if not named and year:
        named = find_moments(f"in {year[0]}")
    role = _role(head.lower(), counted)
    per = 0
    if role == "rate":
        found = _PER.search(head.replace(" ", ""))
        per = _size(found[0]) if found else 1000
    return Column(index, head, role, named[0] if named else None, per)


def _size(words: str) -> int:
    return 100 if words.lower() == "hundred" else int(words.replace(",", ""))


def _is_numbered(head: str) -> bool:
    return bool(re.search(r"rolling|year|20\d\d|total|number|count", head.lower()))


def _role(head: str, counted: list[Quantity]) -> str:
    percents = sum(q.unit is Unit.PERCENT for q in counted) * 2 > len(counted)
    if _RANK.search(head):
        return "rank"
    if _CHANGE.search(head):
        return "change" if percents or _PERCENT.search(head) else "difference"
    if _RATE.search(head) and not percents:
        return "rate"
    if _PEOPLE.search(head):
        return "people"
    if percents or _SHARE.search(head):
        aimed = _TARGET.search(head) and not _OF_TARGET.search(head)
        return "target" if aimed else "share"
    if _TARGET.search(head):
        return "target"
    if _AVERAGE.search(_REMARK.sub("", head)):
        return "average"
    if _TOTAL.search(head.strip()):
        return "total"
    return "count"


def _with_units(columns: tuple[Column, ...], rows: list[Row]) -> Iterator[Row]:
    """Yield the rows, bare numbers in columns of percentages read as percentages."""
    shares = [c for c in columns if c.role in ("change", "share") and not c.aside]
    percents = {column.index for column in shares}
    for row in rows:
        cells = tuple(
            replace(cell, quantity=replace(cell.quantity, unit=Unit.PERCENT))
            if cell.quantity and n in percents and cell.quantity.unit is Unit.COUNT
            else cell
            for n, cell in enumerate(row.cells)
        )
        yield replace(row, cells=cells)
