"""
Everything held that bears on some measures over some months, read in five queries.

A dashboard of twenty measures over thirty-two boroughs asks the database no more often than
one figure does: what is asked about is fetched at once, and added up here.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Q, QuerySet

from saferboard.domain.figures import Absence, Figure, Origin
from saferboard.domain.periods import Month, Period
from saferboard.measures.definitions import ALL, Definition, Source, sources
from saferboard.measures.held import EditionHeld, RowHeld
from saferboard.measures.models import Edition, Observation, Series
from saferboard.measures.recutting import carry
from saferboard.places.queries import Gazetteer, Peopled, PlaceKnown, gazetteer, populations

LONDON = "london"
"""The slug under which the boroughs taken together are spoken of.  It is not a place."""

FEW = 6
"""How many lines of a file are named one by one in an origin; more are counted."""


@dataclass
class Counting:
    """
    One measure counted month by month for every place, over the shelf's months.

    `months` and `editions` run side by side: a count is None where nothing is published,
    and its edition is the one it was read from.
    """

    months: dict[str, list[int | None]] = field(default_factory=dict)
    editions: dict[str, list[EditionHeld | None]] = field(default_factory=dict)
    rows: dict[tuple[int, str], list[RowHeld]] = field(default_factory=dict)


class Shelf:
    """What was read; every method answers from it without asking the database again."""

    def __init__(
        self,
        span: Period,
        *,
        places: Gazetteer,
        editions: Sequence[EditionHeld],
        rows: dict[int, list[RowHeld]],
        observations: dict[tuple[str, str, Period], Observation],
        people: Peopled,
    ) -> None:
        self.span = span
        self.places = places
        self.people = people
        self._editions = editions
        self._rows = rows
        self._observations = observations
        self._counted: dict[str, Counting] = {}
        self._together: dict[str, list[int | None]] = {}

    def counting(self, definition: Definition) -> Counting:
        """Return the measure's monthly counts, worked out once."""
        if definition.slug not in self._counted:
            self._counted[definition.slug] = self._count(definition)
        return self._counted[definition.slug]

    def _count(self, definition: Definition) -> Counting:
        counting = Counting()
        source = sources()[definition.counts.source]
        for edition in self._editions:
            if edition.source == source.slug:
                rows = _rows_counted(self._rows.get(edition.id, ()), definition)
                if rows is not None:
                    self._add(counting, edition, rows, source)
        return counting

    def _add(
        self,
        counting: Counting,
        edition: EditionHeld,
        rows: dict[str, list[RowHeld]],
        source: Source,
    ) -> None:
        """A month held in two editions is taken from the later, which has been revised since."""
        first = max(self.span.first, edition.period.first)
        last = min(self.span.last, edition.period.last)
        here, there = first - self.span.first, first - edition.period.first
        length = last - first + 1
        nought = source.absent_row is not None and source.absent_row.means == "nought"
        for place in edition.places:
            own = rows.get(place, [])
            columns = [row.counts[there : there + length] for row in own]
            counts = _added(columns, length, nought=nought)
            months = counting.months.setdefault(place, [None] * len(self.span))
            editions = counting.editions.setdefault(place, [None] * len(self.span))
            months[here : here + length] = counts
            editions[here : here + length] = [edition] * length
            counting.rows[edition.id, place] = own

    def by_edition(
        self, definition: Definition, place: str, period: Period
    ) -> list[tuple[EditionHeld, list[int | None]]]:
        """
        Return what each issue by itself says of a place's months, in the order in which they are
        believed, the one that stands last; None for a month that it does not have.
        """
        found = []
        for edition in self._editions:
            if edition.source != definition.counts.source or not _meet(edition.period, period):
                continue
            alone = Shelf(
                period,
                places=self.places,
                editions=[edition],
                rows=self._rows,
                observations={},
                people=self.people,
            )
            found.append((edition, alone.monthly(definition, place, period)))
        return [(edition, months) for edition, months in found if set(months) != {None}]

    def monthly(self, definition: Definition, place: str, period: Period) -> list[int | None]:
        """Return the counts of a place month by month; None for a month not published."""
        inside = self.span.first <= period.first and period.last <= self.span.last
        assert inside, "only the months the shelf was read for can be asked about"
        start = period.first - self.span.first
        if place == LONDON:
            return self._london(definition)[start : start + len(period)]
        months = self.counting(definition).months.get(place)
        return months[start : start + len(period)] if months else [None] * len(period)

    def _london(self, definition: Definition) -> list[int | None]:
        """Return the boroughs' months added up, worked out once; None where one has none."""
        if definition.slug not in self._together:
            months = self.counting(definition).months
            nothing: list[int | None] = [None] * len(self.span)
            columns = [months.get(place.slug, nothing) for place in self.places.boroughs]
            added = _added(columns, len(self.span), nought=False)
            self._together[definition.slug] = added
        return self._together[definition.slug]

    def total(self, definition: Definition, place: str, period: Period) -> int | None:
        """Return the count of a place over a period; None if any month is not published."""
        counts = self.monthly(definition, place, period)
        return None if None in counts else sum(counts)

    def figure(self, definition: Definition, place: PlaceKnown, period: Period) -> Figure:
        """Return the figure of a place for a period, or the reason there is none."""
        if definition.counts.none_because:
            return _absent(definition, place.slug, period, Absence.NOT_HELD)
        if not definition.counted:
            return self._reported(definition, place, period)
        total = self.total(definition, place.slug, period)
        if total is None:
            held = any(e.source == definition.counts.source for e in self._editions)
            why = Absence.NOT_PUBLISHED if held else Absence.NOT_HELD
            return _absent(definition, place.slug, period, why)
        origins = self._origins(definition, (place.slug,), period)
        if definition.suppress_below and 0 < total < definition.suppress_below:
            return _absent(definition, place.slug, period, Absence.TOO_FEW, origins)
        return Figure(
            definition.slug,
            place.slug,
            period,
            definition.unit,
            Decimal(total),
            origins=origins,
        )

    def london(self, definition: Definition, period: Period) -> Figure:
        """Return the boroughs' figures added up; absent if any one of them is."""
        boroughs = [place.slug for place in self.places.boroughs]
        if not definition.counted:
            why = Absence.NOT_HELD if definition.counts.none_because else Absence.NOT_ASKED
            return _absent(definition, LONDON, period, why)
        totals = [self.total(definition, slug, period) for slug in boroughs]
        if None in totals or not totals:
            return _absent(definition, LONDON, period, Absence.NOT_PUBLISHED)
        origins = self._origins(definition, boroughs, period)
        value = Decimal(sum(totals))
        return Figure(definition.slug, LONDON, period, definition.unit, value, origins=origins)

    def reported(self, definition: Definition, place: PlaceKnown) -> tuple[Figure, ...]:
        """Return every figure of a place that was reported, the latest period first."""
        periods = (
            period
            for slug, where, period in self._observations
            if slug == definition.slug and where == place.slug
        )
        latest = sorted(periods, key=lambda p: (p.last, p.first), reverse=True)
        return tuple(self._reported(definition, place, period) for period in latest)

    def _reported(self, definition: Definition, place: PlaceKnown, period: Period) -> Figure:
        found = self._observations.get((definition.slug, place.slug, period))
        if found is None:
            return _absent(definition, place.slug, period, Absence.NOT_SUPPLIED)
        title = sources()[definition.counts.source].title
        origins = (Origin(found.source, title, found.vintage, found.where),)
        if found.value is None:
            return _absent(definition, place.slug, period, Absence(found.absence), origins)
        # Kept with four places: 2017.0000 would be printed so.
        value = found.value.normalize() + Decimal(0)
        if definition.suppress_below and 0 < value < definition.suppress_below:
            return _absent(definition, place.slug, period, Absence.TOO_FEW, origins)
        return Figure(definition.slug, place.slug, period, definition.unit, value, origins=origins)

    def editions_used(
        self, definition: Definition, place: str, period: Period
    ) -> list[EditionHeld]:
        """Return the editions a place's counts for a period were read from, in order of time."""
        start = period.first - self.span.first
        used = self.counting(definition).editions.get(place, [])[start : start + len(period)]
        return list(dict.fromkeys(edition for edition in used if edition is not None))

    def _origins(
        self, definition: Definition, places: Sequence[str], period: Period
    ) -> tuple[Origin, ...]:
        counting, rows = self.counting(definition), defaultdict(list)
        for place in places:
            for edition in self.editions_used(definition, place, period):
                rows[edition].extend(counting.rows[edition.id, place])
        title = sources()[definition.counts.source].title
        return tuple(
            Origin(e.source, title, e.vintage, f"{e.file_name}, {_lines(rows[e])}")
            for e in sorted(rows, key=lambda e: (e.period, e.id))
        )


def _lines(rows: list[RowHeld]) -> str:
    if not rows:
        return "no row: counted as nought"
    if len(rows) > FEW:
        first, last = min(row.line for row in rows), max(row.last_line for row in rows)
        return f"{len(rows)} rows between lines {first} and {last}"
    spans = sorted((row.line, row.last_line) for row in rows)
    named = [str(a) if a == b else f"{a} to {b}" for a, b in spans]
    several = len(named) > 1 or spans[0][0] != spans[0][1]
    return f"line{'s' if several else ''} {', '.join(named)}"


def _absent(
    definition: Definition,
    place: str,
    period: Period,
    why: Absence,
    origins: tuple[Origin, ...] = (),
) -> Figure:
    return Figure(definition.slug, place, period, definition.unit, None, why, origins)


def _rows_counted(
    rows: Iterable[RowHeld], definition: Definition
) -> dict[str, list[RowHeld]] | None:
    """
    Return the rows a measure counts, by place, or None if the file lacks one of its offences.

    An extract may leave an offence out for every place: then nothing is known of it.
    """
    wanted = definition.counts.pairs
    by_place: dict[str, list[RowHeld]] = defaultdict(list)
    met: set[tuple[str, str]] = set()
    for row in rows:
        pair = next(
            (p for p in wanted if p[0] in (ALL, row.major) and p[1] in (ALL, row.minor)), None
        )
        if pair is not None:
            met.add(pair)
            by_place[row.place].append(row)
    return by_place if met == set(wanted) else None


def _added(columns: list[Sequence[int | None]], length: int, *, nought: bool) -> list[int | None]:
    if not columns:
        return [0 if nought else None] * length
    added: list[int | None] = []
    for month in zip(*columns, strict=True):
        if None not in month:
            added.append(sum(month))
        else:
            added.append(sum(count or 0 for count in month) if nought else None)
    return added


def read_shelf(measures: Iterable[Definition], span: Period) -> Shelf:
    """Return what is held on `measures` over the months of `span`, in five queries."""
    wanted = list(measures)
    places = gazetteer()
    editions = _editions({d.counts.source for d in wanted if d.counted})
    overlapping = [e.id for e in editions if _meet(e.period, span)]
    slugs = {place.id: place.slug for place in places.places}
    rows: dict[int, list[RowHeld]] = defaultdict(list)
    for edition, place, *rest in _series(overlapping, wanted):
        rows[edition].append(RowHeld(slugs[place], *rest))
    editions, rows = carry(editions, rows, places)
    return Shelf(
        span,
        places=places,
        editions=editions,
        rows=rows,
        observations=_observations([d.slug for d in wanted if not d.counted], slugs),
        people=populations(
            {slug for d in wanted for slug in d.population_sources},
            range(span.first.year, span.last.year + 1),
        ),
    )


def _meet(one: Period, other: Period) -> bool:
    return one.first <= other.last and other.first <= one.last


def _editions(slugs: set[str]) -> list[EditionHeld]:
    return [
        EditionHeld(
            e.id, e.source, e.file_name, e.vintage, e.period, frozenset(e.places), e.loaded_at
        )
        for e in Edition.objects.filter(source__in=sorted(slugs)).order_by("last_month", "id")
    ]


def _series(editions: list[int], wanted: list[Definition]) -> QuerySet:
    offences = Q()
    for definition in wanted:
        for major, minor in definition.counts.pairs:
            if major == ALL:
                offences |= Q(edition__source=definition.counts.source)
            elif minor == ALL:
                offences |= Q(edition__source=definition.counts.source, major=major)
            else:
                offences |= Q(edition__source=definition.counts.source, major=major, minor=minor)
    return (
        Series.objects.filter(offences, edition_id__in=editions)
        .order_by("edition_id", "line", "id")
        .values_list("edition_id", "place_id", "major", "minor", "line", "last_line", "counts")
    )


def _observations(
    measures: list[str], slugs: dict[int, str]
) -> dict[tuple[str, str, Period], Observation]:
    """Of two observations of one thing the one recorded last stands."""
    return {
        (
            o.measure,
            slugs[o.place_id],
            Period(Month.parse(o.first_month), Month.parse(o.last_month)),
        ): o
        for o in Observation.objects.filter(measure__in=measures).order_by("id")
    }
