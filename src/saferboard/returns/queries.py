"""
Asking who was asked, who answered, and with what.
"""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, F
from django.db.models.expressions import OrderBy

from saferboard.domain.periods import Quarter
from saferboard.domain.returns import Response, is_late, response
from saferboard.domain.states import UpdateState
from saferboard.partners.models import Post
from saferboard.plans.models import Commitment, Priority
from saferboard.plans.queries import CommitmentSeen, code_of
from saferboard.plans.queries import commitment as commitment_of
from saferboard.returns.models import Round, Update
from saferboard.sheets.definitions import newest, sheets


@dataclass(frozen=True)
class RoundHead:
    """
    A round without what is in it.  `address` is its place in addresses: the quarter, and the
    strategy, since two strategies may be in force in one quarter.
    """

    id: int
    strategy: str
    strategy_title: str
    quarter: Quarter
    due: dt.date | None
    rhythm: tuple[int, ...]
    opened_at: dt.datetime | None
    closed_at: dt.datetime | None

    @property
    def address(self) -> str:
        return f"{str(self.quarter).replace(' Q', '-q')}.{self.strategy}"

    def list_of(self, post_code: str) -> str:
        """Return the reference of a post's list, as its link and its address have it."""
        return f"{self.address}.{post_code}"

    @property
    def is_open(self) -> bool:
        """Whether answers are taken: a round read from papers never is."""
        return self.opened_at is not None and self.closed_at is None


def sheet_title(sheet: str) -> str:
    """Return what a data sheet is called; one that is asked no more keeps its code for a name."""
    return newest(sheet).title if sheet in sheets() else sheet


def about(ref: str, sheet: str, priority: int, strand: str = "") -> str:
    """Return what is asked about: a commitment, a sheet or a whole priority, and its strand."""
    whole = ref or sheet_title(sheet) or f"Priority {priority}"
    return f"{whole}, {strand}" if strand else whole


@dataclass(frozen=True)
class UpdateSeen:
    """One contributor's account of one quarter.  `account` is what was accepted, if anything."""

    id: int
    round: RoundHead
    slug: str
    priority: int
    priority_title: str
    ref: str
    promise: str
    strand: str
    sheet: str
    contributor: str
    contributor_code: str
    asked_code: str
    asked: str
    owner_code: str
    measures: tuple[str, ...]
    state: UpdateState
    account: tuple[str, ...]
    see: str
    reason: str
    came: dt.date | None
    stated_late: bool

    @property
    def quarter(self) -> Quarter:
        return self.round.quarter

    @property
    def about(self) -> str:
        return about(self.ref, self.sheet, self.priority, self.strand)

    @property
    def remark(self) -> str:
        """
        What anyone may read beside its state: where else to look, or what a paper says of it.

        Why it was declined or sent back is between whoever asked and whoever answers.
        """
        if self.see:
            return f"See {self.see}."
        return self.reason if self.round.opened_at is None else ""

    def is_late(self, on: dt.date) -> bool:
        return is_late(
            self.state, due=self.round.due, came=self.came, on=on, stated=self.stated_late
        )


@dataclass(frozen=True)
class RoundSeen:
    """A round and everything in it, by priority and commitment."""

    head: RoundHead
    updates: tuple[UpdateSeen, ...]

    @property
    def quarter(self) -> Quarter:
        return self.head.quarter

    @property
    def counts(self) -> dict[UpdateState, int]:
        counted = Counter(update.state for update in self.updates)
        return {state: counted[state] for state in UpdateState if counted[state]}

    def response(self, on: dt.date) -> Response:
        return response([(u.state, u.is_late(on)) for u in self.updates])


@dataclass(frozen=True)
class Progress:
    """A commitment and every update on it, oldest first."""

    commitment: CommitmentSeen
    updates: tuple[UpdateSeen, ...]


def progress(ref: str, *, on: dt.date) -> Progress | None:
    """Return a commitment with what was reported on it, as it stands on a day, or None."""
    found = commitment_of(ref, on=on)
    if found is None:
        return None
    return Progress(found, tuple(updates(ref=ref)))


def rounds() -> list[RoundHead]:
    """Return every round, the newest quarter first and the newest strategy before others."""
    found = [head(one) for one in Round.objects.select_related("strategy").order_by("-id")]
    return sorted(found, key=lambda one: one.quarter, reverse=True)


def rounds_counted() -> list[tuple[RoundHead, dict[UpdateState, int]]]:
    """Return every round, newest first, with how many updates stand in each state."""
    counted: dict[int, dict[UpdateState, int]] = {}
    rows = Update.objects.order_by().values_list("round_id", "state").annotate(Count("id"))
    for round_id, state, count in rows:
        counted.setdefault(round_id, {})[UpdateState(state)] = count
    return [(one, counted.get(one.id, {})) for one in rounds()]


def newest_round() -> RoundSeen | None:
    """Return the newest round that is over, with everything in it, or None."""
    over = next((one for one in rounds() if not one.is_open), None)
    return round_seen(over) if over else None


def open_round_now() -> RoundHead | None:
    """Return the newest round that takes answers, or None."""
    return next((one for one in rounds() if one.is_open), None)


def round_at(address: str) -> RoundHead | None:
    """
    Return the round at an address, `2022-23-q2.strategy`, or None.

    Without the strategy it is the newest strategy's.
    """
    quarter, _, strategy = address.partition(".")
    found = Round.objects.select_related("strategy").filter(
        quarter=quarter.replace("-q", " Q"), **({"strategy__code": strategy} if strategy else {})
    )
    newest = found.order_by("-strategy__first_year", "-strategy_id").first()
    return head(newest) if newest else None


def round_of(quarter: Quarter, *, strategy: str = "") -> RoundSeen | None:
    """Return one quarter's round of a strategy (the newest, if none is named), or None."""
    address = str(quarter).replace(" Q", "-q")
    found = round_at(f"{address}.{strategy}" if strategy else address)
    return round_seen(found) if found else None


def round_seen(found: RoundHead) -> RoundSeen:
    """Return a round with everything in it."""
    return RoundSeen(found, tuple(updates(round_id=found.id)))


def updates(
    *,
    strategy: str | None = None,
    round_id: int | None = None,
    ref: str | None = None,
    asked: str | None = None,
    slug: str | None = None,
    whole: bool = False,
) -> list[UpdateSeen]:
    """
    Return updates, oldest quarter first, narrowed to a strategy, a round, a commitment, the
    post that was asked, an address in its round, or to those of no one commitment.
    """
    found = Update.objects.select_related(
        "round__strategy",
        "priority__lead",
        "commitment__section",
        "commitment__owner",
        "contributor",
        "asked__organisation",
    )
    if strategy is not None:
        found = found.filter(round__strategy__code=strategy)
    if round_id is not None:
        found = found.filter(round=round_id)
    if ref is not None:
        found = found.filter(commitment__ref=ref)
    if asked is not None:
        found = found.filter(asked__code=asked)
    if whole:
        found = found.filter(commitment=None)
    if slug is not None:
        found = found.filter(slug=slug)
    return [_seen(update) for update in found.order_by("round__quarter", *in_order())]


def in_order() -> tuple[OrderBy | str, ...]:
    """
    Return the order of updates in a round: by priority and commitment, what is of a whole
    priority after its commitments.  Databases differ in where they put what is missing.
    """
    parts = ("priority__number", "commitment__section__number", "commitment__position")
    return (*(F(part).asc(nulls_last=True) for part in parts), "id")


def update_at(found: RoundHead, slug: str) -> UpdateSeen | None:
    """Return one update of a round by its place in an address, or None."""
    return next(iter(updates(round_id=found.id, slug=slug)), None)


def update_before(seen: UpdateSeen) -> UpdateSeen | None:
    """
    Return the same contributor's account of the same thing in the round before, or None.

    Where that round did not say which post was asked, the one of the same thing is it.
    """
    before = Round.objects.filter(
        strategy__code=seen.round.strategy, quarter=str(seen.quarter + -1)
    ).first()
    if before is None:
        return None
    found = [
        one
        for one in updates(round_id=before.pk, ref=seen.ref or None, whole=not seen.ref)
        if (one.priority, one.ref, one.sheet, one.strand)
        == (seen.priority, seen.ref, seen.sheet, seen.strand)
    ]
    same = [one for one in found if one.asked_code == seen.asked_code]
    return next(iter(same or [one for one in found if not one.asked_code]), None)


def priority_numbers(found: RoundHead) -> tuple[int, ...]:
    """Return the numbers of the priorities of a round's strategy."""
    numbers = Priority.objects.filter(strategy__code=found.strategy).order_by("number")
    return tuple(numbers.values_list("number", flat=True))


def head(found: Round) -> RoundHead:
    """Return a round's head; its strategy is at hand."""
    return RoundHead(
        id=found.pk,
        strategy=found.strategy.code,
        strategy_title=found.strategy.title,
        quarter=Quarter.parse(found.quarter),
        due=found.due,
        rhythm=tuple(found.rhythm),
        opened_at=found.opened_at,
        closed_at=found.closed_at,
    )


def owner(update: Update) -> Post | None:
    """Return the post that owns what an update is about."""
    if update.commitment:
        return update.commitment.owner
    return update.priority.lead if update.priority else None


def _asks(sheet: str) -> str:
    return newest(sheet).about if sheet in sheets() else ""


def _seen(update: Update) -> UpdateSeen:
    commitment, asked, priority = update.commitment, update.asked, update.priority
    contributor = update.contributor
    return UpdateSeen(
        id=update.id,
        round=head(update.round),
        slug=update.slug,
        priority=priority.number if priority else 0,
        priority_title=priority.title if priority else "Data sheet",
        ref=commitment.ref if commitment else "",
        promise=commitment.promise if commitment else _asks(update.sheet),
        strand=update.strand,
        sheet=update.sheet,
        contributor=str(contributor.short or contributor) if contributor else "",
        contributor_code=contributor.code if contributor else "",
        asked_code=code_of(asked),
        asked=asked.title if asked else "",
        owner_code=code_of(owner(update)),
        measures=tuple(commitment.measures if commitment else ()),
        state=UpdateState(update.state),
        account=tuple(update.account),
        see=update.see,
        reason=update.reason,
        came=update.came,
        stated_late=update.stated_late,
    )


def unanswered(commitment: Commitment, quarter: Quarter) -> list[str]:
    """Return the updates on a commitment that were asked for in a quarter and did not come."""
    rows = Update.objects.filter(commitment=commitment, round__quarter=str(quarter))
    found = [
        (str(row.contributor or "the owner"), UpdateState(row.state))
        for row in rows.select_related("contributor").order_by("id")
    ]
    return [
        f"the update for {quarter.label} from {who}, {state.label}"
        for who, state in found
        if state in _DID_NOT_COME
    ]


_DID_NOT_COME = frozenset(
    {
        UpdateState.REQUESTED,
        UpdateState.SENT_BACK,
        UpdateState.NOT_PROVIDED,
        UpdateState.DECLINED,
    }
)
