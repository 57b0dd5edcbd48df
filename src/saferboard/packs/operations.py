"""
Making a pack and supplements to it, and issuing them.
"""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from saferboard.documents.binding import Progress
from saferboard.documents.pdf import PrintedPack, pack_pdf
from saferboard.documents.stored import paper_data
from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.domain.states import PackState
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.meetings import queries
from saferboard.meetings.circulation.operations import tell_of_issue
from saferboard.meetings.issuing import queries as issuing
from saferboard.meetings.issuing.lacking import Lacking
from saferboard.meetings.models import BoundPaper, Edition, Meeting, Pack
from saferboard.meetings.permissions import refusal_to_bind
from saferboard.packs import checking, composing
from saferboard.packs.checking import Finding
from saferboard.packs.composing import Composed, Supplement, supplement_of
from saferboard.packs.files import file_of as file_of
from saferboard.packs.files import keep
from saferboard.packs.folder import folder_of
from saferboard.packs.lacking import lacking
from saferboard.packs.models import Override
from saferboard.packs.permissions import (
    next_number,
    refusal_to_follow,
    refusal_to_issue_lacking,
    refusal_to_issue_stale,
    refusal_to_issue_unchecked,
    refusal_to_let_stand,
    refusal_to_make_again,
    refusal_to_repeat,
    refusal_to_supplement,
)
from saferboard.partners.models import Actor, ledger_name
from saferboard.search import operations as search
from saferboard.ui.assets import VENDOR


def make_pack(
    meeting: Meeting, *, by: Actor, at: dt.datetime, progress: Progress = lambda pages: None
) -> Pack:
    """
    Compose a meeting's papers, print them, and keep the print as its draft: the public pack,
    which is returned, and the full one where a paper is exempt.

    `progress` is told of each given page that is bound in.

    :raises Refused: if it is not theirs to do, or the meeting's pack has been issued: what
        members were sent stands.
    """
    require(refusal_to_bind(by, on=at.date()))
    require(refusal_to_make_again(meeting))
    composed = composing.compose_editions(meeting.code)
    return _keep_draft(meeting, None, composed, by=by, at=at, progress=progress)


def make_supplement(
    meeting: Meeting,
    items: Sequence[str],
    *,
    reason: str,
    by: Actor,
    at: dt.datetime,
    progress: Progress = lambda pages: None,
) -> Pack:
    """
    Make a supplement of late items and corrected papers, and keep it as a draft.

    :raises Refused: if it is not theirs to do, nothing was issued that it could follow, no
        reason is given, or an item is not on the agenda or stands as it was issued.
    """
    require(refusal_to_bind(by, on=at.date()))
    require(refusal_to_supplement(meeting, items, reason))
    number = next_number(meeting)
    asked = Supplement(number, tuple(items), reason.strip(), timezone.localtime(at).date())
    composed = composing.compose_editions(meeting.code, asked)
    require(refusal_to_repeat(meeting, composed))
    return _keep_draft(meeting, asked, composed, by=by, at=at, progress=progress)


def _keep_draft(
    meeting: Meeting,
    supplement: Supplement | None,
    composed: Mapping[Edition, Composed],
    *,
    by: Actor,
    at: dt.datetime,
    progress: Progress,
) -> Pack:
    """Print what was composed, with nobody kept waiting meanwhile, and then keep it whole."""
    printed = {edition: _print(one, progress) for edition, one in composed.items()}
    rows = {
        edition: Pack(
            meeting=meeting,
            number=supplement.number if supplement else 0,
            supplement=supplement.kept if supplement else {},
            edition=edition,
            made_at=at,
            made_by=ledger_name(by),
            sha256=keep(one.content),
        )
        for edition, one in printed.items()
    }
    public = rows[Edition.PUBLIC]
    with transaction.atomic():
        _lock(meeting)
        require(refusal_to_follow(meeting, public.number))
        _replace_drafts(meeting)
        for edition, row in rows.items():
            _keep_edition(row, composed[edition], printed[edition])
        record(
            Kind.PACK_MADE,
            subject=f"meeting {meeting.code}",
            by=by,
            at=at,
            figures=len(public.figures),
            **_facts(list(rows.values())),
        )
    return public


def _print(composed: Composed, progress: Progress) -> PrintedPack:
    return pack_pdf(
        composed.pack,
        fonts=VENDOR / "fonts",
        given=composed.files,
        declare=composed.declares,
        progress=progress,
    )


def _facts(packs: Sequence[Pack]) -> dict[str, Any]:
    """Return what the ledger says of a pack, its public edition first."""
    public, *full = packs
    facts: dict[str, Any] = {"pages": public.pages, "sha256": public.sha256}
    if public.number:
        facts["supplement"] = public.number
    if full:
        facts["full_sha256"] = full[0].sha256
    return facts


def _replace_drafts(meeting: Meeting) -> None:
    drafts = Pack.objects.filter(meeting=meeting, state=PackState.DRAFT)
    # Only what is issued, or may yet be, is kept paper by paper.
    BoundPaper.objects.filter(pack__in=drafts).delete()
    drafts.update(state=PackState.REPLACED)


def _keep_edition(pack: Pack, composed: Composed, printed: PrintedPack) -> None:
    pack.state = PackState.DRAFT
    pack.source, pack.declares = composed.source, composed.declares
    pack.pages, pack.size = printed.pages, len(printed.content)
    pack.ranges = {key: list(pages) for key, pages in printed.ranges.items()}
    pack.figures, pack.agenda = composed.figures, composed.lines
    pack.save()
    BoundPaper.objects.bulk_create(
        BoundPaper(
            pack=pack,
            position=position,
            number=one.paper.number,
            title=one.paper.title,
            is_exempt=one.is_exempt,
            mark=one.mark,
            reason=one.reason,
            content=paper_data(one.paper),
            file_id=one.given.file if one.given and one.given.is_pdf else None,
            tagged=one.tagged,
            first=printed.ranges[one.paper.key][0],
            last=printed.ranges[one.paper.key][1],
        )
        for position, one in enumerate(composed.bound, start=1)
    )


@transaction.atomic
def issue_pack(meeting: Meeting, *, sha256: str, by: Actor, at: dt.datetime) -> Pack:
    """
    Issue a meeting's draft, pack or supplement, the one of which an edition has the digest
    `sha256`, in every edition at once.  From now on it is fixed, and anyone may read the public.

    :raises Refused: if it is not theirs to do, there is no draft, the pack was issued
        already, it is not the draft that was read, something was changed since it was made, a
        paper of it is not made yet and nobody said why it goes without, or a finding of the
        figure checker is neither corrected nor let stand.
    """
    require(refusal_to_bind(by, on=at.date()))
    _lock(meeting)
    drafts = list(Pack.objects.filter(meeting=meeting, state=PackState.DRAFT).order_by("-edition"))
    if not drafts:
        require(refusal_to_make_again(meeting, to=PackState.ISSUED))
        raise Refused(Refusal("no-pack", "There is no pack to issue. Make it first."))
    public = drafts[0]
    if sha256 not in {pack.sha256 for pack in drafts}:
        words = "The pack was made again since you read it. Read it, then issue it."
        raise Refused(Refusal("another-draft", words))
    supplement = supplement_of(public)
    only = None if supplement is None else supplement.items
    require(refusal_to_issue_unchecked(checking.check_pack(meeting.code, only=only)))
    require(refusal_to_issue_lacking(lacking(meeting, only=only)))
    require(refusal_to_issue_stale(meeting, drafts, supplement))
    for pack in drafts:
        pack.state, pack.issued_at = PackState.ISSUED, at
        pack.save(update_fields=["state", "issued_at"])
    # A corrected paper takes the place of what was found before, in every pack of the meeting.
    bound = BoundPaper.objects.filter(pack__meeting=meeting, pack__state=PackState.ISSUED)
    search.keep("issued", bound.values_list("pk", flat=True))
    tell_of_issue(meeting, supplement=public.number, by=by, at=at)
    record(
        Kind.PACK_ISSUED,
        subject=f"meeting {meeting.code}",
        by=by,
        at=at,
        **_facts(drafts),
    )
    return public


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
    require(refusal_to_let_stand(meeting))
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


@transaction.atomic
def go_without(
    meeting: Meeting, papers: Sequence[Lacking], *, reason: str, by: Actor, at: dt.datetime
) -> None:
    """
    Let a pack go out without what is not made yet, for a reason that the ledger keeps.

    :raises Refused: if it is not theirs to do, no reason is given, nothing is missing, or the
        pack has been issued.
    """
    require(refusal_to_bind(by, on=at.date()))
    if not papers:
        raise Refused(Refusal("nothing-lacking", "That paper is made by now. Nothing is missing."))
    if not reason.strip():
        raise Refused(Refusal("no-reason", "Say why the pack goes out without it."))
    require(refusal_to_let_stand(meeting))
    for paper in papers:
        Override.objects.get_or_create(
            meeting=meeting,
            finding=paper.key,
            defaults={
                "item": paper.item,
                "quote": paper.words,
                "reason": reason.strip(),
                "by": ledger_name(by),
                "at": at,
            },
        )
    record(
        Kind.LACKING_ACCEPTED,
        subject=f"meeting {meeting.code}",
        by=by,
        at=at,
        papers=len(papers),
        reason=reason.strip(),
        items=sorted({paper.item for paper in papers}),
    )


@transaction.atomic
def take_folder(meeting: Meeting, *, by: Actor, at: dt.datetime) -> bytes:
    """
    Return a ZIP folder of the papers that were issued, for the council's committee system.

    It holds the exempt papers too, apart from the rest; the ledger's line names who took it.

    :raises Refused: if it is not theirs to take, or nothing was issued.
    """
    require(refusal_to_bind(by, on=at.date()))
    seen = queries.meeting(meeting.code)
    papers = list(issuing.issued_papers(meeting.code, full=True).values())
    packs = [
        pack
        for full in (False, True)
        for pack in issuing.packs(meeting.code, issued_only=True, full=full)
        if full == (pack.edition is Edition.FULL)
    ]
    if seen is None or not packs:
        words = "Nothing was issued for that meeting. Issue the pack, then take the folder."
        raise Refused(Refusal("nothing-issued", words))
    content = folder_of(issuing.as_issued(seen), packs, papers)
    record(
        Kind.FOLDER_MADE,
        subject=f"meeting {meeting.code}",
        by=by,
        at=at,
        papers=len(papers),
        exempt=sum(paper.is_exempt for paper in papers),
        sha256=hashlib.sha256(content).hexdigest(),
    )
    return content


def _lock(meeting: Meeting) -> None:
    """
    Have whoever else makes or issues this meeting's pack wait until this is done.

    Two people pressing the button at once would both find the same draft.
    """
    Meeting.objects.select_for_update().get(pk=meeting.pk)
