"""
What may be corrected, and what has been, in words.
"""

from collections.abc import Sequence

from django.urls import reverse

from saferboard.keeping.correcting.queries import Corrected, key_of
from saferboard.partners.record_kinds import Correctable, kind
from saferboard.ui.components import Cell, Table
from saferboard.ui.words import counted, day


def fields_table(code: str, fields: Sequence[Correctable]) -> Table:
    return Table(
        caption=f"What is held about them and may be corrected ({len(fields)})",
        head=("What", "As it stands", "What can be done"),
        rows=tuple(
            (
                Cell(one.label, href=reverse("keeping:correct-field", args=[code, key_of(one)])),
                one.value or "not stated",
                "It stands; a note is printed with it" if one.stands else "It is written anew",
            )
            for one in fields
        ),
    )


def corrections_table(made: Sequence[Corrected]) -> Table:
    return Table(
        caption=f"Corrected for this request ({len(made)})",
        head=("What", "How", "Why", "By, on"),
        rows=tuple(
            (one.label, how(one), one.reason, Cell(one.by, below=day(one.at))) for one in made
        ),
    )


def how(one: Corrected) -> str:
    return "Noted beside it" if one.noted else "Corrected"


def lead(one: Correctable) -> tuple[str, ...]:
    """Return what stands above the form of one field."""
    room = kind(one.kind)
    assert room is not None, "what a kind offers is of that kind"
    told = (
        f"Who receives it: {room.recipients}. Tell those it was given to what is right, unless that"
        " is impossible or out of proportion (UK GDPR, article 19)."
    )
    return (*filter(None, (one.stands,)), told)


def done_words(one: Correctable) -> str:
    return f"{one.label}: {'noted' if one.stands else 'corrected'}."


def count_words(made: Sequence[Corrected]) -> str:
    return f"{counted(len(made), 'field')} corrected so far." if made else "Nothing corrected yet."
