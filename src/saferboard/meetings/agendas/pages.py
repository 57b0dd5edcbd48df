"""
Where on a meeting's page one goes on to its agenda being built, or proposes something for it.
"""

import datetime as dt
from collections.abc import Sequence

from django.urls import reverse

from saferboard.domain.states import PackState
from saferboard.meetings.agendas import permissions
from saferboard.meetings.issuing.lacking import Lacking, lacking
from saferboard.meetings.issuing.queries import PackSeen
from saferboard.meetings.models import Meeting, Minute
from saferboard.partners.models import User


def ways_in(user: User, code: str, *, on: dt.date) -> dict[str, str]:
    """Return the addresses that a meeting's page offers this person, empty where it has none."""
    if not user.is_authenticated:
        return {}
    meeting = Meeting.objects.select_related("body").get(code=code)
    builds = not permissions.refusal_to_build(user, on=on)
    chairs = not permissions.refusal_to_approve(user, meeting, on=on)
    proposes = not permissions.refusal_to_propose(user, meeting, on=on)
    return {
        "agenda_href": reverse("meetings:agenda", args=[code]) if builds or chairs else "",
        "proposals_href": reverse("meetings:proposals", args=[code]) if proposes else "",
    }


def lacking_of(code: str, packs: Sequence[PackSeen]) -> list[Lacking]:
    """Return what a pack that may still be issued would go out without."""
    if any(one.state is PackState.ISSUED for one in packs):
        return []
    return lacking(Meeting.objects.get(code=code))


def has_minutes(code: str) -> bool:
    """Return whether anything was minuted of a meeting."""
    return Minute.objects.filter(meeting__code=code).exists()
