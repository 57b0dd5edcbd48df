"""
The one place where a figure becomes words.

A count, a sum of money, a change and a rate are each written one way wherever they stand, on
a page or in a pack; a figure that is absent says why.  Where the figure is explained is
handed in as an address: this floor knows no pages.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from saferboard.domain.comparisons import Rank
from saferboard.domain.figures import Absence, Figure
from saferboard.ui.components import Cell
from saferboard.ui.ranks import ordinal

MINUS = "−"
PERCENT = "%"
POUNDS = "£"


@dataclass(frozen=True)
class FigureShown:
    """
    A figure ready to print.

    `sr_text` is what is read out where the printed form would be read wrongly; `href` leads
    to where the figure is from, and is empty where nothing explains it.
    """

    text: str
    sr_text: str
    href: str = ""
    absent: bool = False

    def cell(self, below: str = "") -> Cell:
        """Return the figure as a cell of a table."""
        return Cell(self.text, href=self.href, below=below)


def show(figure: Figure, href: str = "") -> FigureShown:
    """Return a figure as it is printed."""
    if figure.value is None:
        assert figure.absence is not None, "a figure without a value has a reason"
        return absent(figure.absence, href)
    text = written(figure.value, figure.unit)
    return FigureShown(text, spoken(figure.value, figure.unit), href)


def absent(why: Absence, href: str = "") -> FigureShown:
    """Return the reason for an absence as it is printed."""
    return FigureShown(why.label.capitalize(), why.label, href, absent=True)


def written(value: Decimal, unit: str) -> str:
    """
    Return a value as it is printed: `1,452`, `£507,157`, `+56.9%`, `4.40`.

    A percentage is a change and bears its sign; a change too small to show is `0.0%`, with
    none.  The minus is a true one, as wide as the plus.
    """
    if unit == PERCENT:
        rounded = _rounded(value, 1)
        sign = "+" if rounded > 0 else MINUS if rounded < 0 else ""
        return f"{sign}{abs(rounded):,}%"
    if unit == POUNDS:
        return f"{_minus(value)}£{_number(abs(value), pence=True)}"
    if unit.startswith("per "):
        return f"{_minus(value)}{_rounded(abs(value), 2):,}"
    return f"{_minus(value)}{_number(abs(value))}"


def spoken(value: Decimal, unit: str) -> str:
    """Return a value as it is read out."""
    if unit == PERCENT:
        rounded = _rounded(value, 1)
        if not rounded:
            return "no change"
        return f"{'up' if rounded > 0 else 'down'} {abs(rounded):,} per cent"
    if unit == POUNDS:
        return written(value, unit).replace(MINUS, "minus ")
    if unit.startswith("per "):
        return f"{written(value, unit).replace(MINUS, 'minus ')} {unit}"
    return f"{written(value, unit).replace(MINUS, 'minus ')} {unit}".strip()


def in_words(figure: Figure) -> str:
    """Return a figure as it stands in running text, which says itself what is counted."""
    return figure.absence.label if figure.absence else show(figure).text


def with_unit(figure: Figure) -> str:
    """Return a figure with what it counts, for a sentence: `1,452 offences`, `£507,157`."""
    shown = show(figure)
    if shown.absent or figure.unit in (PERCENT, POUNDS):
        return shown.text
    return f"{shown.text} {figure.unit}"


def change_in_words(figure: Figure) -> str:
    """Return a change as a phrase: `up 56.9%`, `down 1.5%`, `no change`, or why there is none."""
    if figure.value is None:
        return show(figure).sr_text
    return spoken(figure.value, PERCENT).replace(" per cent", "%")


def arrow(figure: Figure) -> str:
    """Return an arrow for a change, to stand beside its words and never alone."""
    if figure.value is None or not _rounded(figure.value, 1):
        return ""
    return "▲" if figure.value > 0 else "▼"


def rank_in_words(rank: Rank | None) -> str:
    """Return a rank as a phrase that says which end is which."""
    if rank is None:
        return "not ranked"
    tied = f", level with {rank.tied} other{'s' if rank.tied > 1 else ''}" if rank.tied else ""
    place = {1: "lowest", rank.of: "highest"}.get(rank.position, f"{ordinal(rank.position)} lowest")
    return f"{place} of {rank.of}{tied}"


def _rounded(value: Decimal, places: int) -> Decimal:
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return rounded if rounded else abs(rounded)


def _minus(value: Decimal) -> str:
    return MINUS if value < 0 else ""


def _number(value: Decimal, *, pence: bool = False) -> str:
    if value == value.to_integral_value():
        return f"{int(value):,}"
    return f"{_rounded(value, 2):,}" if pence else f"{value.normalize():,f}"
