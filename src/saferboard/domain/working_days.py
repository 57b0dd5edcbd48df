"""
Working days in England.

A working day is a day other than a Saturday, a Sunday or a bank holiday in England and
Wales.  The bank holidays are handed in, so that nothing here depends on a calendar that
may change.
"""

import datetime as dt
from collections.abc import Set

SATURDAY = 5


def is_working_day(day: dt.date, holidays: Set[dt.date]) -> bool:
    """Return whether `day` is neither at a weekend nor in `holidays`."""
    return day.weekday() < SATURDAY and day not in holidays


def working_days_before(day: dt.date, count: int, holidays: Set[dt.date]) -> dt.date:
    """Return the `count`th working day before `day`; `day` itself is not counted."""
    return _step(day, count, holidays, dt.timedelta(days=-1))


def working_days_after(day: dt.date, count: int, holidays: Set[dt.date]) -> dt.date:
    """Return the `count`th working day after `day`; `day` itself is not counted."""
    return _step(day, count, holidays, dt.timedelta(days=1))


def _step(day: dt.date, count: int, holidays: Set[dt.date], by: dt.timedelta) -> dt.date:
    assert count >= 0, "a deadline is counted away from its day, never towards it"
    while count:
        day += by
        count -= is_working_day(day, holidays)
    return day
