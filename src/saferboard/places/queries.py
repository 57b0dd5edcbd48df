"""
Asking about places and their people.
"""

import difflib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from saferboard.domain.recut import Fits, fits_of
from saferboard.domain.refusals import Refusal, Refused
from saferboard.places.models import Fit, Outline, Place, PlaceKind, Population


@dataclass(frozen=True)
class PlaceKnown:
    """A place as the rest of the product speaks of it.  Only boroughs are compared."""

    id: int
    slug: str
    code: str
    name: str
    kind: PlaceKind

    @property
    def compared(self) -> bool:
        return self.kind is PlaceKind.BOROUGH


@dataclass(frozen=True)
class People:
    """How many people lived in a place in the middle of a year, and who says so."""

    place: str
    year: int
    people: int
    source: str
    vintage: str


class UnknownPlace(Refused):
    """Raised for a name no place has; gives the nearest that one has."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        slugs = list(known)
        near = difflib.get_close_matches(name.lower(), slugs, n=3, cutoff=0.5)
        words = f"There is no place called “{name}”."
        words += f" Did you mean {' or '.join(near)}?" if near else ""
        words += "" if slugs else " No place is known yet: load the populations first."
        super().__init__(Refusal("unknown-place", words))


class Gazetteer:
    """Every place there is, found by slug, name or ONS code."""

    def __init__(self, places: Iterable[PlaceKnown]) -> None:
        self.places = tuple(places)
        self._by_slug = {place.slug: place for place in self.places}
        self._by_other = {place.code.lower(): place for place in self.places if place.code}
        self._by_other |= {place.name.lower(): place for place in self.places}

    @property
    def boroughs(self) -> tuple[PlaceKnown, ...]:
        return tuple(place for place in self.places if place.compared)

    @property
    def wards(self) -> tuple[PlaceKnown, ...]:
        return tuple(place for place in self.places if place.kind is PlaceKind.WARD)

    @property
    def small_areas(self) -> tuple[PlaceKnown, ...]:
        return tuple(place for place in self.places if place.kind is PlaceKind.LSOA)

    def find(self, name: str) -> PlaceKnown:
        """
        Return the place of this slug, name or code.

        :raises UnknownPlace: if there is none.
        """
        found = self._by_slug.get(name) or self._by_other.get(name.strip().lower())
        if found is None:
            raise UnknownPlace(name, self._by_slug)
        return found


def gazetteer() -> Gazetteer:
    """Return every place, by name, in one query."""
    rows = Place.objects.order_by("name", "id").values_list("id", "slug", "code", "name", "kind")
    return Gazetteer(PlaceKnown(*row[:4], kind=PlaceKind(row[4])) for row in rows)


@dataclass(frozen=True)
class OutlineKnown:
    """A ward's outline: closed rings of (easting, northing) in metres, and who drew them."""

    place: str
    rings: tuple[tuple[tuple[int, int], ...], ...]
    source: str


def outlines() -> tuple[OutlineKnown, ...]:
    """Return the outlines of the wards of the partnership's own area, by name, in one query."""
    rows = Outline.objects.filter(place__kind=PlaceKind.WARD).order_by("place__name", "id")
    return tuple(
        OutlineKnown(slug, tuple(tuple((x, y) for x, y in ring) for ring in rings), source)
        for slug, rings, source in rows.values_list("place__slug", "rings", "source")
    )


@dataclass(frozen=True)
class LookupHeld:
    """A lookup between two sets of areas, with their names by code, and the file it is from."""

    slug: str
    source: str
    fits: Fits
    old_names: Mapping[str, str]
    new_names: Mapping[str, str]


def lookups() -> dict[str, LookupHeld]:
    """Return every lookup held, by what it leads from and to, in one query."""
    pairs: dict[str, list[Fit]] = {}
    for fit in Fit.objects.order_by("lookup", "old", "new"):
        pairs.setdefault(fit.lookup, []).append(fit)
    return {
        slug: LookupHeld(
            slug,
            of[0].source,
            fits_of((fit.old, fit.new) for fit in of),
            {fit.old: fit.old_name for fit in of},
            {fit.new: fit.new_name for fit in of},
        )
        for slug, of in pairs.items()
    }


def wards() -> tuple[PlaceKnown, ...]:
    """Return the wards of the partnership's own area, by name, in one query."""
    rows = (
        Place.objects.filter(kind=PlaceKind.WARD)
        .order_by("name", "id")
        .values_list("id", "slug", "code", "name", "kind")
    )
    return tuple(PlaceKnown(*row[:4], kind=PlaceKind(row[4])) for row in rows)


class Peopled:
    """
    Populations of every place in some years.

    Within a source the vintage loaded last is taken.
    """

    def __init__(self, rows: Iterable[People]) -> None:
        self._people = {(row.place, row.year, row.source): row for row in rows}

    def of(self, place: str, year: int, *, sources: Iterable[str]) -> People | None:
        """
        Return the people of a place, by its slug, in a year; None if nobody has said.

        The first of `sources` that has the place and year is taken.
        """
        found = (self._people.get((place, year, source)) for source in sources)
        return next((people for people in found if people is not None), None)


def populations(sources: Collection[str], years: Collection[int]) -> Peopled:
    """Return the populations of every place in `years`, in one query."""
    rows = (
        Population.objects.filter(source__in=sorted(sources), year__in=sorted(years))
        .order_by("id")
        .values_list("place__slug", "year", "people", "source", "vintage")
    )
    return Peopled(People(*row) for row in rows)
