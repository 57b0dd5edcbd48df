"""
What the small world's data protection officer has on the desk: two people's requests, and one
record that has fallen due.
"""

import datetime as dt

from saferboard.domain.gate import Thing
from saferboard.domain.handling import Handling
from saferboard.domain.retention import RequestKind
from saferboard.keeping.models import SubjectRequest
from saferboard.keeping.operations import identify, list_due, open_request
from saferboard.letters.models import Letter
from saferboard.oversight.operations import ask, notice_oddities
from saferboard.oversight.questions import Asked, Question
from saferboard.partners.models import User
from saferboard.partners.operations import open_account
from saferboard.sharing.gate import look

BY = "system"


def people_ask(officer: User, *, at: dt.datetime) -> None:
    """
    Ask the ledger once, take down two requests, and list the account of somebody who left two
    years before.
    """
    ask(Asked(Question.SEEN, ("meeting 2022-10-27",)), by=officer, at=at)
    shut = Thing("request", "made-up-1", Handling.NAMED)
    for _ in range(6):
        look(officer, [shut], purpose="prevention", at=at)
    notice_oddities(at.date(), by=BY, at=at)
    # The small world's outbox is empty: tests of letters count what they wrote themselves.
    Letter.objects.all().delete()
    open_account(
        "leaver",
        password="correct horse",
        name="Odalys Penhaligon",
        post="station-manager",
        since=dt.date(2018, 4, 1),
        until=dt.date(2020, 9, 30),
        by=BY,
        at=at,
    )
    for kind, name in ((RequestKind.ERASURE, "Merle Ashdown"), (RequestKind.ACCESS, "Ivo Tarn")):
        opened = open_request(
            kind,
            name=name,
            contact="by post",
            asked="What do you hold about me?",
            account=None,
            received=at.date(),
            by=officer,
            at=at,
        )
        if kind is RequestKind.ERASURE:
            identify(opened, how="Came in person with a passport", by=officer, at=at)
    list_due(by=BY, at=at)


def ask_to_correct(asks: User, officer: User, *, at: dt.datetime) -> SubjectRequest:
    """Take down that somebody with an account wants their name put right, known to be them."""
    opened = open_request(
        RequestKind.RECTIFICATION,
        name=asks.person.name,
        contact="by post",
        asked="My name is misspelt.",
        account=asks,
        received=at.date(),
        by=officer,
        at=at,
    )
    identify(opened, how="Came in person with a passport", by=officer, at=at)
    return opened
