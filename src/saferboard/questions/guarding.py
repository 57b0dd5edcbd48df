"""
Keeping programs out of the page for questions, without asking people to prove that they are some.

Three things, none of which a person notices: a box that people do not see and programs fill in, a
signed moment at which the form was opened, and a limit to how many come from one network.
"""

import datetime as dt

from django.core import signing

from saferboard.domain.refusals import Refusal

SALT = "saferboard.questions.opened"
SOONEST = dt.timedelta(seconds=3)
"""Nobody reads the form and writes a question sooner."""
LATEST = dt.timedelta(hours=12)
"""A form older than this was copied, or left open over night."""


def stamp(at: dt.datetime) -> str:
    """Return the signed moment at which a form was opened."""
    return signing.dumps(at.timestamp(), salt=SALT)


def refusal_of_stamp(stamped: str, *, at: dt.datetime) -> Refusal | None:
    """Return why a form may not have been filled in by a person, or None if it may have been."""
    again = "Look over what you wrote, and send it again."
    try:
        opened = float(signing.loads(stamped, salt=SALT))
    except (signing.BadSignature, TypeError, ValueError):
        return Refusal("no-stamp", f"This page was not opened here. {again}")
    age = at.timestamp() - opened
    if age < SOONEST.total_seconds():
        return Refusal("too-soon", f"That was very quick for a question. {again}")
    if age > LATEST.total_seconds():
        return Refusal("too-old", f"This page had been open for long. {again}")
    return None


def refusal_of_trap(filled: str) -> Refusal | None:
    """Return why a form that fills in the box nobody sees is not taken, or None."""
    if not filled:
        return None
    return Refusal("trapped", "Leave the box “Leave this empty” empty, and send the form again.")
