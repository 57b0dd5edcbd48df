"""
Days and times as minutes write them, in English and Welsh.
"""

import datetime as dt
import re
from collections.abc import Iterator

_MONTHS = (
    "january|jan|ionawr",
    "february|feb|chwefror",
    "march|mar|mawrth",
    "april|apr|ebrill",
    "may|mai",
    "june|jun|mehefin",
    "july|jul|gorffennaf",
    "august|aug|awst",
    "september|sept|sep|medi",
    "october|oct|hydref",
    "november|nov|tachwedd",
    "december|dec|rhagfyr",
)
_MONTH = {name: n for n, names in enumerate(_MONTHS, start=1) for name in names.split("|")}
_ORDINAL = r"\s?(?:st|nd|rd|th|ain|fed|af|ydd|eg)?"
_NAMES = "|".join(sorted(_MONTH, key=len, reverse=True))
_DAY = re.compile(
    rf"\b(?P<day>\d{{1,2}}){_ORDINAL}(?:\s+of)?[\s,-]+(?P<month>{_NAMES})\b\.?,?(?:\s*,)?"
    r"(?:[\s-]+(?P<year>\d{4}|\d{2}(?!\d|[.:]\d)))?"
    rf"|\b(?P<month2>{_NAMES})\s+(?P<day2>\d{{1,2}}){_ORDINAL},?\s+(?P<year2>\d{{4}})"
    r"|\b(?P<day3>\d{1,2})[/.](?P<month3>\d{1,2})[/.](?P<year3>\d{4}|\d{2})\b"
    r"|\b(?P<year4>\d{4})-(?P<month4>\d{2})-(?P<day4>\d{2})\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?<![\d/£.])(?P<hour>[01]?\d|2[0-4])\s?(?:[.:](?P<minute>[0-5]\d))?\s?"
    r"(?P<half>[ap]\.?\s?m\b\.?|noon\b|o['’]clock\b|y\.?[bp]\b\.?)"
    r"|(?<![\d/£.])(?P<hour2>[01]?\d|2[0-3])[.:](?P<minute2>[0-5]\d)(?![\d./%])"
    r"|\b(?P<hour3>[01]\d|2[0-3])(?P<minute3>[0-5]\d)\s?(?:hrs|hours|h)\b"
    r"|\b(?P<noon>midday|noon|canol dydd)\b",
    re.IGNORECASE,
)


def dates_in(text: str) -> Iterator[tuple[int, dt.date | None]]:
    """Yield each day spoken of and where it begins; None for one without a year."""
    for found in _DAY.finditer(text):
        day, month, year = _numbers(found)
        if year is None:
            yield found.start(), None
            continue
        try:
            yield found.start(), dt.date(year if year > 99 else 2000 + year, month, day)
        except ValueError:
            continue


def _numbers(found: "re.Match[str]") -> tuple[int, int, int | None]:
    if found["day"]:
        year = int(found["year"]) if found["year"] else None
        return int(found["day"]), _MONTH[found["month"].lower()], year
    if found["day2"]:
        return int(found["day2"]), _MONTH[found["month2"].lower()], int(found["year2"])
    if found["day3"]:
        return int(found["day3"]), int(found["month3"]), int(found["year3"])
    return int(found["day4"]), int(found["month4"]), int(found["year4"])


def first_date(text: str) -> dt.date | None:
    """Return the first whole day in a text, or None."""
    return next((day for _, day in dates_in(text) if day), None)


def without_dates(text: str) -> str:
    return _DAY.sub(" ", text)


def times_in(text: str) -> list[dt.time]:
    """Return the times of day in a text; days written with dots are not taken for times."""
    found = []
    for one in _TIME.finditer(without_dates(text)):
        if one["noon"]:
            found.append(dt.time(12))
            continue
        hour = int(one["hour"] or one["hour2"] or one["hour3"])
        minute = int(one["minute"] or one["minute2"] or one["minute3"] or 0)
        half = (one["half"] or "").lower().replace(".", "").replace(" ", "")
        if half in ("pm", "yp") and hour < 12:
            hour += 12
        elif half in ("am", "yb") and hour == 12:
            hour = 0
        if hour < 24:
            found.append(dt.time(hour, minute))
    return found
