"""
Gaps in sentences: `142 more than the 1,722`, `leaving 17 vacancies`, `a gain of 8 percentage
points to 39%`.
"""

import re
from decimal import Decimal

from saferboard.claims.desk import Desk
from saferboard.claims.grammar.directions import DIRECTION
from saferboard.claims.grammar.quantities import Quantity, Unit
from saferboard.claims.judging import WRONG_WAY, Judgement, amount, judge_amount
from saferboard.claims.model import Kind, Severity
from saferboard.claims.text import Document, N, P, Sentence

_MORE = r"(?:(?P<up>more|higher|above|up|extra)|(?P<down>fewer|less|lower|below|down))"
_THAN = re.compile(
    rf"(?P<gap>{N})\s(?:[a-z-]+\s){{0,3}}?{_MORE}\s(?:[a-z-]+\s){{0,3}}?(?:than|on|over)\s"
    rf"(?:the\s|its\s|our\s|that\s)?(?:[a-z]+\s){{0,2}}?(?P<old>{N})"
    rf"|(?P<gap2>{N})\s(?:(?P<up2>above|(?P<over>over)|beyond|ahead\sof)|(?P<down2>below|under|short\sof|off|behind))"
    rf"\s(?:the\s|its\s|our\s|that\s)?(?:[a-z]+\s){{0,2}}?(?:of\s)?(?P<old2>{N})"
)
_BY = re.compile(
    rf"\b(?:(?P<up>increase|rise|growth|gain)|(?P<down>decrease|fall|drop|reduction|decline))\sof"
    rf"\s(?P<gap>{N})\s(?:[a-z-]+\s){{0,2}}?(?:on|from|over|against)\s(?:the\s)?(?P<old>{N})"
)
_NOW = re.compile(
    rf"[^\ue000-\ue0ff;]{{0,45}}?\b(?:now|at|to|making|giving)\s(?:[a-z]+\s){{0,1}}(?P<new>{N})"
)
_LEAVING = re.compile(
    rf"(?P<a>{N})[^\ue000-\ue0ff;]{{0,60}}?\b(?:of|against|from|out\sof)\s(?:[a-z]+\s){{0,4}}?(?P<b>{N})"
    rf"[^\ue000-\ue0ff;]{{0,60}}?\b(?:leaving|leaves|which\sleaves|short\sby|short\sof\sit\sby)\s"
    rf"(?:[a-z]+\s){{0,2}}?(?P<gap>{N})"
)
_MINUS = re.compile(
    rf"(?P<gap>{N})[^\ue000-\ue0ff;]{{0,40}}?[,(:]\s?(?P<b>{N})\s(?:minus|less|take\saway)\s(?P<a>{N})"
)
_ALTHOUGH = re.compile(r"\b(?:although|though|whereas|whilst|while|but)\b", re.IGNORECASE)
_GAIN = re.compile(
    rf"\b(?:gain|rise|increase|improvement|drop|fall|decrease|gap|difference|up|down)\s(?:of\s|by\s)?(?P<a>{P})"
    rf"|(?P<b>{P})\s(?:more|less|higher|lower|fewer)\b|^(?:[^\ue400-\ue4ff]*,\s)?(?P<c>{P}),\s"
)


def check_gaps(document: Document, desk: Desk) -> None:
    """Hold each gap between two figures against them."""
    before: Sentence | None = None
    for sentence in document.sentences:
        if not sentence.quantities:
            continue
        for form in (_THAN, _BY):
            for match in form.finditer(sentence.skeleton.text):
                _check_than(sentence, match, before, desk)
        for form in (_LEAVING, _MINUS):
            for match in form.finditer(sentence.skeleton.text):
                _check_left(sentence, match, desk)
        _check_points(sentence, desk)
        before = sentence


def _told(sentence: Sentence, match: "re.Match[str]") -> tuple[Quantity, Quantity, int]:
    """Return a gap, the figure it is from, and its way: 1 above, -1 below, 0 where it is none."""
    figures, named = sentence.skeleton.figures, match.groupdict()
    gap = figures[named["gap"] or named["gap2"]]
    old = figures[named["old"] or named["old2"]]
    way = 1 if named["up"] or named.get("up2") else -1
    over = named.get("over") and gap.unit is Unit.COUNT
    # "1,455 over the 52 courses" is no gap.
    return gap, old, 0 if named.get("gap2") and (over or gap.value >= old.value) else way


def _check_than(
    sentence: Sentence, match: "re.Match[str]", before: Sentence | None, desk: Desk
) -> None:
    gap, old, way = _told(sentence, match)
    if not way or gap.unit is not old.unit or old.unit not in (Unit.COUNT, Unit.MONEY):
        return
    near = _compared(sentence, match, before, gap, old)
    fit = [one for one in near if one[0].value not in (old.value, gap.value)]
    if not fit:
        return
    held = [
        one
        for one in fit
        if judge_amount(gap, (one[0].value - old.value) * way, parts=[one[0], old]).holds
    ]
    turned = [one for one in fit if abs(one[0].value - old.value) == gap.value]
    if len(fit) < len(near) and not held and not turned:
        # "280 or fewer, so 24 more than the line of 280": said twice, and set against neither.
        return
    new, place = (held or turned or fit)[0]
    if not held and not turned and place is not sentence and len({q.value for q, _ in fit}) > 1:
        return
    moved = (new.value - old.value) * way
    judgement = judge_amount(gap, moved, parts=[new, old])
    if not judgement.holds and turned:
        judgement = Judgement(False, amount(-moved, gap), Severity.MATERIAL, WRONG_WAY)
    inside = [gap, old, new] if place is sentence else [gap, old]
    desk.judged(
        sentence,
        (min(q.start for q in inside), max(q.end for q in inside)),
        Kind.SUM,
        gap.text,
        judgement,
        f"{old.text} and {new.text} differ by {amount(abs(moved), gap)}.",
        assumptions=[f"{new.text} is the figure compared with {old.text}."],
        sources=[] if place is sentence else [desk.place_in(place, new.start, new.end)],
    )


def _compared(
    sentence: Sentence,
    match: "re.Match[str]",
    before: Sentence | None,
    gap: Quantity,
    old: Quantity,
) -> list[tuple[Quantity, Sentence]]:
    """Return the figures that may be set against the older one, likeliest first, and where."""
    figures, text = sentence.skeleton.figures, sentence.skeleton.text
    later = _NOW.match(text, match.end())
    ahead = [figures[later["new"]]] if later else []
    own = [figures[m] for m in reversed(re.findall(N, text[: match.start()]))]
    near = [(q, sentence) for q in (*ahead, *own)]
    if before is not None and 0 <= sentence.block - before.block <= 1:
        near += [(q, before) for q in before.quantities]
    fit = [(q, s) for q, s in near if q.unit is old.unit and q not in (gap, old)]
    return [(q, s) for q, s in fit if old.value / 2 <= q.value <= old.value * 2]


def _check_left(sentence: Sentence, match: "re.Match[str]", desk: Desk) -> None:
    figures = sentence.skeleton.figures
    a, b, gap = (figures[match[name]] for name in ("a", "b", "gap"))
    if not a.unit is b.unit is gap.unit or a.value == b.value or a.unit is Unit.RATE:
        return
    apart = b.value - a.value if match.re is _MINUS else abs(b.value - a.value)
    judgement = judge_amount(gap, apart, parts=[a, b])
    desk.judged(
        sentence,
        (min(q.start for q in (a, b, gap)), max(q.end for q in (a, b, gap))),
        Kind.SUM,
        gap.text,
        judgement,
        f"{b.text} less {a.text} is {amount(apart, gap)}.",
    )


def _check_points(sentence: Sentence, desk: Desk) -> None:
    """Judge `81.4 against 85.0, 3.6 percentage points`, and points written as per cent."""
    shares = [q for q in sentence.quantities if q.unit is Unit.PERCENT and not q.in_words]
    points = [q for q in sentence.quantities if q.unit is Unit.POINTS]
    if len(points) == 1:
        levels = shares or [q for q in sentence.quantities if q.half < Decimal("0.5")]
        levels = [q for q in levels if q is not points[0]]
        if _parted(sentence, [points[0], *levels]):
            return
        if len({q.value for q in levels}) == 2:
            _judge_points(sentence, points[0], levels, desk)
        return
    match = _GAIN.search(sentence.skeleton.text)
    if match is None or points:
        return
    stated = sentence.skeleton.figures[match["a"] or match["b"] or match["c"]]
    levels = [q for q in shares if q is not stated]
    if not levels:
        levels = [q for q in sentence.quantities if q is not stated and q.half < Decimal("0.5")]
    values = {q.value for q in levels}
    if len(values) != 2 or stated.unit is not Unit.PERCENT:
        return
    low, high = min(values), max(values)
    change = [(high - low) * 100 / one for one in (low, high) if one]
    if high - low != stated.value or any(abs(c - stated.value) <= stated.half for c in change):
        return
    cause = "a change in percentage points written as percent"
    judgement = Judgement(False, f"{high - low} points", Severity.LABEL, cause)
    _say_points(sentence, stated, levels, judgement, desk)


def _parted(sentence: Sentence, figures: list[Quantity]) -> bool:
    """Return whether a word such as "although" stands between figures: they are of two things."""
    first, last = min(q.end for q in figures), max(q.start for q in figures)
    return bool(_ALTHOUGH.search(sentence.text[first:last]))


def _judge_points(sentence: Sentence, stated: Quantity, levels: list[Quantity], desk: Desk) -> None:
    first, last = levels[0], next(q for q in levels if q.value != levels[0].value)
    moved = last.value - first.value
    judgement = judge_amount(stated, abs(moved), parts=[])
    text = sentence.text
    after = last.start > stated.start and re.search(r"\b(?:to|at)\s(?:\w+\s)?$", text[: last.start])
    then = re.search(r"\b(?:afterwards?|now|then)\b", text[first.end : last.start], re.I)
    ways = {1 if m["up"] else -1 for m in DIRECTION.finditer(text.lower())}
    if judgement.holds and (after or then) and len(ways) == 1 and moved * ways.pop() < 0:
        judgement = Judgement(False, f"{moved:+} points", Severity.MATERIAL, WRONG_WAY)
    _say_points(sentence, stated, levels, judgement, desk)


def _say_points(
    sentence: Sentence, stated: Quantity, levels: list[Quantity], judgement: Judgement, desk: Desk
) -> None:
    every = [stated, *levels]
    texts = list(dict.fromkeys(q.text for q in levels))
    desk.judged(
        sentence,
        (min(q.start for q in every), max(q.end for q in every)),
        Kind.PERCENT_CHANGE,
        stated.text,
        judgement,
        f"{texts[0]} and {texts[-1]} differ by {judgement.computed}.",
    )
