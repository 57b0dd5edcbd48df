"""
What real files get wrong: each is named, and none becomes a nought.
"""

import pytest

from saferboard.domain.periods import Month, months_to
from saferboard.measures import queries
from saferboard.measures.loaders.read import nearest
from saferboard.measures.models import Edition
from saferboard.measures.operations import load_file
from saferboard.places.csv_files import BadFile
from saferboard.places.models import Population
from tests.rooms.measures.conftest import AT, HOMES, NEW, OLD, ROBBERY

BOROUGHS = ("Ashford", "Bexhill", "Corfe")


def whole(first=100, last=100, months=12):
    """A borough file of one offence with hundreds a month, its first and last as given."""
    middle = [100] * (months - 2)
    return {(*HOMES, place): [first, *middle, last] for place in BOROUGHS}


@pytest.mark.parametrize(("first", "last", "named"), [(3, 100, "202101"), (100, 40, "202112")])
def test_a_month_that_is_not_whole_is_named(people, files, first, last, named):
    with pytest.raises(BadFile, match=f"column {named}: .* it is not whole"):
        files.load(files.wide("part.csv", "2021-01", whole(first, last)))
    assert not Edition.objects.filter(source=OLD).exists()


def test_a_quiet_month_is_not_taken_for_a_part_of_one(people, files):
    files.load(files.wide("lockdown.csv", "2021-01", whole(60, 51)))
    found = queries.monthly("total-burglary", "ashford", months_to(Month(2021, 12), 12))
    assert found.months[0][1] == 60


def test_a_month_left_out_is_not_published_and_no_nought(people, files):
    path = files.wide("part.csv", "2021-01", whole(100, 3))
    load_file(path, source=OLD, by="system", at=AT, leave_out=[Month(2021, 12)])
    held = Edition.objects.get(source=OLD)
    assert (held.first_month, held.last_month) == ("2021-01", "2021-11")


def test_a_month_left_out_of_the_middle_is_refused(people, files):
    path = files.wide("part.csv", "2021-01", whole())
    with pytest.raises(BadFile, match="202106 is missing"):
        load_file(path, source=OLD, by="system", at=AT, leave_out=[Month(2021, 6)])


@pytest.mark.parametrize("cut", [0.3, 0.5, 0.9])
def test_a_file_cut_in_half_is_named(people, files, cut):
    path = files.wide("whole.csv", "2021-01", whole())
    text = path.read_text()
    path.write_text(text[: int(len(text) * cut)])
    with pytest.raises(BadFile, match=r"cells and the header|holds no rows"):
        files.load(path)


def test_two_schemes_in_one_file_are_named(people, files):
    rows = {**whole(), ("BURGLARY", "DOMESTIC BURGLARY", "Ashford"): [100] * 12}
    path = files.wide("mixed.csv", "2021-01", rows)
    with pytest.raises(BadFile, match=f"This is a file of the new scheme: load it as {NEW}"):
        files.load(path)


def test_a_spelling_is_named_with_the_name_it_stands_for(people, files):
    rows = {**whole(), (*ROBBERY, "Bexhil"): [1] * 12}
    with pytest.raises(BadFile, match=r"“Bexhil”. Correct the name \(“Bexhill”\?\)"):
        files.load(files.wide("spelt.csv", "2021-01", rows))
    known = ["Shortlands & Park Langley", "St Paul's Cray", "Bromley Town"]
    assert nearest("Shortl&s & Park Langley", known) == "Shortlands & Park Langley"
    assert nearest("St Pauls Cray", known) == "St Paul's Cray"
    assert nearest("Harrow", known) == ""


def test_a_place_not_known_is_kept_apart_and_is_no_borough(people, files):
    rows = {
        ("ROBBERY", "ROBBERY OF PERSONAL PROPERTY", p): [5] * 12 for p in (*BOROUGHS, "Unknown")
    }
    files.load(files.wide("new.csv", "2021-01", rows), NEW)
    held = Edition.objects.get(source=NEW)
    assert "unknown" in held.places
    shelf = queries.shelf_over([], months_to(Month(2021, 12), 1))
    assert "unknown" not in {place.slug for place in shelf.places.boroughs}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("Ashford,2020,9\nAshford,2021,9\nBexhill,2020,9\n", "no estimate for 2021 of Bexhill"),
        ("Ashford,2020,9\nAshford,2022,9\n", "no estimate for 2021 of Ashford"),
    ],
)
def test_populations_missing_for_a_year_are_named(people, files, rows, said):
    held = Population.objects.count()
    path = files.write("people2.csv", f"borough,year,population\n{rows}")
    with pytest.raises(BadFile, match=said):
        files.load(path, "ons-mid-year-estimates")
    assert Population.objects.count() == held
