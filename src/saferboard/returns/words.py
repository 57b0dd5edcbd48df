"""
What is asked for, counted in words.
"""

from collections.abc import Iterable

from saferboard.ui.words import counted, listed


def things(sheets: Iterable[str]) -> str:
    """Return “3 updates and 1 data sheet”, from the sheet of each; an update's is empty."""
    found = list(sheets)
    return things_counted(updates=found.count(""), sheets=len(found) - found.count(""))


def things_counted(*, updates: int, sheets: int) -> str:
    if not sheets:
        return counted(updates, "update")
    said = [counted(updates, "update")] if updates else []
    return listed([*said, counted(sheets, "data sheet")])
