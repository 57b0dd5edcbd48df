"""
Periods named twice: `Quarter 2 covers July to September`, `2023/24 (year ending March 2024)`.
"""

import re

from saferboard.claims.desk import Desk
from saferboard.claims.judging import Judgement
from saferboard.claims.model import Kind, Severity
from saferboard.claims.text import Document, Sentence

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
_QUARTER = re.compile(
    rf"\b(?:quarter\s|q)(?P<quarter>[1-4]|one|two|three|four)\b[^.;]{{0,25}}?\b(?:1\s)?(?P<first>{_MONTH})"
    rf"(?:\s20\d\d)?\s?(?:to|–|-|—|until|through)\s?(?:3[01]\s)?(?P<last>{_MONTH})\b",
    re.IGNORECASE,
)
_YEAR = re.compile(
    rf"\b(?P<from>20\d\d)\s?[/–-]\s?(?:20)?(?P<to>\d\d)\b[,:]?\s\(?(?:that\sis,?\s|i\.e\.,?\s)?(?:the\s)?"
    rf"(?:financial\s)?(?:year|12\smonths|twelve\smonths)\s(?:ending|ended|to|up\sto)\s(?:in\s)?"
    rf"(?:\d{{1,2}}\s)?(?P<month>{_MONTH})\s(?P<year>20\d\d)",
    re.IGNORECASE,
)
_SPELT = re.compile(
    r"\b(?P<from>20\d\d)\s?[/–-]\s?(?:20)?(?P<to>\d\d)\b[,:]?\s?\(?(?:that\sis,?\s|i\.e\.,?\s|from\s)?"
    r"1\s(?P<first>apr[a-z]*)\s(?P<start>20\d\d)\s?(?:to|–|-|until)\s?31\s(?P<month>mar[a-z]*)\s(?P<year>20\d\d)",
    re.IGNORECASE,
)
_IS_DAY = re.compile(rf"1\s{_MONTH}(?:\s20\d\d)?\s?(?:to|–|-|until)\s?3[01]\s", re.IGNORECASE)
"""A quarter told by its days: `the quarter 1 July to 30 September`."""
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4}
_FINANCIAL = re.compile(r"\b20\d\d\s?/\s?(?:20)?\d\d\b|\bfinancial year\b", re.IGNORECASE)


def check_named_periods(document: Document, desk: Desk) -> None:
    """Hold a quarter against the months it is given, a year against the day it ends."""
    financial: bool | None = None
    for sentence in document.sentences:
        text = sentence.text
        if "20" not in text and "uarter" not in text:
            continue
        for match in (*_YEAR.finditer(text), *_SPELT.finditer(text)):
            _check_year(sentence, match, desk)
        for match in _QUARTER.finditer(text):
            if financial is None:
                financial = any(_FINANCIAL.search(s.text) for s in document.sentences)
            if not _IS_DAY.match(text, match.start("quarter")):
                _check_quarter(sentence, match, desk, financial=financial)


def _check_year(sentence: Sentence, match: "re.Match[str]", desk: Desk) -> None:
    start, end = int(match["from"]), int(match["to"])
    if match["month"].lower()[:3] != "mar" or (start + 1) % 100 != end:
        return
    right = int(match["year"]) - 1
    named = f"{right}/{(right + 1) % 100:02d}"
    _say(sentence, match, match["from"] + "/" + match["to"], named, right == start, desk)


def _check_quarter(
    sentence: Sentence, match: "re.Match[str]", desk: Desk, *, financial: bool
) -> None:
    number = _NUMBERS.get(match["quarter"].lower()) or int(match["quarter"])
    first, last = (_MONTHS.index(match[name].lower()[:3]) for name in ("first", "last"))
    if first % 3 or last != first + 2:
        return
    calendar, by_year = first // 3 + 1, (first // 3 - 1) % 4 + 1
    holds = number == by_year or (number == calendar and not financial)
    if not holds and not financial and number not in (by_year, calendar):
        by_year = calendar if number == calendar else by_year
    _say(sentence, match, f"Quarter {number}", f"Quarter {by_year}", holds, desk)


def _say(
    sentence: Sentence, match: "re.Match[str]", stated: str, right: str, holds: bool, desk: Desk
) -> None:
    judgement = Judgement(holds, right, None if holds else Severity.LABEL)
    desk.judged(
        sentence,
        match.span(),
        Kind.LABEL,
        stated,
        judgement,
        f"The months named are those of {right}.",
        assumptions=["Years and their quarters run from April, as public accounts do."],
    )
