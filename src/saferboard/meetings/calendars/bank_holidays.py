"""
The bank holidays in England and Wales, from a file that says where they are from and until when.
"""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("bank-holidays.yaml")


@dataclass(frozen=True)
class BankHolidays:
    """The days with their names, and the last day up to which they are all known."""

    days: dict[dt.date, str]
    known_until: dt.date
    source: str

    @property
    def known_from(self) -> dt.date:
        return dt.date(min(self.days).year, 1, 1)


OWN_DAYS = {"New Year’s Day": (1, 1), "Christmas Day": (12, 25), "Boxing Day": (12, 26)}
"""The holidays that keep to a date: the feed gives a substitute day the same name."""


@lru_cache
def bank_holidays() -> BankHolidays:
    """Return what the file says."""
    words = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    days = {day: _called(name, day) for day, name in words["days"].items()}
    return BankHolidays(days, words["known_until"], words["source"])


def _called(name: str, day: dt.date) -> str:
    """Return a holiday's name; its substitute day's, where its own day fell on a weekend."""
    own = OWN_DAYS.get(name, (day.month, day.day))
    return name if own == (day.month, day.day) else f"{name} (substitute day)"


def warning_of(day: dt.date) -> str:
    """Return what there is to say of a day as one to meet on, or nothing."""
    known = bank_holidays()
    if day in known.days:
        return f"It is a bank holiday in England and Wales: {known.days[day]}."
    if day > known.known_until or day < known.known_from:
        return (
            f"Bank holidays are known here from {known.known_from.year} to"
            f" {known.known_until.year} only, so it may be one. Look it up."
        )
    saturday = 5
    if day.weekday() >= saturday:
        return f"It is a {day:%A}."
    return ""
