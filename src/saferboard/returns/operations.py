"""
Opening a round and keeping what came back.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.text import slugify

from saferboard.domain.periods import Quarter
from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.domain.states import UPDATE_MOVES, UpdateState, refusal_to_move
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.measures.tokens import find
from saferboard.partners.models import Actor, Organisation, Post, User, ledger_name
from saferboard.plans.models import Commitment, Priority, Strategy
from saferboard.plans.permissions import refusal_to_rewrite
from saferboard.plans.queries import code_of
from saferboard.returns.models import Round, Update, Version, Via
from saferboard.returns.queries import owner


@dataclass(frozen=True)
class UpdateGiven:
    """
    What one contributor said of one thing, or that nothing was asked or came.

    `ref` is a commitment's reference, empty for an update on the whole priority; `strand` a
    named part of either.  `account` holds texts and may refer to figures by token; `asked` is
    the post that was asked, where it is known; `late` that a paper says it came too late.
    """

    priority: int
    state: UpdateState
    ref: str = ""
    strand: str = ""
    contributor: str = ""
    account: Sequence[str] = ()
    see: str = ""
    asked: str = ""
    reason: str = ""
    late: bool = False

    @property
    def about(self) -> str:
        return self.ref or self.strand or f"priority {self.priority}"


@transaction.atomic
def open_round(strategy: Strategy, *, quarter: Quarter, by: Actor, at: dt.datetime) -> Round:
    """
    Keep the round of a quarter as papers show it: nobody is written to, and no day is known.

    :raises Refused: if that quarter already has one.
    """
    if Round.objects.filter(strategy=strategy, quarter=str(quarter)).exists():
        raise Refused(Refusal("round-open", f"There is already a round for {quarter.label}."))
    opened = Round.objects.create(strategy=strategy, quarter=str(quarter))
    record(Kind.ROUND_OPENED, subject=f"round {quarter}", by=by, at=at)
    return opened


@transaction.atomic
def record_updates(
    asked: Round, *, updates: Sequence[UpdateGiven], by: Actor, at: dt.datetime
) -> None:
    """
    Keep the updates of a round as a paper shows them: what it printed was accepted.

    :raises Refused: if one names a priority, commitment, organisation, post or figure nobody
        knows, says it was accepted and says nothing, or is of what another is of already.
    """
    known = _Known(asked)
    kept = Update.objects.bulk_create(known.update(given) for given in updates)
    Version.objects.bulk_create(
        Version(
            update=update,
            number=1,
            account=update.account,
            via=Via.PAPER,
            by=ledger_name(by),
            at=at,
            accepted_at=at,
        )
        for update in kept
        if update.account
    )
    record(
        Kind.UPDATE_RECORDED,
        subject=f"round {asked.quarter}",
        by=by,
        at=at,
        updates=len(updates),
        accepted=len([update for update in kept if update.account]),
    )


class _Known:
    """Everything that updates of a round may name, looked up once."""

    def __init__(self, asked: Round) -> None:
        strategy = asked.strategy
        self.round = asked
        self.priorities = {p.number: p for p in Priority.objects.filter(strategy=strategy)}
        self.commitments = {
            c.ref: c for c in Commitment.objects.filter(section__priority__strategy=strategy)
        }
        self.organisations = {o.code: o for o in Organisation.objects.all()}
        self.posts = {p.code: p for p in Post.objects.select_related("organisation")}
        self.slugs = set(Update.objects.filter(round=asked).values_list("slug", flat=True))

    def update(self, given: UpdateGiven) -> Update:
        post = _known(given.asked, self.posts, "post")
        contributor = _known(given.contributor, self.organisations, "organisation")
        return Update(
            round=self.round,
            slug=self._slug(given),
            priority=_known(given.priority, self.priorities, "priority"),
            commitment=_known(given.ref, self.commitments, "commitment"),
            strand=given.strand,
            contributor=contributor or (post.organisation if post else None),
            asked=post,
            state=given.state,
            account=_account(given),
            see=given.see,
            reason=given.reason,
            stated_late=given.late,
        )

    def _slug(self, given: UpdateGiven) -> str:
        slug = slug_of(given.ref, given.priority, given.strand, given.asked)
        if slug in self.slugs:
            words = f"There are two updates on {given.about} from the same contributor. Keep one."
            raise Refused(Refusal("asked-twice", words))
        self.slugs.add(slug)
        return slug


def slug_of(ref: str, priority: int, strand: str, asked: str) -> str:
    """Return an update's place in an address within its round: what it is of, and who by."""
    return slugify(f"{ref or f'Priority {priority}'} {strand} {asked}")


def _known(name, things, kind: str):
    if name == "":
        return None
    if name not in things:
        raise Refused(Refusal(f"unknown-{kind}", f"There is no {kind} {name}."))
    return things[name]


def _account(given: UpdateGiven) -> list[str]:
    if given.state is UpdateState.ACCEPTED and not given.account:
        words = f"The update on {given.about} is marked as accepted and says nothing. Add its text."
        raise Refused(Refusal("empty-update", words))
    if given.state is UpdateState.SEE_ELSEWHERE and not given.see:
        words = f"The update on {given.about} is said to stand elsewhere. Say where."
        raise Refused(Refusal("see-nowhere", words))
    find_all(given.account)
    return list(given.account)


def find_all(texts: Sequence[str]) -> None:
    """
    Look for every figure that texts refer to: one nobody knows would shut every page with it.

    :raises Refused: if there is one.
    """
    for text in texts:
        find(text)


@transaction.atomic
def rewrite_update(update: Update, texts: list[str], *, by: User, at: dt.datetime) -> None:
    """
    Correct the text of an update that was accepted, as a version that is accepted at once.

    :raises Refused: if it is not theirs to write, nothing was accepted, or a text names a
        figure nobody knows.
    """
    require(refusal_to_rewrite(by, owner=code_of(owner(update)), on=at.date()))
    if update.state != UpdateState.ACCEPTED:
        raise Refused(Refusal("nothing-accepted", "Nothing was accepted, so nothing is corrected."))
    find_all(texts)
    add_version(update, texts, via=Via.WEB, by=ledger_name(by), at=at, accepted_at=at)
    update.account = texts
    update.save(update_fields=["account"])
    record(
        Kind.TEXT_CORRECTED,
        subject=f"update {update.pk}",
        by=by,
        at=at,
        texts=len(texts),
    )


def add_version(update: Update, texts: Sequence[str], *, via: str, by: str, **more) -> Version:
    """Keep a text as the next version of an update, whose row its caller has locked."""
    last = update.versions.order_by("-number").values_list("number", flat=True).first() or 0
    return Version.objects.create(
        update=update, number=last + 1, account=list(texts), via=via, by=by, **more
    )


def locked_update(update: Update) -> Update:
    """Return an update as it stands now, with what it is about, its row locked."""
    related = ("round__strategy", "commitment", "priority", "asked")
    return Update.objects.select_for_update(of=("self",)).select_related(*related).get(pk=update.pk)


def move_update(update: Update, to: UpdateState) -> None:
    """
    Move an update to another state; its caller saves it.

    :raises Refused: if it cannot be from where it stands.
    """
    require(refusal_to_move(UPDATE_MOVES, UpdateState(update.state), to, thing="update"))
    update.state = to
