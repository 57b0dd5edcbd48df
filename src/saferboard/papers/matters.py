"""
Matters arising: the rows of a report that brings minutes back with what was done since.
"""

import re
from collections.abc import Sequence

from saferboard.papers.dates import first_date
from saferboard.papers.model import Matter
from saferboard.papers.rows import Row
from saferboard.papers.tables import Columns, named_tables
from saferboard.papers.words import MATTERS_HEAD

_MINUTE_HEAD = re.compile(r"\bminute\b", re.IGNORECASE)
_EARLIER = re.compile(
    r"matters?\s+arising|outstanding|(?:previous|last|earlier)\s+(?:meeting|actions?|minutes)"
    r"|review of actions",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\b(?:minute|item|min)?\s*(?:no\.?\s*)?(\d{1,3}(?:/\d{2,4})?[a-z]?)\b", re.IGNORECASE
)
_OWNER = re.compile(
    r"^(?:the\s+)?(?P<owner>[A-Z][^.]{3,120}?)\s+(?:will|would|has|have|is|are|to)\b"
)


def read_matters(rows: Sequence[Row]) -> tuple[Matter, ...]:
    """Return the matters arising that a table of the paper lists."""
    found: list[Matter] = []
    for head, body, columns in _tables(rows):
        for row in body:
            if row.is_furniture or row is head:
                continue
            matter = _matter(row, columns)
            if matter is not None:
                found.append(matter)
    return tuple(found)


def earlier_actions(rows: Sequence[Row]) -> tuple[tuple[Matter, ...], list[Row]]:
    """Return what minutes' own tables say of actions of earlier meetings, and their rows."""
    found: list[Matter] = []
    taken: list[Row] = []
    for table in named_tables(rows):
        columns = _columns(table)
        if columns is None or not table.has("update") or not _speaks_of_earlier(rows, table.head):
            continue
        taken += [table.head, *table.rows]
        found += [one for row in table.rows if (one := _matter(row, columns)) is not None]
    return tuple(found), taken


def _speaks_of_earlier(rows: Sequence[Row], head: Row) -> bool:
    at = next(n for n, row in enumerate(rows) if row is head)
    above = [row.text for row in rows[max(at - 6, 0) : at] if len(row.text.split()) <= 12]
    return any(_EARLIER.search(text) for text in above)


def _tables(rows: Sequence[Row]) -> list[tuple[Row, list[Row], dict[str, int]]]:
    found = []
    for table in named_tables(rows):
        columns = _columns(table)
        if columns and (_is_matters(table) or _under_heading(rows, table.head)):
            found.append((table.head, table.rows, columns))
    if found:
        return found
    for n, row in enumerate(rows):
        cells = row.filled
        if len(cells) >= 3 and _MINUTE_HEAD.search(cells[0].text) and MATTERS_HEAD.search(row.text):
            body = []
            for after in rows[n + 1 :]:
                if len(after.filled) < 2:
                    break
                body.append(after)
            columns = {
                "number": cells[0].column,
                "matter": cells[1].column,
                "update": cells[-1].column,
            }
            found.append((row, body, columns))
    return found


def _is_matters(table: Columns) -> bool:
    return any(MATTERS_HEAD.search(cell.text) for cell in table.head.filled) or (
        any(_MINUTE_HEAD.search(cell.text) for cell in table.head.filled) and table.has("update")
    )


def _under_heading(rows: Sequence[Row], head: Row) -> bool:
    """Return whether a table stands close under a heading for matters arising."""
    at = next(n for n, row in enumerate(rows) if row is head)
    above = [row for row in rows[max(at - 4, 0) : at] if len(row.text.split()) <= 10]
    return any(
        MATTERS_HEAD.search(row.text) or re.search(r"action (?:log|tracker|sheet)", row.text, re.I)
        for row in above
    )


def _columns(table: Columns) -> dict[str, int] | None:
    matter = next(
        (n for name in ("matter", "action", "title") if (n := table.columns.get(name)) is not None),
        None,
    )
    update = next(
        (n for name in ("update", "status") if (n := table.columns.get(name)) is not None), None
    )
    if matter is None or update is None or matter == update:
        return None
    if table.has("promise") or table.has("said"):
        return None
    columns = {"matter": matter, "update": update}
    for name in ("number", "owner", "due"):
        if name in table.columns and table.columns[name] not in columns.values():
            columns[name] = table.columns[name]
    columns.setdefault("number", table.head.filled[0].column)
    return columns


def _matter(row: Row, columns: dict[str, int]) -> Matter | None:
    text = {cell.column: cell.text for cell in row.filled}
    held = {name: text.get(column, "") for name, column in columns.items()}
    if not held["matter"]:
        return None
    label = held["number"] if held["number"] != held["matter"] else ""
    number = _NUMBER.search(label)
    owner = held.get("owner", "")
    if not owner and (named := _OWNER.match(held["update"])):
        owner = named["owner"].strip()
    return Matter(
        minute=number[1] if number else "",
        date=first_date(label),
        matter=held["matter"],
        update=held["update"],
        owner=owner,
        due=held.get("due", ""),
        place=row.place,
    )
