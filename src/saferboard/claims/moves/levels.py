"""
The levels of a passage: figures that a thing stood at, each with the time it stood there.

`84,612 in the year to March 2025`, `down from 86,940`, `last year it was 3,196`, `(2023: 655)`.
Two levels whose times the words tell apart are an earlier and a later one; others are neither.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from saferboard.claims.grammar.directions import MORE, MORE_AFTER
from saferboard.claims.grammar.moments import Moment
from saferboard.claims.grammar.pairs import order
from saferboard.claims.grammar.quantities import Quantity, Unit
from saferboard.claims.text import Sentence

_FIGURE = "[\ue000-\ue6ff]"
_TIME = "[\ue800-\ue8ff]"
_WORDS = (
    r"(?:the\s|a\s|an\s|some\s|about\s|just\s|over\s|its\s|their\s|our\s|that\sof\s|a\sfigure\sof\s"
    r"|[a-z]+['’]s\s)*"
)
_FROM = re.compile(
    rf"\b(?:than|from|against|compared\s(?:to|with)|(?:last|previous|prior)\s(?:year|quarter|month)(?:'s|’s)"
    rf"|previously|formerly|(?:having|had)\sbeen)\s{_WORDS}(?:[a-z]+\s){{0,2}}?$"
)
_BETWEEN = r"[^\ue000-\ue6ff]{0,30}?"
_ON = re.compile(
    rf"(?:[\ue400-\ue4ff]|\b(?:increase|rise|growth|fall|drop|decrease|reduction)\sof\s{_FIGURE})"
    rf"{_BETWEEN}\bon\s{_WORDS}$|{_FIGURE}{_BETWEEN}\b(?:over|below|above|under)\s{_WORDS}$"
)
_ASIDE = re.compile(r"\(\s?$")
_DATED_ASIDE = re.compile(
    rf"{_TIME}\s\(\s?$|\(\s?(?:in\s)?{_TIME}(?:\s(?:was|figure))?:?\s(?:[a-z]+\s)?$"
)
_ENDS_ASIDE = re.compile(
    r"\s?\)?,?\s(?:which\sis\s|that\sis\s|i\.e\.\s|so\s)?(?:an?\s|up\b|down\b)(?:[a-z]+\s){0,2}?"
    r"(?:increase|rise|growth|fall|drop|decrease|reduction|improvement|deterioration|decline|change)?\b"
)
_BEFORE_NOW = re.compile(
    r"\b(?:a\s(?:year|month|quarter)\s(?:ago|earlier|before)|the\s(?:year|month|quarter)\sbefore"
    r"|the\s(?:previous|preceding|prior)\s(?:financial\s)?(?:year|month|quarter|period)|previously)\b"
)
_AIM = re.compile(
    r"\b(?:target|budget|plan|standard|ambition|aim|forecast|expected|establishment|allowed|limit|limits|goal|threshold|capacity)\b"
)
_ELSEWHERE = re.compile(
    r"\b(?:london|national\w*|england|wales|scotland|uk|britain|regional(?:ly)?|elsewhere|neighbour\w*"
    r"|similar|statistical|famil(?:y|ies)\sgroup|comparators?|other\sareas|peers?)\b"
)
_WAS_THEN = re.compile(
    r"\b(?:previous|prior|preceding|last|earlier)\s(?:[a-z]+\s){0,2}?(?:was|were|had|comprised|stood\sat|of)\s"
    r"(?:the\s|about\s)?$"
)
_OPENS_THEN = re.compile(
    r"^\W*(?:\w+\s){0,2}?(?:the\s)?(?:previous|prior|preceding|last\s(?=year|quarter|month|survey|report))"
    r"\s?[a-z]+\b"
    r"|^\W*(?:a\s(?:year|month|quarter)\s(?:ago|earlier|before))\b"
)
_QUICKER = re.compile(
    r"\s(?:[a-z]+\s){0,2}?(?:slower|quicker|faster|longer|shorter|better|worse|older|younger|later|earlier"
    r"|outside|inside|ahead\sof|behind|adrift\sof)\s(?:than|of|on|the)\b"
)
_NO_LEVEL = (Unit.RANK, Unit.POINTS)
_FEW = 13


@dataclass(frozen=True, eq=False)
class Level:
    """
    A figure and its time: `then` where the words say that it was before, `moment` what they name.

    `aim` says that it is a target or a budget, `elsewhere` that it is of another place, `held`
    that another figure is held against it: `more than the 905`.
    """

    quantity: Quantity
    sentence: Sentence
    at: int
    then: bool
    moment: Moment | None
    aim: bool
    elsewhere: bool
    held: bool = False


def levels(sentence: Sentence, moved: Iterable[Quantity] = ()) -> list[Level]:
    """Return the levels of a sentence; `moved` are figures of it that are changes and no levels."""
    skeleton = sentence.skeleton
    known = skeleton.memo.get("levels")
    if known is None:
        known = skeleton.memo["levels"] = list(_levels(sentence))
    text = skeleton.text
    out = {q.start for q in moved if not STANDS.search(text[: _place(sentence, q)])}
    return [level for level in known if level.quantity.start not in out]  # type: ignore[attr-defined]


STANDS = re.compile(r"\b(?:from|to|at|than|against|was|were|is)\s$")
"""What stands before a level that looks like a move: `dropped from 22% to 18%`."""


def _place(sentence: Sentence, quantity: Quantity) -> int:
    skeleton = sentence.skeleton
    return next(skeleton.places[m] for m, q in skeleton.figures.items() if q is quantity)


def _levels(sentence: Sentence) -> Iterator[Level]:
    skeleton = sentence.skeleton
    for mark, quantity in skeleton.figures.items():
        at = skeleton.places[mark]
        if (
            quantity.unit in _NO_LEVEL
            or quantity.sign
            or quantity.like_a_year
            or not quantity.value
        ):
            continue
        if quantity.in_words and (quantity.value < _FEW or quantity.unit is Unit.PERCENT):
            continue
        if quantity.unit is not Unit.PERCENT and is_gap(skeleton.text, at):
            continue
        yield _level(sentence, quantity, at, opens=bool(_OPENS_THEN.match(skeleton.text)))


def is_gap(text: str, at: int) -> bool:
    """Return whether the words beside a figure say that it is a difference."""
    if MORE.search(text, max(at - 40, 0), at) or MORE_AFTER.match(text, at + 1):
        return True
    return bool(_QUICKER.match(text, at + 1))


def _level(sentence: Sentence, quantity: Quantity, at: int, *, opens: bool) -> Level:
    text = sentence.skeleton.text
    lead = re.split(rf"{_FIGURE}|[;.]\s", text[max(at - 70, 0) : at])[-1]
    tail = re.split(rf"{_FIGURE}|[;.,(]|\sand\s", text[at + 1 : at + 60])[0]
    whole = text[max(at - 70, 0) : at]
    held = bool(_FROM.search(lead) or _ON.search(whole))
    then = bool(held or _WAS_THEN.search(lead) or _BEFORE_NOW.search(tail))
    if _DATED_ASIDE.search(lead) and not _AIM.search(lead):
        then = True
    if _ASIDE.search(lead) and _ENDS_ASIDE.match(text, at + 1) and text[at + 1 : at + 2] == ")":
        then = True
    moments = sentence.skeleton.moments
    if _ASIDE.search(lead) and re.match(rf"[^)]*{_TIME}", tail) and not _AIM.search(tail):
        then = True
    after = [moments[m] for m in re.findall(_TIME, tail)]
    ahead = [moments[m] for m in re.findall(_TIME, lead)]
    moment = next(iter([*after, *ahead[-1:]]), None)
    if (moment is not None and moment.order < 0) or (opens and moment is None):
        then = True
    near = lead[-45:] + " " + tail[:30]
    return Level(
        quantity,
        sentence,
        at,
        then,
        moment,
        bool(_AIM.search(near)),
        bool(_ELSEWHERE.search(near)),
        held,
    )


_SINCE = re.compile(
    r"\b(?:has|have)\s(?:\w+\s)?been\b|\b(?:now|since|so|therefore|thus|compare[sd]?)\b"
)


def runs(one: Level, other: Level) -> int:
    """Return -1 if `one` is the earlier of two levels, 1 if the later, 0 where it is not said."""
    if one.held != other.held:
        return -1 if one.held else 1
    if one.moment and other.moment:
        way = order(one.moment, other.moment)
        a, b = _year(one.moment), _year(other.moment)
        if way or (a and b and a != b):
            return way or (1 if a > b else -1)
    if one.then != other.then:
        return -1 if one.then else 1
    if (one.moment is None) != (other.moment is None):
        # "In 2023 it was 61.4%, so there has been a fall": 2023 is what now is held against.
        named, bare = (one, other) if one.moment else (other, one)
        assert named.moment, "one of the two has a moment"
        told = (named.sentence.index, named.at) > (bare.sentence.index, bare.at)
        if _year(named.moment) and told and _SINCE.search(named.sentence.skeleton.text):
            return -1 if named is one else 1
    return 0


def _year(moment: Moment) -> int:
    """Return the year a period ends in or a date lies in, 0 where none is named."""
    if moment.period is not None:
        return moment.period.last.year
    return moment.year or 0


def comparable(one: Level, other: Level) -> bool:
    """Return whether two levels may be of one thing at two times."""
    a, b = one.quantity, other.quantity
    if a.unit is not b.unit or a.value == b.value or a.per != b.per:
        return False
    if one.aim or other.aim or one.elsewhere or other.elsewhere:
        return False
    return max(a.value, b.value) <= 12 * min(a.value, b.value)


def distinct(found: Iterable[Level]) -> list[Level]:
    """Return levels without those that say a figure again."""
    seen: dict[tuple[Unit, Decimal], Level] = {}
    for one in found:
        seen.setdefault((one.quantity.unit, one.quantity.value), one)
    return list(seen.values())
