"""
Ranks: whether a place among so many is possible, and moves between places.
"""

import re
from collections.abc import Iterator

from saferboard.claims.desk import Desk
from saferboard.claims.judging import amount, judge_amount
from saferboard.claims.model import Kind, Severity, Verdict
from saferboard.claims.text import Document, N, R, Sentence

_OUT_OF = re.compile(
    rf"(?P<rank>{R})(?:\s(?!out\b|of\b)[a-z-]+){{0,5}}\s(?:out\sof|of|among|amongst)\s(?:the\s|all\s|all\sthe\s|a\stotal\sof\s)?(?P<of>{N})"
)
_MOVED = re.compile(
    rf"\bfrom\s(?:[a-z]+\s){{0,3}}?(?P<old>{R})[^\ue000-\ue0ff\ue600-\ue6ff;]{{0,50}}?\bto\s(?:[a-z]+\s){{0,3}}?(?P<new>{R})[^;]{{0,80}}?(?P<places>{N})\splaces?"
)
_GAINED = re.compile(
    rf"(?P<new>{R})[^;]{{0,90}}?\b(?:up|down|improvement|improved|rise|fall|drop|climb|moved|gain)[^\ue000-\ue0ff;]{{0,25}}?"
    rf"(?P<places>{N})\splaces?[^\ue600-\ue6ff;]{{0,20}}?\bfrom\s(?:[a-z]+\s){{0,2}}?(?P<old>{R})"
)
_ALONE = re.compile(
    rf"\b(?:rank\w*|place[sd]?|positioned)\b[^\ue000-\ue6ff;.]{{0,40}}?(?P<rank>{R})|(?P<rank2>{R})\s(?:highest|lowest|safest|best|worst|largest|smallest|most)"
)


def check_ranks(document: Document, desk: Desk) -> None:
    """Judge every rank that can be judged, and list those that cannot."""
    for sentence in document.sentences:
        if (
            not any("\ue600" <= mark <= "\ue6ff" for mark in sentence.skeleton.figures)
            if sentence.quantities
            else True
        ):
            continue
        _check_sentence(sentence, desk)


def _check_sentence(sentence: Sentence, desk: Desk) -> None:
    done = {*_check_moves(sentence, desk), *_check_among(sentence, desk)}
    for match in _ALONE.finditer(sentence.skeleton.text):
        mark = match["rank"] or match["rank2"]
        if mark in done:
            continue
        rank = sentence.skeleton.figures[mark]
        desk.say(
            sentence,
            (rank.start, rank.end),
            Kind.RANK,
            rank.text,
            None,
            Verdict.NOT_CHECKABLE,
            "The figures of the others ranked are not given.",
        )


def _check_moves(sentence: Sentence, desk: Desk) -> Iterator[str]:
    """Judge `from 8th to 6th, up 2 places`, and yield the ranks dealt with."""
    skeleton = sentence.skeleton
    for match in (*_MOVED.finditer(skeleton.text), *_GAINED.finditer(skeleton.text)):
        old, new, places = (skeleton.figures[match[name]] for name in ("old", "new", "places"))
        judgement = judge_amount(places, abs(old.value - new.value), parts=[])
        desk.judged(
            sentence,
            (min(old.start, new.start), max(old.end, new.end, places.end)),
            Kind.RANK,
            places.text,
            judgement,
            f"{old.text} to {new.text} is {amount(abs(old.value - new.value), places)} places.",
        )
        yield match["old"]
        yield match["new"]


def _check_among(sentence: Sentence, desk: Desk) -> Iterator[str]:
    """Judge `57th out of the 154`, and yield the ranks dealt with."""
    skeleton = sentence.skeleton
    for match in _OUT_OF.finditer(skeleton.text):
        rank, of = skeleton.figures[match["rank"]], skeleton.figures[match["of"]]
        if of.value < 2:
            continue
        yield match["rank"]
        possible = rank.value <= of.value
        desk.say(
            sentence,
            (rank.start, of.end),
            Kind.RANK,
            rank.text,
            f"at most {of.text}",
            Verdict.NOT_CHECKABLE if possible else Verdict.INCONSISTENT,
            "The rank is possible; the others' figures are not given."
            if possible
            else f"There is no place {rank.text} among {of.text}.",
            severity=Severity.MATERIAL,
        )
