"""
So many a week for so long: `1,200 calls in the year, an average of 100 a month`.
"""

import re
from decimal import Decimal

from saferboard.claims.desk import Desk
from saferboard.claims.grammar.moments import Kind as MomentKind
from saferboard.claims.grammar.quantities import Unit
from saferboard.claims.judging import Span, fits, verdict_on
from saferboard.claims.model import Kind, Severity
from saferboard.claims.text import N, Sentence

_AVERAGE = re.compile(
    rf"(?P<whole>{N})[^\ue000-\ue0ff]{{0,120}}?\b(?:an\saverage\sof|average\sof|averaging"
    rf"|averages|which\sis|equivalent\sto|equates\sto|or)\s"
    rf"(?:about\s|around\s|just\s|over\s)*(?P<each>{N})\s(?:[a-z-]+\s){{0,3}}?(?:a|per"
    rf"|each|every)\s(?P<unit>month|week|day|quarter)"
)
_PARTS_OF_YEAR = {
    "month": Decimal(12),
    "week": Decimal(52),
    "day": Decimal(365),
    "quarter": Decimal(4),
}


def check_average(sentence: Sentence, desk: Desk) -> None:
    """Hold `1,200 calls in the year, an average of 100 a month` against the year's length."""
    match = _AVERAGE.search(sentence.skeleton.text)
    if match is None:
        return
    whole, each = (
        sentence.skeleton.figures[match["whole"]],
        sentence.skeleton.figures[match["each"]],
    )
    parts = _PARTS_OF_YEAR[match["unit"]] * _years(sentence)
    if whole.unit is not each.unit or whole.value <= each.value or not parts:
        return
    computed = whole.value / parts
    slack = Decimal("0.03") * computed if match["unit"] == "week" else Decimal(0)
    holds = fits(each.value, each.half + slack, each.bound, Span(computed, computed))
    if not holds and not computed / 4 <= each.value <= computed * 4:
        return
    desk.say(
        sentence,
        (whole.start, each.end),
        Kind.RATE,
        each.text,
        f"{computed:.1f}",
        verdict_on(each.value, computed, holds=holds),
        f"{whole.text} over {parts:.0f} {match['unit']}s is {computed:.1f} each.",
        severity=Severity.MATERIAL,
        assumptions=["The total is for the period named."],
    )


_TIMES_OVER = re.compile(
    r"\b(?P<each>\d[\d,.]*)\s[a-z-]+\s(?:a|per|each|every)\s(?P<unit>week|month|day|session|year)s?\s"
    r"(?:for|over|across)\s(?P<times>\d{1,3})\s(?P=unit)s\b[^.;\d]{0,30}(?=\d)",
    re.IGNORECASE,
)


def check_product(sentence: Sentence, desk: Desk) -> None:
    """Hold `29 hours a week for 47 weeks, 1,363 in all` against the product."""
    match = _TIMES_OVER.search(sentence.text)
    whole = next((q for q in sentence.quantities if match and q.start == match.end()), None)
    if match is None or whole is None or whole.unit not in (Unit.COUNT, Unit.MONEY):
        return
    made = Decimal(match["each"].replace(",", "").rstrip(".")) * int(match["times"])
    holds = fits(whole.value, whole.half, whole.bound, Span(made, made))
    if not holds and not made / 4 <= whole.value <= made * 4:
        return
    desk.say(
        sentence,
        (match.start(), whole.end),
        Kind.RATE,
        whole.text,
        f"{made:,}",
        verdict_on(whole.value, made, holds=holds),
        f"{match['each']} a {match['unit']} for {match['times']} {match['unit']}s is {made:,}.",
        severity=Severity.MATERIAL,
    )


def _years(sentence: Sentence) -> Decimal:
    """Return how many years the total of a sentence is for; 0 where it is not said."""
    for moment in sentence.moments:
        if moment.kind is MomentKind.QUARTER:
            return Decimal("0.25")
        if moment.period:
            return Decimal(len(moment.period)) / 12
        if moment.label in ("past year",):
            return Decimal(1)
    if re.search(
        r"\b(?:in|over|during|for|across) the (?:financial )?year\b|\b12 months\b"
        r"|\btwelve months\b",
        sentence.text,
        re.I,
    ):
        return Decimal(1)
    return Decimal(0)
