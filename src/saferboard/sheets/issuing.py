"""
Making figures of what was accepted: issues of a field, and observations of its measure.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from saferboard.domain.disclosure import Grid, Place
from saferboard.domain.figures import Absence
from saferboard.domain.periods import Period, rolling_year
from saferboard.domain.publication import Use
from saferboard.domain.sheets import ALL, WHOLE, Cell, Entries
from saferboard.domain.states import UpdateState
from saferboard.measures.operations import Reported
from saferboard.partners.models import Partnership
from saferboard.sheets.definitions import FieldDescribed
from saferboard.sheets.models import Came, DataReturn, Issue, Version
from saferboard.sheets.reading import Asked
from saferboard.sheets.showing import Before, Given, combined, hidden_in, permitted

PARTNER_REPORTS = "partner-reports"


@dataclass(frozen=True)
class Standing:
    """One partner's return of a quarter as it stands: what was accepted, or the state it is in."""

    data_return: DataReturn
    version: Version | None
    entries: Entries
    publish: frozenset[str]

    @property
    def partner(self) -> str:
        organisation = self.data_return.organisation
        return organisation.short or organisation.name

    def why_not(self, field: str) -> Absence:
        """Why a field of this partner is in no total."""
        if self.version is not None:
            entry = self.entries.get(Cell(field, ALL, WHOLE))
            if field not in self.publish:
                return Absence.NO_PERMISSION
            return (entry and entry.absence) or Absence.NOT_SUPPLIED
        if self.data_return.state == UpdateState.DECLINED:
            return Absence.NOT_SHARED
        return Absence.NOT_SUPPLIED

    def gives(self, field: str) -> bool:
        if self.version is None or field not in self.publish:
            return False
        return any(
            cell.field == field and one.value is not None for cell, one in self.entries.items()
        )


def standings(asked: Asked, *, on: dt.date, then: dt.datetime | None = None) -> list[Standing]:
    """
    Return every partner's return of a sheet for a quarter, by partner; with `then`, by what had
    been accepted at that moment.
    """
    returns = (
        DataReturn.objects.filter(sheet=asked.defined.slug, quarter=str(asked.quarter))
        .exclude(state=UpdateState.NOT_REQUESTED)
        .select_related("organisation")
        .order_by("organisation__name", "id")
    )
    accepted: dict[int, Version] = {}
    kept = Version.objects.filter(data_return__in=returns, accepted_at__isnull=False)
    if then is not None:
        kept = kept.filter(accepted_at__lte=then)
    for version in kept.order_by("number", "id"):
        accepted[version.data_return_id] = version
    found = []
    for one in returns:
        version = accepted.get(one.pk)
        found.append(
            Standing(
                one,
                version,
                asked.entries(version.typed) if version else {},
                permitted(version, asked, Use.PUBLISH, on=on) if version else frozenset(),
            )
        )
    return found


def reported(asked: Asked, about: DataReturn, *, at: dt.datetime) -> list[Reported]:
    """
    Return the figures that follow from how a sheet stands, and keep the issue of each field
    that several partners give.
    """
    everyone = standings(asked, on=at.date())
    place = Partnership.objects.get().place
    found: list[Reported] = []
    for field in asked.defined.fields:
        measure = asked.defined.measure(field)
        if measure is None or measure.threshold_undecided:
            continue
        if asked.defined.several or measure.suppress_below:
            found += _together(asked, field, everyone, place, at)
        else:
            mine = next(one for one in everyone if one.data_return.pk == about.pk)
            found += _alone(asked, field, mine, place)
    return found


def _alone(asked: Asked, field: FieldDescribed, one: Standing, place: str) -> Iterable[Reported]:
    version = one.version
    where, vintage = _named(asked, one)
    for column, period in periods(asked, field):
        entry = one.entries.get(Cell(field.code, ALL, column))
        given = entry is not None and entry.value is not None
        # What a paper does not print, nobody has said was not supplied.
        silent = column != WHOLE or (version is not None and version.came == Came.PAPER)
        if silent and not given:
            continue
        shown = version is not None and given and field.code in one.publish
        yield Reported(
            measure=field.measure,
            place=place,
            period=period,
            value=entry.value if shown and entry else None,
            source=PARTNER_REPORTS,
            where=where,
            vintage=vintage,
            absence=None if shown else one.why_not(field.code),
        )


def _named(asked: Asked, one: Standing) -> tuple[str, str]:
    version, sheet = one.version, f"data sheet {asked.defined.title}, {asked.quarter.label}"
    if version is None:
        return f"{one.partner}: {sheet}", f"{one.data_return.get_state_display()}"
    where = version.paper or f"{one.partner}: {sheet}"
    return where[:200], version.vintage or f"return {version.number} of {one.partner}"[:100]


def periods(asked: Asked, field: FieldDescribed) -> Iterable[tuple[str, Period]]:
    """Return each column of a field with the months it is of."""
    quarter = asked.quarter.period
    if field.months == "each":
        yield from ((str(month), Period(month, month)) for month in quarter)
    yield WHOLE, rolling_year(quarter.last) if field.months == "year" else quarter


def _together(
    asked: Asked, field: FieldDescribed, everyone: list[Standing], place: str, at: dt.datetime
) -> list[Reported]:
    within = [one for one in everyone if one.gives(field.code)]
    out = [one for one in everyone if not one.gives(field.code)]
    issue = _keep_issue(asked, field, within, out, at)
    names = ", ".join(one.partner for one in within)
    where = f"{asked.defined.title} sheet, {len(within)} of {len(everyone)} partners: {names}"
    found = []
    for column, period in periods(asked, field):
        key = f"|{'' if column == WHOLE else column}"
        raw = issue.cells.get(key)
        if column != WHOLE and key not in issue.cells:
            continue
        absence = None
        if raw is None:
            absence = Absence.TOO_FEW if within else _why_none(out, field.code)
        found.append(
            Reported(
                measure=field.measure,
                place=place,
                period=period,
                value=None if raw is None else Decimal(raw),
                source=PARTNER_REPORTS,
                where=where[:200],
                vintage=f"issue {issue.number} of the {asked.quarter.label} sheet",
                absence=absence,
            )
        )
    return found


def _why_none(out: list[Standing], field: str) -> Absence:
    reasons = {one.why_not(field) for one in out}
    for reason in (Absence.NO_PERMISSION, Absence.NOT_SHARED):
        if reason in reasons:
            return reason
    return Absence.NOT_SUPPLIED


def _keep_issue(
    asked: Asked,
    field: FieldDescribed,
    within: list[Standing],
    out: list[Standing],
    at: dt.datetime,
) -> Issue:
    earlier = list(
        Issue.objects.filter(
            sheet=asked.defined.slug, quarter=str(asked.quarter), field=field.code
        ).order_by("number")
    )
    grid = _grid(asked, field, within)
    before = _before(asked, field, [one for one in earlier if one.cells])
    hidden = hidden_in(grid, asked.defined.threshold(field), before)
    return Issue.objects.create(
        sheet=asked.defined.slug,
        quarter=str(asked.quarter),
        field=field.code,
        number=len(earlier) + 1,
        cells={
            f"{row}|{column}": None if (row, column) in hidden else str(grid.cells[row, column])
            for row, column in grid.places
        }
        if within
        else {},
        partners=[one.partner for one in within],
        gaps=[[one.partner, one.why_not(field.code).value] for one in out],
        at=at,
    )


def _grid(asked: Asked, field: FieldDescribed, within: Iterable[Standing]) -> Grid:
    return combined(asked, field.code, [Given(one.partner, one.entries) for one in within])


def _before(asked: Asked, field: FieldDescribed, earlier: list[Issue]) -> Before | None:
    """
    Return what stood behind the last issue, from the returns as they were then, hidden numbers
    and all; None if nothing was shown yet.
    """
    if not earlier:
        return None
    last = earlier[-1]
    then = [
        one for one in standings(asked, on=last.at.date(), then=last.at) if one.gives(field.code)
    ]
    # Two returns accepted in one moment are told apart by whom the issue names.
    named = [one for one in then if one.partner in last.partners]
    within = named if len(named) == len(last.partners) else then
    hidden = frozenset(p for one in earlier for p, value in cells_of(one).items() if value is None)
    return Before(_grid(asked, field, within), hidden)


def cells_of(issue: Issue) -> dict[Place, Decimal | None]:
    """Return what an issue shows, by row and column."""
    found: dict[Place, Decimal | None] = {}
    for key, raw in issue.cells.items():
        row, _, column = key.partition("|")
        found[row, column] = None if raw is None else Decimal(raw)
    return found
