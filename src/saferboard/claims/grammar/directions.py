"""
Which way a change goes, and whether it is a change over time at all.

"18% lower than the average for London" compares places; "18% lower than last year" is a
change; "18% of offences" is neither.
"""

import re
from dataclasses import dataclass

from saferboard.claims.grammar.quantities import Quantity, Unit
from saferboard.claims.text import P, Skeleton

_GO_UP = r"(?<!makes\s)(?<!make\s)(?<!made\s)(?<!making\s)up"
_UP = (
    rf"increas\w*|rise[ns]?|rising|rose|{_GO_UP}|uplift|upturn|growth|grew|grow[ns]?|growing"
    r"|higher|more"
    r"|greater|gain\w*|jump\w*|climb\w*|surg\w+|soar\w*|spik\w+|escalat\w+|upward"
    r"|longer|lengthen\w*|swell\w*|swollen|swelled|mounted|leap\w*|leapt|extra|added|doubl\w+"
)
_DOWN = (
    r"decreas\w*|reduc\w+|fall|falls|fallen|falling|fell|drop\w*|down|downturn|downward|declin\w+"
    r"|lower\w*|fewer|less|minus|cut|cuts|shrank|shrunk|dip|dipped|slump\w*|diminish\w*|decline"
    r"|shorter|quicker|slid|slid(?:e|es|ing)|slip\w*|shorten\w*|shrink\w*|tumbl\w*|plung\w*|plummet\w*|loss|lost|eased|halv\w+|trimmed"
)
DIRECTION = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b(?!\sthan\s[\ue000-\ue6ff])")
_STRONG = re.compile(
    r"\b(?:(?P<up>increas\w*|rise|rises|risen|rising|rose|growth|grew|grown|growing"
    rf"|jump\w*|climb\w*|surg\w+|{_GO_UP})"
    r"|(?P<down>decreas\w*|reduc(?:ed|tions?|es|ing)|fall|falls|fallen|falling|fell"
    r"|drop\w*|declin\w+|down|cut))\b"
)
_AFTER = re.compile(
    r"\s*(?:\)\s*)?(?:(?!of\b|were\b|was\b|and\b|to\b|from\b|are\b|is\b|in\b|than\b|with\b"
    r"|for\b|at\b|had\b)[a-z-]+\s){0,3}?"
    rf"(?:(?P<up>{_UP}|above)|(?P<down>{_DOWN}|below))\b"
)
_FROM_TO = re.compile(
    r"\s?\(\s?(?:from\s)?[\ue000-\ue0ff][^\ue000-\ue6ff()]{0,25}?\s?(?:to|→|->)\s?[\ue000-\ue0ff]"
)
_CLAUSE = re.compile(
    r"[;:]|,\s(?:while|whilst|whereas|but|and|compared|against|which compares|with)\b"
    r"|\b(?:while|whilst|whereas|although|but)\b|[.!?]\s"
)
_SHARE = re.compile(
    r"\s*(?:\([^()]{0,20}\)\s*)?of\s(?:the|all|these|those|this|our|its|their|total|cases|offences|"
    r"incidents|victims|respondents|residents|people|young|children|them|whom|which"
    r"|[\ue000-\ue0ff])"
)
_OTHERS = re.compile(r"[^.;]{0,30}?\b(?:than|below|above)\b(?P<whom>[^.;,]{0,60})")
_IS_SAID = re.compile(r"\s[a-z]+(?:,\s[a-z]+,)?\s(?:is|was|were|compares|remains)\b")
_TIME_WORDS = re.compile(
    r"[\ue800-\ue8ff]|\b(?:last|previous|prior|earlier|before|same period|year|quarter"
    r"|month|previously|then|pre-)\b"
)
_OTHER_PLACES = re.compile(
    r"\b(?:average|target|london|national\w*|england|wales|uk|britain|neighbours?|expected"
    r"|forecast|budget|"
    r"similar|other|rest of|force|regional?|peers?|county|elsewhere|comparators?|baseline|plan)\b"
)
_PLACES = re.compile(
    r"\b(?:london|national(?:ly)?|england|wales|uk|britain|neighbours?|region(?:al)?"
    r"|average|force-?wide|county-?wide)\b"
    r"(?!\s(?:fire|ambulance|borough of))"
)


MORE = re.compile(
    r"\b(?:an extra|a further|another)\s$|(?:increase|rise|reduction|decrease|fall|drop"
    r"|decline|difference|growth|underspend|overspend|variance"
    r"|surplus|deficit|shortfall|saving|gap|change|up|down)\s(?:of|by)\s(?:[a-z]+\s){0,2}$"
    r"|\b(?:increased|rose|risen|fell|fallen|decreased|reduced|dropped|grew|up"
    r"|down)\s(?:by\s)?(?:(?!from|to|on)[a-z]+\s)?$"
)
MORE_AFTER = re.compile(
    r"\s(?:[a-z]+\s){0,2}(?:more|fewer|less|higher|lower)\b(?!\sthan\s(?:the\s)?(?:average|london))"
)


MULTIPLE = re.compile(r"[\s-]?(?:times|fold)\b")


@dataclass(frozen=True)
class Change:
    """
    A percentage said to be a change.  `direction` is 1 up, -1 down, 0 not said.

    `against_others` marks a comparison with other places, `elsewhere` a change that other
    places saw; `began` is where its words start in the skeleton.
    """

    quantity: Quantity
    at: int
    direction: int
    against_others: bool
    elsewhere: bool
    began: int
    ended: int


def changes(skeleton: Skeleton) -> list[Change]:
    """Return the percentages of a sentence that are changes, in order."""
    found = []
    for place in re.finditer(P, skeleton.text):
        change = _change(skeleton, place.start())
        if change is not None:
            found.append(change)
    return found


def _change(skeleton: Skeleton, at: int) -> Change | None:
    text = skeleton.text
    quantity = skeleton.figures[text[at]]
    if quantity.unit is Unit.COUNT:
        return None
    others = _is_against_others(text, at)
    after = _AFTER.match(text, at + 1)
    if after and after.end() - at < 45:
        direction = 1 if after["up"] else -1
        return Change(quantity, at, direction, others, _is_elsewhere(text, at), at, after.end())
    clause = max((m.end() for m in _CLAUSE.finditer(text, 0, at)), default=0)
    before = [
        found
        for found in DIRECTION.finditer(text, max(clause, at - 130), at)
        if text[found.end() : at] != " than "
    ]
    if _SHARE.match(text, at + 1) and not text[:at].endswith("by "):
        return None
    if not before and _FROM_TO.match(text, at + 1):
        return Change(quantity, at, quantity.sign, others, _is_elsewhere(text, at), at, at + 1)
    if not before:
        if quantity.sign or quantity.unit is Unit.POINTS:
            return Change(quantity, at, quantity.sign, others, _is_elsewhere(text, at), at, at + 1)
        return None
    nearest = before[-1]
    if re.match(r"\s(?:than|as)\b", text[nearest.end() :]) and not text[:at].endswith("by "):
        return None
    direction = quantity.sign or (1 if nearest["up"] else -1)
    if quantity.sign < 0 and nearest["down"]:
        direction = -1
    close = at - nearest.end() <= 45
    began = nearest.start() if close else at
    return Change(quantity, at, direction, others, _is_elsewhere(text, at), began, at + 1)


def _is_elsewhere(text: str, at: int) -> bool:
    """Return whether a change is one that London, say, or England saw."""
    clause = max((m.end() for m in _CLAUSE.finditer(text, 0, at)), default=0)
    before = text[max(clause, at - 45) : at]
    after = re.match(r"[^.;,\ue000-\ue0ff]{0,45}", text[at + 1 :])
    assert after, "nothing at all also matches"
    return bool(_PLACES.search(before)) or bool(_PLACES.search(after[0]))


def _is_against_others(text: str, at: int) -> bool:
    after = _OTHERS.match(text, at + 1)
    if after is None or _IS_SAID.match(text, at + 1):
        return False
    whom = re.split(r"\s(?:and|or)\s(?:an?|the)\s", after["whom"])[0]
    if _OTHER_PLACES.search(whom):
        return True
    return not _TIME_WORDS.search(whom) and not re.search(r"[\ue000-\ue0ff]", whom)


def direction_before(text: str, at: int) -> tuple[int, int] | None:
    """Return the way a plain verb or noun just before `at` points, and where it begins."""
    clause = max((m.end() for m in _CLAUSE.finditer(text, 0, at)), default=0)
    found = list(_STRONG.finditer(text, max(clause, at - 60), at))
    if not found:
        return None
    return (1 if found[-1]["up"] else -1), found[-1].start()


def verb_direction(text: str, start: int, end: int) -> int:
    """Return which way the only verb of change in a stretch points; 0 if none or several."""
    ways = {1 if m["up"] else -1 for m in _STRONG.finditer(text, start, end)}
    return ways.pop() if len(ways) == 1 else 0
