"""
Marking who is at the small world's meeting of October.
"""

import datetime as dt

from saferboard.meetings.attending import operations as attending
from saferboard.meetings.attending.operations import Line
from tests.world import LONDON

AT = dt.datetime(2022, 10, 27, 11, tzinfo=LONDON)
HERE = ("PRESENT", "", "", "")


def lines(world, *marks, others=(), interests=()):
    called = attending.roster(world.published)
    found = [
        Line(f"post-{one.post}", mark) for one, mark in zip(called, marks, strict=False) if mark
    ]
    found += [Line(f"other-{n}", one) for n, one in enumerate(others)]
    return found + [Line(f"interest-{n}", one) for n, one in enumerate(interests)]


def mark(world, typed_lines, *, seen=None, by, at=AT):
    return attending.mark_attendance(world.published, typed_lines, seen=seen or {}, by=by, at=at)
