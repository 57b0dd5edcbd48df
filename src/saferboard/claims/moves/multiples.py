"""
Doubles and halves: `4,126 vapes, more than double the 1,873 of 2023/24`.
"""

import re
from decimal import Decimal

from saferboard.claims.desk import Desk
from saferboard.claims.grammar.quantities import Bound, Unit
from saferboard.claims.judging import Judgement
from saferboard.claims.model import Kind, Severity
from saferboard.claims.text import Document, N, P, Sentence

_MULTIPLE = re.compile(
    rf"(?P<new>{N})[^\ue000-\ue6ff;.]{{0,60}}?,?\s(?:(?P<over>more\sthan|over|well\sover)\s"
    r"|(?P<under>less\sthan|under|fewer\sthan)\s|(?P<nearly>nearly|almost|about|around|just\sunder)\s)?"
    r"(?P<word>double|twice|half|treble|triple|three\stimes|four\stimes|a\sthird\sof|a\squarter\sof)\s"
    rf"(?:the|that\sof|last\syear's|as\smany\sas\sthe)\s(?:[a-z]+\s){{0,2}}?(?P<old>{N})"
)
_PART = re.compile(
    rf"(?P<new>{N})[^\ue000-\ue6ff;.]{{0,60}}?,?\s(?P<share>{P})\s(?:of\s)?(?:the|that\sof|last\syear's)\s"
    rf"(?:[a-z]+\s){{0,2}}?(?P<old>{N})"
)
_TIMES = {
    "double": Decimal(2),
    "twice": Decimal(2),
    "half": Decimal("0.5"),
    "treble": Decimal(3),
    "triple": Decimal(3),
    "three": Decimal(3),
    "four": Decimal(4),
    "a third": Decimal(1) / 3,
    "a quarter": Decimal("0.25"),
}
_ROOM = Decimal("0.1")
_NEARLY = Decimal("0.2")


def check_multiples(document: Document, desk: Desk) -> None:
    """Hold `more than double the 1,873` against the figure before it."""
    for sentence in document.sentences:
        if len(sentence.quantities) < 2:
            continue
        for match in _MULTIPLE.finditer(sentence.skeleton.text):
            times = next(v for word, v in _TIMES.items() if match["word"].startswith(word))
            _judge(sentence, match, match["word"], times, _bound(match), desk)
        for match in _PART.finditer(sentence.skeleton.text):
            share = sentence.skeleton.figures[match["share"]]
            if share.in_words and share.unit is Unit.PERCENT:
                _judge(sentence, match, share.text, share.value / 100, share.bound, desk)


def _judge(
    sentence: Sentence,
    match: "re.Match[str]",
    words: str,
    times: Decimal,
    bound: Bound,
    desk: Desk,
) -> None:
    figures = sentence.skeleton.figures
    new, old = figures[match["new"]], figures[match["old"]]
    if new.unit is not old.unit or new.unit not in (Unit.COUNT, Unit.MONEY, Unit.RATE):
        return
    exact = new.value / old.value if old.value else Decimal(0)
    holds = _holds(bound, exact / times)
    shown = f"{exact:.2f} times"
    desk.judged(
        sentence,
        (new.start, old.end),
        Kind.OTHER,
        words,
        Judgement(holds, shown, None if holds else Severity.MATERIAL),
        f"{new.text} is {shown} {old.text}.",
    )


def _bound(match: "re.Match[str]") -> Bound:
    named = (("over", Bound.OVER), ("under", Bound.UNDER), ("nearly", Bound.NEARLY))
    return next((bound for name, bound in named if match[name]), Bound.EXACT)


def _holds(bound: Bound, part: Decimal) -> bool:
    """Return whether a multiple fits its words; `part` is it over what they say."""
    if bound is Bound.OVER:
        return 1 <= part <= 2
    if bound is Bound.UNDER:
        return Decimal("0.4") <= part <= 1
    room = _NEARLY if bound in (Bound.NEARLY, Bound.ABOUT) else _ROOM
    return abs(part - 1) <= room
