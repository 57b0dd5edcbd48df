"""
Who would be asked next, from what was asked last quarter: shown before anybody is written to.
"""

import datetime as dt
from dataclasses import dataclass, replace

from saferboard.domain.periods import Quarter
from saferboard.domain.returns import RHYTHM, next_due
from saferboard.domain.states import UpdateState
from saferboard.partners.models import Post
from saferboard.plans.models import Commitment, Strategy
from saferboard.returns.data_sheets import post_for
from saferboard.returns.models import Round, Update
from saferboard.returns.operations import slug_of
from saferboard.returns.queries import about, sheet_title
from saferboard.sheets.definitions import newest, sheets
from saferboard.sheets.models import DataReturn


@dataclass(frozen=True)
class Asking:
    """
    One thing that one post would be asked.  `ticked` says whether last quarter's settings have
    it asked; where nobody is known to ask, it cannot be.
    """

    slug: str
    priority: int
    ref: str
    strand: str
    sheet: str
    about: str
    promise: str
    asked_code: str
    asked: str
    organisation: str
    ticked: bool
    last: UpdateState | None

    @property
    def can_be_asked(self) -> bool:
        return bool(self.asked_code)


@dataclass(frozen=True)
class RoundPlanned:
    """A round as it would be opened, from the settings of the one before it."""

    strategy: Strategy
    quarter: Quarter
    due: dt.date
    rhythm: tuple[int, ...]
    asking: tuple[Asking, ...]
    like: Quarter | None

    @property
    def ticked(self) -> tuple[Asking, ...]:
        return tuple(one for one in self.asking if one.ticked)

    def changed(
        self, *, ask: frozenset[str], due: dt.date, rhythm: tuple[int, ...]
    ) -> "RoundPlanned":
        """Return the plan with other things ticked, and another day and rhythm."""
        asking = tuple(
            replace(one, ticked=one.slug in ask and one.can_be_asked) for one in self.asking
        )
        return replace(self, asking=asking, due=due, rhythm=rhythm)


def plan_next(*, on: dt.date) -> RoundPlanned | None:
    """Return the newest strategy's next round as it would be opened, or None without one."""
    strategy = Strategy.objects.order_by("-first_year", "-id").first()
    if strategy is None:
        return None
    rounds = list(Round.objects.filter(strategy=strategy))
    last = max(rounds, key=lambda one: Quarter.parse(one.quarter), default=None)
    if last is None:
        quarter = Quarter.of(on)
        due = next_due(None, quarter_ends=_end(quarter), earlier_ended=_end(quarter))
        asking = _asking(strategy, None, quarter)
        return RoundPlanned(strategy, quarter, due, RHYTHM, asking, None)
    before = Quarter.parse(last.quarter)
    quarter = before + 1
    return RoundPlanned(
        strategy=strategy,
        quarter=quarter,
        due=next_due(last.due, quarter_ends=_end(quarter), earlier_ended=_end(before)),
        rhythm=tuple(last.rhythm) or RHYTHM,
        asking=_asking(strategy, last, quarter),
        like=before,
    )


def _end(quarter: Quarter) -> dt.date:
    return quarter.period.last.last_day


def _asking(strategy: Strategy, last: Round | None, quarter: Quarter) -> tuple[Asking, ...]:
    """
    What was asked or left out last quarter, and every commitment and data sheet that had no row
    in it.
    """
    found: dict[str, Asking] = {}
    held, asked = set(), set()
    for update in _updates(last) if last else ():
        held.add(update.commitment_id)
        asked.add((update.sheet, update.contributor_id))
        found.setdefault((one := _again(update)).slug, one)
    commitments = Commitment.objects.filter(section__priority__strategy=strategy)
    for commitment in commitments.select_related("section__priority", "owner__organisation"):
        if commitment.pk not in held:
            one = _of_commitment(commitment, ticked=last is None and commitment.owner is not None)
            found.setdefault(one.slug, one)
    codes = {one.asked_code for one in found.values() if one.ticked}
    for one in _of_sheets(quarter, asked, codes):
        found.setdefault(one.slug, one)
    return tuple(sorted(found.values(), key=_place))


def _place(one: Asking) -> tuple[bool, int, bool, str, str]:
    """
    References of one priority in order, what is of the whole priority after them, and data
    sheets after all.
    """
    return bool(one.sheet), one.priority, not one.ref, one.ref, one.slug


def _updates(last: Round):
    return (
        Update.objects.filter(round=last)
        .select_related(
            "priority__lead__organisation", "commitment__owner__organisation", "asked__organisation"
        )
        .order_by("id")
    )


def _again(update: Update) -> Asking:
    commitment, priority = update.commitment, update.priority
    post = update.asked or (commitment.owner if commitment else priority.lead if priority else None)
    ref, number = (commitment.ref if commitment else ""), (priority.number if priority else 0)
    state = UpdateState(update.state)
    return Asking(
        slug=slug_of(ref or update.sheet, number, update.strand, post.code if post else ""),
        priority=number,
        ref=ref,
        strand=update.strand,
        sheet=update.sheet,
        about=about(ref, update.sheet, number, update.strand),
        promise=_promise(update),
        ticked=state is not UpdateState.NOT_REQUESTED and post is not None,
        last=state,
        **_who(post),
    )


def _promise(update: Update) -> str:
    if update.commitment:
        return update.commitment.promise
    if update.priority:
        return update.priority.title
    return newest(update.sheet).about if update.sheet in sheets() else ""


def _of_commitment(commitment: Commitment, *, ticked: bool) -> Asking:
    number, post = commitment.section.priority.number, commitment.owner
    return Asking(
        slug=slug_of(commitment.ref, number, "", post.code if post else ""),
        priority=number,
        ref=commitment.ref,
        strand="",
        sheet="",
        about=commitment.ref,
        promise=commitment.promise,
        ticked=ticked,
        last=None,
        **_who(post),
    )


def _of_sheets(
    quarter: Quarter, asked: set[tuple[str, int | None]], codes: set[str]
) -> list[Asking]:
    """The sheets that partners were asked for last quarter by themselves, or for this already."""
    kept = DataReturn.objects.filter(quarter__in=[str(quarter + -1), str(quarter)])
    kept = kept.exclude(state=UpdateState.NOT_REQUESTED).order_by("quarter", "sheet", "id")
    wanted: dict[tuple[str, int], UpdateState | None] = {}
    for one in kept.only("sheet", "organisation_id", "quarter", "state"):
        place = (one.sheet, one.organisation_id)
        if one.sheet in sheets() and place not in asked:
            before = one.quarter != str(quarter)
            wanted.setdefault(place, UpdateState(one.state) if before else None)
    posts = list(Post.objects.select_related("organisation").order_by("id"))
    return [
        _of_sheet(sheet, post_for(organisation, posts, asked=codes), last)
        for (sheet, organisation), last in wanted.items()
    ]


def _of_sheet(sheet: str, post: Post | None, last: UpdateState | None) -> Asking:
    return Asking(
        slug=slug_of(sheet, 0, "", post.code if post else ""),
        priority=0,
        ref="",
        strand="",
        sheet=sheet,
        about=sheet_title(sheet),
        promise=newest(sheet).about,
        ticked=post is not None,
        last=last,
        **_who(post),
    )


def _who(post: Post | None) -> dict[str, str]:
    if post is None:
        return {"asked_code": "", "asked": "", "organisation": ""}
    return {
        "asked_code": post.code,
        "asked": post.title,
        "organisation": post.organisation.short or post.organisation.name,
    }
