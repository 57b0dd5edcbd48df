"""
Retention and people's requests in words.
"""

from dataclasses import dataclass

from django.urls import reverse

from saferboard.domain.retention import DisposalState, RequestKind, RequestState
from saferboard.keeping.queries import DisposalSeen, Due, KindKept, RequestSeen
from saferboard.partners.record_kinds import Found
from saferboard.ui.components import Cell, Link, SummaryRow, Table, Tag
from saferboard.ui.words import counted, day

STATES = {
    DisposalState.LISTED: Tag("To decide", "amber"),
    DisposalState.APPROVED: Tag("To be deleted tonight", "red"),
    DisposalState.HELD: Tag("Kept", "blue"),
    DisposalState.DELETED: Tag("Deleted", "grey"),
}
REQUEST_STATES = {
    RequestState.RECEIVED: Tag("Received", "amber"),
    RequestState.IDENTIFIED: Tag("Known who asks", "blue"),
    RequestState.ANSWERED: Tag("Answered", "green"),
    RequestState.REFUSED: Tag("Refused", "grey"),
    RequestState.WITHDRAWN: Tag("Withdrawn", "grey"),
}


def terms_table(kept: list[KindKept]) -> Table:
    return Table(
        caption=f"Kinds of record that hold personal data ({len(kept)})",
        head=("Kind", "About whom", "Kept for", "On whose authority"),
        rows=tuple(
            (
                Cell(
                    one.kind.label,
                    href=reverse("keeping:term", args=[one.kind.code]) if one.kind.erase else "",
                ),
                one.kind.people,
                Cell(one.term.words, below=f"since {one.kind.since}" if one.kind.since else ""),
                Cell(one.authority, below="set here" if one.set_here else ""),
            )
            for one in kept
        ),
    )


@dataclass(frozen=True)
class DueRow:
    """One record on the list, with the choices there are."""

    number: int
    kind: str
    ref: str
    due: str
    tag: Tag
    note: str
    may_approve: bool
    hold: Link | None


def due_rows(found: Due) -> list[DueRow]:
    return [_due_row(one) for one in found.shown]


def _due_row(one: DisposalSeen) -> DueRow:
    held = f"until {day(one.held_until)}: {one.reason}" if one.held_until else ""
    return DueRow(
        number=one.number,
        kind=one.kind,
        ref=one.ref,
        due=day(one.due),
        tag=STATES[one.state],
        note=held,
        may_approve=one.state is not DisposalState.APPROVED,
        hold=Link("Keep it", reverse("keeping:hold", args=[one.number]), hidden=one.ref)
        if one.state is not DisposalState.HELD
        else None,
    )


def due_words(found: Due) -> str:
    deleted = f"{counted(found.deleted_count, 'record')} deleted so far."
    if not found.open_count:
        return f"Nothing is due for deletion. {deleted}"
    more = "" if found.open_count == len(found.shown) else f"; the first {len(found.shown)} shown"
    return f"{counted(found.open_count, 'record')} due for deletion{more}. {deleted}"


def requests_table(found: list[RequestSeen]) -> Table:
    return Table(
        caption=f"Requests ({len(found)})",
        head=("Request", "Asks for", "Received", "Answer due", "State"),
        rows=tuple(
            (
                Cell(one.code.upper(), href=reverse("keeping:request", args=[one.code])),
                one.kind.label,
                day(one.received),
                day(one.due),
                Cell(tags=_request_tags(one)),
            )
            for one in found
        ),
    )


def _request_tags(one: RequestSeen) -> tuple[Tag, ...]:
    late = (Tag("Late", "red"),) if one.is_late else ()
    return (REQUEST_STATES[one.state], *late)


@dataclass(frozen=True)
class RequestShown:
    """One request: its facts, and what may be done with it now."""

    code: str
    title: str
    facts: tuple[SummaryRow, ...]
    may_identify: bool
    may_extend: bool
    may_close: bool
    may_look: bool
    may_correct: bool


def request_shown(one: RequestSeen) -> RequestShown:
    rows = (
        SummaryRow("Asks for", f"{one.kind.label} ({one.kind.authority})"),
        SummaryRow("State", tags=_request_tags(one)),
        SummaryRow("Name", one.name),
        SummaryRow("How to reach them", one.contact or "not stated"),
        SummaryRow("In their words", one.asked or "not stated"),
        SummaryRow("Received", day(one.received)),
        SummaryRow("Answer due", day(one.due)),
        SummaryRow("Two months more because", one.extended_because or "not extended"),
        SummaryRow("How it is known who asks", one.identified_how or "not known yet"),
        SummaryRow("Outcome", one.outcome or "not answered yet"),
    )
    is_open = one.closed_on is None
    return RequestShown(
        code=one.code,
        title=f"Request {one.code.upper()}",
        facts=rows,
        may_identify=one.state is RequestState.RECEIVED,
        may_extend=is_open and not one.extended_because,
        may_close=is_open,
        may_look=one.state is RequestState.IDENTIFIED,
        may_correct=one.kind is RequestKind.RECTIFICATION and one.state is RequestState.IDENTIFIED,
    )


@dataclass(frozen=True)
class FoundShown:
    """One record about the person, and whether they may have it deleted."""

    value: str
    title: str
    facts: tuple[SummaryRow, ...]
    may_erase: bool
    why_not: str
    withheld: str


def found_shown(one: RequestSeen, found: list[Found]) -> list[FoundShown]:
    erasing = one.kind is RequestKind.ERASURE
    return [
        FoundShown(
            value=f"{record.kind} {record.ref}",
            title=record.title,
            facts=tuple(SummaryRow(label, value) for label, value in record.facts),
            may_erase=erasing and record.may_erase,
            why_not=record.why_not if erasing else "",
            withheld=record.withheld,
        )
        for record in found
    ]
