"""
Drafting the next strategy: its groups, their work, and what the public says of it.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from saferboard.bodies.models import Body
from saferboard.domain.handling import Handling
from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.domain.states import DraftState
from saferboard.domain.targets import Target
from saferboard.drafting import permissions
from saferboard.drafting.models import (
    Answer,
    Asked,
    Decision,
    Draft,
    Group,
    Output,
    OutputKind,
    Stage,
    Volunteer,
    Who,
)
from saferboard.instruments.models import Instrument
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.measures.definitions import defined
from saferboard.partners.models import Actor, Post


@dataclass(frozen=True)
class GroupWritten:
    name: str
    role: Sequence[str] = ()
    makes_priority: bool = False
    lead: str = ""
    bodies: Sequence[str] = ()


@dataclass(frozen=True)
class DraftWritten:
    """A strategy to be drafted; `instrument` and `supersedes` are codes in the library."""

    title: str
    first_year: int
    last_year: int
    instrument: str
    supersedes: str = ""
    questions: Sequence[str] = ()


@dataclass(frozen=True)
class OutputWritten:
    kind: OutputKind
    text: str
    measure: str = ""
    owner: str = ""


@transaction.atomic
def open_draft(
    code: str, written: DraftWritten, groups: Sequence[GroupWritten], *, by: Actor, at: dt.datetime
) -> Draft:
    """
    Begin to draft a strategy by some groups, numbered from 1.

    :raises Refused: if it is not theirs to run, its code or its place in the library is taken,
        or there is no such plan, post or body.
    """
    require(permissions.refusal_to_run(by, None, on=_day(at)))
    if written.last_year < written.first_year:
        raise Refused(Refusal("ends-first", "Last year: give one that is not before the first."))
    instrument = _instrument(written.instrument)
    taken = Draft.objects.filter(instrument=instrument).exists()
    if taken or Draft.objects.filter(code=code).exists():
        raise Refused(Refusal("drafted-already", f"“{instrument.title}” is drafted already."))
    draft = Draft.objects.create(
        code=code,
        title=written.title,
        first_year=written.first_year,
        last_year=written.last_year,
        instrument=instrument,
        supersedes=_instrument(written.supersedes) if written.supersedes else None,
        questions=list(written.questions),
        state=DraftState.SHAPING,
    )
    for number, group in enumerate(groups, start=1):
        _put_group(Group(draft=draft, number=number), group)
    subject = _subject(draft)
    record(Kind.STRATEGY_DRAFTED, subject=subject, by=by, at=at, groups=len(groups))
    return draft


@transaction.atomic
def change_group(group: Group, written: GroupWritten, *, by: Actor, at: dt.datetime) -> None:
    """
    Say what a group is called, what it is for, who leads it and which bodies it works with.

    :raises Refused: if it is not theirs to say, or there is no such post or body.
    """
    require(permissions.refusal_to_run(by, group.draft, on=_day(at)))
    _put_group(group, written)
    record(Kind.GROUP_CHANGED, subject=_subject(group.draft), by=by, at=at, group=group.number)


@transaction.atomic
def decide_groups(
    draft: Draft,
    *,
    day: dt.date,
    says: str,
    source: str,
    names: Sequence[str],
    by: Actor,
    at: dt.datetime,
) -> Decision:
    """
    Keep what was decided or proposed about the groups on a day, and which there were then;
    those of the names that the draft lacks are added to it when it is the latest decision.

    :raises Refused: if it is not theirs to say, or the draft is adopted.
    """
    require(permissions.refusal_to_run(by, draft, on=_day(at)))
    made = Decision.objects.create(
        draft=draft, day=day, says=says.strip(), source=source.strip(), groups=list(names)
    )
    if not draft.decisions.filter(day__gt=day).exists():
        held = set(draft.groups.values_list("name", flat=True))
        last = draft.groups.order_by("-number").values_list("number", flat=True).first() or 0
        new = [name for name in dict.fromkeys(names) if name not in held]
        for number, name in enumerate(new, start=last + 1):
            Group.objects.create(draft=draft, number=number, name=name, makes_priority=True)
    record(Kind.GROUPS_DECIDED, subject=_subject(draft), by=by, at=at, groups=len(made.groups))
    return made


@transaction.atomic
def join_group(
    group: Group, post: Post, note: str = "", *, day: dt.date, by: Actor, at: dt.datetime
) -> Volunteer:
    """
    Have a post join a group.

    :raises Refused: if it is not theirs to say, or the post has joined already.
    """
    require(permissions.refusal_to_join(by, group.draft, on=_day(at)))
    runs = permissions.refusal_to_run(by, group.draft, on=_day(at)) is None
    if not runs and not by.posts(on=_day(at)).filter(pk=post.pk).exists():
        raise Refused(Refusal("not-your-post", "Post: choose one that you hold."))
    if group.volunteers.filter(post=post).exists():
        raise Refused(Refusal("joined-already", f"{post.title} has joined already."))
    made = Volunteer.objects.create(group=group, post=post, day=day, note=note.strip())
    record(
        Kind.GROUP_JOINED, subject=_subject(group.draft), by=by, at=at, group=group.number,
        joined=post.code,
    )  # fmt: skip
    return made


@transaction.atomic
def write_output(group: Group, written: OutputWritten, *, by: Actor, at: dt.datetime) -> Output:
    """
    Put something forward for a group: a parameter, an aim, a target or an action.

    :raises Refused: if it is not theirs to write, or there is no such measure or post.
    """
    require(permissions.refusal_to_write(by, group, on=_day(at)))
    if written.measure:
        defined(written.measure)
    made = Output.objects.create(
        group=group,
        kind=written.kind,
        text=written.text.strip(),
        measure=written.measure,
        owner=_post(written.owner),
    )
    subject = _subject(group.draft)
    record(Kind.OUTPUT_WRITTEN, subject=subject, by=by, at=at, group=group.number, of=written.kind)
    return made


@transaction.atomic
def remove_output(output: Output, *, by: Actor, at: dt.datetime) -> None:
    """
    Take back something a group put forward.

    :raises Refused: if it is not theirs to take back.
    """
    group = output.group
    require(permissions.refusal_to_write(by, group, on=_day(at)))
    kind = output.kind
    output.delete()
    record(
        Kind.OUTPUT_REMOVED,
        subject=_subject(group.draft),
        by=by,
        at=at,
        group=group.number,
        of=kind,
    )


@transaction.atomic
def plan_stage(
    draft: Draft, what: str, target: Target, group: Group | None = None, *, by: Actor,
    at: dt.datetime,
) -> Stage:  # fmt: skip
    """
    Put a step into the timetable, of all groups or of one.

    :raises Refused: if it is not theirs to plan.
    """
    require(permissions.refusal_to_run(by, draft, on=_day(at)))
    made = Stage.objects.create(
        draft=draft, group=group, what=what.strip(), target=target.day, target_words=target.words
    )
    record(Kind.STAGE_PLANNED, subject=_subject(draft), by=by, at=at, target=target.words)
    return made


@transaction.atomic
def reach_stage(stage: Stage, *, by: Actor, at: dt.datetime) -> None:
    """
    Note that a step of the timetable is reached.

    :raises Refused: if it is not theirs to note, or it was noted before.
    """
    require(permissions.refusal_to_run(by, stage.draft, on=_day(at)))
    if stage.reached_on is not None:
        raise Refused(Refusal("reached-already", "That step is noted as reached already."))
    stage.reached_on = _day(at)
    stage.save(update_fields=["reached_on"])
    subject = _subject(stage.draft)
    record(Kind.STAGE_REACHED, subject=subject, by=by, at=at, target=stage.target_words)


@transaction.atomic
def ask_public(draft: Draft, text: str, *, by: Actor, at: dt.datetime) -> Asked:
    """
    Keep a question that the public is asked.

    :raises Refused: if it is not theirs to ask.
    """
    require(permissions.refusal_to_run(by, draft, on=_day(at)))
    made = Asked.objects.create(draft=draft, text=text.strip())
    record(Kind.CONSULTATION_ASKED, subject=_subject(draft), by=by, at=at)
    return made


@transaction.atomic
def keep_answer(
    asked: Asked, who: Who, text: str, *, said_by: int, came_of_it: str, by: Actor, at: dt.datetime
) -> Answer:
    """
    Keep what the public answered: the kind of people, how many said it, and what came of it.

    :raises Refused: if it is not theirs to keep.
    """
    require(permissions.refusal_to_run(by, asked.draft, on=_day(at)))
    made = Answer.objects.create(
        asked=asked, who=who, text=text.strip(), said_by=said_by, came_of_it=came_of_it.strip()
    )
    subject = _subject(asked.draft)
    record(Kind.CONSULTATION_ANSWERED, subject=subject, by=by, at=at, said_by=said_by)
    return made


def open_bodies() -> QuerySet[Body]:
    """Return the bodies a group may say it works with: those whose page any partner may open."""
    restricted = [one.value for one in Handling if one.is_restricted]
    return Body.objects.exclude(handling__in=restricted)


def _put_group(group: Group, written: GroupWritten) -> None:
    bodies = list(open_bodies().filter(code__in=written.bodies))
    if len(bodies) != len(set(written.bodies)):
        raise Refused(Refusal("unknown-body", "Bodies: choose from the list."))
    group.name, group.role = written.name.strip(), list(written.role)
    group.makes_priority, group.lead = written.makes_priority, _post(written.lead)
    group.save()
    group.bodies.set(bodies)


def _instrument(code: str) -> Instrument:
    found = Instrument.objects.filter(code=code).first()
    if found is None:
        raise Refused(Refusal("unknown-plan", f"Library: there is no plan {code}."))
    return found


def _post(code: str) -> Post | None:
    found = Post.objects.filter(code=code).first() if code else None
    if code and found is None:
        raise Refused(Refusal("unknown-post", f"Post: there is no post {code}."))
    return found


def _day(at: dt.datetime) -> dt.date:
    return timezone.localtime(at).date()


def _subject(draft: Draft) -> str:
    return f"draft {draft.code}"
