"""
Cut one borough's wards from the publishers' whole files.

Run by hand when a newer file is wanted, with the whole files as they were published:

    python cut_wards.py Bromley BOUNDARIES.gpkg COUNTS.csv

The boundaries become GeoJSON in metres of the British National Grid; of the counts the rows of
the borough are kept, months and words as they stand.
"""

import csv
import json
import sqlite3
import struct
import sys
from pathlib import Path

HERE = Path(__file__).parent
POLYGON, MULTIPOLYGON = 3, 6
ENVELOPES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
"""How many octets of envelope stand before a shape, by the kind that its flags name."""

Ring = list[list[int]]


class Octets:
    """A shape as well-known binary, read from the front."""

    def __init__(self, content: bytes, at: int) -> None:
        self.content, self.at = content, at
        self.order = "<"

    def take(self, form: str) -> tuple:
        found = struct.unpack_from(self.order + form, self.content, self.at)
        self.at += struct.calcsize(self.order + form)
        return found

    def polygons(self) -> list[list[Ring]]:
        self.order = "<" if self.content[self.at] else ">"
        self.at += 1
        kind, count = self.take("II")
        if kind == MULTIPOLYGON:
            return [one for _ in range(count) for one in self.polygons()]
        assert kind == POLYGON, f"a ward is a polygon, not a shape of kind {kind}"
        return [[self._ring() for _ in range(count)]]

    def _ring(self) -> Ring:
        [count] = self.take("I")
        flat = self.take(f"{2 * count}d")
        points = [[round(x), round(y)] for x, y in zip(flat[::2], flat[1::2], strict=True)]
        return [one for n, one in enumerate(points) if n == 0 or one != points[n - 1]]


def boundaries(codes: set[str], path: str) -> None:
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as held:
        [(table,)] = held.execute("SELECT table_name FROM gpkg_contents")
        [(shape,)] = held.execute("SELECT column_name FROM gpkg_geometry_columns")
        names = [row[1] for row in held.execute(f'PRAGMA table_info("{table}")')]
        ward = next(name for name in names if name.startswith("WD") and name.endswith("CD"))
        # Names of a table's columns cannot be handed in as values.
        rows = held.execute(f'SELECT "{ward}", "{ward[:-2]}NM", "{shape}" FROM "{table}"')  # noqa: S608
        shapes = sorted(row for row in rows if row[0] in codes)
    features = [
        {
            "type": "Feature",
            "properties": {"code": code, "name": name},
            "geometry": {
                "type": "MultiPolygon",
                "coordinates": Octets(blob, 8 + ENVELOPES[(blob[3] >> 1) & 7]).polygons(),
            },
        }
        for code, name, blob in shapes
    ]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}
    collection = {"type": "FeatureCollection", "crs": crs, "features": features}
    text = json.dumps(collection, separators=(",", ":"))
    to = HERE / f"ward-boundaries_20{ward[2:4]}.geojson"
    to.write_text(text + "\n", encoding="utf-8")


def counts(borough: str, path: str) -> set[str]:
    with open(path, encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    kept = [row for row in rows if row[4] == borough]
    to = HERE / f"ward_{head[5]}-{head[-1]}_extract.csv"
    with open(to, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *kept])
    return {row[3] for row in kept}


def main(borough: str, shapes: str, counted: str) -> None:
    boundaries(counts(borough, counted), shapes)


if __name__ == "__main__":
    main(*sys.argv[1:])
