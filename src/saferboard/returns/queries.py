"""
Asking who was asked, who answered, and with what.
"""

from collections import Counter
from dataclasses import dataclass

from django.utils.text import slugify

from saferboard.domain.periods import Quarter
from saferboard.domain.states import UpdateState
from saferboard.partners.models import Post
from saferboard.plans.queries import CommitmentSeen, code_of
from saferboard.plans.queries import commitment as commitment_of
from saferboard.returns.models import Round, Update


@dataclass(frozen=True)
class UpdateSeen:
    """One contributor's account of one quarter."""

    id: int
    quarter: Quarter
    priority: int
    priority_title: str
    ref: str
    strand: str
    contributor: str
    owner_code: str
    state: UpdateState
    account: tuple[str, ...]
    see: str

    @property
    def about(self) -> str:
        """What it is about: a commitment or a whole priority, and the strand if it is of one."""
        whole = self.ref or f"Priority {self.priority}"
        return f"{whole}, {self.strand}" if self.strand else whole

    @property
    def slug(self) -> str:
        """Its place in an address within its round."""
        return slugify(self.about)


@dataclass(frozen=True)
class RoundSeen:
    """A round and everything in it, by priority and commitment."""

    quarter: Quarter
    updates: tuple[UpdateSeen, ...]

    @property
    def counts(self) -> dict[UpdateState, int]:
        counted = Counter(update.state for update in self.updates)
        return {state: counted[state] for state in UpdateState if counted[state]}


@dataclass(frozen=True)
class Progress:
    """A commitment and every update on it, oldest first."""

    commitment: CommitmentSeen
    updates: tuple[UpdateSeen, ...]


def progress(ref: str) -> Progress | None:
    """Return a commitment with what was reported on it, or None if there is none."""
    found = commitment_of(ref)
    if found is None:
        return None
    return Progress(found, tuple(updates(ref=ref)))


def rounds() -> list[Quarter]:
    """Return the quarters that have a round, newest first."""
    quarters = Round.objects.values_list("quarter", flat=True)
    return sorted((Quarter.parse(quarter) for quarter in quarters), reverse=True)


def all_rounds() -> list[RoundSeen]:
    """Return every round with its updates, newest first."""
    found = updates()
    return [
        RoundSeen(quarter, tuple(update for update in found if update.quarter == quarter))
        for quarter in rounds()
    ]


def round_of(quarter: Quarter) -> RoundSeen | None:
    """Return one quarter's round, or None if there was none."""
    if not Round.objects.filter(quarter=str(quarter)).exists():
        return None
    return RoundSeen(quarter, tuple(updates(quarter=quarter)))


def updates(
    *, quarter: Quarter | None = None, ref: str | None = None, priority: int | None = None
) -> list[UpdateSeen]:
    """Return updates, oldest quarter first, narrowed to a quarter, a commitment or a priority."""
    found = Update.objects.select_related(
        "round", "priority__lead", "commitment__section", "commitment__owner", "contributor"
    )
    if quarter is not None:
        found = found.filter(round__quarter=str(quarter))
    if ref is not None:
        found = found.filter(commitment__ref=ref)
    if priority is not None:
        found = found.filter(priority__number=priority)
    order = ("priority__number", "commitment__section__number", "commitment__position", "id")
    return [_seen(update) for update in found.order_by("round__quarter", *order)]


def owner(update: Update) -> Post | None:
    """Return the post that owns what an update is about."""
    return update.commitment.owner if update.commitment else update.priority.lead


def _seen(update: Update) -> UpdateSeen:
    return UpdateSeen(
        id=update.id,
        quarter=Quarter.parse(update.round.quarter),
        priority=update.priority.number,
        priority_title=update.priority.title,
        ref=update.commitment.ref if update.commitment else "",
        strand=update.strand,
        contributor=str(update.contributor.short or update.contributor)
        if update.contributor
        else "",
        owner_code=code_of(owner(update)),
        state=UpdateState(update.state),
        account=tuple(update.account),
        see=update.see,
    )
