"""
The heads of a wide file's columns of counts: one a month, none missing, in order of time.
"""

import statistics
from collections.abc import Sequence

from saferboard.domain.periods import Month, NotAPeriod, Period
from saferboard.measures.loaders.read import SeriesRead
from saferboard.places.csv_files import SHOWN, Complaints


def months_in(heads: Sequence[str], wrong: Complaints) -> list[Month]:
    """Return the months that column heads name, with a complaint for each that is none."""
    months: list[Month] = []
    for head in heads:
        try:
            month = Month.parse(head)
        except NotAPeriod:
            todo = "Name each column of counts by its month, as 202202."
            wrong.add(1, head[:SHOWN], f"“{head[:SHOWN]}” is not a month.", todo)
            continue
        if months:
            _check_follows(months[-1], month, head, wrong)
        months.append(month)
    if not months:
        wrong.add(1, "", "There is no column for a month.", "Name each as 202202.")
    return months


def month_of(head: str) -> Month | None:
    """Return the month that a column's head names; None if it names none."""
    try:
        return Month.parse(head)
    except NotAPeriod:
        return None


def _check_follows(before: Month, month: Month, column: str, wrong: Complaints) -> None:
    if month == before + 1:
        return
    if month <= before:
        what = f"The month {month} stands after {before}."
        wrong.add(1, column, what, "Put each month once, in order of time.")
        return
    missing = [f"{m.year}{m.number:02d}" for m in Period(before + 1, month + -1)]
    what = f"The month column {', '.join(missing[:3])} is missing before it."
    wrong.add(1, column, what, "Get the whole file again: a month left out is not a nought.")


ENOUGH_TO_TELL = 100
"""How many a month there must be before one month can be told to be a part of one."""


def check_whole_months(
    months: Sequence[Month], series: Sequence[SeriesRead], wrong: Complaints
) -> None:
    """
    Refuse a file whose first or last month is plainly a part of one.

    A file cut while its month ran has that month all but empty: below half of the middle one of
    the months between.  No month of recorded crime has been so low, that of the lockdown included.

    :raises BadFile: if one is.
    """
    totals = [sum(one.counts[n] or 0 for one in series) for n in range(len(months))]
    if len(months) < 3:
        return
    usual = statistics.median(totals[1:-1])
    if usual < ENOUGH_TO_TELL:
        return
    for n in (0, len(months) - 1):
        if totals[n] * 2 < usual:
            month = months[n]
            what = (
                f"{month.label} has {totals[n]:,} in all, and a month between has {usual:,.0f}:"
                " it is not whole."
            )
            todo = f"Leave it out with --leave-out {month}, or get a later issue."
            wrong.add(1, f"{month.year}{month.number:02d}", what, todo)
    wrong.stop_if_any()
