"""
What is asked of partners in the small world: a data sheet, and a round of updates.
"""

import datetime as dt
import io
from email.message import EmailMessage

import openpyxl

from saferboard.documents.filled import sheet_of
from saferboard.domain.periods import Quarter
from saferboard.partners.models import Organisation, User
from saferboard.returns.answering.operations import send
from saferboard.returns.answering.people import Giver, asked_at
from saferboard.returns.answering.queries import list_of
from saferboard.returns.filled.templates import template_of
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


def filled_template(ref: str, said: str) -> bytes:
    """Return a list's Excel template with a text beside its first reference."""
    asked = asked_at(ref)
    assert asked is not None
    book = openpyxl.load_workbook(io.BytesIO(sheet_of(template_of(list_of(asked)))))
    book.active["D6"] = said
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def mail_with(*files: bytes, sender: str = "partner@westhaven.example") -> bytes:
    """Return a mail as a partner's program sends it, with files attached to it."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, "board@westhaven.example", "Re: Updates"
    mail.set_content("Please find it attached.")
    for content in files:
        mail.add_attachment(
            content, maintype="application", subtype="octet-stream", filename="Filled.XLSX"
        )
    return mail.as_bytes()
