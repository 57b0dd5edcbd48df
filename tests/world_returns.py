"""
What is asked of partners in the small world: a data sheet, and a round of updates.
"""

import datetime as dt

from saferboard.domain.periods import Quarter
from saferboard.partners.models import Organisation, User
from saferboard.returns.answering.operations import send
from saferboard.returns.answering.people import Giver
from saferboard.returns.rounds.operations import open_next
from saferboard.returns.rounds.planning import plan_next
from saferboard.sheets.operations import ask_for_sheet, map_word

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


def ask_for_sheets(users: dict[str, User], *, at: dt.datetime) -> None:
    """Ask two partners for a small sheet, and have one say what a word of theirs means."""
    partners = Organisation.objects.filter(code__in=["homes", "council"]).order_by("code")
    ask_for_sheet("community-impact-days", partners, quarter=Quarter(2022, 2), by="system", at=at)
    map_word(
        Organisation.objects.get(code="homes"),
        sheet="domestic-abuse",
        breakdown="risk",
        word="standard risk",
        term="medium",
        by=users["partner"],
        at=at,
    )
