"""
Target dates as people put them: a day, a month, a season, a quarter or a year.

“Quarter 4 2022/23” is a promise for its last day and no earlier, so what is late is counted
from there, and what is shown stays as it was put.
"""

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from saferboard.domain.periods import Month, Quarter

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
SEASONS = {"spring": 5, "summer": 8, "autumn": 11, "winter": 14}
"""The month each season ends with, counted from January of the year that it is named for."""
FIRST_YEAR, LAST_YEAR = 1998, 2099
FORMS = "a day as 31 3 2023, a month as March 2023, a quarter as Q4 2022/23, or a year"


@dataclass(frozen=True)
class Target:
    """The last day that still keeps a promise, and the words it was promised in."""

    day: dt.date
    words: str

    def is_past(self, on: dt.date) -> bool:
        return self.day < on


class NotATarget(ValueError):
    """Raised for words that name no day, month, quarter or year; says which are read."""


def read_target(said: str) -> Target:
    """
    Return the target date that some words name.

    :raises NotATarget: if they name none, or one before 1998 or after 2099.
    """
    plain = re.sub(r"\s+", " ", said.strip())
    found = _day(plain) or _quarter(plain) or _month(plain) or _year(plain)
    if found is None:
        raise NotATarget(f"Write {FORMS}.")
    if not FIRST_YEAR <= found.day.year <= LAST_YEAR:
        raise NotATarget(f"Give a date from {FIRST_YEAR} to {LAST_YEAR}.")
    return found


def _day(said: str) -> Target | None:
    match = re.fullmatch(r"(\d{1,2})[ /.-](\d{1,2}|[a-z]+)[ /.-](\d{4})", said, re.I | re.A)
    if match is None:
        return None
    month = MONTHS.get(match[2].lower()) or (int(match[2]) if match[2].isdigit() else 0)
    try:
        day = dt.date(int(match[3]), month, int(match[1]))
    except ValueError:
        raise NotATarget(f"There is no such day. Write {FORMS}.") from None
    return Target(day, f"{day.day} {calendar.month_name[day.month]} {day.year}")


def _quarter(said: str) -> Target | None:
    before = re.fullmatch(r"(?:Q|quarter ?)([1-4]),? (\d{4})[/-](\d{2})", said, re.I | re.A)
    after = re.fullmatch(r"(\d{4})[/-](\d{2}),? (?:Q|quarter ?)([1-4])", said, re.I | re.A)
    if before is not None:
        number, year, end = before[1], before[2], before[3]
    elif after is not None:
        number, year, end = after[3], after[1], after[2]
    else:
        return None
    if int(end) != (int(year) + 1) % 100 or int(year) == 0:
        raise NotATarget("Write two years that follow each other, as Q4 2022/23.")
    quarter = Quarter(int(year), int(number))
    return Target(quarter.period.last.last_day, quarter.label)


def _month(said: str) -> Target | None:
    match = re.fullmatch(r"([a-z]+),? (\d{4})", said, re.I | re.A)
    if match is None or int(match[2]) == 0:
        return None
    name = match[1].lower()
    number = MONTHS.get(name) or SEASONS.get(name)
    if number is None or int(match[2]) > LAST_YEAR:
        return None
    last = Month(int(match[2]), 1) + (number - 1)
    return Target(last.last_day, f"{match[1].capitalize()} {match[2]}")


def _year(said: str) -> Target | None:
    match = re.fullmatch(r"\d{4}", said, re.A)
    if match is None or int(said) == 0:
        return None
    return Target(dt.date(int(said), 12, 31), said)
