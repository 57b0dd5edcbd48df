"""
Differences told beside the two figures they are of: `against a plan of £59.8m, a variance of
£1.4m`, `beaten by 480 visits`, `36 joined and 41 left, a net loss of five`.
"""

import re
from dataclasses import replace

from saferboard.claims.checks.passages import AMOUNTS, VOTES, before, counted
from saferboard.claims.desk import Desk
from saferboard.claims.grammar.quantities import Bound, Quantity, Unit
from saferboard.claims.judging import amount, judge_amount, judge_share
from saferboard.claims.model import Kind
from saferboard.claims.text import Document, N, P, Sentence

_NOUN = (
    r"(?:variance|underspend|overspend|under-spend|over-spend|shortfall|surplus|deficit|difference"
    r"|gap|margin|(?:net\s)?(?:loss|gain|increase|reduction|decrease|fall|rise|growth|change)|excess"
    r"|saving|improvement)"
)
_BEFORE = re.compile(
    rf"\b{_NOUN}(?:\s(?:[a-z]+\s){{0,3}}?(?:of|was|is|being)|,|:|\sof\sonly)?\s\(?(?P<gap>{N})"
    rf"|\b(?:beaten|missed|exceeded|surpassed|overspent|underspent|overspend|underspend|undershot"
    rf"|overshot|short|ahead|behind|over|under|better|worse|short of (?:it|target)"
    rf"|(?:gone|went|going)\s(?:up|down)|risen|rose|fallen|fell|dropped|grown|grew|increased|reduced)\sby\s"
    rf"(?P<gap2>{N})"
    rf"|\b(?:fell|falls|is|was|are|were)\sshort\s(?:of\s(?:the\s)?(?:target|plan|it)\s)?by\s(?P<gap3>{N})"
)
_AFTER = re.compile(
    rf"(?P<gap>{N})\s(?!or\s)(?:(?!for\b|of\b|on\b|to\b|with\b|by\b)[a-z-]+\s){{0,3}}?(?:more|fewer|less|higher|lower|short|over|under|above|below"
    rf"|ahead|behind|extra|additional)\b(?!\s(?:{N}|\d))(?!\sthan\s(?:half|one|a\s))"
)
_COMPARES = re.compile(
    r"\b(?:against|compared|from|than|target|budget|plan|planned|ceiling|forecast|allocation|last"
    r"|previous|before|baseline|was|were|had been|establishment|capacity|left|joined|recruited)\b"
)
_OTHERS = re.compile(r"\b(?:average|london|national\w*|england|region\w*|similar)\b")


def check_differences(document: Document, desk: Desk) -> None:
    """Hold each difference against the two figures of its sentence, or the one before it."""
    sentences = document.sentences
    for n, sentence in enumerate(sentences):
        if not sentence.quantities or VOTES.search(sentence.text):
            continue
        _check_more(sentence, desk)
        for form in (_BEFORE, _AFTER):
            for match in form.finditer(sentence.skeleton.text):
                named = match.groupdict()
                mark = named["gap"] or named.get("gap2") or named.get("gap3")
                assert mark, "one of the forms matched"
                _check(sentences, n, sentence.skeleton.figures[mark], match, desk)


_MORE = re.compile(
    rf"(?P<gap>{N})\s(?:[a-z]+\s)?(?:more|fewer|less|extra|additional)\b[^\ue000-\ue4ff;.]{{0,40}}?"
    rf"(?P<share>{P})\s(?:[a-z]+\s){{0,2}}?(?:on|over|than|from|of)\s(?:the\s|last\syear's\s)?(?P<old>{N})"
)
_OR = re.compile(
    r"\b(?:increase|rise|growth|fall|decrease|reduction|drop|cut)\sof\s"
    rf"(?P<gap>{N})(?:\s[a-z]+){{0,2}},?\s(?:or\s|\()(?P<share>{P})\)?\s(?:on|over|from)\s(?:the\s)?(?P<old>{N})"
)
_TO = re.compile(
    r"\b(?:(?P<up>rose|risen|grew|grown|increased|up)|(?P<down>dropped|fell|fallen|reduced"
    rf"|decreased|down))\sby\s(?P<gap>{N})(?:\s[a-z]+){{0,2}},?\s(?:or\s|\()(?P<share>{P})\)?,?\sto\s"
    rf"(?P<new>{N})"
)


def _check_more(sentence: Sentence, desk: Desk) -> None:
    """Judge `335 more kits, a rise of 37% on the 905` and `fell by £5,000, or 10%, to £45,000`."""
    figures, text = sentence.skeleton.figures, sentence.skeleton.text
    for match in (*_MORE.finditer(text), *_OR.finditer(text), *_TO.finditer(text)):
        gap, share = figures[match["gap"]], figures[match["share"]]
        named = match.groupdict()
        other = figures[named.get("old") or named["new"]]
        way = 0 if named.get("old") else -1 if named["up"] else 1
        if gap.unit is not other.unit or share.unit is not Unit.PERCENT:
            continue
        old = replace(other, value=other.value + way * gap.value)
        judgement = judge_share(gap, old, share)
        if judgement and (old.value > 0):
            desk.judged(
                sentence,
                (min(q.start for q in (gap, share, other)), max(share.end, other.end)),
                Kind.PERCENT_CHANGE,
                share.text,
                judgement,
                f"{gap.text} is {judgement.computed} of {amount(old.value, old)}.",
            )


def _check(
    sentences: list[Sentence], n: int, gap: Quantity, match: "re.Match[str]", desk: Desk
) -> None:
    sentence = sentences[n]
    if gap.unit not in AMOUNTS or any(
        desk.is_judged(sentence, gap.start, holds=right) for right in (True, False)
    ):
        return
    own = [(q, sentence) for q in _plain(sentence, gap)]
    if len(own) < 2:
        own += [(q, s) for s in list(before(sentences, n))[:1] for q in _plain(s, gap)]
    every = [
        (one, other)
        for k, one in enumerate(own)
        for other in own[k + 1 :]
        if one[0].value != other[0].value
    ]
    held = [two for two in every if _holds(gap, two[0][0], two[1][0])]
    if held:
        _say(sentence, gap, held[0], desk)
    elif len(own) == 2 and len(every) == 1 and _meant(sentence, gap, every[0], match):
        _say(sentence, gap, every[0], desk)


def _plain(sentence: Sentence, gap: Quantity) -> list[Quantity]:
    return [
        q
        for q in sentence.quantities
        if q is not gap and q.unit is gap.unit and not q.sign and q.value > 1
    ]


def _holds(gap: Quantity, one: Quantity, other: Quantity) -> bool:
    return judge_amount(gap, abs(one.value - other.value), parts=[one, other]).holds


def _meant(
    sentence: Sentence,
    gap: Quantity,
    two: tuple[tuple[Quantity, Sentence], tuple[Quantity, Sentence]],
    match: "re.Match[str]",
) -> bool:
    """Return whether a difference that fails is surely one of these two figures."""
    (one, place), (other, its) = two
    if gap.bound is not Bound.EXACT or max(one.value, other.value) > 3 * min(
        one.value, other.value
    ):
        return False
    moved = abs(one.value - other.value)
    if not moved / 4 <= gap.value <= moved * 4 or _OTHERS.search(match.string):
        return False
    if place is not its or place is not sentence:
        return False
    first, last = sorted((one, other), key=lambda q: q.start)
    text = sentence.text
    if not _COMPARES.search(text[: max(last.end, gap.end)].lower()):
        return False
    if gap.unit is Unit.MONEY:
        return True
    names = counted(sentence, first, words=2), counted(sentence, last, words=2)
    return not (names[0] and names[1]) or bool(names[0] & names[1]) or "target" in text


def _say(
    sentence: Sentence,
    gap: Quantity,
    two: tuple[tuple[Quantity, Sentence], tuple[Quantity, Sentence]],
    desk: Desk,
) -> None:
    (one, place), (other, its) = two
    moved = abs(one.value - other.value)
    inside = [gap] + [q for q, s in two if s is sentence]
    desk.judged(
        sentence,
        (min(q.start for q in inside), max(q.end for q in inside)),
        Kind.SUM,
        gap.text,
        judge_amount(gap, moved, parts=[one, other]),
        f"{one.text} and {other.text} differ by {amount(moved, gap)}.",
        sources=[
            desk.place_in(s, q.start, q.end)
            for q, s in ((one, place), (other, its))
            if s is not sentence
        ],
    )
