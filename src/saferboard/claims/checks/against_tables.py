"""
Sentences against tables: the same change, the same count, the same period.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import permutations

from saferboard.claims.bases.in_tables import check_shares_of_rows
from saferboard.claims.checks.changes import phrase
from saferboard.claims.checks.levels import check_shares_said, check_totals_said
from saferboard.claims.checks.spoken import (
    Context,
    Named,
    is_near,
    moment_for,
    same_period,
    speaks,
    topics_of,
)
from saferboard.claims.checks.superlatives import check_superlatives
from saferboard.claims.facts import Fact
from saferboard.claims.grammar.directions import Change, changes
from saferboard.claims.grammar.moments import Moment
from saferboard.claims.grammar.pairs import pairs
from saferboard.claims.grammar.quantities import Bound, Quantity, Unit
from saferboard.claims.grid import Column
from saferboard.claims.judging import Span, fits, judge_change, slip
from saferboard.claims.model import Kind, Severity, Verdict
from saferboard.claims.moves.in_tables import check_moves_in_tables
from saferboard.claims.qualifiers import qualifiers
from saferboard.claims.text import Document, Sentence
from saferboard.documents.reading.readings import Kind as BlockKind

_BY_COUNT = "The passage gives the table's own count."
_BY_PERIOD = "Sentence and table name the same period."
_BY_NEARNESS = "No period is named, and the table stands near."
_BY_ALIAS = "The period named is the table's, as it is for the table's other counts."
_NEAR_BLOCKS = 25
_DISTINCT = 50


def check_against_tables(documents: Sequence[Document], context: Context) -> None:
    """Hold what sentences say of a topic against the table rows for it."""
    for document in documents:
        _read(document, context)


def _read(document: Document, context: Context) -> None:
    """Go through a document, carrying the topic from sentence to sentence of a passage."""
    spoken: Named = []
    at_block = -9
    recent: list[Sentence] = []
    for sentence in document.sentences:
        named = topics_of(sentence, context)
        recent = [*[s for s in recent if sentence.block - s.block <= 2][-4:], sentence]
        if sentence.block - at_block > 2 or (sentence.kind is BlockKind.HEADING and not named):
            spoken = []
        both = named + [(fact, []) for fact, _ in spoken if all(fact is not f for f, _ in named)]
        if sentence.quantities and both and not sentence.section.earlier_meeting:
            _check_counts(sentence, [fact for fact, _ in named or both], context)
            _check_changes(sentence, both, recent, context)
            check_shares_said(sentence, [fact for fact, _ in named], context)
        if named:
            check_superlatives(sentence, named, context)
            check_shares_of_rows(sentence, named, context)
        if sentence.quantities:
            check_moves_in_tables(sentence, named, context)
        if sentence.quantities and not sentence.section.earlier_meeting:
            check_totals_said(sentence, context)
        if named:
            spoken = [*named, *(spoken if sentence.block == at_block else [])][:4]
            at_block = sentence.block


def _check_counts(sentence: Sentence, spoken: list[Fact], context: Context) -> None:
    """Judge the counts of a sentence by the row they are found in, and the period given them."""
    told = False
    for quantity in sentence.quantities:
        if quantity.unit not in (Unit.COUNT, Unit.MONEY) or quantity.value < 10:
            continue
        found = (
            (fact, column)
            for fact in spoken
            for column, cell in fact.cells
            if cell.value == quantity.value and cell.unit is quantity.unit
        )
        first = next(found, None)
        if first is None:
            _check_near_miss(sentence, quantity, spoken, context)
            continue
        fact, column = first
        context.desk.say(
            sentence,
            (quantity.start, quantity.end),
            Kind.CROSS_REFERENCE,
            quantity.text,
            quantity.text,
            Verdict.CONSISTENT,
            "The table gives the same figure.",
            sources=[fact.place(context.desk)],
        )
        if not told and quantity.value >= _DISTINCT:
            told = _check_period(sentence, quantity, fact, column, context)


def _is_of_row(sentence: Sentence, quantity: Quantity, context: Context) -> bool:
    """Return whether a count may be a row's own: not narrowed, nor worked out from several."""
    if quantity.bound is not Bound.EXACT or quantity.value < 20:
        return False
    # "421 killed or seriously injured (34 and 387)" is of both rows, and of neither.
    summed = context.desk.is_judged(sentence, quantity.start, holds=True)
    return not summed and not qualifiers(sentence, quantity) - {"past"}


def _check_near_miss(
    sentence: Sentence, quantity: Quantity, spoken: list[Fact], context: Context
) -> None:
    """Judge a count that is almost the table's, for the same period in so many words."""
    if len(spoken) > 2 or not _is_of_row(sentence, quantity, context):
        return
    moment = moment_for(sentence, quantity)
    for fact in spoken:
        for column in fact.columns():
            cell = fact.row.quantity(column)
            if cell is None or cell.unit is not quantity.unit or cell.half > Decimal("0.5"):
                continue
            same = same_period(moment, column) or (
                moment is None and column is fact.latest and is_near(sentence, fact)
            )
            off = abs(cell.value - quantity.value) / max(cell.value, Decimal(1))
            cause = slip(quantity.value, cell.value)
            if (
                not same
                or not (off <= Decimal("0.12") or (cause and off < 1))
                or not speaks(sentence, quantity, fact, context)
            ):
                continue
            context.desk.say(
                sentence,
                (quantity.start, quantity.end),
                Kind.CROSS_REFERENCE,
                quantity.text,
                cell.text,
                Verdict.INCONSISTENT,
                f"The table gives {cell.text} for “{fact.row.label}”, {column.head}."
                + (f" Probable cause: {cause}." if cause else ""),
                severity=Severity.MATERIAL,
                assumptions=["Sentence and table count the same thing."],
                sources=[fact.place(context.desk)],
            )
            return


def _check_period(
    sentence: Sentence, quantity: Quantity, fact: Fact, column: Column, context: Context
) -> bool:
    """Judge the period a sentence gives a count by the heading of its column."""
    moment = moment_for(sentence, quantity)
    own = column.moment.period if column.moment else None
    if moment is None or moment.period is None or own is None:
        return False
    first, last = sorted(((quantity.start, quantity.end), (moment.start, moment.end)))
    between = [q for q in sentence.quantities if first[1] <= q.start < last[0]]
    if any(q.unit is quantity.unit and not q.sign for q in between):
        # In "249 against 255 in 2023/24" the period is the second figure's.
        return False
    if len(moment.period) != len(own) or (
        any(same_period(moment, c) for c in fact.columns()) and moment.period != own
    ):
        return False
    right = moment.period == own
    _say_period(sentence, moment, fact, column, right=right, context=context)
    if not right:
        context.aliases[fact.grid.document, fact.grid.block, column.index].append(
            (sentence, moment)
        )
    return True


def _say_period(
    sentence: Sentence, moment: Moment, fact: Fact, column: Column, *, right: bool, context: Context
) -> None:
    context.desk.say(
        sentence,
        (moment.start, moment.end),
        Kind.LABEL,
        moment.text,
        column.head,
        Verdict.CONSISTENT if right else Verdict.INCONSISTENT,
        f"The table has the same figure under “{column.head}”.",
        severity=Severity.LABEL,
        assumptions=["An equal count of the same thing is the same figure."],
        sources=[fact.place(context.desk)],
    )


def _check_changes(
    sentence: Sentence, spoken: Named, recent: list[Sentence], context: Context
) -> None:
    """Judge the changes of a sentence by the row of its topic."""
    if pairs(sentence.skeleton):
        return
    told = [
        c
        for c in changes(sentence.skeleton)
        if not (c.against_others or c.elsewhere) and c.direction
    ]
    done: set[Decimal] = set()
    for change in told:
        if change.quantity.unit is not Unit.PERCENT or change.quantity.value in done:
            continue
        done.add(change.quantity.value)
        named = [fact for fact, spans in spoken if spans]
        linked = [
            (link, fact)
            for fact in _nearest(spoken, change)
            if fact.figures and (link := _link(sentence, change, fact, recent, context))
            # A topic carried over from an earlier sentence needs more than nearness.
            if link not in (_BY_NEARNESS, _BY_COUNT)
            or any(fact is one for one in named)
            or (link == _BY_COUNT and _gives(sentence, fact))
        ]
        if not linked:
            _check_outdated(sentence, change, [fact for fact, _ in spoken], context)
        else:
            link, fact = min(
                linked, key=lambda one: (not _bears(one[1], change), one[0] != _BY_COUNT)
            )
            _judge(sentence, change, fact, link, context)


def _bears(fact: Fact, change: Change) -> bool:
    """Return whether a row bears a change out: of two rows of one topic, that one is meant."""
    judged = (
        judge_change(*fact.figures, change.quantity, change.direction) if fact.figures else None
    )
    return judged is not None and judged.holds


def _bears_elsewhere(fact: Fact, change: Change) -> bool:
    """Return whether another two figures of a row bear a change out: over a year, not a month."""
    cells = [(column, cell) for column, cell in fact.cells if column.moment]
    return any(
        (judgement := judge_change(a, b, change.quantity, change.direction)) and judgement.holds
        for (one, a), (other, b) in permutations(cells, 2)
        if a.unit is b.unit and one.role == other.role
    )


def _gives(sentence: Sentence, fact: Fact) -> bool:
    """Return whether a sentence gives one of the counts a row compares, or no count at all."""
    counts = [q for q in sentence.quantities if q.unit in (Unit.COUNT, Unit.MONEY) and not q.sign]
    if not counts:
        return True
    values = {q.value for q in fact.figures or () if q.value >= 20}
    return any(q.value in values and q.unit is not Unit.PERCENT for q in sentence.quantities)


def _check_outdated(
    sentence: Sentence, change: Change, spoken: list[Fact], context: Context
) -> None:
    """Judge a change that is the one of an older table, where a newer row has overtaken it."""
    last_year = any(m.label == "before" for m in sentence.moments)
    for fact in spoken if last_year else []:
        if not fact.figures:
            continue
        for older in context.asides.get((sentence.document, fact.figures[0].value), []):
            said, base = older.change, older.new
            if said.value == change.quantity.value and fact.printed is not None:
                context.desk.say(
                    sentence,
                    phrase(sentence, change),
                    Kind.CROSS_REFERENCE,
                    change.quantity.text,
                    fact.printed.text,
                    Verdict.INCONSISTENT,
                    f"{change.quantity.text} is the change to {base.text}; the table's newer row "
                    f"for “{fact.row.label}” goes on to {fact.figures[1].text}.",
                    severity=Severity.STALE,
                    assumptions=["“Last year” means the year before the newest table's."],
                    sources=[fact.place(context.desk)],
                )
                return


def _nearest(spoken: Named, change: Change) -> list[Fact]:
    """Return the topics a change may be of: the one named last before it, else all in reach."""
    before = [
        (max(end for _, end in spans if end <= change.quantity.start), fact)
        for fact, spans in spoken
        if any(end <= change.quantity.start for _, end in spans)
    ]
    if before:
        last = max(end for end, _ in before)
        named = [fact for end, fact in before if end == last]
        return named + [fact for fact, spans in spoken if not spans]
    return [fact for fact, spans in spoken if spans] or [fact for fact, _ in spoken]


def _judge(sentence: Sentence, change: Change, fact: Fact, link: str, context: Context) -> None:
    assert fact.figures, "a fact without both figures is not linked"
    judgement = judge_change(*fact.figures, change.quantity, change.direction)
    if judgement is None or (not judgement.holds and _bears_elsewhere(fact, change)):
        return
    old, new = fact.figures
    context.desk.judged(
        sentence,
        phrase(sentence, change),
        Kind.PERCENT_CHANGE,
        change.quantity.text,
        judgement,
        f"The table gives {old.text} and {new.text} for “{fact.row.label}”, a change of "
        f"{judgement.computed}.",
        assumptions=[link],
        sources=[fact.place(context.desk)],
        sure=link == _BY_PERIOD and len(changes(sentence.skeleton)) == 1,
    )
    own = fact.new.moment.period if fact.new and fact.new.moment else None
    moment = next((m for m in sentence.moments if m.period), None)
    assert fact.new, "a fact with figures has both columns"
    flagged = context.aliases.get((fact.grid.document, fact.grid.block, fact.new.index))
    if flagged and moment and own and moment.period in [m.period for _, m in flagged]:
        _say_period(sentence, moment, fact, fact.new, right=False, context=context)


def _link(
    sentence: Sentence, change: Change, fact: Fact, recent: list[Sentence], context: Context
) -> str:
    """Return why a change and a row are taken to be of the same thing, or nothing."""
    assert fact.figures, "a fact without both figures is not asked for"
    moment = next((m for m in sentence.moments if m.period or m.quarter), None)
    values = {q.value for q in fact.figures if q.value >= 20}
    if any(q.value in values and q.unit is not Unit.PERCENT for s in recent for q in s.quantities):
        return _BY_COUNT
    printed = fact.printed
    if (
        printed
        and not (moment and moment.quarter)
        and fits(
            change.quantity.value,
            change.quantity.half,
            Bound.EXACT,
            Span(printed.value - printed.half, printed.value + printed.half),
        )
    ):
        return "The table prints the same change."
    own = fact.new.moment.period if fact.new and fact.new.moment else None
    earlier = fact.old.moment.period if fact.old and fact.old.moment else None
    if moment and moment.period and own:
        if moment.period == earlier and _COMPARED.search(sentence.text[: moment.start]):
            return "The sentence compares with the table's earlier period."
        if moment.period == own:
            return _BY_PERIOD
        months = abs(moment.period.last - own.last)
        assert fact.new, "a fact with figures has both columns"
        flagged = context.aliases.get((fact.grid.document, fact.grid.block, fact.new.index))
        return _BY_ALIAS if flagged and len(moment.period) == len(own) and months <= 2 else ""
    if moment is None and is_near(sentence, fact) and not _qualified(sentence):
        return _BY_NEARNESS
    return ""


_COMPARED = re.compile(r"\b(?:on|than|from|since|over|to|with|in)\s(?:the\s)?$", re.IGNORECASE)


def _qualified(sentence: Sentence) -> bool:
    """Return whether a sentence limits what it says to a place or a group."""
    words = sentence.text.lower()
    return any(
        word in words
        for word in (
            " ward",
            "town centre",
            "target",
            "forecast",
            "aim ",
            "expected",
            "per month",
            "this quarter",
            "monthly",
            "in the last month",
            "since april",
            "over five years",
            "five years",
        )
    )
