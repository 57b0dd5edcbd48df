"""
The heavy queries: as counted slowly, and the same on DuckDB and on Spark.
"""

import shutil
import sys
from collections import Counter
from importlib.util import find_spec

import pytest

from saferboard.domain.periods import Month, months_to
from saferboard.engine import duck, spark
from saferboard.engine.cells import coarser_sql
from saferboard.engine.queries import CELLS, HELD, ROLLING, STREETS
from tests.engine.conftest import row, text

AREAS = {"Ashford": 1000, "Bexhill": 400, "Corfe": 0}
KINDS = ("Burglary", "Robbery")
LAST = Month(2022, 9)
SPARK = pytest.mark.skipif(
    find_spec("pyspark") is None or shutil.which("java") is None,
    reason="Spark is not here: it needs pip install saferboard[spark], and Java",
)


@pytest.fixture
def thirty(months):
    """Thirty months of three areas and two kinds, one month of them never loaded."""
    held = {}
    for n, month in enumerate(months_to(LAST, 30)):
        rows = [
            row(100 * a + 10 * k + i, str(month), kind=kind, area=area, lon=f"0.0{a}{k}")
            for a, area in enumerate(AREAS)
            for k, kind in enumerate(KINDS)
            for i in range((n * (a + 2) + k * 3) % 7)
        ]
        if month != Month(2020, 6):
            twice = [rows[0]] if rows else []
            nowhere = row(990, str(month), lon="", lat="", area="").replace(" 001A", "")
            held[f"{month}/{month}-westland-street.csv"] = text(*rows, *twice, nowhere)
    months.load(months.archive(held))
    return months


def paths(months):
    return [str(months.store.path(part)) for part in months.store.latest()]


def slowly(months):
    """The rolling table counted from the CSV, one cell at a time."""
    counted = Counter()
    con = duck.connect()
    everything = con.execute(
        "SELECT month, area, category, crime_id FROM read_parquet($p) WHERE area IS NOT NULL",
        {"p": paths(months)},
    ).fetchall()
    for month, area, category, _ in {(m, a, c, i) for m, a, c, i in everything}:
        counted[month, area, category] += 1
    held = sorted({month for month, *_ in everything})
    found = {}
    for area, people in AREAS.items():
        for kind in KINDS:
            for month in held:
                before, now = (
                    [counted[m, area, kind] for m in range(end - 11, end + 1)]
                    if all(m in held for m in range(end - 11, end + 1))
                    else None
                    for end in (month - 12, month)
                )
                year = sum(now) if now is not None else None
                last = sum(before) if before is not None and month - 12 in held else None
                # A month missing between the two years: no twelve rows lie before.
                if any(m not in held for m in range(month - 12, month + 1)):
                    last = None
                change = (year - last) * 100 / last if year is not None and last else None
                rate = year * 1000 / people if people and year is not None else None
                found[area, kind, month] = (counted[month, area, kind], year, last, change, rate)
    return found


def test_the_rolling_table_is_as_counted_slowly(thirty):
    rows = duck.asked(ROLLING, paths(thirty), people=AREAS)
    slow = slowly(thirty)
    assert len(rows) == len(slow) == 29 * 6
    for area, kind, month, *figures, place in rows:
        expected = slow[area, kind, month]
        assert figures[:3] == list(expected[:3]), (area, kind, month)
        assert figures[3:] == [pytest.approx(e) if e is not None else None for e in expected[3:]]
        rates = [slow[a, kind, month][4] for a in AREAS]
        below = (
            sum(r < expected[4] for r in rates if r is not None) if expected[4] is not None else 0
        )
        assert place == (below + 1 if expected[4] is not None else None)
    assert {area for area, *_, place in rows if place} == {"Ashford", "Bexhill"}, (
        "no people, no rate"
    )


def test_twelve_months_that_reach_over_a_missing_one_have_no_sum(thirty):
    rows = duck.asked(ROLLING, paths(thirty), people=AREAS)
    with_sum = sorted({month for _, _, month, _, year, *_ in rows if year is not None})
    first = Month(2020, 7) + 11
    assert with_sum[0] == first.year * 12 + first.number - 1


@SPARK
def test_spark_gives_what_duckdb_gives(thirty):
    where = paths(thirty)
    assert spark.asked(ROLLING, where, people=AREAS) == duck.asked(ROLLING, where, people=AREAS)
    values = {"area": "Ashford", "category": "Burglary"}
    assert spark.asked(HELD, where, {"area": "Bexhill"}) == duck.asked(
        HELD, where, {"area": "Bexhill"}
    )
    for resolution in (8, 9):
        for query in (CELLS, STREETS):
            whole = query.replace("{cell}", coarser_sql("cell", resolution))
            assert spark.asked(whole, where, values) == duck.asked(whole, where, values)


def test_without_spark_it_is_said_how_to_have_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(spark.NoSpark, match=r"pip install saferboard\[spark\]"):
        spark.session()
