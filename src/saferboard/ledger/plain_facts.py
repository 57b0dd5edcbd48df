"""
What a line may hold: short values and references, and nothing personal that shows by its shape.

A person's name has no shape, so that one cannot be told here; tests put the names of everybody
in the database to every line that is written.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from saferboard.domain.refusals import Refusal, Refused

LONGEST = 300
"""Letters of one value.  Longer is a narrative, and belongs to the thing it is about."""

_EMAIL = re.compile(r"[^\s@<>\"']@[\w-]+\.\w")
_TELEPHONE = re.compile(
    # Ten or eleven digits after 0, or twelve after +44: not a digest, nor a day, nor a reference.
    r"(?<![\w+./-])(?:\+44|0044|0)[\s()-]*(?:[1-37-8](?:[\s()-]*\d){8,9})(?![\w/-])"
)


def require_plain(said: Mapping[str, Any]) -> None:
    """
    Go on if every value may stand in a line of the ledger.

    :raises Refused: if one is too long, or holds an e-mail address or a telephone number.
    :raises AssertionError: if one is not a text, a whole number, a yes or no, or a list of them.
    """
    for name, value in said.items():
        for one in value if isinstance(value, (list, tuple)) else (value,):
            assert one is None or isinstance(one, (str, int)), (
                f"{name} is a {type(one).__name__}: the ledger keeps texts and whole numbers, "
                "which read back the same from any database"
            )
            if isinstance(one, str):
                _require_plain_text(name, one)


def _require_plain_text(name: str, text: str) -> None:
    if len(text) > LONGEST:
        raise _refused(f"has {len(text)} letters. Say it in up to {LONGEST}", name)
    if len(text) < 6 or text.isalpha():
        return
    if "@" in text and _EMAIL.search(text):
        raise _refused("holds an e-mail address. Take it out: the ledger is kept for years", name)
    if _TELEPHONE.search(text):
        raise _refused("holds a telephone number. Take it out: the ledger is kept for years", name)


def _refused(why: str, name: str) -> Refused:
    return Refused(Refusal("not-for-the-ledger", f"The {name.replace('_', ' ')} {why}."))


def names_in(said: str, people: Iterable[str]) -> list[str]:
    """Return which of some people's names stand in a text."""
    low = said.casefold()
    return [name for name in people if name and name.casefold() in low]
