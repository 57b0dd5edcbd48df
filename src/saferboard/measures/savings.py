"""
What savings are reckoned from, and the savings partners reported held against it.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator

from saferboard.domain.figures import Figure
from saferboard.domain.periods import Month, Period
from saferboard.domain.savings import (
    Reckoned,
    StreamSaved,
    health_saving,
    reckoned,
    units_saving,
)
from saferboard.measures.definitions import Part, defined
from saferboard.measures.shelf import read_shelf
from saferboard.measures.yaml_files import YamlFile, read_model

FILE = Path(__file__).parent / "savings.yaml"
ANY_MONTH = Month(2022, 9)
"""Reported figures are read whatever months a shelf spans."""


def _none_or_share(written: object) -> object:
    return None if written == "none" else written


class Stream(Part):
    """One stream: the measures of its two savings, and what they are reckoned from."""

    code: str
    title: str
    future: str
    health: str
    health_share: Annotated[Decimal | None, BeforeValidator(_none_or_share)]
    units: str = ""
    each: Decimal | None = None
    source: str


class Coefficients(Part):
    """Every stream, the measure of their total, and who says so."""

    total: str
    written_by: str
    checked_by: str
    review_by: dt.date
    streams: tuple[Stream, ...]


@lru_cache
def coefficients() -> Coefficients:
    """
    Return what savings are reckoned from.

    :raises DefinitionError: if the file may not be used.
    """
    return read_model(YamlFile(FILE), Coefficients)


@dataclass(frozen=True)
class PeriodSaved:
    """What was reported saved in one period: the total's figure and how its parts add up."""

    total: Figure
    reckoned: Reckoned


def reported_savings(place: str) -> tuple[PeriodSaved, ...]:
    """Return every total that partners reported, held against its parts, the latest first."""
    known = coefficients()
    slugs = [known.total, *(slug for s in known.streams for slug in (s.future, s.health))]
    shelf = read_shelf([defined(slug) for slug in slugs], Period(ANY_MONTH, ANY_MONTH))
    where = shelf.places.find(place)

    def value(slug: str, period: Period) -> Decimal | None:
        return shelf.figure(defined(slug), where, period).value

    found = []
    for total in shelf.reported(defined(known.total), where):
        if total.value is None:
            continue
        pairs = [
            (s, value(s.future, total.period), value(s.health, total.period)) for s in known.streams
        ]
        parts = [
            StreamSaved(s.title, future or Decimal(0), health or Decimal(0), s.health_share)
            for s, future, health in pairs
            if future is not None or health is not None
        ]
        found.append(PeriodSaved(total, reckoned(total.value, parts)))
    return tuple(found)


@dataclass(frozen=True)
class Estimate:
    """What the calculator makes of one stream."""

    stream: Stream
    future: Decimal
    health: Decimal

    @property
    def whole(self) -> Decimal:
        return self.future + self.health


def estimated(
    futures: dict[str, Decimal], *, healths: dict[str, Decimal], units: int
) -> tuple[Estimate, ...]:
    """
    Return the savings of each stream that something was given for, by its code.

    Units are call blockers; a saving of health is asked for only where it follows no share.
    """
    found = []
    for stream in coefficients().streams:
        future = futures.get(stream.code, Decimal(0))
        if stream.each is not None:
            future += units_saving(units, stream.each)
        health = healths.get(stream.code, Decimal(0))
        if stream.health_share is not None:
            health = health_saving(future, stream.health_share)
        if future or health:
            found.append(Estimate(stream, future, health))
    return tuple(found)
