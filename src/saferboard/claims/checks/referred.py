"""
Figures spoken of again as known: `In 58 of the 214 …`, `Of the 1,618 examinations …`.

`The 1,619 examinations` must have been told before.  Where they were not, and the passage tells
of 1,618, one of the two is a slip.
"""

import re
from decimal import Decimal

from saferboard.claims.checks.passages import AMOUNTS, VOTES, counted
from saferboard.claims.desk import Desk
from saferboard.claims.grammar.quantities import Bound, Quantity, Unit
from saferboard.claims.judging import amount, slip
from saferboard.claims.model import Kind, Severity, Verdict
from saferboard.claims.text import Document, N, Sentence

_KNOWN = re.compile(
    rf"\b(?:of|among|amongst|from)\s(?:the|these|those|all)\s(?P<a>{N})|\b(?:the|these|those)\s(?P<b>{N})\s[a-z]"
)
_NEW = re.compile(
    r"\b(?:last|previous|extra|additional|further|other|remaining|first|next|top|target|same)\b"
)
_LEAST = 30
_REACH = 12
_CLOSE = Decimal("0.02")


def check_referred(document: Document, desk: Desk) -> None:
    """Hold a figure spoken of as known against those told before it."""
    told: dict[tuple[Unit, Decimal], int] = {}
    tabled = {
        word
        for _, block, _ in document.tables
        if block.table
        for row in block.table.rows
        for cell in row
        for word in re.findall(r"\d[\d,.]*\d", cell.text)
    }
    for sentence in document.sentences:
        for quantity in sentence.quantities:
            told[quantity.unit, quantity.value] = told.get((quantity.unit, quantity.value), 0) + 1
    for n, sentence in enumerate(document.sentences):
        if not sentence.quantities or VOTES.search(sentence.text):
            continue
        for match in _KNOWN.finditer(sentence.skeleton.text):
            quantity = sentence.skeleton.figures[match["a"] or match["b"]]
            alone = told[quantity.unit, quantity.value] == 1
            number = re.sub(r"[^\d.,]", "", quantity.text).strip(".,")
            if not alone or number in tabled or _NEW.search(match[0]):
                continue
            if (
                quantity.unit in AMOUNTS
                and quantity.value >= _LEAST
                and quantity.bound is Bound.EXACT
            ):
                _check(document.sentences, n, quantity, desk)


def _check(sentences: list[Sentence], n: int, quantity: Quantity, desk: Desk) -> None:
    own = sentences[n]
    found: list[tuple[Quantity, Sentence]] = []
    for place in reversed(sentences[max(n - _REACH, 0) : n]):
        if place.section.number != own.section.number:
            break
        found += [(q, place) for q in place.quantities if _is_slip(quantity, q)]
    wanted = counted(own, quantity)
    alike = [(q, s) for q, s in found if wanted & counted(s, q)]
    if len({q.value for q, _ in alike}) != 1:
        return
    other, place = alike[0]
    cause = slip(quantity.value, other.value)
    desk.say(
        own,
        (quantity.start, quantity.end),
        Kind.CROSS_REFERENCE,
        quantity.text,
        amount(other.value, other),
        Verdict.INCONSISTENT,
        f"It is spoken of as known, and what was told before is {other.text}."
        + (f" Probable cause: {cause}." if cause else ""),
        severity=Severity.MATERIAL,
        assumptions=["“The” figure is the one told before."],
        sources=[desk.place_in(place, other.start, other.end)],
    )


def _is_slip(one: Quantity, other: Quantity) -> bool:
    """Return whether two figures of a kind are almost the same."""
    if one.unit is not other.unit or one.value == other.value or other.sign:
        return False
    if (one.half < Decimal("0.5")) != (
        other.half < Decimal("0.5")
    ) or other.bound is not Bound.EXACT:
        return False
    near = abs(one.value - other.value) <= max(_CLOSE * other.value, Decimal(1))
    return near or bool(slip(one.value, other.value))
