"""
A measure by ward: what is loaded, counted, drawn and refused.
"""

import csv
import io
import re

import pytest
from django.core.management import call_command

from saferboard.domain.periods import parse_period
from saferboard.measures.operations import load_file
from saferboard.measures.wards import NotByWard, by_ward
from saferboard.places.csv_files import BadFile
from saferboard.ui.map import SHADES, inside, limits
from tests.rooms.measures.conftest import AT
from tests.rooms.places.test_boundaries import feature, written

SOURCE = "mps-ward-old-scheme"
YEAR = parse_period("2021-10..2022-09")
NAMES = [f"Ward {letter}" for letter in "ABCDEFGHIJKL"]
CODES = [f"E050000{n:02d}" for n in range(1, 13)]
HEAD = "MajorText,MinorText,WardName,WardCode,LookUp_BoroughName"


def months(first: int, count: int) -> str:
    found = [f"{(first + n) // 12}{(first + n) % 12 + 1:02d}" for n in range(count)]
    return ",".join(found)


def file_of(counts, *, first=2021 * 12 + 9, length=12, extra=()):
    """A ward file: each ward's monthly count of one offence, and a ward of another borough."""
    rows = [
        f"Burglary,Domestic Burglary,{name},{code},Ashford,{','.join([str(n)] * length)}"
        for name, code, n in zip(NAMES, CODES, counts, strict=True)
    ]
    far = f"Burglary,Domestic Burglary,Far,E05000099,Bexhill,{','.join(['9'] * length)}"
    return "\n".join([f"{HEAD},{months(first, length)}", *rows, far, *extra]) + "\n"


COUNTS = (4, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 30)
PEOPLE = "WD22CD,WD22NM,mid2021,mid2022\n" + "".join(
    f"{code},{name},9000,10000\n" for name, code in zip(NAMES, CODES, strict=True)
)


@pytest.fixture
def wards(people, files, settings):
    """Twelve wards of Ashford, one beside the other, with their people and a year of burglary."""
    settings.SAFERBOARD_SITE = {**settings.SAFERBOARD_SITE, "place": "ashford"}
    square = [[0, 0], [1000, 0], [1000, 2000], [0, 2000], [0, 0]]
    shapes = [
        feature(code, name, ([[x + 1000 * n, y] for x, y in square],))
        for n, (name, code) in enumerate(zip(NAMES, CODES, strict=True))
    ]
    path = str(written(files.folder, *shapes))
    call_command("load", "ward-outlines", path, since=2022, drawn_by="The office")
    files.load(files.write("ward-people.csv", PEOPLE), "ons-ward-estimates")
    return files


def load(files, text, name="wards.csv"):
    return load_file(files.write(name, text), source=SOURCE, by="system", at=AT)


def test_each_ward_is_counted_and_set_over_its_people(wards):
    loaded = load(wards, file_of(COUNTS))
    assert loaded.rows == 12, "the ward of another borough is left out"
    found = by_ward("residential-burglary", "ashford", YEAR)
    assert [ward.place.name for ward in found.wards][:2] == ["Ward A ward", "Ward B ward"]
    first, last = found.wards[0], found.wards[-1]
    assert (first.figure.value, str(first.rate.value)[:4], first.people) == (48, "4.8", 10000)
    assert last.figure.value == 360
    assert first.figure.origins[0].where == "wards.csv, line 2"
    assert found.together == sum(COUNTS) * 12
    assert not first.change.known
    assert found.whole.value is None, "nothing is published of the borough itself here"
    assert found.in_no_ward is None


def test_a_ward_that_chance_and_the_usual_differences_do_not_explain_stands_out(wards):
    load(wards, file_of(COUNTS))
    found = by_ward("residential-burglary", "ashford", YEAR)
    out = [slug for slug, one in found.funnel.places.items() if one.standing.value != "WITHIN"]
    assert out == ["ward-ward-l"]


def test_two_years_on_one_boundary_give_a_change_and_whether_it_is_chance(wards):
    load(wards, file_of(COUNTS, first=2020 * 12 + 9, length=24))
    found = by_ward("residential-burglary", "ashford", YEAR)
    assert (found.wards[0].previous.value, found.wards[0].change.value) == (48, 0)
    assert found.wards[0].chance is not None


@pytest.mark.parametrize(
    ("mend", "said"),
    [
        (lambda t: t.replace("E05000003", "E05000088"), "Ward C (E05000088) is not a ward of Ash"),
        (lambda t: t.replace("E05000003", "E05000088"), "No row is for Ward C ward (E05000003)."),
        (lambda t: re.sub(r"E050000(0[1-9]|1[0-2])", "E0999", t), "of another area or boundary"),
        (lambda t: t.replace("WardCode", "Code"), "Column 4 is “Code” and should be WardCode."),
        (lambda t: t.replace("202203", "202204"), "is missing before it"),
        (lambda t: t.replace("Burglary,Domestic", "Theft of all,Domestic"), "is not an offence gr"),
        (lambda t: t.replace(",5,5,", ",<5,5,", 1), "“<5” is not a whole number."),
        (lambda t: t + t.splitlines()[1] + "\n", "is given here and in row 2"),
    ],
)
def test_a_file_on_another_boundary_or_cut_short_is_refused_whole(wards, mend, said):
    with pytest.raises(BadFile) as caught:
        load(wards, mend(file_of(COUNTS)))
    assert said in str(caught.value)
    assert not any(w.figure.known for w in by_ward("total-burglary", "ashford", YEAR).wards)


def test_a_measure_that_no_source_counts_by_ward_is_refused_by_name(wards):
    with pytest.raises(NotByWard, match="Hate crime"):
        by_ward("hate-crime", "ashford", YEAR)


def test_people_of_a_ward_nobody_has_are_refused(wards, files):
    text = PEOPLE.replace("E05000001,Ward A", "E05000077,Elsewhere")
    with pytest.raises(BadFile, match=r"Elsewhere \(E05000077\) is not a ward"):
        files.load(files.write("more.csv", text), "ons-ward-estimates")


def test_the_page_has_the_map_the_table_and_the_way_back_to_the_file(wards, client):
    load(wards, file_of(COUNTS))
    page = client.get("/figures/residential-burglary/wards/?quarter=2022/23 Q2").content.decode()
    assert page.count("<path d=") > 12
    assert "12 Ward L: 360, 36.00 per 1,000 people" in page
    assert "Outside what chance and the usual differences allow: Ward L (12)." in page
    assert "No change is given: for year to September 2021 nothing is held" in page
    assert "The office" in page
    where = re.search(r'href="([^"]*where[^"]*ward-ward-l)"', page)[1].replace("&amp;", "&")
    told = client.get(where).content.decode()
    assert "wards.csv, line 13" in told
    assert "Ward L ward" in told


def test_the_numbers_come_as_a_file_with_reasons_where_there_are_none(wards, client):
    load(wards, file_of(COUNTS))
    answer = client.get("/figures/residential-burglary/wards.csv?quarter=2022/23 Q2")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert len(rows) == 12
    assert rows[11]["count"] == "360"
    assert rows[11]["standing"] == "Above the 99.8% limit"
    assert rows[0]["count_year_before"] == "Not published"


def test_without_wards_or_figures_the_page_says_so(people, client, settings):
    settings.SAFERBOARD_SITE = {**settings.SAFERBOARD_SITE, "place": "ashford"}
    page = client.get("/figures/residential-burglary/wards/?quarter=2022/23 Q2").content.decode()
    assert "No ward is entered yet" in page
    assert client.get("/figures/hate-crime/wards/").status_code == 404


def test_a_page_asks_as_often_for_twelve_wards_as_for_none(
    wards, client, django_assert_num_queries
):
    with django_assert_num_queries(8):
        client.get("/figures/residential-burglary/wards/?quarter=2022/23 Q2")
    load(wards, file_of(COUNTS))
    with django_assert_num_queries(9):
        client.get("/figures/residential-burglary/wards/?quarter=2022/23 Q2")


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ([0.79, 5.66], [0, 1, 2, 3, 4, 5, 6]),
        ([25.1, 225.0], [0, 50, 100, 150, 200, 250]),
        ([3.0, 3.0], [3, 3.1]),
        ([0.0], [0, 1]),
        ([], [0, 1]),
        ([1000, 1001.5], [1000, 1000.5, 1001, 1001.5, 1002]),
    ],
)
def test_shades_are_parted_at_round_numbers_that_hold_every_value(values, found):
    got = limits(values)
    assert len(got) - 1 <= len(SHADES)
    assert all(got[0] <= value < got[-1] for value in values)
    if len(set(values)) > 1:
        assert got == found


def test_a_number_stands_inside_an_area_that_bends():
    bent = [(0, 0), (90, 0), (90, 10), (10, 10), (10, 90), (90, 90), (90, 100), (0, 100), (0, 0)]
    x, y = inside(bent)
    assert 0 < x < 10
    assert 10 < y < 90
