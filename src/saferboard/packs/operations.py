"""
Making a pack and issuing it.
"""

import datetime as dt
import hashlib
import os
from pathlib import Path

from django.conf import settings
from django.db import transaction

from saferboard.documents.pdf import pack_pdf
from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.domain.states import PACK_MOVES, PackState, refusal_to_move
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.meetings.models import Meeting, Pack
from saferboard.packs import composing
from saferboard.ui.assets import VENDOR


@transaction.atomic
def make_pack(meeting: Meeting, *, by: str, at: dt.datetime) -> Pack:
    """
    Compose a meeting's papers, print them, and keep the print as its draft.

    :raises Refused: if the meeting's pack has been issued: what members were sent stands.
    """
    held = _bound(meeting)
    if held is not None:
        to_replace = refusal_to_move(
            PACK_MOVES, PackState(held.state), PackState.REPLACED, thing="pack"
        )
        require(to_replace)
        Pack.objects.filter(pk=held.pk).update(state=PackState.REPLACED)
    composed = composing.compose(meeting.code)
    printed = pack_pdf(composed.pack, fonts=VENDOR / "fonts")
    digest = keep(printed.content)
    pack = Pack.objects.create(
        meeting=meeting,
        state=PackState.DRAFT,
        made_at=at,
        made_by=by,
        sha256=digest,
        pages=printed.pages,
        size=len(printed.content),
        ranges={key: list(pages) for key, pages in printed.ranges.items()},
        figures=composed.figures,
    )
    record(
        Kind.PACK_MADE,
        subject=f"meeting {meeting.code}",
        by=by,
        at=at,
        pages=pack.pages,
        sha256=digest,
        figures=len(composed.figures),
    )
    return pack


@transaction.atomic
def issue_pack(meeting: Meeting, *, by: str, at: dt.datetime) -> Pack:
    """
    Issue a meeting's draft pack.  From now on it is fixed, and anyone may read it.

    :raises Refused: if there is no draft, or the pack was issued already.
    """
    pack = _bound(meeting)
    if pack is None:
        raise Refused(Refusal("no-pack", "There is no pack to issue. Make it first."))
    require(refusal_to_move(PACK_MOVES, PackState(pack.state), PackState.ISSUED, thing="pack"))
    pack.state, pack.issued_at = PackState.ISSUED, at
    pack.save(update_fields=["state", "issued_at"])
    record(
        Kind.PACK_ISSUED,
        subject=f"meeting {meeting.code}",
        by=by,
        at=at,
        pages=pack.pages,
        sha256=pack.sha256,
    )
    return pack


def _bound(meeting: Meeting) -> Pack | None:
    """
    Return a meeting's draft or issued pack, if it has one.

    Two people pressing the button at once would both find the same draft to replace: the
    second waits here until the first is done.
    """
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    return Pack.objects.filter(meeting=meeting).exclude(state=PackState.REPLACED).first()


def keep(content: bytes) -> str:
    """Keep a file under its own SHA-256, and return that; the same file twice is one file."""
    digest = hashlib.sha256(content).hexdigest()
    path = file_of(digest)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}.part")
        part.write_bytes(content)
        part.replace(path)
    return digest


def file_of(digest: str) -> Path:
    """Return where the file with this SHA-256 is kept."""
    return settings.DATA_FOLDER / "packs" / f"{digest}.pdf"
