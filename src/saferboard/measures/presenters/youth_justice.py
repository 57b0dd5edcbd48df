"""
The youth justice page in words.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from saferboard.domain.figures import Figure
from saferboard.measures.definitions import defined
from saferboard.measures.narrative import where_href
from saferboard.measures.presenters.common import NOTHING, first_upper
from saferboard.measures.youth_justice import (
    Entrants,
    Mix,
    PrintedEntrants,
    Reoffending,
    YouthJustice,
)
from saferboard.ui.components import Cell, Table, Tile
from saferboard.ui.figures import PERCENT, show, spoken, written
from saferboard.ui.ranks import ordinal
from saferboard.ui.words import day


@dataclass(frozen=True)
class YouthJusticeShown:
    place: str
    lag: str
    tiles: tuple[Tile, ...]
    findings: tuple[str, ...]
    tables: tuple[Table, ...]


def shown(found: YouthJustice, *, on: dt.date) -> YouthJusticeShown:
    """Return the page as it is printed on the day `on`."""
    tables = (
        _entrants(found.entrants, on),
        _mixes(found.mixes),
        _cohorts(found.cohorts, on),
        _custody(found.custody, on),
        _ranks(found.ranks),
    )
    return YouthJusticeShown(
        place=found.place.name,
        lag=_lag(found.lag),
        tiles=tuple(_tiles(found)),
        findings=tuple(_finding(one) for one in found.printed),
        tables=tuple(table for table in tables if table.rows),
    )


def _lag(lag: Figure | None) -> str:
    if lag is None or lag.value is None:
        return ""
    return (
        f"The Ministry of Justice publishes these late: {show(lag).text} months, says"
        f" {lag.origins[0].where} ({lag.origins[0].vintage})."
    )


def _share(value: Decimal | None) -> str:
    return NOTHING if value is None else f"{value.quantize(Decimal(1), ROUND_HALF_UP)}%"


def _tiles(found: YouthJustice) -> list[Tile]:
    tiles = []
    if found.entrants:
        one = found.entrants[0]
        tiles.append(
            Tile(
                label=f"First time entrants, {one.figure.period.label}",
                value=show(one.figure).text,
                unit=one.figure.unit,
                change=_told(one),
                href=where_href(one.figure),
            )
        )
    if found.cohorts:
        again = found.cohorts[0]
        tiles.append(
            Tile(
                label=f"Reoffended, cohort of {_the(again.cohort)}",
                value=_share(again.rate),
                unit="of the cohort",
                change=f"{show(again.reoffenders).text} of {show(again.cohort).text}",
                note=f"Tracked for twelve months after. Frequency {_frequency(again)}.",
                href=where_href(again.cohort),
            )
        )
    if found.custody:
        custody = found.custody[0]
        tiles.append(
            Tile(
                label=f"Custodial sentences, {custody.period.label}",
                value=show(custody).text,
                unit=custody.unit,
                href=where_href(custody),
            )
        )
    return tiles


def _told(one: Entrants) -> str:
    if one.change is None:
        return "No count of the year before is held"
    was, now = show(one.previous).text, show(one.figure).text
    said = f"{was} to {now}, {spoken(one.change, PERCENT).replace(' per cent', '%')}"
    return f"{said}: {one.chance.likelihood.label}" if one.chance and one.change else said


def _frequency(one: Reoffending) -> str:
    if one.frequency is None:
        return NOTHING
    return str(one.frequency.quantize(Decimal("0.01"), ROUND_HALF_UP))


def _the(figure: Figure) -> str:
    """Return a figure's period as it stands in a sentence: `the year to March 2020`."""
    label = figure.period.label
    return f"the {label}" if label.startswith("year to") else label


def _age(figure: Figure, on: dt.date) -> str:
    days = figure.period.age_in_days(on)
    return f"{days:,} days" if days >= 0 else "Not over yet"


def _read(figure: Figure) -> Cell:
    if not figure.origins:
        return Cell(show(figure).text)
    return Cell(figure.origins[0].where, below=figure.origins[0].vintage)


def _entrants(found: Sequence[Entrants], on: dt.date) -> Table:
    return Table(
        caption="First time entrants",
        head=("Period", "Count", "On the year before", "Its end, days ago", "Reported in"),
        rows=tuple(
            (
                first_upper(one.figure.period.label),
                show(one.figure, where_href(one.figure)).cell(),
                Cell(
                    written(one.change, PERCENT) if one.change is not None else NOTHING,
                    below=_told(one),
                ),
                _age(one.figure, on),
                _read(one.figure),
            )
            for one in found
        ),
        numeric=frozenset({1, 2, 3}),
        note=(
            "A year is the year it says, and never a quarter of another. A young person who gets"
            " triage or a community resolution for a first offence does not become an entrant."
        ),
    )


def _mixes(found: Sequence[Mix]) -> Table:
    return Table(
        caption="What first time entrants entered for",
        head=("Period", "Of", "Share", "Of all entrants", "Reported in"),
        rows=tuple(row for one in found for row in _mix(one)),
        numeric=frozenset({2, 3}),
        note="A share of a share is worked out of the whole: 59% of 55% is 32% of all entrants.",
    )


def _mix(one: Mix) -> list[tuple[Cell | str, ...]]:
    period = first_upper(one.period.label)
    rows = (
        (one.violent, "All entrants: for violence", one.violent.value),
        (one.knife, "Those who entered for violence: with a knife or weapon", one.knife_of_all),
        (one.motoring, "All entrants: for motoring", one.motoring.value),
    )
    return [
        (
            period,
            Cell(of, href=where_href(figure)),
            _share(figure.value),
            _share(of_all),
            _read(figure),
        )
        for figure, of, of_all in rows
    ]


def _cohorts(found: Sequence[Reoffending], on: dt.date) -> Table:
    return Table(
        caption="Reoffending",
        head=(
            "Cohort of", "Cohort", "Reoffended", "Rate", "Offences", "Frequency",
            "Its end, days ago", "Reported in",
        ),
        rows=tuple(
            (
                first_upper(one.cohort.period.label),
                show(one.cohort, where_href(one.cohort)).cell(),
                show(one.reoffenders, where_href(one.reoffenders)).cell(),
                _share(one.rate),
                show(one.offences, where_href(one.offences)).cell(),
                _frequency(one),
                _age(one.cohort, on),
                _read(one.cohort),
            )
            for one in found
        ),
        numeric=frozenset({1, 2, 3, 4, 5, 6}),
        note=(
            "A cohort is tracked for twelve months. Rate: those who reoffended out of the cohort."
            " Frequency: offences to each of the whole cohort, not of those who reoffended."
        ),
    )  # fmt: skip


def _custody(found: Sequence[Figure], on: dt.date) -> Table:
    return Table(
        caption="Custodial sentences",
        head=("Period", "Young people", "Its end, days ago", "Reported in"),
        rows=tuple(
            (
                first_upper(one.period.label),
                show(one, where_href(one)).cell(),
                _age(one, on),
                _read(one),
            )
            for one in found
        ),
        numeric=frozenset({1, 2}),
    )


def _ranks(found: Sequence[Figure]) -> Table:
    return Table(
        caption="Where the rates stand, 1 the lowest",
        head=("Rank", "Period", "Stands", "Reported in"),
        rows=tuple(
            (
                defined(one.measure).title,
                first_upper(one.period.label),
                Cell(_rank(one), href=where_href(one)),
                _read(one),
            )
            for one in found
        ),
        note="As reported. The rates they rest on are not, so how sure a rank is cannot be told.",
    )


def _rank(one: Figure) -> str:
    if one.value is None:
        return show(one).text
    return f"{ordinal(int(one.value))} {one.unit}"


def _finding(one: PrintedEntrants) -> str:
    where = f"Paper {one.paper} of {day(one.meeting_on)} prints {one.stated}"
    counts = f"{one.earlier:,} to {one.later:,}, {one.later_period.label}"
    if one.judged is None:
        return f"{where} for {counts}."
    if one.judged.holds:
        return f"{where} for {counts}: it agrees."
    said = f"{where} for {counts}; the change is {written(one.judged.computed, PERCENT)}."
    for figure in one.mistaken:
        said += (
            f" {one.stated} is the change from {show(figure).text}, the count of"
            f" {_the(figure)}, which is not the year before."
        )
    return said
