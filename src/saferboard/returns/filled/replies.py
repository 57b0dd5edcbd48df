"""
A filled template that comes by e-mail: what a mail holds, and putting it in the boxes of a list.

Who wrote a mail cannot be known, so that a reply sends nothing: the post that is asked is
written to, with a link, and looks at what was filled in before it sends it.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import getaddresses

from django.db import transaction

from saferboard.documents.filled import Filled, Unfit
from saferboard.documents.filled_apart import read_apart
from saferboard.documents.safety import FileKind
from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.letters import operations as letters
from saferboard.partners.models import User
from saferboard.returns.answering import operations
from saferboard.returns.answering.people import BY_REPLY, Asked, Giver, asked_at
from saferboard.returns.answering.queries import list_of
from saferboard.returns.data_sheets import LINK, rows_of
from saferboard.returns.filled.templates import list_of_tag, texts_in
from saferboard.returns.models import Via
from saferboard.returns.permissions import refusal_to_answer_for, refusal_while
from saferboard.returns.queries import head
from saferboard.sheets.askers import Filler
from saferboard.sheets.filling import Opened
from saferboard.sheets.giving_back import opened_by_tag
from saferboard.sheets.giving_back import put_in as put_sheet
from saferboard.ui.words import counted

LARGEST = 10 * 1024 * 1024
"""Bytes of a mail: a template of 5 MB is half as long again when it is attached."""
SUFFIXES = (FileKind.WORD.suffix, FileKind.EXCEL.suffix)


@dataclass(frozen=True)
class Reply:
    """A mail as it is needed here: the address it says it is from, and the file attached."""

    sender: str
    content: bytes


@dataclass(frozen=True)
class Taken:
    """What a reply filled in, and how many texts that were typed before stay."""

    asked: Asked
    put: int
    stay: int


def read_mail(data: bytes) -> Reply:
    """
    Return who a mail is from and the one template attached to it; pictures are passed over.

    :raises Refused: if it is too large, no mail, from nobody or several, or has no template or
        more than one.
    """
    if len(data) > LARGEST:
        raise Refused(Refusal("too-large", "The mail is larger than 10 MB."))
    try:
        mail = message_from_bytes(data, policy=policy.default)
        assert isinstance(mail, EmailMessage), "the policy makes these"
        written = [str(one) for one in mail.get_all("From", [])]
        files = [
            bytes(part.get_payload(decode=True) or b"")
            for part in mail.walk()
            if (part.get_filename() or "").lower().endswith(SUFFIXES)
        ]
    except (MessageError, ValueError, LookupError, IndexError) as error:
        raise Refused(Refusal("no-mail", "The file is no mail that can be read.")) from error
    senders = [address for _, address in getaddresses(written) if "@" in address]
    if len(senders) != 1:
        raise Refused(Refusal("no-sender", "The mail does not say which one address it is from."))
    if len(files) != 1:
        words = "Attach the filled template, one Word or Excel file and no other."
        raise Refused(Refusal("no-template", words))
    return Reply(senders[0], files[0])


def take_reply(reply: Reply, *, at: dt.datetime) -> Taken:
    """
    Put a filled template that came by mail in the boxes of its list, all of it or nothing, and
    write to the post that is asked: what was filled in, or that it could not be.

    :raises Refused: if it is no template of an open list, not from an address that may answer
        that list, or cannot be taken.  Nobody is written to where the sender is a stranger.
    """
    via, filled = _read(reply.content)
    sheet = opened_by_tag(filled.tag)
    if sheet is not None:
        return _take_sheet(sheet, filled, reply.sender, at=at)
    asked = asked_at(list_of_tag(filled.tag))
    if asked is None:
        raise Refused(Refusal("no-list", "The file is the template of no list of updates."))
    require(_refusal_to_sender(reply.sender, asked, on=at.date()))
    giver = Giver(BY_REPLY, asked.post.code)

    def put_in() -> tuple[int, int]:
        texts = texts_in(filled, list_of(asked))
        return operations.fill_in(asked, texts, via=via, replace=False, giver=giver, at=at)

    return _put(asked, put_in, at=at)


def _take_sheet(sheet: Opened, filled: Filled, sender: str, *, at: dt.datetime) -> Taken:
    """A data sheet comes back for whoever is asked for it in a round."""
    lists = [
        Asked(head(row.round), row.asked) for row in rows_of(sheet.held).filter(asked__isnull=False)
    ]
    if not lists:
        raise Refused(Refusal("no-list", "No round asks for this data sheet."))
    asked = next((one for one in lists if refusal_while(one.head) is None), lists[0])
    require(_refusal_to_sender(sender, asked, on=at.date()))
    require(refusal_while(asked.head))
    by = Filler(BY_REPLY, asked.post.code)

    def put_in() -> tuple[int, int]:
        put, stay = put_sheet(sheet, filled, replace=False, by=by, at=at)
        operations.record_filled(
            asked, put, via=Via.EXCEL, giver=Giver(BY_REPLY, asked.post.code), at=at
        )
        return put, stay

    return _put(asked, put_in, at=at)


def _put(asked: Asked, put_in: Callable[[], tuple[int, int]], *, at: dt.datetime) -> Taken:
    try:
        with transaction.atomic():
            put, stay = put_in()
            _write(asked, "returns-reply-taken", at=at, count=counted(put, "box", "boxes"))
    except Refused:
        # Why is said on the page, where the file can be given back: a letter says little.
        if refusal_while(asked.head) is None:
            _write(asked, "returns-reply-refused", at=at)
        raise
    return Taken(asked, put, stay)


def _read(content: bytes):  # type: ignore[no-untyped-def]
    try:
        kind, filled = read_apart(content)
    except Unfit as unfit:
        raise Refused(Refusal("unfit", str(unfit))) from unfit
    return (Via.WORD if kind is FileKind.WORD else Via.EXCEL), filled


def _refusal_to_sender(sender: str, asked: Asked, *, on: dt.date) -> Refusal | None:
    for user in User.objects.filter(email__iexact=sender, is_active=True).order_by("id"):
        if refusal_to_answer_for(user, asked.post, on=on) is None:
            return None
    words = "It is from an address that may not answer this list. Send it from your own."
    return Refusal("stranger", words)


def _write(asked: Asked, kind: str, *, at: dt.datetime, **facts: str) -> None:
    letters.send_letter(
        kind,
        to_post=asked.post,
        facts={"quarter": asked.head.quarter.label, **facts},
        by=BY_REPLY,
        at=at,
        about=f"list {asked.ref}",
        link=letters.issue_link(LINK, post=asked.post, thing=asked.ref, by=BY_REPLY, at=at),
    )
