"""
Sums in sentences and lists: a whole and what it is made up of.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from saferboard.claims.checks.listed import skips, without_count
from saferboard.claims.checks.parts_left import check_left, check_rest
from saferboard.claims.checks.sums_listed import check_lists, is_about
from saferboard.claims.desk import Desk
from saferboard.claims.grammar.quantities import Quantity, Unit
from saferboard.claims.grammar.sum_forms import (
    BRACKET,
    IN_TOTAL,
    LIST_THEN,
    LOOSE,
    MADE_UP,
    OF_THEM,
    STOP,
    THEN,
    TOGETHER_IS,
    TOTAL_AFTER,
    WHOLE_THEN_LIST,
    YEAR_AS_WHOLE,
)
from saferboard.claims.judging import Judgement, amount, judge_amount, slip, total
from saferboard.claims.model import Kind, Verdict
from saferboard.claims.text import Document, N, Sentence

_FEWEST_LISTED = 3


@dataclass(frozen=True)
class Made:
    whole: Quantity
    parts: list[Quantity]
    how: str


def check_sums(document: Document, desk: Desk) -> None:
    """Hold every whole that is given with its parts against their sum."""
    before: Sentence | None = None
    for sentence in document.sentences:
        if len(sentence.quantities) >= 3:
            _check_sentence(sentence, desk)
            check_left(sentence, desk)
            check_rest(sentence, desk)
        follows = before is not None and before.block == sentence.block
        if before and follows and len(sentence.quantities) <= 2 and _CARRIES.match(sentence.text):
            _check_sum_before(before, sentence, desk)
        if before and follows and sentence.quantities and _IT_IS_MADE.match(sentence.text):
            _check_whole_before(before, sentence, desk)
        before = sentence
    check_lists(document, desk)


def _check_sentence(sentence: Sentence, desk: Desk) -> None:
    done: set[Quantity] = set()
    every = _made(sentence)
    for made in every:
        if any(made.whole in other.parts and len(other.parts) > len(made.parts) for other in every):
            continue
        if made.whole in done or len(made.parts) < 2:
            continue
        if _judge(sentence, made, desk):
            done.add(made.whole)


def _made(sentence: Sentence) -> list[Made]:
    """Return each whole of a sentence with the parts it is said to have."""
    skeleton = sentence.skeleton
    found = []
    for pattern in (MADE_UP, OF_THEM, THEN, BRACKET, TOGETHER_IS):
        for match in pattern.finditer(skeleton.text):
            whole = skeleton.figures[match["whole"]]
            parts = _parts(sentence, match.end(), whole, closed=match["how"] == "(")
            found.append(Made(whole, parts, match["how"]))
    for match in TOTAL_AFTER.finditer(skeleton.text):
        whole = skeleton.figures[match["whole"]]
        found.append(Made(whole, _parts_before(sentence, match.start(), whole), "total"))
    for match in IN_TOTAL.finditer(skeleton.text):
        whole = skeleton.figures[match["whole"]]
        found.append(Made(whole, _parts_before(sentence, match.start(), whole), "total"))
    for match in LIST_THEN.finditer(skeleton.text):
        whole = skeleton.figures[match["whole"]]
        parts = _parts_before(sentence, match.start("how"), whole)
        found.append(Made(whole, parts if len(parts) >= _FEWEST_LISTED else [], "total"))
    for match in WHOLE_THEN_LIST.finditer(skeleton.text):
        whole = skeleton.figures[match["whole"]]
        parts = _parts(sentence, match.end(), whole, closed=True)
        found.append(Made(whole, parts, "(…)"))
    for match in YEAR_AS_WHOLE.finditer(skeleton.text):
        whole = skeleton.figures[match["whole"]]
        parts = _parts_before(sentence, match.start(), whole)
        found.append(Made(whole, parts if len(parts) in (4, 12) else [], "year"))
    return found


def _parts(sentence: Sentence, start: int, whole: Quantity, *, closed: bool) -> list[Quantity]:
    """Return the figures listed from `start`, as far as the list goes."""
    skeleton = sentence.skeleton
    end = skeleton.text.find(")", start) if closed else len(skeleton.text)
    stop = STOP.search(skeleton.text, start, end if end >= 0 else len(skeleton.text))
    end = stop.start() if stop else end
    if end < 0:
        end = len(skeleton.text)
    parts = [skeleton.figures[m] for m in re.findall(N, skeleton.text[start:end])]
    return _same_kind(parts, whole)


def _parts_before(sentence: Sentence, end: int, whole: Quantity) -> list[Quantity]:
    skeleton = sentence.skeleton
    stops = [m.end() for m in STOP.finditer(skeleton.text, 0, end)]
    parts = [skeleton.figures[m] for m in re.findall(N, skeleton.text[max(stops, default=0) : end])]
    if _PART_OF.search(skeleton.text, max(stops, default=0), end):
        return []
    same = _same_kind(parts, whole)
    return same if total(same) == whole.value else without_count(same)


_PART_OF = re.compile(rf"{N}\s(?:out\s)?of\s(?:the\s|those\s|these\s|all\s|our\s)*{N}")
"""A part and its whole, which nobody adds up: `251 of the 402`."""


def _same_kind(parts: list[Quantity], whole: Quantity) -> list[Quantity]:
    plain = [q for q in parts if q.unit is whole.unit and not q.like_a_year]
    again = [q for q in plain if q.value == whole.value]
    rest = [q for q in plain if q not in again]
    # A whole said again among its parts is no part: the list may have ended before it.
    return (rest if total(rest) == whole.value else []) if again and rest else plain


def _judge(sentence: Sentence, made: Made, desk: Desk) -> bool:
    """Judge one whole and its parts; return whether they were taken to belong together."""
    parts, whole = _without_total(made), made.whole
    made = Made(whole, parts, made.how)
    added = _added(sentence, whole, parts)
    judgement = judge_amount(whole, added, parts=parts)
    if not judgement.holds and any(
        q.value == added and q.unit is whole.unit and q not in (whole, *parts)
        for q in sentence.quantities
    ):
        # "163 were waiting, 14.6% of the 1,117: 71 for …" adds up to the 163.
        return True
    if not judgement.holds and _is_nested(sentence, parts):
        return False
    loose = made.how in LOOSE or made.how.startswith("of ")
    if (
        loose
        and not judgement.holds
        and len(parts) > 1
        and slip(whole.value, added)
        and whole.value > added
    ):
        loose = False
    if loose and not judgement.holds:
        if added > whole.value and any(part.value > whole.value for part in parts):
            return False
        if re.search(r"\b(?:remaining|remainder|rest|other|balance)\b", sentence.text) or (
            added > whole.value and is_about(added, whole.value)
        ):
            loose = False
        else:
            return _bounded(sentence, made, added, desk)
    if not judgement.holds and (skips(sentence, parts) or not _belongs(sentence, made, added)):
        return False
    _say(sentence, made, added, judgement, desk)
    return True


def _say(sentence: Sentence, made: Made, added: Decimal, judgement: Judgement, desk: Desk) -> None:
    whole, parts = made.whole, made.parts
    first = min(q.start for q in (whole, *parts))
    last = max(q.end for q in (whole, *parts))
    listed = " + ".join(part.text for part in parts)
    desk.judged(
        sentence,
        (first, last),
        Kind.SUM,
        whole.text,
        judgement,
        f"{listed} = {amount(added, whole)}.",
        sure=made.how.startswith(("made up", "compris", "consist", "split", "broken"))
        or _has_slip(sentence, made, added),
    )


_NESTED = re.compile(r"\s(?:[a-z]+\s){0,2}of\s(?:those|these|them|whom|which)\b")


def _is_nested(sentence: Sentence, parts: list[Quantity]) -> bool:
    """Return whether a later part is one of an earlier: `31 were under 25, and 16 of those …`."""
    return any(_NESTED.match(sentence.text, q.end) for q in parts[1:])


def _has_slip(sentence: Sentence, made: Made, added: Decimal) -> bool:
    """Return whether one part miscopied explains a sum: `48` printed as `84`."""
    ones = _ones(sentence, made.parts)
    return any(
        slip(q.value, q.value + made.whole.value - added - n)
        for q in made.parts
        for n in range(ones + 1)
    )


_ONE = re.compile(r"\b(?:one|an?)\b(?! of| in| for| per)", re.IGNORECASE)


def _added(sentence: Sentence, whole: Quantity, parts: list[Quantity]) -> Decimal:
    """Return what the parts make, with the ones among them: `two sites and one hub` are three."""
    added = total(parts)
    short = whole.value - added
    if whole.unit is not Unit.COUNT or not 1 <= short <= 3:
        return added
    return whole.value if short <= _ones(sentence, parts) else added


def _ones(sentence: Sentence, parts: list[Quantity]) -> int:
    first = min(q.start for q in parts)
    return len(_ONE.findall(sentence.text[first : parts[-1].end + 60]))


def _without_total(made: Made) -> list[Quantity]:
    """Return the parts less a last one that says the whole again: `9 and 5, 14 in all`."""
    if made.how == "total" and len(made.parts) >= 3:
        first, *rest = made.parts
        if first.value in (made.whole.value, total(rest)):
            return rest
    *parts, last = made.parts
    agree = {last.value, made.whole.value, total(parts)}
    return (
        parts
        if len(parts) >= 2
        and last.value >= total(parts) * 3 / 4
        and len(agree) < 3
        and (last.value == made.whole.value or last.value == total(parts))
        else made.parts
    )


def _belongs(sentence: Sentence, made: Made, added: Decimal) -> bool:
    """Return whether a sum that fails is surely meant as one."""
    if slip(made.whole.value, added):
        return True
    if made.how == "(…)":
        return is_about(added, made.whole.value, "0.3")
    if made.how == ":" and len(made.parts) >= 3:
        return is_about(added, made.whole.value, "1.5")
    if made.how in (
        "made up of",
        "comprising",
        "total",
        "together",
        "altogether",
        "in all",
    ) or made.how.startswith(("split", "broken", "consist", "compris")):
        return is_about(added, made.whole.value, "0.6")
    listed = len(made.parts) >= 2 and re.search(
        r"\band\b|&|\+", sentence.text[made.parts[-2].end : made.parts[-1].start]
    )
    return bool(listed) and is_about(added, made.whole.value, "0.25")


def _bounded(sentence: Sentence, made: Made, added: Decimal, desk: Desk) -> bool:
    """Judge parts that need not be all: together they cannot exceed the whole."""
    if added > made.whole.value:
        return False
    first = min(q.start for q in (made.whole, *made.parts))
    last = max(q.end for q in (made.whole, *made.parts))
    desk.say(
        sentence,
        (first, last),
        Kind.SUM,
        made.whole.text,
        f"at least {amount(added, made.whole)}",
        Verdict.CONSISTENT,
        "The parts named are not more than the whole.",
        assumptions=["The parts need not be all there are."],
    )
    return True


_CARRIES = re.compile(
    r"^\W*(?:combined|together|in total|altogether|in all|(?:this|that) (?:makes|gives"
    r"|brings|is)|overall)\b",
    re.IGNORECASE,
)


_IT_IS_MADE = re.compile(
    r"^\W*(?:it|this|that|they|these|the total|the figure)\s"
    r"(?:(?:is|was|are|were)\s)?(?:made up of|compris\w+|consist\w*|breaks? down)\b",
    re.IGNORECASE,
)


def _check_whole_before(before: Sentence, sentence: Sentence, desk: Desk) -> None:
    """Judge `Funding is £5m. It is made up of £2m from … and £3m from …`."""
    parts = [q for q in sentence.quantities if q.unit is sentence.quantities[0].unit]
    wholes = [q for q in before.quantities if q.unit is parts[0].unit]
    if len(parts) < 2 or len(wholes) != 1 or parts[0].unit not in (Unit.COUNT, Unit.MONEY):
        return
    whole = wholes[0]
    judgement = judge_amount(whole, total(parts), parts=parts)
    if not judgement.holds and not is_about(total(parts), whole.value, "0.6"):
        return
    listed = " + ".join(part.text for part in parts)
    desk.judged(
        before,
        (whole.start, whole.end),
        Kind.SUM,
        whole.text,
        judgement,
        f"{listed} = {amount(total(parts), whole)}.",
        assumptions=["The amounts are those of the sentence after."],
        sources=[desk.place_in(sentence, parts[0].start, parts[-1].end)],
    )


def _check_sum_before(before: Sentence, sentence: Sentence, desk: Desk) -> None:
    """Judge `Combined, they fund £5m` by the amounts of the sentence before."""
    whole = next(iter(sentence.quantities), None)
    if whole is None:
        return
    parts = [q for q in before.quantities if q.unit is whole.unit]
    if whole.unit not in (Unit.COUNT, Unit.MONEY) or not 2 <= len(parts) <= 5:
        return
    judgement = judge_amount(whole, total(parts), parts=parts)
    if not judgement.holds and not is_about(total(parts), whole.value, "0.6"):
        return
    listed = " + ".join(part.text for part in parts)
    desk.judged(
        sentence,
        (whole.start, whole.end),
        Kind.SUM,
        whole.text,
        judgement,
        f"{listed} = {amount(total(parts), whole)}.",
        assumptions=["The amounts are those of the sentence before."],
        sources=[desk.place_in(before, parts[0].start, parts[-1].end)],
    )
