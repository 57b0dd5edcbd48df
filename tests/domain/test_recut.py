"""
Laws of carrying counts from old areas to new ones, held against every person's own place.
"""

import random
from collections import Counter

import pytest

from saferboard.domain.recut import carried, fits_of, joined


@pytest.mark.parametrize("seed", range(60))
def test_a_new_area_made_of_whole_old_ones_has_its_true_count(seed):
    drawn = random.Random(seed)
    people = [(drawn.choice("abcdefgh"), drawn.choice("WXYZ")) for _ in range(drawn.randint(1, 60))]
    found = carried(fits_of(people))
    old, new = Counter(o for o, _ in people), Counter(n for _, n in people)
    added = Counter()
    for area, ward in found.into.items():
        added[ward] += old[area]
    for ward in found.new:
        assert added[ward] == new[ward]
    for ward in set(new) - found.new:
        assert added[ward] < new[ward], "some of it lives in an area that was split"


def test_what_was_split_is_carried_into_nothing():
    found = carried(fits_of([("a", "X"), ("a", "Y"), ("b", "X"), ("c", "Z"), ("d", "Z")]))
    assert found.split == ("a",)
    assert dict(found.into) == {"b": "X", "c": "Z", "d": "Z"}
    assert found.new == {"Z"}
    assert found.touched == {"X", "Y"}


def test_lookups_are_joined_where_one_ends_and_the_other_begins():
    merged = fits_of([("a", "ab"), ("b", "ab"), ("c", "c1"), ("c", "c2")])
    wards = fits_of([("ab", "X"), ("c1", "X"), ("c2", "Y")])
    assert joined(merged, wards) == {
        "a": frozenset("X"),
        "b": frozenset("X"),
        "c": frozenset("XY"),
    }
    with pytest.raises(KeyError):
        joined(merged, fits_of([("ab", "X")]))
