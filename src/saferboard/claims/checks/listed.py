"""
Counts of things that are then listed: `the four priorities are:`, `the 3 boroughs (…)`.
"""

import re

from saferboard.claims.desk import Desk
from saferboard.claims.grammar.quantities import Quantity, Unit
from saferboard.claims.model import Kind, Severity, Verdict
from saferboard.claims.text import Document, N, Sentence
from saferboard.documents.reading.readings import Kind as BlockKind


def items_after(sentences: list[Sentence], n: int) -> list[Sentence]:
    """Return the first sentence of each entry of the list that follows sentence `n`."""
    items: list[Sentence] = []
    for sentence in sentences[n + 1 : n + 200]:
        if sentence.kind is not BlockKind.ITEM:
            break
        if not items or sentence.block != items[-1].block:
            items.append(sentence)
    return items


_DIGITS = re.compile(r"(?<![\w.,])\d[\d,]*(?![\w%])")


def skips(sentence: Sentence, parts: list[Quantity]) -> bool:
    """Return whether a number among the parts of a list was read as none: `legal action 29;`."""
    first, last = min(q.start for q in parts), max(q.end for q in parts)
    known = [(q.start, q.end) for q in sentence.quantities]
    known += [(m.start, m.end) for m in sentence.moments]
    return any(
        re.match(r"\s?[;,]", sentence.text[m.end() :])
        and not any(start <= m.start() < end for start, end in known)
        for m in _DIGITS.finditer(sentence.text, first, last)
    )


def without_count(parts: list[Quantity]) -> list[Quantity]:
    """Return the parts less a first that only counts them: `five sources: 58, 41, 17, 13 and 5`."""
    if len(parts) < 3 or parts[0].unit is not Unit.COUNT:
        return parts
    first, *rest = parts
    worded = first.in_words and not any(q.in_words for q in rest)
    return rest if worded or first.value == len(rest) else parts


_NUMBERED = re.compile(
    rf"\b(?:the|our|its|these|following|has|have|are|were|into|on)\s(?:following\s|top\s"
    rf"|main\s|key\s|new\s|strategic\s|national\s)*"
    rf"(?P<count>{N})\s(?P<what>[a-z -]{{3,60}}?)(?:\s(?:are|is|were|below|under|include"
    rf"|in)\b[^:]{{0,60}})?:\s*$"
)


def check_counts(document: Document, desk: Desk) -> None:
    """Hold `the four priorities are:` against the number of entries that follow."""
    sentences = document.sentences
    for n, sentence in enumerate(sentences):
        match = (
            _NUMBERED.search(sentence.skeleton.text)
            if sentence.quantities and ":" in sentence.text[-3:]
            else None
        )
        items = items_after(sentences, n) if match else []
        if match is None or not 2 <= len(items) <= 20:
            continue
        stated = sentence.skeleton.figures[match["count"]]
        if stated.unit is not Unit.COUNT or not 2 <= stated.value <= 20:
            continue
        right = stated.value == len(items)
        desk.say(
            sentence,
            (stated.start, min(stated.end + len(match["what"]) + 1, len(sentence.text))),
            Kind.OTHER,
            stated.text,
            str(len(items)),
            Verdict.CONSISTENT if right else Verdict.INCONSISTENT,
            f"The list that follows has {len(items)} entries.",
            severity=Severity.MATERIAL,
        )


_NAMED = re.compile(
    rf"(?P<count>{N})\s(?P<what>[a-z' -]{{3,60}}?)\s?\.?\s?[(:–-]\s?(?P<names>(?:[a-z'&/ -]"
    rf"{{2,40}},\s){{1,15}}(?:and\s|&\s|or\s)?(?:&\s)?[a-z'&/ -]{{2,40}})[).]"
)


_EXAMPLES = re.compile(r"\b(?:e\.g|inc|such|eg|including)\b")


def check_names(document: Document, desk: Desk) -> None:
    """Hold `the 3 boroughs (Bromley, Croydon and Sutton)` against the names that follow."""
    for sentence in document.sentences:
        if not re.search(r"[(:–]", sentence.text) or not sentence.quantities:
            continue
        for match in _NAMED.finditer(sentence.skeleton.text):
            _judge_names(sentence, match, desk)


def _judge_names(sentence: Sentence, match: "re.Match[str]", desk: Desk) -> None:
    stated = sentence.skeleton.figures[match["count"]]
    names = [n for n in re.split(r",\s(?:and\s|&\s)?|\sand\s|\s&\s", match["names"]) if n.strip()]
    close = abs(stated.value - len(names)) <= 2
    if stated.unit is not Unit.COUNT or not 2 <= stated.value <= 20 or not close:
        return
    right = stated.value == len(names)
    short = all(len(name.split()) <= 3 for name in names)
    told = "(" in match[0] or (re.search(r":\s", match[0]) and " and " in match["names"])
    if not right and not (told and short and not _EXAMPLES.search(match["names"])):
        return
    first, last = stated.start, sentence.skeleton.origin(match.end())
    desk.say(
        sentence,
        (first, last),
        Kind.OTHER,
        stated.text,
        str(len(names)),
        Verdict.CONSISTENT if right else Verdict.INCONSISTENT,
        f"{len(names)} are named.",
        severity=Severity.MATERIAL,
    )
