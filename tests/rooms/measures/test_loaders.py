"""
What is wrong with a file, and what the person who sent it is told.
"""

import pytest

from saferboard.measures.definitions import sources
from saferboard.measures.loaders.borough_months import read_borough_months
from saferboard.measures.loaders.dashboard import read_dashboard
from saferboard.places.csv_files import BadFile, read_csv

AREAS = {"Ashford", "Bexhill"}
WIDE = """\
MajorText,MinorText,LookUp_BoroughName,202201,202202,202203
Burglary,Domestic Burglary,Ashford,1,2,3
Burglary,Domestic Burglary,Bexhill,0,0,1
Robbery,Robbery of Personal Property,Ashford,4,5,6
"""
TIDY = """\
area_name,crime_type,crime_subtype,measure,month,count
Ashford,Hate crime,Hate crime,Offences,2022-01,7
Ashford,Hate crime,Hate crime,Offences,2022-03,9
Ashford,Hate crime,Hate crime,Positive Outcomes,2022-03,1
Bexhill,Hate crime,Hate crime,Offences,2022-02,2
"""


def wide(tmp_path, text, source="mps-borough-old-scheme", areas=AREAS):
    path = tmp_path / "counts.csv"
    path.write_text(text, encoding="utf-8")
    return read_borough_months(
        read_csv(path), source=sources()[source], sources=sources(), areas=areas
    )


def tidy(tmp_path, text):
    path = tmp_path / "counts.csv"
    path.write_text(text, encoding="utf-8")
    return read_dashboard(read_csv(path), areas=AREAS)


def test_a_wide_file_is_read_row_by_row(tmp_path):
    read = wide(tmp_path, WIDE)
    assert str(read.period) == "2022-01..2022-03" or str(read.period) == "2021-22 Q4"
    assert read.vintage == "months to March 2022"
    assert [(s.place, s.line, s.counts) for s in read.series] == [
        ("Ashford", 2, (1, 2, 3)),
        ("Bexhill", 3, (0, 0, 1)),
        ("Ashford", 4, (4, 5, 6)),
    ]


def test_a_byte_order_mark_and_quoted_commas_do_no_harm(tmp_path):
    text = "\ufeff" + WIDE.replace("Robbery of Personal Property", '"Robbery, of people"')
    assert wide(tmp_path, text).series[2].minor == "Robbery, of people"


@pytest.mark.parametrize(
    ("before", "after", "row", "column", "what"),
    [
        (",202202,", ",", None, None, "cells"),
        ("202201,202202,202203", "202201,202203,202204", 1, "202203", "column 202202 is missing"),
        ("202202", "202201", 1, "202201", "stands after"),
        ("202202", "202213", 1, "202213", "not a month"),
        ("202202", "Total", 1, "Total", "not a month"),
        ("Bexhill,0,", "Bexhill,x,", 3, "202201", "not a whole number"),
        ("Bexhill,0,", "Bexhill,0.0,", 3, "202201", "not a whole number"),
        ("Bexhill,0,", "Bexhill,1_0,", 3, "202201", "not a whole number"),
        ("Bexhill,0,", "Bexhill,٣,", 3, "202201", "not a whole number"),
        ("Bexhill,0,", "Bexhill,-4,", 3, "202201", "below nought"),
        ("Bexhill,0,", "Bexhill,,", 3, "202201", "no count"),
        ("Bexhill", "Nowhere", 3, "LookUp_BoroughName", "Nobody knows a borough"),
        (
            "Burglary,Domestic Burglary,Bexhill",
            "Burglary,Domestic Burglary,Ashford",
            3,
            "",
            "in row 2",
        ),
        ("Robbery,", "Robery,", 4, "MajorText", "not an offence group of the old scheme"),
        ("Robbery,", "ROBBERY,", 4, "MajorText", "load it as mps-borough-new-scheme"),
        (
            "LookUp_BoroughName",
            "Borough",
            1,
            "Borough",
            "should be LookUp_BoroughName or BoroughName",
        ),
        ("MajorText", "Major", 1, "Major", "should be MajorText"),
        ("Domestic Burglary,Bexhill", ",Bexhill", 3, "MinorText", "no name"),
        ("Domestic Burglary,Bexhill", "x" * 101 + ",Bexhill", 3, "MinorText", "101 letters long"),
        (",202201,202202,202203", "", None, None, "cells"),
        ("Ashford,1,2,3", "Ashford,1,2,3,4", 2, "", "7 cells and the header 6"),
        ("Ashford,1", 'Ashford,"1', None, None, "CSV"),
    ],
)
def test_a_wrong_wide_file_is_refused_where_it_is_wrong(tmp_path, before, after, row, column, what):
    assert before in WIDE
    with pytest.raises(BadFile) as refused:
        wide(tmp_path, WIDE.replace(before, after, 1))
    first = refused.value.problems[0]
    assert what in str(first)
    assert first.file == "counts.csv"
    assert first.todo.endswith(".")
    if row is not None:
        assert (first.row, first.column) == (row, column)


def test_a_file_without_months_or_rows_is_refused(tmp_path):
    with pytest.raises(BadFile, match="no column for a month"):
        wide(tmp_path, "MajorText,MinorText,BoroughName\nBurglary,Domestic Burglary,Ashford\n")
    for text in ("", "MajorText,MinorText,BoroughName,202201\n"):
        with pytest.raises(BadFile, match="holds no rows"):
            wide(tmp_path, text)


def test_a_file_that_is_not_text_or_not_there_is_refused(tmp_path):
    with pytest.raises(BadFile, match="cannot be read"):
        read_csv(tmp_path / "nothing.csv")
    (tmp_path / "x.csv").write_bytes(b"a,b\n1,2\n\xff\xfe,3\n")
    with pytest.raises(BadFile) as refused:
        read_csv(tmp_path / "x.csv")
    assert refused.value.problems[0].row == 3


def test_no_more_than_twenty_problems_are_collected(tmp_path):
    rows = "".join(f"Burglary,Offence {n},Ashford,x,y,z\n" for n in range(30))
    with pytest.raises(BadFile) as refused:
        wide(tmp_path, WIDE + rows)
    assert len(refused.value.problems) == 20


def test_with_no_place_known_the_populations_are_asked_for(tmp_path):
    with pytest.raises(BadFile, match="no place is known yet"):
        wide(tmp_path, WIDE, areas=set())


def test_a_tidy_file_keeps_offences_and_leaves_gaps_unknown(tmp_path):
    read = tidy(tmp_path, TIDY)
    assert len(read.period) == 3
    ashford, bexhill = read.series
    assert (ashford.counts, ashford.line, ashford.last_line) == ((7, None, 9), 2, 3)
    assert bexhill.counts == (None, 2, None)


@pytest.mark.parametrize(
    ("before", "after", "row", "column", "what"),
    [
        ("area_name", "area", 1, "area", "should be area_name"),
        ("2022-01,7", "January,7", 2, "month", "not a month"),
        ("2022-01,7", "2022-01,seven", 2, "count", "not a whole number"),
        ("2022-03,9", "2022-01,9", 3, "month", "in row 2"),
        ("Bexhill", "Nowhere", 5, "area_name", "Nobody knows"),
        ("Bexhill,Hate crime,Hate crime", "Bexhill,Hate crime,", 5, "crime_subtype", "no name"),
        ("2022-02,2", "2022-03,2", 0, "month", "No row is for 2022-02"),
    ],
)
def test_a_wrong_tidy_file_is_refused_where_it_is_wrong(tmp_path, before, after, row, column, what):
    assert before in TIDY
    with pytest.raises(BadFile) as refused:
        tidy(tmp_path, TIDY.replace(before, after, 1))
    first = refused.value.problems[0]
    assert (first.row, first.column) == (row, column)
    assert what in first.what


def test_a_tidy_file_without_offences_is_refused(tmp_path):
    with pytest.raises(BadFile, match="No row counts offences"):
        tidy(tmp_path, TIDY.replace("Offences", "Solved"))
