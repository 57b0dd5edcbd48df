"""
Checking documents: the whole of the figure checker in one call.
"""

from collections.abc import Callable, Sequence

from saferboard.claims.checks.against import check_against
from saferboard.claims.checks.against_tables import check_against_tables
from saferboard.claims.checks.changes import check_changes
from saferboard.claims.checks.crossrefs import check_bases, check_crossrefs
from saferboard.claims.checks.dates import check_dates
from saferboard.claims.checks.differences import check_differences
from saferboard.claims.checks.gaps import check_gaps
from saferboard.claims.checks.known_pairs import check_known_pairs
from saferboard.claims.checks.labels import check_labels
from saferboard.claims.checks.listed import check_counts, check_names
from saferboard.claims.checks.means import check_means
from saferboard.claims.checks.named_periods import check_named_periods
from saferboard.claims.checks.per_unit import check_per_unit
from saferboard.claims.checks.ranks import check_ranks
from saferboard.claims.checks.rates import check_rates
from saferboard.claims.checks.share_contexts import check_share_contexts
from saferboard.claims.checks.share_lists import check_share_lists
from saferboard.claims.checks.shares import check_shares
from saferboard.claims.checks.sums import check_sums
from saferboard.claims.checks.table_changes import check_table_changes
from saferboard.claims.checks.table_inferred import check_inferred
from saferboard.claims.checks.table_ratios import check_table_ratios
from saferboard.claims.checks.table_totals import check_table_totals
from saferboard.claims.desk import Desk
from saferboard.claims.facts import facts
from saferboard.claims.grid import Grid, read_grid
from saferboard.claims.model import Claim
from saferboard.claims.published import FigureSource
from saferboard.claims.text import Document, lay_out
from saferboard.claims.topics import learn
from saferboard.documents.reading.readings import Reading

_IN_SENTENCES: tuple[Callable[[Document, Desk], None], ...] = (
    check_changes,
    check_shares,
    check_share_lists,
    check_sums,
    check_counts,
    check_names,
    check_dates,
    check_ranks,
    check_means,
    check_gaps,
    check_share_contexts,
    check_differences,
    check_per_unit,
    check_named_periods,
)


def check(readings: Sequence[Reading], *, against: FigureSource | None = None) -> list[list[Claim]]:
    """
    Return the claims of each document, in the order of its text.

    Documents given together are held against each other as well, and all of them against
    published figures where a source of those is given.
    """
    documents = lay_out(list(readings))
    desk = Desk(documents)
    grids: list[Grid] = []
    for document in documents:
        for place, block, section in document.tables:
            grid = read_grid(document.number, place, block, section)
            if grid is not None:
                grids.append(grid)
                check_table_changes(grid, desk)
                check_table_ratios(grid, desk)
                check_inferred(grid, desk)
                check_table_totals(grid, desk)
        for check_one in _IN_SENTENCES:
            check_one(document, desk)
    check_rates(documents, desk)
    vocabulary = learn(documents)
    check_against_tables(documents, grids, facts(grids, vocabulary), vocabulary, desk)
    check_known_pairs(documents, vocabulary, desk)
    check_crossrefs(documents, vocabulary, desk)
    check_bases(documents, vocabulary, desk)
    check_labels(documents, vocabulary, desk)
    if against is not None:
        check_against(documents, grids, against, vocabulary, desk)
    return _by_document(desk, documents)


def _by_document(desk: Desk, documents: list[Document]) -> list[list[Claim]]:
    found: list[list[Claim]] = [[] for _ in documents]
    for claim, number in zip(desk.claims, desk.numbers, strict=True):
        found[number].append(claim)
    return [sorted(claims, key=lambda claim: (claim.span, claim.kind)) for claims in found]
