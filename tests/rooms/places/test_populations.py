import datetime as dt

import pytest

from saferboard.ledger.models import Entry
from saferboard.places.csv_files import BadFile, read_csv
from saferboard.places.models import Place, Population
from saferboard.places.operations import load_populations
from saferboard.places.populations import read_populations
from saferboard.places.queries import UnknownPlace, gazetteer, populations

AT = dt.datetime(2022, 10, 18, 9, tzinfo=dt.UTC)
WIDE = """\
LAD24CD,LAD24NM,mid2020,mid2021
E09000001,City of London,8000,8100
E09000101,Ashford,100000,101000
E09000102,Bexhill on Sea,50000,51000
"""
TIDY = """\
borough,year,population
Ashford,2021,101500
Ashford,2022,102500
"""


def read(tmp_path, text):
    path = tmp_path / "people.csv"
    path.write_text(text, encoding="utf-8")
    return read_populations(read_csv(path))


def load(tmp_path, text, source="first", vintage=""):
    file = read(tmp_path, text)
    return load_populations(
        file, name="people.csv", source=source, vintage=vintage or file.vintage, by="system", at=AT
    )


def test_both_forms_are_read(tmp_path):
    wide, tidy = read(tmp_path, WIDE), read(tmp_path, TIDY)
    assert (wide.vintage, wide.boundary_year, len(wide.counts)) == ("mid-2020 to mid-2021", 2024, 6)
    assert (tidy.vintage, tidy.boundary_year, len(tidy.counts)) == ("mid-2021 to mid-2022", None, 2)
    assert [(c.line, c.year, c.people) for c in tidy.counts] == [
        (2, 2021, 101500),
        (3, 2022, 102500),
    ]


@pytest.mark.parametrize(
    ("text", "before", "after", "row", "what"),
    [
        (WIDE, "LAD24CD", "Code", 1, "not those of a population file"),
        (WIDE, "mid2021", "2021", 1, "not a year"),
        (WIDE, "E09000101", "Ashford", 3, "not an ONS code"),
        (WIDE, "101000", "about 101000", 3, "not a whole number"),
        (WIDE, "Bexhill on Sea", "Ashford", 4, "in row 3"),
        (WIDE, "Bexhill on Sea", "", 4, "no name"),
        (TIDY, "2022", "22", 3, "not a year"),
        (TIDY, "2022", "2021", 3, "in row 2"),
        (TIDY, "102500", "-1", 3, "below nought"),
    ],
)
def test_a_wrong_file_is_refused(tmp_path, text, before, after, row, what):
    with pytest.raises(BadFile) as refused:
        read(tmp_path, text.replace(before, after, 1))
    assert refused.value.problems[0].row == row
    assert what in refused.value.problems[0].what


def test_a_wide_file_makes_the_boroughs_it_has_codes_for(db, tmp_path):
    assert load(tmp_path, WIDE) == 6
    kinds = dict(Place.objects.values_list("slug", "kind"))
    assert kinds == {"city-of-london": "CITY", "ashford": "BOROUGH", "bexhill-on-sea": "BOROUGH"}
    assert Entry.objects.get().facts["rows"] == 6


def test_a_tidy_file_needs_places_that_are_known(db, tmp_path):
    with pytest.raises(BadFile, match="Load a file that gives ONS codes first"):
        load(tmp_path, TIDY)
    assert not Population.objects.exists()
    load(tmp_path, WIDE)
    load(tmp_path, TIDY, source="second")
    with pytest.raises(BadFile, match="already held"):
        load(tmp_path, TIDY, source="second")


def test_the_first_source_that_has_a_year_is_taken(db, tmp_path, django_assert_num_queries):
    load(tmp_path, WIDE)
    load(tmp_path, TIDY, source="second")
    with django_assert_num_queries(1):
        people = populations({"first", "second"}, {2020, 2021, 2022})
    order = ("second", "first")
    assert people.of("ashford", 2020, sources=order).people == 100000
    assert people.of("ashford", 2021, sources=order).people == 101500
    assert people.of("ashford", 2022, sources=order).source == "second"
    assert people.of("ashford", 2023, sources=order) is None
    assert people.of("ashford", 2022, sources=()) is None


def test_within_a_source_the_later_vintage_is_taken(db, tmp_path):
    load(tmp_path, WIDE)
    load(tmp_path, TIDY, source="second")
    load(tmp_path, TIDY.replace("101500", "101999"), source="second", vintage="revised")
    people = populations({"second"}, {2021})
    assert people.of("ashford", 2021, sources=("second",)).people == 101999


def test_a_place_is_found_by_slug_name_or_code(db, tmp_path):
    load(tmp_path, WIDE)
    places = gazetteer()
    for name in ("bexhill-on-sea", "Bexhill on Sea", "E09000102", "e09000102"):
        assert places.find(name).slug == "bexhill-on-sea"
    assert [place.slug for place in places.boroughs] == ["ashford", "bexhill-on-sea"]
    with pytest.raises(UnknownPlace, match="Did you mean ashford"):
        places.find("ashfrod")


def test_with_no_place_known_the_populations_are_asked_for(db):
    with pytest.raises(UnknownPlace, match="load the populations first"):
        gazetteer().find("ashford")
