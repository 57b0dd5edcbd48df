"""
Tables whose heads say what their columns hold: minutes in columns, action logs, matters.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from saferboard.papers.rows import Cell, Row
from saferboard.papers.words import NOTHING, columns_named


@dataclass
class Columns:
    """A table's head, what each of its columns holds, and the rows under it."""

    head: Row
    columns: dict[str, int]
    rows: list[Row] = field(default_factory=list)

    def has(self, name: str) -> bool:
        return name in self.columns

    def held(self, row: Row) -> dict[str, Cell]:
        """Return the cells of a row by what they hold, the empty ones left out."""
        cells = {cell.column: cell for cell in row.filled}
        return {name: cells[n] for name, n in self.columns.items() if n in cells}

    def starts(self, held: dict[str, Cell]) -> bool:
        """Return whether a row begins an item, and does not go on with the one above."""
        for name in ("number", "title"):
            if self.has(name):
                return name in held and not NOTHING.match(held[name].text)
        return True


def named_tables(rows: Sequence[Row]) -> list[Columns]:
    """Return the tables whose first row names at least two of their columns."""
    found: list[Columns] = []
    current: Columns | None = None
    for row in rows:
        if not row.table:
            if current is not None and row.filled and not row.is_furniture:
                current = current if row.joins or row.filled[0].column > 0 else None
                if current is not None:
                    current.rows.append(row)
            continue
        named = columns_named({cell.column: cell.text for cell in row.filled})
        if len(named) >= 2 and len(named) * 2 >= len(row.filled):
            if current is None or named != current.columns:
                current = Columns(row, named)
                found.append(current)
            continue
        if (
            current is not None
            and row.table != current.head.table
            and current.head.table < 1_000_000
        ):
            current = None
        if current is not None:
            current.rows.append(row)
    return [table for table in found if table.rows]


def minute_tables(rows: Sequence[Row]) -> list[Columns]:
    """Return the tables that hold minutes: an item, and what was said or asked for."""
    return [
        table
        for table in named_tables(rows)
        if (table.has("title") or table.has("number"))
        and (
            table.has("said")
            or table.has("resolved")
            or (table.has("title") and table.has("action"))
        )
        and not table.has("name")
    ]


def action_logs(rows: Sequence[Row]) -> list[Columns]:
    """Return the logs of actions: an action and its owner or date, and nothing said."""
    found = [
        table
        for table in named_tables(rows)
        if table.has("action")
        and (table.has("owner") or table.has("due") or table.has("status"))
        and not table.has("said")
        and not table.has("resolved")
    ]
    # A table of items and their actions is the minutes themselves where there are no others.
    others = [row for row in rows if not any(row is held for t in found for held in t.rows)]
    if len(others) < 12 and any(table.has("title") for table in found):
        return [table for table in found if not table.has("title")]
    return found
