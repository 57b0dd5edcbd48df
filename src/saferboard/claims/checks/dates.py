"""
Dates: the weekday against the day, days that do not exist, periods that end before they
begin, quarters against their months, and deadlines counted in working days.
"""

import calendar
import datetime as dt
import re

from saferboard.claims.checks.deadlines import bank_holidays
from saferboard.claims.desk import Desk
from saferboard.claims.grammar.moments import Kind as MomentKind
from saferboard.claims.grammar.moments import Moment
from saferboard.claims.grammar.words import number
from saferboard.claims.model import Kind, Severity, Verdict
from saferboard.claims.text import Document, Sentence
from saferboard.domain.periods import Quarter
from saferboard.domain.working_days import working_days_after

_WITHIN = re.compile(
    r"\bwithin (?P<count>\w+) (?P<working>working |clear working |clear )?days (?:of|after"
    r"|from) (?:the )?"
    r"(?P<what>publication(?: date)?(?: of (?:the|this) (?:agenda|report))?|date of (?:the"
    r"|this) (?:agenda|report))",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\b(?P<h>\d{1,2})[.:](?P<m>\d\d)\s?(?P<half>am|pm)\b|\b(?P<h2>\d{1,2})\s?(?P<half2>am|pm)\b",
    re.I,
)
_ENDED = re.compile(r"\b(?:ended|closed|concluded|finished) at\b", re.I)
_BEGAN = re.compile(
    r"\b(?:held at|started at|commenced at|began at|opened at|meeting (?:at|on)|at)\b", re.I
)
_LATEST_GUESS = dt.timedelta(days=200)


def check_dates(document: Document, desk: Desk) -> None:
    """Judge every date and period that can be judged by itself."""
    began: tuple[dt.time, Sentence, tuple[int, int]] | None = None
    for sentence in document.sentences:
        for moment in sentence.moments:
            _check_weekday(document, sentence, moment, desk)
            _check_possible(sentence, moment, desk)
        if len(sentence.moments) >= 2:
            _check_quarter_months(sentence, desk, financial=_is_financial(document, desk))
        _check_within(document, sentence, desk)
        began = _check_clock(began, sentence, desk)
        _check_length(sentence, desk)


def _check_weekday(document: Document, sentence: Sentence, moment: Moment, desk: Desk) -> None:
    if moment.weekday is None or moment.day is None or moment.wrong:
        return
    span = (moment.start, moment.end)
    said = calendar.day_name[moment.weekday]
    year = moment.year or _year_for(document, moment)
    day = moment.date(year)
    if day is None:
        desk.say(
            sentence,
            span,
            Kind.DATE,
            said,
            None,
            Verdict.NOT_CHECKABLE,
            "The year is not given and nothing dates the document.",
        )
        return
    assumptions = [] if moment.year else [f"The year is {day.year}, the document's own."]
    real = calendar.day_name[day.weekday()]
    right = day.weekday() == moment.weekday
    meant = day + dt.timedelta(days=(moment.weekday - day.weekday() + 3) % 7 - 3)
    hint = "" if right else f" {said} was {meant.day} {calendar.month_name[meant.month]}."
    desk.say(
        sentence,
        span,
        Kind.DATE,
        said,
        real,
        Verdict.CONSISTENT if right else Verdict.INCONSISTENT,
        f"{day.day} {calendar.month_name[day.month]} {day.year} is a {real}.{hint}",
        severity=Severity.MATERIAL,
        assumptions=assumptions,
    )


def _year_for(document: Document, moment: Moment) -> int | None:
    """Return the year that puts a day nearest to the document's own date."""
    if document.dated is None:
        return None
    years = [document.dated.year + n for n in (-1, 0, 1)]
    days = [(moment.date(year), year) for year in years]
    known = [(abs(day - document.dated), year) for day, year in days if day]
    return min(known)[1] if known and min(known)[0] <= _LATEST_GUESS else None


def _check_possible(sentence: Sentence, moment: Moment, desk: Desk) -> None:
    wrong = moment.wrong
    if not wrong and moment.day and moment.year and moment.date() is None:
        wrong = "there is no such day"
    if wrong:
        desk.say(
            sentence,
            (moment.start, moment.end),
            Kind.DATE,
            moment.text,
            None,
            Verdict.INCONSISTENT,
            f"“{moment.text}” cannot be: {wrong}.",
            severity=Severity.MATERIAL,
        )


_BOTH = re.compile(
    r"^\s?(?:\(|–|-|,|covering|i\.e\.,?|\(?the period)\s?(?:covering |i\.e\.,? "
    r"|the period |from )?$",
    re.I,
)


def _is_financial(document: Document, desk: Desk) -> bool:
    """Return whether a document counts its years from April, as `2022/23` and Q1 April show."""
    known = desk.financial.get(document.number)
    if known is None:
        known = desk.financial[document.number] = bool(_FINANCIAL.search(document.reading.raw))
    return known


_FINANCIAL = re.compile(
    r"\b20\d\d/\d\d\b|\bfinancial year|\b(?:q|quarter )1 ?\(?(?:covering )?\(?apr|\b(?:q"
    r"|quarter )4 ?\(jan",
    re.IGNORECASE,
)


def _check_quarter_months(sentence: Sentence, desk: Desk, *, financial: bool) -> None:
    """Judge `Quarter 2 (July to September)`: a financial quarter against its months."""
    for one, other in zip(sentence.moments, sentence.moments[1:], strict=False):
        between = sentence.text[one.end : other.start]
        if one.quarter is None or other.quarter is not None or not _BOTH.match(between):
            continue
        months = _months(other)
        if months is None or not 2 <= len(months) <= 4:
            continue
        from_april = [(3 * one.quarter + n) % 12 + 1 for n in range(3)]
        ordinary = [3 * one.quarter - 2 + n for n in range(3)]
        right = months == from_april or (
            not financial and one.period is None and months == ordinary
        )
        if right and one.period and other.period:
            right = one.period == other.period
        wanted = Quarter(2000, one.quarter).period
        words = (
            f"{calendar.month_name[wanted.first.number]} to "
            f"{calendar.month_name[wanted.last.number]}"
        )
        desk.say(
            sentence,
            (one.start, other.end),
            Kind.DATE,
            other.text,
            one.period.label if one.period else words,
            Verdict.CONSISTENT if right else Verdict.INCONSISTENT,
            f"Quarter {one.quarter} of a financial year is {words}.",
            severity=Severity.LABEL,
            assumptions=["The quarters are of a financial year."],
        )


def _months(moment: Moment) -> list[int] | None:
    if moment.period is not None:
        return [month.number for month in moment.period]
    if moment.label and "-" in moment.label:
        first, last = (int(part) for part in moment.label.split("-"))
        return [(first + n - 1) % 12 + 1 for n in range((last - first) % 12 + 1)]
    return None


_LENGTH = re.compile(
    r"\b(?P<n>\d{1,2}|one|two|three|four|five|six|nine|twelve|ten)[\s-](?P<unit>month"
    r"|year)s?\b[^.;]{0,40}?$",
    re.I,
)
_SPAN_AFTER = re.compile(
    r"^[\s,(]{1,3}(?P<n>\d{1,2}|twelve|six|three|nine)\s(?P<unit>month|year)s\b", re.I
)


def _check_length(sentence: Sentence, desk: Desk) -> None:
    """Judge `12 month period January 2021 – December 2021`: the length against the months."""
    for moment in sentence.moments:
        if moment.label not in ("months", "dates", "years") or (
            moment.period is None and moment.label != "years"
        ):
            continue
        before = _LENGTH.search(sentence.text[max(moment.start - 60, 0) : moment.start])
        if before is None or (moment.label == "years") != (before["unit"].lower() == "year"):
            continue
        if not re.search(
            r"period|strategy|plan|programme|cycle|contract|\bfrom\b|\bfor\b|\(|:", before[0], re.I
        ):
            continue
        stated = int(before["n"]) if before["n"].isdigit() else number(before["n"])
        real = _real_length(moment, years=before["unit"].lower() == "year")
        if stated is None or not real:
            continue
        right = stated in real
        first = max(moment.start - 60, 0) + before.start()
        desk.say(
            sentence,
            (first, moment.end),
            Kind.DATE,
            f"{before['n']} {before['unit']}s",
            " or ".join(map(str, sorted(real))),
            Verdict.CONSISTENT if right else Verdict.INCONSISTENT,
            f"“{moment.text}” is {' or '.join(map(str, sorted(real)))} {before['unit']}s.",
            severity=Severity.LABEL,
        )


def _real_length(moment: Moment, *, years: bool) -> set[int]:
    """Return how long a period is; two years joined by a dash may count either way."""
    if moment.label == "years":
        found = re.findall(r"\d+", moment.text)
        last = int(found[1]) % 100
        gap = (last - int(found[0]) % 100) % 100
        return {gap, gap + 1}
    if moment.period is None:
        return set()
    months = len(moment.period)
    return ({months // 12} if months % 12 == 0 else set()) if years else {months}


def _check_within(document: Document, sentence: Sentence, desk: Desk) -> None:
    """Judge a deadline counted from the agenda's date against the day printed for it."""
    match = _WITHIN.search(sentence.text)
    if match is None or document.dated is None:
        return
    count = int(match["count"]) if match["count"].isdigit() else number(match["count"])
    if count is None or count > 60:
        return
    due = working_days_after(document.dated, count, bank_holidays(document.dated.year))
    if "working" not in (match["working"] or "").lower():
        due = document.dated + dt.timedelta(days=count)
    printed = _day_nearby(document, sentence)
    if printed is None:
        desk.say(
            sentence,
            match.span(),
            Kind.DATE,
            match[0],
            f"{due:%A %d %B %Y}",
            Verdict.NOT_CHECKABLE,
            "No day is printed for the deadline.",
        )
        return
    right = printed == due
    desk.say(
        sentence,
        match.span(),
        Kind.DATE,
        f"{printed:%A %d %B %Y}",
        f"{due:%A %d %B %Y}",
        Verdict.CONSISTENT if right else Verdict.INCONSISTENT,
        f"{match[0]} of {document.dated:%A %d %B %Y} is {due:%A %d %B %Y}.",
        severity=Severity.MATERIAL,
        assumptions=[
            f"The agenda was published on {document.dated:%d %B %Y}.",
            "The bank holidays are England's.",
        ],
    )


def _day_nearby(document: Document, sentence: Sentence) -> dt.date | None:
    near = [
        s
        for s in document.sentences
        if 0 <= s.index - sentence.index <= 2 and s.block == sentence.block
    ]
    for moment in (m for s in near for m in s.moments if m.kind is MomentKind.DATE):
        day = moment.date(_year_for(document, moment))
        if day:
            return day
    return None


def _check_clock(
    began: tuple[dt.time, Sentence, tuple[int, int]] | None, sentence: Sentence, desk: Desk
) -> tuple[dt.time, Sentence, tuple[int, int]] | None:
    """Judge when a meeting ended against when it began."""
    match = _CLOCK.search(sentence.text)
    if match is None:
        return began
    time = _time(match)
    if time is None:
        return began
    if _ENDED.search(sentence.text) and began:
        right = began[0] < time
        desk.say(
            sentence,
            match.span(),
            Kind.DATE,
            match[0],
            None,
            Verdict.CONSISTENT if right else Verdict.INCONSISTENT,
            f"The meeting began at {began[0]:%H:%M}.",
            severity=Severity.MATERIAL,
            sources=[desk.place_in(began[1], *began[2])],
        )
        return None
    if re.search(r"\bmeeting\b", sentence.text, re.I) and re.search(
        r"\bheld\b", sentence.text, re.I
    ):
        return time, sentence, match.span()
    return began


def _time(match: "re.Match[str]") -> dt.time | None:
    hour = int(match["h"] or match["h2"])
    minute = int(match["m"] or 0)
    if hour > 12 or minute > 59:
        return None
    half = (match["half"] or match["half2"]).lower()
    return dt.time(hour % 12 + (12 if half == "pm" else 0), minute)
