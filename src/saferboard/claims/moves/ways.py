"""
Which way a thing went: `up from 7,607` said of 7,463, `a rise of 2.7%` from 5,598 to 5,445.

The size of a move finds the two levels it is between: they differ by just so much.  Where the
words then say the wrong way, and no other two levels bear them out, the words are wrong.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from saferboard.claims.checks.passages import VOTES
from saferboard.claims.desk import Desk
from saferboard.claims.grammar.directions import DIRECTION, changes
from saferboard.claims.grammar.quantities import Bound, Quantity, Unit
from saferboard.claims.judging import WRONG_WAY, Judgement, change_span, doubt, fits
from saferboard.claims.model import Kind, Severity
from saferboard.claims.moves.levels import STANDS, Level, comparable, distinct, is_gap, levels, runs
from saferboard.claims.moves.saying import between
from saferboard.claims.text import Document, N, P, Sentence

_REACH = 2
_MOST = 8
_WAY_AFTER = re.compile(
    r"\s(?:(?:percentage\s)?points?\s)?(?:[a-z-]+\s){0,2}?(?:(?P<up>more|higher|greater|extra|above|up|longer|slower|later|over)"
    r"|(?P<down>fewer|less|lower|below|down|shorter|quicker|faster|earlier|under)"
    r"|(?P<either>better|worse|outside|inside|ahead|behind|adrift|older|younger))\b"
)
_FROM_WHERE = re.compile(
    r"\b(?:(?P<up>up|increased|rose|risen|higher|grew|grown)|(?P<down>down|decreased|fell|fallen|lower|dropped))"
    r"\s(?:(?:[a-z]+ly|a\slittle|just|again|back)\s)?(?:from|than|on)\s(?:the\s|a\s|last\s[a-z]+'s\s)?"
    r"(?:(?!target|budget|plan|average)[a-z]+\s){0,2}?$"
)
CARRIED = re.compile(
    r"\b(?:therefore|thus|hence|so|this|that|it|they|these|the\s(?:rate|proportion|share|figure|number|total|gap))\b"
)
OPENING = 60
_GAP = re.compile(
    r"\b(?:gap|difference|spread)\b[^\ue000-\ue6ff;.]{0,60}?\b(?:is|was|of)\s(?:therefore\s|thus\s)?$"
    r"|\brepresented\sby\s$"
)
_IS_SHARE = re.compile(
    rf"{N}\s(?:in|of|out\sof)\s(?:the\s|all\s)?{N}[^\ue000-\ue6ff;]{{0,20}}\(\s?$"
)
"""What stands before a share: `up from 12 in 20 (60%)`."""
_COMPARES = re.compile(r"\b(?:more|fewer|less|higher|lower|above|below|longer|shorter)\b")
UNKNOWN = re.compile(
    r"\s(?:[a-z]+\s){0,2}?(?:above|below|over|than|on)\s[^\ue000-\ue6ff;.]{0,40}?"
    r"\b(?:before|average|mean|baseline|pandemic|target|plan|budget|peak)\b(?!\sof\s(?:about\s)?[\d£]|\s\([\d£])"
)
"""What a move is from, where no figure is given for it: `4% above the level before`."""
_FROM_TO = re.compile(
    r"\b(?:(?P<up>increas\w+|rose|risen|rising|rise|grew|grown|growth|climbed|went\sup|up)"
    r"|(?P<down>decreas\w+|fell|fallen|falling|fall|dropp\w+|drop|declin\w+|reduced|reduction|went\sdown|down))"
    rf"(?:\s[a-z]+ly)?,?\s(?:by\s{P},?\s)?from\s(?:[a-z]+\s){{0,3}}?(?P<old>{N}|{P})[^\ue000-\ue6ff;.]{{0,45}}?"
    rf"\bto\s(?:[a-z]+\s){{0,3}}?(?P<new>{N}|{P})"
)
_AT = re.compile(
    r"\b(?:(?P<up>higher|up|more)|(?P<down>lower|down|fewer|less)),?\s(?:too,?\s)?(?:at|with)\s"
    rf"(?P<new>{N}|{P})[^\ue000-\ue6ff;.]{{0,20}}?\b(?:against|compared\s(?:to|with)|from)\s"
    rf"(?:the\s)?(?P<old>{N}|{P})"
)
_SIGNED = re.compile(
    rf"{N}\s(?:[a-z]+\s){{0,2}}?(?:(?P<up>more|higher|extra)|(?P<down>fewer|less|lower))\b"
    rf"[^\ue000-\ue6ff;.]{{0,35}}?(?:\(|,\s|\sor\s|\sand\s)(?:an?\s)?(?:change\sof\s)?(?P<share>{P})"
)


@dataclass(frozen=True)
class Move:
    """
    A move said of something: by how much, which way, and where its words begin and end.

    `way` is 0 where the words do not say: better may be more or less.
    """

    quantity: Quantity
    way: int
    span: tuple[int, int]


def moves(sentence: Sentence) -> list[Move]:
    """Return the moves of a sentence that say how far and which way."""
    skeleton = sentence.skeleton
    known = skeleton.memo.get("moves")
    if known is None:
        known = skeleton.memo["moves"] = [
            *_in_percent(sentence),
            *_in_amounts(sentence),
            *_in_gaps(sentence),
        ]
    return known  # type: ignore[return-value]


def _in_percent(sentence: Sentence) -> Iterator[Move]:
    for change in changes(sentence.skeleton):
        if STANDS.search(sentence.skeleton.text, 0, change.at) or _IS_SHARE.search(
            sentence.skeleton.text, 0, change.at
        ):
            continue
        if change.direction and not (change.against_others or change.elsewhere):
            start = min(sentence.skeleton.origin(change.began), change.quantity.start)
            end = max(sentence.skeleton.origin(change.ended), change.quantity.end)
            yield Move(change.quantity, change.direction, (start, end))


def _in_gaps(sentence: Sentence) -> Iterator[Move]:
    """Yield gaps between shares: `the gap was 7.2 per cent`, `over-represented by 29 per cent`."""
    skeleton = sentence.skeleton
    for mark, quantity in skeleton.figures.items():
        at = skeleton.places[mark]
        if quantity.unit is Unit.PERCENT and _GAP.search(skeleton.text, max(at - 90, 0), at):
            yield Move(quantity, 0, (quantity.start, quantity.end))


def _in_amounts(sentence: Sentence) -> Iterator[Move]:
    skeleton = sentence.skeleton
    for mark, quantity in skeleton.figures.items():
        at = skeleton.places[mark]
        if quantity.unit not in (Unit.COUNT, Unit.MONEY, Unit.RATE) or quantity.sign:
            continue
        if not is_gap(skeleton.text, at):
            continue
        after = _WAY_AFTER.match(skeleton.text, at + 1)
        ahead = list(DIRECTION.finditer(skeleton.text, max(at - 30, 0), at))
        if after:
            span = quantity.start, skeleton.origin(after.end())
            yield Move(quantity, 1 if after["up"] else -1 if after["down"] else 0, span)
        elif ahead:
            span = skeleton.origin(ahead[-1].start()), quantity.end
            yield Move(quantity, 1 if ahead[-1]["up"] else -1, span)


def check_ways(document: Document, desk: Desk) -> None:
    """Hold the way each move is said to have gone against the levels it went between."""
    sentences = document.sentences
    for n, sentence in enumerate(sentences):
        if len(sentence.text) < _MOST or VOTES.search(sentence.text) or not sentence.quantities:
            continue
        _check_from(sentence, desk)
        _check_between(sentence, desk)
        _check_signed(sentence, desk)
        said = moves(sentence)
        for move in said:
            _check_move(sentences, n, move, said, desk)


def words_of(sentence: Sentence, move: Move) -> str:
    return sentence.text[move.span[0] : move.span[1]].lower()


def passage(sentences: list[Sentence], n: int, said: list[Move]) -> list[Level]:
    """Return the levels of a sentence and of those just before it."""
    own = sentences[n]
    found = levels(own, [move.quantity for move in said])
    for place in reversed(sentences[max(n - _REACH, 0) : n]):
        if own.block - place.block > 1 or place.section.number != own.section.number:
            break
        found = [*levels(place, [move.quantity for move in moves(place)]), *found]
    return distinct(found)


def _check_move(
    sentences: list[Sentence], n: int, move: Move, said: list[Move], desk: Desk
) -> None:
    sentence = sentences[n]
    if move.quantity.bound not in (Bound.EXACT, Bound.ABOUT):
        return
    if UNKNOWN.match(sentence.text.lower(), move.quantity.end):
        return
    found = passage(sentences, n, said)
    borne = [
        two
        for two in itertools.combinations(found, 2)
        if comparable(*two) and _is_size(move.quantity, *two)
    ]
    carried = CARRIED.search(sentence.skeleton.text[:OPENING])
    told = [two for two in borne if carried or any(level.sentence is sentence for level in two)]
    if not told or len(borne) > 1:
        return
    one, other = told[0]
    way = runs(one, other)
    old, new = (one, other) if way < 0 else (other, one)
    if not way or not move.way or (new.quantity.value > old.quantity.value) == (move.way > 0):
        return
    if move.quantity.unit is Unit.PERCENT and not _fits_change(move.quantity, old, new):
        return
    behind = old.sentence is sentence and old.quantity.start < move.quantity.start
    if not (one.held or other.held) and behind and _COMPARES.search(words_of(sentence, move)):
        # "Three years earlier it was 55%, and so 7 points higher" says which way it was then.
        return
    _say(sentence, move, old, new, desk)


def _is_size(stated: Quantity, one: Level, other: Level) -> bool:
    """Return whether two levels differ by just as much as is said."""
    a, b = one.quantity, other.quantity
    if stated.unit is Unit.PERCENT:
        return a.unit is not Unit.PERCENT and (
            _fits_change(stated, one, other) or _fits_change(stated, other, one)
        )
    if stated.unit is Unit.POINTS and a.unit is not Unit.PERCENT:
        return False
    if stated.unit is not Unit.POINTS and a.unit is not stated.unit:
        return False
    room = doubt(a) + doubt(b) + doubt(stated) if stated.unit is not Unit.POINTS else stated.half
    return abs(abs(a.value - b.value) - stated.value) <= room


def _fits_change(stated: Quantity, old: Level, new: Level) -> bool:
    span = change_span(old.quantity, new.quantity)
    if span is None:
        return False
    return any(fits(stated.value, stated.half, stated.bound, s) for s in (span, span.turned()))


def _say(sentence: Sentence, move: Move, old: Level, new: Level, desk: Desk) -> None:
    right = "rise" if new.quantity.value > old.quantity.value else "fall"
    told = between(sentence, move.span, old, new, desk)
    desk.judged(
        sentence,
        told.span,
        Kind.PERCENT_CHANGE,
        "a rise" if move.way > 0 else "a fall",
        Judgement(False, f"a {right}", Severity.MATERIAL, WRONG_WAY),
        f"{old.quantity.text} to {new.quantity.text} is a {right}.",
        assumptions=told.assumptions,
        sources=told.sources,
        sure=True,
    )


def _check_from(sentence: Sentence, desk: Desk) -> None:
    """Judge `7,463 incidents, up from 7,607` and `2.3 days, up slightly from 2.4`."""
    text = sentence.skeleton.text
    found = levels(sentence, [move.quantity for move in moves(sentence)])
    for n, old in enumerate(found):
        match = _FROM_WHERE.search(text, max(old.at - 45, 0), old.at)
        before = [one for one in found[:n] if one.quantity.unit is old.quantity.unit]
        if match is None or not before or old.elsewhere or old.aim:
            continue
        new = before[-1]
        between = text[new.at + 1 : match.start()]
        if not comparable(old, new) or re.search(r"[;]|\b(?:and|while|but|which)\b|\.\s", between):
            continue
        if len(between) > 70 or new.then or _fewer(old.quantity, new.quantity):
            continue
        way = 1 if match["up"] else -1
        if (new.quantity.value > old.quantity.value) != (way > 0):
            span = (sentence.skeleton.origin(match.start()), old.quantity.end)
            _say(sentence, Move(old.quantity, way, span), old, new, desk)


def _check_between(sentence: Sentence, desk: Desk) -> None:
    """Judge `fell slightly, from 828,810 to 852,660` and `higher, at 58 against 66`."""
    figures = sentence.skeleton.figures
    for form in (_FROM_TO, _AT):
        for match in form.finditer(sentence.skeleton.text):
            old, new = figures[match["old"]], figures[match["new"]]
            way = 1 if match["up"] else -1
            if old.unit is not new.unit or old.value == new.value or old.sign or new.sign:
                continue
            if (new.value > old.value) == (way > 0):
                continue
            then, now = (
                Level(q, sentence, 0, then=False, moment=None, aim=False, elsewhere=False)
                for q in (old, new)
            )
            start = sentence.skeleton.origin(match.start())
            _say(sentence, Move(old, way, (start, new.end)), then, now, desk)


def _check_signed(sentence: Sentence, desk: Desk) -> None:
    """Judge `3,688 more than in 2023/24 and a change of -7.1%`: word and sign must agree."""
    for match in _SIGNED.finditer(sentence.skeleton.text):
        share = sentence.skeleton.figures[match["share"]]
        way = 1 if match["up"] else -1
        if share.unit is not Unit.PERCENT or not share.sign or share.sign == way:
            continue
        words = "more" if way > 0 else "fewer"
        desk.judged(
            sentence,
            (sentence.skeleton.origin(match.start()), share.end),
            Kind.PERCENT_CHANGE,
            words,
            Judgement(False, share.text, Severity.MATERIAL, WRONG_WAY),
            f"“{words}” and {share.text} go opposite ways.",
            sure=True,
        )


def _fewer(one: Quantity, other: Quantity) -> bool:
    """Return whether two figures are printed so differently that they are hardly of one thing."""
    return (one.half < Decimal("0.5")) != (other.half < Decimal("0.5"))
