"""
Every area and kind of crime that incidents are held of: months, twelve months, change, rate, place.
"""

from collections.abc import Iterator
from enum import StrEnum

from saferboard.domain.refusals import Refusal, Refused
from saferboard.engine import duck, spark
from saferboard.engine.counting import month_of
from saferboard.engine.queries import ROLLING
from saferboard.measures.hot_spots.operations import store
from saferboard.places.queries import gazetteer, populations

PEOPLE = ("ons-mid-year-estimates", "ons-small-area-estimates")
HEAD = (
    "area", "category", "month", "incidents", "twelve_months", "year_before", "change_percent",
    "rate_per_1000", "place",
)  # fmt: skip


class Engine(StrEnum):
    """What the heavy queries are run on."""

    DUCKDB = "duckdb"
    SPARK = "spark"


def rolling(engine: Engine) -> Iterator[tuple[str | int | float, ...]]:
    """
    Return the table as the rows of a file, its heads first, the same from either engine.

    :raises Refused: if no incident is held, or Spark is asked for and cannot run here.
    """
    parts = store().latest()
    if not parts:
        words = "No incident is held yet. Take some in with saferboard load street."
        raise Refused(Refusal("no-incidents", words))
    paths = [str(store().path(part)) for part in parts]
    asked = spark.asked if engine is Engine.SPARK else duck.asked
    found = asked(ROLLING, paths, people=_people(int(parts[-1].month[:4])))
    yield HEAD
    for area, category, month, *figures in found:
        change, rate = figures[3], figures[4]
        yield (
            *(area, category, str(month_of(month))),
            *("" if one is None else one for one in figures[:3]),
            "" if change is None else round(change, 2),
            "" if rate is None else round(rate, 4),
            "" if figures[5] is None else figures[5],
        )


def _people(year: int) -> dict[str, int]:
    held = populations(PEOPLE, [year])
    found = {one.name: held.of(one.slug, year, sources=PEOPLE) for one in gazetteer().boroughs}
    return {name: people.people for name, people in found.items() if people is not None}
