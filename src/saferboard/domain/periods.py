"""
Months, periods, financial quarters and rolling years.

Every figure carries an exact period, always whole months.  "Rolling year Jan 22" is
the twelve months to the end of January 2022, and is one Period however it is written.
"""

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

APRIL = 4
"""The month a local authority's financial year starts."""


class NotAPeriod(ValueError):
    """Raised for words that name no month, quarter or period; says which forms are read."""


@dataclass(frozen=True, order=True)
class Month:
    """One calendar month.  `number` runs from 1 to 12."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= 12:
            raise NotAPeriod(f"There is no month {self.number}; months run from 1 to 12.")

    @classmethod
    def parse(cls, words: str) -> "Month":
        """
        Return the month written `2022-02` or `202202`.

        :raises NotAPeriod: for anything else.
        """
        match = re.fullmatch(r"(\d{4})-?(\d{2})", words.strip())
        if match is None:
            raise NotAPeriod(f"“{words}” is not a month. Write the year and month as 2022-02.")
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: dt.date) -> "Month":
        """Return the month a day falls in."""
        return cls(day.year, day.month)

    def __add__(self, months: int) -> "Month":
        years, number = divmod(self.year * 12 + self.number - 1 + months, 12)
        return Month(years, number + 1)

    def __sub__(self, other: "Month") -> int:
        return (self.year - other.year) * 12 + self.number - other.number

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"

    @property
    def first_day(self) -> dt.date:
        return dt.date(self.year, self.number, 1)

    @property
    def last_day(self) -> dt.date:
        return dt.date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])

    @property
    def label(self) -> str:
        return f"{calendar.month_name[self.number]} {self.year}"

    @property
    def short_label(self) -> str:
        return f"{calendar.month_abbr[self.number]} {self.year}"


@dataclass(frozen=True, order=True)
class Quarter:
    """
    One quarter of a financial year.

    `year` is the calendar year in which the financial year starts: 2022/23 Q2 is
    Quarter(2022, 2), July to September 2022.
    """

    year: int
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= 4:
            raise NotAPeriod(f"There is no quarter {self.number}; quarters run from 1 to 4.")

    @classmethod
    def parse(cls, words: str) -> "Quarter":
        """
        Return the quarter written `2022-23 Q2` or `2022/23 Q2`.

        :raises NotAPeriod: for anything else, and where the two years do not follow.
        """
        match = re.fullmatch(r"(\d{4})[-/](\d{2}) Q([1-4])", words.strip())
        if match is None:
            raise NotAPeriod(f"“{words}” is not a quarter. Write it as 2022-23 Q2.")
        year = int(match[1])
        if int(match[2]) != (year + 1) % 100:
            raise NotAPeriod(f"“{words}” names two years that do not follow each other.")
        return cls(year, int(match[3]))

    @classmethod
    def of(cls, day: dt.date) -> "Quarter":
        """Return the financial quarter a day falls in."""
        since_april = Month.of(day) - Month(day.year - (day.month < APRIL), APRIL)
        return cls(day.year - (day.month < APRIL), since_april // 3 + 1)

    def __add__(self, quarters: int) -> "Quarter":
        year, number = divmod(self.year * 4 + self.number - 1 + quarters, 4)
        return Quarter(year, number + 1)

    def __sub__(self, other: "Quarter") -> int:
        return (self.year - other.year) * 4 + self.number - other.number

    def __str__(self) -> str:
        return f"{self.year}-{(self.year + 1) % 100:02d} Q{self.number}"

    @property
    def label(self) -> str:
        return f"Q{self.number} {self.year}/{(self.year + 1) % 100:02d}"

    @property
    def period(self) -> "Period":
        first = Month(self.year, APRIL) + 3 * (self.number - 1)
        return Period(first, first + 2)


@dataclass(frozen=True, order=True)
class Period:
    """Whole months from `first` to `last`, both counted."""

    first: Month
    last: Month

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise NotAPeriod(f"A period cannot end ({self.last}) before it starts ({self.first}).")

    def __iter__(self) -> Iterator[Month]:
        return (self.first + n for n in range(len(self)))

    def __len__(self) -> int:
        return self.last - self.first + 1

    def __contains__(self, month: Month) -> bool:
        return self.first <= month <= self.last

    def __str__(self) -> str:
        """Return the shortest written form, which `parse_period` reads back."""
        if len(self) == 1:
            return str(self.first)
        if len(self) == 3 and (self.first.number - 1) % 3 == 0:
            return str(Quarter.of(self.first.first_day))
        if len(self) == 12 and self.first.number == 1:
            return str(self.first.year)
        if len(self) == 12 and self.first.number == APRIL and self.last.year % 100 > 12:
            return f"{self.first.year}-{self.last.year % 100:02d}"
        if len(self) == 12:
            return f"year to {self.last}"
        return f"{self.first}..{self.last}"

    @property
    def before(self) -> "Period":
        """The same months, as few whole years earlier as leaves no month in both."""
        back = -12 * self._years_back
        return Period(self.first + back, self.last + back)

    @property
    def before_label(self) -> str:
        """What `before` is to this period: `the year before`, `the 24 months before`."""
        if len(self) <= 12:
            return "the year before"
        if len(self) % 12 == 0:
            return f"the {len(self)} months before"
        return f"the same {len(self)} months {self._years_back} years before"

    @property
    def _years_back(self) -> int:
        return -(-len(self) // 12)

    @property
    def middle(self) -> dt.date:
        """The day in whose course half the period has passed."""
        whole = self.last.last_day - self.first.first_day + dt.timedelta(days=1)
        return self.first.first_day + whole // 2

    @property
    def label(self) -> str:
        """The period in words, naming its months exactly."""
        if len(self) == 1:
            return self.first.label
        if len(self) == 12 and self.first.number == 1:
            return f"January to December {self.first.year}"
        if len(self) == 12:
            return f"year to {self.last.label}"
        if len(self) == 3 and (self.first.number - 1) % 3 == 0:
            return f"{Quarter.of(self.first.first_day).label} ({self._months_in_words()})"
        return self._months_in_words()

    def _months_in_words(self) -> str:
        first = self.first.label
        if self.first.year == self.last.year:
            first = calendar.month_name[self.first.number]
        return f"{first} to {self.last.label}"

    @property
    def days(self) -> int:
        """How many days the period has."""
        return (self.last.last_day - self.first.first_day).days + 1

    def age_in_days(self, on: dt.date) -> int:
        """Return how many days before `on` the period ended; negative if it had not."""
        return (on - self.last.last_day).days


def months_to(last: Month, months: int) -> Period:
    """
    Return the period of `months` months that ends with `last`.

    :raises NotAPeriod: if `months` is below 1.
    """
    if months < 1:
        raise NotAPeriod(f"A period needs at least one month, not {months}.")
    return Period(last + (1 - months), last)


def rolling_year(last: Month) -> Period:
    """Return the twelve months that end with `last`."""
    return months_to(last, 12)


def parse_period(words: str) -> Period:
    """
    Return the period written as `2022-23 Q2` (a financial quarter), `2021-22` (a
    financial year), `2021` (a calendar year), `year to 2022-02`, `2022-09` (a month)
    or `2020-10..2021-09`.

    `2011-12` could be a month or a financial year.  A second part that follows the
    first year is read as a financial year only where it cannot be a month.

    :raises NotAPeriod: for anything else.
    """
    words = words.strip()
    if words.startswith("year to "):
        return rolling_year(Month.parse(words.removeprefix("year to ")))
    if ".." in words:
        first, _, last = words.partition("..")
        return Period(Month.parse(first), Month.parse(last))
    if " Q" in words:
        return Quarter.parse(words).period
    if re.fullmatch(r"\d{4}", words):
        return Period(Month(int(words), 1), Month(int(words), 12))
    year = re.fullmatch(r"(\d{4})[-/](\d{2})", words)
    if year and int(year[2]) > 12 and int(year[2]) == (int(year[1]) + 1) % 100:
        return Period(Month(int(year[1]), APRIL), Month(int(year[1]) + 1, APRIL - 1))
    return Period(Month.parse(words), Month.parse(words))
