"""
The report on matters arising: made for 500 open actions among 20,000, and composed as a paper.

The database is a file of SQLite with the product's own settings.  The reference is the same rows
read plainly: each open action with its minute, its owners and what was said of it.
"""

import datetime as dt
import os
import secrets
import statistics
import sys
import tempfile
import time
from collections.abc import Callable

ACTIONS, OPEN, MEETINGS, MINUTES = 20_000, 500, 100, 20
ROUNDS = 5
AT = dt.datetime(2022, 10, 19, 9, tzinfo=dt.UTC)


def main(wanted: int) -> int:
    with tempfile.TemporaryDirectory(prefix="saferboard-bench-") as folder:
        os.environ.update(
            SAFERBOARD_DATA=folder,
            SAFERBOARD_SECRET_KEY=secrets.token_urlsafe(50),
            DJANGO_SETTINGS_MODULE="saferboard.config.settings",
        )
        os.environ.pop("SAFERBOARD_DATABASE_URL", None)
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        meeting = filled(wanted)
        report = measured(lambda: reported(meeting))
        again = measured(lambda: made(meeting))
        plain = measured(lambda: read(meeting))
    print(f"{wanted:,} open actions of {ACTIONS:,}, of {MEETINGS} meetings; median of {ROUNDS}")
    print(f"what comes back: {report:.2f} s of the process's own time")
    print(f"the report made and composed as a paper: {again:.2f} s")
    print(
        f"to read the same rows plainly: {plain:.2f} s; the report {report / plain:.1f} times that"
    )
    return int(again > 1)


def filled(wanted: int):
    """Return a meeting to which so many minutes with an open action come back."""
    from saferboard.bodies.models import Body
    from saferboard.meetings import models as m
    from saferboard.partners.models import Organisation, Post

    council = Organisation.objects.create(code="council", name="Council", kind="COUNCIL")
    posts = Post.objects.bulk_create(
        Post(code=f"post-{n}", title=f"Post {n}", organisation=council) for n in range(35)
    )
    body = Body.objects.create(code="board", name="Board", handling="PUBLIC")
    held = m.Meeting.objects.bulk_create(
        m.Meeting(code=f"held-{n}", body=body, starts=AT - dt.timedelta(weeks=n + 1), state="HELD")
        for n in range(MEETINGS)
    )
    fill_minutes(held, posts, wanted)
    coming = m.Meeting.objects.create(
        code="coming", body=body, starts=AT + dt.timedelta(weeks=1), state="CONFIRMED"
    )
    m.Item.objects.create(
        meeting=coming, number="1", position=1, title="Matters arising", paper="MATTERS_ARISING"
    )
    return coming


def fill_minutes(held, posts, wanted: int) -> None:
    """Give each meeting its minutes, and these the actions, all done but those wanted."""
    from saferboard.meetings import models as m

    minutes = m.Minute.objects.bulk_create(
        m.Minute(meeting=one, number=f"{n}", position=n, title="Lamps", clauses=["It be done."])
        for one in held
        for n in range(MINUTES)
    )
    actions = m.MinuteAction.objects.bulk_create(
        m.MinuteAction(minute=minutes[n % len(minutes)], position=n, text=f"Light alley {n}.")
        for n in range(ACTIONS)
    )
    m.ActionOwner.objects.bulk_create(
        m.ActionOwner(action=one, position=1, post=posts[n % 35], owner_as_printed="Owner")
        for n, one in enumerate(actions)
    )
    m.ActionCourse.objects.bulk_create(
        m.ActionCourse(action=one, state="DONE") for one in actions[wanted:]
    )
    m.ActionStep.objects.bulk_create(
        m.ActionStep(action=one, kind="PROGRESS", at=AT, text="Half are lit.", post=posts[0])
        for one in actions
    )


def reported(meeting) -> None:
    from saferboard.meetings.actions.matters import what_comes_back

    assert len(what_comes_back(meeting, on=AT.date())) == OPEN


def made(meeting) -> None:
    """Make the report as a clerk's press of the button does, and compose its paper."""
    from saferboard.ledger.operations import SYSTEM
    from saferboard.meetings import queries
    from saferboard.meetings.actions.arranging.operations import make_report
    from saferboard.packs.gathering import compose_paper

    assert make_report(meeting, by=SYSTEM, at=AT) == OPEN
    seen = queries.meeting(meeting.code)
    assert seen is not None
    assert compose_paper(seen, "1") is not None


def read(meeting) -> None:
    from saferboard.meetings.models import ActionStep, MinuteAction

    rows = MinuteAction.objects.filter(course__isnull=True, minute__meeting__body=meeting.body_id)
    found = list(rows.select_related("minute__meeting").prefetch_related("owners__post"))
    said = ActionStep.objects.filter(action__in=[row.pk for row in found])
    assert len(found) == len(list(said.select_related("post"))) == OPEN


def measured(act: Callable[[], None]) -> float:
    """Return the seconds of the process's own time that an act takes, the middle of some."""
    seconds = []
    for _ in range(ROUNDS):
        began = time.process_time()
        act()
        seconds.append(time.process_time() - began)
    return statistics.median(seconds)


if __name__ == "__main__":
    sys.exit(main(OPEN))
