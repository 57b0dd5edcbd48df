"""
Attacks on two issues of one field: nobody who has both may work out a small number of the first,
of the second, or of whoever came between.

Every pair of tables that could stand behind what both show is tried, one by one.
"""

import itertools
import random

import pytest

from saferboard.domain.disclosure import Grid
from saferboard.sheets.showing import Before, hidden_in

ROWS, MONTHS, BELOW, MOST = ("cove", "quay"), ("july", "august"), 3, 9
INNER = tuple(itertools.product(ROWS, MONTHS))


def grid(numbers):
    return Grid.of(dict(zip(INNER, numbers, strict=True)), ROWS, MONTHS)


ALL = tuple(grid(numbers) for numbers in itertools.product(range(MOST + 1), repeat=4))
"""Every table of two wards by two months with no number above nine."""


def behind(true, hidden):
    shown = [place for place in true.places if place not in hidden]
    return [one for one in ALL if all(one.cells[p] == true.cells[p] for p in shown)]


def pairs(first, second, hidden_first, hidden_second):
    """Return every pair of tables behind two issues, the second nowhere below the first."""
    for one in behind(first, hidden_first):
        for other in behind(second, hidden_second):
            if all(other.cells[p] >= one.cells[p] for p in INNER):
                yield one, other


def told(first, second, hidden_first, hidden_second):
    """Return the small numbers that are the same in every pair that could stand behind both."""
    stands = list(pairs(first, second, hidden_first, hidden_second))
    numbers = {
        "first": lambda a, b, p: a.cells[p],
        "second": lambda a, b, p: b.cells[p],
        "between": lambda a, b, p: b.cells[p] - a.cells[p],
    }
    return [
        (name, place)
        for name, number in numbers.items()
        for place in first.places
        if 0 < number(first, second, place) < BELOW
        and len({number(a, b, place) for a, b in stands}) < 2
    ]


@pytest.mark.parametrize("seed", range(12))
def test_two_issues_together_tell_no_small_number(seed):
    chance = random.Random(seed)
    numbers = [chance.randint(0, 4) for _ in INNER]
    more = [chance.choice([0, 0, 1, 2, 4]) for _ in INNER]
    first, second = grid(numbers), grid([a + b for a, b in zip(numbers, more, strict=True)])
    hidden = hidden_in(first, BELOW, None)
    later = hidden_in(second, BELOW, Before(first, hidden))
    assert told(first, second, hidden, later) == []
    assert hidden <= later


def test_the_attack_finds_what_hiding_each_issue_by_itself_tells():
    first, second = grid([1, 4, 4, 4]), grid([5, 4, 4, 4])
    hidden = hidden_in(first, BELOW, None)
    assert len(hidden) == 4
    assert ("first", ("cove", "july")) in told(first, second, hidden, frozenset())
    later = hidden_in(second, BELOW, Before(first, hidden))
    assert told(first, second, hidden, later) == []


def test_after_a_correction_downwards_small_numbers_are_hidden():
    first, second = grid([4, 4, 4, 4]), grid([2, 4, 4, 4])
    later = hidden_in(second, BELOW, Before(first, frozenset()))
    assert ("cove", "july") in later
    assert len(later) >= 4
