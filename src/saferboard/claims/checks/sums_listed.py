"""
Sums in lists: a whole that leads a list of its parts.
"""

import re
from decimal import Decimal

from saferboard.claims.checks.listed import items_after
from saferboard.claims.desk import Desk
from saferboard.claims.grammar.quantities import Quantity, Unit
from saferboard.claims.judging import amount, judge_amount, slip, total
from saferboard.claims.model import Kind
from saferboard.claims.text import Document, N, Sentence

_LIST_LEAD = re.compile(
    rf"(?P<whole>{N})[^\ue000-\ue0ff]{{0,60}}?(?:made\sup\sof|comprising|as\sfollows"
    rf"|broken\sdown(?:\sas\sfollows|\sby)?|consisting\sof|split\sas\sfollows|breakdown"
    rf"|these\swere|:)\s?[:–-]?\s*$"
)


def check_lists(document: Document, desk: Desk) -> None:
    """Hold a whole that leads a list against the entries below it."""
    sentences = document.sentences
    for n, sentence in enumerate(sentences):
        if not sentence.quantities or not re.search(
            r"[:]\s*$|made up of\W*$|as follows\W*$", sentence.text
        ):
            continue
        match = _LIST_LEAD.search(sentence.skeleton.text)
        items = items_after(sentences, n) if match else []
        if match is None or len(items) < 2:
            continue
        whole = sentence.skeleton.figures[match["whole"]]
        every = [[q for q in item.quantities if q.unit is whole.unit] for item in items]
        if not all(every):
            continue
        _judge_list(sentence, whole, items, every, desk)


def _judge_list(
    sentence: Sentence,
    whole: Quantity,
    items: list[Sentence],
    every: list[list[Quantity]],
    desk: Desk,
) -> None:
    choices = [
        [q for item in every for q in item],
        [item[0] for item in every],
        [item[-1] for item in every],
    ]
    best = min(choices, key=lambda parts: abs(total(parts) - whole.value))
    judgement = judge_amount(whole, total(best), parts=best)
    told = re.search(r"as follows|made up of|broken down|compris|consist", sentence.text)
    near = is_about(total(best), whole.value, "1.5" if told else "0.3")
    if not judgement.holds and not near and not slip(whole.value, total(best)):
        return
    if (
        not judgement.holds
        and not told
        and any(q.unit is Unit.PERCENT for i in items for q in i.quantities)
    ):
        # Entries with shares of their own may overlap: boys, and those in care.
        return
    sources = [
        desk.place_in(item, q[0].start, q[-1].end) for item, q in zip(items, every, strict=True)
    ]
    desk.judged(
        sentence,
        (whole.start, whole.end),
        Kind.SUM,
        whole.text,
        judgement,
        f"The {len(items)} entries below make {amount(total(best), whole)}.",
        assumptions=["The list that follows is the whole of it."],
        sources=sources,
    )


def is_about(one: Decimal, other: Decimal, most: str = "0.2") -> bool:
    return bool(other) and abs(one - other) / other <= Decimal(most)
