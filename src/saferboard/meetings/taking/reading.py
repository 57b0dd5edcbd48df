"""
Minutes as anyone reads them, and what may be done with them from there.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from saferboard.domain.minuting import MINUTES_MOVES, MinutesState, read_out
from saferboard.measures.narrative import Narrative, Told
from saferboard.meetings.minuted import ActionSeen, MinuteSeen, MinutesSeen
from saferboard.meetings.models import Meeting
from saferboard.meetings.taking.permissions import refusal_to_sign, refusal_to_take
from saferboard.meetings.taking.presenters import state_tag
from saferboard.meetings.taking.queries import may_follow
from saferboard.partners.models import User
from saferboard.ui import clock
from saferboard.ui.components import Tag
from saferboard.ui.words import day, hour, weekday


@dataclass(frozen=True)
class MinuteShown:
    """One minute; its texts have their figures filled in."""

    number: str
    title: str
    paragraphs: tuple[Told, ...]
    resolution: tuple[str, ...]
    actions: tuple[str, ...]
    notes: tuple[str, ...]
    note_href: str
    history_href: str


@dataclass(frozen=True)
class MinutesShown:
    title: str
    when: str
    state: Tag
    standing: str
    attendance: tuple[tuple[str, tuple[str, ...]], ...]
    declarations: tuple[str, ...]
    minutes: tuple[MinuteShown, ...]
    fingerprint: str


@dataclass(frozen=True)
class MayDo:
    """What whoever reads minutes may do with them from there."""

    take: bool = False
    check: bool = False
    agree_in: tuple[tuple[str, str], ...] = ()
    sign: bool = False


def minutes_shown(minutes: MinutesSeen, *, notes_of: dict[str, int]) -> MinutesShown:
    """Return minutes in words; `notes_of` maps a number to the minute a note may go under."""
    until = f" to {hour(minutes.ends)}" if minutes.ends else ""
    narrative = Narrative.of([text for m in minutes.minutes for text in m.paragraphs])
    return MinutesShown(
        title=f"Minutes of {day(minutes.starts)}",
        when=f"{minutes.body}, {weekday(minutes.starts)}, {hour(minutes.starts)}{until}",
        state=state_tag(minutes.state),
        standing=standing(minutes),
        attendance=tuple(
            (label, tuple(f"{name}, {seat}" if seat else name for name, seat in people))
            for label, people in minutes.attendance
        ),
        declarations=tuple(declared(one) for one in minutes.declarations),
        minutes=tuple(
            _minute(m, narrative, minutes.code, notes_of.get(m.number)) for m in minutes.minutes
        ),
        fingerprint=minutes.digest,
    )


def _minute(one: MinuteSeen, narrative: Narrative, code: str, note_under: int | None):
    return MinuteShown(
        one.number,
        one.title,
        narrative.html_of(one.paragraphs),
        read_out(one.clauses),
        tuple(action_words(action) for action in one.action_rows),
        tuple(f"{day(note.day)}: {note.text}" for note in one.notes),
        reverse("meetings:minute-note", args=[code, note_under]) if note_under else "",
        reverse("meetings:matter-history", args=[code, one.number]),
    )


def action_words(action: ActionSeen) -> str:
    """Return an action as one line: who, what, until when."""
    parts = [": ".join(part for part in (action.owners, action.text) if part)]
    parts += [f"by {'the ' if action.due == 'next meeting' else ''}{action.due}"] * bool(action.due)
    return ", ".join(parts)


def declared(one: Sequence) -> str:
    """Return a declaration of interest as one line."""
    name, about, interest, left = one
    item = f" ({about})" if about else ""
    return f"{name}{item}: {interest}{'; left for the item' if left else ''}"


def standing(minutes: MinutesSeen) -> str:
    """Return what has become of minutes since they were taken, as a sentence."""
    match minutes.state:
        case MinutesState.TAKING:
            return "These minutes are being taken."
        case MinutesState.DRAFT | MinutesState.CHECKED:
            return "These minutes are a draft until the next meeting agrees them."
    agreed = f"Agreed as a correct record on {day(minutes.agreed_on)}" if minutes.agreed_on else ""
    if minutes.signed_on is None:
        return f"{agreed}, and not yet signed."
    return f"{agreed}, and signed by the {minutes.signed_by} on {day(minutes.signed_on)}."


def may_do(user: User, meeting: Meeting, state: MinutesState) -> MayDo:
    """Return what somebody may do with minutes that stand so."""
    on = clock.today()
    takes = refusal_to_take(user, meeting, on=on) is None
    later = ()
    if takes and MinutesState.AGREED in MINUTES_MOVES[state]:
        found = may_follow(meeting, at=clock.now())
        later = tuple((one.code, day(one.starts)) for one in found)
    return MayDo(
        take=takes,
        check=takes and state in (MinutesState.DRAFT, MinutesState.CHECKED),
        agree_in=later,
        sign=MinutesState.SIGNED in MINUTES_MOVES[state]
        and refusal_to_sign(user, meeting, on=on) is None,
    )
