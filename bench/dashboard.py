"""
Time the dashboard's page at its full history: 190 months, 33 places and 60 measures.

The reference is bare SQL for the same rows: every row the page is worked out from, fetched by one
query through SQLite's own driver, its months read out of JSON, nothing added up.  Times are of the
process's own work (the database is in it), so that what else runs on the machine is not counted.
"""

import datetime as dt
import os
import random
import secrets
import sqlite3
import statistics
import tempfile
import time
from pathlib import Path

ALLOWED = 0.15
"""Seconds of the server's own time that the page may take on two cores."""

MONTHS, PLACES, MEASURES, RUNS = 190, 33, 60, 5
FIRST = "2008-01"
AT = dt.datetime(2023, 11, 20, 9, tzinfo=dt.UTC)
SOURCE, PEOPLE = "mps-borough-old-scheme", "ons-mid-year-estimates"
SEED = 20221027


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SAFERBOARD_DATA"] = folder
        os.environ["SAFERBOARD_SECRET_KEY"] = secrets.token_urlsafe(50)
        os.environ["SAFERBOARD_DEMO"] = "yes"
        os.environ["SAFERBOARD_TODAY"] = "2023-11-20"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saferboard.config.settings")
        import django
        from django.conf import settings
        from django.core.management import call_command

        django.setup()
        settings.ALLOWED_HOSTS = ["testserver"]
        settings.SAFERBOARD_SITE = {**settings.SAFERBOARD_SITE, "place": "borough-1"}
        call_command("migrate", verbosity=0)
        started = time.perf_counter()
        rows = fill()
        print(f"{rows:,} rows of {MONTHS} months entered:  {time.perf_counter() - started:6.2f} s")
        measure(Path(folder))


def fill() -> int:
    """Enter the boroughs, their people, and a row for each measure and place; define measures."""
    drawn = random.Random(SEED)
    made = {f"made-up-{n}": f"Offence {n}" for n in range(MEASURES)}
    enter(places(drawn), made, drawn)
    define(made)
    return MEASURES * PLACES


def places(drawn: random.Random) -> list:
    """Enter the boroughs and the City, and how many people they have had."""
    from saferboard.places.models import Place, PlaceKind, Population

    for n in range(1, PLACES + 1):
        Place.objects.create(
            slug=f"borough-{n}",
            code=f"E0900{n:04d}",
            name=f"Borough {n}",
            kind=PlaceKind.BOROUGH if n < PLACES else PlaceKind.CITY,
            boundary_year=2022,
        )
    found = list(Place.objects.order_by("id"))
    Population.objects.bulk_create(
        Population(
            place=place,
            year=year,
            people=drawn.randint(150_000, 400_000),
            source=PEOPLE,
            vintage="made up",
        )
        for place in found
        for year in range(2008, 2025)
    )
    return found


def enter(where: list, made: dict[str, str], drawn: random.Random) -> None:
    """Enter one file with a row for each offence in each place."""
    from saferboard.domain.periods import Month
    from saferboard.measures.models import Edition, Series

    first = Month.parse(FIRST)
    edition = Edition.objects.create(
        source=SOURCE,
        file_name="made-up.csv",
        sha256="0" * 64,
        vintage="made up",
        first_month=str(first),
        last_month=str(first + (MONTHS - 1)),
        rows=MEASURES * PLACES,
        places=sorted(place.slug for place in where),
        loaded_at=AT,
    )
    rows = ((minor, place) for minor in made.values() for place in where)
    Series.objects.bulk_create(
        Series(
            edition=edition,
            place=place,
            major="Made up",
            minor=minor,
            line=line,
            last_line=line,
            counts=[drawn.randint(5, 200) for _ in range(MONTHS)],
        )
        for line, (minor, place) in enumerate(rows, start=2)
    )


def define(made: dict[str, str]) -> None:
    """Put measures of the made-up offences in the place of the product's own."""
    from saferboard.measures import definitions as known

    own = known.definitions()
    pattern = next(d for d in own.values() if d.counts.source == SOURCE and d.counted and d.over)
    own.clear()
    for slug, minor in made.items():
        counts = pattern.counts.model_copy(update={"offences": (f"Made up/{minor}",)})
        own[slug] = pattern.model_copy(
            update={"slug": slug, "title": minor, "counts": counts, "rebases": (), "breaks": ()}
        )


def measure(folder: Path) -> None:
    from django.db import connection
    from django.test import Client

    asked: list[str] = []

    def listen(execute, sql, params, many, context):
        asked.append(sql)
        return execute(sql, params, many, context)

    client = Client()
    page = "/figures/"
    started = time.process_time()
    with connection.execute_wrapper(listen):
        response = client.get(page)
    first = time.process_time() - started
    assert response.status_code == 200
    shown = sum(f"made-up-{n}/where/".encode() in response.content for n in range(MEASURES))
    assert shown == MEASURES, f"the page shows {shown} of {MEASURES} measures"
    whole = median(lambda: worked_out(client, page))
    took = median(lambda: client.get(page))
    bare = median(lambda: bare_sql(folder / "saferboard.sqlite3"))
    print(f"the first page of a process:     {first * 1000:6.0f} ms, {len(asked)} queries")
    print(f"a page worked out anew:          {whole * 1000:6.0f} ms, {whole / bare:.1f} times bare")
    print(f"a page of what is held already:  {took * 1000:6.0f} ms, {took / ALLOWED:.2f} of 150 ms")
    print(f"bare SQL for the same rows:      {bare * 1000:6.0f} ms, {bare / took:.1f} times a page")


def worked_out(client, page: str) -> None:
    """Ask for the page as it is after a file was loaded, with none kept."""
    from saferboard.measures.views import DASHBOARDS

    DASHBOARDS.clear()
    client.get(page)


def bare_sql(path: Path) -> int:
    """Fetch each row the page rests on, and read its months; return how many counts there are."""
    import json

    with sqlite3.connect(path) as database:
        found = database.execute(
            "select s.major, s.minor, p.slug, s.counts from measures_series s"
            " join places_place p on p.id = s.place_id order by s.edition_id, s.line, s.id"
        ).fetchall()
    return sum(len(json.loads(counts)) for *_, counts in found)


def median(run, runs: int = RUNS) -> float:
    times = []
    for _ in range(runs):
        started = time.process_time()
        run()
        times.append(time.process_time() - started)
    return statistics.median(times)


if __name__ == "__main__":
    main()
