"""
The next strategy in the demonstration: the groups of the discussion paper, and what was decided.
"""

import datetime as dt

from saferboard.demo.reading import Words, quarter_file
from saferboard.domain.targets import read_target
from saferboard.drafting.operations import (
    DraftWritten,
    GroupWritten,
    ask_public,
    decide_groups,
    join_group,
    open_draft,
    plan_stage,
)
from saferboard.instruments.models import Instrument
from saferboard.ledger.operations import SYSTEM
from saferboard.partners.models import Post


def load_draft(at: dt.datetime) -> None:
    """Begin the strategy of 2024 to 2027 as the paper proposes, with what was decided of it."""
    paper = quarter_file("task-and-finish")
    said = paper["draft"]
    written = DraftWritten(
        title=Instrument.objects.get(code=said["instrument"]).title,
        first_year=said["first_year"],
        last_year=said["last_year"],
        instrument=said["instrument"],
        supersedes=said["supersedes"],
        questions=paper["questions"],
    )
    groups = [group(one, said) for one in paper["groups"]]
    draft = open_draft(said["code"], written, groups, by=SYSTEM, at=at)
    for one in said["decisions"]:
        decide_groups(
            draft,
            day=one["day"],
            says=one["says"],
            source=one["source"],
            names=one.get("groups", [group.name for group in groups]),
            by=SYSTEM,
            at=at,
        )
    held = {one.number: one for one in draft.groups.all()}
    for one in said["volunteers"]:
        post = Post.objects.get(code=one["post"])
        join_group(held[one["group"]], post, one["note"], day=one["day"], by=SYSTEM, at=at)
    for one in said["asked"]:
        ask_public(draft, one, by=SYSTEM, at=at)
    for one in said["stages"]:
        plan_stage(draft, one["what"], read_target(one["target"]), by=SYSTEM, at=at)


def group(one: Words, said: Words) -> GroupWritten:
    return GroupWritten(
        name=one["name"],
        role=one["role"],
        makes_priority=one["number"] in said["makes_priority"],
        bodies=[link["body"] for link in said["bodies"] if link["group"] == one["number"]],
    )
