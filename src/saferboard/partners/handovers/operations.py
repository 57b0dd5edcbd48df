"""
Handing a post's work to another post: offered, and accepted by name, thing by thing.

Nothing moves until whoever has the post it is offered to accepts it; the handover completes
when the giver has nothing left that a room can move.
"""

import datetime as dt

from django.db import transaction

from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.domain.states import (
    HANDED_MOVES,
    HANDOVER_MOVES,
    HandedState,
    HandoverState,
    refusal_to_move,
)
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.partners import answers
from saferboard.partners.models import (
    Actor,
    Handed,
    Handover,
    Partnership,
    Post,
    User,
    ledger_name,
)
from saferboard.partners.posts.operations import refusal_to_keep

WAITING = (HandedState.OFFERED, HandedState.DECLINED)


@transaction.atomic
def open_handover(giver: Post, taker: Post, *, reason: str, by: Actor, at: dt.datetime) -> Handover:
    """
    Offer all the open work of a post to another.

    :raises Refused: if it is not theirs to do, both are one post, a handover of the post is
        open already, or it has no work that can be moved.
    """
    require(refusal_to_keep(by, on=at.date()))
    if giver == taker:
        raise Refused(Refusal("one-post", "Choose another post than the one that hands over."))
    Post.objects.select_for_update().get(pk=giver.pk)
    if Handover.objects.filter(giver=giver, state=HandoverState.OPEN).exists():
        words = f"A handover of {giver.title} is open already. Complete or withdraw that one."
        raise Refused(Refusal("open-already", words))
    Partnership.objects.select_for_update().first()  # or two would have one number
    last = Handover.objects.order_by("-number").values_list("number", flat=True).first()
    handover = Handover.objects.create(
        number=(last or 0) + 1,
        giver=giver,
        taker=taker,
        state=HandoverState.OPEN,
        reason=reason,
        opened_by=ledger_name(by),
        opened_at=at,
    )
    things = _gather(handover, on=at.date())
    if not things:
        words = f"{giver.title} has no open work that can be handed over."
        raise Refused(Refusal("nothing-held", words))
    record(
        Kind.HANDOVER_OPENED,
        subject=f"post {giver.code}",
        by=by,
        at=at,
        to=taker.code,
        things=things,
    )
    return handover


def _gather(handover: Handover, *, on: dt.date) -> int:
    """
    Bring a handover up to date with what its giver holds; return how much is now waiting.

    What came to the post meanwhile is offered too; what it has no longer is settled.
    """
    held = {
        (one.room, one.kind, one.ref): one
        for one in answers.held_by(handover.giver, on=on)
        if one.moves
    }
    listed = {(one.room, one.kind, one.ref): one for one in handover.things.all()}
    for key, thing in listed.items():
        if thing.state in WAITING and key not in held:
            thing.state = HandedState.SETTLED
            thing.save(update_fields=["state"])
    new = [one for key, one in held.items() if key not in listed]
    Handed.objects.bulk_create(
        Handed(
            handover=handover,
            position=position,
            room=one.room,
            kind=one.kind,
            ref=one.ref,
            words=one.words,
            href=one.href,
            taker=handover.taker,
            state=HandedState.OFFERED,
        )
        for position, one in enumerate(new, start=len(listed) + 1)
    )
    return handover.things.filter(state__in=WAITING).count()


def refusal_to_answer(user: User, thing: Handed, *, on: dt.date) -> Refusal | None:
    """Return why `user` may not accept or decline a thing, or None: it is the taker's to do."""
    if thing.handover.state != HandoverState.OPEN:
        return Refusal("not-open", "The handover is completed or withdrawn; nothing is accepted.")
    if user.is_authenticated and user.posts(on=on).filter(pk=thing.taker_id).exists():
        return None
    words = f"It is offered to the {thing.taker.title}. Only whoever has that post may answer."
    return Refusal("not-the-taker", words)


def _thing(number: int) -> Handed:
    """Return a thing, locked, so that it is not answered twice at once."""
    Handed.objects.select_for_update().get(pk=number)
    return Handed.objects.select_related("handover__giver", "handover__taker", "taker").get(
        pk=number
    )


@transaction.atomic
def accept(thing: Handed, *, by: User, at: dt.datetime) -> None:
    """
    Accept one thing, by name: it is the taker's from now on, and the last completes the handover.

    :raises Refused: if they do not have the post it is offered to, or it is not on offer.
    """
    thing = _thing(thing.pk)
    require(refusal_to_answer(by, thing, on=at.date()))
    now = HandedState(thing.state)
    require(refusal_to_move(HANDED_MOVES, now, HandedState.ACCEPTED, thing="offer"))
    giver = thing.handover.giver
    if not answers.move(thing.room, thing.kind, thing.ref, giver=giver, taker=thing.taker):
        words = f"The {giver.title} has it no longer: it was done, or moved in another way."
        raise Refused(Refusal("not-held", words))
    thing.state, thing.by, thing.at = HandedState.ACCEPTED, by, at
    thing.save(update_fields=["state", "by", "at"])
    record(
        Kind.WORK_ACCEPTED,
        subject=f"post {thing.taker.code}",
        by=by,
        at=at,
        thing=thing.kind,
        ref=thing.ref,
        giver=giver.code,
    )
    _complete_if_done(thing.handover, by=by, at=at)


@transaction.atomic
def decline(thing: Handed, *, reason: str, by: User, at: dt.datetime) -> None:
    """
    Decline one thing, with a reason: it stays where it is until it is offered to another post.

    :raises Refused: as `accept`.
    """
    thing = _thing(thing.pk)
    require(refusal_to_answer(by, thing, on=at.date()))
    now = HandedState(thing.state)
    require(refusal_to_move(HANDED_MOVES, now, HandedState.DECLINED, thing="offer"))
    thing.state, thing.by, thing.at, thing.reason = HandedState.DECLINED, by, at, reason
    thing.save(update_fields=["state", "by", "at", "reason"])
    record(
        Kind.WORK_DECLINED,
        subject=f"post {thing.taker.code}",
        by=by,
        at=at,
        thing=thing.kind,
        ref=thing.ref,
        giver=thing.handover.giver.code,
    )


@transaction.atomic
def offer_to(thing: Handed, taker: Post, *, by: Actor, at: dt.datetime) -> None:
    """
    Offer one thing to another post: a team takes work over between its posts.

    :raises Refused: if it is not theirs to do, it is accepted, or the post is the giver.
    """
    require(refusal_to_keep(by, on=at.date()))
    thing = _thing(thing.pk)
    if thing.handover.state != HandoverState.OPEN or thing.state not in WAITING:
        raise Refused(Refusal("not-waiting", "It is not waiting to be accepted any longer."))
    if taker == thing.handover.giver:
        raise Refused(Refusal("one-post", "Choose another post than the one that hands over."))
    thing.taker, thing.state = taker, HandedState.OFFERED
    thing.by, thing.at, thing.reason = None, None, ""
    thing.save(update_fields=["taker", "state", "by", "at", "reason"])
    record(
        Kind.HANDOVER_OPENED,
        subject=f"post {thing.handover.giver.code}",
        by=by,
        at=at,
        to=taker.code,
        things=1,
    )


def _complete_if_done(handover: Handover, *, by: Actor, at: dt.datetime) -> None:
    if _gather(handover, on=at.date()):
        return
    _end(handover, HandoverState.COMPLETED, at)
    record(
        Kind.HANDOVER_COMPLETED,
        subject=f"post {handover.giver.code}",
        by=by,
        at=at,
        to=handover.taker.code,
        things=handover.things.filter(state=HandedState.ACCEPTED).count(),
    )


@transaction.atomic
def complete(handover: Handover, *, by: Actor, at: dt.datetime) -> None:
    """
    Complete a handover of which nothing waits any longer.

    :raises Refused: if it is not theirs to do, it is not open, or something waits to be
        accepted by name.
    """
    require(refusal_to_keep(by, on=at.date()))
    handover = Handover.objects.select_for_update().get(pk=handover.pk)
    now = HandoverState(handover.state)
    require(refusal_to_move(HANDOVER_MOVES, now, HandoverState.COMPLETED, thing="handover"))
    if waiting := _gather(handover, on=at.date()):
        words = (
            f"{waiting} of its things wait to be accepted by name. A handover completes when"
            " every open commitment, action and return is accepted."
        )
        raise Refused(Refusal("not-accepted", words))
    _complete_if_done(handover, by=by, at=at)


@transaction.atomic
def withdraw(handover: Handover, *, by: Actor, at: dt.datetime) -> None:
    """
    Withdraw a handover: what was accepted stays moved, the rest stays where it is.

    :raises Refused: if it is not theirs to do, or it is not open.
    """
    require(refusal_to_keep(by, on=at.date()))
    handover = Handover.objects.select_for_update().get(pk=handover.pk)
    now = HandoverState(handover.state)
    require(refusal_to_move(HANDOVER_MOVES, now, HandoverState.WITHDRAWN, thing="handover"))
    _end(handover, HandoverState.WITHDRAWN, at)
    record(Kind.HANDOVER_WITHDRAWN, subject=f"post {handover.giver.code}", by=by, at=at)


def _end(handover: Handover, state: HandoverState, at: dt.datetime) -> None:
    handover.state, handover.ended_at = state, at
    handover.save(update_fields=["state", "ended_at"])
