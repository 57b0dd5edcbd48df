"""
What is wrong with a file of incidents, in words.
"""

from saferboard.domain.refusals import Refusal, Refused

ENOUGH = 20
"""How many things wrong are told of one file."""


class BadIncidents(Refused):
    """Raised for a file of incidents that may not be taken, with up to twenty things wrong."""

    def __init__(self, file: str, wrong: list[str]) -> None:
        told = wrong[:ENOUGH]
        if len(wrong) > ENOUGH:
            told.append(f"and {len(wrong) - ENOUGH:,} more.")
        super().__init__(Refusal("bad-incidents", "\n".join(f"{file}{one}" for one in told)))
        self.file = file
        self.wrong = tuple(wrong)
