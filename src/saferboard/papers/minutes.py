"""
Minutes: their items in order, whatever shape a council prints them in.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from saferboard.papers.actions import action_of
from saferboard.papers.attendance import opens_a_list, read_attendance
from saferboard.papers.body import Body
from saferboard.papers.doubts import doubts_of_minutes
from saferboard.papers.entries import Entry, entries, title_and_rest, titles, without_repeats
from saferboard.papers.matters import earlier_actions
from saferboard.papers.model import Action, Minute, PastPaper, Place, Unsure
from saferboard.papers.rows import Cell, Row
from saferboard.papers.sittings import sitting_of
from saferboard.papers.tables import Columns, action_logs, minute_tables
from saferboard.papers.words import ENDED, SIGNED, is_action_head

_ATTENDING = re.compile(
    r"apolog|attend|present|absen|welcome|introduc|substitut|ymddiheur|croeso|membership",
    re.IGNORECASE,
)
_ACTIONS_TITLE = re.compile(
    r"^\W*(?:summary of )?(?:agreed )?actions?(?: (?:log|points?|summary|list|tracker|arising"
    r"|table))?\W*$",
    re.I,
)


def read_minutes(rows: Sequence[Row]) -> PastPaper:
    """Return the minutes that rows hold; empty where they hold none."""
    rows, unsure = without_repeats(_until_signed(rows))
    matters, earlier = earlier_actions(rows)
    before = {id(row) for row in earlier}
    rows = [row for row in rows if id(row) not in before]
    logs = action_logs(rows)
    taken = {id(row) for log in logs for row in (log.head, *log.rows)}
    tables = minute_tables([row for row in rows if id(row) not in taken])
    left = [row for row in rows if id(row) not in taken]
    if tables:
        first = next(n for n, row in enumerate(left) if row is tables[0].head)
        minutes, heads = _from_tables(tables), left[:first]
        chain = entries(left)
        if len([entry for entry in chain if entry.title]) > len(minutes):
            minutes, heads = [], []
    else:
        minutes, heads = [], []
    bodies: list[Body] = []
    if not minutes:
        found = entries(left) or titles(_after_attendance(left))
        found = found if not found or found[0].label else _placed(left, found)
        bodies = list(_bodies(left, found))
        minutes = [body.minute() for body in bodies]
        heads = left[: found[0].row] if found else []
    minutes = _without_empty_tail(minutes)
    if not minutes:
        return PastPaper()
    minutes = _with_logs(minutes, logs)
    attendance, doubts = read_attendance(heads, _apologies(left, minutes))
    sitting = sitting_of(heads, rows, minutes, attendance)
    unsure = [*unsure, *doubts, *_odd(bodies)]
    paper = PastPaper(sitting, minutes=tuple(minutes), attendance=attendance, matters=matters)
    unsure += doubts_of_minutes(paper, {id(a) for b in bodies for a in b.loose})
    unsure.sort(key=lambda one: (one.place.page or 0, one.place.line))
    return replace(paper, unsure=tuple(unsure))


def _until_signed(rows: Sequence[Row]) -> list[Row]:
    """Return the rows without the place for a signature at the end."""
    kept = list(rows)
    while kept and (SIGNED.match(kept[-1].text) or kept[-1].is_furniture):
        kept.pop()
    return kept


def _after_attendance(rows: Sequence[Row]) -> list[Row]:
    """Return the rows after the last list of people, where titles without numbers begin."""
    last = max((n for n, row in enumerate(rows[:80]) if opens_a_list(row)), default=-1)
    return list(rows[last + 1 :])


def _placed(rows: Sequence[Row], found: Sequence[Entry]) -> list[Entry]:
    moved = len(rows) - len(_after_attendance(rows))
    return [replace(entry, row=entry.row + moved, end=entry.end + moved) for entry in found]


def _bodies(rows: Sequence[Row], found: Sequence[Entry]) -> Iterator[Body]:
    has_column = any(
        is_action_head(cell.text) for row in rows for cell in row.filled if len(cell.text) < 12
    )
    numbered = 0
    for entry, after in itertools.zip_longest(found, found[1:]):
        numbered += 1
        label = entry.label or str(numbered)
        body = Body(label, entry.title, rows[entry.row].place, has_column)
        start = rows[entry.row]
        asides = [cell for cell in start.filled[1:] if cell.text != entry.title]
        for cell in asides[1:] if _is_number_cell(start) else asides:
            body.add_actions(cell.paragraphs, start.place)
        body.add_text(entry.rest, start.place)
        for row in rows[entry.end : after.row if after else len(rows)]:
            if not after and (_ends(row) or SIGNED.match(row.text)):
                continue
            body.add_row(row)
        yield body


def _is_number_cell(row: Row) -> bool:
    return len(row.filled) > 1 and bool(
        re.match(r"\W*(?:[A-Za-z]+\s)?\S{0,8}\d[a-z]?\W*$", row.filled[0].text)
    )


def _ends(row: Row) -> bool:
    return bool(ENDED.search(row.text)) and len(row.text) < 160


def _from_tables(tables: Sequence[Columns]) -> list[Minute]:
    """Return the minutes of tables whose heads name their columns."""
    found: list[Body] = []
    actions: dict[int, list[Action]] = {}
    resolved: dict[int, list[Cell]] = {}
    for table in tables:
        for row in table.rows:
            held = table.held(row)
            if table.starts(held) or not found:
                found.append(_opened(held, row, len(found) + 1))
            elif "title" in held and not table.has("said"):
                found[-1].add_text(held["title"].paragraphs, row.place)
            body = found[-1]
            if "said" in held:
                body.add_text(held["said"].paragraphs, row.place)
            if "resolved" in held:
                resolved.setdefault(len(found) - 1, []).append(held["resolved"])
                body.add_text([f"RESOLVED that {p}" for p in _decided(held["resolved"])], row.place)
            actions.setdefault(len(found) - 1, []).extend(row_actions(held, body.number, row.place))
    minutes = []
    for n, body in enumerate(found):
        minute = body.minute()
        minutes.append(replace(minute, actions=(*minute.actions, *actions.get(n, ()))))
    return minutes


def _decided(cell: Cell) -> list[str]:
    said = (
        re.sub(r"^(?:RESOLVED|Resolved|Agreed|AGREED)\W*(?:that\s+)?", "", p)
        for p in cell.paragraphs
    )
    return [text for text in said if text and not re.fullmatch(r"(?i)none|n/?a|-+|–", text)]


def _opened(held: dict[str, Cell], row: Row, count: int) -> Body:
    number = held["number"].text.strip(" .") if "number" in held else ""
    paragraphs = held["title"].paragraphs if "title" in held else ()
    rest: tuple[str, ...] = ()
    title = ""
    if paragraphs:
        title, rest = title_and_rest(paragraphs)
        leading = re.match(r"(\d{1,3}[a-z]?|\d{1,3}\.\d{1,2})[.):]?\s+(?=\S)", title)
        if leading and not number:
            number, title = leading[1], title[leading.end() :]
    elif "said" in held:
        title, _ = title_and_rest(held["said"].paragraphs)
    body = Body(number or str(count), title, row.place)
    body.add_text(rest, row.place)
    return body


def row_actions(held: dict[str, Cell], number: str, place: Place) -> list[Action]:
    """Return the actions of a row whose columns have names."""
    texts = list(held["action"].paragraphs) if "action" in held else []
    owners = list(held["owner"].paragraphs) if "owner" in held else []
    dues = list(held["due"].paragraphs) if "due" in held else []
    texts = [t for t in texts if not _is_nothing(t)]
    if not texts:
        owners = [o for o in owners if not _is_nothing(o)]
        return [action_of(o, minute=number, place=place) for o in owners]
    found = []
    for n, text in enumerate(texts):
        owner = _beside(owners, n, len(texts))
        due = _beside(dues, n, len(texts))
        found.append(action_of(text, minute=number, place=place, owner=owner, due=due))
    return found


def _beside(cells: Sequence[str], n: int, of: int) -> str:
    text = cells[n] if len(cells) == of else " ".join(cells)
    return "" if _is_nothing(text) else text


def _is_nothing(text: str) -> bool:
    return not text.strip() or bool(
        re.fullmatch(r"(?i)\W*(?:none|nil|n/?a|no actions?|dim)?\W*", text)
    )


def _without_empty_tail(minutes: list[Minute]) -> list[Minute]:
    """Return the minutes without a heading over an action log that has been read already."""
    return [
        minute
        for minute in minutes
        if not (_ACTIONS_TITLE.match(minute.title) and not minute.paragraphs and not minute.actions)
    ]


def _with_logs(minutes: list[Minute], logs: Sequence[Columns]) -> list[Minute]:
    """Return the minutes with the actions of a log, each said once."""
    for log in logs:
        for row in log.rows:
            held = log.held(row)
            number = (
                re.sub(r"^(?:item|minute)\s*", "", held["number"].text, flags=re.I)
                if "number" in held
                else ""
            )
            for action in row_actions(held, number.strip(" ."), row.place):
                if not any(_same(action, other) for minute in minutes for other in minute.actions):
                    minutes = _given(minutes, action)
    return minutes


def _same(one: Action, other: Action) -> bool:
    mine, theirs = _tokens(one.text), _tokens(other.text)
    if mine and theirs:
        return len(mine & theirs) >= 0.6 * min(len(mine), len(theirs))
    return bool(one.owner) and one.owner == other.owner and one.minute == other.minute


def _tokens(text: str) -> set[str]:
    return {word.strip(".,;:()").lower() for word in text.split() if len(word) > 2}


def _given(minutes: list[Minute], action: Action) -> list[Minute]:
    """Return the minutes with an action under the minute it names, or under the last."""
    at = next(
        (n for n, m in enumerate(minutes) if m.number == action.minute),
        next(
            (n for n, m in enumerate(minutes) if m.number == action.minute.split(".")[0]),
            len(minutes) - 1,
        ),
    )
    held = minutes[at]
    given = replace(action, minute=held.number)
    return [*minutes[:at], replace(held, actions=(*held.actions, given)), *minutes[at + 1 :]]


def _apologies(rows: Sequence[Row], minutes: Sequence[Minute]) -> list[tuple[str, Sequence[Row]]]:
    """Return the titles and texts of the minutes that say who came and who did not."""
    found: list[tuple[str, Sequence[Row]]] = []
    for minute in minutes:
        if _ATTENDING.search(minute.title):
            by_text = {p: row for row in rows for cell in row.filled for p in cell.paragraphs}
            told = [
                Row(
                    (by_text[p].place if p in by_text else minute.place),
                    (Cell(0, (p,)),),
                    is_item=by_text[p].is_item if p in by_text else False,
                )
                for p in minute.paragraphs
            ]
            found.append((minute.title, told))
    return found


def _odd(bodies: Sequence[Body]) -> Iterator[Unsure]:
    for body in bodies:
        for one in body.odd:
            yield Unsure(
                one.place, one.text, "Action", "looks like the head of the action column, misread"
            )


@dataclass(frozen=True)
class Region:
    """Rows of a document that hold one set of minutes."""

    start: int
    end: int
