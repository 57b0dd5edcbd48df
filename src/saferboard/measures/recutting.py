"""
How a measure is counted for wards: from which source, and small areas added up to wards.
"""

import dataclasses
from collections.abc import Mapping, Sequence

from saferboard.domain.periods import Month, Period
from saferboard.domain.recut import carried
from saferboard.measures.definitions import Definition, Over, sources
from saferboard.measures.held import EditionHeld, RowHeld
from saferboard.measures.models import Edition
from saferboard.places.queries import Gazetteer, lookups

SMALL_AREAS = "small-area-months"


def of_wards(definition: Definition) -> tuple[Definition, ...]:
    """
    Return a measure in each way in which sources count it for wards: from files of wards first,
    then from small areas added up.
    """
    if not definition.counted:
        return ()
    gives = [one for one in sources().values() if one.wards_of]
    people = next(
        (one.slug for one in gives if definition.over and one.wards_of == definition.over.source),
        None,
    )
    over = Over(source=people) if people else None
    per = definition.per if over else None
    found = [one for one in gives if one.wards_of == definition.counts.source]
    return tuple(
        definition.model_copy(
            update={
                "counts": definition.counts.model_copy(update={"source": one.slug}),
                "over": over,
                "per": per,
            }
        )
        for one in sorted(found, key=lambda one: (one.loader == "small-area-months", one.slug))
    )


def counted_for_wards(definition: Definition, period: Period) -> Definition | None:
    """
    Return a measure as it is counted for wards over a period; None if no source counts it so.

    Two sources are never mixed in one comparison.  The first is taken that has the months and those
    they are compared with, else the first that has the months, else the first of which any is held.
    """
    ways = of_wards(definition)
    if len(ways) < 2:
        return ways[0] if ways else None
    held: dict[str, set[Month]] = {}
    for edition in Edition.objects.filter(source__in=[way.counts.source for way in ways]):
        held.setdefault(edition.source, set()).update(edition.period)

    def lacking(way: Definition) -> tuple[bool, bool, bool]:
        has = held.get(way.counts.source, set())
        both = [*period, *period.before]
        return not has.issuperset(both), not has.issuperset(period), not has

    return min(ways, key=lacking)


def carry(
    editions: Sequence[EditionHeld], rows: Mapping[int, list[RowHeld]], places: Gazetteer
) -> tuple[list[EditionHeld], dict[int, list[RowHeld]]]:
    """
    Return what was read with small areas in the wards that they are wholly in.

    A ward has a count only if every small area of it is in the file and none is shared with
    another ward.
    """
    of_small = {e.id for e in editions if sources()[e.source].loader == SMALL_AREAS}
    if not of_small:
        return list(editions), dict(rows)
    into = _wards(places)
    made = [_made_of(one, into) if one.id in of_small else one for one in editions]
    carried_rows = {
        edition: [
            dataclasses.replace(row, place=into[row.place]) for row in own if row.place in into
        ]
        if edition in of_small
        else own
        for edition, own in rows.items()
    }
    return made, carried_rows


def _made_of(edition: EditionHeld, into: Mapping[str, str]) -> EditionHeld:
    needed: dict[str, set[str]] = {}
    for area, ward in into.items():
        needed.setdefault(ward, set()).add(area)
    whole = frozenset(ward for ward, areas in needed.items() if areas <= edition.places)
    return dataclasses.replace(edition, places=whole)


def _wards(places: Gazetteer) -> dict[str, str]:
    """Return the ward of each small area that lies wholly in one, both by their slugs."""
    wards = {ward.code: ward.slug for ward in places.wards}
    areas = {area.code: area.slug for area in places.small_areas}
    for lookup in lookups().values():
        found = carried(lookup.fits)
        if areas.keys() >= lookup.fits.keys() and wards.keys() >= set(lookup.new_names):
            return {
                areas[area]: wards[ward] for area, ward in found.into.items() if ward in found.new
            }
    return {}
