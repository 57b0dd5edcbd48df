"""
Reading a document as minutes, or as the pack of a meeting.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from saferboard.documents.reading.readings import Reading
from saferboard.papers.agenda import read_agenda
from saferboard.papers.commitments import read_commitments
from saferboard.papers.dates import first_date
from saferboard.papers.entries import entries
from saferboard.papers.matters import read_matters
from saferboard.papers.minutes import read_minutes
from saferboard.papers.model import Attendance, NotRead, PastPaper, Unsure
from saferboard.papers.rows import Row, rows_of
from saferboard.papers.sittings import sitting_of
from saferboard.papers.summons import read_summons
from saferboard.papers.words import (
    AGENDA,
    ENDED,
    MINUTES_HEAD,
    MINUTES_TAIL,
    SIGNED,
    TITLES,
    label_of,
)

_OVER = re.compile(
    r"^\W*(?:report no\b|part (?:one|1|i)\b\W*public|decision maker\s*:|priority (?:\d|one|two"
    r"|three|four)\b"
    r"|appendix \w+\b|agenda item \d+\s*$)",
    re.IGNORECASE,
)
_LOOK_FOR_PEOPLE = 30
_LONGEST = 20_000
_NOTHING = (
    "no agenda, minutes or commitments were found: it has no list of people present with items"
    " below it, no agenda and no table with a RAG status."
)


def read_as_minutes(reading: Reading, *, date: dt.date | None = None) -> PastPaper:
    """
    Return the minutes that a document holds.

    :raises NotRead: where it holds none, or those of two meetings, or none with a day.
    """
    rows = _rows(reading)
    regions = _minutes_regions(rows)
    _refuse_two([rows[start:end] for start, end in regions], "minutes")
    held = rows
    if regions and _agenda_before(rows, regions[0][0]):
        held = rows[regions[0][0] : regions[0][1]]
    paper = read_minutes(held)
    if not _is_minutes(paper, held):
        if read_agenda(rows)[0]:
            raise NotRead(
                "no minutes were found: it is an agenda. Read it with `saferboard import pack`."
            )
        raise NotRead(_NOTHING)
    return _dated(paper, date)


def read_as_pack(reading: Reading, *, date: dt.date | None = None) -> PastPaper:
    """
    Return the agenda, matters arising, commitments and updates of a pack, and the earlier
    minutes it encloses.

    :raises NotRead: where it holds none of them, two agendas, or none with a day.
    """
    rows = _rows(reading)
    regions = _minutes_regions(rows)
    first = regions[0][0] if regions else len(rows)
    _refuse_two(_agendas(rows[:first]), "agenda")
    before = next((n for n, row in enumerate(rows) if AGENDA.match(row.text)), 0)
    head = rows[: before or min(40, first)]
    summoned, unsure = read_summons(head)
    agenda, doubts, after = read_agenda(rows[: _agenda_limit(regions, before, len(rows))], summoned)
    inside = {n for start, end in regions for n in range(start, end)}
    papers = [row for n, row in enumerate(rows) if n not in inside and n >= after]
    commitments, updates, more = read_commitments(papers)
    paper = PastPaper(
        sitting=sitting_of(
            _head(rows, before, first), [*head, *rows[before:after]], (), Attendance()
        ),
        agenda=agenda,
        matters=read_matters(papers),
        commitments=commitments,
        updates=updates,
        unsure=tuple(
            sorted((*unsure, *doubts, *more), key=lambda one: (one.place.page or 0, one.place.line))
        ),
        enclosed=tuple(_enclosed(rows, regions)),
    )
    if paper.is_empty:
        raise NotRead(_NOTHING)
    return _dated(paper, date) if agenda else _dated_if_known(paper, date)


def _head(rows: Sequence[Row], before: int, first: int) -> list[Row]:
    """Return the rows that say which meeting an agenda is of: those above it, else below."""
    above = list(rows[:before])
    if any(first_date(row.text) for row in above):
        return above
    return list(rows[: min(before + 25, first)])


def _agenda_limit(regions: Sequence[tuple[int, int]], before: int, end: int) -> int:
    return next((start for start, _ in regions if start > before), end)


def _enclosed(rows: Sequence[Row], regions: Sequence[tuple[int, int]]) -> list[PastPaper]:
    found = []
    for start, end in regions:
        paper = read_minutes(rows[start:end])
        if paper.minutes:
            found.append(paper)
    return found


def _minutes_regions(rows: Sequence[Row]) -> list[tuple[int, int]]:
    """Return where in a document minutes begin and end."""
    heads = [n for n in range(len(rows)) if _is_minutes_head(rows, n)]
    heads = [n for i, n in enumerate(heads) if i == 0 or n - heads[i - 1] > 6]
    regions = []
    for n, after in zip(heads, [*heads[1:], len(rows)], strict=False):
        start = n
        while start > 0 and n - start < 3 and _is_title_above(rows[start - 1]):
            start -= 1
        regions.append((start, _region_end(rows, n, after)))
    return regions


def _is_title_above(row: Row) -> bool:
    return len(row.text.split()) <= 10 and not row.is_furniture and not SIGNED.match(row.text)


def _is_minutes_head(rows: Sequence[Row], n: int) -> bool:
    text = rows[n].text
    if len(text.split()) > 30 or not (MINUTES_HEAD.match(text) or MINUTES_TAIL.search(text)):
        return False
    near = " ".join(row.text for row in rows[n : n + 6])
    below = rows[n + 1 : n + _LOOK_FOR_PEOPLE]
    return first_date(near) is not None and any(
        label_of(row.filled[0].text) is not None for row in below if row.filled
    )


def _region_end(rows: Sequence[Row], start: int, limit: int) -> int:
    for n in range(start + 5, limit):
        text = rows[n].text
        if ENDED.search(text) and len(text) < 160 and n > start + 12:
            end = n + 1
            while end < limit and SIGNED.match(rows[end].text):
                end += 1
            return end
        if rows[n].is_blank_page or (_OVER.match(text) and not rows[n].filled[0].column):
            return n
    return limit


def _rows(reading: Reading) -> list[Row]:
    """
    Return the rows of a document.

    :raises NotRead: where a paragraph is longer than any that people write, since patterns
        that look back and forth in it would take minutes of the machine's time.
    """
    rows = rows_of(reading)
    for row in rows:
        longest = max((len(text) for cell in row.cells for text in cell.paragraphs), default=0)
        if longest > _LONGEST:
            raise NotRead(
                f"line {row.place.line} holds {longest:,} characters in one paragraph, and up to"
                f" {_LONGEST:,} are read. Give the document that it was taken from."
            )
    return rows


def _agenda_before(rows: Sequence[Row], start: int) -> bool:
    return any(AGENDA.match(row.text) for row in rows[:start])


def _agendas(rows: Sequence[Row]) -> list[Sequence[Row]]:
    """Return the parts of a document that each hold an agenda with the words above it."""
    at = [n for n, row in enumerate(rows) if AGENDA.match(row.text)]
    parts = []
    for n, after in zip(at, [*at[1:], len(rows)], strict=False):
        if len(entries(rows[n + 1 : after])) >= 3:
            parts.append(rows[max(n - 15, 0) : after])
    return parts


def _refuse_two(parts: Sequence[Sequence[Row]], what: str) -> None:
    days = [day for part in parts if (day := _day_of(part)) is not None]
    if len(set(days)) > 1:
        said = " and ".join(f"{day.day} {day:%B %Y}" for day in sorted(set(days)))
        raise NotRead(
            f"it holds the {what} of more than one meeting ({said})."
            " Give each in a file of its own."
        )


def _day_of(part: Sequence[Row]) -> dt.date | None:
    return sitting_of(part[:20], part, (), Attendance()).date


def _is_minutes(paper: PastPaper, rows: Sequence[Row]) -> bool:
    """Return whether what was read is minutes, and not some other paper with headings."""
    if not paper.minutes or not any(
        minute.paragraphs or minute.actions for minute in paper.minutes
    ):
        return False
    if not paper.attendance.everyone and _agenda_before(rows, len(rows)):
        return False
    known = sum(bool(TITLES.search(minute.title)) for minute in paper.minutes)
    named = any(MINUTES_HEAD.match(row.text) or MINUTES_TAIL.search(row.text) for row in rows[:15])
    decided = bool(paper.resolutions or paper.actions)
    signs = [bool(paper.attendance.everyone), known >= 2, named, decided and known >= 1]
    return sum(signs) >= 2


def _dated(paper: PastPaper, date: dt.date | None) -> PastPaper:
    """Return the paper with the day given, or the one it says itself."""
    if date is None and paper.sitting.date is None:
        raise NotRead(
            "the day of the meeting is nowhere in it. Say it with `--date`, as --date 2022-10-27."
        )
    return _dated_if_known(paper, date)


def _dated_if_known(paper: PastPaper, date: dt.date | None) -> PastPaper:
    own = paper.sitting.date
    if date is None or own == date:
        return paper
    unsure = paper.unsure
    if own is not None:
        why = "the document says this day, and another was given with --date; that one is used"
        unsure = (Unsure(paper.sitting.place, f"{own.day} {own:%B %Y}", "", why), *unsure)
    else:
        unsure = tuple(one for one in unsure if "the day of the meeting" not in one.why)
    return replace(paper, sitting=replace(paper.sitting, date=date), unsure=unsure)
