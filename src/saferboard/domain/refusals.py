"""
Saying no, once, in words for the person refused.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Refusal:
    """Why a thing may not be done.  `code` is for tests and logs; `words` for the person."""

    code: str
    words: str

    def __str__(self) -> str:
        return self.words


class Refused(Exception):
    """A foreseen no.  Its text may be shown as it stands."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.words)
        self.refusal = refusal


def require(refusal: Refusal | None) -> None:
    """
    Go on if there is nothing to refuse.

    :raises Refused: if there is.
    """
    if refusal is not None:
        raise Refused(refusal)
