"""
What may follow what for minutes, their numbers, their quorum, and how a resolution is read out.
"""

import datetime as dt

import pytest

from saferboard.domain.handling import Handling
from saferboard.domain.minuting import (
    DRAFT_MOVES,
    MINUTES_MOVES,
    DraftState,
    MinutesState,
    clauses_typed,
    last_number,
    may_be_public,
    municipal_year,
    read_out,
    run_on,
)
from saferboard.domain.owners import Owned, mismatches, named_in
from saferboard.domain.quorums import read_quorum
from saferboard.domain.refusals import Refused
from tests.spec.tables import rows

MOVES = rows("""
    from    | to
    --------+-----------------
    TAKING  | DRAFT
    DRAFT   | TAKING, CHECKED
    CHECKED | TAKING, AGREED
    AGREED  | SIGNED
    SIGNED  | .
""")


def test_the_moves_of_minutes_are_these_and_no_others():
    told = {row["from"]: {one for one in (row["to"] or "").split(", ") if one} for row in MOVES}
    assert {state.value: set(moves) for state, moves in MINUTES_MOVES.items()} == told
    assert set(MINUTES_MOVES) == set(MinutesState)
    assert len({state.label for state in MinutesState}) == len(MinutesState)
    assert [state for state in MinutesState if state.may_be_typed] == [MinutesState.TAKING]


def test_words_set_aside_are_settled_and_nothing_else_moves():
    assert {a: set(b) for a, b in DRAFT_MOVES.items()} == {
        DraftState.KEPT: set(),
        DraftState.SET_ASIDE: {DraftState.SETTLED},
        DraftState.SETTLED: set(),
    }


PUBLIC = rows("""
    state   | handling   | in a public pack | anyone reads
    --------+------------+------------------+-------------
    TAKING  | PUBLIC     | yes              | no
    DRAFT   | PUBLIC     | no               | no
    DRAFT   | PUBLIC     | yes              | yes
    CHECKED | PUBLIC     | no               | no
    AGREED  | PUBLIC     | no               | yes
    SIGNED  | PUBLIC     | no               | yes
    SIGNED  | PARTNERS   | yes              | no
    SIGNED  | RESTRICTED | yes              | no
    SIGNED  | NAMED      | yes              | no
""")


@pytest.mark.parametrize("row", PUBLIC, ids=lambda row: "-".join(row.values()))
def test_when_anyone_reads_minutes(row):
    found = may_be_public(
        MinutesState(row["state"]),
        Handling(row["handling"]),
        in_public_pack=row["in a public pack"] == "yes",
    )
    assert found == (row["anyone reads"] == "yes")


def test_numbers_run_on_and_parts_take_a_letter():
    assert run_on([False] * 14, after=19) == [str(n) for n in range(20, 34)]
    assert run_on([False, False, True, True, False], after=33) == ["34", "35", "35a", "35b", "36"]
    assert last_number(["33", "38a", "38b", "9", "not a number"]) == 38
    assert last_number([]) == 0


@pytest.mark.parametrize(
    ("day", "first", "following"),
    [
        ("2022-10-27", "2022-05-01", "2023-05-01"),
        ("2023-04-30", "2022-05-01", "2023-05-01"),
        ("2022-05-01", "2022-05-01", "2023-05-01"),
    ],
)
def test_the_municipal_year(day, first, following):
    found = municipal_year(dt.date.fromisoformat(day), starts=(5, 1))
    assert [one.isoformat() for one in found] == [first, following]


CLAUSES = [
    ("RESOLVED that the report be noted.", ["That the report be noted."]),
    ("The report be noted", ["That the report be noted"]),
    ("RESOLVED that:\n(a) lamps be lit\n(b) it be so", ["That lamps be lit", "That it be so"]),
    ("1) Wes Tate report\n2) that it be noted", ["That Wes Tate report", "That it be noted"]),
    ("RESOLVED that\n\n(a)", []),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "clauses"), CLAUSES)
def test_clauses_are_read_from_what_is_typed(typed, clauses):
    assert clauses_typed(typed) == clauses


def test_a_resolution_is_read_out():
    assert read_out([]) == ()
    assert read_out(["That the report be noted."]) == ("RESOLVED that the report be noted.",)
    assert read_out(["That lamps be lit", "That alleys be swept"]) == (
        "RESOLVED that:",
        "(a) lamps be lit",
        "(b) alleys be swept",
    )


@pytest.mark.parametrize(
    ("rule", "seats", "needed"),
    [("5", 35, 5), ("1/4", 35, 9), ("1/4, at least 3", 8, 3), ("1/1", 7, 7)],
)
def test_a_quorum_is_a_number_or_a_share(rule, seats, needed):
    assert read_quorum(rule).needed(seats) == needed


def test_a_quorum_that_cannot_be_counted_is_refused():
    assert read_quorum("") is None
    for words in ("most", "0", "3/2", "0/4", "-1"):
        with pytest.raises(Refused, match="Write a number as 5"):
            read_quorum(words)


TITLES = {
    "safety": "Head of Service for Community Safety and Domestic Regulation",
    "trading": "Head of Commercial Regulation and Trading Standards",
    "probation": "Head of Probation Delivery Unit",
    "housing": "Assistant Director for Housing",
    "director": "Director of Housing",
    "clerk": "Democratic Services Officer",
}
NAMED = [
    ("that the LBB Head of Service for Community Safety, and Domestic Regulation do", ["safety"]),
    ("The LBB Head of Service for Trading Standards and Commercial Regulation would", ["trading"]),
    ("1) The Head of Service (PDU) would disseminate it", ["probation"]),
    ("the AD for Housing said that the Director of Housing agreed", ["housing", "director"]),
    ("that the update be noted", []),
]  # fmt: skip


@pytest.mark.parametrize(("words", "codes"), NAMED)
def test_posts_are_found_by_their_titles(words, codes):
    assert list(named_in(words, TITLES, organisations=["LBB"])) == codes


def test_an_owner_whom_the_resolution_does_not_name_is_pointed_out():
    owned = [Owned(0, "LC", "housing"), Owned(1, "RV", "trading"), Owned(2, "Clerk", "clerk")]
    (found,) = mismatches(
        owned, resolved=["probation", "trading"], discussed=[], exempt=frozenset({"clerk"})
    )
    assert (found.owner, found.named, found.where) == ("LC", ("probation", "trading"), "resolution")


def test_the_discussion_is_asked_where_nothing_resolved_names_a_post():
    two = [Owned(0, "JC", "director"), Owned(0, "DT", "housing")]
    assert not mismatches(two, resolved=[], discussed=["housing"], exempt=frozenset())
    assert mismatches(two[:1], resolved=[], discussed=["housing"], exempt=frozenset())
    assert not mismatches(two, resolved=[], discussed=[], exempt=frozenset())
