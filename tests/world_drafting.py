"""
The next strategy of the small world, as its groups draft it.
"""

import datetime as dt

from saferboard.domain.targets import read_target
from saferboard.drafting.models import Draft, OutputKind
from saferboard.drafting.operations import (
    DraftWritten,
    GroupWritten,
    OutputWritten,
    ask_public,
    decide_groups,
    join_group,
    open_draft,
    plan_stage,
    write_output,
)
from saferboard.partners.models import Post

NEXT = DraftWritten(
    "Westhaven 2024 to 2027", 2024, 2027, "night-protocol", "drugs-plan", ("What else?",)
)
GROUPS = (
    GroupWritten("Steering Group", ("Hold the others to account",)),
    GroupWritten("Safer streets", ("Which targets?",), True, "head-of-safety", ("board",)),
)
PUT_FORWARD = (
    OutputWritten(OutputKind.PARAMETER, "Homes broken into", "total-burglary"),
    OutputWritten(OutputKind.AIM, "Nobody walks home in the dark"),
    OutputWritten(OutputKind.TARGET, "One burglary in ten fewer by 2027", "total-burglary"),
    OutputWritten(OutputKind.ACTION, "Light every alley", owner="superintendent"),
)


def draft_next(*, by: str, at: dt.datetime) -> Draft:
    """Begin the next strategy with two groups, one of which has put something forward."""
    draft = open_draft("westhaven-2024", NEXT, GROUPS, by=by, at=at)
    names = [group.name for group in GROUPS]
    decide_groups(
        draft, day=at.date(), says="Two groups.", source="Minute 9", names=names, by=by, at=at
    )
    streets = draft.groups.get(number=2)
    join_group(
        streets, Post.objects.get(code="head-of-safety"), "Of course", day=at.date(), by=by, at=at
    )
    for one in PUT_FORWARD:
        write_output(streets, one, by=by, at=at)
    plan_stage(draft, "Drafts are in", read_target("March 2023"), streets, by=by, at=at)
    ask_public(draft, "What do you want?", by=by, at=at)
    return draft
