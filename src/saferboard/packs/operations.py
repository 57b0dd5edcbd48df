"""
Making a pack and issuing it.
"""

import datetime as dt
import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.db import transaction

from saferboard.documents.pdf import pack_pdf
from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.domain.states import PACK_MOVES, PackState, refusal_to_move
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.meetings.circulation.operations import tell_of_issue
from saferboard.meetings.models import Meeting, Pack
from saferboard.meetings.permissions import refusal_to_bind
from saferboard.packs import checking, composing
from saferboard.packs.checking import Finding, PackChecked
from saferboard.packs.models import Override
from saferboard.partners.models import Actor, ledger_name
from saferboard.ui.assets import VENDOR
from saferboard.ui.words import counted


@transaction.atomic
def make_pack(meeting: Meeting, *, by: Actor, at: dt.datetime) -> Pack:
    """
    Compose a meeting's papers, print them, and keep the print as its draft.

    :raises Refused: if it is not theirs to do, or the meeting's pack has been issued: what
        members were sent stands.
    """
    require(refusal_to_bind(by, on=at.date()))
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
        made_by=ledger_name(by),
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
def issue_pack(meeting: Meeting, *, sha256: str, by: Actor, at: dt.datetime) -> Pack:
    """
    Issue a meeting's draft pack, the one with the digest `sha256`.  From now on it is fixed,
    and anyone may read it.

    :raises Refused: if it is not theirs to do, there is no draft, the pack was issued
        already, it is not the draft that was read, something was changed since it was made,
        or a finding of the figure checker is neither corrected nor let stand.
    """
    require(refusal_to_bind(by, on=at.date()))
    pack = _bound(meeting)
    if pack is None:
        raise Refused(Refusal("no-pack", "There is no pack to issue. Make it first."))
    require(refusal_to_move(PACK_MOVES, PackState(pack.state), PackState.ISSUED, thing="pack"))
    if pack.sha256 != sha256:
        words = "The pack was made again since you read it. Read it, then issue it."
        raise Refused(Refusal("another-draft", words))
    require(refusal_to_issue_unchecked(checking.check_pack(meeting.code)))
    require(_refusal_to_issue_stale(meeting, pack))
    pack.state, pack.issued_at = PackState.ISSUED, at
    pack.save(update_fields=["state", "issued_at"])
    tell_of_issue(meeting, by=by, at=at)
    record(
        Kind.PACK_ISSUED,
        subject=f"meeting {meeting.code}",
        by=by,
        at=at,
        pages=pack.pages,
        sha256=pack.sha256,
    )
    return pack


def refusal_to_issue_unchecked(checked: PackChecked) -> Refusal | None:
    """Return why a pack may not be issued for what the checker finds, or None if it may."""
    material, rest = len(checked.open_material), len(checked.open_findings)
    if material:
        words = (
            f"{counted(material, 'material finding')} of the figure checker"
            f" {'stands' if material == 1 else 'stand'}. Correct each text, or say why it stands."
        )
        return Refusal("material-findings", words)
    if rest:
        words = f"{counted(rest, 'smaller finding')} of the figure checker not yet passed."
        return Refusal("findings-not-passed", words)
    return None


def _refusal_to_issue_stale(meeting: Meeting, pack: Pack) -> Refusal | None:
    """The same things make the same bytes, so other bytes mean that something has changed."""
    printed = pack_pdf(composing.compose(meeting.code).pack, fonts=VENDOR / "fonts")
    if hashlib.sha256(printed.content).hexdigest() == pack.sha256:
        return None
    words = "Something has changed since the pack was made. Make it again, then issue it."
    return Refusal("pack-is-stale", words)


@transaction.atomic
def let_stand(
    meeting: Meeting, findings: Sequence[Finding], *, reason: str, by: Actor, at: dt.datetime
) -> None:
    """
    Let findings of the figure checker stand, for a reason that the ledger keeps.

    :raises Refused: if it is not theirs to do, no reason is given, or the pack has been issued.
    """
    require(refusal_to_bind(by, on=at.date()))
    if not reason.strip():
        raise Refused(Refusal("no-reason", "Say why the figure stands as it is."))
    if Pack.objects.filter(meeting=meeting, state=PackState.ISSUED).exists():
        raise Refused(Refusal("pack-issued", "The pack is issued; what it says is fixed."))
    for finding in findings:
        Override.objects.get_or_create(
            meeting=meeting,
            finding=finding.found.key,
            defaults={
                "item": finding.item,
                "quote": finding.found.quote,
                "reason": reason.strip(),
                "by": ledger_name(by),
                "at": at,
            },
        )
    record(
        Kind.FINDINGS_PASSED,
        subject=f"meeting {meeting.code}",
        by=by,
        at=at,
        findings=len(findings),
        reason=reason.strip(),
        items=sorted({finding.item for finding in findings}),
    )


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
