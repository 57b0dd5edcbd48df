"""
Reading the outlines of wards: GeoJSON in metres of the British National Grid (EPSG:27700).

Degrees are refused: drawn as they stand they make London 1.6 times too wide.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from saferboard.places.csv_files import LONGEST_NAME, SHOWN, Complaints

EAST, NORTH = 700_000, 1_300_000
"""How far the grid reaches, in metres."""
DEGREES = 360
MOST_POINTS = 200_000
"""More points than the ward boundaries of all London have, generalised to 20 metres."""
AGAIN = "Export it as GeoJSON in British National Grid (EPSG:27700), with `code` and `name`."

Ring = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class OutlineRead:
    """A ward's outline: every ring of every part, in whole metres, holes among them."""

    code: str
    name: str
    rings: tuple[Ring, ...]


@dataclass(frozen=True)
class BoundaryFile:
    """What a file of outlines holds."""

    name: str
    sha256: str
    outlines: tuple[OutlineRead, ...]


def read_boundaries(path: Path) -> BoundaryFile:
    """
    Return the outlines in the file at `path`.

    :raises BadFile: with up to twenty of the things wrong with it; a shape is named by its place.
    """
    wrong = Complaints(path.name)
    content = _content(path, wrong)
    try:
        held = json.loads(content)
    except (UnicodeDecodeError, ValueError, RecursionError):
        wrong.add(0, "", "This is not GeoJSON: it cannot be read.", AGAIN)
        wrong.stop_if_any()
    features = held.get("features") if isinstance(held, dict) else None
    if not isinstance(features, list) or not features:
        wrong.add(0, "features", "The file holds no shapes.", AGAIN)
        wrong.stop_if_any()
    outlines = [one for n, f in enumerate(features, start=1) if (one := _outline(n, f, wrong))]
    _refuse_doubles(outlines, wrong)
    wrong.stop_if_any()
    return BoundaryFile(path.name, hashlib.sha256(content).hexdigest(), tuple(outlines))


def _content(path: Path, wrong: Complaints) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        wrong.add(0, "", f"The file cannot be read ({error.strerror}).", "Check its name.")
        wrong.stop_if_any()
        raise


def _outline(number: int, feature: Any, wrong: Complaints) -> OutlineRead | None:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    said = properties if isinstance(properties, dict) else {}
    code, name = said.get("code"), said.get("name")
    if not (isinstance(code, str) and code and isinstance(name, str) and name):
        wrong.add(number, "properties", "The shape has no code and name.", AGAIN)
        return None
    rings: list[Ring] = []
    for ring in _rings(feature.get("geometry")):
        points = _points(ring)
        if points is None or len(points) < 4 or points[0] != points[-1]:
            what = f"The outline of {code[:SHOWN]} is not a closed ring of points."
            wrong.add(number, "geometry", what, AGAIN)
            return None
        rings.append(points)
    if not rings or sum(map(len, rings)) > MOST_POINTS:
        what = f"{code[:SHOWN]} has no outline, or one of more than {MOST_POINTS:,} points."
        wrong.add(number, "geometry", what, "Generalise it to 20 metres.")
        return None
    if not _on_the_grid(number, code, [point for ring in rings for point in ring], wrong):
        return None
    return OutlineRead(code[:LONGEST_NAME], name[:LONGEST_NAME], tuple(rings))


def _rings(geometry: Any) -> Iterator[Any]:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    held = geometry.get("coordinates") if isinstance(geometry, dict) else None
    polygons = {"Polygon": [held], "MultiPolygon": held}.get(kind or "")
    for polygon in polygons if isinstance(polygons, list) else ():
        yield from polygon if isinstance(polygon, list) else (None,)


def _points(ring: Any) -> Ring | None:
    if not isinstance(ring, list):
        return None
    points = []
    for pair in ring:
        if not (isinstance(pair, list) and len(pair) >= 2 and all(map(_is_number, pair[:2]))):
            return None
        points.append((round(pair[0]), round(pair[1])))
    return tuple(points)


def _is_number(value: Any) -> bool:
    # JSON as Python reads it has NaN and infinities, and a truth is a number to Python.
    return isinstance(value, int | float) and value is not True and abs(value) < 1e9


def _on_the_grid(
    number: int, code: str, points: Sequence[tuple[int, int]], wrong: Complaints
) -> bool:
    if all(abs(x) <= DEGREES and abs(y) <= DEGREES for x, y in points):
        what = f"The outline of {code[:SHOWN]} is in degrees, and maps are drawn in metres."
    elif any(not (0 <= x <= EAST and 0 <= y <= NORTH) for x, y in points):
        what = f"The outline of {code[:SHOWN]} leaves the British National Grid."
    else:
        return True
    wrong.add(number, "geometry", what, AGAIN)
    return False


def _refuse_doubles(outlines: list[OutlineRead], wrong: Complaints) -> None:
    seen: set[str] = set()
    for n, one in enumerate(outlines, start=1):
        if one.code in seen:
            wrong.add(n, "code", f"{one.code} is given twice.", "Keep one of the two.")
        seen.add(one.code)
