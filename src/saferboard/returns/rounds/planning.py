"""
Who would be asked next, from what was asked last quarter: shown before anybody is written to.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from saferboard.domain.periods import Quarter
from saferboard.domain.returns import RHYTHM, next_due
from saferboard.domain.states import UpdateState
from saferboard.partners.models import Post
from saferboard.plans.models import Commitment, Strategy
from saferboard.returns.data_sheets import posts_for
from saferboard.returns.models import Round, Update
from saferboard.returns.operations import slug_of
from saferboard.returns.queries import about, sheet_title
from saferboard.sheets.definitions import newest, sheets
from saferboard.sheets.models import DataReturn

NOBODY_ELSE: Mapping[str, str] = MappingProxyType({})


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
    others: tuple[tuple[str, str], ...] = ()
    """The posts that may be asked instead, by code and title: only of a data sheet."""

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
        self,
        *,
        ask: frozenset[str],
        due: dt.date,
        rhythm: tuple[int, ...],
        posts: Mapping[str, str] = NOBODY_ELSE,
    ) -> "RoundPlanned":
        """
        Return the plan with other things ticked, another day and rhythm, and, by the slug of a
        data sheet, another of its posts to ask.
        """
        asking = tuple(
            _asked_of(
                replace(one, ticked=one.slug in ask and one.can_be_asked), posts.get(one.slug, "")
            )
            for one in self.asking
        )
        return replace(self, asking=asking, due=due, rhythm=rhythm)


def _asked_of(one: Asking, code: str) -> Asking:
    title = dict(one.others).get(code)
    if title is None or code == one.asked_code:
        return one
    slug = slug_of(one.sheet, 0, "", code)
    return replace(one, slug=slug, asked_code=code, asked=title)


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
    What was asked or left out last quarter, every commitment and data sheet that had no row in
    it, and whoever contributes to a commitment and had none.
    """
    found: dict[str, Asking] = {}
    held, asked = set(), set()
    for update in _updates(last) if last else ():
        held.add(update.commitment_id)
        asked.add((update.sheet, update.contributor_id))
        found.setdefault((one := _again(update)).slug, one)
    posts = list(Post.objects.select_related("organisation").order_by("id"))
    commitments = (
        Commitment.objects.filter(section__priority__strategy=strategy)
        .select_related("section__priority", "owner__organisation")
        .prefetch_related("contributors")
    )
    for commitment in commitments:
        if commitment.pk not in held:
            one = _of_commitment(commitment, ticked=last is None and commitment.owner is not None)
            found.setdefault(one.slug, one)
    codes = {one.asked_code for one in found.values() if one.ticked}
    of_it: dict[str, list[Asking]] = {}
    for one in found.values():
        of_it.setdefault(one.ref, []).append(one)
    for commitment in commitments:
        for one in _of_contributors(commitment, of_it.get(commitment.ref, []), posts, codes):
            found.setdefault(one.slug, one)
    kept = asked_for(quarter, asked)
    for (sheet, organisation), before in kept.items():
        one = _of_sheet(sheet, posts_for(organisation, posts, asked=codes), before)
        found.setdefault(one.slug, one)
    answering = {one.code: one.organisation_id for one in posts}
    return tuple(
        sorted((_with_others(one, posts, answering) for one in found.values()), key=_place)
    )


def _of_contributors(
    commitment: Commitment, of_it: list[Asking], posts: list[Post], codes: set[str]
) -> list[Asking]:
    """
    Return who else contributes to a commitment and is not asked about it yet, each partner once,
    by whoever of it the round asks anyway, or else answers for it; ticked where the commitment is.
    """
    had = {one.asked_code for one in of_it}
    partners = {post.organisation_id for post in posts if post.code in had}
    ticked = any(one.ticked for one in of_it)
    asking = []
    for partner in sorted(commitment.contributors.all(), key=lambda one: one.pk):
        may = posts_for(partner.pk, posts, asked=codes)
        post = min(may, key=lambda one: one.code not in codes, default=None)
        if partner.pk not in partners and post is not None:
            asking.append(_of_post(commitment, post, ticked=ticked))
    return asking


def _with_others(one: Asking, posts: list[Post], answering: dict[str, int]) -> Asking:
    if not one.sheet or one.asked_code not in answering:
        return one
    others = posts_for(answering[one.asked_code], posts, asked=())
    return replace(one, others=tuple((post.code, post.title) for post in others))


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
    return _of_post(commitment, commitment.owner, ticked=ticked)


def _of_post(commitment: Commitment, post: Post | None, *, ticked: bool) -> Asking:
    number = commitment.section.priority.number
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


def asked_for(
    quarter: Quarter, asked: set[tuple[str, int | None]]
) -> dict[tuple[str, int], UpdateState | None]:
    """
    Return the sheets that partners were asked for last quarter by themselves, or for this
    already, by sheet and partner, each with where it stood last quarter.
    """
    kept = DataReturn.objects.filter(quarter__in=[str(quarter + -1), str(quarter)])
    kept = kept.exclude(state=UpdateState.NOT_REQUESTED).order_by("quarter", "sheet", "id")
    wanted: dict[tuple[str, int], UpdateState | None] = {}
    for one in kept.only("sheet", "organisation_id", "quarter", "state"):
        place = (one.sheet, one.organisation_id)
        if one.sheet in sheets() and place not in asked:
            before = one.quarter != str(quarter)
            wanted.setdefault(place, UpdateState(one.state) if before else None)
    return wanted


def _of_sheet(sheet: str, posts: list[Post], last: UpdateState | None) -> Asking:
    post = posts[0] if posts else None
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
