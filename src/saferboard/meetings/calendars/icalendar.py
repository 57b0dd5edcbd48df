"""
Writing iCalendar (RFC 5545): what a calendar program reads.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

LINE_OCTETS = 75
"""RFC 5545, section 3.1: a line is no longer, its break not counted."""

ZONE = "Europe/London"
_LONDON = (
    "BEGIN:VTIMEZONE",
    f"TZID:{ZONE}",
    "BEGIN:DAYLIGHT",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0100",
    "TZNAME:BST",
    "DTSTART:19810329T010000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0000",
    "TZNAME:GMT",
    "DTSTART:19961027T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "END:STANDARD",
    "END:VTIMEZONE",
)


@dataclass(frozen=True)
class Event:
    """
    One meeting; times are in London, and `ends` is None where the papers do not say.

    `all_day` where only the day is known.  `sequence` goes up with each change, so that a
    calendar program shows the newest; `note` says what changed.
    """

    uid: str
    starts: dt.datetime
    ends: dt.datetime | None
    summary: str
    status: str
    place: str = ""
    url: str = ""
    private: bool = False
    all_day: bool = False
    sequence: int = 0
    note: str = ""


def calendar(name: str, events: Iterable[Event], *, at: dt.datetime) -> bytes:
    """Return a whole calendar, as it is sent."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Saferboard//Meetings//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{text(name)}",
        *_LONDON,
    ]
    for event in events:
        lines += _event(event, at)
    lines.append("END:VCALENDAR")
    return b"".join(fold(line) for line in lines)


def _event(event: Event, at: dt.datetime) -> list[str]:
    lines = [
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"DTSTAMP:{at.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}",
        f"SEQUENCE:{event.sequence}",
        f"DTSTART;VALUE=DATE:{event.starts:%Y%m%d}"
        if event.all_day
        else f"DTSTART;TZID={ZONE}:{event.starts:%Y%m%dT%H%M%S}",
    ]
    if event.ends:
        lines.append(f"DTEND;TZID={ZONE}:{event.ends:%Y%m%dT%H%M%S}")
    lines += [f"SUMMARY:{text(event.summary)}", f"STATUS:{event.status}", "TRANSP:OPAQUE"]
    if event.place:
        lines.append(f"LOCATION:{text(event.place)}")
    if event.note:
        lines.append(f"DESCRIPTION:{text(event.note)}")
    if event.url:
        lines.append(f"URL:{event.url}")
    if event.private:
        lines.append("CLASS:PRIVATE")
    return [*lines, "END:VEVENT"]


def text(words: str) -> str:
    """Return words as a value: RFC 5545, section 3.3.11."""
    plain = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(plain.splitlines())


def fold(line: str) -> bytes:
    """Return a line broken where it is too long, never within a letter, with its CRLF."""
    parts, held = [], b""
    for letter in line:
        octets = letter.encode()
        # A part after the first begins with a space, which counts.
        if len(held) + len(octets) > LINE_OCTETS - bool(parts):
            parts.append(held)
            held = b""
        held += octets
    return b"\r\n ".join([*parts, held]) + b"\r\n"
