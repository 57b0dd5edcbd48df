"""
Other councils' minutes and agendas, in other shapes, come to the counts they hold.
"""

import pytest

from saferboard.documents.reading import read_bytes
from saferboard.papers.reader import read_as_minutes, read_as_pack
from saferboard.papers.reports import counts
from tests.papers.more_shapes import MORE_SHAPES
from tests.papers.shapes import SHAPES


def read(shape):
    reading = read_bytes(shape.name, shape.content)
    return (read_as_minutes if shape.kind == "minutes" else read_as_pack)(reading)


@pytest.mark.parametrize("shape", SHAPES + MORE_SHAPES, ids=lambda shape: shape.name)
def test_it_holds_what_was_counted_by_hand(shape):
    found = counts(read(shape))
    assert {name: found[name] for name in shape.counts} == shape.counts
