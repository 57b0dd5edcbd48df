"""
The heads of a wide file's columns of counts: one a month, none missing, in order of time.
"""

from collections.abc import Sequence

from saferboard.domain.periods import Month, NotAPeriod, Period
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
