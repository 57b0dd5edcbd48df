"""
Data sheets that a round asks for: a row of the round for each, which stands where its return
stands, and is answered by whoever may answer the list that it is on.
"""

import datetime as dt
from collections.abc import Collection

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from saferboard.domain.periods import Quarter
from saferboard.domain.refusals import Refusal, Refused
from saferboard.domain.rights import Right, Role, holders
from saferboard.domain.states import WAITS_FOR_THEM, UpdateState
from saferboard.letters.links import opens
from saferboard.partners.models import Organisation, Post
from saferboard.returns.answering.people import Asked, giver_of
from saferboard.returns.models import Round, Update
from saferboard.returns.operations import slug_of
from saferboard.returns.permissions import refusal_while
from saferboard.returns.queries import head
from saferboard.sheets.askers import Filler
from saferboard.sheets.models import DataReturn, Version

LINK = "returns"
"""The kind of link that opens a list of returns; its kind is in `letters/kinds.py`."""
CAME = frozenset({UpdateState.RECEIVED, UpdateState.ACCEPTED, UpdateState.DECLINED})


def post_for(organisation: int, posts: Collection[Post], *, asked: Collection[str]) -> Post | None:
    """Return whom of an organisation to ask for its figures, or None if nobody may answer."""
    return next(iter(posts_for(organisation, posts, asked=asked)), None)


def posts_for(organisation: int, posts: Collection[Post], *, asked: Collection[str]) -> list[Post]:
    """
    Return the posts of an organisation that may answer for it, the first to be asked first.

    First whoever sends its data or keeps its figures, then whoever the round asks anyway, so
    that one letter does; then those whose posts read what is for partners.
    """
    may = [
        post
        for post in posts
        if post.organisation_id == organisation and post.role in holders(Right.READ_PARTNERS)
    ]
    order = (Role.CONTRIBUTOR, Role.ANALYST)
    rank = {role: n for n, role in enumerate(order)}

    def place(post: Post) -> tuple[int, bool, int]:
        return rank.get(Role(post.role), len(order)), post.code not in asked, post.pk

    return sorted(may, key=place)


def rows_of(held: DataReturn) -> QuerySet[Update]:
    """Return the rows of rounds that ask for a return, the newest round's first."""
    found = Update.objects.filter(
        sheet=held.sheet,
        contributor=held.organisation_id,
        round__quarter=held.quarter,
        round__opened_at__isnull=False,
    )
    return found.select_related("round__strategy", "asked__organisation").order_by("-round_id")


def follow(held: DataReturn, at: dt.datetime) -> None:
    """Have the rows that ask for a return stand where it stands."""
    state, said = UpdateState(held.state), ""
    if state in (UpdateState.DECLINED, UpdateState.SENT_BACK):
        said = held.reason
    for row in rows_of(held):
        if row.came is None and state in CAME:
            row.came = _day_it_came(held, at)
        row.state, row.reason = state, said
        row.save(update_fields=["state", "reason", "came"])


def _day_it_came(held: DataReturn, at: dt.datetime) -> dt.date:
    first = Version.objects.filter(data_return=held).order_by("number").first()
    return timezone.localtime(first.at if first else at).date()


def follow_all(opened: Round, at: dt.datetime) -> None:
    """Have every sheet of a round stand where its return stands."""
    asked = opened.updates.exclude(sheet="").exclude(state=UpdateState.NOT_REQUESTED)
    for held in _returns_of(opened, asked):
        follow(held, at)


def waiting_in(opened: Round) -> list[DataReturn]:
    """Return the sheets that a round asked for and that have not come."""
    rows = opened.updates.exclude(sheet="").filter(state__in=WAITS_FOR_THEM)
    return _returns_of(opened, rows)


def _returns_of(opened: Round, rows: QuerySet[Update]) -> list[DataReturn]:
    wanted = set(rows.order_by().values_list("sheet", "contributor_id"))
    found = DataReturn.objects.filter(quarter=opened.quarter, sheet__in={one for one, _ in wanted})
    found = found.select_related("organisation").order_by("id")
    return [one for one in found if (one.sheet, one.organisation_id) in wanted]


def put_row(held: DataReturn, opened: Round) -> Update | None:
    """Add a return to a round that is open, or None if nobody of the partner may answer."""
    asked = set(opened.updates.order_by().values_list("asked__code", flat=True))
    posts = Post.objects.filter(organisation=held.organisation_id).order_by("id")
    post = post_for(held.organisation_id, posts, asked=asked)
    if post is None:
        return None
    return Update.objects.create(
        round=opened,
        slug=slug_of(held.sheet, 0, "", post.code),
        sheet=held.sheet,
        contributor=held.organisation,
        asked=post,
        state=UpdateState(held.state),
    )


def refusal(held: DataReturn) -> Refusal | None:
    """Return why a sheet takes no answer: every round that asks for it is closed."""
    refusals = [refusal_while(head(row.round)) for row in rows_of(held)]
    return refusals[0] if refusals and all(refusals) else None


def filler(request: HttpRequest, held: DataReturn, at: dt.datetime) -> Filler | None:
    """Return who came to answer the list that a sheet is on, by account or link, or None."""
    for row in rows_of(held).filter(asked__isnull=False):
        asked = Asked(head(row.round), row.asked)
        by_link = opens(request, LINK, asked.ref, at=at)
        try:
            giver = giver_of(request.user, asked, by_link=by_link, on=at.date())
        except Refused:
            continue
        return Filler(giver.hand, asked.post.code, reverse("returns:list", args=[asked.ref]))
    return None


def fill_href(sheet: str, quarter: Quarter, organisation: str) -> str:
    return _href("fill", sheet, quarter, organisation)


def return_href(sheet: str, quarter: Quarter, organisation: str) -> str:
    return _href("return", sheet, quarter, organisation)


def _href(page: str, sheet: str, quarter: Quarter, organisation: str) -> str:
    return reverse(f"sheets:{page}", args=[sheet, str(quarter).replace(" Q", "-q"), organisation])


def typed_in(quarter: Quarter, wanted: Collection[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """Return which of some sheets, by code and partner, have something typed and not sent."""
    if not wanted:
        return frozenset()
    found = DataReturn.objects.filter(
        quarter=str(quarter),
        sheet__in={sheet for sheet, _ in wanted},
        organisation__in=Organisation.objects.filter(code__in={code for _, code in wanted}),
    )
    rows = found.order_by("id").values_list("sheet", "organisation__code", "draft")
    return frozenset((sheet, code) for sheet, code, draft in rows if draft)
