"""
Asking who was asked for which sheet, what they sent, and what may be shown of it.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet

from saferboard.domain.disclosure import Place
from saferboard.domain.figures import Absence
from saferboard.domain.periods import Quarter
from saferboard.domain.publication import Use
from saferboard.domain.sheets import Entries, Finding
from saferboard.domain.states import UpdateState
from saferboard.partners.models import Post, User
from saferboard.sheets import permissions
from saferboard.sheets.definitions import SheetDefined, newest, sheets
from saferboard.sheets.models import DataReturn, Issue, OwnWord, Version
from saferboard.sheets.reading import Asked


def previous_typed(held: DataReturn) -> dict[str, str] | None:
    """Return what a partner last had accepted for the quarter before, or None if nothing was."""
    before = Quarter.parse(held.quarter) + -1
    version = (
        Version.objects.filter(
            data_return__sheet=held.sheet,
            data_return__organisation=held.organisation_id,
            data_return__quarter=str(before),
            accepted_at__isnull=False,
        )
        .order_by("-number")
        .first()
    )
    return version.typed if version else None


@dataclass(frozen=True)
class SheetListed:
    """A sheet as it stands in the list: its newest edition, and the quarters it was asked for."""

    defined: SheetDefined
    quarters: tuple[tuple[Quarter, dict[UpdateState, int]], ...]


@dataclass(frozen=True)
class ReturnListed:
    """One partner's return in a list."""

    sheet: str
    title: str
    quarter: Quarter
    organisation: str
    name: str
    state: UpdateState
    reason: str
    sent_at: dt.datetime | None
    accepted_at: dt.datetime | None
    versions: int
    waits: bool
    """Whether a version waits to be judged."""


@dataclass(frozen=True)
class VersionSeen:
    """A version as `user` may see it: the fields shown, and those held without permission."""

    version: Version
    entries: Entries
    shown: frozenset[str]
    whole: bool
    findings: tuple[Finding, ...]


def sheets_listed() -> list[SheetListed]:
    """Return every sheet with the quarters that it was asked for, newest first."""
    counts: dict[str, dict[Quarter, dict[UpdateState, int]]] = {}
    rows = (
        DataReturn.objects.values("sheet", "quarter", "state")
        .annotate(number=Count("pk"))
        .order_by("sheet", "-quarter", "state")
    )
    for row in rows:
        one = counts.setdefault(row["sheet"], {}).setdefault(Quarter.parse(row["quarter"]), {})
        one[UpdateState(row["state"])] = row["number"]
    return [SheetListed(newest(slug), tuple(counts.get(slug, {}).items())) for slug in sheets()]


def returns_of(sheet: str, quarter: Quarter) -> list[ReturnListed]:
    """Return who was asked for a sheet for a quarter, by partner, in two queries."""
    return _listed(DataReturn.objects.filter(sheet=sheet, quarter=str(quarter)))


def own_returns(user: User, *, on: dt.date, waiting: bool = False) -> list[ReturnListed]:
    """
    Return what a person's organisations were asked for, newest quarter first; with `waiting`,
    what they have still to send.
    """
    mine = DataReturn.objects.filter(organisation__in=permissions.organisations(user, on=on))
    if waiting:
        mine = mine.filter(state__in=[state for state in UpdateState if state.waits_for_them])
    return _listed(mine)


def to_judge() -> list[ReturnListed]:
    """Return what came and waits to be judged."""
    came = DataReturn.objects.filter(
        Exists(Version.objects.filter(data_return=OuterRef("pk"), accepted_at__isnull=True)),
        state__in=[UpdateState.RECEIVED, UpdateState.ACCEPTED],
    )
    return [one for one in _listed(came) if one.waits]


def _listed(found: QuerySet[DataReturn]) -> list[ReturnListed]:
    returns = list(
        found.select_related("organisation").order_by(
            "-quarter", "sheet", "organisation__name", "id"
        )
    )
    versions: dict[int, list[Version]] = {}
    for version in (
        Version.objects.filter(data_return__in=[one.pk for one in returns])
        .only("data_return_id", "number", "at", "accepted_at")
        .order_by("number", "id")
    ):
        versions.setdefault(version.data_return_id, []).append(version)
    return [_one_listed(one, versions.get(one.pk, [])) for one in returns]


def _one_listed(one: DataReturn, versions: list[Version]) -> ReturnListed:
    last = versions[-1] if versions else None
    accepted = [v.accepted_at for v in versions if v.accepted_at is not None]
    state = UpdateState(one.state)
    return ReturnListed(
        sheet=one.sheet,
        title=newest(one.sheet).title,
        quarter=Quarter.parse(one.quarter),
        organisation=one.organisation.code,
        name=one.organisation.name,
        state=state,
        reason=one.reason,
        sent_at=last.at if last else None,
        accepted_at=accepted[-1] if accepted else None,
        versions=len(versions),
        waits=bool(
            last
            and last.accepted_at is None
            and state in (UpdateState.RECEIVED, UpdateState.ACCEPTED)
        ),
    )


def return_at(sheet: str, quarter: Quarter, organisation: str) -> DataReturn | None:
    """Return one partner's return, or None if it was never asked for."""
    return (
        DataReturn.objects.filter(
            sheet=sheet, quarter=str(quarter), organisation__code=organisation
        )
        .select_related("organisation")
        .first()
    )


def kept_so_far(held: DataReturn) -> dict[str, Any]:
    """Return what is typed, or what was sent last, from which a correction is made."""
    if held.draft:
        return held.draft
    version = held.versions.order_by("-number").first()
    if version is None:
        return {}
    names = ("typed", "explanation", "incorporate", "publish", "confirmed")
    return {name: getattr(version, name) for name in names}


def post_titles(draft: Mapping[str, Any]) -> list[str]:
    """Return the titles of the posts by which a draft was kept last."""
    codes = str(draft.get("post", "")).split()
    return list(Post.objects.filter(code__in=codes).order_by("id").values_list("title", flat=True))


def versions_seen(held: DataReturn, asked: Asked, *, user: User, on: dt.date) -> list[VersionSeen]:
    """
    Return what was sent, newest first, as far as `user` may see it: everything for those whose
    it is and those who keep figures; for other partners, what may be put before the board.
    """
    from saferboard.sheets.showing import permitted

    whole = permissions.sees_all(user, held.organisation_id, on=on)
    before = previous_typed(held)
    every = frozenset(field.code for field in asked.defined.fields)
    # One partner's small numbers are for those who count them; others read them in totals.
    small = {field.code for field in asked.defined.fields if asked.defined.threshold(field)}
    return [
        VersionSeen(
            version=version,
            entries=asked.entries(version.typed),
            shown=every if whole else permitted(version, asked, Use.INCORPORATE, on=on) - small,
            whole=whole,
            findings=tuple(asked.findings(version.typed, before=before)) if whole else (),
        )
        for version in held.versions.order_by("-number")
    ]


@dataclass(frozen=True)
class FieldIssued:
    """What may be shown of one field for a quarter: values by place, None where hidden."""

    field: str
    cells: Mapping[Place, Decimal | None]
    partners: tuple[str, ...]
    gaps: tuple[tuple[str, Absence], ...]
    number: int


def issued(sheet: str, quarter: Quarter) -> dict[str, FieldIssued]:
    """Return the newest issue of each field of a sheet for a quarter, in one query."""
    from saferboard.sheets.issuing import cells_of

    return {
        issue.field: FieldIssued(
            issue.field,
            cells_of(issue),
            tuple(issue.partners),
            tuple((name, Absence(why)) for name, why in issue.gaps),
            issue.number,
        )
        for issue in Issue.objects.filter(sheet=sheet, quarter=str(quarter)).order_by("number")
    }


def own_words(organisation: int, sheet: str) -> list[OwnWord]:
    """Return a partner's own words for the terms of a sheet."""
    return list(
        OwnWord.objects.filter(organisation=organisation, sheet=sheet)
        .select_related("organisation")
        .order_by("breakdown", "word", "id")
    )
