"""
What one sentence says is left of a whole: `an underspend of £5`, `the remaining 6`.
"""

import re
from decimal import Decimal

from saferboard.claims.desk import Desk
from saferboard.claims.judging import amount, judge_amount, total
from saferboard.claims.model import Kind
from saferboard.claims.text import N, Sentence

_NEAR = Decimal("0.6")

_LEFT = re.compile(
    rf"\b(?:underspend|underspent|unspent|shortfall|balance|remainder"
    rf"|saving)\sof\s(?P<left>{N})\b.{{0,80}}?"
    rf"(?P<part>{N})\sof\s(?:the|a|its|our)?\s?(?P<whole>{N})"
    rf"|(?P<part2>{N})[^\ue000-\ue0ff;]{{0,40}}?\bleaving\s(?P<left2>{N})[^\ue000-\ue0ff;]"
    rf"{{0,25}}?\b(?:of|from)\s(?:the|a|its|our)?\s?(?P<whole2>{N})"
    rf"|(?P<part3>{N})\sof\s(?:the|a|its|our)?\s?(?P<whole3>{N})[^\ue000-\ue0ff;]{{0,70}}?"
    rf"\bleaving\s(?P<left3>{N})"
)
_REST = re.compile(
    rf"(?P<part>{N})\sof\s(?:the\s|all\s|our\s|its\s)*(?P<whole>{N})[^;]*?\b(?:remaining"
    rf"|other|remainder|rest)\b[^\ue000-\ue0ff]{{0,12}}{N}"
)


def check_rest(sentence: Sentence, desk: Desk) -> None:
    """Judge `19 of the 34 were done, 9 begun and the remaining 6 not`: they make the 34."""
    skeleton = sentence.skeleton
    match = _REST.search(skeleton.text)
    if match is None:
        return
    whole = skeleton.figures[match["whole"]]
    after = [
        skeleton.figures[m] for m in re.findall(N, skeleton.text[match.end("whole") : match.end()])
    ]
    parts = [skeleton.figures[match["part"]], *(q for q in after if q.unit is whole.unit)]
    judgement = judge_amount(whole, total(parts), parts=parts)
    if not judgement.holds and not _is_near(total(parts), whole.value):
        return
    listed = " + ".join(part.text for part in parts)
    span = (parts[0].start, parts[-1].end)
    why = f"{listed} = {amount(total(parts), whole)}."
    desk.judged(sentence, span, Kind.SUM, whole.text, judgement, why)


def check_left(sentence: Sentence, desk: Desk) -> None:
    """Judge `an underspend of £5 arose because only £95 of the £100 budget was spent`."""
    match = _LEFT.search(sentence.skeleton.text)
    if match is None:
        return
    marks = (
        match[name] or match[f"{name}2"] or match[f"{name}3"] for name in ("left", "part", "whole")
    )
    left, part, whole = (sentence.skeleton.figures[mark] for mark in marks)
    if part.unit is not whole.unit or part.value >= whole.value:
        return
    judgement = judge_amount(left, whole.value - part.value, parts=[part, whole])
    why = f"{whole.text} less {part.text} is {amount(whole.value - part.value, whole)}."
    span = (min(left.start, part.start), max(left.end, whole.end))
    desk.judged(sentence, span, Kind.SUM, left.text, judgement, why)


def _is_near(one: Decimal, other: Decimal) -> bool:
    return bool(other) and abs(one - other) / other <= _NEAR
