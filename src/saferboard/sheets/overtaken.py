"""
Two people at one sheet: what a colleague wrote otherwise, beside what was typed here.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from saferboard.sheets.operations import Filled
from saferboard.sheets.presenters import cell_label
from saferboard.sheets.reading import Asked
from saferboard.ui.components import Table
from saferboard.ui.words import listed

NOTHING = "Nothing"


def differing(asked: Asked, typed: Filled, kept: Mapping[str, Any]) -> Table | None:
    """Return where what is typed and what is kept say different things, or None if nowhere."""
    mine = typed.kept()
    rows = [*_cells(asked, mine["typed"], kept.get("typed", {}))]
    theirs = str(kept.get("explanation", ""))
    if theirs.split() != mine["explanation"].split():
        rows.append(("Explanation", theirs or NOTHING, mine["explanation"] or NOTHING))
    for name, label in (
        ("incorporate", "May be put before the board"),
        ("publish", "May be published"),
    ):
        if set(kept.get(name, ())) != set(mine[name]):
            rows.append((label, _fields(asked, kept.get(name, ())), _fields(asked, mine[name])))
    if kept.get("confirmed", {}) != mine["confirmed"]:
        rows.append(("Reasons", _reasons(kept.get("confirmed", {})), _reasons(mine["confirmed"])))
    if not rows:
        return None
    return Table(
        caption="What a colleague wrote otherwise",
        head=("Where", "Theirs", "Yours"),
        rows=tuple(rows),
    )


def _cells(
    asked: Asked, mine: Mapping[str, str], theirs: Mapping[str, str]
) -> Iterable[tuple[str, str, str]]:
    for cell in asked.cells:
        one, other = theirs.get(cell.key, "").strip(), mine.get(cell.key, "").strip()
        if one != other:
            yield cell_label(asked, cell), one or NOTHING, other or NOTHING


def _fields(asked: Asked, codes: Iterable[str]) -> str:
    titles = [field.title for field in asked.defined.fields if field.code in set(codes)]
    return listed(titles) if titles else NOTHING


def _reasons(confirmed: Mapping[str, str]) -> str:
    return "; ".join(confirmed.values()) or NOTHING
