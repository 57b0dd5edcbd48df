"""
What can be asked of the ledger.
"""

import datetime as dt
import enum
from dataclasses import dataclass


class Question(enum.StrEnum):
    """A question, under the word of its address."""

    SEEN = "seen"
    BY = "account"
    UNDER = "agreement"
    REFUSED = "refused"
    EMERGENCY = "emergency"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    Question.SEEN: "Who has seen a person or thing",
    Question.BY: "What an account has done and looked at",
    Question.UNDER: "What left under an agreement",
    Question.REFUSED: "What was refused",
    Question.EMERGENCY: "Where access was taken in an emergency",
}


@dataclass(frozen=True)
class Asked:
    """
    A question as it was put: `what` are the references, the account or the agreement.

    `number` is the line of the ledger that says it was asked; nothing newer answers it.
    """

    question: Question
    what: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    number: int | None = None
