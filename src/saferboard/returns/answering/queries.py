"""
Asking what a post's list holds, and which lists wait for somebody.
"""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q

from saferboard.domain.states import WAITS_FOR_THEM, UpdateState
from saferboard.partners.models import Post, User
from saferboard.partners.permissions import is_partner
from saferboard.returns.answering.people import Asked
from saferboard.returns.data_sheets import fill_href, typed_in
from saferboard.returns.models import Draft, Round, Update
from saferboard.returns.queries import RoundHead, UpdateSeen, head, update_before, updates


@dataclass(frozen=True)
class DraftSeen:
    """What is typed and not sent."""

    text: str
    counter: int
    at: dt.datetime
    post: str


@dataclass(frozen=True)
class ItemSeen:
    """One thing a post is asked for, with what is typed and the newest text that was sent."""

    update: UpdateSeen
    draft: DraftSeen | None
    sent: tuple[str, ...]
    correction_waits: bool
    sheet_typed: bool = False
    """Of a data sheet: that something in it is typed and not sent."""

    @property
    def fill_href(self) -> str:
        """Where a data sheet is filled in; nowhere for an update."""
        one = self.update
        return fill_href(one.sheet, one.quarter, one.contributor_code) if one.sheet else ""


@dataclass(frozen=True)
class ListSeen:
    """One post's list in one round."""

    asked: Asked
    items: tuple[ItemSeen, ...]

    @property
    def typed(self) -> int:
        """How many texts are typed and could be sent with one press."""
        return sum(
            1
            for item in self.items
            if item.draft and item.draft.text.strip()
            if item.update.state is not UpdateState.ACCEPTED
        )


def list_of(asked: Asked) -> ListSeen:
    """Return a post's list, in a number of queries that does not grow with it."""
    seen = [
        one
        for one in updates(round_id=asked.head.id, asked=asked.post.code)
        if one.state is not UpdateState.NOT_REQUESTED
    ]
    return ListSeen(asked, _items(seen))


def item_of(asked: Asked, slug: str) -> tuple[ItemSeen, UpdateSeen | None] | None:
    """Return one thing of a list, and the account of the quarter before; None if not asked."""
    found = updates(round_id=asked.head.id, asked=asked.post.code, slug=slug)
    seen = [one for one in found if one.state is not UpdateState.NOT_REQUESTED]
    if not seen:
        return None
    [item] = _items(seen)
    return item, update_before(item.update)


def _items(seen: list[UpdateSeen]) -> tuple[ItemSeen, ...]:
    ids = [one.id for one in seen]
    drafts = {d.update_id: d for d in Draft.objects.filter(update__in=ids)}
    newest: dict[int, tuple[list[str], bool]] = {}
    held = Update.objects.filter(pk__in=ids).order_by("id", "versions__number")
    for pk, account, accepted in held.values_list(
        "id", "versions__account", "versions__accepted_at"
    ):
        if account:
            newest[pk] = (account, accepted is not None)
    wanted = [(one.sheet, one.contributor_code) for one in seen if one.sheet]
    sheets = typed_in(seen[0].quarter, wanted) if wanted else frozenset()
    return tuple(
        ItemSeen(
            update=one,
            sheet_typed=(one.sheet, one.contributor_code) in sheets,
            draft=_draft(drafts.get(one.id)),
            sent=tuple(newest.get(one.id, ([], True))[0]),
            correction_waits=one.state is UpdateState.ACCEPTED
            and not newest.get(one.id, ([], True))[1],
        )
        for one in seen
    )


def _draft(found: Draft | None) -> DraftSeen | None:
    if found is None:
        return None
    return DraftSeen(found.text, found.counter, found.at, found.post)


@dataclass(frozen=True)
class ListListed:
    """One list that somebody may answer, and how much of it waits for them."""

    head: RoundHead
    post: Post
    asked: int
    waiting: int
    waiting_sheets: int
    is_mine: bool

    @property
    def ref(self) -> str:
        return self.head.list_of(self.post.code)


def lists_for(user: User, *, on: dt.date) -> list[ListListed]:
    """Return the lists of open rounds that an account may answer, its own posts' first."""
    mine = list(user.posts(on=on))
    organisations = {post.organisation_id for post in mine} if is_partner(user, on=on) else set()
    mine_ids = {post.pk for post in mine}
    rows = (
        Update.objects.filter(
            Q(asked__in=mine_ids) | Q(asked__organisation__in=organisations),
            round__opened_at__isnull=False,
            round__closed_at__isnull=True,
        )
        .exclude(state=UpdateState.NOT_REQUESTED)
        .order_by()
        .values_list("round_id", "asked_id")
        .annotate(
            Count("id"),
            waiting=Count("id", filter=Q(state__in=WAITS_FOR_THEM)),
            sheets=Count("id", filter=Q(state__in=WAITS_FOR_THEM) & ~Q(sheet="")),
        )
    )
    found = list(rows)
    rounds = {
        one.pk: head(one)
        for one in Round.objects.select_related("strategy").filter(pk__in={r for r, *_ in found})
    }
    posts = Post.objects.select_related("organisation").in_bulk({p for _, p, *_ in found})
    lists = [
        ListListed(rounds[r], posts[p], asked, waiting, sheets, p in mine_ids)
        for r, p, asked, waiting, sheets in found
    ]
    return sorted(lists, key=lambda one: (not one.is_mine, str(one.head.quarter), one.post.title))
