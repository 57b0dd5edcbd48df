"""
What an agenda is offered: each thing once, until it is put on or left out.
"""

from dataclasses import dataclass

from django.utils import timezone

from saferboard.domain.states import ProposalState
from saferboard.meetings.agendas import rotation
from saferboard.meetings.agendas.following.operations import minutes_title
from saferboard.meetings.agendas.returning import coming_back, meeting_before
from saferboard.meetings.models import (
    ItemKind,
    Meeting,
    PaperKind,
    Proposal,
    ProposalKind,
    StandingItem,
)
from saferboard.ui.words import moment


@dataclass(frozen=True)
class Suggestion:
    """
    One thing an agenda is offered.  `origin` is what it comes from; `under` the kind of item
    it becomes a part of, where there is one.
    """

    origin: str
    group: str
    title: str
    why: str = ""
    presenter: str = ""
    kind: ItemKind = ItemKind.ORDINARY
    under: ItemKind = ItemKind.ORDINARY
    paper: PaperKind = PaperKind.NONE
    minutes_of: Meeting | None = None
    priority: int | None = None
    expected_minutes: int | None = None
    verbal: bool = False
    recurs: bool = False
    note: str = ""


STANDING, BACK, TURN = "What always stands on it", "What comes back", "Whose turn it is"
PROPOSED = {
    ProposalKind.EXCEPTION: "Exceptions that subgroups report",
    ProposalKind.ISSUE: "Emerging issues from partners",
    ProposalKind.ITEM: "What people propose",
}
OF_ITSELF = {
    ItemKind.MATTERS_ARISING: PaperKind.MATTERS_ARISING,
    ItemKind.DASHBOARD: PaperKind.DASHBOARD,
    ItemKind.NEXT_STRATEGY: PaperKind.GROUPS,
}
"""The standing items that have a paper made of what is held, and nothing to choose in it."""
GROUPS = (STANDING, TURN, BACK, *PROPOSED.values())


def suggestions(meeting: Meeting) -> list[Suggestion]:
    """Return what a meeting's agenda is offered and has neither taken nor left out."""
    had = set(meeting.items.exclude(origin="").values_list("origin", flat=True))
    had |= set(meeting.left_out.values_list("origin", flat=True))
    offered = [*_standing(meeting), *_turns(meeting), *_back(meeting), *_proposed(meeting)]
    return [one for one in offered if one.origin not in had]


def _standing(meeting: Meeting) -> list[Suggestion]:
    before = meeting_before(meeting)
    rows = StandingItem.objects.filter(body=meeting.body_id).select_related("presenter")
    return [_of_standing(one, meeting, before) for one in rows.order_by("position", "id")]


def _of_standing(one: StandingItem, meeting: Meeting, before: Meeting | None) -> Suggestion:
    kind, title, note = ItemKind(one.kind), one.title, one.note
    paper, minutes_of = PaperKind.NONE, None
    if kind in OF_ITSELF:
        paper = OF_ITSELF[kind]
    elif kind == ItemKind.MINUTES and before is not None:
        paper, minutes_of = PaperKind.MINUTES, before
        title = minutes_title(title, before)
    elif kind == ItemKind.NEXT_MEETING and meeting.next_meeting:
        note = f"{moment(timezone.localtime(meeting.next_meeting))}."
    return Suggestion(
        f"standing-{one.pk}",
        STANDING,
        title,
        presenter=one.presenter.code if one.presenter else "",
        kind=kind,
        paper=paper,
        minutes_of=minutes_of,
        expected_minutes=one.expected_minutes,
        verbal=one.verbal and paper == PaperKind.NONE,
        note=note,
    )


def _turns(meeting: Meeting) -> list[Suggestion]:
    on = timezone.localtime(meeting.starts).date()
    return [
        Suggestion(
            f"priority-{turn.priority}",
            TURN,
            turn.title,
            why=turn.why,
            presenter=turn.lead,
            under=ItemKind.PRIORITIES,
            paper=PaperKind.PRIORITY,
            priority=turn.priority,
        )
        for turn in rotation.due(meeting.body.code, on)
    ]


def _back(meeting: Meeting) -> list[Suggestion]:
    return [
        Suggestion(
            one.origin,
            BACK,
            one.title,
            why=one.why,
            presenter=one.presenter,
            recurs=one.recurs,
            note=f"{one.why}." if one.origin.startswith("minute") else "",
        )
        for one in coming_back(meeting)
    ]


def _proposed(meeting: Meeting) -> list[Suggestion]:
    waiting = Proposal.objects.filter(meeting=meeting, state=ProposalState.WAITING)
    found = waiting.select_related("post__organisation", "subgroup", "organisation")
    return [_of_proposal(one) for one in found.order_by("proposed_at", "id")]


def _of_proposal(one: Proposal) -> Suggestion:
    kind = ProposalKind(one.kind)
    under = {ProposalKind.EXCEPTION: ItemKind.EXCEPTIONS, ProposalKind.ISSUE: ItemKind.ISSUES}
    whose = {
        ProposalKind.EXCEPTION: f"{one.subgroup}: " if one.subgroup else "",
        ProposalKind.ISSUE: f"{one.organisation}: " if one.organisation else "",
    }
    return Suggestion(
        f"proposal-{one.pk}",
        PROPOSED[kind],
        f"{whose.get(kind, '')}{one.title}",
        why=f"{one.post.title}, {one.post.organisation.short}: {one.why}",
        presenter=one.post.code,
        under=under.get(kind, ItemKind.ORDINARY),
        expected_minutes=one.expected_minutes,
        verbal=one.verbal,
    )
