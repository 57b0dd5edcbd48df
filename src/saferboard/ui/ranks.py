"""
Where one place stands among its like: every rate on one line, from nought, and one named.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from saferboard.ui import drawing as d
from saferboard.ui.components import Cell, ChartFigure, Table
from saferboard.ui.drawing import Chart

Rates = Sequence[tuple[str, Decimal | float | None]]
Known = list[tuple[str, float]]
Ranks = Mapping[str, tuple[int, int]]
"""The lowest and highest rank that each place may well hold."""

SIDE = 24.0
DOT = 6.0
SMALL = 13.0


def rank_chart(
    rates: Rates,
    *,
    ident: str,
    title: str,
    marked: str,
    unit: str = "per 1,000 people",
    average: tuple[str, Decimal | float] | None = None,
    may_be: Ranks | None = None,
    width: float = 760,
) -> Chart:
    """
    Return a strip of dots, one a borough, with `marked` shown by shape, size and name.

    `average` is a name and a rate to draw as a line, such as London's.  `may_be` has the ranks
    a place may well hold: the dots of those are joined by a bar.  A borough without a rate has
    no dot, and the words say so.
    """
    known = sorted(((name, float(rate)) for name, rate in rates if rate is not None), key=by_rate)
    others = [rate for _, rate in known] + ([float(average[1])] if average else [])
    scale = d.ticks(max(others, default=0))
    levels = stacked(known, width=width, top=scale[-1])
    tallest = max(levels, default=0)
    height = 138 + tallest * DOT * 2.2
    floor = height - 46
    marks = [
        *axis(scale, floor, width=width, unit=unit),
        *average_line(average, floor, width=width, top=scale[-1]),
        *rank_bar(known, (may_be or {}).get(marked), floor, width=width, top=scale[-1]),
        *dots(known, levels, floor, width=width, top=scale[-1], marked=marked),
        *marked_name(known, levels, floor, width=width, top=scale[-1], marked=marked),
    ]
    alt = rank_alt(rates, known, title=title, marked=marked, unit=unit, average=average)
    summary = rank_summary(known, marked=marked, unit=unit, average=average, may_be=may_be)
    drawn = d.svg(marks, ident=ident, title=title, desc=alt, width=width, height=height)
    return Chart(drawn, alt, summary)


def by_rate(pair: tuple[str, float]) -> tuple[float, str]:
    return pair[1], pair[0]


def across(value: float, *, width: float, top: float) -> float:
    return SIDE + (width - 2 * SIDE) * value / top


def stacked(known: Known, *, width: float, top: float) -> list[int]:
    """
    Return how high each dot stands, so that no dot hides another.
    """
    levels: list[int] = []
    for index, (_, rate) in enumerate(known):
        x = across(rate, width=width, top=top)
        near = {
            levels[before]
            for before in range(index)
            if x - across(known[before][1], width=width, top=top) < DOT * 2 + 3
        }
        levels.append(next(n for n in range(len(known) + 1) if n not in near))
    return levels


def axis(scale: list[float], floor: float, *, width: float, unit: str) -> list[str]:
    marks = [d.line(SIDE, floor, width - SIDE, floor, stroke=d.AXIS, stroke_width=1)]
    for value in scale:
        x = across(value, width=width, top=scale[-1])
        marks.append(d.line(x, floor, x, floor + 5, stroke=d.AXIS, stroke_width=1))
        marks.append(
            d.words(x, floor + 20, f"{value:g}", text_anchor="middle", font_size=SMALL, fill=d.AXIS)
        )
    marks.append(
        d.words(width / 2, floor + 40, unit, text_anchor="middle", font_size=SMALL, fill=d.AXIS)
    )
    return marks


def average_line(
    average: tuple[str, Decimal | float] | None, floor: float, *, width: float, top: float
) -> list[str]:
    if average is None:
        return []
    x = across(float(average[1]), width=width, top=top)
    text = f"{average[0]} {rate_in_words(float(average[1]))}"
    return [
        d.line(x, 22, x, floor, stroke=d.AXIS, stroke_width=1.25, stroke_dasharray="5 4"),
        d.words(
            within(x, text, width=width),
            16,
            text,
            text_anchor="middle",
            font_size=SMALL,
            fill=d.AXIS,
        ),
    ]


def rank_bar(
    known: Known, ranks: tuple[int, int] | None, floor: float, *, width: float, top: float
) -> list[str]:
    """
    Join the dots of the ranks that the marked place may well hold, under the dots.
    """
    if ranks is None or ranks[0] == ranks[1]:
        return []
    ends = [across(known[min(n, len(known)) - 1][1], width=width, top=top) for n in ranks]
    left, right, y = ends[0], ends[1], floor - 2
    return [
        d.polyline(
            (left, y - 4), (left, y), (right, y), (right, y - 4), stroke=d.GOLD, stroke_width=2.5
        )
    ]


def dots(
    known: Known, levels: list[int], floor: float, *, width: float, top: float, marked: str
) -> list[str]:
    marks, last = [], ""
    for (name, rate), level in zip(known, levels, strict=True):
        x, y = across(rate, width=width, top=top), height_of(level, floor)
        if name == marked:
            # A diamond: told from the dots by its shape where colour cannot be seen.
            r = DOT + 4
            last = d.polyline(
                (x, y - r), (x + r, y), (x, y + r), (x - r, y), (x, y - r),
                fill=d.GOLD, stroke=d.INK, stroke_width=1.5,
            )  # fmt: skip
        else:
            marks.append(d.circle(x, y, DOT, fill=d.EARLIER, stroke="#ffffff", stroke_width=1))
    return [*marks, last] if last else marks


def height_of(level: int, floor: float) -> float:
    return floor - DOT - 6 - level * DOT * 2.2


def marked_name(
    known: Known, levels: list[int], floor: float, *, width: float, top: float, marked: str
) -> list[str]:
    place = next((n for n, (name, _) in enumerate(known) if name == marked), None)
    if place is None:
        return [d.words(SIDE, 46, f"{marked}: no figure", font_weight="600")]
    rate = known[place][1]
    x, y = across(rate, width=width, top=top), height_of(levels[place], floor)
    text = f"{marked} {rate_in_words(rate)}, {rank_in_words(known, marked)}"
    middle = within(x, text, width=width, size=15)
    half = d.width_of(text, 15) / 2
    return [
        # The average's line may pass behind the name, and would strike it through.
        d.rect(middle - half, 32, half * 2, 19, fill="#ffffff"),
        d.line(x, 52, x, y - DOT - 5, stroke=d.INK, stroke_width=1.25),
        d.words(
            middle,
            46,
            text,
            text_anchor="middle",
            font_size=15,
            font_weight="600",
            fill=d.INK,
        ),
    ]


def within(x: float, text: str, *, width: float, size: float = SMALL) -> float:
    """
    Return where to centre some text so that neither end of it is cut off.
    """
    half = d.width_of(text, size) / 2
    return min(max(x, half), width - half)


def rate_in_words(rate: float) -> str:
    return f"{rate:.1f}" if rate >= 1 or rate == 0 else f"{rate:.2f}"


def rank_of(known: Known, marked: str) -> int:
    """
    Return the place counted from the lowest rate, equal rates sharing the lower number.
    """
    rate = dict(known)[marked]
    return 1 + sum(other < rate for _, other in known)


def rank_in_words(known: Known, marked: str) -> str:
    rank = rank_of(known, marked)
    if rank == 1:
        return f"lowest of {len(known)}"
    if len(known) == rank:
        return f"highest of {len(known)}"
    return f"{ordinal(rank)} lowest of {len(known)}"


def ordinal(n: int) -> str:
    if n % 100 in {11, 12, 13}:
        return f"{n}th"
    return f"{n}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th') }"


def rank_summary(
    known: Known,
    *,
    marked: str,
    unit: str,
    average: tuple[str, Decimal | float] | None,
    may_be: Ranks | None = None,
) -> str:
    if marked not in dict(known):
        return f"There is no rate for {marked}."
    words = f"{marked}: {rate_in_words(dict(known)[marked])} {unit}, {rank_in_words(known, marked)}"
    if average:
        words += f"; {average[0]}: {rate_in_words(float(average[1]))}"
    if not may_be or marked not in may_be:
        return f"{words}."
    return (
        f"{words}. Counts moving by chance, its rank is {ranks_in_words(may_be[marked])} 95 times"
        " in 100, as the bar under the dots shows."
    )


def ranks_in_words(ranks: tuple[int, int]) -> str:
    low, high = ranks
    return ordinal(low) if low == high else f"{ordinal(low)} to {ordinal(high)}"


def rank_alt(
    rates: Rates,
    known: Known,
    *,
    title: str,
    marked: str,
    unit: str,
    average: tuple[str, Decimal | float] | None,
) -> str:
    """
    Return the strip in words: how many, from where to where, and where the marked one stands.
    """
    said = [f"Strip of dots: {title}."]
    if known:
        low, high = known[0], known[-1]
        said.append(
            f"{len(known)} boroughs, from {rate_in_words(low[1])} {unit} in {low[0]} to "
            f"{rate_in_words(high[1])} in {high[0]}."
        )
    said.append(rank_summary(known, marked=marked, unit=unit, average=average))
    missing = [name for name, rate in rates if rate is None]
    if missing:
        said.append(f"There is no rate for {', '.join(missing)}.")
    return " ".join(said)


def rank_figure(
    rates: Rates,
    *,
    ident: str,
    title: str,
    marked: str,
    unit: str = "per 1,000 people",
    average: tuple[str, Decimal | float] | None = None,
    may_be: Ranks | None = None,
) -> ChartFigure:
    """
    Return a strip with its sentence and its numbers, lowest first, ready for a page.
    """
    made = rank_chart(
        rates,
        ident=ident,
        title=title,
        marked=marked,
        unit=unit,
        average=average,
        may_be=may_be,
    )
    known = sorted(((name, float(rate)) for name, rate in rates if rate is not None), key=by_rate)
    numbers = ranks_table(rates, known, title=title, unit=unit, may_be=may_be)
    return ChartFigure(title, made.svg, made.summary, numbers, opens_at="middle")


def ranks_table(
    rates: Rates, known: Known, *, title: str, unit: str, may_be: Ranks | None
) -> Table:
    """
    Return every rate with its rank, and the ranks it may well hold where those are given.
    """
    head = ["Borough", "Rank, lowest first", f"Rate {unit}"]
    if may_be is not None:
        head.insert(2, "May well be")
    rows: list[tuple[Cell | str, ...]] = []
    missing = [(name, None) for name, rate in rates if rate is None]
    for name, rate in [*known, *missing]:
        row = [name, "", "No figure"]
        if rate is not None:
            row[1:] = [str(rank_of(known, name)), rate_in_words(rate)]
        if may_be is not None:
            row.insert(2, ranks_in_words(may_be[name]) if name in may_be else "")
        rows.append(tuple(row))
    return Table(
        title, tuple(head), tuple(rows), frozenset(range(1, len(head))), caption_hidden=True
    )
