"""
Which meeting a paper is of: the body, the day, the times, the place and who was in the chair.
"""

import datetime as dt
import re
from collections.abc import Sequence

from saferboard.papers.dates import dates_in, first_date, times_in, without_dates
from saferboard.papers.model import Attendance, Minute, Place, Sitting
from saferboard.papers.people import is_name
from saferboard.papers.rows import Row
from saferboard.papers.words import CHAIR, ENDED, MINUTES_HEAD, STARTED, VICE

_BODY = re.compile(
    r"(?:meeting|minutes) of (?:the )?(?P<body>[A-Z][\w&'’ ,/-]+?)(?:\s+(?:held|will be|on|at"
    r"|meeting)\b|[,.–]|$)"
)
_LABELLED = re.compile(
    r"(?:meeting(?: name| title)?|name of meeting|group|committee)\s*:\s*([A-Z].{4,100})$", re.I
)
_NAMED = re.compile(
    r"\b(?:board|partnership|committee|panel|forum|group|council|bwrdd|partneriaeth|pwyllgor)\b",
    re.I,
)
_VENUE = re.compile(
    r"(?i:venue|location|place|lleoliad)\s*:\s*(?P<label>.+)"
    r"|\b(?:held\s+)?(?:in|at)\s+(?P<held>(?:the\s+)?[A-Z][\w'’ ,-]+?"
    r"(?:Chamber|Hall|Centre|House|Offices?|Room\s?\w*|Station|Teams|Zoom|Hub|Building|Library"
    r"|Suite)(?:,\s[A-Z][\w'’ ]+?)*)"
    r"(?=\s+(?:on|at)\b|[.;,]|$)"
)
_NOT_THIS = re.compile(
    r"\b(?:published|despatch|dispatch|dated|next meeting|deadline|previous"
    r"|minutes of the meeting held on)\b",
    re.I,
)
_HEAD_ROWS = 60


def sitting_of(
    head: Sequence[Row], whole: Sequence[Row], minutes: Sequence[Minute], attendance: Attendance
) -> Sitting:
    """Return what the head of a paper, and its last lines, say of the meeting."""
    head = list(head)[:_HEAD_ROWS]
    date, starts, place = _when(head)
    next_date, next_time = _next(whole, minutes)
    return Sitting(
        body=_body(head),
        date=date,
        starts=starts,
        ends=_ends(whole) or _second_time(head),
        venue=_venue(head),
        chair=_chair(head, attendance),
        next_date=next_date,
        next_time=next_time,
        place=place,
    )


def _texts(rows: Sequence[Row]) -> list[tuple[str, Row]]:
    return [(row.text, row) for row in rows]


def _when(head: Sequence[Row]) -> tuple[dt.date | None, dt.time | None, Place]:
    """Return the day and start: from a line that says the meeting is held, else the first day."""
    found: list[tuple[int, dt.date, dt.time | None, Place]] = []
    for text, row in _texts(head):
        day = first_date(text)
        if day is None:
            continue
        rank = 3
        if re.search(r"\b(?:held|meeting|will be|cyfarfod)\b", text, re.I) or MINUTES_HEAD.match(
            text
        ):
            rank = 1
        elif re.match(r"\W*(?:date|dyddiad|day)\b", text, re.I):
            rank = 2
        if _NOT_THIS.search(text) and not MINUTES_HEAD.match(text):
            rank = 4
        times = times_in(text)
        found.append((rank, day, times[0] if times else None, row.place))
    if not found:
        return None, None, head[0].place if head else Place(0)
    _, day, time, place = min(found, key=lambda one: one[0])
    return day, time or _start_time(head), place


def _start_time(head: Sequence[Row]) -> dt.time | None:
    for text, _ in _texts(head):
        if (STARTED.search(text) or re.search(r"\b(?:time|at|from|am|pm)\b", text)) and times_in(
            text
        ):
            return times_in(text)[0]
    return None


def _second_time(head: Sequence[Row]) -> dt.time | None:
    """Return the end where the head gives both: “10:00 – 12:00”."""
    for text, _ in _texts(head):
        times = times_in(text)
        if len(times) == 2 and re.search(
            r"\d\s*(?:[ap]\.?m\.?)?\s*(?:–|-|to|until)\s*\d", without_dates(text)
        ):
            return times[1]
    return None


def _ends(whole: Sequence[Row]) -> dt.time | None:
    for row in reversed(whole):
        for paragraph in (p for cell in row.filled for p in cell.paragraphs):
            if len(paragraph) < 200 and ENDED.search(paragraph) and times_in(paragraph):
                return times_in(paragraph)[-1]
    return None


def _body(head: Sequence[Row]) -> str:
    for text, _ in _texts(head):
        found = _BODY.search(text)
        if found and _NAMED.search(found["body"]):
            return _tidied(found["body"])
    for text, _ in _texts(head[:12]):
        if found := _LABELLED.match(text):
            return _tidied(found[1])
    named = [*_texts(head[:12])]
    named.sort(key=lambda one: bool(re.search(r"\bcouncil\W*$", one[0], re.I)))
    for text, _ in named:
        bare = re.split(r"\s[–-]\s|:|(?<=\w)\s+(?i:minutes)\b|,\s+(?=(?:\w+day,?\s+)?\d)", text)[
            0
        ].strip()
        other = re.match(r"(?:london borough|minutes|agenda|members)\b", bare, re.I)
        is_short = len(bare.split()) <= 9
        if _NAMED.search(bare) and is_short and not other and not any(dates_in(bare)):
            return _tidied(bare)
    return ""


def _tidied(text: str) -> str:
    text = re.sub(
        r"^(?:minutes|notes|meeting|agenda) of (?:the )?|\s+meeting$",
        "",
        " ".join(text.split()),
        flags=re.I,
    )
    text = text.strip(" ,.")
    return (
        text.title().replace(" And ", " and ").replace(" Of ", " of ") if text.isupper() else text
    )


def _venue(head: Sequence[Row]) -> str:
    for text, _ in _texts(head):
        found = _VENUE.search(text)
        if found:
            return (found["label"] or found["held"]).strip(" .")[:200]
    return ""


def _chair(head: Sequence[Row], attendance: Attendance) -> str:
    for person in (*attendance.present, *attendance.also_present):
        if CHAIR.search(person.role) and not VICE.search(person.role):
            return person.name
    for person in attendance.present:
        if re.match(r"(?:the\s+)?chair(?:man|person|woman)?\b", person.post, re.I):
            return person.name
    for text, _ in _texts(head):
        found = re.match(
            r"\W*(?:chair(?:man|person|ed by)?|cadeirydd|in the chair)\s*:\s*(.+)$", text, re.I
        )
        if found:
            name = re.split(r"[,(–]", found[1])[0].strip()
            return name if is_name(name) else ""
    return ""


def _next(whole: Sequence[Row], minutes: Sequence[Minute]) -> tuple[dt.date | None, dt.time | None]:
    texts = [
        " ".join((minute.title, *minute.paragraphs))
        for minute in minutes
        if re.search(r"next meeting|cyfarfod nesaf|future meetings", minute.title, re.I)
    ]
    texts += [
        text
        for row in whole
        for text in (row.text,)
        if re.search(r"\b(?:next meeting|meet next|cyfarfod nesaf)\b", text, re.I)
        and len(text) < 300
    ]
    for text in texts:
        if day := first_date(text):
            times = times_in(text)
            return day, times[0] if times else None
    return None, None
