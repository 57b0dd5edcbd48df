"""
The youth justice figures together: each with its period, its whole, its age and its paper.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from saferboard.domain.chance import Chance
from saferboard.domain.comparisons import percent_change
from saferboard.domain.figures import Figure
from saferboard.domain.periods import Month, Period
from saferboard.domain.stated_changes import StatedChange, judge_change, read_percentage
from saferboard.domain.youth_justice import frequency, reoffending_rate, share_of_whole
from saferboard.measures.comparing import chance_between
from saferboard.measures.definitions import defined
from saferboard.measures.models import PrintedRow
from saferboard.measures.shelf import Shelf, read_shelf
from saferboard.places.queries import PlaceKnown

ENTRANTS = "first-time-entrants"
VIOLENT, KNIFE, MOTORING = (
    "first-time-entrants-violent",
    "violent-entrants-knife",
    "first-time-entrants-motoring",
)
COHORT, REOFFENDERS, REOFFENCES = "reoffending-cohort", "reoffenders", "reoffences"
CUSTODY = "custodial-sentences"
RANKS = ("first-time-entrants-rank", "reoffending-rank", "custody-rank")
LAG = "data-lag"
WANTED = (
    ENTRANTS, VIOLENT, KNIFE, MOTORING, COHORT, REOFFENDERS, REOFFENCES, CUSTODY, *RANKS, LAG,
)  # fmt: skip


@dataclass(frozen=True)
class Entrants:
    """First time entrants of one period, and the same of the year before where it is held."""

    figure: Figure
    previous: Figure
    change: Decimal | None
    chance: Chance | None


@dataclass(frozen=True)
class Mix:
    """What first time entrants of one period entered for, in per cent."""

    period: Period
    violent: Figure
    knife: Figure
    motoring: Figure
    knife_of_all: Decimal | None


@dataclass(frozen=True)
class Reoffending:
    """A cohort and what it went on to do."""

    cohort: Figure
    reoffenders: Figure
    offences: Figure
    rate: Decimal | None
    frequency: Decimal | None


@dataclass(frozen=True)
class PrintedEntrants:
    """A change of first time entrants as a paper printed it, held against its own counts."""

    paper: str
    meeting_on: dt.date
    earlier: int
    later: int
    earlier_period: Period
    later_period: Period
    stated: str
    judged: StatedChange | None
    mistaken: tuple[Figure, ...]


@dataclass(frozen=True)
class YouthJustice:
    """All that the youth justice page shows."""

    place: PlaceKnown
    entrants: tuple[Entrants, ...]
    mixes: tuple[Mix, ...]
    cohorts: tuple[Reoffending, ...]
    custody: tuple[Figure, ...]
    ranks: tuple[Figure, ...]
    lag: Figure | None
    printed: tuple[PrintedEntrants, ...]


def youth_justice(place: str) -> YouthJustice:
    """Return every youth justice figure that partners reported, the latest of each first."""
    held = read_shelf([defined(slug) for slug in WANTED], Period(Month(2022, 9), Month(2022, 9)))
    where = held.places.find(place)
    entrants = held.reported(defined(ENTRANTS), where)
    return YouthJustice(
        place=where,
        entrants=tuple(_entrants(held, where, figure) for figure in entrants),
        mixes=tuple(_mix(held, where, f.period) for f in held.reported(defined(VIOLENT), where)),
        cohorts=tuple(
            _cohort(held, where, f.period) for f in held.reported(defined(COHORT), where)
        ),
        custody=held.reported(defined(CUSTODY), where),
        ranks=tuple(f for slug in RANKS for f in held.reported(defined(slug), where)),
        lag=next(iter(held.reported(defined(LAG), where)), None),
        printed=_printed(where, entrants),
    )


def _entrants(held: Shelf, where: PlaceKnown, figure: Figure) -> Entrants:
    definition = defined(ENTRANTS)
    previous = held.figure(definition, where, figure.period.before)
    return Entrants(
        figure,
        previous,
        percent_change(previous.value, figure.value),
        chance_between(definition, previous, figure, None),
    )


def _mix(held: Shelf, where: PlaceKnown, period: Period) -> Mix:
    violent, knife, motoring = (
        held.figure(defined(slug), where, period) for slug in (VIOLENT, KNIFE, MOTORING)
    )
    return Mix(period, violent, knife, motoring, share_of_whole(violent.value, knife.value))


def _cohort(held: Shelf, where: PlaceKnown, period: Period) -> Reoffending:
    cohort, again, offences = (
        held.figure(defined(slug), where, period) for slug in (COHORT, REOFFENDERS, REOFFENCES)
    )
    return Reoffending(
        cohort,
        again,
        offences,
        reoffending_rate(again.value, cohort.value),
        frequency(offences.value, cohort.value),
    )


def _printed(where: PlaceKnown, entrants: tuple[Figure, ...]) -> tuple[PrintedEntrants, ...]:
    rows = (
        PrintedRow.objects.filter(measure=ENTRANTS, table__place_id=where.id)
        .select_related("table")
        .order_by("-table__meeting_on", "table_id", "position")
    )
    return tuple(_one_printed(row, entrants) for row in rows)


def _one_printed(row: PrintedRow, entrants: tuple[Figure, ...]) -> PrintedEntrants:
    stated = read_percentage(row.stated)
    if stated is not None and row.later < row.earlier:
        stated = -abs(stated)
    judged = judge_change(row.earlier, row.later, stated) if stated is not None else None
    mistaken = ()
    if judged and not judged.holds:
        # A change may be right of another period's count, taken for the year before's.
        mistaken = tuple(
            figure
            for figure in entrants
            if figure.value is not None
            and figure.value not in (row.earlier, row.later)
            and (again := judge_change(int(figure.value), row.later, stated))
            and again.holds
        )
    return PrintedEntrants(
        paper=row.table.paper,
        meeting_on=row.table.meeting_on,
        earlier=row.earlier,
        later=row.later,
        earlier_period=row.table.earlier,
        later_period=row.table.later,
        stated=row.stated,
        judged=judged,
        mistaken=mistaken,
    )
