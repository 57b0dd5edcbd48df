"""
Writing down places and how many people live in them.
"""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils.text import slugify

from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.places.boundaries import BoundaryFile
from saferboard.places.csv_files import Complaints
from saferboard.places.lookups import LookupFile
from saferboard.places.models import Fit, Outline, Place, PlaceKind, Population
from saferboard.places.populations import Count, PopulationFile

CITY_OF_LONDON = "E09000001"
LATEST_BOUNDARIES = 2024
"""The boundaries a place without an ONS code is taken to be on; boroughs' names say theirs."""


@transaction.atomic
def load_populations(
    file: PopulationFile, *, name: str, source: str, vintage: str, by: str, at: dt.datetime
) -> int:
    """
    Add a file of mid-year estimates, and the places it has codes for, and return the rows added.

    :raises BadFile: for a place nobody knows, or years already held from this vintage.
    """
    wrong = Complaints(name)
    if file.of_wards:
        found = _wards_of(file, wrong)
    else:
        if file.boundary_year is not None:
            _add_boroughs(file)
        found = _boroughs_of(file, wrong)
    if Population.objects.filter(source=source, vintage=vintage).exists():
        what = f"Estimates from {source}, {vintage}, are already held."
        wrong.add(0, "", what, "Name this issue of them otherwise with --vintage.")
    wrong.stop_if_any()
    Population.objects.bulk_create(
        Population(place_id=found[c], year=c.year, people=c.people, source=source, vintage=vintage)
        for c in file.counts
    )
    record(
        Kind.FIGURES_LOADED,
        subject=f"populations {source}",
        by=by,
        at=at,
        file=name,
        vintage=vintage,
        rows=len(file.counts),
    )
    return len(file.counts)


@transaction.atomic
def add_wards(names: Mapping[str, str], *, boundary_year: int, by: str, at: dt.datetime) -> int:
    """Add the wards of the partnership's area, by ONS code and name; return how many are new."""
    new = 0
    for code, name in sorted(names.items()):
        _, created = Place.objects.get_or_create(
            slug=f"ward-{slugify(name)}"[:50],
            defaults={
                "code": code,
                "name": f"{name} ward",
                "kind": PlaceKind.WARD,
                "boundary_year": boundary_year,
            },
        )
        new += created
    if new:
        record(
            Kind.FIGURES_LOADED,
            subject="wards",
            by=by,
            at=at,
            file="the list of wards",
            rows=new,
        )
    return new


def _wards_of(file: PopulationFile, wrong: Complaints) -> dict[Count, int]:
    known = dict(Place.objects.filter(kind=PlaceKind.WARD).values_list("code", "id"))
    for line, code, name in sorted({(c.line, c.code, c.name) for c in file.counts}):
        if code not in known:
            what = f"{name} ({code}) is not a ward of this partnership’s area."
            todo = "Keep the rows of its own wards, on the boundary they have now."
            wrong.add(line, "code", what, todo)
    return {count: known[count.code] for count in file.counts if count.code in known}


def _boroughs_of(file: PopulationFile, wrong: Complaints) -> dict[Count, int]:
    known = dict(Place.objects.values_list("name", "id"))
    for count in file.counts:
        if count.name not in known:
            what = f"There is no place called “{count.name}”."
            todo = "Load a file that gives ONS codes first, or correct the name."
            wrong.add(count.line, "borough", what, todo)
    return {count: known[count.name] for count in file.counts if count.name in known}


@transaction.atomic
def load_outlines(file: BoundaryFile, *, source: str, by: str, at: dt.datetime) -> int:
    """
    Keep the outlines of the partnership's own wards, in place of any held; return how many.

    `source` is who drew them, as is to stand under a map.

    :raises BadFile: if a ward is not one of them, or one of them is missing.
    """
    known = {p.code: p for p in Place.objects.filter(kind=PlaceKind.WARD)}
    wrong = Complaints(file.name)
    for n, one in enumerate(file.outlines, start=1):
        if one.code not in known:
            what = f"{one.name} ({one.code}) is not a ward of this partnership’s area."
            wrong.add(n, "code", what, "Keep its own wards, on the boundary they have now.")
    given = {one.code: one for one in file.outlines}
    for code in sorted(known.keys() - given.keys()):
        what = f"There is no outline of {known[code].name} ({code})."
        wrong.add(0, "code", what, "Get the whole file again: a map would have a hole.")
    wrong.stop_if_any()
    held = {o.place_id: o for o in Outline.objects.all()}
    same = all(
        (now := held.get(known[code].pk)) is not None
        and now.source == source
        and now.rings == [[list(point) for point in ring] for ring in one.rings]
        for code, one in given.items()
    )
    if same:
        return 0
    for code, one in given.items():
        said = {"rings": [list(ring) for ring in one.rings], "source": source}
        Outline.objects.update_or_create(place=known[code], defaults=said)
    record(
        Kind.FIGURES_LOADED,
        subject="ward outlines",
        by=by,
        at=at,
        file=file.name,
        rows=len(given),
    )
    return len(given)


def _add_boroughs(file: PopulationFile) -> None:
    for code, name in sorted({(count.code, count.name) for count in file.counts}):
        kind = PlaceKind.CITY if code == CITY_OF_LONDON else PlaceKind.BOROUGH
        Place.objects.get_or_create(
            slug=slugify(name),
            defaults={
                "code": code,
                "name": name,
                "kind": kind,
                "boundary_year": file.boundary_year,
            },
        )


@transaction.atomic
def add_named_areas(areas: Mapping[str, str]) -> None:
    """
    Make sure of the areas a source names that are no borough: airports, and place unknown.

    They say nothing of their own, so the loading of the file that needs them is the act that
    stands in the ledger.
    """
    for name, kind in areas.items():
        Place.objects.get_or_create(
            slug=slugify(name)[:50],
            defaults={"name": name, "kind": kind, "boundary_year": LATEST_BOUNDARIES},
        )


@transaction.atomic
def load_lookup(file: LookupFile, *, by: str, at: dt.datetime) -> int:
    """
    Keep a lookup in place of any held between the same two sets; return how many pairs.  Small
    areas that it leads from, to wards that are held, are kept as places.  The same file again
    changes nothing and returns 0.
    """
    lookup = f"{file.old.slug}-to-{file.new.slug}"
    held = Fit.objects.filter(lookup=lookup)
    if held.filter(sha256=file.sha256).exists():
        return 0
    held.delete()
    Fit.objects.bulk_create(
        Fit(
            lookup=lookup,
            old=pair.old,
            old_name=pair.old_name,
            new=pair.new,
            new_name=pair.new_name,
            source=file.name,
            sha256=file.sha256,
        )
        for pair in file.pairs
    )
    wards = set(Place.objects.filter(kind=PlaceKind.WARD).values_list("code", flat=True))
    if file.old.kind == "LSOA" and {pair.new for pair in file.pairs} <= wards:
        _add_small_areas({p.old: p.old_name for p in file.pairs}, file.old.year)
    record(
        Kind.FIGURES_LOADED,
        subject=f"lookup {lookup}",
        by=by,
        at=at,
        file=file.name,
        rows=len(file.pairs),
    )
    return len(file.pairs)


def _add_small_areas(names: Mapping[str, str], year: int) -> None:
    for code, name in sorted(names.items()):
        Place.objects.get_or_create(
            slug=code.lower(),
            defaults={
                "code": code,
                # Names are used again on a new boundary; a code is not.
                "name": f"{name} ({code})",
                "kind": PlaceKind.LSOA,
                "boundary_year": year,
            },
        )
