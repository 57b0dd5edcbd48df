"""
The checks a data sheet is held to, on a small sheet.
"""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from saferboard.domain.entries import read_entry
from saferboard.domain.periods import Quarter
from saferboard.domain.sheets import (
    ALL,
    WHOLE,
    Cell,
    Check,
    CheckKind,
    FieldAsked,
    Severity,
    Sheet,
)

Q2 = Quarter(2022, 2).period
MONTHS = [str(month) for month in Q2]
SHEET = Sheet(
    (
        FieldAsked("cases", "Cases", "cases", by_month=True, terms=("low", "high")),
        FieldAsked("known", "Known", "cases"),
        FieldAsked("new", "New", "cases"),
        FieldAsked("seen", "Seen", "cases"),
    ),
    (
        Check("T-1", CheckKind.SUM, ("seen", "known", "new"), Severity.ERROR, "They differ."),
        Check("T-2", CheckKind.AT_MOST, ("new", "seen"), Severity.QUERY, "More new than seen."),
        Check("T-3", CheckKind.GOES_WITH, ("new", "known"), Severity.QUERY, "Give known too."),
    ),
)
GOOD = {
    "cases.low.whole": "6",
    "cases.high.whole": "2",
    "known.all.whole": "5",
    "new.all.whole": "3",
}


def found(typed, before=None):
    cells = [c for field in SHEET.fields for c in field.cells(Q2)]
    read = {cell: read_entry(typed.get(cell.key, ""), unit="cases") for cell in cells}
    earlier = None
    if before is not None:
        entries = {Cell(*key.split(".")): read_entry(text) for key, text in before.items()}
        earlier = SHEET.completed(entries, (Quarter(2022, 1)).period)
    return [(f.code, f.cell.key, f.severity) for f in SHEET.findings(read, Q2, before=earlier)]


def test_a_good_return_has_no_findings_and_its_totals_follow():
    assert found(GOOD) == []
    entries = {Cell(*key.split(".")): read_entry(text) for key, text in GOOD.items()}
    whole = SHEET.completed(entries, Q2)
    assert whole[Cell("cases", ALL, WHOLE)].value == 8
    assert whole[Cell("seen", ALL, WHOLE)].value == 8


def test_each_finding_names_its_row_and_its_month():
    wrong = GOOD | {"cases.low.2022-07": "5", "cases.low.2022-08": "x", "cases.low.2022-09": "1"}
    assert found(wrong)[0] == ("CELL-not-a-number", "cases.low.2022-08", Severity.ERROR)
    assert ("ROW-months", "cases.low.whole", Severity.ERROR) in found(
        GOOD | dict(zip([f"cases.low.{m}" for m in MONTHS], ["3", "3", "3"], strict=True))
    )
    assert found(GOOD | {"cases.all.whole": "9"}) == [
        ("ROW-parts", "cases.all.whole", Severity.ERROR)
    ]
    assert found(GOOD | {"seen.all.whole": "9"}) == [("T-1", "seen.all.whole", Severity.ERROR)]
    assert found(GOOD | {"new.all.whole": ""})[0] == (
        "ROW-empty",
        "new.all.whole",
        Severity.ERROR,
    )


def test_of_rows_not_begun_only_the_total_is_wanting():
    def empty(typed):
        return [key for code, key, _ in found(typed) if code == "ROW-empty"]

    rest = {"known.all.whole": "5", "new.all.whole": "3"}
    assert empty(rest) == ["cases.all.whole"]
    assert empty(rest | {"cases.all.whole": "nil"}) == []
    assert empty(rest | {"cases.low.whole": "6"}) == ["cases.high.whole", "cases.all.whole"]


def test_some_months_may_not_come_to_more_than_the_quarter():
    assert found(GOOD | {"cases.low.2022-07": "7"}) == [
        ("ROW-months", "cases.low.whole", Severity.ERROR)
    ]


def test_errors_stand_before_queries():
    assert [one[2] for one in found(GOOD | {"new.all.whole": "30", "seen.all.whole": "9"})] == [
        Severity.ERROR,
        Severity.QUERY,
    ]


def test_a_part_not_applicable_adds_nothing_and_one_not_supplied_leaves_no_total():
    assert found(GOOD | {"new.all.whole": "not applicable"}) == []
    some = GOOD | {"new.all.whole": "not supplied"}
    assert found(some) == [("ROW-empty", "seen.all.whole", Severity.ERROR)]


def test_four_times_last_quarter_asks_why_and_so_does_a_quarter_of_it():
    before = {"known.all.whole": "20", "new.all.whole": "3", "cases.low.whole": "1"}
    assert found(GOOD, before) == [
        ("HISTORY", "cases.low.whole", Severity.QUERY),
        ("HISTORY", "known.all.whole", Severity.QUERY),
    ]
    assert found(GOOD, {"known.all.whole": "19", "cases.low.whole": "2"}) == []
    assert found(GOOD, {"known.all.whole": "0"}) == []


@given(st.lists(st.integers(0, 99), min_size=6, max_size=6))
def test_totals_that_follow_are_never_found_wrong(numbers):
    keys = [f"cases.{term}.{month}" for term in ("low", "high") for month in MONTHS]
    typed = dict(zip(keys, map(str, numbers), strict=True))
    typed |= {"known.all.whole": "5", "new.all.whole": "3"}
    assert found(typed) == []
    entries = {Cell(*key.split(".")): read_entry(text) for key, text in typed.items()}
    whole = SHEET.completed(entries, Q2)
    assert whole[Cell("cases", ALL, WHOLE)].value == Decimal(sum(numbers))
