"""
The forms dates and periods take, the longest and surest first.
"""

import re

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY_NAME = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_YEAR4 = r"(?:19|20)\d\d"
_YEAR = rf"(?:{_YEAR4}|['’]?\d\d)(?!\d|,\d|\.\d)"
_DAY = r"(?:[0-3]?\d)\s?(?:st|nd|rd|th)?"
_DASH = r"\s?(?:–|-|—|/)\s?"
_TO = r"\s?(?:–|-|—|\bto\b|\buntil\b|\bthrough to\b|\band\b)\s?"
_QUARTER = (
    r"(?:q(?:uarter|tr)?\.?\s?(?:[1-4]|one|two|three|four)\b|(?:first|second|third|fourth"
    r"|final|last)\squarter\b)"
)
_FINANCIAL = rf"{_YEAR4}\s?[-/–]\s?(?:{_YEAR4}|\d\d)(?!\d|[-/–]\d)"
_NUMERIC = r"\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})(?!\d)"


def _flags(pattern: str) -> "re.Pattern[str]":
    return re.compile(pattern, re.IGNORECASE)


_ROLL = (
    r"(?:(?:rolling\s)?(?:year|12[\s-]months?|twelve[\s-]months?)(?:\speriod)?\s(?:to"
    r"|ending|ended|up\sto)"
    r"(?:\s(?:the\s)?end\sof)?|rolling\s(?:year|12[\s-]months?|twelve[\s-]months?))"
)
PATTERNS: list[tuple[str, "re.Pattern[str]"]] = [
    (
        "time",
        _flags(r"\b\d{1,2}[.:]\d\d\s?(?:am|pm|hrs|hours)\b|\b\d{1,2}\s?(?:am|pm)\b|\b\d\d:\d\d\b"),
    ),
    (
        "between",
        _flags(
            rf"\b(?P<d1>{_DAY})\s?(?:of\s)?(?P<m1>{_MONTH})\s?(?P<y1>{_YEAR4})?{_TO}(?P<d2>"
            rf"{_DAY})\s?(?:of\s)?(?P<m2>{_MONTH})\s?(?P<y2>{_YEAR4})"
        ),
    ),
    (
        "rolling_day",
        _flags(rf"\b{_ROLL}\s(?P<d>{_DAY})\s(?:of\s)?(?P<m>{_MONTH})\s(?P<y>{_YEAR4})"),
    ),
    ("rolling", _flags(rf"\b(?P<n>{_ROLL})\s(?:the\s)?(?P<m>{_MONTH})\s?-?(?P<y>{_YEAR})")),
    (
        "months",
        _flags(
            rf"\b(?P<m1>{_MONTH})\s?-?(?P<y1>{_YEAR})?{_TO}(?P<m2>{_MONTH})\s?-?(?P<y2>{_YEAR})?"
        ),
    ),
    (
        "date",
        _flags(
            rf"\b(?:(?P<w>{_DAY_NAME}),?\s(?:the\s)?)?(?P<d>{_DAY})\s(?:of\s)?(?P<m>"
            rf"{_MONTH}),?(?:\s(?P<y>{_YEAR4}))?(?!\d)"
        ),
    ),
    (
        "american",
        _flags(
            rf"\b(?:(?P<w>{_DAY_NAME}),?\s)?(?P<m>{_MONTH})\s(?P<d>[0-3]?\d(?:st|nd|rd"
            rf"|th)?)(?:(?<=[a-z])(?:,?\s(?P<y>{_YEAR4}))?|,?\s(?P<y2>{_YEAR4}))(?!\d)"
        ),
    ),
    ("numeric", _flags(rf"(?<![\d./])(?:(?P<w>{_DAY_NAME}),?\s)?(?P<x>{_NUMERIC})(?![/.]\d)")),
    ("year_quarter", _flags(rf"\b(?P<y>{_FINANCIAL}|{_YEAR4})[\s,(:-]{{1,3}}(?P<q>{_QUARTER})")),
    (
        "quarter_year",
        _flags(
            rf"\b(?P<q>{_QUARTER})\W{{0,3}}(?:(?:of|in"
            rf"|for)\s(?:the\s)?(?:financial\syear\s)?)?(?P<y>{_FINANCIAL}|{_YEAR4}"
            rf"|\d\d/\d\d)"
        ),
    ),
    ("quarter", _flags(rf"\b(?P<q>{_QUARTER})")),
    (
        "month",
        _flags(
            rf"\b(?P<m>{_MONTH})(?:\s(?:of\s)?|-|\s?['’])(?P<y>{_YEAR})(?!\s?(?:%|per"
            rf"|young|people|offences|cases|incidents|calls))"
        ),
    ),
    ("years", _flags(rf"(?<![\d/-])(?P<y>{_FINANCIAL})(?!\s?%)")),
    ("short_years", _flags(r"(?<=[\s(])(?:fy\s?)?(?P<a>\d\d)\s?[/-]\s?(?P<b>\d\d)(?=[\s,.;)]|$)")),
    (
        "relative",
        _flags(
            r"\b(?:(?:the\s)?same\s(?:period|quarter|months?|time)\s(?:of\s|in\s)?(?:the\s)?"
            r"(?:last|previous|prior)\s(?:financial\s)?year|(?:the\s)?(?:previous|prior"
            r"|preceding)\s"
            r"(?:(?:financial|calendar|rolling)\s)?(?:year|quarter|period|month"
            r"|12[\s-]months?|twelve months)"
            r"|last\s(?:(?:financial|calendar)\s)?(?:year|quarter|month)|(?:the\s)?year\sbefore"
            r"|(?:the\s)?(?:12|twelve)\smonths\s(?:prior|before|previously|earlier)"
            r"|a\syear\s(?:earlier|ago|before)"
            r"|previously|(?:the\s)?(?:past|last)\s(?:12|twelve)\smonths|(?:the\s)?past\syear)\b"
        ),
    ),
    (
        "part",
        _flags(
            r"\b(?:the\s)?(?:first\s|second\s)?half[\s-]year\b|\byear\sto\sdate\b|\b(?:first|last)\s(?:six|nine)\smonths\b|\bso\sfar\sthis\syear\b"
        ),
    ),
    (
        "current",
        _flags(
            r"\b(?:this\s(?:(?:financial|calendar)\s)?(?:year|quarter|month|period)"
            r"|(?:the\s)?current\s(?:financial\s)?(?:year|quarter|period))\b"
        ),
    ),
    (
        "one_month",
        _flags(rf"\b(?:in|by|during|until|since|from|for|of|to|at)\s(?P<m>{_MONTH})(?!\s?\d)"),
    ),
    (
        "year",
        _flags(
            rf"\b(?:in|for|during|since|of|by|to|from|until|calendar\syear|year|years|than"
            rf"|and|before|after|between|act|plan|strategy|regulations|order|code|review"
            rf"|census|act\s+\(\w+\)|\()\s?(?P<y>{_YEAR4})(?![\d,./-]\d|\d|%)"
        ),
    ),
]
