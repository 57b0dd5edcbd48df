"""
What anyone may know at a glance.
"""

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from saferboard.meetings.queries import (
    MeetingListed,
    MeetingSeen,
    PackSeen,
    meeting,
    next_meeting,
    pack,
)
from saferboard.partners.models import Partnership
from saferboard.partners.queries import partnership
from saferboard.plans.queries import StrategySeen, strategy


@dataclass(frozen=True)
class Front:
    """The partnership, its next meeting and that meeting's pack, and how its promises stand."""

    partnership: Partnership | None
    next_meeting: MeetingListed | None
    agenda: MeetingSeen | None
    pack: PackSeen | None
    strategy: StrategySeen | None


def front(*, at: dt.datetime) -> Front:
    """Return what the front page says.  A meeting's agenda only if it is published by then."""
    coming = next_meeting(after=at, seen_by=AnonymousUser())
    agenda = meeting(coming.code) if coming else None
    if agenda is not None and not agenda.is_published(on=at.date()):
        agenda = None
    return Front(
        partnership=partnership(),
        next_meeting=coming,
        agenda=agenda,
        pack=pack(agenda.code, issued_only=True) if agenda else None,
        strategy=strategy(on=at.date()),
    )
