"""
The few marks our charts are drawn with, as SVG 1.1 text.

Attributes only, no style and no script: the same drawing stands in a page under a strict
content policy and in a printed pack.
"""

import dataclasses
import math
from collections.abc import Iterable
from html import escape

INK = "#12394a"
EARLIER = "#6f8f97"
GRID = "#dbe4e6"
AXIS = "#4a5a61"
WORDS = "#10181b"
GOLD = "#b06f0c"
GAP = "#f1f4f5"
# Quoted, since a name with a bare number in it is not read as a name.
FONT = "'Source Sans 3', Arial, sans-serif"

# The mean width of a character of Source Sans 3, as a share of the size of the type.
CHARACTER = 0.5


@dataclasses.dataclass(frozen=True)
class Chart:
    """
    A drawing, the text that stands in for it, and one sentence for everybody.
    """

    svg: str
    alt: str
    summary: str


def number(value: float) -> str:
    """
    Return a coordinate to a tenth, so that the same data always give the same text.
    """
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def attributes(given: dict[str, str | float]) -> str:
    return "".join(
        f' {name.rstrip("_").replace("_", "-")}="'
        f'{escape(value) if isinstance(value, str) else number(value)}"'
        for name, value in given.items()
    )


def rect(x: float, y: float, width: float, height: float, **given: str | float) -> str:
    return f"<rect{attributes({'x': x, 'y': y, 'width': width, 'height': height, **given})}/>"


def line(x1: float, y1: float, x2: float, y2: float, **given: str | float) -> str:
    return f"<path{attributes({'d': path((x1, y1), (x2, y2)), 'fill': 'none', **given})}/>"


def polyline(*points: tuple[float, float], **given: str | float) -> str:
    return f"<path{attributes({'d': path(*points), 'fill': 'none', **given})}/>"


def path(*points: tuple[float, float]) -> str:
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)


def circle(x: float, y: float, r: float, **given: str | float) -> str:
    return f"<circle{attributes({'cx': x, 'cy': y, 'r': r, **given})}/>"


def words(x: float, y: float, text: str, **given: str | float) -> str:
    return f"<text{attributes({'x': x, 'y': y, **given})}>{escape(text)}</text>"


def width_of(text: str, size: float) -> float:
    """
    Return about how wide some text is drawn, on the generous side.
    """
    return len(text) * size * CHARACTER + 2


def svg(
    marks: Iterable[str], *, ident: str, title: str, desc: str, width: float, height: float
) -> str:
    """
    Return a whole drawing, named by its title and described by its sentence.
    """
    size = f'width="{number(width)}" height="{number(height)}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {number(width)} {number(height)}" '
        f'{size} role="img" aria-labelledby="{ident}-title {ident}-desc" '
        f'font-family="{FONT}" font-size="14" fill="{WORDS}">\n'
        f'<title id="{ident}-title">{escape(title)}</title>\n'
        f'<desc id="{ident}-desc">{escape(desc)}</desc>\n' + "\n".join(marks) + "\n</svg>\n"
    )


def ticks(highest: float, *, whole: bool = False) -> list[float]:
    """
    Return round numbers from nought to at least `highest`, some four of them.

    With `whole`, no step is smaller than one: there is no quarter of an offence.
    """
    if highest <= 0:
        return [0, 1]
    rough = highest / 4
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= rough * 0.999)
    if whole:
        step = math.ceil(step - 1e-9)
    count = math.ceil(highest / step - 1e-9)
    return [step * n for n in range(count + 1)]
