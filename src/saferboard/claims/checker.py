"""
Checking documents: the whole of the figure checker in one call.
"""

from collections.abc import Callable, Iterator, Sequence

from saferboard.claims.bases.groups import check_share_groups
from saferboard.claims.bases.per import check_per
from saferboard.claims.checks.against import Published, check_against
from saferboard.claims.checks.against_tables import check_against_tables
from saferboard.claims.checks.bases import Bases
from saferboard.claims.checks.carried import check_carried
from saferboard.claims.checks.changes import check_changes
from saferboard.claims.checks.clauses import check_clauses
from saferboard.claims.checks.crossrefs import CrossReferences
from saferboard.claims.checks.dates import check_dates
from saferboard.claims.checks.deadlines import check_deadlines
from saferboard.claims.checks.differences import check_differences
from saferboard.claims.checks.gaps import check_gaps
from saferboard.claims.checks.headings import check_headings
from saferboard.claims.checks.known_pairs import KnownPairs
from saferboard.claims.checks.labels import Labels
from saferboard.claims.checks.listed import check_counts, check_names
from saferboard.claims.checks.means import check_means
from saferboard.claims.checks.named_periods import check_named_periods
from saferboard.claims.checks.per_unit import check_per_unit
from saferboard.claims.checks.points import check_points
from saferboard.claims.checks.put_together import check_put_together
from saferboard.claims.checks.ranks import check_ranks
from saferboard.claims.checks.rates import Rate, check_rates, compare_rates
from saferboard.claims.checks.referred import check_referred
from saferboard.claims.checks.rests import check_rests
from saferboard.claims.checks.retold import check_retold
from saferboard.claims.checks.share_contexts import check_share_contexts
from saferboard.claims.checks.share_lists import check_share_lists
from saferboard.claims.checks.shares import check_shares
from saferboard.claims.checks.spoken import Context, gather
from saferboard.claims.checks.sums import check_sums
from saferboard.claims.checks.sums_above import check_sums_above
from saferboard.claims.checks.table_changes import check_table_changes
from saferboard.claims.checks.table_inferred import check_inferred
from saferboard.claims.checks.table_ratios import check_table_ratios
from saferboard.claims.checks.table_rows import check_table_rows
from saferboard.claims.checks.table_totals import check_table_totals
from saferboard.claims.checks.workings import check_workings
from saferboard.claims.desk import Desk
from saferboard.claims.facts import Tables
from saferboard.claims.grid import Grid, read_grids
from saferboard.claims.model import Claim
from saferboard.claims.moves.multiples import check_multiples
from saferboard.claims.moves.sizes import check_sizes
from saferboard.claims.moves.ways import check_ways
from saferboard.claims.published import FigureSource
from saferboard.claims.text import Chapters, Document
from saferboard.claims.topics import Vocabulary, learn
from saferboard.documents.reading.readings import Reading

_IN_SENTENCES: tuple[Callable[[Document, Desk], None], ...] = (
    check_changes,
    check_shares,
    check_share_lists,
    check_sums,
    check_counts,
    check_names,
    check_dates,
    check_deadlines,
    check_ranks,
    check_means,
    check_gaps,
    check_workings,
    check_share_contexts,
    check_differences,
    check_per_unit,
    check_named_periods,
    check_sums_above,
    check_rests,
    check_points,
    check_carried,
    check_ways,
    check_sizes,
    check_multiples,
    check_put_together,
    check_share_groups,
)


def check(readings: Sequence[Reading], *, against: FigureSource | None = None) -> list[list[Claim]]:
    """
    Return the claims of each document, in the order of its text.

    Documents given together are held against each other as well, and all of them against
    published figures where a source of those is given.
    """
    chapters = Chapters(readings)
    desk = Desk(chapters.documents)
    vocabulary, tables, labels = Vocabulary(), Tables(), Labels()
    kept: list[Grid] = []
    for batch in chapters:
        learn(vocabulary, batch)
        labels.gather(batch)
        for grid in _grids(batch):
            _check_table(grid, desk)
            tables.add(grid, vocabulary, desk)
            grid.forget()
            kept += [grid] if chapters.ordinary else []
    published = Published(against, vocabulary) if against is not None else None
    context = gather(tables, vocabulary, desk)
    del tables
    across = _Across(labels)
    for batch in chapters:
        grids = kept if chapters.ordinary else list(_grids(batch))
        across.read(batch, grids, context)
        if published is not None:
            check_against(batch, grids, published, desk)
    across.conclude(chapters.documents, context)
    return _by_document(desk, chapters.documents)


class _Across:
    """What is kept of each chapter to be held against the others."""

    def __init__(self, labels: Labels) -> None:
        self._labels = labels
        self._rates: list[Rate] = []
        self._pairs, self._references, self._bases = KnownPairs(), CrossReferences(), Bases()

    def read(self, batch: list[Document], grids: list[Grid], context: Context) -> None:
        """Check a chapter within itself, and keep what is needed of it."""
        vocabulary, desk = context.vocabulary, context.desk
        for document in batch:
            for check_one in _IN_SENTENCES:
                check_one(document, desk)
        self._rates += check_rates(batch, desk)
        for document in batch:
            check_clauses(document, desk)
            check_per(document, desk)
            check_referred(document, desk)
        check_against_tables(batch, context)
        check_retold(batch, grids, vocabulary, desk)
        self._labels.check(batch, vocabulary, desk)
        self._pairs.gather(batch)
        self._references.gather(batch, vocabulary)
        self._bases.gather(batch)
        for document in batch:
            for sentence in document.sentences:
                sentence.forget()
        desk.forget()

    def conclude(self, documents: Sequence[Document], context: Context) -> None:
        """Hold what was kept of all chapters together."""
        vocabulary, desk = context.vocabulary, context.desk
        compare_rates(self._rates, desk)
        self._rates.clear()
        check_headings(context)
        context.forget()
        self._pairs.check(vocabulary, desk)
        self._pairs = KnownPairs()
        self._references.check(documents, vocabulary, desk)
        self._bases.check(documents, vocabulary, desk)
        self._labels.check_latest(vocabulary, desk)


def _grids(batch: list[Document]) -> Iterator[Grid]:
    for document in batch:
        for place, block, section in document.tables:
            yield from read_grids(document.number, place, block, section)


def _check_table(grid: Grid, desk: Desk) -> None:
    check_table_changes(grid, desk)
    check_table_ratios(grid, desk)
    check_inferred(grid, desk)
    check_table_rows(grid, desk)
    check_table_totals(grid, desk)


def _by_document(desk: Desk, documents: list[Document]) -> list[list[Claim]]:
    found: list[list[Claim]] = [[] for _ in documents]
    for claim, number in zip(desk.claims, desk.numbers, strict=True):
        found[number].append(claim)
    return [sorted(claims, key=lambda claim: (claim.span, claim.kind)) for claims in found]
