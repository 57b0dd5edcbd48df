"""
Charts, drawn by hand as SVG: deterministic, honest at nought, and said in words as well.

A month without a figure is drawn as a gap that says so.  It is never a bar of no height,
which is what a month with nothing in it looks like.
"""

import dataclasses
from collections.abc import Sequence

from saferboard.ui import drawing as d
from saferboard.ui.components import ChartFigure, Table
from saferboard.ui.drawing import Chart
from saferboard.ui.months import MONTHS, month_in_words, year_and_month
from saferboard.ui.ranks import rank_chart

__all__ = ["Chart", "monthly_chart", "monthly_figure", "monthly_table", "rank_chart"]

Series = Sequence[tuple[str, int | None]]

LEFT, RIGHT, TOP, BOTTOM = 52.0, 14.0, 58.0, 46.0
SMALL = 13.0


@dataclasses.dataclass(frozen=True)
class Frame:
    """
    Where a chart's data go on the page: one slot a month, nought at the bottom.
    """

    width: float
    height: float
    slots: int
    top_value: float

    @property
    def slot(self) -> float:
        return (self.width - LEFT - RIGHT) / max(self.slots, 1)

    @property
    def floor(self) -> float:
        return self.height - BOTTOM

    def x(self, index: float) -> float:
        return LEFT + index * self.slot

    def y(self, value: float) -> float:
        return self.floor - (self.floor - TOP) * value / self.top_value


def monthly_chart(
    series: Series,
    *,
    ident: str,
    title: str,
    y_label: str,
    highlight_from: int | None = None,
    missing: str = "No figure",
    width: float = 760,
    height: float = 300,
) -> Chart:
    """
    Return a bar chart of counts by month.

    Labels are months written “2022-09”; other labels are drawn as they stand.  `ident` makes
    the drawing's ids its own on a page with many.  `highlight_from` is where the last year
    begins: its bars are darker, and a bracket names it.  `missing` is written in each gap.
    """
    assert series, "a chart needs at least one month"
    known = [value for _, value in series if value is not None]
    scale = d.ticks(max(known, default=0), whole=True)
    frame = Frame(width, height, len(series), scale[-1])
    start = len(series) if highlight_from is None else highlight_from
    marks = [
        *grid(frame, scale, y_label),
        *gaps(frame, series, missing),
        *bars(frame, series, start),
        *notable_values(frame, series),
        *month_axis(frame, [label for label, _ in series]),
        *brackets(frame, series, highlight_from),
    ]
    alt = monthly_alt(series, title=title)
    drawn = d.svg(marks, ident=ident, title=title, desc=alt, width=width, height=height)
    return Chart(drawn, alt, monthly_summary(series, highlight_from))


def grid(frame: Frame, scale: list[float], y_label: str) -> list[str]:
    marks = [d.words(0, 16, y_label, font_size=SMALL, fill=d.AXIS)]
    for value in scale:
        y = frame.y(value)
        stroke = d.AXIS if value == 0 else d.GRID
        marks.append(d.line(LEFT, y, frame.width - RIGHT, y, stroke=stroke, stroke_width=1))
        marks.append(
            d.words(
                LEFT - 8, y + 4.5, f"{value:,g}", text_anchor="end", font_size=SMALL, fill=d.AXIS
            )
        )
    return marks


def runs_without(series: Series) -> list[tuple[int, int]]:
    """
    Return each unbroken run of months without a figure, as first and one past the last.
    """
    runs: list[tuple[int, int]] = []
    for index, (_, value) in enumerate(series):
        if value is not None:
            continue
        if runs and runs[-1][1] == index:
            runs[-1] = (runs[-1][0], index + 1)
        else:
            runs.append((index, index + 1))
    return runs


def gaps(frame: Frame, series: Series, missing: str) -> list[str]:
    marks = []
    for first, end in runs_without(series):
        x, wide = frame.x(first), (end - first) * frame.slot
        marks.append(
            d.rect(
                x + 0.5,
                TOP,
                max(wide - 1, 1),
                frame.floor - TOP,
                fill=d.GAP,
                stroke=d.AXIS,
                stroke_width=0.75,
                stroke_dasharray="3 3",
            )
        )
        middle, centre = x + wide / 2, (TOP + frame.floor) / 2
        turn: dict[str, str | float] = {}
        if wide < d.width_of(missing, SMALL):
            turn = {"transform": f"rotate(-90 {d.number(middle)} {d.number(centre)})"}
        marks.append(
            d.words(
                middle,
                centre + 4,
                missing,
                text_anchor="middle",
                font_size=min(SMALL, max(8.0, frame.slot)) if turn else SMALL,
                fill=d.AXIS,
                **turn,
            )
        )
    return marks


def bars(frame: Frame, series: Series, highlighted_from: int) -> list[str]:
    marks = []
    space = min(frame.slot * 0.22, 4)
    wide = min(frame.slot - space, 46)
    for index, (_, value) in enumerate(series):
        if value is None:
            continue
        x = frame.x(index + 0.5) - wide / 2
        fill = d.INK if index >= highlighted_from else d.EARLIER
        if value == 0:
            # A bar of no height would look like a month that was forgotten.
            marks.append(d.rect(x, frame.floor - 2, wide, 2, fill=fill))
        else:
            y = frame.y(value)
            marks.append(d.rect(x, y, wide, frame.floor - y, fill=fill))
    return marks


def notable_values(frame: Frame, series: Series) -> list[str]:
    """
    Write the number above the last bar, the highest, and any that is nought.
    """
    known = [(index, value) for index, (_, value) in enumerate(series) if value is not None]
    if not known:
        return []
    highest = max(known, key=lambda pair: pair[1])
    wanted = [known[-1], highest, *(pair for pair in known if pair[1] == 0)]
    marks, taken = [], []
    for index, value in wanted:
        text = f"{value:,}"
        half = d.width_of(text, SMALL) / 2
        x = min(frame.x(index + 0.5), frame.width - RIGHT - half + 6)
        if any(abs(x - other) < half + reach for other, reach in taken):
            continue
        taken.append((x, half))
        y = (frame.y(value) if value else frame.floor - 2) - 5
        marks.append(d.words(x, y, text, text_anchor="middle", font_size=SMALL, font_weight="600"))
    return marks


def month_axis(frame: Frame, labels: list[str]) -> list[str]:
    months = [year_and_month(label) for label in labels]
    dated = [pair for pair in months if pair is not None]
    if len(dated) != len(labels):
        return plain_axis(frame, labels)
    names = plain_axis(frame, [MONTHS[month - 1][:3] for _, month in dated], dated)
    # Years move up into the room that the months leave where there are too many to name.
    row = frame.floor + (20 if names else 0)
    marks = list(names)
    for year in dict.fromkeys(year for year, _ in dated):
        spots = [index for index, pair in enumerate(dated) if pair[0] == year]
        left, right = frame.x(spots[0]), frame.x(spots[-1] + 1)
        if spots[0] > 0:
            marks.append(d.line(left, frame.floor, left, frame.floor + 5, stroke=d.AXIS))
            marks.append(d.line(left, row + 6, left, row + 22, stroke=d.AXIS))
        if right - left >= d.width_of(str(year), 14):
            marks.append(
                d.words(
                    (left + right) / 2,
                    row + 18,
                    str(year),
                    text_anchor="middle",
                    font_size=14,
                    font_weight="600",
                )
            )
    return marks


def plain_axis(
    frame: Frame, labels: list[str], dated: list[tuple[int, int]] | None = None
) -> list[str]:
    """
    Write as many labels as there is room for; of months, those that begin equal parts of a year.
    """
    room = max((d.width_of(label, SMALL) for label in labels), default=1) + 4
    each = next(n for n in (1, 2, 3, 6, 12, 24, 1000) if n * frame.slot >= room or n == 1000)
    if dated and each >= 6:
        return []
    return [
        d.words(
            frame.x(index + 0.5),
            frame.floor + 18,
            label,
            text_anchor="middle",
            font_size=SMALL,
            fill=d.AXIS,
        )
        for index, label in enumerate(labels)
        if ((dated[index][1] - 1) if dated else index) % each == 0
    ]


def brackets(frame: Frame, series: Series, start: int | None) -> list[str]:
    if start is None or start >= len(series):
        return []
    last = month_in_words(series[-1][0], short=True)
    marks = bracket(frame, start, len(series), f"Year to {last}", d.INK, bold=True)
    if start >= 12:
        marks += bracket(frame, start - 12, start, "The year before", d.AXIS, bold=False)
    return marks


def bracket(frame: Frame, first: int, end: int, text: str, colour: str, *, bold: bool) -> list[str]:
    y, left, right = TOP - 14, frame.x(first) + 1.5, frame.x(end) - 1.5
    if not bold and right - left < d.width_of(text, SMALL):
        return []
    return [
        d.polyline(
            (left, y + 6), (left, y), (right, y), (right, y + 6), stroke=colour, stroke_width=1.5
        ),
        d.words(
            right,
            y - 6,
            text,
            text_anchor="end",
            font_size=SMALL,
            fill=colour,
            font_weight="600" if bold else "400",
        ),
    ]


def monthly_alt(series: Series, *, title: str) -> str:
    """
    Return the chart in words: its range, its ends, its highest and lowest, and its gaps.
    """
    first, last = (month_in_words(series[n][0]) for n in (0, -1))
    span = first if len(series) == 1 else f"{first} to {last}"
    said = title.endswith("by month") or not year_and_month(series[0][0])
    by_month = "" if said else ", by month"
    opening = f"Bar chart: {title}{by_month}, {span}."
    known = [(label, value) for label, value in series if value is not None]
    if not known:
        return f"{opening} There is no figure for any of it."
    if len(known) == 1:
        said = [f"The one figure is {known[0][1]:,} in {month_in_words(known[0][0])}."]
    else:
        high, low = max(known, key=lambda p: p[1]), min(known, key=lambda p: p[1])
        said = [
            f"It begins at {known[0][1]:,} in {month_in_words(known[0][0])} and ends at "
            f"{known[-1][1]:,} in {month_in_words(known[-1][0])}; the highest is {high[1]:,} in "
            f"{month_in_words(high[0])} and the lowest {low[1]:,} in {month_in_words(low[0])}."
        ]
    return " ".join([opening, *said, *missing_in_words(series)])


def missing_in_words(series: Series) -> list[str]:
    stretches = []
    for first, end in runs_without(series):
        names = [month_in_words(series[n][0]) for n in (first, end - 1)]
        stretches.append(names[0] if end - first == 1 else f"{names[0]} to {names[1]}")
    return [f"There is no figure for {', '.join(stretches)}."] if stretches else []


def monthly_summary(series: Series, highlight_from: int | None) -> str:
    """
    Return the last year against the one before, where both are whole; else the latest known.
    """
    start = len(series) if highlight_from is None else highlight_from
    last = [value for _, value in series[start:]]
    before = [value for _, value in series[max(start - 12, 0) : start]]
    if len(last) == len(before) == 12 and None not in last + before:
        total, earlier = (sum(v for v in year if v is not None) for year in (last, before))
        end = month_in_words(series[-1][0])
        return f"{total:,} in the year to {end}; {earlier:,} in the year before."
    known = [(label, value) for label, value in series if value is not None]
    if not known:
        return "No figure is known."
    return f"{known[-1][1]:,} in {month_in_words(known[-1][0])}, the latest known."


def monthly_table(series: Series, *, caption: str, missing: str = "No figure") -> Table:
    """
    Return the chart's numbers: months down, years across, so that like months sit together.
    """
    dated = {year_and_month(label): value for label, value in series}
    if None in dated:
        rows = tuple((label, missing if value is None else f"{value:,}") for label, value in series)
        return Table(caption, ("Period", "Count"), rows, frozenset({1}), caption_hidden=True)
    years = sorted({pair[0] for pair in dated if pair})

    def shown(year: int, month: int) -> str:
        if (year, month) not in dated:
            return ""
        value = dated[year, month]
        return missing if value is None else f"{value:,}"

    return Table(
        caption,
        ("Month", *map(str, years)),
        tuple(
            (name, *(shown(year, n) for year in years)) for n, name in enumerate(MONTHS, start=1)
        ),
        frozenset(range(1, len(years) + 1)),
        caption_hidden=True,
    )


def monthly_figure(
    series: Series,
    *,
    ident: str,
    title: str,
    y_label: str,
    highlight_from: int | None = None,
    missing: str = "No figure",
) -> ChartFigure:
    """
    Return a monthly chart with its summary and its numbers, ready for a page.
    """
    made = monthly_chart(
        series,
        ident=ident,
        title=title,
        y_label=y_label,
        highlight_from=highlight_from,
        missing=missing,
    )
    numbers = monthly_table(series, caption=title, missing=missing)
    return ChartFigure(title, made.svg, made.summary, numbers)
