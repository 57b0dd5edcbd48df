"""
The Metropolitan Police's monthly dashboard: a row for each area, kind of crime and month.

Only the rows that count offences are kept.  A month in which nothing was recorded has no
row, so a gap is kept as nothing known and read by the rule of the source.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from saferboard.domain.periods import Month, NotAPeriod, Period
from saferboard.measures.loaders.months import check_whole_months
from saferboard.measures.loaders.read import FileRead, KnownAreas, SeriesRead
from saferboard.places.csv_files import SHOWN, Complaints, CsvFile, name, whole_number

COLUMNS = ("area_name", "crime_type", "crime_subtype", "measure", "month", "count")
OFFENCES = "Offences"


@dataclass
class _Found:
    """The months found so far for one area and kind: count and line of each."""

    months: dict[Month, tuple[int, int]] = field(default_factory=dict)


def read_dashboard(file: CsvFile, *, areas: Collection[str]) -> FileRead:
    """
    Return the counts of offences in `file`.

    :raises BadFile: with everything that is wrong with it.
    """
    wrong = Complaints(file.name)
    for n, head in enumerate(COLUMNS):
        found = file.header[n] if n < len(file.header) else ""
        if found != head:
            what = f"Column {n + 1} is “{found[:SHOWN]}” and should be {head}."
            wrong.add(1, found[:SHOWN], what, f"Use the columns {', '.join(COLUMNS)}.")
    wrong.stop_if_any()
    found = _offences(file, KnownAreas(areas, wrong), wrong)
    wrong.stop_if_any()
    if not found:
        wrong.add(0, "measure", "No row counts offences.", f"Keep the rows of “{OFFENCES}”.")
        wrong.stop_if_any()
    months = {month for one in found.values() for month in one.months}
    period = Period(min(months), max(months))
    _refuse_a_month_nobody_has(period, months, wrong)
    series = tuple(_series(key, one, period) for key, one in found.items())
    check_whole_months(list(period), series, wrong)
    return FileRead(period, series)


def _offences(
    file: CsvFile, areas: KnownAreas, wrong: Complaints
) -> dict[tuple[str, str, str], _Found]:
    found: dict[tuple[str, str, str], _Found] = {}
    for line, cells in file.rows:
        area, kind, subkind, counted, written, count = cells[: len(COLUMNS)]
        if counted != OFFENCES:
            continue
        name(kind, row=line, column="crime_type", wrong=wrong)
        name(subkind, row=line, column="crime_subtype", wrong=wrong)
        areas.check(area, row=line, column="area_name")
        number = whole_number(count, row=line, column="count", wrong=wrong)
        month = _month(written, line, wrong)
        if number is None or month is None:
            continue
        one = found.setdefault((area, kind, subkind), _Found())
        if month in one.months:
            what = (
                f"{subkind} in {area} in {month} is given here and in row {one.months[month][1]}."
            )
            wrong.add(line, "month", what, "Keep one of the two rows.")
        one.months[month] = number, line
    return found


def _month(written: str, line: int, wrong: Complaints) -> Month | None:
    try:
        return Month.parse(written)
    except NotAPeriod:
        what = f"“{written[:SHOWN]}” is not a month."
        wrong.add(line, "month", what, "Write the year and month as 2022-02.")
        return None


def _refuse_a_month_nobody_has(period: Period, months: set[Month], wrong: Complaints) -> None:
    """A month without a row for any area was not quiet everywhere: it is missing."""
    for month in period:
        if month not in months:
            what = f"No row is for {month}, between {period.first} and {period.last}."
            wrong.add(0, "month", what, "Get the whole file again.")
    wrong.stop_if_any()


def _series(key: tuple[str, str, str], one: _Found, period: Period) -> SeriesRead:
    lines = [line for _, line in one.months.values()]
    counts = tuple(one.months[m][0] if m in one.months else None for m in period)
    return SeriesRead(*key, min(lines), max(lines), counts)
