"""
The shortcuts of the checker give what the long way gives.
"""

from decimal import Decimal
from pathlib import Path

import pytest

from saferboard.claims.grammar import moments, quantities
from saferboard.claims.grammar.moment_patterns import PATTERNS
from saferboard.claims.grammar.quantities import Bound, Quantity, Unit, find_quantities

PAPERS = Path(__file__).parents[2] / "bench/unseen/documents"

HEDGES = {
    Bound.OVER: "over, just over, well above, more than, at least, in excess of, upwards of, "
    "no fewer than, a minimum of, exceeding, more than a",
    Bound.NEARLY: "nearly, almost, just under, just short of, close to, approaching, not quite",
    Bound.UNDER: "under, below, less than, fewer than, up to, at most, no more than, a maximum of",
    Bound.ABOUT: "about, around, approximately, approx., approx, roughly, some, circa, c., ~, ≈, "
    "in the region of, an estimated, estimated at, broadly, or so, about one, around half a",
}


@pytest.mark.parametrize(
    ("bound", "words"),
    [(bound, words) for bound, listed in HEDGES.items() for words in listed.split(", ")],
)
def test_every_hedge_is_looked_for(bound, words):
    (found,) = [q for q in find_quantities(f"There were {words} 4,321 cases.", []) if q.value > 1]
    assert (found.value, found.bound) == (Decimal(4321), bound)


def test_no_hedge_ends_otherwise_than_those_looked_for():
    for paper in PAPERS.iterdir():
        text = paper.read_text(encoding="utf-8")
        for end in range(30, len(text), 7):
            window = text[end - 30 : end]
            if quantities._HEDGE.search(window):
                assert window.rstrip()[-5:].lower().endswith(quantities._HEDGE_ENDS)


def test_equal_quantities_have_one_hash_however_their_number_is_written():
    one, other = (
        Quantity(3, 5, Decimal(n), Unit.COUNT, Decimal("0.5"), text="12") for n in ("12", "12.0")
    )
    assert one == other
    assert hash(one) == hash(other)


def test_every_month_and_date_is_looked_for():
    for paper in PAPERS.iterdir():
        for line in paper.read_text(encoding="utf-8").splitlines():
            for name, pattern in PATTERNS:
                if name in moments._OF_MONTHS and pattern.search(line):
                    assert moments._MONTH_NAMED.search(line.casefold())
                if name == "numeric" and pattern.search(line):
                    assert moments._NUMERIC.search(line.casefold())
