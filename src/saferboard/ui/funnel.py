"""
A funnel plot: each place's rate against its people, and the limits that narrow as they grow.
"""

from collections.abc import Sequence

from saferboard.domain.funnels import INNER, OUTER, Funnel, InFunnel, Standing
from saferboard.ui import drawing as d
from saferboard.ui.components import ChartFigure, Link, Table

WIDTH, HEIGHT = 760.0, 380.0
LEFT, RIGHT, TOP, BOTTOM = 52.0, 96.0, 34.0, 52.0
SMALL = 13.0
STEPS = 40
LINES = ((INNER, "95%", "3 3"), (OUTER, "99.8%", "7 4"))


def funnel_figure(
    found: Funnel,
    *,
    ident: str,
    title: str,
    marked: str,
    per: int,
    unit: str,
    notes: Sequence[str] = (),
    download: Link | None = None,
) -> ChartFigure:
    """Return a funnel plot with its sentence and its numbers, ready for a page."""
    said = summary(found, marked=marked, per=per, unit=unit)
    drawn = d.svg(
        Plot(found, per).marks(marked=marked, unit=unit),
        ident=ident,
        title=title,
        desc=f"Funnel plot: {title}. {said}",
        width=WIDTH,
        height=HEIGHT,
    )
    return ChartFigure(
        title,
        drawn,
        said,
        numbers(found, title=title, per=per, unit=unit),
        opens_at="start",
        notes=notes,
        notes_title="How the limits were drawn",
        download=download,
    )


def outside(found: Funnel) -> list[str]:
    """Return the names of the places outside either limit, the highest rate first."""
    names = [name for name, one in found.places.items() if one.standing is not Standing.WITHIN]
    return sorted(names, key=lambda name: (-found.places[name].rate, name))


def summary(found: Funnel, *, marked: str, per: int, unit: str) -> str:
    out = outside(found)
    own = found.places.get(marked)
    first = f"{marked} is {own.standing.label}" if own else f"There is no count for {marked}"
    others = [name for name in out if name != marked]
    if not others:
        return (
            f"{first}; no other borough lies outside them. The line is {_rate(found, per)} {unit}."
        )
    said = "; ".join(f"{name} {found.places[name].standing.label}" for name in others)
    return f"{first}. Also outside: {said}. The line is {_rate(found, per)} {unit}."


def _rate(found: Funnel, per: int) -> str:
    return f"{found.rate * per:.2f}"


class Plot:
    """Where places and limits stand on the page."""

    def __init__(self, found: Funnel, per: int) -> None:
        self.found, self.per = found, per
        people = [one.people for one in found.places.values()]
        self.across = d.ticks(max(people))
        least = min(people)
        tops = [one.rate for one in found.places.values()] + [found.limit(least, OUTER)]
        self.up = d.ticks(max(tops) * per)
        self.least = least

    def x(self, people: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * people / self.across[-1]

    def y(self, rate: float) -> float:
        bottom = HEIGHT - BOTTOM
        return bottom - (bottom - TOP) * rate * self.per / self.up[-1]

    def marks(self, *, marked: str, unit: str) -> list[str]:
        return [*self._axes(unit), *self._limits(), *self._places(marked)]

    def _axes(self, unit: str) -> list[str]:
        bottom = HEIGHT - BOTTOM
        marks = [d.words(0, 16, f"Rate {unit}", font_size=SMALL, fill=d.AXIS)]
        for value in self.up:
            y = self.y(value / self.per)
            stroke = d.AXIS if value == 0 else d.GRID
            marks.append(d.line(LEFT, y, WIDTH - RIGHT, y, stroke=stroke, stroke_width=1))
            marks.append(
                d.words(
                    LEFT - 8, y + 4.5, f"{value:,g}",
                    text_anchor="end", font_size=SMALL, fill=d.AXIS,
                )
            )  # fmt: skip
        for value in self.across:
            x = self.x(value)
            marks.append(d.line(x, bottom, x, bottom + 5, stroke=d.AXIS, stroke_width=1))
            marks.append(
                d.words(
                    x, bottom + 20, f"{value:,g}",
                    text_anchor="middle", font_size=SMALL, fill=d.AXIS,
                )
            )  # fmt: skip
        centre = (LEFT + WIDTH - RIGHT) / 2
        marks.append(
            d.words(
                centre, HEIGHT - 8, "People", text_anchor="middle", font_size=SMALL, fill=d.AXIS
            )
        )
        return marks

    def _limits(self) -> list[str]:
        last = self.across[-1]
        ends = self.least * 0.9
        wide = [ends + (last - ends) * n / STEPS for n in range(STEPS + 1)]
        y = self.y(self.found.rate)
        marks = [
            d.line(self.x(ends), y, self.x(last), y, stroke=d.INK, stroke_width=1.5),
            d.words(self.x(last) + 6, y + 4, "London", font_size=SMALL, fill=d.INK),
        ]
        for deviations, name, dash in LINES:
            for way in (1, -1):
                line = [(self.x(p), self.y(self.found.limit(p, way * deviations))) for p in wide]
                marks.append(
                    d.polyline(*line, stroke=d.AXIS, stroke_width=1.25, stroke_dasharray=dash)
                )
                text = name if way > 0 else f"{name} low"
                marks.append(
                    d.words(self.x(last) + 6, line[-1][1] + 4, text, font_size=12, fill=d.AXIS)
                )
        return marks

    def _places(self, marked: str) -> list[str]:
        marks, last = [], []
        for name, one in self.found.places.items():
            x, y = self.x(one.people), self.y(one.rate)
            if name == marked:
                r = 9
                shape = d.polyline(
                    (x, y - r), (x + r, y), (x, y + r), (x - r, y), (x, y - r),
                    fill=d.GOLD, stroke=d.INK, stroke_width=1.5,
                )  # fmt: skip
                last = [shape, *self._name(x, y - 14, name, bold=True)]
            elif one.standing is Standing.WITHIN:
                marks.append(d.circle(x, y, 5, fill=d.EARLIER, stroke="#ffffff", stroke_width=1))
            else:
                marks.append(d.rect(x - 5, y - 5, 10, 10, fill=d.INK))
                marks += self._name(x, y - 9, name, bold=False)
        return [*marks, *last]

    def _name(self, x: float, y: float, name: str, *, bold: bool) -> list[str]:
        half = d.width_of(name, 12) / 2
        middle = min(max(x, LEFT + half), WIDTH - half)
        weight = "600" if bold else "400"
        return [
            d.words(
                middle, max(y, 26), name, text_anchor="middle", font_size=12, font_weight=weight
            )
        ]


def numbers(found: Funnel, *, title: str, per: int, unit: str) -> Table:
    """Return every place's rate with its limits and where it lies, the lowest rate first."""
    ordered = sorted(found.places.items(), key=lambda pair: (pair[1].rate, pair[0]))
    return Table(
        title,
        ("Borough", "Count", "People", f"Rate {unit}", "95% limits", "99.8% limits", "Lies"),
        tuple(_row(found, name, one, per) for name, one in ordered),
        frozenset({1, 2, 3, 4, 5}),
        caption_hidden=True,
    )


def _row(found: Funnel, name: str, one: InFunnel, per: int) -> tuple[str, ...]:
    limits = (
        f"{found.limit(one.people, -z) * per:.2f} to {found.limit(one.people, z) * per:.2f}"
        for z in (INNER, OUTER)
    )
    return (
        name,
        f"{one.count:,}",
        f"{one.people:,}",
        f"{one.rate * per:.2f}",
        *limits,
        one.standing.label,
    )
