"""
Shares in lists: `People in treatment (n=412):` and entries that each give a count and a share.
"""

import re

from saferboard.claims.checks.listed import items_after
from saferboard.claims.desk import Desk
from saferboard.claims.grammar.quantities import Quantity, Unit
from saferboard.claims.judging import judge_share, total
from saferboard.claims.model import Kind
from saferboard.claims.text import Document, N, P, Sentence

_ENTRY = re.compile(
    rf"(?P<part>{N})[^\ue000-\ue4ff]{{0,12}}?\(\s?(?P<share>{P})|(?P<share2>{P})\s?\(\s?(?P<part2>{N})"
)
_FEWEST = 2


def check_share_lists(document: Document, desk: Desk) -> None:
    """Hold the shares of a list against the whole named just above it, or their own sum."""
    sentences = document.sentences
    for n, sentence in enumerate(sentences):
        items = items_after(sentences, n)
        entries = [entry for item in items if (entry := _entry(item))]
        if len(entries) < _FEWEST or len(entries) != len(items):
            continue
        made = total([part for _, part, _ in entries])
        named = [q for q in sentence.quantities if q.unit is Unit.COUNT and q.value >= 5]
        whole = next((q for q in named if q.value == made), named[0] if len(named) == 1 else None)
        if whole is not None:
            _judge(sentence, whole, entries, desk)


def _entry(item: Sentence) -> tuple[Sentence, Quantity, Quantity] | None:
    match = _ENTRY.search(item.skeleton.text) if item.quantities else None
    if match is None:
        return None
    part = item.skeleton.figures[match["part"] or match["part2"]]
    share = item.skeleton.figures[match["share"] or match["share2"]]
    if share.unit is not Unit.PERCENT or share.sign:
        return None
    return item, part, share


def _judge(
    sentence: Sentence,
    whole: Quantity,
    entries: list[tuple[Sentence, Quantity, Quantity]],
    desk: Desk,
) -> None:
    judged = [(entry, judge_share(entry[1], whole, entry[2])) for entry in entries]
    held = sum(bool(j and j.holds) for _, j in judged)
    made = total([part for _, part, _ in entries])
    if held * 2 < len(judged) and made != whole.value:
        return
    for (item, part, share), judgement in judged:
        if judgement is None:
            continue
        desk.judged(
            item,
            (min(part.start, share.start), max(part.end, share.end)),
            Kind.SHARE,
            share.text,
            judgement,
            f"{part.text} of {whole.text} is {judgement.computed}.",
            assumptions=["The whole is the count named above the list."],
            sources=[desk.place_in(sentence, whole.start, whole.end)],
        )
