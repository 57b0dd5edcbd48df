"""
Where the items of an agenda or of minutes begin.

Many lines of a paper begin with a number.  Those that are items form one chain, each number
the next after the one before; the chain that looks most like titles is taken.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from saferboard.papers.dates import dates_in
from saferboard.papers.model import Unsure
from saferboard.papers.rows import Cell, Row
from saferboard.papers.words import NOTHING, TITLES, is_action_head, label_of

_ALONE = re.compile(
    r"\(?(?:(?:item|minute|agenda item|eitem)\s+)?(?P<n>\d{1,3})(?:\.0|(?P<s>[a-z])?)\s*[.):]?$",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"\(?(?P<word>(?:agenda item|item|minute|eitem|cofnod)\s+(?:no\.?\s*)?)?"
    r"(?P<n>\d{1,3})(?:\.0(?=\s)|(?P<s>[a-z])(?=[\s.):])|/(?P<year>\d{2,4}))?(?P<stop>\s*[.):]"
    r"|\s*[–-](?=\s))?\s+"
    r"(?P<title>[A-Z\"“‘'À-Þ(].*)$",
    re.IGNORECASE | re.DOTALL,
)
_CODED = re.compile(
    r"(?P<code>[A-Z]{1,8}(?:[./-]"
    r"|[ ./-]?(?=\d+[/.-]\d)))(?P<n>\d{1,3})(?:[/.-](?P<year>\d{2,4}))?\.?"
    r"\s*[:–-]?\s+(?P<title>[A-Z].*)$"
)
_CODED_ALONE = re.compile(r"(?:[A-Z]{1,8}[ ./-]?)?(?P<n>\d{1,3})/(?P<year>\d{2,4})\.?$")
_CAPITALS = re.compile(r"(?:[^a-z\s]\S*|[^a-z\s]+)$")
_SENTENCE = re.compile(r"[a-z]{2}.*[.;,]$")
_LONG_TITLE = 18
_LOOK_BACK = 250
_MISSING = 4


@dataclass(frozen=True)
class Entry:
    """An item's beginning: the row it stands in, what is left of the row after its title."""

    row: int
    end: int
    number: int
    suffix: str
    label: str
    title: str
    rest: tuple[str, ...]
    weight: float


def entries(rows: Sequence[Row]) -> list[Entry]:
    """Return the beginnings of the items among rows, in order, or none."""
    found = [entry for n in range(len(rows)) for entry in _candidates(rows, n)]
    return _chain(found)


def _candidates(rows: Sequence[Row], n: int) -> list[Entry]:
    row = rows[n]
    cells = row.filled
    if not cells or row.is_blank_page:
        return []
    alone = _ALONE.match(cells[0].text) or _CODED_ALONE.match(cells[0].text)
    if alone and len(cells) > 1:
        return _made(rows, n, n + 1, alone, cells[1].paragraphs, 0.6)
    if alone and n + 1 < len(rows) and not rows[n + 1].joins:
        return _made(rows, n, n + 2, alone, rows[n + 1].filled[0].paragraphs, -0.2)
    first = cells[0].paragraphs[0]
    if row.is_item and re.fullmatch(r"\(?\d{1,3}\)", row.mark):
        marked = _ALONE.match(row.mark)
        return _made(rows, n, n + 1, marked, cells[0].paragraphs, -0.5) if marked else []
    leading = _LEADING.match(first) or _CODED.match(first)
    if not leading or leading["title"][:1].islower():
        return []
    sure = leading.groupdict().get("word") or _is_shouted(leading["title"])
    if row.joins and not sure:
        return []
    return _made(rows, n, n + 1, leading, (leading["title"], *cells[0].paragraphs[1:]), 0.0)


def _made(
    rows: Sequence[Row],
    n: int,
    end: int,
    found: "re.Match[str] | None",
    paragraphs: Sequence[str],
    weight: float,
) -> list[Entry]:
    if found is None or not paragraphs:
        return []
    groups = found.groupdict()
    title, rest = title_and_rest(paragraphs)
    whole = " ".join(paragraphs)
    label = found["n"] + (groups.get("s") or "").lower()
    if groups.get("code") or groups.get("year"):
        label = found.group()[: found.start("title") if "title" in groups else None].strip(" .:–-")
        weight += 0.4
    if not re.search(r"[A-Za-z]{2}", whole):
        return []
    weight += 1.0 + _likeness(title, whole, rows[n])
    weight += 0.3 if groups.get("word") else 0.0
    return [
        Entry(n, end, int(found["n"]), (groups.get("s") or "").lower(), label, title, rest, weight)
    ]


def _likeness(title: str, whole: str, row: Row) -> float:
    """Return how much a line looks like the title of an item."""
    likeness = 0.0
    likeness += 0.9 if _is_shouted(title) else 0.0
    likeness += 0.9 if row.styled else 0.0
    likeness += 0.4 if TITLES.search(title) else 0.0
    likeness += 0.3 if title and len(title.split()) <= _LONG_TITLE else -0.5
    likeness -= 0.9 if _SENTENCE.search(title) and len(title.split()) > 7 else 0.0
    likeness -= 0.4 if not title and len(whole.split()) > _LONG_TITLE else 0.0
    return likeness


def _is_shouted(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 3 and sum(c.isupper() for c in letters) >= 0.8 * len(letters)


def title_and_rest(paragraphs: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Return the title that paragraphs begin with, and the paragraphs without it."""
    first, rest = paragraphs[0].strip(), tuple(paragraphs[1:])
    words = first.split()
    capitals = list(itertools.takewhile(lambda word: not re.search(r"[a-z]", word), words))
    if 2 <= len(capitals) < len(words) and sum(map(len, capitals)) > 6:
        below = words[len(capitals) :]
        if re.fullmatch(r"actions?:?", " ".join(below), re.I):
            return " ".join(capitals), rest
        if len(below) > 3 and below[0][:1].isupper() and not _is_shouted(first):
            return " ".join(capitals), (" ".join(below), *rest)
    if len(words) > _LONG_TITLE or (_SENTENCE.search(first) and len(words) > 7):
        head, stop, after = _cut(first)
        if stop and len(head.split()) <= 12:
            return head, (after, *rest)
        return "", (first, *rest)
    return re.sub(r"\s*[:–-]+$", "", first), rest


def _cut(text: str) -> tuple[str, str, str]:
    found = re.search(r"\s*(?::|\s[–-]\s)\s+(?=[A-Z])", text)
    if not found:
        return text, "", ""
    return text[: found.start()], found.group(), text[found.end() :]


def _chain(found: Sequence[Entry]) -> list[Entry]:
    """Return the heaviest run of entries in which each follows the one before."""
    best: list[tuple[float, int]] = []
    for i, entry in enumerate(found):
        score, before = entry.weight, -1
        for j in range(max(i - _LOOK_BACK, 0), i):
            step = _step(found[j], entry)
            if step is not None and best[j][0] + entry.weight - step > score:
                score, before = best[j][0] + entry.weight - step, j
        best.append((score, before))
    if not best:
        return []
    at = max(range(len(best)), key=lambda i: best[i][0])
    chain = []
    while at >= 0:
        chain.append(found[at])
        at = best[at][1]
    chain.reverse()
    titled = [entry for entry in chain if entry.title]
    return chain if len(chain) > 1 and len(titled) * 2 >= len(chain) else []


def _step(before: Entry, after: Entry) -> float | None:
    """Return what following costs, or None where one cannot follow the other."""
    if after.row < before.end:
        return None
    if after.number == before.number:
        return 0.2 if after.suffix > before.suffix else None
    gap = after.number - before.number - 1
    if gap < 0 or gap > _MISSING:
        return None
    return 0.8 * gap


def without_repeats(rows: Sequence[Row]) -> tuple[list[Row], list[Unsure]]:
    """
    Return the rows without text that a page-broken table printed again, and say where it was.

    Such tables print a growing cell on row after row: “A.”, “A. B.”, “A. B. C.”.  The last is
    kept, and what of it the rows above said already is left out.
    """
    kept: list[Row] = []
    unsure: list[Unsure] = []
    for row in rows:
        if kept and _numbered(kept[-1]) == _numbered(row):
            above, here = _main(kept[-1]), _main(row)
            if len(above) > 20 and here.startswith(above):
                unsure.append(_repeated(kept[-1], above))
                kept.pop()
        if kept:
            trimmed = _trimmed(kept[-1], row)
            if trimmed is not row:
                unsure.append(_repeated(row, _main(row)))
                row = trimmed
        if row.filled:
            kept.append(row)
    return kept, unsure


def _repeated(row: Row, text: str) -> Unsure:
    return Unsure(
        row.place,
        text if len(text) <= 120 else text[:117] + "…",
        "",
        "the same words stand in two rows, as a page-broken table prints them; read once",
    )


def _numbered(row: Row) -> str:
    cells = row.filled
    return cells[0].text if len(cells) > 1 and _ALONE.match(cells[0].text) else ""


def _main_cell(row: Row) -> Cell:
    cells = [cell for cell in row.filled if not _ALONE.match(cell.text)] or list(row.filled)
    return max(cells, key=lambda cell: len(cell.text))


def _main(row: Row) -> str:
    return _main_cell(row).text


_OVERLAP = 40
_MOST_TRIES = 20


def _trimmed(above: Row, row: Row) -> Row:
    """Return the row without the words at its start that the row above ends with."""
    before, cell = _main(above), _main_cell(row)
    text = cell.text
    start = text[:_OVERLAP]
    if len(text) < _OVERLAP or len(before) < _OVERLAP:
        return row
    at = before.find(start)
    for _ in range(_MOST_TRIES):
        if at < 0:
            break
        if text.startswith(before[at:]):
            left = text[len(before) - at :].strip()
            cells = [
                replace(c, paragraphs=(left,) if left else (), joins=False) if c is cell else c
                for c in row.cells
            ]
            if not left:
                return replace(row, cells=(Cell(0, ()),))
            return row.with_cells(cells)
        at = before.find(start, at + 1)
    return row


def titles(rows: Sequence[Row]) -> list[Entry]:
    """Return the beginnings of items that have titles and no numbers."""
    styled = [n for n, row in enumerate(rows) if row.styled and _may_be_title(row)]
    shouted = [
        n for n, row in enumerate(rows) if _is_shouted(row.filled[0].text) and _may_be_title(row)
    ]
    short = [n for n, row in enumerate(rows) if _may_be_title(row) and len(row.text.split()) <= 12]
    gaps = sum(row.after_gap for row in rows) > 2
    heads = [n for n in short if n + 1 < len(rows) and n + 1 not in short]
    items = [n for n in heads if rows[n].is_item and not rows[n].mark]
    plain = [n for n in (short if gaps else heads) if not rows[n].is_item]
    plain = [n for n in plain if rows[n].after_gap or not gaps]
    known = [n for n in short if TITLES.search(rows[n].text) and not rows[n].text.endswith(".")]
    for found in (styled, shouted, items, plain, known):
        if sum(bool(TITLES.search(rows[n].text)) for n in found) >= 2:
            return [_titled(rows, n) for n in found]
    return []


def _titled(rows: Sequence[Row], n: int) -> Entry:
    title, rest = title_and_rest(rows[n].filled[0].paragraphs)
    return Entry(n, n + 1, 0, "", "", title, rest, 1.0)


def _may_be_title(row: Row) -> bool:
    text = row.filled[0].text.strip() if row.filled else ""
    return (
        len(text) > 2
        and len(text.split()) <= _LONG_TITLE
        and not text.endswith((".", ";", ","))
        and not row.joins
        and not row.is_furniture
        and not is_action_head(text)
        and label_of(text) is None
        and not NOTHING.match(text)
        and not (any(dates_in(text)) and not TITLES.search(text))
        and not re.match(
            r"(?:resolved|agreed|actions?\s*[:–-]|decision|noted|date|time|venue|location|present)\b",
            text,
            re.I,
        )
        and text[:1].isupper()
    )
