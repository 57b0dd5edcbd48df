"""
Shares in sentences: `27 (33%) of the 83`, `33% (27 of 83)`, `of the 412, 103 (25%) were …`.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from saferboard.claims.checks.otherwise import holds_otherwise, near
from saferboard.claims.checks.shares_said import check_rest, check_together, check_twice
from saferboard.claims.desk import Desk
from saferboard.claims.grammar.pairs import pairs
from saferboard.claims.grammar.quantities import Quantity, Unit
from saferboard.claims.grammar.share_forms import (
    ALONE,
    BARE_PART,
    FORMS,
    GROWTH,
    HOLD,
    LAST_YEAR,
    LED,
    RATE_OF,
)
from saferboard.claims.judging import Judgement, judge_share
from saferboard.claims.model import Kind, Severity, Verdict
from saferboard.claims.text import Document, N, P, Sentence


@dataclass(frozen=True)
class Share:
    part: Quantity
    whole: Quantity
    share: Quantity


def check_shares(document: Document, desk: Desk) -> None:
    """Hold every share said in a sentence against its part and its whole."""
    before: Sentence | None = None
    for n, sentence in enumerate(document.sentences):
        if not sentence.quantities:
            continue
        found = _shares(sentence)
        for share in found:
            others = near(document.sentences, n, share.share)
            _judge(sentence, share, others, desk)
        if not found:
            _check_whole_before(before, sentence, desk)
        _check_parts(sentence, {share.part for share in found}, desk)
        check_rest(sentence, desk)
        check_together(sentence, desk)
        check_twice(sentence, desk)
        before = sentence


def _shares(sentence: Sentence) -> list[Share]:
    """Return the shares of a sentence that give part, whole and percentage."""
    skeleton = sentence.skeleton
    found: list[Share] = []
    taken: set[str] = set()
    leads = list(LED.finditer(skeleton.text))
    if leads:
        for match in HOLD.finditer(skeleton.text, leads[0].end()):
            led = next(one for one in reversed(leads) if one.end() <= match.start())
            part = match["part"] or match["part2"]
            share = match["share"] or match["share2"]
            if match["part"] and _OF_THOSE.search(skeleton.text, 0, match.start()):
                continue
            if LAST_YEAR.search(skeleton.text, led.end(), match.start()):
                continue
            if skeleton.figures[share].unit is Unit.PERCENT and not _grows(skeleton.text, match):
                found.append(
                    _share(sentence, part, led["whole"] or led["whole2"] or led["whole3"], share)
                )
                taken |= {part, share}
    for form in FORMS:
        for match in form.finditer(skeleton.text):
            marks = {match["part"], match["share"]}
            if marks & taken or skeleton.figures[match["share"]].unit is not Unit.PERCENT:
                continue
            if _grows(skeleton.text, match) or _parted(sentence, match) or _has_own(match):
                continue
            if _said_apart(match) or _is_led(match):
                continue
            found.append(_share(sentence, match["part"], match["whole"], match["share"]))
            taken |= marks
    return [s for s in found if _may_be(s)]


def _may_be(share: Share) -> bool:
    """Return whether a part can be one of its whole, and is not the whole said again."""
    part, whole = share.part, share.whole
    if part.value == whole.value and share.share.value < 99:
        return False
    return part.unit is whole.unit and part.value <= whole.value * 3


def _parted(sentence: Sentence, match: "re.Match[str]") -> bool:
    """Return whether part and whole are two parts of a third: `542 of all and 319 women`."""
    figures = sentence.skeleton.figures
    if figures[match["part"]].value <= figures[match["whole"]].value:
        return False
    first, last = sorted((match.start("part"), match.start("whole")))
    return bool(re.search(r"\band\b", match.string[first:last]))


_OF_THOSE = re.compile(rf"{N}\s(?:in|(?:out\s)?of)\s(?:the\s|those\s|these\s|all\s|our\s|its\s)*$")
_OWN = re.compile(rf"(?:\s[a-z]+){{0,2}}\s?\(\s?(?P<own>{P})")


def _has_own(match: "re.Match[str]") -> bool:
    """Return whether a whole has a share of its own: `104 (14%), all else of 163 (22%)`."""
    after = _OWN.match(match.string, match.end("whole"))
    return after is not None and after["own"] != match["share"]


_LEADS = re.compile(
    r"(?:^|[,;.:]\s)(?:(?:out\s)?of|among|amongst|from)\s(?:the\s|these\s|those\s|all\s|our\s)*$"
)


def _is_led(match: "re.Match[str]") -> bool:
    """Return whether what looks like a part leads as the whole: `Of the 249 fires, 118 …`."""
    return bool(_LEADS.search(match.string, 0, match.start("part")))


_AND_THAT = re.compile(r"\band\sthat\s(?!is\b|was\b)")


def _said_apart(match: "re.Match[str]") -> bool:
    """Return whether a second thing said begins between: `it was 36 of 97, and that 75% …`."""
    places = [match.start(name) for name in ("part", "whole", "share")]
    return bool(_AND_THAT.search(match.string, min(places), max(places)))


def _grows(text: str, match: "re.Match[str]") -> bool:
    """Return whether a form that looks like a share speaks of a change."""
    stretch = text[match.start() : match.end()]
    lead = text[max(match.start() - 40, 0) : match.start()]
    by = re.search(r"\b(?P<from>from)\s$|\bby\s$", lead)
    if by and (by["from"] or GROWTH.search(lead)):
        return True
    return bool(
        GROWTH.search(
            re.sub(
                r"\b(?:up to|equating to|equates to|equal to|equivalent to|amounting to|"
                r"according to|due to|related to|relating to|led to|linked to)\b",
                "",
                stretch,
            )
        )
    )


def _share(sentence: Sentence, part: str, whole: str, share: str) -> Share:
    figures = sentence.skeleton.figures
    counted, of = figures[part], figures[whole]
    if _ALL_BUT.search(sentence.text, 0, counted.start) and counted.value < of.value:
        rest = of.value - counted.value
        counted = replace(counted, value=rest, text=f"All but {counted.text}")
    return Share(counted, of, figures[share])


_ALL_BUT = re.compile(r"\ball (?:but|except(?: for)?) $", re.IGNORECASE)


def _judge(sentence: Sentence, share: Share, near_by: list[Quantity], desk: Desk) -> None:
    judgement = judge_share(share.part, share.whole, share.share)
    if judgement is None:
        return
    if not judgement.holds:
        others = [q for q in sentence.quantities if q.unit is Unit.PERCENT and q is not share.share]
        if any(_fits(share, q) for q in others):
            return
        if share.whole.text not in _whole_beside(sentence, share) and holds_otherwise(
            share.share, [share.part], near_by
        ):
            return
        judgement = _wrong_base(sentence, share, judgement)
    quantities = (share.part, share.whole, share.share)
    span = (min(q.start for q in quantities), max(q.end for q in quantities))
    end = span[1] + (sentence.text[span[1] : span[1] + 1] == ")")
    desk.judged(
        sentence,
        (span[0], end),
        Kind.SHARE,
        share.share.text,
        judgement,
        f"{share.part.text} of {share.whole.text} is {judgement.computed}.",
        sure=_is_plain(sentence, share),
    )


_TIGHT = re.compile(
    rf"{N}(?:\s[a-z-]+){{0,2}}\s\({P}\)\s(?:out\s)?of\s(?:the\s|all\s|our\s|those\s|these\s)*(?:[a-z]+\s)?{N}"
    rf"|{P}\s\({N}\s(?:out\sof|of|in)\s(?:the\s|all\s)*{N}"
    rf"|{N}\s(?:out\s)?of\s(?:the\s|all\s|our\s|those\s|these\s)*{N}(?:\s[a-z-]+){{0,3}}[\s,]{{0,2}}\(?{P}"
)


def _is_plain(sentence: Sentence, share: Share) -> bool:
    """Return whether a share says what it is of: `27 (33%) of the 83`, or nothing else is there."""
    skeleton = sentence.skeleton
    mine = {share.part, share.whole, share.share}
    for match in _TIGHT.finditer(skeleton.text):
        if {skeleton.figures[m] for m in re.findall(f"{N}|{P}", match[0])} == mine:
            return True
    others = [q for q in sentence.quantities if q not in mine and q.value > _FEW]
    return not any(q.unit in (share.part.unit, Unit.PERCENT) for q in others)


_FEW = 3
_OF_WHOLE = re.compile(r"\)?(?:\s[a-z]+){0,4}\s(?:out\s)?of\s(?:[a-z]+\s){0,3}[£\d,.]+")


def _whole_beside(sentence: Sentence, share: Share) -> str:
    """Return the words in which a part or its share names the whole: `27 (33%) of the 83`."""
    first = min(share.part.start, share.share.start)
    last = max(share.part.end, share.share.end)
    after = _OF_WHOLE.match(sentence.text, last)
    return sentence.text[first:last] + (after[0] if after else "")


def _fits(share: Share, other: Quantity) -> bool:
    judgement = judge_share(share.part, share.whole, other)
    return judgement is not None and judgement.holds


def _wrong_base(sentence: Sentence, share: Share, judgement: Judgement) -> Judgement:
    """Return the judgement with a wrong base named, where another count in it fits."""
    for other in sentence.quantities:
        if other in (share.part, share.whole) or other.unit is not share.whole.unit:
            continue
        again = judge_share(share.part, other, share.share)
        if again and again.holds:
            return Judgement(
                False,
                judgement.computed,
                judgement.severity,
                f"worked out on {other.text}, the wrong base",
            )
    return judgement


def _is_far(part: Quantity, whole: Quantity, share: Quantity) -> bool:
    """Return whether a whole is of another order, as a population is beside a count."""
    return part.value * 1000 < whole.value * share.value


def _wholes(sentence: Sentence) -> list[Quantity]:
    """Return the counts of a sentence that can be a whole: those of now, not of before."""
    olds = [pair.old for pair in pairs(sentence.skeleton)]
    kinds = (Unit.COUNT, Unit.MONEY)
    counts = [q for q in sentence.quantities if q.unit in kinds and q not in olds]
    return [q for q in counts if q.value >= 5 and q.half >= Decimal("0.5")]


def _check_whole_before(before: Sentence | None, sentence: Sentence, desk: Desk) -> None:
    """Judge `103 (25%) were dwellings` where the sentence before gives the whole."""
    if before is None or sentence.block != before.block or sentence.index - before.index > 1:
        return
    wholes = _wholes(before)
    text = sentence.skeleton.text
    forms = (HOLD, ALONE, RATE_OF)
    found = [m for form in forms for m in form.finditer(text) if not _grows(text, m)]
    for match in found:
        groups = match.groupdict()
        part = sentence.skeleton.figures[groups.get("part") or groups["part2"]]
        share = sentence.skeleton.figures[groups.get("share") or groups["share2"]]
        fitting = [q for q in wholes if q.unit is part.unit and q.value >= part.value]
        if share.unit is not Unit.PERCENT or not fitting:
            continue
        judged = [(q, judge_share(part, q, share)) for q in fitting]
        held = [(q, j) for q, j in judged if j and j.holds]
        if not held and not (len(wholes) == 1 and _speaks_of(before, sentence, match)):
            continue
        if not held and holds_otherwise(share, [part], sentence.quantities):
            continue
        whole, judgement = held[0] if held else judged[0]
        if judgement is None or _is_far(part, whole, share):
            continue
        span = (min(part.start, share.start), max(part.end, share.end))
        end = span[1] + (sentence.text[span[1] : span[1] + 1] == ")")
        desk.judged(
            sentence,
            (span[0], end),
            Kind.SHARE,
            share.text,
            judgement,
            f"{part.text} of {whole.text} is {judgement.computed}.",
            assumptions=["The whole is the count in the sentence before."],
            sources=[desk.place_in(before, whole.start, whole.end)],
        )


_THESE = re.compile(r"\bof (?:these|those|them|which|whom|this|the total|all|total)\b|\bmajority\b")


def _speaks_of(before: Sentence, sentence: Sentence, match: "re.Match[str]") -> bool:
    """
    Return whether a sentence says its parts are parts of what the one before counted.

    It does in so many words, or by following at once and naming no other whole.
    """
    text = match.string
    if re.search("[\ue000-\ue0ff]", text[: match.start()]):
        return False
    if _THESE.search(text):
        return True
    if sentence.index - before.index > 1:
        return False
    other = re.match(r"\)?\s(?:of|out of)\s(?:all\s|the\s)?([a-z]{4,})", text[match.end() :])
    return other is None or other[1].rstrip("s") in before.text.lower()


_NOT_PARTS = re.compile(
    r"[,:]|\b(?:made up|total|totals|consist\w*|compris\w*|include\w*|increase|decrease"
    r"|reduction|rise|fall|target|plan|forecast|against|capacity|ceiling|budget|cost|value|per|every|each|average|rate|ratio|week|month"
    r"|day|hour|minute)\b"
)


_OF_THESE = re.compile(r"(?:,|\band|;)\s(?:out\s)?of\s(?:these|those|all)\b")
"""What begins a part of the figure before: `118 finished and of these 22 were arrested`."""
_OF_ALL = re.compile(
    r"^(?:(?!\b(?:were|was|are|is|had|have)\b).)*\b(?:out of|of (?:the|all|our|these|those|some))\b"
)


def _check_parts(sentence: Sentence, done: set[Quantity], desk: Desk) -> None:
    """Judge `27 of the 83`: a part cannot exceed its whole."""
    skeleton = sentence.skeleton
    matches = [*BARE_PART.finditer(skeleton.text)]
    for match in matches:
        part, whole = skeleton.figures[match["part"]], skeleton.figures[match["whole"]]
        if part in done or part.unit is not whole.unit or part.unit is not Unit.COUNT:
            continue
        if part.half < Decimal("0.5") or _NOT_PARTS.search(match[0]) or _OF_THESE.search(match[0]):
            continue
        if whole.in_words and re.search(r"\ball\s$", skeleton.text[: match.start("whole")]):
            # "198 offences of all four" has four kinds of them, and no whole.
            continue
        right = part.value <= whole.value
        if not right and not _OF_ALL.search(match[0]):
            # "141 suspensions were of 78 pupils", and "109 of 70" after it.
            continue
        desk.say(
            sentence,
            (part.start, whole.end),
            Kind.SHARE,
            f"{part.text} of {whole.text}",
            f"at most {whole.text}",
            Verdict.CONSISTENT if right else Verdict.INCONSISTENT,
            "A part cannot be more than the whole it is of.",
            severity=Severity.MATERIAL,
        )
