"""
What the demonstration's data protection officer has on the desk: all of it invented.
"""

import datetime as dt
import secrets

from saferboard.domain.gate import Thing
from saferboard.domain.handling import Handling
from saferboard.domain.retention import RequestKind
from saferboard.keeping.operations import identify, list_due, open_request
from saferboard.ledger.operations import SYSTEM
from saferboard.oversight.operations import ask, notice_oddities
from saferboard.oversight.questions import Asked, Question
from saferboard.partners.models import User
from saferboard.partners.operations import open_account
from saferboard.sharing.gate import look


def load_keeping(at: dt.datetime) -> None:
    """Take down three requests, and list the record of an officer who left two years before."""
    officer = User.objects.get(username="protection")
    # Nobody signs in with it: whoever it was has left.
    open_account(
        "former-officer",
        password=secrets.token_urlsafe(16),
        name="Winifred Osei-Lang",
        post="lbb-senior-strategist-public-health",
        since=dt.date(2017, 4, 3),
        until=dt.date(2020, 9, 30),
        by=SYSTEM,
        at=at,
    )
    for kind, name, words in (
        (RequestKind.ERASURE, "Casimir Doyle", "Please take my name off whatever you hold."),
        (RequestKind.ACCESS, "Perpetua Lund", "A copy of everything with my name on it."),
    ):
        opened = open_request(
            kind,
            name=name,
            contact="by post",
            asked=words,
            account=None,
            received=at.date() - dt.timedelta(days=6),
            by=officer,
            at=at,
        )
        if kind is RequestKind.ERASURE:
            identify(opened, how="Came to the civic centre with a passport", by=officer, at=at)
    ask_for_correction(officer, at)
    list_due(by=SYSTEM, at=at)
    ask_the_ledger(officer, at)


def ask_for_correction(officer: User, at: dt.datetime) -> None:
    """Have somebody with an account ask for their address to be put right, known to be them."""
    asks = User.objects.select_related("person").get(username="social-care")
    opened = open_request(
        RequestKind.RECTIFICATION,
        name=asks.person.name,
        contact="by e-mail",
        asked="My address has changed. Please put it right wherever you hold it.",
        account=asks,
        received=at.date() - dt.timedelta(days=2),
        by=officer,
        at=at,
    )
    identify(opened, how="Telephoned back on the council’s number", by=officer, at=at)


def ask_the_ledger(officer: User, at: dt.datetime) -> None:
    """Have the analyst shut out six times, and ask about that and about the board's meeting."""
    analyst = User.objects.get(username="analyst")
    shut = Thing("intelligence", "made-up-1", Handling.NAMED)
    for _ in range(6):
        look(analyst, [shut], purpose="prevention", at=at)
    notice_oddities(at.date(), by=SYSTEM, at=at)
    ask(Asked(Question.SEEN, ("meeting 2022-10-27",)), by=officer, at=at)
    ask(Asked(Question.REFUSED), by=officer, at=at)
