"""
When a pattern of looks is brought to notice.
"""

import datetime as dt
import random

import pytest

from saferboard.domain.oddities import (
    MOVES,
    RULES,
    Looker,
    Made,
    NoticeState,
    Odd,
    Rule,
    chance_of,
    is_out_of_hours,
    odd_on,
)
from tests.spec.tables import rows

DAY = dt.date(2022, 10, 19)  # a Wednesday


def at(days_ago: int = 0, hour: int = 10) -> dt.datetime:
    return dt.datetime.combine(DAY - dt.timedelta(days=days_ago), dt.time(hour))


def looks(today: int, usual: int, *, hour: int = 10, refused: bool = False) -> list[Made]:
    """An account's looks: `usual` on each weekday of four weeks, and `today` on the day."""
    days = [n for n in range(1, 29) if at(n).weekday() < 5]
    made = [Made("account 1", at(n, hour), refused=refused) for n in days for _ in range(usual)]
    return made + [Made("account 1", at(0, hour), refused=refused) for _ in range(today)]


TABLE = """
    usual a weekday | today | at    | refused | noticed
    ----------------+-------+-------+---------+-----------------------
    10              | 12    | 10    | no      | .
    10              | 19    | 10    | no      | .
    10              | 30    | 10    | no      | SURGE
    0               | 19    | 10    | no      | .
    0               | 20    | 10    | no      | SURGE
    40              | 60    | 10    | no      | .
    40              | 90    | 10    | no      | SURGE
    0               | 4     | 22    | no      | .
    0               | 6     | 22    | no      | OUT_OF_HOURS
    6               | 8     | 22    | no      | .
    6               | 19    | 22    | no      | OUT_OF_HOURS
    0               | 4     | 10    | yes     | .
    0               | 6     | 10    | yes     | REFUSALS
    3               | 6     | 10    | yes     | .
"""


@pytest.mark.parametrize("row", rows(TABLE), ids=lambda row: " ".join(str(v) for v in row.values()))
def test_what_is_held_against_ones_own_usual(row):
    made = looks(
        int(row["today"]),
        int(row["usual a weekday"]),
        hour=int(row["at"]),
        refused=row["refused"] == "yes",
    )
    found = [odd.rule.value for odd in odd_on(DAY, made, {})]
    assert found == ([row["noticed"]] if row["noticed"] else [])


def test_ones_own_name_a_colleagues_and_an_emergency():
    looker = Looker(mark="aa", own=frozenset({"person 4"}), colleagues=frozenset({"bb"}))
    made = [
        Made("account 1", at(), ("R-1",), people=frozenset({"aa"})),
        Made("account 1", at(), ("R-2",), people=frozenset({"bb"})),
        Made("account 1", at(), ("person 4",)),
        Made("account 1", at(), ("R-3",), people=frozenset({"cc"})),
        Made("account 2", at(), ("R-4",), emergency=True),
        Made("account 2", at(1), ("R-5",), emergency=True),
    ]
    assert odd_on(DAY, made, {"account 1": looker}) == [
        Odd(Rule.COLLEAGUE, "account 1", "R-2", 1),
        Odd(Rule.EMERGENCY, "account 2", "R-4", 1),
        Odd(Rule.OWN_NAME, "account 1", "R-1", 1),
        Odd(Rule.OWN_NAME, "account 1", "person 4", 1),
    ]


@pytest.mark.parametrize(("newcomers", "noticed"), [(4, False), (5, True), (9, True)])
def test_a_thing_looked_at_by_many_who_had_not_before(newcomers, noticed):
    made = [Made("account 0", at(3), ("R-1",))]
    made += [Made(f"account {n}", at(), ("R-1",)) for n in range(newcomers + 1)]
    assert bool(odd_on(DAY, made, {})) is noticed


@pytest.mark.parametrize(
    ("moment", "out"),
    [((19, 6), True), ((19, 7), False), ((19, 19), False), ((19, 20), True), ((22, 12), True)],
)
def test_out_of_hours(moment, out):
    day, hour = moment
    assert is_out_of_hours(dt.datetime(2022, 10, day, hour)) is out


def test_the_chance_is_that_of_adding_up():
    assert chance_of(0, 3.0) == pytest.approx(1.0)
    assert chance_of(1, 3.0) == pytest.approx(0.950213, abs=1e-6)
    assert chance_of(10, 3.0) == pytest.approx(0.001102, abs=1e-6)


def test_the_tables_are_whole():
    assert RULES.keys() == set(Rule)
    assert MOVES.keys() == set(NoticeState)
    assert not MOVES[NoticeState.EXPLAINED]


def test_ordinary_use_is_seldom_brought_to_notice():
    """A hundred accounts for twenty days, busier on some days than on others by a third."""
    dice = random.Random(2022)
    made = [
        Made(f"account {n}", at(days, dice.randint(8, 18)))
        for n in range(100)
        for days in range(48)
        if at(days).weekday() < 5
        for _ in range(max(0, round(dice.gauss(1, 1 / 3) * (3 + n % 12))))
    ]
    days = [n for n in range(20) if at(n).weekday() < 5]
    alarms = [odd for n in days for odd in odd_on(at(n).date(), made, {})]
    assert len(alarms) <= 1, f"{len(alarms)} of {100 * len(days)} account-days"
