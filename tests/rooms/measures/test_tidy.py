"""
A tidy file of what partners report: taken whole, known again, and refused by name.
"""

from decimal import Decimal

import pytest

from saferboard.domain.figures import Absence
from saferboard.domain.periods import parse_period
from saferboard.domain.refusals import Refused
from saferboard.measures import queries
from saferboard.measures.models import Edition, Observation
from saferboard.measures.operations import load_file
from saferboard.places.csv_files import BadFile
from tests.rooms.measures.conftest import AT

HEAD = "measure,place,period,value,where,reason\n"
GOOD = HEAD + (
    "cctv-incidents,Ashford,2022-23 Q2,2017,Priority 1 paper,\n"
    "estimated-savings,ashford,2022-23 Q1,146333.5,Priority 1 paper,\n"
    "cctv-arrests,Ashford,2022-23 Q2,,Priority 1 paper,not supplied\n"
)
Q2 = parse_period("2022-23 Q2")


def load(files, text, vintage="board of 27 October 2022", name="tidy.csv"):
    path = files.write(name, text)
    return load_file(path, source="partner-reports", by="system", at=AT, vintage=vintage)


def test_it_is_taken_whole_with_its_reasons(people, files):
    assert load(files, GOOD).rows == 3
    assert queries.figure("cctv-incidents", "ashford", Q2).value == 2017
    saved = queries.figure("estimated-savings", "ashford", parse_period("2022-23 Q1"))
    assert saved.value == Decimal("146333.5")
    assert queries.figure("cctv-arrests", "ashford", Q2).absence is Absence.NOT_SUPPLIED


def test_the_same_file_again_changes_nothing(people, files):
    load(files, GOOD)
    assert load(files, GOOD).again
    assert (Observation.objects.count(), Edition.objects.filter(rows=3).count()) == (3, 1)


def test_a_correction_is_another_issue_and_not_an_overwriting(people, files):
    load(files, GOOD)
    corrected = GOOD.replace("2017", "2019")
    with pytest.raises(Refused, match="Record a correction as a later vintage"):
        load(files, corrected)
    assert Observation.objects.count() == 3
    load(files, corrected, vintage="corrected")
    assert queries.figure("cctv-incidents", "ashford", Q2).value == 2019
    held = Observation.objects.filter(measure="cctv-incidents").order_by("id")
    assert [one.value for one in held] == [2017, 2019]


def test_an_issue_has_a_name(people, files):
    with pytest.raises(Refused, match="Name the issue of these figures with --vintage"):
        load(files, GOOD, vintage="")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("no-such,Ashford,2022,1,paper,", "column measure: There is no measure called “no-such”"),
        ("total-burglary,Ashford,2022,1,paper,", "is counted from a published file"),
        ("cctv-incidents,Ashfrod,2022,1,paper,", r"“Ashfrod”. Correct the name \(“Ashford”\?\)"),
        ("cctv-incidents,Ashford,someday,1,paper,", "column period"),
        ("cctv-incidents,Ashford,2022,one,paper,", "“one” is not a number that can be kept"),
        ("cctv-incidents,Ashford,2022,1.5,paper,", "1.5 is not a count"),
        ("cctv-incidents,Ashford,2022,-1,paper,", "-1 is not a count"),
        ("cctv-incidents,Ashford,2022,1e400,paper,", "is not a number that can be kept"),
        ("cctv-incidents,Ashford,2022,NaN,paper,", "is not a number that can be kept"),
        ("cctv-incidents,Ashford,2022,,paper,", "There is no value, and “” is no reason"),
        ("cctv-incidents,Ashford,2022,1,paper,not supplied", "a value and a reason for none"),
        ("cctv-incidents,Ashford,2022,1,,", "nothing to say where it was read"),
        ("cctv-incidents,Ashford,2022-23 Q2,1,paper,", "is given here and in row 2"),
        ("cctv-incidents,Ashford,2022", "The row has 3 cells and the header 6"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_kept(people, files, row, said):
    with pytest.raises(BadFile, match=said) as refused:
        load(files, GOOD + row + "\n")
    assert "row 5" in str(refused.value)
    assert Observation.objects.count() == 0


def test_a_measure_without_a_threshold_decided_is_refused(people, files):
    row = HEAD + "gang-nominals,Ashford,2022-09,7,paper,\n"
    with pytest.raises(Refused, match="nobody has decided below what number"):
        load(files, row)
    assert Observation.objects.count() == 0


def test_other_columns_are_named(people, files):
    with pytest.raises(BadFile, match="Use measure, place, period, value, where, and reason if"):
        load(files, "place,measure\nAshford,cctv-incidents\n")
