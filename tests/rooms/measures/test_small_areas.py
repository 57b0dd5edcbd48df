"""
Small areas: their lookups, their counts, and the wards that these are added up to.
"""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from saferboard.domain.periods import Month, parse_period
from saferboard.measures.operations import load_file
from saferboard.measures.tracing import where_from
from saferboard.measures.wards import by_ward
from saferboard.places.csv_files import BadFile
from saferboard.places.models import Fit, Place, PlaceKind
from tests.rooms.measures.conftest import AT
from tests.rooms.places.test_boundaries import feature, written

SOURCE, WARDS = "mps-small-area-new-scheme", "mps-ward-new-scheme"
YEAR = parse_period("2025")
CODES = {"E01000001": "E05000001", "E01000002": "E05000001", "E01000003": "E05000002"}
NAMES = {"E05000001": "North", "E05000002": "South"}
OFFENCE = ("BURGLARY", "DOMESTIC BURGLARY")


def months(first: str, count: int) -> list[str]:
    start = Month.parse(first)
    return [f"{m.year}{m.number:02d}" for m in (start + n for n in range(count))]


def small(counts, first="2024-01", extra=()):
    """A file of small areas, each with its monthly counts of one offence."""
    length = len(next(iter(counts.values())))
    head = ["LSOA Code", "LSOA Name", "Borough", "Major Category", "Minor Category"]
    rows = [[code, f"A {code}", "Ashford", *OFFENCE, *map(str, of)] for code, of in counts.items()]
    far = ["E01000099", "B 001", "Bexhill", *OFFENCE, *["9"] * length]
    lines = [[*head, *months(first, length)], *rows, far, *extra]
    return "".join(",".join(line) + "\n" for line in lines)


def lookup(codes, head="LSOA21CD,LSOA21NM,WD24CD,WD24NM,LAD24CD"):
    rows = [f"{area},A {area},{ward},{NAMES.get(ward, ward)},E09000101" for area, ward in codes]
    return "\n".join([head, *rows, "E01000099,B,E05000099,Far,E09000102"]) + "\n"


@pytest.fixture
def areas(people, files, settings):
    """Two wards of Ashford and the three small areas in them."""
    settings.SAFERBOARD_SITE = {**settings.SAFERBOARD_SITE, "place": "ashford"}
    square = [[0, 0], [1000, 0], [1000, 2000], [0, 2000], [0, 0]]
    shapes = [
        feature(code, name, ([[x + 1000 * n, y] for x, y in square],))
        for n, (code, name) in enumerate(NAMES.items())
    ]
    path = str(written(files.folder, *shapes))
    call_command("load", "ward-outlines", path, since=2022, drawn_by="The office")
    said = StringIO()
    path = str(files.write("lookup.csv", lookup(CODES.items())))
    call_command("load", "lookup", path, stdout=said)
    assert said.getvalue() == (
        "lookup.csv: 3 pairs loaded, small areas of 2021 to wards of 2024, in Ashford.\n"
    )
    return files


def load(files, text, source=SOURCE, **more):
    path = files.write(f"{source}.csv", text)
    return load_file(path, source=source, by="system", at=AT, **more)


COUNTS = {
    "E01000001": [1] * 12 + [2] * 12,
    "E01000002": [10] * 12 + [20] * 12,
    "E01000003": [5] * 12 + [7] * 12,
}


def test_small_areas_are_added_up_to_the_wards_they_are_in(areas):
    assert load(areas, small(COUNTS)).rows == 3, "the small area of another borough is left out"
    found = by_ward("total-burglary-new-names", "ashford", YEAR)
    assert found.source.slug == SOURCE
    assert [(w.place.name, w.figure.value) for w in found.wards] == [
        ("North ward", 264),
        ("South ward", 84),
    ]
    assert found.together == sum(sum(of[12:]) for of in COUNTS.values())


def test_a_ward_leads_to_the_rows_of_its_small_areas(areas):
    load(areas, small(COUNTS))
    found = where_from("total-burglary-new-names", "ward-north", YEAR)
    (used,) = found.editions
    assert [row.line for row in used.rows] == [2, 3]
    assert used.total == found.figure.value == 264


def test_the_source_that_has_the_year_before_too_is_taken(areas):
    head = "MajorText,MinorText,WardName,WardCode,LookUp_BoroughName,"
    rows = [f"{','.join(OFFENCE)},{n},{c},Ashford,{','.join(['3'] * 12)}" for c, n in NAMES.items()]
    load(areas, "\n".join([head + ",".join(months("2025-01", 12)), *rows]) + "\n", WARDS)
    alone = by_ward("total-burglary-new-names", "ashford", YEAR)
    assert (alone.source.slug, alone.wards[0].figure.value) == (WARDS, 36)
    assert not alone.wards[0].change.known
    load(areas, small(COUNTS))
    both = by_ward("total-burglary-new-names", "ashford", YEAR)
    assert (both.source.slug, both.wards[0].figure.value) == (SOURCE, 264)
    assert both.wards[0].previous.value is not None


def test_a_split_small_area_leaves_its_wards_without_a_count(areas):
    split = [*CODES.items(), ("E01000003", "E05000001")]
    path = str(areas.write("again.csv", lookup(split)))
    call_command("load", "lookup", path, stdout=StringIO())
    load(areas, small(COUNTS))
    found = by_ward("total-burglary-new-names", "ashford", YEAR)
    assert [w.figure.value for w in found.wards] == [None, None]


def test_a_month_cut_while_it_ran_is_named_and_may_be_left_out(areas):
    whole = {code: [2, *[100] * 23] for code in COUNTS}
    with pytest.raises(BadFile, match=r"January 2024 has 6 in all.*300: it is not whole.*--leave"):
        load(areas, small(whole))
    load(areas, small(whole), leave_out=[Month(2024, 1)])
    found = by_ward("total-burglary-new-names", "ashford", parse_period("2024"))
    assert {w.figure.absence for w in found.wards} == {"NOT_PUBLISHED"}
    assert by_ward("total-burglary-new-names", "ashford", YEAR).together == 3 * 1200


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda t: t[: len(t) // 2], r"cells and the header|No row is for"),
        (lambda t: "\n".join(t.splitlines()[:-2]) + "\n", "No row is for A E01000003"),
        (
            lambda t: t.replace("BURGLARY,DOM", "Burglary,Dom", 1),
            "is not an offence group of the new",
        ),
        (
            lambda t: t.replace("E01000003", "E01000033"),
            r"\(E01000033\) is not a small area of Ash",
        ),
        (lambda t: t.replace("Borough", "Council"), "Column 3 is “Council” and should be borough"),
    ],
)
def test_a_bad_file_of_small_areas_is_named(areas, change, said):
    before = Place.objects.count()
    with pytest.raises(BadFile, match=said):
        load(areas, change(small(COUNTS)))
    assert Place.objects.count() == before


def test_a_lookup_loaded_again_changes_nothing_and_a_newer_stands_in_its_place(areas):
    assert Place.objects.filter(kind=PlaceKind.LSOA).count() == 3
    said = StringIO()
    call_command("load", "lookup", str(areas.folder / "lookup.csv"), stdout=said)
    assert "already held" in said.getvalue()
    newer = lookup({**CODES, "E01000003": "E05000001"}.items())
    call_command("load", "lookup", str(areas.write("newer.csv", newer)), stdout=StringIO())
    assert set(Fit.objects.values_list("source", flat=True)) == {"newer.csv"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,b\n1,2\n", "The columns are not those of a lookup"),
        (lookup(CODES.items()).replace("E01000002", "E1"), "“E1” is not an ONS code"),
        (lookup([*CODES.items()][:1] * 2), "is given here and in row 2"),
        (lookup([]), "No row is in the authority E09000101"),
    ],
)
def test_a_bad_lookup_is_named(areas, text, said):
    held = Fit.objects.count()
    with pytest.raises(CommandError, match=said):
        call_command("load", "lookup", str(areas.write("bad.csv", text)))
    assert Fit.objects.count() == held


def test_the_page_of_boundaries_sets_wards_side_by_side(areas, client):
    old = "LSOA11CD,LSOA11NM,LSOA21CD,LSOA21NM,LAD22CD"
    pairs = [("E01000011", "E01000001"), ("E01000011", "E01000002"), ("E01000003", "E01000003")]
    path = areas.write("old.csv", lookup(pairs, old))
    wards = lookup(
        [("E01000011", "E05000077"), ("E01000003", "E05000078")],
        "LSOA11CD,LSOA11NM,WD21CD,WD21NM,LAD21CD",
    )
    call_command(
        "load", "lookup", str(path), str(areas.write("wards.csv", wards)), stdout=StringIO()
    )
    html = client.get(reverse("measures:boundaries")).content.decode()
    plain = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    assert "Small areas of 2011 Small areas of 2021 2 1 A E01000011 old.csv" in plain
    assert "North E05000077 (1) None South E05000078 (1) None" in plain
