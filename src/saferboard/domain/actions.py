"""
When an action is due, when it is overdue, and when its owner is written to.
"""

import datetime as dt
import enum

from saferboard.domain.refusals import Refusal
from saferboard.domain.states import ActionState

NEAR = dt.timedelta(days=7)
"""How long before its day an action's owner is reminded of it."""
RHYTHM = dt.timedelta(days=7)
"""How often, at most, one owner is written to of what is near or overdue: one letter for all."""
LONGEST = dt.timedelta(days=3 * 366)
"""How far ahead an action may be put off: longer is more likely a slip of the keyboard."""


class StepKind(enum.StrEnum):
    """One thing that was said or done about an action."""

    SENT = "SENT"
    PROGRESS = "PROGRESS"
    MORE_TIME_ASKED = "MORE_TIME_ASKED"
    DATE_CHANGED = "DATE_CHANGED"
    MORE_TIME_REFUSED = "MORE_TIME_REFUSED"
    REPORTED_DONE = "REPORTED_DONE"
    CONFIRMED = "CONFIRMED"
    OPENED_AGAIN = "OPENED_AGAIN"

    @property
    def label(self) -> str:
        return {
            "SENT": "Sent to its owner",
            "PROGRESS": "Progress reported",
            "MORE_TIME_ASKED": "More time asked for",
            "DATE_CHANGED": "Date changed",
            "MORE_TIME_REFUSED": "More time refused",
            "REPORTED_DONE": "Reported done",
            "CONFIRMED": "Confirmed done",
            "OPENED_AGAIN": "Opened again",
        }[self.value]

    @property
    def changes_date(self) -> bool:
        return self in (StepKind.MORE_TIME_ASKED, StepKind.DATE_CHANGED)


def is_overdue(due: dt.date | None, state: ActionState, *, on: dt.date) -> bool:
    """Return whether an action's day has passed and it is not said to be done."""
    said_done = state in (ActionState.REPORTED_DONE, ActionState.DONE)
    return due is not None and due < on and not said_done


def is_near(due: dt.date | None, state: ActionState, *, on: dt.date) -> bool:
    """Return whether an action's day is here or within a week, and the next step its owner's."""
    return due is not None and on <= due <= on + NEAR and state.waits_for_owner


def refusal_to_put_off(until: dt.date, *, due: dt.date | None, on: dt.date) -> Refusal | None:
    """Return why an action may not be put off until a day, or None if it may."""
    if until <= on:
        words = "The new date is in the past or today. Give a day still to come."
        return Refusal("date-in-the-past", words)
    if due is not None and until <= due:
        words = f"The action is due on {due.day} {due:%B %Y}. Give a later day."
        return Refusal("date-not-later", words)
    if until > on + LONGEST:
        return Refusal(
            "date-too-far", "The new date is more than three years away. Check the year."
        )
    return None
