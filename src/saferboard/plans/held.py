"""
What a post holds in this room: commitments that are not done, priorities it leads, and what
reviews recommend to it and is open.
"""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse

from saferboard.domain.states import UndertakingState
from saferboard.partners.answers import Answers, Held
from saferboard.partners.models import Post
from saferboard.plans.keeping.queries import is_done
from saferboard.plans.models import Commitment, Priority, Undertaking


def _held_by(post: Post, on: dt.date) -> Iterable[Held]:
    for one in Priority.objects.filter(lead=post).order_by("strategy_id", "number"):
        href = reverse("plans:priority", args=[one.number])
        yield Held("priority", str(one.pk), f"Leads {one}", href, moves=True)
    owned = Commitment.objects.filter(owner=post).prefetch_related("ratings").order_by("ref", "id")
    for commitment in owned:
        if not is_done(commitment):
            href = reverse("returns:commitment", args=[commitment.ref])
            words = f"{commitment.ref}: {commitment.promise}"
            yield Held("commitment", commitment.ref, words, href, moves=True)
    work = Undertaking.objects.filter(owner=post, state__in=[UndertakingState.MADE, _IN_HAND])
    for one in work.order_by("number"):
        href = reverse("plans:recommendation", args=[one.number])
        yield Held("recommendation", str(one.number), f"{one.ref}: {one.text}", href, moves=True)


_IN_HAND = UndertakingState.IN_HAND


def _move(kind: str, ref: str, giver: Post, taker: Post) -> bool:
    if kind == "priority":
        return bool(Priority.objects.filter(pk=int(ref), lead=giver).update(lead=taker))
    if kind == "recommendation":
        return bool(Undertaking.objects.filter(number=int(ref), owner=giver).update(owner=taker))
    return bool(Commitment.objects.filter(ref=ref, owner=giver).update(owner=taker))


ANSWERS = Answers("plans", held_by=_held_by, move=_move)
