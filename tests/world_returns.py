"""
A round of updates in the small world: open, with one text that has come.
"""

import datetime as dt

from saferboard.partners.models import User
from saferboard.returns.answering.operations import send
from saferboard.returns.answering.people import Giver
from saferboard.returns.rounds.operations import open_next
from saferboard.returns.rounds.planning import plan_next

ASKED = frozenset({"w11-superintendent", "w12-head-of-safety", "w21-housing-manager"})
ROUND = "2022-23-q3.safer-westhaven"
"""The address of the open round."""


def ask_for_updates(head: User, *, at: dt.datetime) -> None:
    """Open a round by last quarter's settings, and send one of its three updates."""
    planned = plan_next(on=at.date())
    wanted = planned.changed(ask=ASKED, due=dt.date(2022, 10, 28), rhythm=(-7, 1))
    opened = open_next(wanted, by="system", at=at, tell=False)
    sent = opened.updates.get(slug="w12-head-of-safety")
    send(sent, "Twelve alleys have lamps.", giver=Giver(head, "head-of-safety"), at=at)
