"""
Shares whose whole, or whose part, stands in another sentence of the passage.

A share and its part imply a whole.  Where no figure of the passage is that whole, and the
words say which one ought to be, the share does not hold.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from saferboard.claims.checks.otherwise import holds_otherwise, near
from saferboard.claims.checks.passages import (
    AMOUNTS,
    VOTES,
    Figures,
    before,
    counted,
    counts,
    nouns,
)
from saferboard.claims.desk import Desk
from saferboard.claims.grammar.directions import changes
from saferboard.claims.grammar.quantities import Bound, Quantity, Unit
from saferboard.claims.grammar.share_forms import HOLD, LAST_YEAR, MEANS
from saferboard.claims.judging import Judgement, Span, judge_share
from saferboard.claims.model import Kind
from saferboard.claims.text import Document, N, P, Sentence
from saferboard.documents.reading.readings import Kind as BlockKind

_G = r"[^\ue000-\ue6ff;()]"
_PAIRED = [
    re.compile(rf"(?P<part>{N}){_G}{{0,60}}?\(\s?(?:{MEANS}\s)?(?:[a-z]+\s)?(?P<share>{P})"),
    re.compile(rf"(?P<share>{P}){_G}{{0,40}}?\(\s?(?P<part>{N})\s?(?:[a-z]+\s?){{0,2}}\)"),
    re.compile(rf"(?P<share>{P}),\s(?:or\s|that\sis\s)?(?P<part>{N})(?:\s[a-z]+){{0,2}},\s"),
    re.compile(
        rf"(?P<part>{N})[^\ue000-\ue6ff;(),]{{0,60}}?(?:,\s|\s[–—-]\s|:\s)"
        rf"(?:{MEANS}\s)?(?:(?!and\b)[a-z]+\s){{0,2}}?(?P<share>{P})"
    ),
    re.compile(
        rf"(?P<part>{N}){_G}{{0,60}}?,?\s(?:an?|the)\s(?:[a-z-]+\s){{0,4}}of\s(?P<share>{P})"
    ),
    re.compile(
        rf"(?P<share>{P})[^\ue000-\ue6ff;,()]{{0,45}}?(?:\s[–—-]|,\s(?:or|which\sis|which\swas|that\sis"
        rf"|being|i\.e\.,?|in\snumber|making))\s(?P<part>{N})"
    ),
]
_OF_WHOLE = re.compile(
    rf"(?P<share>{P})\sof\s(?:the\s|all\s|our\s|these\s|its\s|a\stotal\sof\s|all\sthe\s)*"
    rf"(?:[a-z]+\s)?(?P<whole>{N})"
)
_THESE = re.compile(
    r"\b(?:of|among|amongst) (?:these|those|them|whom|which|this|that|the total|the rest)\b"
)
_ANOTHER_WHOLE = re.compile(r"\)?\s(?:of|out of)\s(?:all\s|the\s|our\s)*([a-z]{4,})")
_MOST_LIKELY = 3
_OUT = re.compile(
    r"\b(?:target|plan|ambition|standard|average|nationally|national|england|region)\b"
)
_CHANGED = re.compile(
    r"\b(?:increas\w*|decreas\w*|rise|rose|risen|fall|fell|fallen|reduc\w+|drop\w*|up|down|higher"
    r"|lower|more|fewer|less|than|growth|grew|declin\w+|compared|against|from|above|below|over"
    r"|under|short|behind|ahead|better|worse|variance|underspend|overspend|underspent|overspent"
    r"|surplus|deficit|shortfall|gap|difference|changed?|uplift)\b"
)
_AGE = re.compile(
    r"\b(?:under|over|above|below)[\s-](?:the\sage\sof\s)?\d{1,2}s?\b"
    r"|\b\d{1,2}\s(?:or|and)\s(?:over|under|above|below|older|younger)\b|\b\d{1,2}\+"
)


_AS_WHOLE = re.compile(r"\d\s(?:out\sof|of|in)\s(?:the\s|all\s|our\s|those\s|these\s)*$")
"""What stands before a whole, which is no part: `39 of 51 (76%)`."""


@dataclass(frozen=True)
class Whole:
    """A figure that a share may be of, where it stands, and whether the words name it."""

    quantity: Quantity
    place: Sentence
    sure: bool


def check_share_contexts(document: Document, desk: Desk) -> None:
    """Hold shares against a part or a whole that stands earlier in the passage."""
    figures: Figures | None = None
    sentences = document.sentences
    for n, sentence in enumerate(sentences):
        if not any(q.unit is Unit.PERCENT for q in sentence.quantities):
            continue
        figures = figures or Figures(document)
        said = {change.quantity.start for change in changes(sentence.skeleton)}
        if VOTES.search(sentence.text):
            continue
        for part, share, match in _paired(sentence, said, desk):
            _check_pair(sentences, n, (part, share), match, figures, desk)
        for match in _OF_WHOLE.finditer(sentence.skeleton.text):
            _check_part_before(sentences, n, match, figures, said, desk)


def _open(sentence: Sentence, share: Quantity, said: set[int], desk: Desk) -> bool:
    """Return whether a share is one that no other check has worked out."""
    if share.unit is not Unit.PERCENT or share.start in said or share.sign:
        return False
    return not any(desk.is_judged(sentence, share.start, holds=right) for right in (True, False))


def _paired(
    sentence: Sentence, said: set[int], desk: Desk
) -> list[tuple[Quantity, Quantity, "re.Match[str]"]]:
    """Return the shares of a sentence that stand beside their part and are not worked out yet."""
    skeleton = sentence.skeleton
    found: list[tuple[Quantity, Quantity, re.Match[str]]] = []
    taken: set[int] = set()
    for form in _PAIRED:
        for match in form.finditer(skeleton.text):
            part, share = skeleton.figures[match["part"]], skeleton.figures[match["share"]]
            if {part.start, share.start} & taken or not _open(sentence, share, said, desk):
                continue
            if _OF_WHOLE.match(skeleton.text, match.start("share")):
                continue
            if part.unit not in AMOUNTS or part.sign or _CHANGED.search(_AGE.sub("", match[0])):
                continue
            if _OUT.search(match[0]) or part.half < Decimal("0.5"):
                continue
            if _AS_WHOLE.search(sentence.text, 0, part.start):
                continue
            if LAST_YEAR.search(skeleton.text, 0, match.start()):
                continue
            taken |= {part.start, share.start}
            found.append((part, share, match))
    return found


def _check_pair(
    sentences: list[Sentence],
    n: int,
    pair: tuple[Quantity, Quantity],
    match: "re.Match[str]",
    figures: Figures,
    desk: Desk,
) -> None:
    part, share = pair
    sentence = sentences[n]
    tried = [
        (whole, judgement)
        for whole in _wholes(sentences, n, part, match)
        if (judgement := judge_share(part, whole.quantity, share))
    ]
    held = [one for one in tried if one[1].holds]
    if held:
        _say(sentence, pair, *held[0], desk)
        return
    if holds_otherwise(share, [part], near(sentences, n, share)):
        return
    again = [
        one
        for one in tried
        if one[0].quantity.value > part.value
        and _is_whole_of_others(sentence, one[0].quantity, pair)
    ]
    if len({whole.quantity.value for whole, _ in again}) == 1:
        _say(sentence, pair, *again[0], desk)
        return
    sure = [one for one in tried if one[0].sure]
    if not sure or figures.within(_implied(part, share)):
        return
    if len({whole.quantity.value for whole, _ in sure}) > 1:
        close = [one for one in sure if one[1].cause]
        if len(close) != 1:
            return
        sure = close
    _say(sentence, pair, *sure[0], desk)


def _is_whole_of_others(
    sentence: Sentence, whole: Quantity, pair: tuple[Quantity, Quantity]
) -> bool:
    """Return whether another share of the sentence, with its part, is of a whole."""
    parts = [q for q in counts(sentence) if q is not pair[0] and q.value < whole.value]
    others = [
        q
        for q in sentence.quantities
        if q.unit is Unit.PERCENT and q is not pair[1] and not q.sign and q.half <= Decimal("0.5")
    ]
    return any(
        (judgement := judge_share(part, whole, share)) and judgement.holds
        for part in parts
        for share in others
        if part.unit is whole.unit
    )


def _implied(part: Quantity, share: Quantity) -> Span:
    """Return the wholes that a part and its share, as printed, can have."""
    half = share.half * (4 if share.bound is not Bound.EXACT else 1)
    low = max(share.value - half, Decimal("0.01"))
    return Span(part.value * 100 / (share.value + half), part.value * 100 / low)


def _wholes(
    sentences: list[Sentence], n: int, part: Quantity, match: "re.Match[str]"
) -> list[Whole]:
    """Return the figures that may be the whole, the likeliest first."""
    sentence = sentences[n]
    figures = sentence.skeleton.figures
    parts = {figures[m["part"] or m["part2"]] for m in HOLD.finditer(sentence.skeleton.text)}
    found = [
        Whole(q, sentence, sure=False)
        for q in counts(sentence)
        if q is not part and q.unit is part.unit and q.value >= part.value and q.value >= 5
    ]
    own = [one for one in found if one.quantity not in parts]
    if len(own) == len(found) == 1 and found[0].quantity.start < part.start:
        found = [Whole(found[0].quantity, sentence, sure=found[0].quantity.value > part.value)]
    lead = match.string[: match.start()]
    opens = not re.search("[\ue000-\ue0ff]", lead)
    told = bool(_THESE.search(match.string)) and not re.search("[\ue000-\ue0ff]", lead)
    other = _ANOTHER_WHOLE.match(match.string, match.end())
    for distance, place in enumerate(before(sentences, n)):
        near = [
            q
            for q in counts(place)
            if q.unit is part.unit and q.value >= part.value and q.value >= 5
        ]
        lead_of_list = sentence.kind is BlockKind.ITEM and place.text.rstrip().endswith(":")
        alone = len(near) == 1 and distance == 0 and place.block == sentence.block
        named = other is None or other[1].rstrip("s") in place.text.lower()
        follows = alone and opens and named and (told or sentence.index - place.index == 1)
        for q in near:
            found.append(Whole(q, place, sure=follows or (lead_of_list and len(near) == 1)))
    return found


def _say(
    sentence: Sentence,
    pair: tuple[Quantity, Quantity],
    whole: Whole,
    judgement: Judgement,
    desk: Desk,
) -> None:
    part, share = pair
    inside = [part, share] + ([whole.quantity] if whole.place is sentence else [])
    end = max(q.end for q in inside)
    sources = (
        []
        if whole.place is sentence
        else [desk.place_in(whole.place, whole.quantity.start, whole.quantity.end)]
    )
    desk.judged(
        sentence,
        (min(q.start for q in inside), end + (sentence.text[end : end + 1] == ")")),
        Kind.SHARE,
        share.text,
        judgement,
        f"{part.text} of {whole.quantity.text} is {judgement.computed}.",
        assumptions=[f"The whole is the {whole.quantity.text} given before."],
        sources=sources,
    )


def _parts_tried(
    sentences: list[Sentence], n: int, given: tuple[Quantity, Quantity], subject: set[str]
) -> list[tuple[int, Whole, Judgement]]:
    """Return the counts of the passage as parts of a whole: how well named, and how they judge."""
    sentence, (share, whole) = sentences[n], given
    tried: list[tuple[int, Whole, Judgement]] = []
    for place in [sentence, *before(sentences, n)]:
        for q in counts(place):
            if q.unit is not whole.unit or not 0 < q.value < whole.value:
                continue
            judgement = judge_share(q, whole, share)
            if judgement:
                named = len(subject & (counted(place, q) | _named_before(place, q)))
                tried.append((named, Whole(q, place, sure=bool(named)), judgement))
    return tried


def _check_part_before(
    sentences: list[Sentence],
    n: int,
    match: "re.Match[str]",
    figures: Figures,
    said: set[int],
    desk: Desk,
) -> None:
    """Judge `girls are 19% of the 118` where the passage counts the girls."""
    sentence = sentences[n]
    marks = sentence.skeleton.figures
    share, whole = marks[match["share"]], marks[match["whole"]]
    if not _open(sentence, share, said, desk) or whole.unit not in AMOUNTS:
        return
    clause = re.split(r"[,;.:]\s|\band\b", match.string[: match.start()])[-1]
    subject = nouns(clause)
    if _CHANGED.search(_AGE.sub("", clause)):
        return
    tried = _parts_tried(sentences, n, (share, whole), subject)
    held = [(part, judgement) for _, part, judgement in tried if judgement.holds]
    most = max((named for named, _, _ in tried), default=0)
    likely = [(part, judgement) for named, part, judgement in tried if most and named == most]
    if not held:
        likely = _diagnosed(sentence, tried, likely) or (
            likely if not figures.within(_implied_part(whole, share)) else []
        )
    if not held and len(likely) != 1:
        return
    part, judgement = (held or likely)[0]
    if not held and part.place is not sentence and sentence.moments:
        # "The share in October was 38% of 1,418" is not of the November counted before.
        return
    _say_part(sentence, part, (share, whole), judgement, desk)


_IT = re.compile(r"^\W*(?:[a-z]+\s){0,3}?(?:it|they|this|that|these|those)\b", re.IGNORECASE)
_Likely = list[tuple[Whole, Judgement]]


def _diagnosed(
    sentence: Sentence, tried: list[tuple[int, Whole, Judgement]], likely: _Likely
) -> _Likely:
    """Return the one part beside which a share is a known slip: cut short, of the rest, misread."""
    if not likely and _IT.match(sentence.text):
        near = [place for _, part, _ in tried if (place := part.place) is not sentence]
        likely = [(p, j) for _, p, j in tried if near and p.place is near[0]]
    found = [(part, judgement) for part, judgement in likely if judgement.cause]
    return found if len(found) == 1 and len(likely) <= _MOST_LIKELY else []


def _implied_part(whole: Quantity, share: Quantity) -> Span:
    low, high = share.value - share.half, share.value + share.half
    return Span(whole.value * low / 100, whole.value * high / 100)


def _say_part(
    sentence: Sentence,
    part: Whole,
    given: tuple[Quantity, Quantity],
    judgement: Judgement,
    desk: Desk,
) -> None:
    share, whole = given
    quantity = part.quantity
    desk.judged(
        sentence,
        (share.start, whole.end),
        Kind.SHARE,
        share.text,
        judgement,
        f"{quantity.text} of {whole.text} is {judgement.computed}.",
        assumptions=[f"The part is the {quantity.text} given before."],
        sources=[desk.place_in(part.place, quantity.start, quantity.end)],
    )


def _named_before(place: Sentence, quantity: Quantity) -> set[str]:
    """Return the telling words just before a figure: `the girls were 22`."""
    lead = re.split(r"[,;:]\s|\d", place.text[: quantity.start])[-1]
    return nouns(" ".join(lead.split()[-5:]))
