"""
Asking who has sent what, all of a round at once.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from saferboard.domain.returns import Response, is_late, response
from saferboard.domain.states import UpdateState
from saferboard.returns.models import Update, Version
from saferboard.returns.queries import RoundHead, about, in_order
from saferboard.sheets.models import Version as SheetVersion


@dataclass(frozen=True)
class Square:
    """
    One contributor and one thing: where it stands, whether it is late, and its address.

    `sheet` and `partner` are the codes of a data sheet and of who is asked for it, else empty.
    """

    state: UpdateState
    late: bool
    slug: str
    corrected: bool
    sheet: str = ""
    partner: str = ""


@dataclass(frozen=True)
class Column:
    """One thing that is asked about."""

    about: str
    priority: int
    ref: str
    sheet: str


@dataclass(frozen=True)
class Row:
    """One contributor: an organisation, by the post that was asked where one was."""

    organisation: str
    post: str
    post_code: str
    squares: dict[str, Square]

    @property
    def response(self) -> Response:
        return response([(one.state, one.late) for one in self.squares.values()])


@dataclass(frozen=True)
class Grid:
    """Who has sent what: a row for each contributor, a column for each thing."""

    head: RoundHead
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def response(self) -> Response:
        return response(
            [(one.state, one.late) for row in self.rows for one in row.squares.values()]
        )


WAITING, LATE, RECEIVED = "waiting", "late", "received"
SHOWN = {"": "Everybody", WAITING: "Who has not sent", LATE: "Who is late", RECEIVED: "To judge"}
"""What the grid may be narrowed to."""

_FIELDS = (
    *("id", "slug", "state", "came", "stated_late", "strand", "sheet"),
    *("priority__number", "commitment__ref", "contributor__short", "contributor__name"),
    *("contributor__code",),
    *("asked__title", "asked__code"),
)


def grid(head: RoundHead, *, on: dt.date, show: str = "", priority: int | None = None) -> Grid:
    """Return who has sent what in a round, narrowed if asked, in three queries."""
    found = Update.objects.filter(round=head.id)
    if priority is not None:
        found = found.filter(priority__number=priority)
    waiting, sheets = _corrections(head), _sheet_corrections(head)
    columns: dict[str, Column] = {}
    rows: dict[tuple[str, str, str], dict[str, Square]] = {}
    for values in found.order_by(*in_order()).values_list(*_FIELDS):
        one = dict(zip(_FIELDS, values, strict=True))
        state = UpdateState(one["state"])
        late = is_late(state, due=head.due, came=one["came"], on=on, stated=one["stated_late"])
        place = (one["sheet"], one["contributor__code"])
        corrected = one["id"] in waiting or place in sheets
        square = Square(state, late, one["slug"], corrected, one["sheet"], place[1] or "")
        if not _is_shown(square, show):
            continue
        ref, priority_number = one["commitment__ref"] or "", one["priority__number"] or 0
        thing = about(ref, one["sheet"], priority_number, one["strand"])
        columns.setdefault(thing, Column(thing, priority_number, ref, one["sheet"]))
        who = one["contributor__short"] or one["contributor__name"] or ""
        key = (who, one["asked__title"] or "", one["asked__code"] or "")
        rows.setdefault(key, {})[thing] = square
    return Grid(head, tuple(columns.values()), _in_order(rows.items()))


def _corrections(head: RoundHead) -> set[int]:
    """The updates that were accepted and have a correction waiting."""
    waiting = Version.objects.filter(
        update__round=head.id, update__state=UpdateState.ACCEPTED, accepted_at__isnull=True
    )
    return set(waiting.order_by().values_list("update_id", flat=True))


def _sheet_corrections(head: RoundHead) -> set[tuple[str, str]]:
    """The same of data sheets: by code, and the partner's."""
    waiting = SheetVersion.objects.filter(
        data_return__quarter=str(head.quarter),
        data_return__state=UpdateState.ACCEPTED,
        accepted_at__isnull=True,
    )
    rows = waiting.order_by().values_list("data_return__sheet", "data_return__organisation__code")
    return set(rows)


def _is_shown(square: Square, show: str) -> bool:
    if show == WAITING:
        return square.state.waits_for_them or square.state is UpdateState.NOT_PROVIDED
    if show == LATE:
        return square.late
    if show == RECEIVED:
        return square.state is UpdateState.RECEIVED or square.corrected
    return True


def _in_order(rows: Iterable[tuple[tuple[str, str, str], dict[str, Square]]]) -> tuple[Row, ...]:
    """Contributors by name; who is not stated comes last."""
    return tuple(
        Row(*who, squares) for who, squares in sorted(rows, key=lambda row: (not row[0][0], row[0]))
    )


@dataclass(frozen=True)
class VersionSeen:
    """One text as it was sent."""

    number: int
    account: tuple[str, ...]
    via: str
    post: str
    at: dt.datetime
    why: str
    accepted_at: dt.datetime | None


def versions(update_id: int) -> tuple[VersionSeen, ...]:
    """Return every text that was sent for an update, newest first."""
    found = Version.objects.filter(update=update_id).order_by("-number")
    return tuple(
        VersionSeen(
            number=one.number,
            account=tuple(one.account),
            via=one.get_via_display(),
            post=one.post,
            at=one.at,
            why=one.why,
            accepted_at=one.accepted_at,
        )
        for one in found
    )


def waiting_to_judge(head: RoundHead | None) -> int:
    """Return how many texts wait to be accepted or sent back in a round."""
    if head is None:
        return 0
    found = Version.objects.filter(update__round=head.id, accepted_at__isnull=True)
    states = [UpdateState.RECEIVED, UpdateState.ACCEPTED]
    return found.filter(update__state__in=states).order_by().values("update").distinct().count()
