"""
Giving a paper as PDF or Word, and taking it off again.
"""

import datetime as dt
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from saferboard.bodies.queries import name_outside
from saferboard.documents.safety import FileKind
from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.letters.operations import send_letter
from saferboard.library.operations import keep_file
from saferboard.meetings.models import GivenPaper, Item, PaperKind
from saferboard.meetings.permissions import refusal_to_write
from saferboard.packs.given import apart
from saferboard.packs.given.permissions import (
    MOST_PAGES,
    refusal_to_give,
    refusal_to_withdraw,
)
from saferboard.partners.models import Actor, Post
from saferboard.search import operations as search
from saferboard.ui.words import day


@transaction.atomic
def give_paper(
    item: Item, upload: File, *, owner: Post | None, by: Actor, at: dt.datetime
) -> GivenPaper:
    """
    Keep a PDF or Word file as an item's paper, in the place of one given before, which is kept.

    Word is set like our own papers; a PDF is bound in as it is.  The owner of one without tags
    is asked for it in Word.

    :raises Refused: if it is not theirs to do, the item's paper is made otherwise, or the file
        is neither PDF nor Word, locked, too large, has active content, or cannot be set.
    """
    require(refusal_to_write(by, on=at.date()))
    item = Item.objects.select_for_update().get(pk=item.pk)
    require(refusal_to_give(item))
    looked = Looked()
    kept = keep_file(upload, by=by, at=at, look=looked)
    item.given.filter(replaced_at__isnull=True).update(replaced_at=at)
    about = {"item": item, "file": kept, "owner": owner, "given_by": kept.by, "given_at": at}
    paper = GivenPaper.objects.create(**about, **looked.found)
    Item.objects.filter(pk=item.pk).update(paper=PaperKind.FILE, verbal=False)
    search.keep("paper", [item.pk])
    record(
        Kind.PAPER_GIVEN,
        subject=f"meeting {item.meeting.code}, item {item.number}",
        by=by,
        at=at,
        form=FileKind(kept.kind).label,
        sha256=kept.sha256,
        pages=len(paper.shapes),
        tagged=paper.tagged,
    )
    _ask_for_word(paper, by=by, at=at)
    return paper


class Looked:
    """What was found in a file that is to be a paper, before it is written anywhere."""

    def __init__(self) -> None:
        self.found: dict[str, Any] = {}

    def __call__(self, content: bytes, kind: FileKind) -> None:
        """
        Look into a file in a process apart.

        :raises Refused: if it is neither PDF nor Word, cannot be set, or is too long.
        """
        if kind not in (FileKind.PDF, FileKind.WORD):
            words = f"It is not a PDF or Word file ({kind.label}). Save the paper as one of those."
            raise Refused(Refusal("not-a-paper", words))
        self.found = apart.look_into(content)
        if len(self.found.get("shapes", "")) > MOST_PAGES:
            words = f"It has more than {MOST_PAGES} pages. Give it in parts, each under an item."
            raise Refused(Refusal("too-many-pages", words))


def _ask_for_word(paper: GivenPaper, *, by: Actor, at: dt.datetime) -> None:
    """Write to the owner of a paper without tags that it is wanted in Word."""
    if paper.tagged or paper.owner is None:
        return
    item, meeting = paper.item, paper.item.meeting
    send_letter(
        "word-wanted",
        to_post=paper.owner,
        facts={
            "body": name_outside(meeting.body),
            "day": day(timezone.localtime(meeting.starts)),
            "item": item.number,
        },
        by=by,
        at=at,
        about=f"meeting {meeting.code}, item {item.number}",
    )


@transaction.atomic
def withdraw_paper(item: Item, *, by: Actor, at: dt.datetime) -> None:
    """
    Take a given paper off its item, which then has none; the file is kept.

    :raises Refused: if it is not theirs to do, nothing is given, or it was issued.
    """
    require(refusal_to_write(by, on=at.date()))
    item = Item.objects.select_for_update().get(pk=item.pk)
    require(refusal_to_withdraw(item))
    item.given.filter(replaced_at__isnull=True).update(replaced_at=at)
    Item.objects.filter(pk=item.pk).update(paper=PaperKind.NONE)
    search.keep("paper", [item.pk])
    record(
        Kind.PAPER_WITHDRAWN,
        subject=f"meeting {item.meeting.code}, item {item.number}",
        by=by,
        at=at,
    )
