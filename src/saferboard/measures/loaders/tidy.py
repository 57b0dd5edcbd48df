"""
A tidy file of figures that partners report: a row for each measure, place and period.

Columns `measure`, `place`, `period`, `value`, `where`, and `reason` if some row has no value.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from saferboard.domain.figures import Absence
from saferboard.domain.periods import NotAPeriod, Period, parse_period
from saferboard.domain.refusals import Refused
from saferboard.measures.definitions import Definition, defined
from saferboard.measures.loaders.read import nearest
from saferboard.places.csv_files import LONGEST_NAME, SHOWN, Complaints, CsvFile

Told = TypeVar("Told")
COLUMNS = ("measure", "place", "period", "value", "where")
REASON = "reason"
REASONS: Mapping[str, Absence] = {one.label: one for one in Absence}
MOST = Decimal(10) ** 14
"""The database keeps eighteen figures, four of them behind the point."""


@dataclass(frozen=True)
class TidyRow:
    """One figure of the file: its value, or the reason for none, and where it was read."""

    line: int
    measure: str
    place: str
    period: Period
    value: Decimal | None
    absence: Absence | None
    where: str


def read_tidy(file: CsvFile, *, places: Mapping[str, str]) -> tuple[TidyRow, ...]:
    """
    Return the figures in `file`; `places` are the slugs of those known, by name.

    :raises BadFile: with everything that is wrong with it.
    """
    wrong = Complaints(file.name)
    heads = (*COLUMNS, REASON) if REASON in file.header else COLUMNS
    if file.header != heads:
        what = f"The columns are {', '.join(file.header)[:SHOWN]}."
        todo = f"Use {', '.join(COLUMNS)}, and {REASON} if a row has no value."
        wrong.add(1, file.header[0], what, todo)
    wrong.stop_if_any()
    found, seen = [], {}
    for line, cells in file.rows:
        row = _row(line, dict(zip(heads, cells, strict=True)), places, wrong)
        if row is None:
            continue
        key = (row.measure, row.place, row.period)
        first = seen.setdefault(key, line)
        if first != line:
            what = f"{row.measure} for {row.period} is given here and in row {first}."
            wrong.add(line, "", what, "Keep one of the two rows.")
        found.append(row)
    wrong.stop_if_any()
    return tuple(found)


def _row(
    line: int, cells: Mapping[str, str], places: Mapping[str, str], wrong: Complaints
) -> TidyRow | None:
    definition = _told(line, "measure", wrong, lambda: defined(cells["measure"]))
    if definition is not None and not definition.reported:
        what = f"{definition.title} is counted from a published file, and is not reported."
        wrong.add(line, "measure", what, "Leave the row out, or name another measure.")
    place = _place(line, cells["place"], places, wrong)
    period = _told(line, "period", wrong, lambda: parse_period(cells["period"]))
    where = cells["where"]
    if not where or len(where) > 2 * LONGEST_NAME:
        what = "There is nothing to say where it was read." if not where else "It is too long."
        todo = f"Name the paper or return, in at most {2 * LONGEST_NAME} letters."
        wrong.add(line, "where", what, todo)
    value, absence = _value(line, cells, definition, wrong)
    if definition is None or period is None or not place:
        return None
    if (value is None) == (absence is None):
        return None
    return TidyRow(line, definition.slug, place, period, value, absence, where)


def _told(line: int, column: str, wrong: Complaints, find: Callable[[], Told]) -> Told | None:
    try:
        return find()
    except (Refused, NotAPeriod) as error:
        wrong.add(line, column, str(error), "Correct it.")
        return None


def _place(line: int, written: str, places: Mapping[str, str], wrong: Complaints) -> str:
    if written in places:
        return places[written]
    near = nearest(written, places)
    what = f"Nobody knows a place called “{written[:SHOWN]}”."
    wrong.add(line, "place", what, f"Correct the name{f' (“{near}”?)' if near else ''}.")
    return ""


def _value(
    line: int, cells: Mapping[str, str], definition: Definition | None, wrong: Complaints
) -> tuple[Decimal | None, Absence | None]:
    written, reason = cells["value"], cells.get(REASON, "")
    if not written:
        if reason not in REASONS:
            what = f"There is no value, and “{reason[:SHOWN]}” is no reason for none."
            wrong.add(line, "value", what, f"Give the value, or one of: {', '.join(REASONS)}.")
        return None, REASONS.get(reason)
    if reason:
        wrong.add(line, REASON, "There is a value and a reason for none.", "Take out one of them.")
        return None, None
    try:
        value = Decimal(written)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or abs(value) >= MOST or value != round(value, 4):
        what = f"“{written[:SHOWN]}” is not a number that can be kept."
        todo = "Write it in figures without commas, with at most four behind the point."
        wrong.add(line, "value", what, todo)
        return None, None
    if definition is not None and definition.is_count and (value < 0 or value % 1):
        what = f"{written[:SHOWN]} is not a count."
        wrong.add(line, "value", what, "Write a whole number, not below nought.")
    return value, None
