"""
Attacks on tables with hidden numbers: nothing may be worked out from what is shown.

Every table that could stand behind what is shown is tried, one by one, so that a number is
told only if it is the same in all of them.
"""

import itertools
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from saferboard.domain.disclosure import TOTAL, Grid, possible, protected
from saferboard.domain.withholding import Added, kept_back

MOST = 14
"""No number of a table that is tried is larger."""
SMALL = 3


def grids(rows=2, columns=2, most=6):
    names = [f"r{n}" for n in range(rows)], [f"c{n}" for n in range(columns)]
    return st.lists(st.integers(0, most), min_size=rows * columns, max_size=rows * columns).map(
        lambda numbers: Grid.of(dict(zip(itertools.product(*names), numbers, strict=True)), *names)
    )


def behind(grid, hidden):
    """Return every table that may stand behind what is shown, totals and all."""
    inner = list(itertools.product(grid.rows, grid.columns))
    choices = [range(MOST + 1) if p in hidden else [grid.cells[p]] for p in inner]
    for numbers in itertools.product(*choices):
        one = Grid.of(dict(zip(inner, numbers, strict=True)), grid.rows, grid.columns)
        if all(one.cells[p] == grid.cells[p] for p in grid.places if p not in hidden):
            yield one


@settings(max_examples=60, deadline=None)
@given(grids())
def test_a_small_number_may_still_be_several(grid):
    hidden = protected(grid, SMALL)
    tables = list(behind(grid, hidden))
    for place in grid.places:
        if 0 < grid.cells[place] < SMALL:
            assert place in hidden
            told = {table.cells[place] for table in tables}
            assert len(told) >= min(SMALL, MOST), place


@settings(max_examples=60, deadline=None)
@given(grids(), st.sets(st.integers(0, 8)))
def test_bounds_are_exact(grid, chosen):
    hidden = frozenset(place for n, place in enumerate(grid.places) if n in chosen)
    tables = list(behind(grid, hidden))
    for place in grid.places:
        least, most = possible(grid, hidden, place)
        seen = {table.cells[place] for table in tables}
        assert min(seen) == least
        if most is not None and most <= MOST:
            assert max(seen) == most


def test_hiding_one_number_hides_nothing():
    grid = Grid.of({("a", "x"): 14, ("b", "x"): 3, ("c", "x"): 25}, "abc", "x")
    alone = frozenset({("b", "x"), ("b", TOTAL)})
    assert possible(grid, alone, ("b", "x")) == (3, 3)
    hidden = protected(grid, 5)
    least, most = possible(grid, hidden, ("b", "x"))
    assert most is None or most - least >= 5


def test_what_is_safe_is_left_to_be_read():
    numbers = {(r, c): 20 for r in "abc" for c in "xyz"}
    grid = Grid.of(numbers | {("a", "x"): 2}, "abc", "xyz")
    hidden = protected(grid, 5)
    assert len(hidden) == 4
    assert (TOTAL, TOTAL) not in hidden
    assert protected(Grid.of(numbers, "abc", "xyz"), 5) == frozenset()


FIELDS = ("p", "q", "r", "sum")
WITHHELD = st.sets(st.sampled_from(FIELDS), min_size=1)


@settings(max_examples=100, deadline=None)
@given(WITHHELD, st.lists(st.integers(0, 5), min_size=6, max_size=6))
def test_with_any_permissions_what_is_withheld_cannot_be_worked_out(withheld, numbers):
    columns = ("july", "august")
    values = dict(zip(itertools.product(FIELDS[:3], columns), map(Decimal, numbers), strict=True))
    values |= {("sum", c): sum(values[f, c] for f in FIELDS[:3]) for c in columns}
    kept = kept_back(withheld, [Added("sum", FIELDS[:3])], values, columns)
    assert withheld <= kept
    for column in columns:
        told = {field: set() for field in withheld}
        for guess in itertools.product(range(12), repeat=3):
            one = dict(zip(FIELDS, (*guess, sum(guess)), strict=True))
            if all(one[f] == values[f, column] for f in FIELDS if f not in kept):
                for field in withheld:
                    told[field].add(one[field])
        assert all(len(answers) > 1 for answers in told.values())


@settings(max_examples=100, deadline=None)
@given(WITHHELD, WITHHELD, st.lists(st.integers(0, 5), min_size=3, max_size=3))
def test_the_board_sees_all_that_the_public_sees(one, other, numbers):
    values = {(f, "q"): Decimal(n) for f, n in zip(FIELDS, (*numbers, sum(numbers)), strict=True)}
    added = [Added("sum", FIELDS[:3])]
    public = kept_back(one | other, added, values, ("q",))
    assert kept_back(one & other, added, values, ("q",), first=public) <= public


def test_nothing_more_is_kept_back_than_must_be():
    values = {(f, "q"): Decimal(n) for f, n in zip(FIELDS, (3, 9, 20, 32), strict=True)}
    added = [Added("sum", FIELDS[:3])]
    assert kept_back({"p"}, added, values, ("q",)) == {"p", "q"}
    assert kept_back(set(), added, values, ("q",)) == set()
