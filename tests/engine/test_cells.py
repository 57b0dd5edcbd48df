"""
A coarser cell is found by arithmetic, in Python and in SQL, as the library finds it.
"""

import h3.api.basic_int as h3
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saferboard.engine.cells import COARSEST, FINE, cells_of, coarser, coarser_sql
from saferboard.engine.duck import connect

POINTS = st.tuples(st.floats(-9, 2.1), st.floats(49.5, 61))


@settings(deadline=None)
@given(POINTS)
def test_arithmetic_agrees_with_the_library(point):
    [cell] = cells_of([point])
    for resolution in range(COARSEST, FINE + 1):
        assert coarser(cell, resolution) == h3.cell_to_parent(cell, resolution)


@pytest.mark.parametrize("resolution", range(COARSEST, FINE + 1))
def test_sql_agrees_with_arithmetic(resolution):
    cells = cells_of([(0.01 * n, 51 + 0.013 * n) for n in range(50)])
    found = connect().execute(
        f"SELECT {coarser_sql('cell', resolution)} FROM (SELECT unnest($cells::BIGINT[]) AS cell)",
        {"cells": cells},
    )
    assert [one for [one] in found.fetchall()] == [coarser(cell, resolution) for cell in cells]
