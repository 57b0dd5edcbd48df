"""
Deadlines in working days: `within 20 working days of 2 September 2024, by 30 September 2024`.
"""

import datetime as dt
import functools
import re
from collections.abc import Iterator

from saferboard.claims.desk import Desk
from saferboard.claims.grammar.moments import Kind as MomentKind
from saferboard.claims.grammar.moments import Moment
from saferboard.claims.grammar.words import PATTERN, number
from saferboard.claims.model import Kind, Severity, Verdict
from saferboard.claims.text import Document, Sentence
from saferboard.domain.working_days import working_days_after, working_days_before

_DAYS = re.compile(
    rf"\b(?P<count>\d{{1,2}}|{PATTERN})\s(?P<clear>clear\s)?(?:working|business)\sdays?(?:['’])?"
    r"(?P<way>\s(?:before(?:hand)?|prior|ahead|earlier|in\sadvance|after|of|from|following|later"
    r"|since)\b)?",
    re.IGNORECASE,
)
_AHEAD = ("before", "prior", "ahead", "earlier", "in advance")
_DUE = re.compile(
    r"\b(?:by|until|before|on|is|was|than|to|of|due|date|deadline)\W*"
    r"(?:(?:noon|midday|5pm|the end of)\s(?:on\s)?)?$",
    re.IGNORECASE,
)
_NEAR = 3
_FAR = 70
_TOP = 120
Base = tuple[Sentence, Moment]
"""The day a deadline is counted from, and the sentence that names it."""


@functools.cache
def bank_holidays(year: int) -> frozenset[dt.date]:
    """Return England's bank holidays of a year and of the years beside it."""
    # The library takes a tenth of a second to load, and few papers set a deadline.
    import holidays

    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=range(year - 1, year + 2)))


def check_deadlines(document: Document, desk: Desk) -> None:
    """Hold each day printed for a deadline against the working days it is counted in."""
    sentences = document.sentences
    for n, sentence in enumerate(sentences):
        if "days" not in sentence.text:
            continue
        for match in _DAYS.finditer(sentence.text):
            said = match["count"]
            count = int(said) if said.isdigit() else number(said)
            if count and 1 <= count <= 90:
                _check(document, n, match, count, desk)


def _check(document: Document, n: int, match: "re.Match[str]", count: int, desk: Desk) -> None:
    sentence = document.sentences[n]
    ahead = (match["way"] or "").strip().lower().startswith(_AHEAD)
    count += bool(match["clear"])
    days = [m for m in sentence.moments if m.kind is MomentKind.DATE and m.date()]
    later = [m for m in days if m.start >= match.end()]
    base = None
    if match["way"] and later and _is_base(sentence, match, later[0]):
        base, later = later[0], later[1:]
    due = next((m for m in later if _DUE.search(sentence.text[: m.start])), None)
    if due is None or due.start - match.end() > _FAR + (len(base.text) if base else 0):
        return
    printed = due.date()
    assert printed, "only dates with their year are taken"
    tried: list[tuple[int, Base, dt.date]] = []
    for start in [(sentence, base)] if base else _bases(document, n, match):
        day = start[1].date(_year(document))
        if day is not None:
            end = _counted(day, count, ahead=ahead)
            tried.append((abs((end - printed).days), start, end))
    near = sorted((one for one in tried if base or one[0] <= _NEAR), key=lambda one: one[0])
    if near and (not near[0][0] or len(near) == 1 or near[0][0] < near[1][0]):
        _say(sentence, match, due, near[0][2], near[0][1], desk)


def _is_base(sentence: Sentence, match: "re.Match[str]", moment: Moment) -> bool:
    """Return whether a day is the one counted from: it stands right after `of` or `before`."""
    between = sentence.text[match.end() : moment.start]
    return len(between) <= 45 and not re.search(r"[,;.(]|\b(?:by|until|is)\b", between)


def _counted(day: dt.date, count: int, *, ahead: bool) -> dt.date:
    step = working_days_before if ahead else working_days_after
    return step(day, count, bank_holidays(day.year))


def _year(document: Document) -> int | None:
    return document.dated.year if document.dated else None


def _bases(document: Document, n: int, match: "re.Match[str]") -> Iterator[Base]:
    """Yield the days a deadline may be counted from: those just said, then the document's own."""
    own = document.sentences[n]
    near = [(own, m) for m in reversed(own.moments) if m.end <= match.start()]
    near += [
        (s, m)
        for s in reversed(document.sentences[max(n - 4, 0) : n])
        if own.block - s.block <= 3
        for m in reversed(s.moments)
    ]
    near += [(s, m) for s in document.sentences[n + 1 : n + 2] for m in s.moments]
    near += [
        (s, m)
        for s in document.sentences[:_TOP]
        for m in s.moments
        if document.dated and m.date() == document.dated
    ]
    seen: set[tuple[int | None, int | None, int | None]] = set()
    for sentence, moment in near:
        day = (moment.year, moment.month, moment.day)
        if moment.kind is MomentKind.DATE and day not in seen:
            seen.add(day)
            yield sentence, moment


def _say(
    sentence: Sentence,
    match: "re.Match[str]",
    due: Moment,
    right: dt.date,
    start: Base,
    desk: Desk,
) -> None:
    place, moment = start
    holds = due.date() == right
    way = "before" if (match["way"] or "").strip().lower().startswith(_AHEAD) else "after"
    desk.say(
        sentence,
        (match.start(), due.end),
        Kind.DATE,
        due.text,
        f"{right:%A} {right.day} {right:%B %Y}",
        Verdict.CONSISTENT if holds else Verdict.INCONSISTENT,
        f"{match['count']} working days {way} {moment.text} is "
        f"{right:%A} {right.day} {right:%B %Y}.",
        severity=Severity.MATERIAL,
        assumptions=[
            f"It is counted from {moment.text}, which is not itself counted.",
            "The bank holidays are England's.",
        ],
        sources=[desk.place_in(place, moment.start, moment.end)],
    )
