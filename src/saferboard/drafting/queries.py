"""
Asking how the next strategy comes along.
"""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from saferboard.domain.states import DraftState
from saferboard.drafting.models import Answer, Asked, Draft, Group, OutputKind, Stage, Who


@dataclass(frozen=True)
class OutputSeen:
    id: int
    kind: OutputKind
    text: str
    measure: str
    owner: str


@dataclass(frozen=True)
class VolunteerSeen:
    post: str
    organisation: str
    day: dt.date
    note: str


@dataclass(frozen=True)
class StageSeen:
    """One step of the timetable; `group` is empty where it is everybody's."""

    id: int
    what: str
    group: str
    target: dt.date
    target_words: str
    reached_on: dt.date | None


@dataclass(frozen=True)
class GroupListed:
    number: int
    name: str
    makes_priority: bool
    lead: str
    volunteers: int
    outputs: int
    bodies: tuple[str, ...]


@dataclass(frozen=True)
class GroupSeen:
    """One group whole."""

    id: int
    number: int
    name: str
    role: tuple[str, ...]
    makes_priority: bool
    lead: str
    bodies: tuple[tuple[str, str], ...]
    volunteers: tuple[VolunteerSeen, ...]
    outputs: tuple[OutputSeen, ...]
    stages: tuple[StageSeen, ...]


@dataclass(frozen=True)
class DecisionSeen:
    day: dt.date
    says: str
    groups: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class AnswerSeen:
    who: Who
    text: str
    said_by: int
    came_of_it: str


@dataclass(frozen=True)
class AskedSeen:
    id: int
    text: str
    answers: tuple[AnswerSeen, ...]


@dataclass(frozen=True)
class DraftListed:
    code: str
    title: str
    state: DraftState
    groups: int


@dataclass(frozen=True)
class DraftSeen:
    """A drafted strategy whole, its groups without what they put forward."""

    code: str
    title: str
    first_year: int
    last_year: int
    instrument: str
    instrument_title: str
    supersedes: str
    supersedes_title: str
    state: DraftState
    questions: tuple[str, ...]
    adopted_in: str
    adopted_on: dt.date | None
    groups: tuple[GroupListed, ...]
    decisions: tuple[DecisionSeen, ...]
    stages: tuple[StageSeen, ...]
    asked: tuple[AskedSeen, ...]


def drafts() -> list[DraftListed]:
    """Return every strategy that is or was drafted, the newest first."""
    rows = Draft.objects.annotate(of_it=Count("groups")).order_by("-first_year", "-id")
    return [DraftListed(one.code, one.title, DraftState(one.state), one.of_it) for one in rows]


def draft(code: str) -> DraftSeen | None:
    """Return a drafted strategy, or None if there is none of that code."""
    found = Draft.objects.select_related("instrument", "supersedes").filter(code=code).first()
    if found is None:
        return None
    groups = (
        found.groups.select_related("lead")
        .prefetch_related("bodies")
        .annotate(
            joined=Count("volunteers", distinct=True), forward=Count("outputs", distinct=True)
        )
    )
    decisions = found.decisions.order_by("day", "id")
    return DraftSeen(
        code=found.code,
        title=found.title,
        first_year=found.first_year,
        last_year=found.last_year,
        instrument=found.instrument.code,
        instrument_title=found.instrument.title,
        supersedes=found.supersedes.code if found.supersedes else "",
        supersedes_title=found.supersedes.title if found.supersedes else "",
        state=DraftState(found.state),
        questions=tuple(found.questions),
        adopted_in=found.adopted_in,
        adopted_on=found.adopted_on,
        groups=tuple(_listed(one) for one in groups.order_by("number")),
        decisions=tuple(
            DecisionSeen(one.day, one.says, tuple(one.groups), one.source) for one in decisions
        ),
        stages=_stages(found.stages.all()),
        asked=_asked(found),
    )


def _listed(one) -> GroupListed:
    return GroupListed(
        number=one.number,
        name=one.name,
        makes_priority=one.makes_priority,
        lead=one.lead.title if one.lead else "",
        volunteers=one.joined,
        outputs=one.forward,
        bodies=tuple(body.name for body in one.bodies.all()),
    )


def group(code: str, number: int) -> GroupSeen | None:
    """Return one group of a drafted strategy whole, or None."""
    found = _whole().filter(draft__code=code, number=number).first()
    return _seen(found) if found else None


def groups(code: str) -> list[GroupSeen]:
    """Return every group of a drafted strategy whole, in their order."""
    return [_seen(one) for one in _whole().filter(draft__code=code).order_by("number")]


def drafted_for(on: dt.date) -> str:
    """
    Return the code of the strategy that a meeting on a day is told of, or nothing if there is
    none: the newest that was not adopted before that day.
    """
    open_still = Q(adopted_on__isnull=True) | Q(adopted_on__gte=on)
    rows = Draft.objects.filter(open_still).order_by("-first_year", "-id")
    return rows.values_list("code", flat=True).first() or ""


def _whole() -> QuerySet[Group]:
    return Group.objects.select_related("lead__organisation").prefetch_related(
        "bodies", "volunteers__post__organisation", "outputs__owner", "stages"
    )


def _seen(found: Group) -> GroupSeen:
    return GroupSeen(
        id=found.pk,
        number=found.number,
        name=found.name,
        role=tuple(found.role),
        makes_priority=found.makes_priority,
        lead=f"{found.lead.title}, {found.lead.organisation.name}" if found.lead else "",
        bodies=tuple((one.name, one.code) for one in found.bodies.all()),
        volunteers=tuple(
            VolunteerSeen(one.post.title, one.post.organisation.name, one.day, one.note)
            for one in found.volunteers.all()
        ),
        outputs=tuple(
            OutputSeen(
                one.pk,
                OutputKind(one.kind),
                one.text,
                one.measure,
                one.owner.title if one.owner else "",
            )
            for one in found.outputs.all()
        ),
        stages=tuple(_stage(one, found.name) for one in found.stages.all()),
    )


def _stages(found: QuerySet[Stage]) -> tuple[StageSeen, ...]:
    rows = found.select_related("group").order_by("target", "id")
    return tuple(_stage(one, one.group.name if one.group else "") for one in rows)


def _stage(one: Stage, group: str) -> StageSeen:
    return StageSeen(one.pk, one.what, group, one.target, one.target_words, one.reached_on)


def _asked(found: Draft) -> tuple[AskedSeen, ...]:
    answers: dict[int, list[Answer]] = {}
    for one in Answer.objects.filter(asked__draft=found).order_by("-said_by", "id"):
        answers.setdefault(one.asked_id, []).append(one)
    return tuple(
        AskedSeen(
            one.pk,
            one.text,
            tuple(
                AnswerSeen(Who(given.who), given.text, given.said_by, given.came_of_it)
                for given in answers.get(one.pk, ())
            ),
        )
        for one in Asked.objects.filter(draft=found).order_by("id")
    )
