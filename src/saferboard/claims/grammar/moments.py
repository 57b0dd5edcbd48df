"""
Dates and periods as they are written: `Friday, 20th October`, `2022/23 Q2`,
`rolling year to February 2022`, `Oct 20 – Sep 21`, `the same period last year`.
"""

import calendar
import dataclasses
import datetime as dt
import enum
import re
from dataclasses import dataclass

from saferboard.claims.grammar.moment_patterns import PATTERNS
from saferboard.domain.periods import Month, NotAPeriod, Period, Quarter, months_to, rolling_year


class Kind(enum.StrEnum):
    DATE = "date"
    PERIOD = "period"
    QUARTER = "quarter"
    RELATIVE = "relative"
    TIME = "time"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class Moment:
    """
    A date or a period in a text, as far as the words fix it.

    `period` is None for a quarter without its year; `order` puts "last year" (-1) before
    "this year" (0).  `label` says what kind of year it is: rolling, financial, calendar.
    """

    start: int
    end: int
    kind: Kind
    text: str
    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    period: Period | None = None
    quarter: int | None = None
    order: int = 0
    label: str = ""
    wrong: str = ""

    def date(self, year: int | None = None) -> dt.date | None:
        """Return the day, in `year` where the words give none; None if there is no such day."""
        which = self.year or year
        if self.day is None or self.month is None or which is None:
            return None
        try:
            return dt.date(which, self.month, self.day)
        except ValueError:
            return None


def month_number(words: str) -> int:
    """Return the number of a month named in full or by its first three letters."""
    names = [name.lower() for name in calendar.month_abbr]
    return names.index(words.strip(" .").lower()[:3])


def _weekday(words: str) -> int:
    names = [name.lower() for name in calendar.day_abbr]
    return names.index(words.strip(" .").lower()[:3])


def full_year(words: str) -> int:
    """Return the year of `22`, `'22` or `2022`."""
    digits = re.sub(r"\D", "", words)
    if len(digits) == 4:
        return int(digits)
    return 2000 + int(digits) if int(digits) < 60 else 1900 + int(digits)


_NUMBERS = {
    "1": 1,
    "2": 2,
    "3": 3,
    "4": 4,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "final": 4,
    "last": 4,
}


def _quarter_number(words: str) -> int:
    lowered = words.lower()
    found = re.search(r"[1-4]|one|two|three|four|first|second|third|fourth|final|last", lowered)
    assert found, "the pattern for a quarter always names one"
    return _NUMBERS[found[0]]


_MONTH_NAMED = re.compile(
    r"(?<![a-z])(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|t"
    r"|tember|ober|ember)?(?![a-z])"
)
_NUMERIC = re.compile(r"\d[/.]\d\d?[/.]\d")
_OF_MONTHS = {
    *("between", "rolling_day", "rolling", "months", "date", "american", "month", "one_month"),
}
"""Forms that name a month: few sentences do, and each form is dear to look for."""


def find_moments(text: str) -> list[Moment]:
    """Return the dates and periods in `text`, in order, none overlapping another."""
    if not re.search(
        r"\d|quarter|year|month|previously|\bq[1-4]|\bmay\b|[a-z]{3}(?:uary|ember|ober)",
        text,
        re.IGNORECASE,
    ):
        return []
    low = text.casefold()
    named, numeric = _MONTH_NAMED.search(low), _NUMERIC.search(low)
    taken: list[Moment] = []
    covered = bytearray(len(text))
    for name, pattern in PATTERNS:
        if (name in _OF_MONTHS and not named) or (name == "numeric" and not numeric):
            continue
        for match in pattern.finditer(text):
            if covered.find(1, match.start(), match.end()) >= 0:
                continue
            moment = _READERS[name](match)
            if moment is not None:
                moment = _without_stop(moment)
                taken.append(moment)
                covered[moment.start : moment.end] = b"\1" * (moment.end - moment.start)
    taken.sort(key=lambda moment: moment.start)
    return taken


def _without_stop(moment: Moment) -> Moment:
    """Return the moment without a full stop that ends its sentence and no abbreviation."""
    if not re.search(r"[a-z]{4,}\.$", moment.text):
        return moment
    return dataclasses.replace(moment, end=moment.end - 1, text=moment.text[:-1])


def _made(match: "re.Match[str]", kind: Kind, **known: object) -> Moment:
    return Moment(match.start(), match.end(), kind, match[0], **known)  # type: ignore[arg-type]


def _read_time(match: "re.Match[str]") -> Moment:
    return _made(match, Kind.TIME)


def _read_date(match: "re.Match[str]") -> Moment | None:
    day = int(re.sub(r"\D", "", match["d"]))
    if not 1 <= day <= 31:
        return None
    named = match["y"] or match.groupdict().get("y2")
    year = int(named) if named else None
    month = month_number(match["m"])
    weekday = _weekday(match["w"]) if match["w"] else None
    if year is None and weekday is None and month == 5 and match["m"][:1] == "m":
        return None
    longest = calendar.monthrange(year or 2024, month)[1]
    wrong = f"{calendar.month_name[month]} has {longest} days" if day > longest else ""
    return _made(match, Kind.DATE, day=day, month=month, year=year, weekday=weekday, wrong=wrong)


def _read_numeric(match: "re.Match[str]") -> Moment | None:
    day, month, year = (int(part) for part in re.split(r"[/.]", match["x"]))
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    weekday = _weekday(match["w"]) if match["w"] else None
    return _made(
        match, Kind.DATE, day=day, month=month, year=full_year(f"{year:02d}"), weekday=weekday
    )


def _read_between(match: "re.Match[str]") -> Moment:
    year2 = int(match["y2"])
    month1, month2 = month_number(match["m1"]), month_number(match["m2"])
    year1 = int(match["y1"]) if match["y1"] else year2 - (month1 > month2)
    first, last = Month(year1, month1), Month(year2, month2)
    day1, day2 = (int(re.sub(r"\D", "", match[d])) for d in ("d1", "d2"))
    if last < first or (first == last and day2 < day1):
        return _made(match, Kind.PERIOD, wrong="it ends before it begins")
    for day, month in ((day1, first), (day2, last)):
        if day > month.last_day.day:
            named = calendar.month_name[month.number]
            return _made(match, Kind.PERIOD, wrong=f"{named} has {month.last_day.day} days")
    whole = day1 == 1 and day2 == last.last_day.day
    return _made(
        match,
        Kind.PERIOD if whole else Kind.RANGE,
        period=Period(first, last) if whole else None,
        label="dates",
    )


def _read_rolling(match: "re.Match[str]") -> Moment:
    last = Month(full_year(match["y"]), month_number(match["m"]))
    return _made(match, Kind.PERIOD, period=rolling_year(last), label="rolling")


def _read_months(match: "re.Match[str]") -> Moment | None:
    month1, month2 = month_number(match["m1"]), month_number(match["m2"])
    if not match["y2"]:
        return _made(match, Kind.RANGE, label=f"{month1}-{month2}")
    year2 = full_year(match["y2"])
    year1 = full_year(match["y1"]) if match["y1"] else year2 - (month1 > month2)
    if " and " in match[0].lower() and month2 - month1 + 12 * (year2 - year1) != 11:
        return None
    first, last = Month(year1, month1), Month(year2, month2)
    if last < first:
        return _made(match, Kind.PERIOD, wrong="it ends before it begins")
    return _made(match, Kind.PERIOD, period=Period(first, last), label="months")


def _start_year(words: str) -> tuple[int, str]:
    """Return the first year of `2022/23`, and what is wrong with the pair if anything is."""
    parts = re.split(r"\D+", words.strip())
    first = full_year(parts[0])
    if len(parts) < 2:
        return first, ""
    second = full_year(parts[1]) if len(parts[1]) == 4 else first // 100 * 100 + int(parts[1])
    if len(parts[1]) == 2 and second < first:
        second += 100
    return first, "" if second == first + 1 else f"{second - first} years"


def _read_quarter(match: "re.Match[str]") -> Moment:
    number = _quarter_number(match["q"])
    year = match.groupdict().get("y")
    if not year:
        return _made(match, Kind.QUARTER, quarter=number)
    first, wrong = _start_year(year)
    financial = bool(re.search(r"\d\D+\d", year))
    period = Quarter(first, number).period if financial and not wrong else None
    return _made(
        match,
        Kind.QUARTER,
        quarter=number,
        period=period,
        year=first,
        label="" if financial else "calendar?",
    )


def _read_month(match: "re.Match[str]") -> Moment:
    month = Month(full_year(match["y"]), month_number(match["m"]))
    return _made(
        match,
        Kind.PERIOD,
        period=Period(month, month),
        month=month.number,
        year=month.year,
        label="month",
    )


def _read_one_month(match: "re.Match[str]") -> Moment | None:
    if match["m"] == "may":
        return None
    number = month_number(match["m"])
    return Moment(match.start("m"), match.end(), Kind.RANGE, match["m"], month=number)


def _read_years(match: "re.Match[str]") -> Moment | None:
    words = match["y"]
    try:
        first, wrong = _start_year(words)
    except (ValueError, NotAPeriod):
        return None
    if wrong:
        return _made(match, Kind.RANGE, label="years", year=first)
    period = Period(Month(first, 4), Month(first + 1, 3))
    return _made(match, Kind.PERIOD, period=period, label="financial")


def _read_short_years(match: "re.Match[str]") -> Moment | None:
    first, second = int(match["a"]), int(match["b"])
    if second != first + 1 or not 5 <= first <= 60:
        return None
    year = 2000 + first
    return _made(
        match, Kind.PERIOD, period=Period(Month(year, 4), Month(year + 1, 3)), label="financial"
    )


def _read_relative(match: "re.Match[str]") -> Moment:
    words = match[0].lower()
    recent = re.match(r"(?:the\s)?(?:past|last)\s(?:12|twelve|year$)", words)
    past_year = words.endswith("past year")
    if past_year or (recent and "month" in words):
        return _made(match, Kind.RELATIVE, order=0, label="past year")
    return _made(match, Kind.RELATIVE, order=-1, label="before")


def _read_current(match: "re.Match[str]") -> Moment:
    return _made(match, Kind.RELATIVE, order=0, label="current")


def _read_part(match: "re.Match[str]") -> Moment:
    return _made(match, Kind.RELATIVE, order=0, label="part")


def _read_year(match: "re.Match[str]") -> Moment:
    year = int(match["y"])
    return Moment(
        match.start("y"),
        match.end("y"),
        Kind.PERIOD,
        match["y"],
        year=year,
        period=Period(Month(year, 1), Month(year, 12)),
        label="calendar",
    )


def _read_rolling_day(match: "re.Match[str]") -> Moment:
    last = Month(int(match["y"]), month_number(match["m"]))
    return _made(match, Kind.PERIOD, period=months_to(last, 12), label="rolling")


_READERS = {
    "time": _read_time,
    "between": _read_between,
    "rolling_day": _read_rolling_day,
    "rolling": _read_rolling,
    "date": _read_date,
    "american": _read_date,
    "numeric": _read_numeric,
    "months": _read_months,
    "year_quarter": _read_quarter,
    "quarter_year": _read_quarter,
    "quarter": _read_quarter,
    "month": _read_month,
    "years": _read_years,
    "short_years": _read_short_years,
    "relative": _read_relative,
    "part": _read_part,
    "current": _read_current,
    "one_month": _read_one_month,
    "year": _read_year,
}
