"""
Reminding by rhythm: the posts that have not sent, and those who asked.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from saferboard.domain.returns import reminder_due
from saferboard.domain.rights import Right, holders
from saferboard.domain.states import WAITS_FOR_THEM
from saferboard.letters import operations as letters
from saferboard.partners.models import Actor, Post
from saferboard.returns.models import Round, Update
from saferboard.returns.queries import RoundHead, head, round_seen
from saferboard.returns.words import things
from saferboard.ui.words import day


@transaction.atomic
def remind(*, by: Actor, at: dt.datetime) -> int:
    """
    Write the reminders of every open round that are due; return how many are new.

    They are gathered with a post's other letters into one, the next morning.
    """
    on = timezone.localtime(at).date()
    count = 0
    opened = Round.objects.select_related("strategy").filter(
        opened_at__isnull=False, closed_at__isnull=True, due__isnull=False
    )
    for one in opened.order_by("id"):
        due = reminder_due(one.rhythm, due=one.due, on=on)
        # A reminder whose day was over before the round was opened is none.
        if due is not None and one.due + dt.timedelta(days=due) > _day(one.opened_at):
            count += _remind_of(one, due, on=on, by=by, at=at)
    return count


def _day(at: dt.datetime) -> dt.date:
    return timezone.localtime(at).date()


def _remind_of(opened: Round, days: int, *, on: dt.date, by: Actor, at: dt.datetime) -> int:
    about = f"round {opened.quarter}, {days:+d} days"
    return _remind_posts(opened, about, by=by, at=at) + _tell_leads(
        opened, about, on=on, by=by, at=at
    )


def _remind_posts(opened: Round, about: str, *, by: Actor, at: dt.datetime) -> int:
    waiting = Update.objects.filter(round=opened, asked__isnull=False, state__in=WAITS_FOR_THEM)
    owing: dict[int, list[str]] = {}
    for post, sheet in waiting.order_by().values_list("asked_id", "sheet"):
        owing.setdefault(post, []).append(sheet)
    count, found = 0, head(opened)
    for post in Post.objects.filter(pk__in=owing).order_by("id"):
        facts = {**_told(found), "count": things(owing[post.pk])}
        written = letters.send_letter(
            "returns-reminder", to_post=post, facts=facts, by=by, at=at, about=about
        )
        count += written.was_new
    return count


def _tell_leads(opened: Round, about: str, *, on: dt.date, by: Actor, at: dt.datetime) -> int:
    """Tell whoever leads the strategy how many have come: the digest of who has sent what."""
    found = head(opened)
    told = round_seen(found).response(on)
    if told.answered == told.asked:
        return 0
    facts = {
        **_told(found),
        "came": str(told.answered),
        "asked": str(told.asked),
        "late": str(told.late),
    }
    leads = Post.objects.filter(role__in=holders(Right.LEAD_STRATEGY)).order_by("id")
    return sum(
        letters.send_letter(
            "returns-digest", to_post=post, facts=facts, by=by, at=at, about=about
        ).was_new
        for post in leads
    )


def _told(found: RoundHead) -> dict[str, str]:
    assert found.due is not None, "only a round with a due day has reminders"
    return {"quarter": found.quarter.label, "day": day(found.due)}
