"""
Who may read a meeting's papers, and who may bind and issue them.
"""

import datetime as dt

from saferboard.bodies import permissions as bodies
from saferboard.bodies.models import Body
from saferboard.domain.handling import Handling
from saferboard.domain.refusals import Refusal
from saferboard.domain.rights import Right
from saferboard.domain.states import MeetingState, PackState
from saferboard.ledger.operations import SYSTEM
from saferboard.meetings.models import Meeting
from saferboard.meetings.queries import MeetingSeen
from saferboard.partners.models import Actor, User
from saferboard.partners.permissions import refusal_to_read_for_partners, refusal_without

HANDLE_EXEMPT = (Right.BIND_PACKS, Right.WRITE_PAPERS)


def refusal_to_read(user: User, meeting: MeetingSeen, *, on: dt.date) -> Refusal | None:
    """
    Return why `user` may not read a meeting's agenda and papers, or None if they may.

    Of a restricted body, its seats alone may, published or not; a seat opens any other too.
    """
    if meeting.handling.is_restricted:
        return bodies.refusal_to_read(user, Body.objects.get(code=meeting.body_code), on=on)
    if meeting.is_published(on=on) or not refusal_to_read_for_partners(user, on=on):
        return None
    if bodies.reads_for(user, meeting.body_code, on=on):
        return None
    if meeting.agenda_published:
        words = f"The agenda is published on {meeting.agenda_published:%-d %B %Y}."
    else:
        words = "The agenda of this meeting has not been published here."
    return Refusal("not-published", f"{words} Members may sign in to read it sooner.")


def refusal_to_read_exempt(user: User, meeting: MeetingSeen, *, on: dt.date) -> Refusal | None:
    """
    Return why `user` may not read a meeting's exempt papers, or None if they may.

    They are for the seats of the body, and for the posts that write and bind its papers:
    Local Government Act 1972, section 100B(2), keeps them from the public.
    """
    if bodies.reads_for(user, meeting.body_code, on=on):
        return None
    if any(refusal_without(user, right, on=on) is None for right in HANDLE_EXEMPT):
        return None
    words = "This paper is exempt from publication. It is for the members of the body."
    return Refusal("exempt", f"{words} Sign in if you hold a seat on it.")


def refusal_to_bind(user: Actor, *, on: dt.date) -> Refusal | None:
    """Return why `user` may not make or issue a pack, or None if they may; the system may."""
    if user == SYSTEM:
        return None
    return refusal_without(user, Right.BIND_PACKS, on=on)


def refusal_to_circulate(meeting: Meeting) -> Refusal | None:
    """Return why the papers of a meeting may not be sent to its members, or None if they may."""
    if Handling(meeting.body.handling).is_restricted:
        words = "The papers of this body are restricted. Its members sign in to read them."
        return Refusal("restricted-papers", words)
    if meeting.state in (MeetingState.HELD, MeetingState.CANCELLED, MeetingState.POSTPONED):
        return Refusal(
            "meeting-over", "The meeting is held, cancelled or put off; nothing is circulated."
        )
    if meeting.packs.filter(state=PackState.ISSUED).exists():
        words = "The pack is issued, and members were told. Anyone may read it."
        return Refusal("pack-issued", words)
    if not meeting.items.exists():
        return Refusal("no-agenda", "The meeting has no agenda yet. Set it out first.")
    if not meeting.body.seats.exists():
        return Refusal("no-seats", "Nobody has a seat on the body, so there is nobody to write to.")
    return None


def may_circulate(code: str) -> bool:
    """Return whether the papers of the meeting of this code may be sent to its members now."""
    meeting = Meeting.objects.select_related("body").get(code=code)
    return refusal_to_circulate(meeting) is None


def refusal_to_write(user: User, *, on: dt.date) -> Refusal | None:
    """Return why `user` may not write a meeting's papers, or None if they may."""
    return refusal_without(user, Right.WRITE_PAPERS, on=on, to="write this paper")
