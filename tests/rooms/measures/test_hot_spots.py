"""
The map of hexagons: what is counted, called hot, drawn and downloaded.
"""

import csv
import io
import re
import zipfile

import h3.api.basic_int as h3
import pytest
from django.core.management import call_command

from saferboard.engine.national_grid import from_grid
from tests.engine.conftest import row, text
from tests.rooms.places.test_boundaries import feature, written

MONTHS = [f"2022-{m:02d}" for m in range(1, 10)]
EAST, NORTH = 540_000, 168_000
SIZE = 6_000


@pytest.fixture
def held(people, files, settings):
    """Two wards of Ashford, east and west; a few incidents everywhere, and many at one place."""
    settings.SAFERBOARD_SITE = {**settings.SAFERBOARD_SITE, "place": "ashford"}
    settings.DATA_FOLDER = files.folder
    half = [[0, 0], [SIZE / 2, 0], [SIZE / 2, SIZE], [0, SIZE], [0, 0]]
    shapes = [
        feature(f"E0500000{n}", name, ([[EAST + x + n * SIZE / 2, NORTH + y] for x, y in half],))
        for n, name in enumerate(("West", "East"))
    ]
    path = str(written(files.folder, *shapes))
    call_command("load", "ward-outlines", path, since=2022, drawn_by="The office")
    wards = "WD22CD,WD22NM,mid2022\nE05000000,West,9000\nE05000001,East,9000\n"
    files.load(files.write("ward-people.csv", wards), "ons-ward-estimates")
    load_months(files.folder, {month: incidents(month) for month in MONTHS})
    return files


def incidents(month: str) -> list[str]:
    """Sixteen places with one incident each; one with twenty; one row without a place."""
    spread = [(EAST + 700 + 1500 * a, NORTH + 700 + 1500 * b) for a in range(4) for b in range(4)]
    rows = [at(n, month, east, north) for n, (east, north) in enumerate(spread)]
    rows += [at(50 + n, month, EAST + 4500, NORTH + 3000) for n in range(20)]
    rows.append(row(90, month, lon="", lat=""))
    rows.append(at(91, month, EAST + 4500, NORTH + 3000, kind="Robbery"))
    rows.append(at(92, month, EAST + 4500, NORTH + 3000, area="Bexhill"))
    return [*rows, rows[0]]


def at(n: int, month: str, east: float, north: float, **named) -> str:
    lat, lon = from_grid(east, north)
    return row(n, month, lon=f"{lon:.6f}", lat=f"{lat:.6f}", **named)


def load_months(folder, months: dict[str, list[str]]) -> None:
    path = folder / "2022-09.zip"
    with zipfile.ZipFile(path, "w") as made:
        for month, rows in months.items():
            made.writestr(f"{month}/{month}-westland-street.csv", text(*rows))
    call_command("load", "street", str(path), note="Nine months alone")


def page(client, query=""):
    answer = client.get(f"/figures/hot-spots/{query}")
    return answer.status_code, re.sub(r"\s+", " ", answer.content.decode())


def downloaded(client, query=""):
    content = client.get(f"/figures/hot-spots/hexagons.csv{query}").content.decode()
    return list(csv.DictReader(io.StringIO(content)))


def test_incidents_are_counted_once_each_and_those_without_a_place_are_said(client, held):
    status, words = page(client, "?kind=Burglary&months=6")
    assert status == 200
    # 16 + 20 + 1 in each of six months; the row that comes again is not counted.
    assert "Ashford, April to September 2022. 222 incidents, of which 6 without a place" in words
    rows = downloaded(client, "?kind=Burglary&months=6")
    assert sum(int(one["incidents"]) for one in rows) == 216
    assert "of these months’ files bear the crime ID of an earlier row" in words
    assert "nine months alone" in words


def test_the_place_with_many_is_a_hot_spot_on_map_table_and_file(client, held):
    _, words = page(client, "?months=6")
    assert "1. East" in words
    assert "Mill Lane" in words
    assert "hot spot holds" in words
    rows = downloaded(client, "?months=6")
    lat, lon = from_grid(EAST + 4500, NORTH + 3000)
    [there] = [r for r in rows if int(r["h3_cell"], 16) == h3.latlng_to_cell(lat, lon, 9)]
    assert (there["incidents"], there["hot_spot"], there["ward"]) == ("120", "1", "East")
    assert float(there["chance"]) < 1e-9
    assert float(there["gi_star"]) > 5
    assert abs(float(there["easting"]) - EAST - 4500) < 200
    quiet = [r for r in rows if r["ward"] == "West"]
    assert quiet
    assert {r["hot_spot"] for r in quiet} == {""}
    svg = words[words.index("<svg") : words.index("</svg>")]
    assert svg.count('stroke-width="2"') == sum(r["hot_spot"] == "1" for r in rows)


def test_what_is_expected_is_the_share_of_people_or_of_land(client, held):
    by_people = downloaded(client, "?months=6&against=people")
    by_area = downloaded(client, "?months=6&against=area")
    whole = max(float(r["expected_with_neighbours"]) for r in by_area)
    # Seven whole hexagons of 36 square kilometres, of 216 incidents.
    lat, lon = from_grid(EAST + 3000, NORTH + 3000)
    metres = h3.cell_area(h3.latlng_to_cell(lat, lon, 9), unit="m^2")
    assert whole == pytest.approx(216 * 7 * metres / SIZE**2, rel=0.02)
    assert by_people[40]["expected_with_neighbours"] == by_area[40]["expected_with_neighbours"], (
        "as many live in either ward, so that people and land agree"
    )


def test_months_that_are_not_held_are_said_and_not_taken_for_quiet(client, held):
    _, words = page(client, "?months=12")
    assert "No incident is held for October 2021, November 2021 and December 2021" in words


def test_a_quiet_kind_has_no_hot_spot_and_a_short_period_no_trend(client, held):
    load_months(held.folder, {"2022-10": [at(1, "2022-10", EAST + 700, NORTH + 700, kind="Arson")]})
    _, words = page(client, "?kind=Arson&to=2022-10&months=3")
    assert "no hot spot is found" in words
    _, words = page(client, "?kind=Burglary&to=2022-09&months=3")
    assert "Too few months" in words


def test_a_hot_spot_that_grew_against_the_area_is_emerging(client, held):
    more = {
        month: [
            *incidents(month),
            *(at(200 + n, month, EAST + 1500, NORTH + 4500) for n in range(n_more)),
        ]
        for month, n_more in zip(MONTHS[3:], (1, 1, 1, 25, 25, 25), strict=True)
    }
    path = held.folder / "newer.zip"
    with zipfile.ZipFile(path, "w") as made:
        for month, rows in more.items():
            made.writestr(f"{month}/{month}-westland-street.csv", text(*rows))
    call_command("load", "street", str(path))
    _, words = page(client, "?kind=Burglary&months=6")
    assert "Emerging" in words
    assert "newer" in words, "the newer issue is the one read, and named"


@pytest.mark.parametrize("query", ["?kind=Treason", "?to=1900-01", "?months=7", "?against=luck"])
def test_what_is_not_in_the_list_is_refused_beside_its_field(client, held, query):
    status, words = page(client, query)
    assert status == 400
    assert "choose from the list" in words
    assert client.get(f"/figures/hot-spots/hexagons.csv{query}").status_code == 404


def test_without_the_wards_people_land_alone_is_offered(client, held):
    load_months(held.folder, {"2024-03": incidents("2024-03")})
    status, words = page(client, "?to=2024-03&months=3")
    assert status == 200
    assert "Where people live" not in words
    assert "The size of each place" in words


def test_with_no_incident_held_the_page_says_how_to_begin(client, people, settings, tmp_path):
    settings.DATA_FOLDER = tmp_path
    status, words = page(client)
    assert status == 200
    assert "saferboard load street" in words
    assert downloaded(client) == [], "the file has its heads and no rows"


def test_the_demonstration_shows_a_year_of_burglaries(client, demo_world):
    status, words = page(client)
    assert status == 200
    assert "Bromley, year to September 2022. 1,429 incidents." in words
    assert "Where people live" in words
