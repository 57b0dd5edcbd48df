"""
The partnership's own figures, for claims to be held against.

Anything that can list figures will do: a CSV or JSON file here, a database elsewhere.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Protocol

from saferboard.documents.reading.readings import Unreadable
from saferboard.domain.periods import NotAPeriod, Period, parse_period


@dataclass(frozen=True)
class PublishedFigure:
    """One figure as published: what is counted, where, for which months, and by whom."""

    measure: str
    place: str
    period: Period
    value: Decimal
    source: str = ""


class FigureSource(Protocol):
    """What can list the figures claims are held against."""

    def figures(self) -> Iterable[PublishedFigure]:
        """Return every figure, of any measure, place and period."""
        ...


@dataclass(frozen=True)
class FigureFile:
    """Figures read from a file."""

    rows: tuple[PublishedFigure, ...]

    def figures(self) -> Iterable[PublishedFigure]:
        return self.rows


_NEEDED = ("measure", "period", "value")


def read_figures(path: Path) -> FigureFile:
    """
    Return the figures of a CSV or JSON file with measure, place, period and value.

    :raises Unreadable: naming the row that cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable(f"The figures in {path.name} cannot be read: {error}.") from error
    if path.suffix.lower() == ".json":
        try:
            rows = json.loads(text)
        except ValueError as error:
            raise Unreadable(f"{path.name} is not JSON: {error}.") from error
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise Unreadable(f"{path.name} should hold a list of figures.")
    else:
        rows = list(csv.DictReader(io.StringIO(text)))
    return FigureFile(tuple(_figure(row, n, path.name) for n, row in enumerate(rows, start=1)))


def _figure(row: Mapping[str, object], number: int, name: str) -> PublishedFigure:
    missing = [key for key in _NEEDED if not str(row.get(key) or "").strip()]
    if missing:
        raise Unreadable(f"Figure {number} of {name} has no {' and no '.join(missing)}.")
    try:
        value = Decimal(str(row["value"]).replace(",", "").strip())
        period = parse_period(str(row["period"]))
    except (InvalidOperation, NotAPeriod, ValueError) as error:
        raise Unreadable(f"Figure {number} of {name} cannot be read: {error}.") from error
    return PublishedFigure(
        str(row["measure"]),
        str(row.get("place") or ""),
        period,
        value,
        str(row.get("source") or ""),
    )
