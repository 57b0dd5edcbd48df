"""
Points called per cent: `from 66% … rose by 3 per cent to 69%`, where it rose by 3 points.
"""

import re
from decimal import Decimal
from itertools import combinations

from saferboard.claims.checks.passages import before
from saferboard.claims.desk import Desk
from saferboard.claims.grammar.directions import DIRECTION
from saferboard.claims.grammar.quantities import Quantity, Unit
from saferboard.claims.judging import Judgement
from saferboard.claims.model import Kind, Severity
from saferboard.claims.text import Document, P, Sentence

_MOVED = re.compile(
    r"\b(?:by|of|is|was|gap|difference|change|swing|slide|improvement|deterioration)\s(?:a\s|only\s|just\s|some\s)*$"
)
_MOVES = re.compile(r"\s(?:better|worse|above|below|more|less|higher|lower|ahead|behind|up|down)\b")
_LEVELS = re.compile(rf"{P}[^\ue000-\ue6ff]{{0,40}}{P}")
_CAUSE = "a change in percentage points written as percent"


def check_points(document: Document, desk: Desk) -> None:
    """Hold changes between shares that are printed as per cent against their difference."""
    for n, sentence in enumerate(document.sentences):
        shares = [q for q in sentence.quantities if q.unit is Unit.PERCENT and not q.in_words]
        if not 2 <= len(shares) <= 4 or not _may_move(sentence):
            continue
        for stated in shares:
            if stated.sign or not _is_moved(sentence, stated):
                continue
            own = [q for q in shares if q is not stated]
            if len(own) >= 2:
                _judge(sentence, stated, list(combinations(own, 2)), desk)
            elif (
                sentence.skeleton.text.count(" to ")
                or "above" in sentence.text
                or "below" in sentence.text
            ):
                levels = [
                    q
                    for place in list(before(document.sentences, n))[:1]
                    for q in place.quantities
                    if q.unit is Unit.PERCENT and not q.in_words
                ]
                _judge(sentence, stated, [(q, own[0]) for q in levels], desk)


def _may_move(sentence: Sentence) -> bool:
    text = sentence.skeleton.text
    return bool(
        DIRECTION.search(text)
        or re.search(r"\b(?:difference|gap|swing|change|better|worse|above|below)\b", text)
    )


def _is_moved(sentence: Sentence, stated: Quantity) -> bool:
    """Return whether the words beside a percentage say that it is a movement."""
    skeleton = sentence.skeleton
    at = next(skeleton.places[m] for m, q in skeleton.figures.items() if q is stated)
    return bool(
        _MOVED.search(skeleton.text, max(at - 40, 0), at) or _MOVES.match(skeleton.text, at + 1)
    )


def _judge(
    sentence: Sentence, stated: Quantity, options: list[tuple[Quantity, Quantity]], desk: Desk
) -> None:
    apart = [two for two in options if abs(two[0].value - two[1].value) == stated.value]
    fits = [two for two in options if any(_is_change(a, b, stated) for a, b in (two, two[::-1]))]
    if len(apart) != 1 or fits or not stated.value:
        return
    old, new = apart[0]
    inside = [stated, *(q for q in apart[0] if q in sentence.quantities)]
    desk.judged(
        sentence,
        (min(q.start for q in inside), max(q.end for q in inside)),
        Kind.PERCENT_CHANGE,
        stated.text,
        Judgement(False, f"{stated.value} points", Severity.LABEL, _CAUSE),
        f"{old.text} and {new.text} differ by {stated.value} percentage points.",
    )


def _is_change(old: Quantity, new: Quantity, stated: Quantity) -> bool:
    """Return whether a figure is the change in per cent of two shares, as they are printed."""
    return bool(old.value) and abs(abs(new.value / old.value - 1) * 100 - stated.value) <= max(
        stated.half, Decimal("0.05")
    )
