"""
Who may take minutes, read them before they are public, and sign them.
"""

import datetime as dt

from django.db.models import Q, QuerySet

from saferboard.bodies import permissions as bodies
from saferboard.bodies.models import Body, Seat, SeatRole
from saferboard.domain.handling import Handling
from saferboard.domain.minuting import MINUTES_MOVES, MinutesState, may_be_public
from saferboard.domain.refusals import Refusal
from saferboard.domain.rights import Right
from saferboard.domain.states import MeetingState, PackState, refusal_to_move
from saferboard.meetings.models import Edition, Meeting, MinuteBook, Part
from saferboard.partners.models import User
from saferboard.partners.permissions import is_partner, refusal_without

MINUTED = (MeetingState.CONFIRMED, MeetingState.HELD)


def refusal_to_take(user: User, meeting: Meeting, *, on: dt.date) -> Refusal | None:
    """Return why `user` may not take a meeting's minutes, or None if they may."""
    return refusal_to_take_of(user, meeting.body, on=on)


def refusal_to_take_of(user: User, body: Body, *, on: dt.date) -> Refusal | None:
    """
    Return why `user` may not take the minutes of a body's meetings, or None if they may.

    A panel's own coordinator takes those of the bodies they sit on, and of no other; of a
    restricted body nobody takes them without a seat.
    """
    if refusal := refusal_without(user, Right.TAKE_MINUTES, on=on):
        return refusal
    if Handling(body.handling).is_restricted:
        return bodies.refusal_to_read(user, body, on=on)
    if refusal_without(user, Right.WRITE_PAPERS, on=on) is None:
        return None
    if bodies.sits_on(user, body.code, on=on):
        return None
    words = "You take the minutes of bodies you hold a seat on, and have none on this one."
    return Refusal("no-seat", words)


def may_take_minutes(user: User, *, on: dt.date) -> bool:
    """Return whether `user` takes the minutes of any body."""
    return refusal_without(user, Right.TAKE_MINUTES, on=on) is None


def bodies_to_take(user: User, *, on: dt.date) -> QuerySet[Body]:
    """Return the bodies whose minutes `user` may take: those `refusal_to_take_of` lets through."""
    found = Body.objects.visible_to(user, on=on).order_by("name", "code")
    if refusal_without(user, Right.TAKE_MINUTES, on=on):
        return found.none()
    if refusal_without(user, Right.WRITE_PAPERS, on=on):
        return found.filter(pk__in=Seat.objects.filter(post__in=user.posts(on=on)).values("body"))
    return found


def refusal_to_minute(meeting: Meeting) -> Refusal | None:
    """Return why a meeting can have no minutes, or None if it can."""
    if meeting.state in MINUTED:
        return None
    words = (
        f"The meeting is {MeetingState(meeting.state).label.lower()}. Minutes are taken of a"
        " meeting that was called and held."
    )
    return Refusal("not-held", words)


def refusal_to_type(book: MinuteBook) -> Refusal | None:
    """Return why nothing may be typed into minutes any more, or None if it may."""
    state = MinutesState(book.state)
    if state.may_be_typed:
        return None
    words = f"These minutes are no longer being taken: they are {state.label.lower()}."
    if MinutesState.TAKING in MINUTES_MOVES[state]:
        words += " Open them again to change them."
    elif state is MinutesState.SIGNED:
        words += " Add a post-meeting note instead."
    return Refusal("not-taking", words)


def refusal_to_go(book: MinuteBook, to: MinutesState) -> Refusal | None:
    """Return why minutes may not go to another state, or None if they may."""
    return refusal_to_move(MINUTES_MOVES, MinutesState(book.state), to, thing="minutes'")


def refusal_to_sign(user: User, meeting: Meeting, *, on: dt.date) -> Refusal | None:
    """Return why `user` may not sign a body's minutes: its chair and vice-chair may."""
    chairs = meeting.body.seats.filter(role__in=[SeatRole.CHAIR, SeatRole.VICE_CHAIR])
    if user.is_authenticated and user.is_active:
        if chairs.filter(post__in=user.posts(on=on)).exists():
            return None
        return Refusal("not-the-chair", "Only whoever chairs the body may sign its minutes.")
    return Refusal("signed-out", "Sign in as the chair of the body to sign its minutes.")


def refusal_to_read_minutes(user: User, meeting: Meeting, *, on: dt.date) -> Refusal | None:
    """
    Return why `user` may not read a meeting's minutes, or None if they may.

    Those of a restricted body are for its seats alone, in every state.
    """
    handling = Handling(meeting.body.handling)
    if handling.is_restricted:
        return bodies.refusal_to_read(user, meeting.body, on=on)
    book = MinuteBook.objects.filter(meeting=meeting).first()
    state = MinutesState(book.state) if book else MinutesState.DRAFT
    if may_be_public(state, handling, in_public_pack=in_public_pack(meeting, on=on)):
        return None
    if state is MinutesState.TAKING:
        return refusal_to_take(user, meeting, on=on)
    if is_partner(user, on=on) or bodies.reads_for(user, meeting.body.code, on=on):
        return None
    words = "These minutes are not yet public. Members may sign in to read them."
    return Refusal("not-public", words)


def in_public_pack(meeting: Meeting, *, on: dt.date) -> bool:
    """
    Return whether minutes are among papers anyone may read: those of a meeting whose agenda is
    published, or whose pack is issued.
    """
    return meeting.minuted_in.filter(
        Q(meeting__agenda_published__lte=on)
        | Q(meeting__packs__state=PackState.ISSUED, meeting__packs__edition=Edition.PUBLIC),
        part=Part.OPEN,
        meeting__body__handling=Handling.PUBLIC,
    ).exists()
