"""
Where an instrument stands, and what is near.
"""

import datetime as dt

import pytest

from saferboard.domain.instruments import (
    MOVES,
    InstrumentKind,
    InstrumentState,
    Near,
    RelationKind,
    add_months,
    near,
    refusal_to_become,
)

TODAY = dt.date(2022, 10, 19)
S = InstrumentState


def test_the_table_of_moves_is_whole():
    assert MOVES.keys() == set(InstrumentState)
    assert {s for s in S if not MOVES[s]} == {S.SUPERSEDED, S.ENDED}
    assert all(S.NOT_STATED not in moves for moves in MOVES.values())


@pytest.mark.parametrize(
    ("now", "to"), [(S.PLANNED, S.IN_FORCE), (S.ENDED, S.IN_FORCE), (S.DRAFT, S.SUPERSEDED)]
)
def test_what_is_not_in_the_table_is_refused(now, to):
    assert to.label.lower() in str(refusal_to_become(now, to))


def test_what_is_in_the_table_is_not():
    assert all(refusal_to_become(now, to) is None for now, moves in MOVES.items() for to in moves)


@pytest.mark.parametrize(
    ("until", "review", "expected"),
    [
        (None, None, []),
        (dt.date(2023, 3, 31), None, [Near("End", dt.date(2023, 3, 31))]),
        (dt.date(2023, 10, 19), None, [Near("End", dt.date(2023, 10, 19))]),
        (dt.date(2023, 10, 20), None, []),
        (None, dt.date(2022, 9, 30), [Near("Review", dt.date(2022, 9, 30))]),
        (
            dt.date(2023, 3, 31),
            dt.date(2023, 3, 31),
            [Near("End", dt.date(2023, 3, 31)), Near("Review", dt.date(2023, 3, 31))],
        ),
    ],
)
def test_near_is_within_twelve_months_or_past(until, review, expected):
    assert near(until, review, today=TODAY) == expected


def test_a_past_day_is_told_apart():
    assert [one.is_past(TODAY) for one in near(TODAY, dt.date(2022, 9, 30), today=TODAY)] == [
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (dt.date(2022, 10, 19), 6, dt.date(2023, 4, 19)),
        (dt.date(2022, 8, 31), 6, dt.date(2023, 2, 28)),
        (dt.date(2023, 8, 31), 6, dt.date(2024, 2, 29)),
        (dt.date(2022, 12, 31), 12, dt.date(2023, 12, 31)),
        (dt.date(2022, 1, 31), 1, dt.date(2022, 2, 28)),
    ],
)
def test_months_are_added_to_a_day(day, months, expected):
    assert add_months(day, months) == expected


def test_every_kind_and_relation_has_words():
    assert all(kind.label for kind in InstrumentKind)
    assert all(kind.label and kind.inverse for kind in RelationKind)
