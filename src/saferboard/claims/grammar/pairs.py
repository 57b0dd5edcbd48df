"""
Pairs of an earlier and a later figure, however they are put: `from 215 to 189`, `189,
compared with 215 last year`, `(1452 to 1577)`, `215 in 2020/21 and 189 in 2021/22`.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from saferboard.claims.grammar.moments import Kind as MomentKind
from saferboard.claims.grammar.moments import Moment
from saferboard.claims.grammar.quantities import Quantity, Unit
from saferboard.claims.text import N, P, Skeleton, T


@dataclass(frozen=True)
class Pair:
    """
    An earlier and a later figure.  `start` and `end` bound them in the skeleton.

    `form` is how they were put; with `target` the first is what was planned, not what was.
    """

    old: Quantity
    new: Quantity
    start: int
    end: int
    form: str
    target: bool = False


def _gap(most: int, *, times: bool = True) -> str:
    """Return a pattern for words with no other number among them."""
    shut = "" if times else "\ue800-\ue8ff"
    return rf"[^\ue000-\ue0ff{shut};]{{0,{most}}}?"


_WHOLE = Decimal("0.5")
_MOVES = (
    r"(?:rose|rises|risen|rising|fell|falls|fallen|falling|increas\w+|decreas\w+|dropp\w+"
    r"|reduc\w+|grew|"
    r"grown|growing|declin\w+|climb\w+|went\s(?:up|down)|up|down|cut|improv\w+|jump\w+)"
)
_ABOVE = r"\b(?:on|over|than|from|above|below|against)\s(?:the\s)?"
_FORMS: list[tuple[str, "re.Pattern[str]"]] = [
    (
        "than-at",
        re.compile(
            rf"{P}{_gap(30)}{_ABOVE}{_gap(40)}(?P<old>{N})(?!\s?%){_gap(45)}[,(]\s?(?:and\s)?"
            rf"(?:(?:at|to|now|with|reaching|making|making\sit|giving)\s)?(?P<new>{N})(?![^(]*\))"
        ),
    ),
    (
        "than-at",
        re.compile(rf"{P}{_gap(30)}{_ABOVE}{_gap(40)}(?P<old>{N})(?!\s?%)\sat\s(?P<new>{N})"),
    ),
    ("bare", re.compile(rf"{P}{_gap(30)},\s(?P<old>{N})\sto\s(?P<new>{N})(?=[.,;)]|\sand\b|$)")),
    ("bare", re.compile(rf"(?P<old>{N})\sto\s(?P<new>{N}),\sby\s{P}")),
    (
        "than-at",
        re.compile(rf"{P}{_gap(30)}{_ABOVE}{_gap(40)}(?P<old>{N}){_gap(25)}\(\s?(?P<new>{N})\s?\)"),
    ),
    (
        "so-at",
        re.compile(
            rf"(?P<old>{N}){_gap(60)}[,;]\s(?:and\s)?so\s{_gap(60)}{P}{_gap(30)}\b(?:to|at|reaching)"
            rf"\s{_gap(15)}(?P<new>{N})"
        ),
    ),
    (
        "from-to",
        re.compile(rf"\bfrom\s{_gap(30)}(?P<old>{N}){_gap(80)}\bto\s{_gap(30)}(?P<new>{N})"),
    ),
    (
        "bracket",
        re.compile(
            rf"\(\s?(?:up\s|down\s)?(?:from\s)?(?P<old>{N})(?:(?!compared|opposed|relative|similar)[^\ue000-\ue0ff;]){{0,25}}?\s?(?:to|→|->|➔"
            rf"|⇒)\s?{_gap(25)}(?P<new>{N})"
        ),
    ),
    ("from-to", re.compile(rf"(?P<old>{N})\s?(?:→|➔|⇒|->)\s?(?P<new>{N})")),
    (
        "extra",
        re.compile(
            rf"(?P<new>{N}){_gap(70)},?\s(?:an\sextra|an?\s(?:increase|rise|growth|fall|drop|reduction|decrease)\sof|up|down"
            rf"|a\sfurther)\s(?:by\s)?{N}\s(?:[a-z]+\s){{0,2}}(?:on|from|over|than|compared\s(?:to|with))\s{_gap(40)}(?P<old>{N})"
        ),
    ),
    (
        "extra",
        re.compile(
            rf"(?P<new>{N}){_gap(70)},?\s(?:[a-z]+\s){{0,3}}{N}\s(?:more|fewer|less|higher|lower)\s(?:[a-z]+\s){{0,3}}?than\s{_gap(45)}(?P<old>{N})"
        ),
    ),
    (
        "aside",
        re.compile(
            rf"(?P<new>{N})(?:\sout\sof\s{N})?{_gap(60)}\(\s?(?:compared\s(?:to|with)|against|from|up\sfrom"
            rf"|down\sfrom|previously|vs\.?|was|{T}(?:\s{T})?:?)\s(?:{_gap(25)})(?P<old>{N})"
        ),
    ),
    ("aside", re.compile(rf"(?P<new>{N}){_gap(40)}\(\s?(?P<old>{N})\s(?:{_gap(20)})(?:{T})\s?\)")),
    (
        "aside",
        re.compile(
            rf"(?P<new>{N}){_gap(20)}\(\s?(?P<old>{N})\s?\),?\s(?:which\sis\s|that\sis\s)?(?:an?\s)?"
            rf"(?:up|down|rise|fall|increase|decrease|reduction)\s(?:of\s|by\s)?{P}"
        ),
    ),
    (
        "compared",
        re.compile(
            rf"(?P<new>{N}){_gap(120)}\b(?:compared\s(?:to|with|against)"
            rf"|in\scomparison\s(?:to|with)|as\sagainst|as\sopposed\sto|against|versus|vs\.?|up\son"
            rf"|down\son|up\sfrom|down\sfrom|(?:increase|decrease|rise|fall|drop|reduction"
            rf"|decline)\sfrom)\s(?P<words>{_gap(70)})(?P<old>{N})"
        ),
    ),
    (
        "than",
        re.compile(
            rf"(?P<new>{N}){_gap(90)}{P}{_gap(40)}{_ABOVE}(?P<words>{_gap(50)})(?P<old>{N})"
        ),
    ),
    (
        "to-from",
        re.compile(rf"\bto\s{_gap(20)}(?P<new>{N}){_gap(60)}\bfrom\s{_gap(30)}(?P<old>{N})"),
    ),
    (
        "moved",
        re.compile(
            rf"(?P<old>{N}){_gap(60)}\b{_MOVES}\s(?:by\s{P}\s)?{_gap(15)}to\s{_gap(20)}(?P<new>{N})"
        ),
    ),
    (
        "of-to",
        re.compile(
            rf"{P}{_gap(40)}\b(?:on|from|over)\s(?:the\s)?{_gap(40)}(?P<old>{N}){_gap(40)}"
            rf"\bto\s{_gap(20)}(?P<new>{N})"
        ),
    ),
]
_PERCENT_FORMS: list[tuple[str, "re.Pattern[str]"]] = [
    (
        "from-to",
        re.compile(
            rf"\bfrom\s[^\ue000-\ue4ff;]{{0,30}}?(?P<old>{P})[^\ue000-\ue4ff;]{{0,60}}?\bto"
            rf"\s[^\ue000-\ue4ff;]{{0,20}}?(?P<new>{P})"
        ),
    ),
    (
        "compared",
        re.compile(
            rf"(?P<new>{P})[^\ue000-\ue4ff;]{{0,80}}?\b(?:compared\s(?:to|with)|up\sfrom"
            rf"|down\sfrom)\s(?P<words>[^\ue000-\ue4ff;]{{0,40}}?)(?P<old>{P})"
        ),
    ),
]
_TIMED = [
    re.compile(
        rf"(?P<a>{N})(?:{_gap(60, times=False)})(?P<ta>{T})(?P<between>{_gap(80)})(?P<b>{N}"
        rf")(?:{_gap(60, times=False)})(?P<tb>{T})"
    ),
    re.compile(
        rf"(?P<ta>{T})(?:{_gap(60, times=False)})(?P<a>{N})(?P<between>"
        rf"[^\ue000-\ue0ff\ue800-\ue8ff]{{0,80}}?)(?P<tb>{T})(?:{_gap(60, times=False)})(?P<b>{N})"
    ),
]
_THEN_BEFORE = re.compile(
    rf"(?P<new>{N})[^\ue000-\ue0ff;.]{{0,50}}?[,(]\s?(?:and\s|it\swas\s)?(?P<when>{T})(?:\sit\swas|\sthere\swere|:|,)?\s(?P<old>{N})"
)
_HAD_BEEN = re.compile(
    rf"(?P<new>{N})[^\ue000-\ue0ff]{{0,60}}?\b(?:there\shad\sbeen|had\sbeen|there\swere|it\swas)\s(?P<old>{N})"
    rf"[^\ue000-\ue0ff;.]{{0,25}}?(?P<when>{T})"
)
_TARGET = re.compile(
    r"\b(?:budget|target|plan|planned|forecast|expected|allocation|profile|ceiling)\b"
)
ELSEWHERE = re.compile(
    r"\b(?:london|national\w*|england|average|neighbour\w*|wales|similar|elsewhere|other"
    r"|uk|force|most similar)\b"
)


_IS_GAP = re.compile(
    r"\s(?:(?:more|fewer|less|extra|additional|higher|lower)\b|(?:over|under|short|ahead)\s?[,;)])"
)
_ADDED = re.compile(r"(?:\bplus|\+)\s$")
_HAS_WHOLE = re.compile(rf"\s(?:(?:out\s)?of\s(?:the\s)?{N}|in\s{N}(?=\s?(?:[(,;.]|$)))")
_IS_WHOLE = re.compile(r"\bout\sof\s(?:the\s|all\s)?$")


def pairs(skeleton: Skeleton) -> list[Pair]:
    """Return the pairs of a sentence, the surest forms first taken, in order of place."""
    if len(skeleton.figures) < 2:
        return []
    known = skeleton.memo.get("pairs")
    if known is None:
        # Six checks ask for the pairs of each sentence, and finding them is dear.
        known = skeleton.memo["pairs"] = _find_pairs(skeleton)
    return cast(list[Pair], known)


def _find_pairs(skeleton: Skeleton) -> list[Pair]:
    found: list[Pair] = []
    used: set[int] = set()
    for form, pattern in [*_FORMS, *_PERCENT_FORMS]:
        for match in _overlapping(pattern, skeleton.text):
            pair = _pair(skeleton, match, form)
            if pair is None or {match.start("old"), match.start("new")} & used:
                continue
            used |= {match.start("old"), match.start("new")}
            found.append(pair)
    told = [*_overlapping(_THEN_BEFORE, skeleton.text), *_overlapping(_HAD_BEEN, skeleton.text)]
    for match in told:
        pair = (
            _pair(skeleton, match, "aside") if skeleton.moments[match["when"]].order < 0 else None
        )
        if pair is None or {match.start("old"), match.start("new")} & used:
            continue
        used |= {match.start("old"), match.start("new")}
        found.append(pair)
    for pattern in _TIMED:
        for match in _overlapping(pattern, skeleton.text):
            pair = _timed(skeleton, match)
            if pair is None or {match.start("a"), match.start("b")} & used:
                continue
            used |= {match.start("a"), match.start("b")}
            found.append(pair)
    return sorted(found, key=lambda pair: pair.start)


def _overlapping(pattern: "re.Pattern[str]", text: str) -> list["re.Match[str]"]:
    """Return matches that may begin inside one another, a bounded number of them."""
    found: list[re.Match[str]] = []
    at = 0
    while len(found) < 40 and (match := pattern.search(text, at)):
        found.append(match)
        at = match.start() + 1
    return found


def _pair(skeleton: Skeleton, match: "re.Match[str]", form: str) -> Pair | None:
    old, new = skeleton.figures[match["old"]], skeleton.figures[match["new"]]
    if not alike(old, new) or old.value == new.value:
        # "down from the 441, 4.5% fewer than the 441" says one figure twice.
        return None
    words = match.groupdict().get("words") or ""
    if re.search(r"[\ue800-\ue8ff],(?!\s(?:when|where))", words):
        return None
    if _IS_GAP.match(skeleton.text, match.end("new")) and form in ("than", "of-to"):
        return None
    if _IS_WHOLE.search(skeleton.text, max(match.start("new") - 16, 0), match.start("new")):
        # "211 out of 260 (from 117)" compares the 211.
        return None
    if _ADDED.search(skeleton.text, max(match.start("new") - 6, 0), match.start("new")):
        # "1,098 offences, 447 plus 651, compared with 1,100" compares the 1,098.
        return None
    parts = [bool(_HAS_WHOLE.match(skeleton.text, match.end(name))) for name in ("old", "new")]
    if parts == [True, False] and form in ("compared", "aside", "than"):
        # "79% of the 24 reviews, up from 12 in 17" compares no whole with a part.
        return None
    if old.in_words != new.in_words and not old.value / 5 <= new.value <= old.value * 5:
        # "The two areas had dropped to 47" compares no two with 47.
        return None
    inside = skeleton.text[match.start() : match.end()]
    if form in ("compared", "than") and ELSEWHERE.search(words):
        return None
    if form in ("from-to", "moved") and re.search(r"\b(?:and|or|while|but)\b.*\bto\b", inside):
        between = skeleton.text[match.start("old") + 1 : match.start("new")]
        if form == "moved" or re.search(r"[,;]\s(?:and|while|but)\b", between):
            return None
    places = (match.start("old"), match.start("new"))
    return Pair(old, new, min(places), max(places) + 1, form, bool(_TARGET.search(words)))


def alike(one: Quantity, other: Quantity) -> bool:
    """Return whether two figures are of a kind that can be compared."""
    kinds = {one.unit, other.unit}
    if kinds == {Unit.COUNT, Unit.RATE}:
        return one.half < _WHOLE and other.half < _WHOLE
    return len(kinds) == 1 and Unit.RANK not in kinds and Unit.POINTS not in kinds


def _timed(skeleton: Skeleton, match: "re.Match[str]") -> Pair | None:
    one, other = skeleton.figures[match["a"]], skeleton.figures[match["b"]]
    first, second = skeleton.moments[match["ta"]], skeleton.moments[match["tb"]]
    way = order(first, second)
    if not way or not alike(one, other) or one.unit is Unit.PERCENT:
        return None
    if ELSEWHERE.search(match["between"]):
        return None
    old, new = (one, other) if way < 0 else (other, one)
    return Pair(old, new, match.start("a"), match.start("b") + 1, "timed")


def order(first: Moment, second: Moment) -> int:
    """Return -1 if `first` is the earlier, 1 if the later, 0 where the words do not say."""
    if first.period and second.period and len(first.period) == len(second.period):
        one, other = first.period.last, second.period.last
        return (one > other) - (one < other)
    if MomentKind.RELATIVE in (first.kind, second.kind):
        return (first.order > second.order) - (first.order < second.order)
    return 0
