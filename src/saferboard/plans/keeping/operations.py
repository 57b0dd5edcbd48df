"""
Keeping who does what by when, and what reviews recommend until it is closed.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.domain.states import UNDERTAKING_MOVES, UndertakingState
from saferboard.domain.targets import Target
from saferboard.instruments.models import Instrument
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.measures.definitions import defined
from saferboard.partners.models import Actor, Organisation, Post, User, ledger_name
from saferboard.plans.models import Change, ChangeKind, Commitment, Undertaking
from saferboard.plans.permissions import refusal_to_keep
from saferboard.plans.queries import code_of
from saferboard.search import operations as search

Kept = Commitment | Undertaking
"""What has an owner, contributors, a target date and linked measures."""
NO_TARGET = "not stated"


@dataclass(frozen=True)
class Assigned:
    """Who does a thing and which figures it bears on: codes of a post, of partners, slugs."""

    owner: str = ""
    contributors: Sequence[str] = ()
    measures: Sequence[str] = ()


@dataclass(frozen=True)
class UndertakingWritten:
    """What a review recommends or a commitment needs, as somebody wrote it down."""

    text: str
    review: str = ""
    commitment: str = ""
    source: str = ""
    owner_as_stated: str = ""
    assigned: Assigned = Assigned()
    target: Target | None = None


def keepers(kept: Kept, *, lead_only: bool = False) -> list[str]:
    """Return the codes of the posts whose a thing is: its priority's lead, and its own owner."""
    commitment = kept if isinstance(kept, Commitment) else kept.commitment
    lead = code_of(commitment.section.priority.lead) if commitment else ""
    return [lead] if lead_only else [lead, code_of(kept.owner)]


@transaction.atomic
def assign(kept: Commitment, assigned: Assigned, *, by: Actor, at: dt.datetime) -> None:
    """
    Say who owns a commitment, who contributes, and which measures it bears on.

    :raises Refused: if it is not theirs to say, or there is no such post, partner or measure.
    """
    on = timezone.localtime(at).date()
    posts = keepers(kept, lead_only=True)
    require(refusal_to_keep(by, posts=posts, on=on, to="change who does a commitment"))
    changed = _put(kept, assigned)
    record(
        Kind.COMMITMENT_CHANGED,
        subject=f"commitment {kept.ref}",
        by=by,
        at=at,
        fields=", ".join(changed) or "nothing",
    )


@transaction.atomic
def set_target(
    kept: Kept, target: Target | None, reason: str, *, by: Actor, at: dt.datetime
) -> None:
    """
    Give a commitment or an undertaking a target date, another one, or none.

    :raises Refused: if it is not theirs to say, it has that date already, or a date it had is
        changed without a reason.
    """
    on = timezone.localtime(at).date()
    require(refusal_to_keep(by, posts=keepers(kept), on=on, to="change its target date"))
    held = type(kept).objects.select_for_update().get(pk=kept.pk)
    day, words = (target.day, target.words) if target else (None, "")
    if (held.target, held.target_words) == (day, words):
        said = words or "No target date"
        raise Refused(Refusal("same-target", f"Target date: {said} is what it has already."))
    if held.target_words and not reason.strip():
        raise Refused(
            Refusal("no-reason", "Reason: say why the target date changes. The board will ask.")
        )
    _change(held, ChangeKind.TARGET, held.target_words, words, reason, by=by, at=at)
    held.target, held.target_words = day, words
    held.save(update_fields=["target", "target_words"])
    kept.target, kept.target_words = day, words
    record(
        Kind.TARGET_CHANGED,
        subject=_subject(kept),
        by=by,
        at=at,
        target=words or NO_TARGET,
    )


@transaction.atomic
def enter_undertaking(
    written: UndertakingWritten,
    *,
    state: UndertakingState = UndertakingState.MADE,
    by: Actor,
    at: dt.datetime,
) -> Undertaking:
    """
    Enter what a review recommends, or work that a commitment still needs.

    :raises Refused: if it is not theirs to enter, it is of no review and no commitment, or a
        post, partner or measure is not known.
    """
    on = timezone.localtime(at).date()
    commitment = _commitment(written.commitment)
    lead = code_of(commitment.section.priority.lead) if commitment else ""
    require(refusal_to_keep(by, posts=[lead], on=on, to="enter a recommendation"))
    if not written.review and commitment is None:
        raise Refused(
            Refusal("of-nothing", "Choose the review that recommends it, or a commitment.")
        )
    review = _review(written.review)
    number = (Undertaking.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    made = Undertaking(
        number=number,
        review=review,
        commitment=commitment,
        text=written.text.strip(),
        source=written.source.strip(),
        owner_as_stated=written.owner_as_stated.strip(),
        target=written.target.day if written.target else None,
        target_words=written.target.words if written.target else "",
        state=state,
    )
    made.owner = _post(written.assigned.owner)
    made.save()
    _put(made, written.assigned)
    search.keep("recommendation", [made.pk])
    record(Kind.UNDERTAKING_ENTERED, subject=_subject(made), by=by, at=at)
    return made


@transaction.atomic
def change_undertaking(
    held: Undertaking, written: UndertakingWritten, *, by: Actor, at: dt.datetime
) -> None:
    """
    Put what is written in the place of what an undertaking said; its target date and how it
    stands are changed apart, each with a reason.

    :raises Refused: as `enter_undertaking` does.
    """
    on = timezone.localtime(at).date()
    require(refusal_to_keep(by, posts=keepers(held), on=on, to="change a recommendation"))
    review, commitment = _review(written.review), _commitment(written.commitment)
    if review is None and commitment is None:
        raise Refused(
            Refusal("of-nothing", "Choose the review that recommends it, or a commitment.")
        )
    held.review, held.commitment = review, commitment
    held.text, held.source = written.text.strip(), written.source.strip()
    held.owner_as_stated = written.owner_as_stated.strip()
    held.save()
    _put(held, written.assigned)
    search.keep("recommendation", [held.pk])
    record(Kind.UNDERTAKING_CHANGED, subject=_subject(held), by=by, at=at)


@transaction.atomic
def move_undertaking(
    kept: Undertaking, to: UndertakingState, reason: str, *, by: Actor, at: dt.datetime
) -> None:
    """
    Say how an undertaking stands: `reason` is the evidence that it is closed, or why it is not
    taken up, or is taken in hand again.

    :raises Refused: if it is not theirs to say, it cannot come to stand so, or nothing is said
        where something must be.
    """
    on = timezone.localtime(at).date()
    require(refusal_to_keep(by, posts=keepers(kept), on=on, to="say how it stands"))
    held = Undertaking.objects.select_for_update().get(pk=kept.pk)
    was = UndertakingState(held.state)
    if to not in UNDERTAKING_MOVES[was]:
        words = f"It stands as “{was.label}”, which cannot become “{to.label}”."
        raise Refused(Refusal("not-from-here", words))
    if not reason.strip() and was is not UndertakingState.MADE:
        raise Refused(Refusal("no-reason", _ASKED[to]))
    if not reason.strip() and not to.is_open:
        raise Refused(Refusal("no-reason", _ASKED[to]))
    _change(held, ChangeKind.STATE, was.label, to.label, reason, by=by, at=at)
    held.state = to
    held.save(update_fields=["state"])
    kept.state = to
    record(Kind.UNDERTAKING_MOVED, subject=_subject(held), by=by, at=at, state=to.label)


_ASKED = {
    UndertakingState.CLOSED: "Evidence: say what shows that it is done.",
    UndertakingState.DECLINED: "Reason: say why it is not taken up.",
    UndertakingState.IN_HAND: "Reason: say why it is taken in hand again.",
    UndertakingState.MADE: "Reason: say why.",
}


def _put(kept: Kept, assigned: Assigned) -> list[str]:
    """Give a thing its owner, contributors and measures; return what changed."""
    owner = _post(assigned.owner)
    partners = list(Organisation.objects.filter(code__in=assigned.contributors))
    if len(partners) != len(set(assigned.contributors)):
        raise Refused(Refusal("unknown-partner", "Contributors: choose from the list."))
    for slug in assigned.measures:
        defined(slug)
    changed = []
    if kept.owner != owner:
        changed.append("owner")
    if set(kept.contributors.all()) != set(partners):
        changed.append("contributors")
    if list(kept.measures) != list(assigned.measures):
        changed.append("measures")
    kept.owner, kept.measures = owner, list(assigned.measures)
    kept.save(update_fields=["owner", "measures"])
    kept.contributors.set(partners)
    return changed


def _post(code: str) -> Post | None:
    found = Post.objects.filter(code=code).first() if code else None
    if code and found is None:
        raise Refused(Refusal("unknown-post", f"Owner: there is no post {code}."))
    return found


def _review(code: str) -> Instrument | None:
    found = Instrument.objects.filter(code=code).first() if code else None
    if code and found is None:
        raise Refused(Refusal("unknown-review", f"Review: there is no plan or review {code}."))
    return found


def _commitment(ref: str) -> Commitment | None:
    held = Commitment.objects.select_related("section__priority__lead", "owner")
    found = held.filter(ref=ref).first() if ref else None
    if ref and found is None:
        raise Refused(Refusal("unknown-commitment", f"Commitment: there is none called {ref}."))
    return found


def _change(
    kept: Kept, kind: ChangeKind, was: str, now: str, reason: str, *, by: Actor, at: dt.datetime
) -> None:
    Change.objects.create(
        commitment=kept if isinstance(kept, Commitment) else None,
        undertaking=kept if isinstance(kept, Undertaking) else None,
        kind=kind,
        was=was,
        now=now,
        reason=reason.strip(),
        by=ledger_name(by),
        post=spoken_for(by, keepers(kept), on=timezone.localtime(at).date()),
        at=at,
    )


def spoken_for(by: Actor, first: Sequence[str], *, on: dt.date) -> Post | None:
    """Return the post that somebody speaks for: one of `first` where they hold it, or any."""
    if not isinstance(by, User):
        return None
    held = list(by.posts(on=on).order_by("id"))
    return next((post for post in held if post.code in first), next(iter(held), None))


def _subject(kept: Kept) -> str:
    kind = "commitment" if isinstance(kept, Commitment) else "recommendation"
    return f"{kind} {kept.ref}"
