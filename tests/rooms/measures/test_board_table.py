import datetime as dt

import pytest

from saferboard.domain.figures import Absence
from saferboard.domain.periods import Quarter
from saferboard.domain.stated_changes import Cause
from saferboard.measures.board_table import latest_beside_computed, printed_beside_computed
from saferboard.measures.models import PrintedTable
from saferboard.measures.operations import RowCopied, copy_printed_table
from saferboard.measures.presenters import board_table as presenter
from tests.rooms.measures.conftest import AT, HOMES

MEETING = dt.date(2022, 10, 27)
Q2 = Quarter(2022, 2)


def copied(*rows, paper="5a", meeting_on=MEETING):
    return copy_printed_table(
        "Crime",
        paper=paper,
        meeting_on=meeting_on,
        place="ashford",
        earlier_label="Rolling Year Jan 21",
        later_label="Rolling Year Jan 22",
        rows=rows,
        by="system",
        at=AT,
    )


def told(earlier, later, stated, also=(), measure="total-burglary"):
    return RowCopied("Burglary", measure, earlier, later, stated, also=also)


@pytest.fixture
def rising(people, files):
    """Ten a month in 2020, and one more each month from then on."""
    counts = [10] * 12 + [10 + n for n in range(1, 25)]
    return files.load(files.wide("rising.csv", "2020-01", {(*HOMES, "Ashford"): counts}))


def beside(*rows):
    return printed_beside_computed(copied(*rows), as_at=Q2)


def test_a_printed_change_is_held_against_its_own_counts(rising):
    row = beside(told(513, 805, "+44", also=(("56.9%", "the text"), ("60%", "a note")))).rows[0]
    assert row.judged.cause is Cause.OVER_MEAN
    assert [also.judged.holds for also in row.also] == [True, False]


def test_a_fall_stated_without_a_sign_is_read_as_one(rising):
    row = beside(told(2900, 2697, "-7", also=(("7.0%", "the text"), ("5.17%", "a note")))).rows[0]
    assert row.judged.holds
    assert [also.judged.holds for also in row.also] == [True, False]


def test_a_count_that_fits_another_month_says_which(rising):
    # The year to January 2022 is 11 + … + 22 less the first month and the last's addition.
    labelled = 198 + 23 - 11
    february = labelled + 24 - 12
    row = beside(told(121, february, "+80")).rows[0]
    assert row.earlier.published.value == 121
    assert row.earlier.fit.as_labelled
    assert row.later.published.value == labelled
    assert (row.later.fit.period.last.label, row.later.fit.count) == ("February 2022", february)
    assert not row.later.fit.may_be_chance


def test_the_table_says_how_old_it_was_and_what_could_have_been_shown(rising):
    found = beside(told(121, 210, "+74"))
    assert found.age_in_days == 269  # 31 January to 27 October 2022
    assert [str(quarter) for quarter in found.quarters] == ["2022-23 Q1", "2022-23 Q2"]
    assert found.rows[0].current.figure.value == sum(10 + n for n in range(10, 22))
    assert found.wrong == 0


def test_a_measure_nobody_publishes_has_nothing_to_be_held_against(rising):
    row = beside(told(13620, 7267, "-47", measure="asb-calls")).rows[0]
    assert row.judged.holds
    assert (row.earlier.fit, row.later.fit) == (None, None)
    assert row.later.published.absence is Absence.NOT_HELD
    assert row.published_change.absence is Absence.NOT_HELD


def test_seven_queries_whatever_the_rows(rising, django_assert_num_queries):
    copied(told(1, 2, "+100"), paper="one")
    many = [told(1, 2, "+100", also=(("90%", "x"),), measure=m) for m in ("robbery", "rape") * 20]
    copied(*many, paper="many")
    for paper in ("one", "many"):
        table = PrintedTable.objects.select_related("place").get(paper=paper)
        with django_assert_num_queries(6):
            printed_beside_computed(table, as_at=Q2)


def test_the_latest_table_is_of_a_meeting_near_or_past(rising):
    assert latest_beside_computed(on=dt.date(2022, 10, 19), as_at=Q2) is None
    copied(told(1, 2, "+100"))
    assert latest_beside_computed(on=dt.date(2022, 9, 1), as_at=Q2) is None
    copied(told(1, 2, "+100"), meeting_on=dt.date(2022, 8, 17))
    assert latest_beside_computed(on=dt.date(2022, 9, 1), as_at=Q2).meeting_on.month == 8
    assert latest_beside_computed(on=dt.date(2022, 10, 19), as_at=Q2).meeting_on == MEETING


def test_counts_of_a_file_later_than_the_meeting_are_said_to_be(people, files):
    files.load(files.wide("early.csv", "2020-01", {(*HOMES, "Ashford"): [10] * 25}))
    files.load(files.wide("late.csv", "2022-02", {(*HOMES, "Ashford"): [10] * 24}))
    found = beside(told(120, 120, "0"))
    assert found.published_revised == ""
    assert found.current_revised == (
        "Counts from February 2022 to September 2022 are from the file with months to January"
        " 2024: the publisher has revised them since the meeting."
    )
    shown = presenter.shown(found)
    assert shown.current.note.endswith(found.current_revised)
    assert shown.current.rows[0][shown.current.head.index("The board was told")] == "0"


def test_every_finding_is_in_words(rising):
    rows = [
        told(513, 805, "+44"),
        told(1280, 1448, "+14"),
        told(121, 222, "n/a"),
        told(13620, 7267, "-47", measure="asb-calls"),
    ]
    shown = presenter.shown(beside(*rows))
    findings = [row[-1] for row in shown.printed.rows]
    assert [tag.word for cell in findings for tag in cell.tags] == [
        "Does not agree",
        "Does not agree",
        "Agrees",
    ]
    assert findings[0].below.startswith("Looks like the difference over the mean")
    assert findings[1].below == "No known way of working gives this number"
    assert findings[2].text == "No change is stated"
    fits = {cell.below for row in shown.published.rows for cell in row[-2:]}
    assert "Fits the year to February 2022: 222" in fits
    assert "Nothing is published to hold it against" in fits
    assert "Fits the year it is labelled with" in fits
