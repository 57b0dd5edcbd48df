"""
The outlines of wards: what is read, what is refused, and that all of it is kept or none.
"""

import datetime as dt
import json

import pytest
from django.core.management import CommandError, call_command

from saferboard.ledger.models import Entry
from saferboard.places.boundaries import read_boundaries
from saferboard.places.csv_files import BadFile
from saferboard.places.models import Outline, Place
from saferboard.places.operations import add_wards, load_outlines
from saferboard.places.queries import outlines

AT = dt.datetime(2022, 10, 18, 9, tzinfo=dt.UTC)
NORTH = [[0, 500], [1000, 500], [1000, 1000], [0, 1000], [0, 500]]
SOUTH = [[0, 0], [1000, 0], [1000, 500], [0, 500], [0, 0]]
HOLE = [[100, 100], [200, 100], [200, 200], [100, 100]]


def feature(code="E05000001", name="North", rings=(NORTH,), kind="Polygon"):
    held = [[*rings]] if kind == "MultiPolygon" else [*rings]
    return {
        "type": "Feature",
        "properties": {"code": code, "name": name},
        "geometry": {"type": kind, "coordinates": held},
    }


BOTH = (feature(), feature("E05000002", "South", (SOUTH, HOLE), "MultiPolygon"))


def written(folder, *features):
    path = folder / "wards.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def test_outlines_are_read_with_their_holes(tmp_path):
    read = read_boundaries(written(tmp_path, *BOTH))
    assert [(one.code, one.name, len(one.rings)) for one in read.outlines] == [
        ("E05000001", "North", 1),
        ("E05000002", "South", 2),
    ]
    assert read.outlines[0].rings[0][:2] == ((0, 500), (1000, 500))


@pytest.mark.parametrize(
    ("features", "said"),
    [
        ((), "The file holds no shapes."),
        ((feature(code=""),), "wards.geojson, row 1, column properties: The shape has no code"),
        ((feature(rings=([[0, 0], [1, 1], [0, 0]],)),), "is not a closed ring of points"),
        ((feature(rings=(NORTH[:-1],)),), "is not a closed ring of points"),
        ((feature(rings=([[0.1, 51.4], [0.2, 51.4], [0.2, 51.5], [0.1, 51.4]],)),), "in degrees"),
        ((feature(rings=([[9e5, 0], [9e5, 9], [8e5, 9], [9e5, 0]],)),), "leaves the British"),
        ((feature(rings=([["a", 0]] * 4,)),), "is not a closed ring of points"),
        ((feature(rings=()),), "has no outline"),
        ((feature(), feature()), "E05000001 is given twice"),
        (("no feature",), "The shape has no code and name"),
    ],
)
def test_what_is_wrong_is_said_with_the_shape_and_what_to_do(tmp_path, features, said):
    with pytest.raises(BadFile) as caught:
        read_boundaries(written(tmp_path, *features))
    assert said in str(caught.value)
    assert (
        "British National Grid" in str(caught.value)
        or "Keep one" in str(caught.value)
        or ("Generalise" in str(caught.value))
    )


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[1, 2", b"[" * 100_000, b"7"])
def test_what_is_no_geojson_is_refused_in_a_sentence(tmp_path, content):
    path = tmp_path / "wards.geojson"
    path.write_bytes(content)
    with pytest.raises(BadFile):
        read_boundaries(path)


@pytest.mark.django_db
class TestKept:
    @pytest.fixture(autouse=True)
    def _wards(self):
        names = {"E05000001": "North", "E05000002": "South"}
        add_wards(names, boundary_year=2022, by="system", at=AT)

    def test_outlines_are_kept_once_and_in_place_of_earlier_ones(self, tmp_path):
        read = read_boundaries(written(tmp_path, *BOTH))
        assert load_outlines(read, source="The office", by="system", at=AT) == 2
        lines = Entry.objects.count()
        assert load_outlines(read, source="The office", by="system", at=AT) == 0
        assert Entry.objects.count() == lines
        assert [one.place for one in outlines()] == ["ward-north", "ward-south"]
        assert outlines()[0].rings[0][0] == (0, 500)
        moved = feature(rings=([[x, y + 1] for x, y in NORTH],))
        again = read_boundaries(written(tmp_path, moved, BOTH[1]))
        assert load_outlines(again, source="The office", by="system", at=AT) == 2
        assert (Outline.objects.count(), outlines()[0].rings[0][0]) == (2, (0, 501))

    @pytest.mark.parametrize(
        ("features", "said"),
        [
            ((BOTH[0],), "There is no outline of South ward (E05000002)."),
            ((*BOTH, feature("E05000009", "East")), "East (E05000009) is not a ward of"),
        ],
    )
    def test_a_map_with_a_hole_or_a_stranger_is_refused_whole(self, tmp_path, features, said):
        read = read_boundaries(written(tmp_path, *features))
        with pytest.raises(BadFile) as caught:
            load_outlines(read, source="The office", by="system", at=AT)
        assert said in str(caught.value)
        assert not Outline.objects.exists()


@pytest.mark.django_db
def test_the_command_enters_the_wards_with_their_outlines(tmp_path, capsys):
    path = str(written(tmp_path, *BOTH))
    with pytest.raises(CommandError, match="--drawn-by"):
        call_command("load", "ward-outlines", path)
    for said in ("2 outlines loaded, 2 of wards that are new", "already held"):
        call_command("load", "ward-outlines", path, since=2022, drawn_by="The office")
        assert said in capsys.readouterr().out
    assert set(Place.objects.values_list("name", "boundary_year")) == {
        ("North ward", 2022),
        ("South ward", 2022),
    }
    bad = str(written(tmp_path, feature(rings=())))
    with pytest.raises(CommandError, match="Nothing was loaded"):
        call_command("load", "ward-outlines", bad, since=2022, drawn_by="The office")
