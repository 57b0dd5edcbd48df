"""
The anchors of the ledger, for whoever oversees to keep a copy of: a page, and a text to take away.
"""

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from saferboard.ledger.anchors import Anchor, NotAnAnchor, kept_in, public_key
from saferboard.ui.components import Cell, Table, Tag
from saferboard.ui.words import counted, day, hour

NEWEST = 20
"""Anchors that the page shows; the text has them all."""


@dataclass(frozen=True)
class Kept:
    """The anchors there are, the newest first, or why they cannot be read."""

    anchors: tuple[Anchor, ...] = ()
    wrong: str = ""


def kept() -> Kept:
    """Return the anchors in the file that the settings name."""
    try:
        return Kept(tuple(reversed(kept_in(settings.LEDGER_ANCHORS))))
    except NotAnAnchor as wrong:
        return Kept(wrong=str(wrong))
    except (OSError, UnicodeDecodeError):
        return Kept(wrong="The file of anchors cannot be read. Ask whoever runs the machine.")


def table(found: tuple[Anchor, ...]) -> Table:
    """Return the newest anchors as a table."""
    ours = public_key(settings.LEDGER_SECRET)
    return Table(
        caption=f"The newest {min(len(found), NEWEST)} of {counted(len(found), 'anchor')}",
        head=("Made", "Lines of the ledger", "Newest line", "Digest of it", "Signature"),
        rows=tuple(_row(anchor, ours) for anchor in found[:NEWEST]),
        numeric=frozenset({1, 2}),
        note="A digest is shown by its first sixteen characters. The text has every anchor whole.",
    )


def _row(anchor: Anchor, ours: str) -> tuple[Cell | str, ...]:
    at = timezone.localtime(anchor.at)
    if not anchor.is_true:
        tag = Tag("Not as signed", "red")
    elif anchor.key != ours:
        tag = Tag("Another key’s", "amber")
    else:
        tag = Tag("True", "green")
    made = f"{day(at)}, {hour(at)}"
    return made, f"{anchor.lines:,}", str(anchor.last), anchor.digest[:16], Cell(tags=(tag,))


def written(found: tuple[Anchor, ...]) -> str:
    """Return every anchor, oldest first, as text that `saferboard ledger verify` reads."""
    name = settings.SAFERBOARD_SITE["name"]
    head = (
        f"# Anchors of the ledger of {name}. Keep this where its machine cannot write.",
        "# To hold the ledger against it: saferboard ledger verify --anchors FILE",
    )
    lines = [str(anchor) for anchor in reversed(found)] or ["# No anchor has been made yet."]
    return "\n".join([*head, *lines]) + "\n"
