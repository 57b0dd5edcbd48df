"""
A map of hexagons over the outlines of areas, in metres: one metre east is as long as one north.

A hexagon's shade is how many it counts.  What stands out has a thick edge and a number, which
leads to its row of the table beside the map: the map reads the same in grey.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from saferboard.ui import drawing as d
from saferboard.ui.components import ChartFigure
from saferboard.ui.map import SHADES, Area, Drawing, Point, Ring

NUMBER = 16.0


@dataclass(frozen=True)
class Hex:
    """
    One hexagon: its corners, how many it counts, and with its neighbours; and the number of what
    it is part of, or 0.
    """

    corners: Sequence[Point]
    count: int
    said: str
    around: int = 0
    part_of: int = 0


def hexagon_figure(
    hexes: Sequence[Hex],
    outlines: Sequence[Sequence[Ring]],
    *,
    ident: str,
    title: str,
    unit: str,
    summary: str,
    notes: Sequence[str] = (),
) -> ChartFigure:
    """Return a map with its sentence, for beside its table; `unit` says what is shaded."""
    assert outlines, "a map needs at least one outline"
    drawn = HexDrawing(hexes, outlines, unit)
    return drawn.figure(ident=ident, title=title, summary=summary, notes=notes)


class HexDrawing(Drawing):
    """Where hexagons and outlines stand on the page."""

    # The lightest could not be told from the ground.
    shades = SHADES[1:]

    def __init__(self, hexes: Sequence[Hex], outlines: Sequence[Sequence[Ring]], unit: str) -> None:
        self.hexes, self.outlines = hexes, outlines
        areas = [Area(0, "", rings, None, "") for rings in outlines]
        super().__init__(areas, unit)
        counts = [float(one.count) for one in hexes if one.count]
        self.limits = whole_limits(counts)

    def marks(self) -> list[str]:
        plain = [self._hex(one) for one in self.hexes if not one.part_of]
        parts = [self._hex(one) for one in self.hexes if one.part_of]
        return [
            *self._grounds(),
            *plain,
            *self._borders(),
            *parts,
            *self._numbers(),
            *self._key(),
            *self._scale(),
        ]

    def span(self, low: float, high: float) -> str:
        return f"{low:.0f}" if high - low == 1 else f"{low:.0f} to {high - 1:.0f}"

    def _grounds(self) -> list[str]:
        return [self._outline(rings, fill="#ffffff", stroke="none") for rings in self.outlines]

    def _borders(self) -> list[str]:
        return [
            self._outline(rings, fill="none", stroke=d.AXIS, stroke_width=0.75)
            for rings in self.outlines
        ]

    def _outline(self, rings: Sequence[Ring], **given: str | float) -> str:
        ways = " ".join(d.path(*(self.at(p) for p in ring)) + "Z" for ring in rings)
        return f"<path{d.attributes({'d': ways, 'fill_rule': 'evenodd', **given})}/>"

    def _hex(self, one: Hex) -> str:
        way = d.path(*(self.at(p) for p in one.corners)) + "Z"
        shade = self.shade(float(one.count) if one.count else None)
        given: dict[str, str | float] = {"d": way, "fill": shade}
        if one.part_of:
            given |= {"stroke": d.GOLD, "stroke_width": 2}
        return f"<path{d.attributes(given)}><title>{d.escape(one.said)}</title></path>"

    def _numbers(self) -> list[str]:
        marks = []
        for number in sorted({one.part_of for one in self.hexes} - {0}):
            parts = [one for one in self.hexes if one.part_of == number]
            most = max(parts, key=lambda one: one.around)
            x, y = self.at(middle(most.corners))
            marks.append(
                d.circle(x, y, NUMBER * 0.62, fill="#ffffff", stroke=d.GOLD, stroke_width=1.5)
            )
            marks.append(
                d.words(
                    x,
                    y + 4.5,
                    str(number),
                    text_anchor="middle",
                    font_size=13,
                    font_weight="700",
                    fill=d.WORDS,
                )
            )
        return marks


def middle(corners: Sequence[Point]) -> Point:
    return (
        sum(x for x, _ in corners) / len(corners),
        sum(y for _, y in corners) / len(corners),
    )


def whole_limits(counts: Sequence[float]) -> list[float]:
    """Return whole numbers that part some counts into shades of equal breadth, from one up."""
    most = int(max(counts, default=1))
    step = max(1, -(-most // len(HexDrawing.shades)))
    return [float(n) for n in range(1, most + step + 1, step)]
