"""
A map of shaded areas, drawn from outlines in metres: one metre east is as long as one north.

An area's number leads to its row of the table beside the map; its shade is one of a few, from
light to dark, so that the map reads the same in grey.  Nothing is fetched from elsewhere.
"""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from saferboard.ui import drawing as d
from saferboard.ui.components import ChartFigure

WIDTH, MARGIN, KEY = 640.0, 10.0, 34.0
SHADES = ("#eef4f5", "#cfe0e3", "#a3c3c9", "#7fabb4", "#3f7d8a", "#12394a")
DARK = frozenset(SHADES[4:])
"""On these, numbers are drawn in white."""
NONE = "#ffffff"
SCALES = (500, 1000, 2000, 5000, 10_000, 20_000, 50_000)

Point = tuple[float, float]
Ring = Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Area:
    """One area: its number, name and value (None: no figure), and whether it stands out."""

    number: int
    name: str
    rings: Sequence[Ring]
    value: float | None
    shown: str
    stands_out: bool = False


def map_figure(
    areas: Sequence[Area],
    *,
    ident: str,
    title: str,
    unit: str,
    summary: str,
    notes: Sequence[str] = (),
) -> ChartFigure:
    """Return a map with its sentence, for beside its table; `unit` says what is shaded."""
    assert areas, "a map needs at least one area"
    return Drawing(areas, unit).figure(ident=ident, title=title, summary=summary, notes=notes)


class Drawing:
    """Where areas stand on the page, and how dark."""

    shades = SHADES

    def __init__(self, areas: Sequence[Area], unit: str) -> None:
        self.areas, self.unit = areas, unit
        points = [point for area in areas for ring in area.rings for point in ring]
        self.west, self.south = min(x for x, _ in points), min(y for _, y in points)
        self.east, self.north = max(x for x, _ in points), max(y for _, y in points)
        self.metre = (WIDTH - 2 * MARGIN) / max(self.east - self.west, 1)
        known = [area.value for area in areas if area.value is not None]
        self.limits = limits(known)

    def figure(self, *, ident: str, title: str, summary: str, notes: Sequence[str]) -> ChartFigure:
        """Return the map with its sentence, for beside its table."""
        svg = d.svg(
            self.marks(),
            ident=ident,
            title=title,
            desc=f"Map: {title}. {summary}",
            width=WIDTH,
            height=self.height,
        )
        return ChartFigure(
            title,
            svg,
            summary,
            None,
            heading_level=2,
            opens_at="start",
            notes=notes,
            notes_title="How the map was drawn",
        )

    @property
    def height(self) -> float:
        return (self.north - self.south) * self.metre + 2 * MARGIN + 2 * KEY

    def at(self, point: tuple[float, float]) -> Point:
        x, y = point
        return MARGIN + (x - self.west) * self.metre, MARGIN + (self.north - y) * self.metre

    def shade(self, value: float | None) -> str:
        if value is None:
            return NONE
        return self.shades[sum(value >= limit for limit in self.limits[1:-1])]

    def marks(self) -> list[str]:
        # What stands out is drawn last: its edge lies over its neighbours'.
        in_order = sorted(self.areas, key=lambda area: area.stands_out)
        shapes = [mark for area in in_order for mark in self._area(area)]
        numbers = [self._number(area) for area in self.areas]
        return [*shapes, *numbers, *self._key(), *self._scale()]

    def _area(self, area: Area) -> list[str]:
        ways = " ".join(d.path(*(self.at(p) for p in ring)) + "Z" for ring in area.rings)
        edge = {"stroke": d.GOLD if area.stands_out else d.AXIS}
        edge["stroke_width"] = 4 if area.stands_out else 0.75
        said = d.escape(f"{area.number} {area.name}: {area.shown}")
        drawn = {"d": ways, "fill": self.shade(area.value), "fill_rule": "evenodd", **edge}
        return [f"<path{d.attributes(drawn)}><title>{said}</title></path>"]

    def _number(self, area: Area) -> str:
        x, y = self.at(inside(max(area.rings, key=lambda ring: abs(twice_area(ring)))))
        fill = "#ffffff" if self.shade(area.value) in DARK else d.WORDS
        return d.words(
            x,
            y + 5,
            str(area.number),
            text_anchor="middle",
            font_size=15,
            font_weight="700" if area.stands_out else "400",
            fill=fill,
        )

    def _key(self) -> list[str]:
        floor = self.height - KEY - 8
        marks = [d.words(MARGIN, floor - 8, self.unit, font_size=13, fill=d.AXIS)]
        wide = 84.0
        pairs = zip(self.limits, self.limits[1:], strict=False)
        for n, (low, high) in enumerate(pairs):
            x = MARGIN + n * wide
            marks.append(
                d.rect(x, floor, wide, 14, fill=self.shades[n], stroke=d.AXIS, stroke_width=0.5)
            )
            words = self.span(low, high)
            marks.append(d.words(x, floor + 29, words, font_size=12.5, fill=d.AXIS))
        return marks

    def span(self, low: float, high: float) -> str:
        """Return in words what a shade stands for."""
        return f"{low:,g} to {high:,g}"

    def _scale(self) -> list[str]:
        metres = max((s for s in SCALES if s * self.metre <= 120), default=SCALES[0])
        long, y = metres * self.metre, self.height - KEY - 4
        right = WIDTH - MARGIN
        words = f"{metres / 1000:g} km" if metres >= 1000 else f"{metres} m"
        return [
            d.polyline(
                (right - long, y - 6), (right - long, y), (right, y), (right, y - 6), stroke=d.AXIS
            ),
            d.words(right, y + 18, words, text_anchor="end", font_size=12.5, fill=d.AXIS),
        ]


def limits(values: Sequence[float]) -> list[float]:
    """
    Return round numbers that part some values into shades of equal breadth, as many as there are.

    They begin at or below the least, so that the shades are spent on how values differ.
    """
    low, high = min(values, default=0.0), max(values, default=0.0)
    spread = high - low or high or 1.0
    power = 10.0 ** math.floor(math.log10(spread / len(SHADES)))
    for step in (m * power for m in (1, 2, 2.5, 5, 10, 20, 25, 50, 100)):
        first = math.floor(low / step)
        count = math.floor(high / step) - first + 1
        if count <= len(SHADES):
            break
    return [round(step * (first + n), 9) for n in range(count + 1)]


def twice_area(ring: Ring) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(ring))


def inside(ring: Ring) -> Point:
    """
    Return a point well inside a ring: the middle of the widest crossing at some height.

    The centre of an area that bends lies outside it.
    """
    south, north = min(y for _, y in ring), max(y for _, y in ring)
    best: tuple[float, Point] = (-1.0, (float(ring[0][0]), float(ring[0][1])))
    for n in range(3, 8):
        y = south + (north - south) * n / 10 + 0.37
        crossed = sorted(
            x1 + (y - y1) * (x2 - x1) / (y2 - y1)
            for (x1, y1), (x2, y2) in itertools.pairwise(ring)
            if (y1 <= y) != (y2 <= y)
        )
        for left, right in zip(crossed[::2], crossed[1::2], strict=False):
            # Crossings near the middle are worth more: a number at the edge reads ill.
            worth = (right - left) * (1 - abs(n - 5) / 10)
            best = max(best, (worth, ((left + right) / 2, y)))
    return best[1]
