"""
Writing down places and how many people live in them.
"""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils.text import slugify

from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.places.csv_files import Complaints
from saferboard.places.models import Place, PlaceKind, Population
from saferboard.places.populations import PopulationFile

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
    if file.boundary_year is not None:
        _add_boroughs(file)
    known = dict(Place.objects.values_list("name", "id"))
    wrong = Complaints(name)
    for count in file.counts:
        if count.name not in known:
            what = f"There is no place called “{count.name}”."
            todo = "Load a file that gives ONS codes first, or correct the name."
            wrong.add(count.line, "borough", what, todo)
    if Population.objects.filter(source=source, vintage=vintage).exists():
        what = f"Estimates from {source}, {vintage}, are already held."
        wrong.add(0, "", what, "Name this issue of them otherwise with --vintage.")
    wrong.stop_if_any()
    Population.objects.bulk_create(
        Population(
            place_id=known[c.name], year=c.year, people=c.people, source=source, vintage=vintage
        )
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
