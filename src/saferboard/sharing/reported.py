"""
What this room answers when the floors below ask every room.
"""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from saferboard.partners.answers import Answers, Held
from saferboard.partners.models import Post, User
from saferboard.sharing.models import Agreement, Grant, InformationRequest, Intelligence
from saferboard.ui.words import day


def _held_by(post: Post, on: dt.date) -> Iterable[Held]:
    for one in Agreement.objects.filter(owner=post).exclude(state__in=["ENDED", "WITHDRAWN"]):
        words = f"Looks after {one.name}, {one.title}"
        yield Held("agreement", one.name, words, agreement_href(one))
    mine = InformationRequest.objects.filter(Q(asked_post=post) | Q(asking_post=post))
    for one in mine.filter(state="ASKED").only("ref", "due_on", "asked_post_id"):
        did = "Is to answer" if one.asked_post_id == post.pk else "Waits for the answer to"
        words = f"{did} {one.ref}, due {day(one.due_on)}"
        yield Held("request", one.ref, words, reverse("sharing:request", args=[one.ref]))


def _used_by(reference: str) -> Iterable[Held]:
    """What rests on an agreement: the requests made under any version of it."""
    found = InformationRequest.objects.filter(agreement__reference=reference)
    for one in found.select_related("asking_post__organisation").only(
        "ref", "state", "asking_post__title", "asking_post__organisation__name"
    ):
        words = f"{one.ref} from {one.asking_post.organisation.name}: {one.get_state_display()}"
        yield Held("request", one.ref, words, reverse("sharing:request", args=[one.ref]))


def _sees_restricted(user: User, on: dt.date) -> bool:
    """Whether an account keeps, takes part in or was given something restricted here."""
    start = timezone.make_aware(dt.datetime.combine(on, dt.time()))
    if Grant.objects.filter(account=user, until__gte=start, ended_at__isnull=True).exists():
        return True
    posts = user.posts(on=on)
    return (
        Intelligence.objects.filter(keeper__in=posts).exists()
        or InformationRequest.objects.filter(
            Q(asked_post__in=posts) | Q(asking_post__in=posts)
        ).exists()
    )


def agreement_href(agreement: Agreement) -> str:
    return reverse("sharing:agreement", args=[agreement.reference, agreement.version])


ANSWERS = Answers("sharing", held_by=_held_by, used_by=_used_by, sees_restricted=_sees_restricted)
