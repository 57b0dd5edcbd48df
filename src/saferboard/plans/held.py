"""
What a post holds in this room: commitments that are not done, and priorities it leads.
"""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse

from saferboard.domain.rag import Standing, Status
from saferboard.partners.answers import Answers, Held
from saferboard.partners.models import Post
from saferboard.plans.models import Commitment, Priority


def _held_by(post: Post, on: dt.date) -> Iterable[Held]:
    for one in Priority.objects.filter(lead=post).order_by("strategy_id", "number"):
        href = reverse("plans:priority", args=[one.number])
        yield Held("priority", str(one.pk), f"Leads {one}", href, moves=True)
    owned = Commitment.objects.filter(owner=post).prefetch_related("ratings").order_by("ref", "id")
    for commitment in owned:
        if not _is_done(commitment):
            href = reverse("returns:commitment", args=[commitment.ref])
            words = f"{commitment.ref}: {commitment.promise}"
            yield Held("commitment", commitment.ref, words, href, moves=True)


def _is_done(commitment: Commitment) -> bool:
    """Whether its statuses of the latest quarter that has any all say that it is done."""
    ratings = list(commitment.ratings.all())
    if not ratings:
        return False
    latest = max(rating.quarter for rating in ratings)
    now = [Status(rating.status) for rating in ratings if rating.quarter == latest]
    return all(status.standing is Standing.DONE for status in now)


def _move(kind: str, ref: str, giver: Post, taker: Post) -> bool:
    if kind == "priority":
        return bool(Priority.objects.filter(pk=int(ref), lead=giver).update(lead=taker))
    return bool(Commitment.objects.filter(ref=ref, owner=giver).update(owner=taker))


ANSWERS = Answers("plans", held_by=_held_by, move=_move)
