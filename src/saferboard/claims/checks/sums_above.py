"""
Totals said of what stands above: `These add to 1,508`, `Six heads, making 2,848`, `Year: 940`.

What is added up is the list of the sentence before, the table above or the entries above.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from saferboard.claims.checks.listed import skips
from saferboard.claims.desk import Desk
from saferboard.claims.grammar.quantities import Bound, Quantity, Unit, find_quantities
from saferboard.claims.judging import amount, judge_amount, slip, total
from saferboard.claims.model import Kind, Place
from saferboard.claims.text import Document, N, Sentence
from saferboard.documents.reading.readings import Block
from saferboard.documents.reading.readings import Kind as BlockKind
from saferboard.documents.reading.stretches import Stretch

_ADDED_UP = re.compile(
    rf"(?:\bthe\s(?={N}\s)|\b(?:these|those|they|all|which|the\slot|that|it|them|heads|lines|items|sources|groups|figures)\b)"
    rf"(?:\s?{N})?[^\ue000-\ue6ff,;:.]{{0,25}}?(?:\badd(?:s|ing)?(?:\sup)?\sto|\bmakes?|\bmaking|\bcomes?\sto|\bsums?\sto"
    rf"|\btotal(?:s|led)?|\bamounts?\sto)\s(?:up\s|a\stotal\sof\s|the\s)?(?P<a>{N})"
    rf"|,\s(?:making|totalling|giving)\s(?P<b>{N})"
    rf"|^\W*(?P<c>{N})(?:\s[a-z]+){{0,2}}\s(?:in\stotal|in\sall|altogether|all\stold)\b"
    rf"|^\W*(?:in\stotal|in\sall|altogether|all\stold|total|(?:whole\s|full\s)?year|sum)(?::|,|\s[–—-])\s(?P<d>{N})"
)
_PARTED = re.compile(
    r"^[\s,;:]*(?:[^\ue000-\ue6ff]{1,60}?[,;:]|[^\ue000-\ue6ff]{1,60}?\band\b)?\s*$"
)
_FEWEST = 3
_NEAR = Decimal("0.3")
_ABOVE = 2


@dataclass(frozen=True)
class Above:
    """Figures that stand above a sentence and may be what it adds up, and where they stand."""

    parts: tuple[Quantity, ...]
    place: Place
    likely: bool = True
    listed: bool = True


def check_sums_above(document: Document, desk: Desk) -> None:
    """Hold a total said of what stands above against its sum."""
    for n, sentence in enumerate(document.sentences):
        if not sentence.quantities:
            continue
        match = _ADDED_UP.search(sentence.skeleton.text)
        if match is None:
            continue
        mark = next(m for m in match.groupdict().values() if m)
        whole = sentence.skeleton.figures[mark]
        if whole.unit not in (Unit.COUNT, Unit.MONEY) or desk.is_settled(sentence, whole):
            continue
        earlier = [q for q in sentence.quantities if q.end <= whole.start and q.unit is whole.unit]
        if len([q for q in earlier if not q.in_words]) < 2 and whole.bound is Bound.EXACT:
            found = list(_above(document, n, whole, desk))
            if match["b"]:
                # "Journeys add £0.4m, making £3.2m with those above" adds to one figure above.
                found = [one for one in found if one.listed]
            _judge(sentence, whole, found, desk)


def _judge(sentence: Sentence, whole: Quantity, found: list[Above], desk: Desk) -> None:
    held = [
        one
        for one in found
        if judge_amount(whole, total(list(one.parts)), parts=list(one.parts)).holds
    ]
    if not held:
        found = [o for o in found if o.likely and _is_near(whole, total(list(o.parts)))]
    if not found or (not held and len(found) != 1):
        return
    above = (held or found)[0]
    parts = list(above.parts)
    desk.judged(
        sentence,
        (whole.start, whole.end),
        Kind.SUM,
        whole.text,
        judge_amount(whole, total(parts), parts=parts),
        f"The {len(parts)} figures above make {amount(total(parts), whole)}.",
        assumptions=["What is added up is what stands just above."],
        sources=[above.place],
    )


def _is_near(whole: Quantity, added: Decimal) -> bool:
    return bool(added) and (
        abs(whole.value - added) / added <= _NEAR or bool(slip(whole.value, added))
    )


def _above(document: Document, n: int, whole: Quantity, desk: Desk) -> Iterator[Above]:
    """Yield the lists above a sentence: of the sentence before, of a table, of entries."""
    sentences = document.sentences
    sentence = sentences[n]
    if n and sentences[n - 1].block == sentence.block:
        yield from _of_sentences(
            [s for s in sentences[max(n - 3, 0) : n] if s.block == sentence.block], whole, desk
        )
    items: list[Sentence] = []
    for one in reversed(sentences[max(n - 40, 0) : n]):
        if one.kind is not BlockKind.ITEM:
            break
        items.append(one)
    if items:
        every = [[q for q in item.quantities if q.unit is whole.unit] for item in items[::-1]]
        if len(every) >= _FEWEST and all(len(one) == 1 for one in every):
            place = desk.place_in(items[-1], every[0][0].start, every[0][0].end)
            yield Above(tuple(one[0] for one in every), place)
    for place_of, block, _ in document.tables:
        if 0 < sentence.block - place_of <= _ABOVE and block.table is not None:
            yield from _of_table(document, block, whole, desk)


def _of_sentences(near: list[Sentence], whole: Quantity, desk: Desk) -> Iterator[Above]:
    """Yield the figures of a list in the sentences before: `Docks 54, Abbey 41 and Fields 33`."""
    last = near[-1]
    for tail in (near[-1:], near):
        parts = [q for s in tail for q in s.quantities if q.unit is whole.unit and not q.in_words]
        texts = last.skeleton.text
        if len(parts) >= _FEWEST and len(re.findall(r"[,;:]|\band\b", texts)) >= _FEWEST - 1:
            own = [q for q in parts if q in tail[-1].quantities]
            if own and skips(last, own):
                return
            for few in (parts, parts[1:]):
                if len(few) >= _FEWEST:
                    place = desk.place_in(last, 0, len(last.text))
                    yield Above(tuple(few), place, few is parts and len(tail) == 1, False)
        if len(near) == 1:
            return


def _of_table(document: Document, block: Block, whole: Quantity, desk: Desk) -> Iterator[Above]:
    assert block.table, "only tables are asked for"
    rows = block.table.rows[block.table.head :]
    for column in range(1, len(rows[0]) if rows else 0):
        cells = [(row[column], _figure(row[column])) for row in rows if column < len(row)]
        known = [(cell, q) for cell, q in cells if q is not None]
        if len(known) < _FEWEST or len(known) < len(rows) - 1:
            continue
        figures = tuple(q for _, q in known)
        if any(q.unit is Unit.PERCENT or q.sign for q in figures):
            continue
        cell = known[-1][0]
        place = desk.place(document.number, cell, 0, len(cell.text))
        yield Above(figures, place)


def _figure(cell: Stretch) -> Quantity | None:
    found = find_quantities(cell.text, []) if len(cell.text) < 24 else []
    return found[0] if len(found) == 1 and found[0].start < 3 else None
