"""
Reading one month of street crime as data.police.uk publishes it.

DuckDB reads and judges the file; where it finds anything wrong, `explaining` reads it again, row
by row, to say what and where.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import duckdb

from saferboard.domain.periods import Month
from saferboard.engine.cells import cells_of
from saferboard.engine.explaining import explain
from saferboard.engine.problems import BadIncidents

SOURCE = "police-uk-street"
COLUMNS = (
    "Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location",
    "LSOA code", "LSOA name", "Crime type", "Last outcome category", "Context",
)  # fmt: skip
NAME = re.compile(r"(\d{4}-\d{2})-([a-z0-9-]{2,40})-street\.csv(\.gz)?", re.ASCII)
WEST, EAST, SOUTH, NORTH = -9.0, 2.1, 49.5, 61.0
"""The degrees between which the forces that publish lie; swapped coordinates are outside."""
LONGEST = 100
"""How many letters the name of a kind of crime may have."""

READ = """
CREATE OR REPLACE TEMP TABLE given AS SELECT * FROM read_csv(
    $path, header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
    strict_mode = true, null_padding = false, columns = {columns})
"""
# A row's number in a table is the order of the file.
REPEATS = """
CREATE OR REPLACE TEMP TABLE repeats AS
WITH twice AS (
    SELECT "Crime ID" AS crime_id, min(rowid) AS first FROM given
    WHERE "Crime ID" IS NOT NULL GROUP BY "Crime ID" HAVING count(*) > 1
)
SELECT given.rowid AS line FROM given JOIN twice ON "Crime ID" = crime_id WHERE given.rowid > first
"""
PUT = """
CREATE OR REPLACE TEMP TABLE placed AS
SELECT "Crime ID" AS crime_id, "Month" AS said_month, "Falls within" AS force,
    try_cast("Longitude" AS DOUBLE) AS lon, try_cast("Latitude" AS DOUBLE) AS lat,
    "Longitude" IS NOT NULL OR "Latitude" IS NOT NULL AS has_place,
    "Location" AS location, "LSOA code" AS lsoa,
    regexp_replace("LSOA name", ' [0-9]{3}[A-Z]{1,2}$', '') AS area,
    "Crime type" AS category, "Last outcome category" AS outcome, "Context" AS context,
    rowid IN (SELECT line FROM repeats) AS repeated
FROM given
"""
JUDGE = """
SELECT count(*), count(*) FILTER (repeated), count(*) FILTER (NOT has_place),
    count(*) FILTER (
        said_month IS DISTINCT FROM $month
        OR force IS NULL OR category IS NULL OR length(category) > $longest
        OR (has_place AND (lon IS NULL OR lat IS NULL
            OR NOT (lon BETWEEN $west AND $east AND lat BETWEEN $south AND $north)))
    )
FROM placed
"""
WRITE = """
COPY (
    SELECT $month_number::INTEGER AS month, placed.force, category, area, lsoa, lon, lat, cell,
        crime_id, repeated, location, outcome, context
    FROM placed LEFT JOIN cells USING (lon, lat)
    ORDER BY area, category
) TO '{path}' (FORMAT parquet, COMPRESSION zstd)
"""


@dataclass(frozen=True)
class StreetFile:
    """One month of one force, as its file's name says."""

    name: str
    month: Month
    force: str


@dataclass(frozen=True)
class Counted:
    """
    How many rows a file has.

    `repeated` bear the crime ID of an earlier row, and are kept but counted once; `unplaced`
    have no coordinates, and are counted everywhere but on a map.
    """

    rows: int
    repeated: int
    unplaced: int


def named(name: str) -> StreetFile | None:
    """Return what a file's name says; None if it is not the name of street crime."""
    match = NAME.fullmatch(name)
    if match is None or not 1 <= int(match[1][5:]) <= 12:
        return None
    return StreetFile(name, Month.parse(match[1]), match[2])


def convert(con: duckdb.DuckDBPyConnection, path: Path, to: Path, *, file: StreetFile) -> Counted:
    """
    Write the street crime in the CSV at `path` as Parquet at `to`, or nothing.

    :raises BadIncidents: with up to twenty of the things wrong with it.
    """
    counted = read(con, path, file=file)
    index(con)
    write(con, to, file=file)
    return counted


def read(con: duckdb.DuckDBPyConnection, path: Path, *, file: StreetFile) -> Counted:
    """
    Read and judge a file; its rows are then in the table `placed`.

    :raises BadIncidents: with up to twenty of the things wrong with it.
    """
    refuse_header(path, file=file)
    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in COLUMNS)
    try:
        con.execute(READ.replace("{columns}", f"{{{columns}}}"), {"path": str(path)})
    except duckdb.Error:
        # What DuckDB says repeats the row, so it is not shown.
        raise explain(path, file.name, str(file.month)) from None
    con.execute(REPEATS)
    con.execute(PUT)
    bounds = {"west": WEST, "east": EAST, "south": SOUTH, "north": NORTH, "longest": LONGEST}
    [(rows, repeated, unplaced, bad)] = con.execute(
        JUDGE, {"month": str(file.month), **bounds}
    ).fetchall()
    if bad or not rows:
        raise explain(path, file.name, str(file.month))
    return Counted(rows, repeated, unplaced)


def refuse_header(path: Path, *, file: StreetFile) -> None:
    """
    Go on if the first line names the publisher's columns, in their order.

    :raises BadIncidents: naming those that are unknown and those that are missing.
    """
    with path.open("rb") as opened:
        first = opened.readline(10_000).decode("utf-8-sig", "replace").rstrip("\r\n")
    if not first:
        raise BadIncidents(file.name, [": It is empty. Give it as published."])
    said = [name.strip('"') for name in first.split(",")]
    if said == list(COLUMNS):
        return
    wrong = []
    unknown = [one for one in said if one not in COLUMNS]
    missing = [one for one in COLUMNS if one not in said]
    if unknown:
        listed = ", ".join(f"“{one[:40]}”" for one in unknown[:12])
        wrong.append(f", row 1: data.police.uk publishes no column {listed}. Give it as published.")
    if missing:
        wrong.append(f", row 1: There is no column {', '.join(missing)}. Give it as published.")
    if not wrong:
        wrong.append(", row 1: The columns are in another order. Give it as published.")
    raise BadIncidents(file.name, wrong)


def index(con: duckdb.DuckDBPyConnection) -> int:
    """Find the fine cell of every point in `placed`; return how many points there are."""
    points = con.execute("SELECT DISTINCT lon, lat FROM placed WHERE has_place").fetchall()
    found = cells_of(points)
    con.execute(
        "CREATE OR REPLACE TEMP TABLE cells AS"
        " SELECT unnest($lon::DOUBLE[]) AS lon, unnest($lat::DOUBLE[]) AS lat,"
        " unnest($cell::BIGINT[]) AS cell",
        {"lon": [p[0] for p in points], "lat": [p[1] for p in points], "cell": found},
    )
    return len(points)


def write(con: duckdb.DuckDBPyConnection, to: Path, *, file: StreetFile) -> None:
    """Write `placed` and `cells` as Parquet."""
    number = file.month.year * 12 + file.month.number - 1
    quoted = str(to).replace("'", "''")
    con.execute(WRITE.replace("{path}", quoted), {"month_number": number})
