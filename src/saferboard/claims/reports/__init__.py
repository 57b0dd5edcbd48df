"""
What comes out: words for a terminal, JSON for machines, a page with notes, Word comments.
"""

from dataclasses import dataclass

from saferboard.claims.model import Claim
from saferboard.documents.reading.readings import Reading


@dataclass(frozen=True)
class Checked:
    """One file checked, or the reason it could not be."""

    name: str
    reading: Reading | None
    claims: tuple[Claim, ...] = ()
    error: str = ""

    @property
    def wrong(self) -> list[Claim]:
        return [claim for claim in self.claims if claim.wrong]
