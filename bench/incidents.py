"""
Twenty million incidents: the heavy query beside bare SQL and pandas, and a month's loading.

    python -m bench incidents [MILLIONS]

Incidents are drawn by lot into a folder that is deleted afterwards, about 60 bytes each.  Where
pandas is not installed here, BENCH_PANDAS may name a Python that has it.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

from saferboard.domain.periods import Month
from saferboard.engine import duck, spark, street
from saferboard.engine.queries import ROLLING

MILLIONS, MONTHS, AREAS = 20, 96, 32
KINDS = (
    "Anti-social behaviour", "Bicycle theft", "Burglary", "Criminal damage and arson", "Drugs",
    "Other crime", "Other theft", "Possession of weapons", "Public order", "Robbery",
    "Shoplifting", "Theft from the person", "Vehicle crime", "Violence and sexual offences",
)  # fmt: skip
PEOPLE = {f"Borough {n:02d}": 180_000 + 6_000 * n for n in range(AREAS)}
TIMES = 3
MONTH_ROWS = 100_000

MAKE = """
COPY (
    SELECT $month::INTEGER AS month, 'Westland Police' AS force,
        $kinds[1 + (hash(n, 1) % 14 * (hash(n, 2) % 14) // 14)::INTEGER] AS category,
        printf('Borough %02d', hash(n, 3) % 32) AS area,
        printf('E0100%04d', hash(n, 3) % 32 * 150 + hash(n, 4) % 150) AS lsoa,
        round(-0.5 + (hash(n, 3) % 32) * 0.02 + (hash(n, 5) % 2000) * 0.00001, 6) AS lon,
        round(51.3 + (hash(n, 6) % 30000) * 0.00001, 6) AS lat,
        (617700000000000000 + hash(n, 7) % 100000)::BIGINT AS cell,
        sha256($month::VARCHAR || n::VARCHAR) AS crime_id, hash(n, 8) % 100 = 0 AS repeated,
        printf('On or near Street %d', hash(n, 9) % 20000) AS location,
        'Under investigation' AS outcome, NULL::VARCHAR AS context
    FROM (SELECT range + $month::BIGINT * 10000000 AS n FROM range($rows::BIGINT))
    ORDER BY area, category
) TO '{to}' (FORMAT parquet, COMPRESSION zstd)
"""
BARE = """
WITH c AS (
    SELECT area, category, month, count(*) AS n FROM read_parquet($paths)
    WHERE NOT repeated GROUP BY ALL
),
r AS (
    SELECT *, sum(n) OVER (PARTITION BY area, category ORDER BY month ROWS 11 PRECEDING) AS y FROM c
),
b AS (SELECT *, lag(y, 12) OVER (PARTITION BY area, category ORDER BY month) AS before FROM r)
SELECT b.*, (y - before) * 100.0 / before, y * 1000.0 / people,
    rank() OVER (PARTITION BY category, month ORDER BY y * 1000.0 / people)
FROM b JOIN p USING (area) ORDER BY area, category, month
"""
PANDAS = """
import json, resource, sys, time
import pandas as pd
given = json.load(open(sys.argv[1]))
started = time.perf_counter()
columns = ["month", "area", "category", "repeated"]
d = pd.concat([pd.read_parquet(p, columns=columns) for p in given["paths"]], ignore_index=True)
d = d[~d["repeated"]]
c = d.groupby(["area", "category", "month"]).size().rename("n").reset_index()
c = c.sort_values(["area", "category", "month"])
by = c.groupby(["area", "category"])
c["y"] = by["n"].transform(lambda s: s.rolling(12).sum())
c["before"] = c.groupby(["area", "category"])["y"].shift(12)
c["change"] = (c["y"] - c["before"]) * 100 / c["before"]
c["rate"] = c["y"] * 1000 / c["area"].map(given["people"])
c["place"] = c.groupby(["category", "month"])["rate"].rank(method="min")
took = time.perf_counter() - started
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({"took": took, "peak": peak, "rows": len(c), "sum": float(c["y"].sum())}))
"""


def main(words: list[str]) -> None:
    if words[:1] == ["--one"]:
        one(words[1], Path(words[2]))
        return
    millions = int(words[0]) if words else MILLIONS
    with tempfile.TemporaryDirectory(prefix="saferboard-bench-") as folder:
        room = shutil.disk_usage(folder).free
        if room < millions * 150_000_000:
            print(
                f"Not run: {millions} million incidents need room, and {room / 1e9:.1f} GB is free."
            )
            return
        paths = made(Path(folder), millions)
        given = Path(folder) / "given.json"
        given.write_text(json.dumps({"paths": paths, "people": PEOPLE}))
        query(given)
        loading(Path(folder))


def made(folder: Path, millions: int) -> list[str]:
    started = time.perf_counter()
    con = duck.connect()
    paths = []
    for n in range(MONTHS):
        path = str(folder / f"{n}.parquet")
        values = {"month": 2015 * 12 + n, "rows": millions * 1_000_000 // MONTHS}
        con.execute(MAKE.replace("{to}", path), {**values, "kinds": list(KINDS)})
        paths.append(path)
    con.close()
    size = sum(Path(path).stat().st_size for path in paths)
    took = time.perf_counter() - started
    print(f"{millions} million incidents drawn, {size / 1e6:,.0f} MB, in {took:.0f} s")
    return paths


def query(given: Path) -> None:
    """Each way of asking in a process of its own, in turn, so that none warms another's."""
    runs: dict[str, list[dict]] = {"ours": [], "bare": []}
    for _ in range(TIMES):
        for name, kept in runs.items():
            kept.append(child([sys.executable, "-m", "bench.incidents", "--one", name, str(given)]))
    ours, bare = (min(kept, key=lambda run: run["took"]) for kept in runs.values())
    # Of few millions some kind has no row in some month, and bare SQL leaves that out.
    alike = ours["rows"] == bare["rows"]
    print(f"Monthly counts, twelve months, change, rate and place, {ours['rows']:,} rows:")
    print(f"  ours         {ours['took']:6.2f} s, {ours['peak'] / 1024:6.0f} MB")
    print(
        f"  bare DuckDB  {bare['took']:6.2f} s, {bare['peak'] / 1024:6.0f} MB:"
        f" ours takes {ours['took'] / bare['took']:.2f} of it (allowed 1.50)"
    )
    with_spark(given, ours)
    python = pandas_python()
    if python is None:
        print("  pandas       not installed here: set BENCH_PANDAS to a Python that has it")
        return
    runs_of_pandas = [child([python, "-c", PANDAS, str(given)]) for _ in range(2)]
    other = min(runs_of_pandas, key=lambda run: run["took"])
    assert other["sum"] == ours["sum"] or not alike, "pandas counts the same"
    print(
        f"  pandas       {other['took']:6.2f} s, {other['peak'] / 1024:6.0f} MB:"
        f" {other['took'] / ours['took']:.1f} times as long (wanted 8),"
        f" {other['peak'] / ours['peak']:.1f} times the memory (wanted 6)"
    )


def with_spark(given: Path, ours: dict) -> None:
    """The same text on Spark, where it is: the session's start is not counted."""
    if find_spec("pyspark") is None or shutil.which("java") is None:
        print("  Spark        not installed here: it needs saferboard[spark], and Java")
        return
    run = child([sys.executable, "-m", "bench.incidents", "--one", "spark", str(given)])
    assert run["sum"] == ours["sum"], "Spark counts the same"
    print(f"  Spark        {run['took']:6.2f} s, on this one machine; the same sums")


def child(command: list[str]) -> dict:
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(ran.stdout.splitlines()[-1])


def pandas_python() -> str | None:
    for python in (os.environ.get("BENCH_PANDAS"), sys.executable):
        tried = [python, "-c", "import pandas, pyarrow"]
        if python and subprocess.run(tried, capture_output=True, check=False).returncode == 0:
            return python
    return None


def one(name: str, given: Path) -> None:
    """Ask once, and print what it took, in a process of its own."""
    held = json.loads(given.read_text())
    if name == "spark":
        spark.session()
    started = time.perf_counter()
    if name in ("ours", "spark"):
        asked = spark.asked if name == "spark" else duck.asked
        rows = asked(ROLLING, held["paths"], people=held["people"])
        total = sum(row[4] for row in rows if row[4] is not None)
    else:
        con = duck.connect()
        con.execute("CREATE TABLE p (area VARCHAR, people BIGINT)")
        con.executemany("INSERT INTO p VALUES (?, ?)", list(held["people"].items()))
        rows = con.execute(BARE, {"paths": held["paths"]}).fetchall()
        total = 0
    took = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"took": took, "peak": peak, "rows": len(rows), "sum": float(total)}))


def loading(folder: Path) -> None:
    """A month's CSV: ours, and what DuckDB alone takes to turn it into Parquet."""
    source = folder / "2022-09-westland-street.csv"
    month(source)
    file = street.named(source.name)
    assert file is not None, "the file is named as published"
    best = {"bare": 9e9, "ours": 9e9, "cells": 9e9}
    for _ in range(TIMES):
        started = time.perf_counter()
        con = duck.connect()
        con.execute(
            f"COPY (SELECT * FROM read_csv('{source}')) TO '{folder}/bare.parquet'"
            " (FORMAT parquet, COMPRESSION zstd)"
        )
        con.close()
        best["bare"] = min(best["bare"], time.perf_counter() - started)
        con = duck.connect()
        started = time.perf_counter()
        street.read(con, source, file=file)
        read = time.perf_counter() - started
        started = time.perf_counter()
        points = street.index(con)
        best["cells"] = min(best["cells"], time.perf_counter() - started)
        started = time.perf_counter()
        street.write(con, folder / "ours.parquet", file=file)
        best["ours"] = min(best["ours"], read + time.perf_counter() - started)
        con.close()
    print(f"One month of street CSV, {MONTH_ROWS:,} rows, {source.stat().st_size / 1e6:.0f} MB:")
    print(f"  bare DuckDB copy           {best['bare']:.2f} s")
    print(
        f"  ours, judged and sorted    {best['ours']:.2f} s:"
        f" {best['ours'] / best['bare']:.2f} of it (allowed 2.00)"
    )
    print(f"  and the cells apart        {best['cells']:.2f} s, of {points:,} points")


def month(path: Path) -> None:
    """Write one month as published: crimes at points of a list, some without a place."""
    con = duck.connect()
    con.execute(
        f"""
        COPY (
            SELECT sha256(n::VARCHAR) AS "Crime ID", '{Month(2022, 9)}' AS "Month",
                'Westland Police' AS "Reported by", 'Westland Police' AS "Falls within",
                CASE WHEN hash(n, 1) % 20 > 0
                    THEN printf('%.6f', -0.5 + hash(n, 2) % 30000 * 0.00002) END AS "Longitude",
                CASE WHEN hash(n, 1) % 20 > 0
                    THEN printf('%.6f', 51.3 + hash(n, 2) % 30000 * 0.00001) END AS "Latitude",
                printf('On or near Street %d', hash(n, 2) % 20000) AS "Location",
                printf('E0100%04d', hash(n, 3) % 4800) AS "LSOA code",
                printf('Borough %02d %03dA', hash(n, 3) % 32, hash(n, 3) % 40) AS "LSOA name",
                $kinds[1 + (hash(n, 4) % 14)::INTEGER] AS "Crime type",
                'Under investigation' AS "Last outcome category", '' AS "Context"
            FROM (SELECT range AS n FROM range({MONTH_ROWS}))
        ) TO '{path}' (FORMAT csv, HEADER)
        """,
        {"kinds": list(KINDS)},
    )
    con.close()


if __name__ == "__main__":
    main(sys.argv[1:])
