"""
A share beside its part: `36 deaths (77%)`, `77%, or 36`, `81% of whom (61)`, `101, a rate of 71%`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from saferboard.claims.checks.passages import AMOUNTS
from saferboard.claims.grammar.directions import changes
from saferboard.claims.grammar.quantities import Quantity, Unit
from saferboard.claims.grammar.share_forms import MEANS
from saferboard.claims.text import N, P, Sentence

_G = r"[^\ue000-\ue6ff;()]"
_FORMS = [
    re.compile(
        rf"(?P<part>{N})(?:[^\ue000-\ue6ff;(),]|,(?!\s(?:and|while|but)\b)){{0,70}}?\(\s?(?:{MEANS}\s)?(?P<share>{P})"
    ),
    re.compile(
        rf"(?P<share>{P})(?:\sof\s[a-z\s]{{2,40}}?)?\s?\(\s?(?P<part>{N})(?:\s[a-z]+){{0,3}}\s?\)"
    ),
    re.compile(rf"\(\s?(?P<share>{P}),?\s(?:or\s|that\sis\s)(?P<part>{N})(?:\s[a-z]+){{0,2}}\s?\)"),
    re.compile(rf"(?P<share>{P}),\s(?:or\s|that\sis\s)?(?P<part>{N})(?:\s[a-z]+){{0,2}}[,.)]"),
    re.compile(
        rf"(?P<part>{N})[^\ue000-\ue6ff;(),]{{0,60}}?(?:,\s|\s[–—-]\s|:\s|\s(?={MEANS}))"
        rf"(?:which\sis\s|which\swas\s|{MEANS}\s)?(?:(?!and\b)[a-z]+\s){{0,1}}?(?P<share>{P})"
    ),
    re.compile(
        rf"(?P<part>{N}){_G}{{0,60}}?,?\s(?:an?|the)\s(?:[a-z-]+\s){{0,4}}of\s(?P<share>{P})"
    ),
]
_CHANGED = re.compile(
    r"\b(?:increas\w*|decreas\w*|rise|rose|risen|fall|fell|fallen|reduc\w+|drop\w*|up|down|higher"
    r"|lower|more|fewer|less|than|growth|grew|declin\w+|compared|against|from|above|below"
    r"|short|behind|ahead|better|worse|variance|underspend|overspend|surplus|deficit|shortfall"
    r"|gap|difference|changed?|uplift|target|plan|average|nationally|england)\b"
)
_AS_WHOLE = re.compile(
    r"\d\s(?:out\sof|of|in)\s(?:the\s|all\s|our\s|those\s|these\s)*$|\b(?:target|plan|budget|profiled?)\s(?:of\s)?$"
)
_COMES = re.compile(r"\)?\s(?:more|fewer|less|higher|lower|up|down|above|below|over|under)\b")
_ELSEWHERE = re.compile(r"\)?\sof\s(?:the\s)?(?:local|national|general|whole)\s")


@dataclass(frozen=True, eq=False)
class Entry:
    """A share with its part; `start` and `end` bound the two in the skeleton."""

    part: Quantity
    share: Quantity
    sentence: Sentence
    start: int
    end: int


def entries(sentence: Sentence) -> list[Entry]:
    """Return the shares of a sentence that stand beside their part, in order."""
    skeleton = sentence.skeleton
    known = skeleton.memo.get("entries")
    if known is None:
        found = any(q.unit is Unit.PERCENT for q in sentence.quantities)
        known = skeleton.memo["entries"] = list(_entries(sentence)) if found else []
    return known  # type: ignore[return-value]


def _entries(sentence: Sentence) -> Iterator[Entry]:
    skeleton = sentence.skeleton
    moved = {change.quantity.start for change in changes(skeleton)}
    taken: set[int] = set()
    for form in _FORMS:
        for match in form.finditer(skeleton.text):
            part, share = skeleton.figures[match["part"]], skeleton.figures[match["share"]]
            if {part.start, share.start} & taken or share.start in moved:
                continue
            if share.unit is not Unit.PERCENT or share.sign or part.unit not in AMOUNTS:
                continue
            if part.sign or part.half < Decimal("0.5") or part.like_a_year:
                continue
            if _CHANGED.search(match[0]) or _COMES.match(skeleton.text, match.start("share") + 1):
                continue
            if _AS_WHOLE.search(sentence.text, 0, part.start) or sentence.text[
                : share.start
            ].endswith("by "):
                continue
            taken |= {part.start, share.start}
            yield Entry(part, share, sentence, match.start(), match.end())
