"""
Proposing something for an agenda, and answering who proposed it.
"""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from saferboard.bodies.models import Body
from saferboard.bodies.permissions import sits_on
from saferboard.bodies.queries import name_outside
from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.domain.states import PROPOSAL_MOVES, ProposalState, refusal_to_move
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.letters.operations import send_letter
from saferboard.meetings.agendas import permissions
from saferboard.meetings.models import Item, Meeting, Proposal, ProposalKind
from saferboard.partners.models import Actor, Post, User
from saferboard.ui.words import day


@dataclass(frozen=True)
class Proposed:
    """What a post proposes; `subgroup` is the code of the body whose exception it is."""

    kind: ProposalKind
    title: str
    why: str
    post: str
    subgroup: str = ""
    expected_minutes: int | None = None
    verbal: bool = False


@transaction.atomic
def propose(meeting: Meeting, proposed: Proposed, *, by: User, at: dt.datetime) -> Proposal:
    """
    Propose an item, an exception or an issue for a meeting's agenda.

    :raises Refused: if they are neither a member nor a partner, the post is not theirs, or an
        exception is of a subgroup they have no seat on.
    """
    on = timezone.localtime(at).date()
    require(permissions.refusal_to_propose(by, meeting, on=on))
    post = by.posts(on=on).filter(code=proposed.post).first()
    if post is None:
        raise Refused(Refusal("not-your-post", "Choose a post that you hold."))
    proposal = Proposal.objects.create(
        meeting=meeting,
        kind=proposed.kind,
        title=proposed.title,
        why=proposed.why,
        post=post,
        subgroup=_subgroup(proposed, by, on=on),
        organisation=post.organisation if proposed.kind == ProposalKind.ISSUE else None,
        expected_minutes=proposed.expected_minutes,
        verbal=proposed.verbal,
        proposed_at=at,
    )
    _record(Kind.ITEM_PROPOSED, proposal, by=by, at=at, what=proposed.kind.value.lower())
    return proposal


def proposal_of(meeting: Meeting, pk: int) -> Proposal:
    """
    Return what was proposed for a meeting.

    :raises Refused: if there is no such proposal.
    """
    held = meeting.proposals.select_related("meeting__body", "post").filter(pk=pk).first()
    if held is None:
        raise Refused(Refusal("no-such-proposal", "There is no such proposal for this meeting."))
    return held


def _subgroup(proposed: Proposed, by: User, *, on: dt.date) -> Body | None:
    if proposed.kind != ProposalKind.EXCEPTION:
        return None
    if not proposed.subgroup:
        raise Refused(Refusal("which-subgroup", "Choose the subgroup that reports the exception."))
    if not sits_on(by, proposed.subgroup, on=on):
        words = "An exception is reported by somebody with a seat on the subgroup."
        raise Refused(Refusal("no-seat", words))
    return Body.objects.get(code=proposed.subgroup)


@transaction.atomic
def decline(proposal: Proposal, *, reason: str, by: User, at: dt.datetime) -> None:
    """
    Decline what was proposed, for a reason, and let the post know.

    :raises Refused: without a reason, or if it is answered or taken back already.
    """
    require(permissions.refusal_to_build(by, on=timezone.localtime(at).date()))
    if not reason.strip():
        raise Refused(Refusal("no-reason", "Say why it is declined: who proposed it reads this."))
    answer(proposal, ProposalState.DECLINED, reason=reason.strip(), by=by, at=at)


@transaction.atomic
def withdraw(proposal: Proposal, *, by: User, at: dt.datetime) -> None:
    """
    Take back what one's post proposed.

    :raises Refused: if another post proposed it, or it is answered already.
    """
    require(permissions.refusal_to_withdraw(by, proposal, on=timezone.localtime(at).date()))
    answer(proposal, ProposalState.WITHDRAWN, by=by, at=at)


def answer(
    proposal: Proposal,
    to: ProposalState,
    *,
    reason: str = "",
    item: Item | None = None,
    by: Actor,
    at: dt.datetime,
) -> None:
    """
    Bring a proposal into a state, and tell the post that made it unless it did so itself.

    :raises Refused: if it is not waiting any more.
    """
    proposal = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    now = ProposalState(proposal.state)
    require(refusal_to_move(PROPOSAL_MOVES, now, to, thing="proposal"))
    proposal.state, proposal.reason, proposal.decided_at = to, reason, at
    proposal.item = item
    proposal.save()
    if to is not ProposalState.WITHDRAWN:
        _tell(proposal.post, proposal, to, by=by, at=at)
    _record(Kind.PROPOSAL_ANSWERED, proposal, by=by, at=at, state=to.label.lower())


def _tell(post: Post, proposal: Proposal, to: ProposalState, *, by: Actor, at: dt.datetime) -> None:
    meeting = proposal.meeting
    send_letter(
        "proposal-answered",
        to_post=post,
        facts={
            "body": name_outside(meeting.body),
            "day": day(timezone.localtime(meeting.starts)),
            "outcome": "was taken" if to is ProposalState.TAKEN else "was declined",
        },
        by=by,
        at=at,
        about=f"proposal {proposal.pk}",
    )


def _record(kind: Kind, proposal: Proposal, *, by: Actor, at: dt.datetime, **facts: str) -> None:
    record(kind, subject=f"proposal {proposal.pk}", by=by, at=at, **facts)
