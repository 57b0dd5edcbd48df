"""
Deciding whether a printed figure fits the figures it rests on, and if not, how it may have
come about.

Rounding is honoured at the precision printed, and so are "about", "over" and "nearly".
"""

import itertools
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from saferboard.claims.grammar.quantities import Bound, Quantity, Unit
from saferboard.claims.model import Severity, Verdict

_TINY = Decimal("0.0000001")
_HUNDRED = Decimal(100)
_TELLING_DIGITS = 3
_MOST_OFF = Decimal("0.25")
_FEW = Decimal(4)


@dataclass(frozen=True)
class Judgement:
    """
    Whether a figure holds; what it should be; how bad it is, and the probable cause.

    `far` says that it is further off than a slip explains: it may be of other figures.
    """

    holds: bool
    computed: str
    severity: Severity | None = None
    cause: str = ""
    far: bool = False


@dataclass(frozen=True)
class Span:
    """
    The values a computed figure may have, given how its inputs were rounded.

    `exact` is what the inputs give as printed; without it the middle is taken.
    """

    low: Decimal
    high: Decimal
    exact: Decimal | None = None

    @property
    def middle(self) -> Decimal:
        return (self.low + self.high) / 2 if self.exact is None else self.exact

    def turned(self) -> "Span":
        """Return the span with its sign changed."""
        return Span(-self.high, -self.low, -self.middle)


def is_far(stated: Decimal, computed: Decimal) -> bool:
    """
    Return whether two figures are so far apart that one is hardly the other misprinted.

    A figure worked out from what it is not of misses by any distance; one miscopied or worked
    out wrongly misses by little, or in a way that has a name.  Of small figures four is little.
    """
    return abs(stated - computed) > max(_MOST_OFF * max(abs(stated), abs(computed)), _FEW)


def verdict_on(stated: Decimal, computed: Decimal, *, holds: bool, cause: str = "") -> Verdict:
    """Return the verdict on a figure: one too far off to be a slip is not called wrong."""
    if holds:
        return Verdict.CONSISTENT
    far = not cause and is_far(stated, computed)
    return Verdict.NOT_CHECKABLE if far else Verdict.INCONSISTENT


def doubt(quantity: Quantity) -> Decimal:
    """Return how far a value may lie from its print: nothing for a plain count."""
    if quantity.bound in (Bound.ABOUT, Bound.NEARLY, Bound.OVER, Bound.UNDER):
        return max(quantity.value * Decimal("0.05"), quantity.half)
    whole = quantity.half <= Decimal("0.5") and quantity.unit in (Unit.COUNT, Unit.MONEY)
    if whole and (quantity.half == Decimal("0.5") or quantity.unit is Unit.MONEY):
        return Decimal(0)
    return quantity.half


def is_plain(quantity: Quantity) -> bool:
    """Return whether a figure is a whole count without a hedge, which only itself equals."""
    plain = quantity.unit is Unit.COUNT and quantity.bound is Bound.EXACT
    return plain and quantity.half == Decimal("0.5")


def change_span(old: Quantity, new: Quantity) -> Span | None:
    """Return the percent change from `old` to `new`, or None where there is none."""
    low_old, high_old = old.signed - doubt(old), old.signed + doubt(old)
    low_new, high_new = new.signed - doubt(new), new.signed + doubt(new)
    if low_old <= 0:
        return None
    exact = (new.signed / old.signed - 1) * 100
    return Span((low_new / high_old - 1) * 100, (high_new / low_old - 1) * 100, exact)


def share_span(part: Quantity, whole: Quantity) -> Span | None:
    """Return `part` as a percentage of `whole`, or None where there is none."""
    if whole.value - doubt(whole) <= 0:
        return None
    return Span(
        (part.value - doubt(part)) * 100 / (whole.value + doubt(whole)),
        (part.value + doubt(part)) * 100 / (whole.value - doubt(whole)),
        part.value * 100 / whole.value,
    )


def fits(stated: Decimal, half: Decimal, bound: Bound, span: Span) -> bool:
    """Return whether a value printed so can be one of `span`, its hedge taken at its word."""
    low, high = span.low, span.high
    slack = half + _TINY
    size = abs(stated)
    if bound is Bound.OVER:
        most = max(size / 4, Decimal(10)) if half < 5 and size <= 100 else size
        return high >= stated - _TINY and low <= stated + most
    if bound is Bound.UNDER:
        return low <= stated + _TINY
    if bound is Bound.NEARLY:
        return low <= stated + slack and high >= stated - max(size * Decimal("0.12"), half * 2)
    if bound is Bound.ABOUT:
        slack = max(size * Decimal("0.08"), half * 2) + _TINY
        if half and size % (half * 10) and not size % (half * 2):
            # "About 31" is said of 30.6, not of 28; "about 30" may be.
            slack = half * 3 + _TINY
    return low - slack <= stated <= high + slack


def judge_change(
    old: Quantity, new: Quantity, stated: Quantity, direction: int
) -> Judgement | None:
    """
    Return whether `stated` is the percent change from `old` to `new`.

    `direction` is 1 for a rise, -1 for a fall, 0 where the words do not say.
    """
    span = change_span(old, new)
    if span is None:
        return None
    toward = direction or stated.sign
    size = stated.value
    if toward < 0 or (toward == 0 and span.middle < 0):
        span = span.turned()
    computed = percent(-span.middle if toward < 0 else span.middle, stated)
    if fits(size, stated.half, stated.bound, span):
        return Judgement(True, computed)
    shares = stated.unit is old.unit is new.unit is Unit.PERCENT
    if shares and abs(abs(new.value - old.value) - size) <= stated.half:
        return Judgement(
            False, computed, Severity.LABEL, "a change in percentage points written as percent"
        )
    cause = _change_cause(old, new, stated, toward, span)
    severity = severity_of(size, span.middle, stated.half)
    if cause == WRONG_WAY:
        severity = Severity.MATERIAL
    turned = cause == WRONG_WAY and not _rounds(-span.middle, size, stated.half * 2)
    far = (not cause or turned) and is_far(size, span.middle)
    return Judgement(False, computed, severity, cause, far)


WRONG_WAY = "a rise given as a fall, or a fall as a rise"


def _change_cause(old: Quantity, new: Quantity, stated: Quantity, toward: int, span: Span) -> str:
    a, b, size = old.signed, new.signed, stated.value
    unit = stated.half * 2
    difference = (b - a) * 100 * (-1 if toward < 0 else 1)
    if toward and span.middle < 0 and _rounds(-span.middle, size, unit):
        return WRONG_WAY
    if _cut(abs(span.middle), unit) == size and span.middle > 0:
        return "cut to the digits shown instead of rounded"
    mean = difference * 2 / (a + b) if a + b else Decimal(0)
    if size in (_cut(mean, unit), _round(mean, unit)):
        return "the difference over the mean of the two figures, (new − old) / mean"
    if b and size in (_round(difference / b, unit), _round(-difference / b, unit)):
        return "worked out on the later figure instead of the earlier, or the years swapped"
    if a and _rounds(b * 100 / a, size, unit):
        return "the new figure as a percentage of the old, not the change"
    if abs(b - a) == size and size == int(size):
        return "the difference itself, not a percentage"
    return (
        slip(size, _round(abs(span.middle), unit))
        or point_moved(stated, span.middle)
        or (WRONG_WAY if toward and span.middle < 0 else "")
    )


def judge_share(part: Quantity, whole: Quantity, stated: Quantity) -> Judgement | None:
    """Return whether `stated` is `part` as a percentage of `whole`."""
    span = share_span(part, whole)
    if span is None:
        return None
    computed = percent(span.middle, stated, signed=False)
    if fits(stated.value, stated.half, stated.bound, span):
        return Judgement(True, computed)
    unit = stated.half * 2
    cause = ""
    if _cut(span.middle, unit) == stated.value:
        cause = "cut to the digits shown instead of rounded"
    elif part.value and _rounds(whole.value * 100 / part.value, stated.value, unit):
        cause = "part and whole swapped"
    elif _rounds(_HUNDRED - span.middle, stated.value, unit):
        cause = "the share of the rest, not of the part"
    elif part.value < whole.value and _rounds(
        part.value * 100 / (whole.value - part.value), stated.value, unit
    ):
        cause = "worked out on the rest of the whole, not on all of it"
    else:
        cause = slip(stated.value, _round(span.middle, unit)) or point_moved(stated, span.middle)
    severity = severity_of(stated.value, span.middle, stated.half)
    far = not cause and is_far(stated.value, span.middle)
    return Judgement(False, computed, severity, cause, far)


def judge_amount(stated: Quantity, computed: Decimal, *, parts: list[Quantity]) -> Judgement:
    """Return whether `stated` is `computed`, given how the parts it was made of were rounded."""
    room = sum((doubt(part) for part in parts), Decimal(0))
    span = Span(computed - room, computed + room)
    words = amount(computed, stated)
    half = Decimal(0) if doubt(stated) == 0 else stated.half
    if fits(stated.value, half, stated.bound, span) or _is_rounded(stated, computed):
        return Judgement(True, words)
    cause = slip(stated.value, computed)
    far = not cause and is_far(stated.value, computed)
    return Judgement(False, words, Severity.MATERIAL, cause, far)


def _is_rounded(stated: Quantity, computed: Decimal) -> bool:
    """Return whether `stated` is `computed` rounded to hundreds or more, as money often is."""
    if stated.unit is not Unit.MONEY or stated.value < 10_000:
        return False
    zeros = len(str(int(stated.value))) - len(str(int(stated.value)).rstrip("0"))
    return any(
        computed.quantize(Decimal(1).scaleb(n), ROUND_HALF_UP) == stated.value
        for n in range(2, min(zeros, len(str(int(stated.value))) - 2) + 1)
    )


def severity_of(stated: Decimal, computed: Decimal, half: Decimal) -> Severity:
    """Return how bad a wrong percentage is: a point or more, less, or the last digit only."""
    off = abs(stated - computed)
    unit = half * 2
    if off >= 1:
        truncated = _cut(abs(computed), unit) == abs(stated)
        return Severity.ROUNDING if truncated and unit > 1 else Severity.MATERIAL
    if _cut(abs(computed), unit) == abs(stated) or off <= half * Decimal("1.2"):
        return Severity.ROUNDING
    return Severity.MINOR


def slip(stated: Decimal, computed: Decimal) -> str:
    """Return which slip of the fingers turns `computed` into `stated`, or nothing."""
    wrong, right = _digits(stated), _digits(computed)
    if len(right) < 2 or stated == computed:
        return ""
    if wrong.rstrip("0") == right.rstrip("0") and (stated % 1 or computed % 1):
        return POINT_MOVED
    if wrong == right:
        return ""
    if _point_moved(stated, computed):
        return POINT_MOVED
    if len(wrong) == len(right):
        differing = [n for n, (x, y) in enumerate(zip(wrong, right, strict=True)) if x != y]
        if len(differing) == 2 and differing[1] == differing[0] + 1:
            a, b = differing
            if wrong[a] == right[b] and wrong[b] == right[a]:
                return "two digits changed places"
        if len(differing) == 1 and len(right) > 2:
            return "one digit mistyped"
    longer, shorter = (wrong, right) if len(wrong) > len(right) else (right, wrong)
    one_more = len(longer) == len(shorter) + 1 and len(shorter) > 2
    if one_more and any(shorter == longer[:n] + longer[n + 1 :] for n in range(len(longer))):
        return "a digit dropped or doubled"
    return ""


def _point_moved(stated: Decimal, computed: Decimal) -> bool:
    """Return whether `stated` is `computed` with its point moved and rounded to its digits."""
    exponent = stated.as_tuple().exponent
    if not isinstance(exponent, int) or not exponent or len(_digits(stated)) < _TELLING_DIGITS:
        return False
    return any(
        abs(stated.scaleb(by) - abs(computed)) <= Decimal(1).scaleb(exponent + by) / 2
        for by in (1, 2, -1, -2)
    )


POINT_MOVED = "the decimal point moved"
_FACTORS = (1, -1, 2, -2)


def point_moved(stated: Quantity, exact: Decimal) -> str:
    """Return the words for a decimal point that moved, if `stated` is `exact` so printed."""
    if len(_digits(stated.value)) < 2 or not exact:
        return ""
    unit = stated.half * 2
    moved = any(_rounds(abs(exact).scaleb(by), stated.value, unit) for by in _FACTORS)
    return POINT_MOVED if moved else ""


def _digits(value: Decimal) -> str:
    text = f"{abs(value):f}"
    if "." in text:
        text = text.rstrip("0")
    return text.replace(".", "").lstrip("0")


def _rounds(value: Decimal, stated: Decimal, unit: Decimal) -> bool:
    return _round(value, unit) == stated


def _round(value: Decimal, unit: Decimal) -> Decimal:
    return (value / unit).quantize(Decimal(1), ROUND_HALF_UP) * unit if unit else value


def as_printed(value: Decimal, like: Quantity) -> Decimal:
    """Return a value rounded to the last digit that another figure is printed to."""
    return _round(value, like.half * 2)


def _cut(value: Decimal, unit: Decimal) -> Decimal:
    return (value / unit).quantize(Decimal(1), ROUND_DOWN) * unit if unit else value


def percent(value: Decimal, like: Quantity, *, signed: bool = True) -> str:
    """Return a percentage in print, to one digit more than the figure it is held against."""
    places = max(len(f"{like.half * 2:f}".rstrip("0").partition(".")[2]), 0) + 1
    sign = "+" if signed and value > 0 else ""
    return f"{sign}{value:.{min(places, 4)}f}%".replace("-", "−")


def amount(value: Decimal, like: Quantity) -> str:
    """Return an amount in print, as pounds where `like` is money."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".") if value != int(value) else f"{int(value):,}"
    if like.unit is Unit.MONEY:
        if "." in text:
            text = f"{value:,.2f}"
        return f"£{text}".replace("£-", "−£")
    return text + ("%" if like.unit is Unit.PERCENT else "")


def total(quantities: list[Quantity]) -> Decimal:
    return sum((quantity.signed for quantity in quantities), Decimal(0))


def neighbours(items: list[Quantity]) -> list[tuple[Quantity, Quantity]]:
    return list(itertools.pairwise(items))
