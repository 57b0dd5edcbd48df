"""
What a post holds in this room: returns that it was asked for and has not sent.
"""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse

from saferboard.domain.periods import Quarter
from saferboard.domain.states import WAITS_FOR_THEM
from saferboard.partners.answers import Answers, Held
from saferboard.partners.models import Post
from saferboard.returns.models import Update
from saferboard.returns.queries import sheet_title


def _held_by(post: Post, on: dt.date) -> Iterable[Held]:
    asked = Update.objects.filter(asked=post, state__in=WAITS_FOR_THEM)
    kept = asked.select_related("round", "priority", "commitment").order_by("round_id", "id")
    for one in kept:
        quarter = Quarter.parse(one.round.quarter)
        about = one.commitment or one.priority or sheet_title(one.sheet)
        words = f"The return on {about} for {quarter.label}"
        href = reverse("returns:round", args=[one.round.quarter.replace(" ", "-").lower()])
        yield Held("return", str(one.pk), words, href, moves=True)


def _move(kind: str, ref: str, giver: Post, taker: Post) -> bool:
    asked = Update.objects.filter(pk=int(ref), asked=giver, state__in=WAITS_FOR_THEM)
    # A data sheet stays the partner's whose figures it holds, whoever fills it in.
    sheets = asked.exclude(sheet="").update(asked=taker)
    return bool(sheets + asked.filter(sheet="").update(asked=taker, contributor=taker.organisation))


ANSWERS = Answers("returns", held_by=_held_by, move=_move)
