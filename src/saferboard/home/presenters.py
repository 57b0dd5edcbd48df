"""
A person's front page, and the ledger, in words.
"""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from saferboard.claims.model import Severity
from saferboard.domain.minuting import MinutesState
from saferboard.domain.rights import Right
from saferboard.domain.states import PackState
from saferboard.home.queries import Front
from saferboard.ledger.queries import Line
from saferboard.measures.checking import TONES
from saferboard.meetings.presenters import where
from saferboard.meetings.taking.queries import Unfinished
from saferboard.plans.presenters import status_tags
from saferboard.plans.queries import CommitmentSeen
from saferboard.returns.answering.queries import ListListed
from saferboard.returns.presenters import round_href
from saferboard.returns.words import things_counted
from saferboard.sheets.presenters import return_href
from saferboard.ui.components import Cell, Link, Table, Tag
from saferboard.ui.words import counted, day, hour, listed, moment


@dataclass(frozen=True)
class FrontShown:
    name: str
    posts: str
    meeting: str
    meeting_place: str
    meeting_href: str
    pack_words: str
    to_do: tuple[Link, ...]
    owned: Table | None
    off_track: Table | None
    without_status: Table | None
    actions: str
    may_read_ledger: bool
    may_read_letters: bool
    failed_letters: str
    keeps_figures: bool
    shares: bool
    oversees: bool
    manages_accounts: bool
    reads_posts: bool


def front_shown(front: Front) -> FrontShown:
    rights, coming = front.person.rights, front.next_meeting
    leads = bool(rights & {Right.LEAD_STRATEGY, Right.SIGN_AGREEMENTS})
    return FrontShown(
        name=front.person.name,
        posts=listed(
            [
                f"{p}, {o}"
                for p, o in zip(front.person.posts, front.person.organisations, strict=True)
            ]
        ),
        meeting=f"{coming.body}: {moment(coming.starts)}" if coming else "",
        meeting_place=where(coming.place) if coming else "",
        meeting_href=reverse("meetings:meeting", args=[coming.code]) if coming else "",
        pack_words=_pack_words(front),
        to_do=tuple(_to_do(front)),
        owned=_commitments("Commitments your post owns", front.owned),
        off_track=_commitments("Amber, red or in process", front.off_track) if leads else None,
        without_status=_commitments("Commitments without a status", front.without_status)
        if leads
        else None,
        actions=counted(front.actions, "action") if front.actions else "",
        may_read_ledger=Right.READ_LEDGER in rights,
        may_read_letters=Right.READ_LETTERS in rights,
        failed_letters=f"{front.failed_letters} could not be sent" if front.failed_letters else "",
        keeps_figures=Right.KEEP_FIGURES in rights,
        shares=bool(rights & {Right.READ_PARTNERS, Right.ASK_FOR_INFORMATION}),
        oversees=Right.OVERSEE in rights,
        manages_accounts=Right.MANAGE_ACCOUNTS in rights,
        reads_posts=bool(rights & {Right.READ_PARTNERS, Right.KEEP_REGISTER}),
    )


def _pack_words(front: Front) -> str:
    if front.pack is None:
        return "The pack has not been made."
    pages = counted(front.pack.pages, "page")
    if front.pack.state is PackState.ISSUED:
        return f"The pack was issued on {day(front.pack.issued_at.date())}: {pages}."
    return f"The pack is a draft of {pages}, not yet issued."


def _to_do(front: Front) -> list[Link]:
    links = [
        Link(f"{words} offered to your post, to accept by name", href)
        for words, href in front.offered
    ]
    if Right.BIND_PACKS in front.person.rights and front.next_meeting is not None:
        href = reverse("meetings:meeting", args=[front.next_meeting.code])
        if front.pack is None:
            links.append(Link("Make the pack", href))
        elif front.pack.state is PackState.DRAFT:
            links.append(Link("Issue the pack", href))
    links += [_minutes(one) for one in front.minutes]
    if front.questions:
        links.append(
            Link(f"{counted(front.questions, 'question')} to deal with", reverse("questions:desk"))
        )
    if front.to_settle:
        words = f"{counted(front.to_settle, 'action')} to settle"
        links.append(Link(words, reverse("meetings:own-actions")))
    links += [Link(one.words, one.href) for one in front.to_answer]
    if Right.WRITE_PAPERS in front.person.rights and front.latest_round is not None:
        links += [
            Link(
                f"No update came on {update.about} for {update.quarter.label}",
                round_href(update.round),
            )
            for update in front.not_provided
        ]
    links += [
        Link(f"Fill in the data sheet {one.title}, {one.quarter.label}", return_href(one, "fill"))
        for one in front.sheets_asked
    ]
    links += [
        Link(f"Judge {one.title}, {one.quarter.label}, from {one.name}", return_href(one))
        for one in front.sheets_to_judge
    ]
    return [*_asked(front), *links]


def _minutes(one: Unfinished) -> Link:
    on = day(timezone.localtime(one.starts))
    if one.state is MinutesState.TAKING:
        return Link(f"Close the minutes of {on}", reverse("meetings:take", args=[one.code]))
    return Link(f"Check the minutes of {on}", reverse("packs:minutes-check", args=[one.code]))


def _waiting(one: ListListed) -> str:
    updates = one.waiting - one.waiting_sheets
    return things_counted(updates=updates, sheets=one.waiting_sheets)


def _asked(front: Front) -> list[Link]:
    """What is asked of their posts, and of whoever leads, what has come to be judged."""
    links = [
        Link(
            f"Send {_waiting(one)} for {one.head.quarter.label}"
            + (f", due {day(one.head.due)}" if one.head.due else ""),
            reverse("returns:list", args=[one.ref]),
        )
        for one in front.asked_of_me
        if one.is_mine and one.waiting
    ]
    if Right.LEAD_STRATEGY in front.person.rights:
        if front.open_round is None:
            links.append(Link("Ask for the next quarter’s updates", reverse("returns:next")))
        else:
            href = reverse("returns:grid", args=[front.open_round.address])
            came = f"{counted(front.to_judge, 'update')} to accept or send back"
            words = f"Who has sent what for {front.open_round.quarter.label}"
            links.append(Link(f"{words}: {came}" if front.to_judge else words, href))
    return links


def _commitments(caption: str, found: tuple[CommitmentSeen, ...]) -> Table | None:
    if not found:
        return None
    return Table(
        caption=f"{caption} ({len(found)})",
        head=("Reference", "Commitment", "Status"),
        rows=tuple(
            (
                Cell(c.ref, href=reverse("returns:commitment", args=[c.ref])),
                c.promise,
                Cell(tags=status_tags(c.standing)),
            )
            for c in found
        ),
    )


def ledger_table(lines: list[Line]) -> Table:
    return Table(
        caption=f"The newest {counted(len(lines), 'line')}",
        head=("Line", "When", "What was done", "To what", "By", "Digest"),
        rows=tuple(
            (
                str(line.number),
                f"{day(timezone.localtime(line.at))}, {hour(timezone.localtime(line.at))}",
                line.said,
                line.subject,
                line.by,
                line.digest[:12],
            )
            for line in lines
        ),
        note="Each line holds the digest of the one before it, so that none is altered unseen.",
    )


@dataclass(frozen=True)
class FindingShown:
    """One figure that does not hold, in a document somebody dropped."""

    where: str
    quote: str
    stated: str
    recomputed: str
    why: str
    tag: Tag
    assumptions: tuple[str, ...]


@dataclass(frozen=True)
class FileChecked:
    """What was found in one document, or why it could not be read."""

    name: str
    words: str
    error: str
    findings: tuple[FindingShown, ...]


def checked(files: list[dict[str, Any]]) -> list[FileChecked]:
    """Return what the checker said of some documents, ready to print, the worst first."""
    return [_file_checked(one) for one in files]


def _file_checked(said: dict[str, Any]) -> FileChecked:
    wrong = [claim for claim in said["claims"] if claim["verdict"] == "inconsistent"]
    order = list(Severity)
    wrong.sort(key=lambda claim: (order.index(Severity(claim["severity"])), claim["line"]))
    looked = counted(len(said["claims"]), "figure")
    return FileChecked(
        name=said["file"],
        words=f"{looked} looked at, {len(wrong)} of them wrong.",
        error=said.get("error", ""),
        findings=tuple(_finding(claim) for claim in wrong),
    )


def _finding(claim: dict[str, Any]) -> FindingShown:
    severity = Severity(claim["severity"])
    page = f"page {claim['page']}, " if claim["page"] else ""
    return FindingShown(
        where=f"{page}line {claim['line']}",
        quote=claim["quote"],
        stated=claim["stated"],
        recomputed=claim["recomputed"] or "",
        why=claim["why"],
        tag=Tag(severity.value.capitalize(), TONES[severity]),
        assumptions=tuple(claim["assumptions"]),
    )
