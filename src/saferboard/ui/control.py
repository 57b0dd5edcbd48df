"""
A control chart: counts with their mean and limits, what breaks the rules marked by shape, and
two icons with their words.
"""

from collections.abc import Sequence

from saferboard.domain.control_charts import (
    RULES,
    Assurance,
    ControlChart,
    Point,
    Rebase,
    Variation,
)
from saferboard.domain.periods import Month
from saferboard.ui import drawing as d
from saferboard.ui.charts import Frame, grid, month_axis
from saferboard.ui.components import Cell, ChartFigure, Link, Table

ICONS = 92.0
"""How far down the chart begins: above it stand the two icons."""

SMALL = 13.0
BETTER, WORSE = "#1d5fa8", d.GOLD
NO_LIMITS = "–"


def control_figure(
    found: ControlChart,
    *,
    ident: str,
    title: str,
    y_label: str,
    better: str,
    target: float | None = None,
    notes: Sequence[str] = (),
    download: Link | None = None,
) -> ChartFigure:
    """Return a control chart with its sentence, its rules and its numbers, ready for a page."""
    variation, assurance = found.variation(better), found.assurance(target, better)
    said = summary(found, variation, assurance)
    drawn = d.svg(
        [
            *icons(variation, assurance),
            *body(found, y_label=y_label, better=better, target=target),
        ],
        ident=ident,
        title=title,
        desc=f"Control chart: {title}. {said}",
        width=760,
        height=390,
    )
    return ChartFigure(
        title,
        drawn,
        said,
        numbers(found, title=title),
        notes=(*RULES, *notes, *(rebased(one) for one in found.rebases)),
        notes_title="The rules, and how this chart was made",
        download=download,
    )


def rebased(one: Rebase) -> str:
    return f"Limits are drawn anew from {one.start.label}. {one.because.strip()}"


def summary(found: ControlChart, variation: Variation | None, assurance: Assurance) -> str:
    """Return what the latest count says, how many break a rule, and the target, in words."""
    if variation is None:
        return "Too few counts since limits were last drawn anew: none are drawn yet."
    last = found.points[-1]
    rules = ", ".join(sorted(signal.label for signal in last.signals))
    why = f" ({rules})" if rules else ""
    several = len(found.signalled)
    return (
        f"{name(last)} shows {variation.label}{why}. {several} of {len(found.points)} counts meet a"
        f" rule. Target: {assurance.label}."
    )


def name(point: Point) -> str:
    return point.period.label[:1].upper() + point.period.label[1:]


class Slots(Frame):
    """A frame whose data begin below the icons."""

    def y(self, value: float) -> float:
        return self.floor - (self.floor - ICONS) * value / self.top_value


def body(found: ControlChart, *, y_label: str, better: str, target: float | None) -> list[str]:
    points = found.points
    tops = [float(p.count) for p in points] + [p.limits.upper for p in points if p.limits]
    scale = d.ticks(max([*tops, target or 0]), whole=True)
    frame = Slots(760, 390, len(points), scale[-1])
    labels = [str(p.period.last) for p in points]
    [_, *lines] = grid(frame, scale, y_label)
    return [
        d.words(0, 80, y_label, font_size=SMALL, fill=d.AXIS),
        *lines,
        *limit_lines(frame, points),
        *target_line(frame, target),
        *rebase_lines(frame, points, found.rebases),
        d.polyline(
            *((frame.x(n + 0.5), frame.y(p.count)) for n, p in enumerate(points)),
            stroke=d.EARLIER,
            stroke_width=1.5,
        ),
        *(dot(frame, n, p, better) for n, p in enumerate(points)),
        *month_axis(frame, labels),
    ]


def limit_lines(frame: Frame, points: Sequence[Point]) -> list[str]:
    """Draw mean and limits as steps, one a count, so that a season is seen to move them."""
    marks: list[str] = []
    for which, dash in (("mean", ""), ("upper", "6 4"), ("lower", "6 4")):
        for first, end in stretches(points):
            steps: list[tuple[float, float]] = []
            for n in range(first, end):
                y = frame.y(getattr(points[n].limits, which))
                steps += [(frame.x(n), y), (frame.x(n + 1), y)]
            look: dict[str, str | float] = {"stroke_dasharray": dash} if dash else {}
            marks.append(d.polyline(*steps, stroke=d.INK, stroke_width=1.25, **look))
    known = [n for n, p in enumerate(points) if p.limits]
    if known:
        limits = points[known[-1]].limits
        assert limits is not None, "only points with limits were kept"
        for text, value in (("upper limit", limits.upper), ("mean", limits.mean)):
            x, y = frame.x(len(points)) - 2, frame.y(value) - 5
            marks.append(d.words(x, y, text, text_anchor="end", font_size=12, fill=d.INK))
    return marks


def stretches(points: Sequence[Point]) -> list[tuple[int, int]]:
    """Return the runs of counts that have limits: first, and one past the last."""
    found: list[tuple[int, int]] = []
    for n, point in enumerate(points):
        if point.limits is None:
            continue
        if found and found[-1][1] == n:
            found[-1] = (found[-1][0], n + 1)
        else:
            found.append((n, n + 1))
    return found


def target_line(frame: Frame, target: float | None) -> list[str]:
    if target is None:
        return []
    y = frame.y(target)
    return [
        d.line(frame.x(0), y, frame.x(frame.slots), y, stroke=WORSE, stroke_dasharray="2 3"),
        d.words(frame.x(0) + 4, y - 5, "target", font_size=12, fill=d.AXIS),
    ]


def rebase_lines(frame: Frame, points: Sequence[Point], rebases: Sequence[Rebase]) -> list[str]:
    marks = []
    for one in rebases:
        n = next(n for n, p in enumerate(points) if one.start <= p.period.last)
        x = frame.x(n)
        marks.append(d.line(x, ICONS - 6, x, frame.floor, stroke=d.AXIS, stroke_dasharray="1 3"))
        text = f"anew from {Month(one.start.year, one.start.number).short_label}"
        end = x + d.width_of(text, 12) > frame.width
        marks.append(
            d.words(
                x + (-4 if end else 4),
                ICONS - 2,
                text,
                font_size=12,
                fill=d.AXIS,
                text_anchor="end" if end else "start",
            )
        )
    return marks


def dot(frame: Frame, n: int, point: Point, better: str) -> str:
    """Draw a count: a dot, a square where it is better than usual, a diamond where it is worse."""
    x, y = frame.x(n + 0.5), frame.y(point.count)
    if not point.signals:
        return d.circle(x, y, 3.5, fill=d.INK)
    good = better in ("up", "down") and (point.side > 0) == (better == "up")
    if good:
        return d.rect(x - 5, y - 5, 10, 10, fill=BETTER, stroke="#ffffff", stroke_width=1)
    r, fill = 7, WORSE if better in ("up", "down") else d.AXIS
    return d.polyline(
        (x, y - r), (x + r, y), (x, y + r), (x - r, y), (x, y - r),
        fill=fill, stroke="#ffffff", stroke_width=1,
    )  # fmt: skip


def icons(variation: Variation | None, assurance: Assurance) -> list[str]:
    """Draw what the series does and what its target may expect, each an icon with its words."""
    marks = []
    if variation is not None:
        marks += [*variation_icon(variation, 20, 22), icon_words(42, "Variation", variation.label)]
    return [*marks, *assurance_icon(assurance, 20, 52), target_words(assurance)]


def icon_words(x: float, head: str, words: str) -> str:
    return d.words(x, 27, f"{head}: {words}", font_size=14, font_weight="600")


def target_words(assurance: Assurance) -> str:
    return d.words(42, 57, f"Assurance: {assurance.label}", font_size=14)


def variation_icon(variation: Variation, x: float, y: float) -> list[str]:
    """Draw a wave for the usual variation, else an arrow with H or L for high or low."""
    if variation is Variation.COMMON:
        wave = [(x - 8, y + 3), (x - 4, y - 4), (x, y + 3), (x + 4, y - 4), (x + 8, y + 3)]
        return [ring(x, y, d.AXIS), d.polyline(*wave, stroke=d.AXIS, stroke_width=2)]
    colour = {Variation.IMPROVING: BETTER, Variation.CONCERNING: WORSE}.get(variation, d.AXIS)
    mark = {Variation.IMPROVING: "✓", Variation.CONCERNING: "!", Variation.HIGHER: "H"}
    return [
        ring(x, y, colour),
        d.words(
            x,
            y + 6,
            mark.get(variation, "L"),
            text_anchor="middle",
            font_size=17,
            font_weight="600",
            fill=colour,
        ),
    ]


def assurance_icon(assurance: Assurance, x: float, y: float) -> list[str]:
    """Draw P for passing, F for failing, ? for either, and a dash where no target is set."""
    letter = {Assurance.MEETS: "P", Assurance.MISSES: "F", Assurance.EITHER: "?"}
    said = letter.get(assurance, "–")
    return [
        ring(x, y, d.AXIS, 11),
        d.words(x, y + 5, said, text_anchor="middle", font_size=14, font_weight="600", fill=d.AXIS),
    ]


def ring(x: float, y: float, colour: str, r: float = 13) -> str:
    return d.circle(x, y, r, fill="none", stroke=colour, stroke_width=2)


def numbers(found: ControlChart, *, title: str) -> Table:
    """Return every count with its limits and the rules it meets."""
    return Table(
        title,
        ("Period", "Count", "Mean", "Lower limit", "Upper limit", "Rules it meets"),
        tuple(_row(point) for point in found.points),
        frozenset({1, 2, 3, 4}),
        caption_hidden=True,
    )


def _row(point: Point) -> tuple[Cell | str, ...]:
    limits = point.limits
    if limits is None:
        return (name(point), f"{point.count:,}", NO_LIMITS, NO_LIMITS, NO_LIMITS, "")
    rules = ", ".join(sorted(signal.label for signal in point.signals))
    return (
        name(point),
        f"{point.count:,}",
        *(f"{value:,.1f}" for value in (limits.mean, limits.lower, limits.upper)),
        rules,
    )
