"""
Days as people write them, and whether the weekday they name is the day's own.

An agenda once gave a deadline as “Friday, 20th October”: the 20th was a Thursday, and half of it
had to be wrong.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from saferboard.domain.refusals import Refusal, Refused

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_NAMED = re.compile(
    r"(?:\b(?P<weekday>Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\b[\s,]*)?(?:the\s+)?"
    r"\b(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?\s+(?:of\s+)?"
    r"(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b"
    r"(?:[\s,]+(?P<year>[12][0-9]{3})\b)?",
    re.IGNORECASE | re.ASCII,
)
_FIGURES = re.compile(
    r"\A(?:(?P<day>[0-3]?[0-9])[ /.](?P<month>[01]?[0-9])[ /.](?P<year>[12][0-9]{3})"
    r"|(?P<year_first>[12][0-9]{3})-(?P<month_next>[01][0-9])-(?P<day_last>[0-3][0-9]))\Z",
    re.ASCII,
)


@dataclass(frozen=True)
class DaySaid:
    """A day as a text has it: its words, the day, and the weekday named with it, if any."""

    words: str
    day: dt.date
    weekday: str

    @property
    def is_wrong(self) -> bool:
        return bool(self.weekday) and self.weekday != WEEKDAYS[self.day.weekday()]

    @property
    def reason(self) -> str:
        """Why the weekday and the day cannot both be right, in a sentence."""
        written = f"{self.day.day} {MONTHS[self.day.month - 1]} {self.day.year}"
        return f"“{self.words}”: {written} is a {WEEKDAYS[self.day.weekday()]}."


def days_said(text: str, *, near: dt.date) -> Iterator[DaySaid]:
    """Yield the days that a text names; one without a year is the nearest to `near`."""
    for found in _NAMED.finditer(text):
        month = next(n for n, m in enumerate(MONTHS, 1) if m[:3] == found["month"].title())
        day = _day(found["year"], month, int(found["day"]), near)
        if day is not None:
            named = (found["weekday"] or "").title()
            weekday = next((full for full in WEEKDAYS if named and full.startswith(named)), "")
            yield DaySaid(found[0].strip(" ,"), day, weekday)


def refusal_of_weekdays(text: str, *, near: dt.date) -> Refusal | None:
    """Return why a text names a weekday that is not the day's own, or None if none is wrong."""
    wrong = [said.reason for said in days_said(text, near=near) if said.is_wrong]
    if not wrong:
        return None
    return Refusal("wrong-weekday", " ".join([*wrong, "Correct the weekday or the day."]))


def read_day(text: str, *, near: dt.date) -> dt.date:
    """
    Return the one day that was typed, as “Friday 21 October”, “21 10 2022” or “2022-10-21”.

    :raises Refused: if it is no day, or its weekday is another's.
    """
    typed = " ".join(text.split())
    figures = _FIGURES.match(typed)
    if figures is not None:
        year = figures["year"] or figures["year_first"]
        month = int(figures["month"] or figures["month_next"])
        day = _day(year, month, int(figures["day"] or figures["day_last"]), near)
        if day is not None:
            return day
    whole = [said for said in days_said(typed, near=near) if said.words == typed.strip(" ,")]
    if len(whole) != 1:
        words = f"“{typed[:60]}” is no day. Write it as 21 10 2022, or Friday 21 October 2022."
        raise Refused(Refusal("no-such-day", words))
    if whole[0].is_wrong:
        words = f"{whole[0].reason} Correct the weekday or the day."
        raise Refused(Refusal("wrong-weekday", words))
    return whole[0].day


def _day(year: str | None, month: int, day: int, near: dt.date) -> dt.date | None:
    years = [int(year)] if year else [near.year - 1, near.year, near.year + 1]
    found = []
    for one in years:
        try:
            found.append(dt.date(one, month, day))
        except ValueError:
            continue
    return min(found, key=lambda when: abs((when - near).days), default=None)
