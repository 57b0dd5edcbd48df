"""
Who may build, approve and publish an agenda, and who may propose something for one.
"""

import datetime as dt

from saferboard.bodies import permissions as bodies
from saferboard.bodies.models import Seat, SeatRole
from saferboard.domain.refusals import Refusal
from saferboard.domain.rights import Right
from saferboard.domain.states import AgendaState, MeetingState
from saferboard.ledger.operations import SYSTEM
from saferboard.meetings.models import Meeting, Proposal
from saferboard.partners.models import Actor, User
from saferboard.partners.permissions import is_partner, refusal_without

OVER = (MeetingState.HELD, MeetingState.CANCELLED)


def refusal_to_build(user: Actor, *, on: dt.date) -> Refusal | None:
    """Return why `user` may not build an agenda, or None if they may; the system may."""
    if user == SYSTEM:
        return None
    return refusal_without(user, Right.BIND_PACKS, on=on, to="build an agenda")


def refusal_to_change(meeting: Meeting) -> Refusal | None:
    """Return why a meeting's agenda may not be changed any more, or None if it may."""
    if meeting.agenda_state == AgendaState.PUBLISHED:
        words = "The agenda is published. What comes later goes out as a supplement."
        return Refusal("agenda-published", words)
    if meeting.state in OVER:
        words = f"The meeting is {meeting.state.lower()}; its agenda is not changed any more."
        return Refusal("meeting-over", words)
    return None


def refusal_to_add_late(meeting: Meeting) -> Refusal | None:
    """Return why a late item may not be added to a meeting's agenda, or None if it may."""
    if meeting.agenda_state != AgendaState.PUBLISHED:
        words = "The agenda is not out yet. Add the item to it as any other."
        return Refusal("not-late", words)
    if meeting.state in OVER:
        words = f"The meeting is {meeting.state.lower()}; its agenda is not changed any more."
        return Refusal("meeting-over", words)
    return None


def refusal_to_approve(user: User, meeting: Meeting, *, on: dt.date) -> Refusal | None:
    """Return why `user` may not approve a meeting's agenda, or None: the chair may."""
    if not user.is_authenticated:
        return Refusal("signed-out", "Sign in as the chair to approve the agenda.")
    offices = (SeatRole.CHAIR, SeatRole.VICE_CHAIR)
    seats = Seat.objects.filter(body=meeting.body_id, role__in=offices, post__in=user.posts(on=on))
    if seats.exists():
        return None
    words = "The chair or the vice-chair of the body approves the agenda. Ask them to."
    return Refusal("not-the-chair", words)


def refusal_to_propose(user: User, meeting: Meeting, *, on: dt.date) -> Refusal | None:
    """Return why `user` may not propose something for a meeting's agenda, or None if they may."""
    if not user.is_authenticated:
        return Refusal("signed-out", "Sign in as a member to propose something for the agenda.")
    may = bodies.sits_on(user, meeting.body.code, on=on) or (
        is_partner(user, on=on) and not bodies.refusal_to_read(user, meeting.body, on=on)
    )
    if not may:
        words = "Members of the body and partners propose items. The public asks questions."
        return Refusal("not-a-member", words)
    return refusal_to_change(meeting)


def refusal_to_withdraw(user: User, proposal: Proposal, *, on: dt.date) -> Refusal | None:
    """Return why `user` may not take a proposal back, or None if their post made it."""
    if user.is_authenticated and user.posts(on=on).filter(pk=proposal.post_id).exists():
        return None
    return Refusal("not-your-proposal", "It was proposed by another post. Only they take it back.")
