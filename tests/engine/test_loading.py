"""
Street crime is taken whole or not at all, and what is wrong with it is said.
"""

import gzip
import re

import h3.api.basic_int as h3
import pytest

from saferboard.domain.periods import Month, Period
from saferboard.domain.refusals import Refusal, Refused
from saferboard.engine.duck import connect
from saferboard.engine.problems import BadIncidents
from saferboard.engine.street import COLUMNS
from tests.engine.conftest import HEAD, row, text

FIVE = [row(n) for n in range(5)]


def kept(months, columns="*", where="TRUE"):
    """The rows of every part that is held."""
    con = connect()
    paths = [str(months.store.path(part)) for part in months.store.latest()]
    return con.execute(
        f"SELECT {columns} FROM read_parquet($paths) WHERE {where} ORDER BY ALL", {"paths": paths}
    ).fetchall()


def nothing_kept(months) -> bool:
    files = [p for p in months.store.folder.rglob("*") if p.is_file() and p.name != ".lock"]
    return months.store.parts() == () and files == []


def test_a_month_is_kept_as_parquet_with_its_cells(months):
    far = row(9, lon="0.06", lat="51.41", kind="Robbery", area="Bexhill")
    [loaded] = months.load(months.write(text(*FIVE, far)), note="Two kinds alone")
    assert not loaded.again
    part = loaded.part
    assert (part.month, part.force, part.rows, part.note) == (
        "2022-09",
        "westland",
        6,
        "Two kinds alone",
    )
    found = kept(months, "month, force, category, area, lon, lat, cell")
    assert len(found) == 6
    assert found[-1][:6] == (2022 * 12 + 8, "Westland Police", "Robbery", "Bexhill", 0.06, 51.41)
    assert found[-1][6] == h3.latlng_to_cell(51.41, 0.06, 12)
    assert months.said == ["2022-09 westland: 6 rows (1 of 1)"]


@pytest.mark.parametrize("name", ["2022-09-westland-street.csv", "2022-09-westland-street.csv.gz"])
def test_loading_twice_changes_nothing(months, name):
    content = text(*FIVE).encode()
    path = months.write(gzip.compress(content) if name.endswith("gz") else content, name)
    months.load(path)
    before = months.store.manifest.read_bytes(), sorted(months.store.folder.rglob("*"))
    [loaded] = months.load(path)
    assert loaded.again
    assert (months.store.manifest.read_bytes(), sorted(months.store.folder.rglob("*"))) == before


def test_a_newer_vintage_stands_beside_the_older(months):
    path = months.write(text(*FIVE))
    [first] = months.load(path, vintage="October")
    old = months.store.path(first.part).read_bytes()
    months.load(months.write(text(*FIVE, row(7))), vintage="November")
    assert [part.vintage for part in months.store.parts()] == ["October", "November"]
    assert months.store.path(first.part).read_bytes() == old
    [newest] = months.store.latest()
    assert (newest.vintage, newest.rows, len(kept(months))) == ("November", 6, 6)
    with pytest.raises(Refused, match=r"already held as “November”.*--vintage"):
        months.load(months.write(text(*FIVE, row(8))), vintage="November")


def test_months_of_a_period_are_found(months):
    months.load(
        months.archive(
            {
                f"{m}/{m}-westland-street.csv": text(*(row(n, m) for n in range(3)))
                for m in ("2022-07", "2022-08", "2022-09")
            }
        )
    )
    found = months.store.latest(Period(Month(2022, 8), Month(2022, 9)))
    assert [part.month for part in found] == ["2022-08", "2022-09"]
    assert {part.vintage for part in found} == {"2022-09"}, "an archive names its vintage"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (text(*FIVE)[:-30], "It was cut short: its last line does not end"),
        ("\n".join([HEAD, *FIVE[:3], FIVE[3][:100]]) + "\n", "row 5: The row has 4 cells, not 12"),
        (text(*FIVE, row(6) + ',"'), "This is not CSV"),
        (text(), "It holds no rows"),
        ("", "It is empty"),
        (b"\xff\xfe" + text(*FIVE).encode(), "row 1: "),
        (text(FIVE[0]).encode() + b"\xff" + row(1).encode() + b"\n", "It is not UTF-8 text"),
        (
            text(*FIVE, head=HEAD.replace("Context", "Weather")),
            "row 1: data.police.uk publishes no column “Weather”.*\n.*There is no column Context",
        ),
        (text(head=",".join(reversed(COLUMNS))), "The columns are in another order"),
        (
            text(*FIVE, row(6, "2022-08"), row(7, "2022-08")),
            "row 7, column Month: 2 rows are of 2022-08 in a file of 2022-09. Give each month in",
        ),
        (text(*FIVE, row(6, "soon")), "row 7, column Month: 1 row is of “soon”"),
        (text(*FIVE, row(6, lon="")), "row 7, columns Longitude and Latitude: One of the two is"),
        (text(*FIVE, row(6, lon="51.4", lat="0.05")), "row 7.*The point is outside England"),
        (text(*FIVE, row(6, lon="nan")), "row 7.*The point is outside England"),
        (text(*FIVE, row(6, lon="east")), "row 7.*They are not numbers"),
        (text(*FIVE, row(6, kind="")), "row 7, column Crime type: There is no kind of crime"),
        (text(*FIVE, row(6, kind="x" * 101)), "It has more than 100 letters"),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) and value[:3] in ("It ", "row") else "",
)
def test_a_bad_file_is_refused_whole_and_says_where(months, content, said):
    with pytest.raises(BadIncidents) as refused:
        months.load(months.write(content))
    assert re.search(said, str(refused.value), re.S), str(refused.value)
    assert str(refused.value).startswith("2022-09-westland-street.csv")
    assert nothing_kept(months)


def test_at_most_twenty_things_are_said(months):
    rows = [row(n, lon="east") for n in range(25)]
    with pytest.raises(BadIncidents) as refused:
        months.load(months.write(text(*rows)))
    lines = str(refused.value).splitlines()
    assert len(lines) == 21
    assert lines[-1].endswith("and 5 more.")


def test_a_crime_id_that_comes_again_is_kept_and_counted_once(months):
    again = FIVE[2].replace("Under investigation", "Suspect charged")
    without = row(8).replace(f"{8:064x}", "", 1)
    [loaded] = months.load(months.write(text(*FIVE, again, without, without)))
    assert (loaded.part.rows, loaded.part.repeated) == (8, 1)
    assert kept(months, "outcome", "repeated") == [("Suspect charged",)]
    assert len(kept(months, where="NOT repeated")) == 7, "rows without an ID are each a crime"


def test_a_row_without_coordinates_is_kept_and_counted(months):
    nowhere = row(6, lon="", lat="", area="").replace("E01000006, 001A", ",")
    [loaded] = months.load(months.write(text(*FIVE, nowhere)))
    assert (loaded.part.rows, loaded.part.unplaced) == (6, 1)
    assert kept(months, "lon, lat, cell, area, lsoa", "cell IS NULL") == [(None,) * 5]


def test_an_archive_with_one_bad_file_keeps_nothing(months):
    good = {f"2022-0{m}/2022-0{m}-westland-street.csv": text(row(1, f"2022-0{m}")) for m in (6, 7)}
    bad = {"2022-08/2022-08-westland-street.csv": text(row(1, "2022-08"))[:-20]}
    with pytest.raises(BadIncidents, match=r"2022-09\.zip, 2022-08/2022-08-westland.*cut short"):
        months.load(months.archive({**good, **bad}))
    assert nothing_kept(months)


def test_what_is_not_street_crime_is_left_out_and_said(months):
    path = months.archive(
        {
            "2022-09/2022-09-westland-street.csv": text(*FIVE),
            "2022-09/2022-09-westland-outcomes.csv": "anything\n",
        }
    )
    months.load(path)
    assert months.said[0] == "2022-09.zip: 1 left out, which are not street crime."
    with pytest.raises(BadIncidents, match="No file in it is one of street crime"):
        months.load(months.archive({"readme.txt": "hello"}))


def test_a_damaged_archive_is_refused(months):
    path = months.archive({"2022-09/2022-09-westland-street.csv": text(*FIVE)})
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BadIncidents, match="not an archive, or was cut short"):
        months.load(path)
    path.write_bytes(whole.replace(b"Mill Lane", b"Hill Lane", 1))
    with pytest.raises(BadIncidents, match="damaged or was cut short"):
        months.load(path)
    cut = months.write(gzip.compress(text(*FIVE).encode())[:-12], "2022-09-westland-street.csv.gz")
    with pytest.raises(BadIncidents, match="damaged or was cut short"):
        months.load(cut)
    assert nothing_kept(months)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("burglary.csv", "Its name does not say the month and the force"),
        ("2022-13-westland-street.csv", "Its name does not say the month"),
        ("2022-09-westland-outcomes.csv", "Its name does not say the month"),
    ],
)
def test_a_name_that_says_no_month_is_refused(months, name, said):
    with pytest.raises(BadIncidents, match=said):
        months.load(months.write(text(*FIVE), name))


def test_one_month_given_twice_at_once_is_refused(months):
    one = months.write(text(*FIVE))
    other = months.archive({"2022-09/2022-09-westland-street.csv": text(*FIVE, row(9))})
    with pytest.raises(BadIncidents, match=r"2022-09 of westland is given here and in"):
        months.load(one, other)
    with pytest.raises(BadIncidents, match="There is no such file"):
        months.load(months.folder / "2022-09-nowhere-street.csv")
    assert nothing_kept(months)


def test_a_load_that_is_stopped_goes_on_from_where_it_was(months):
    names = [f"2022-0{m}/2022-0{m}-westland-street.csv" for m in (6, 7, 8)]
    path = months.archive({name: text(row(1, name[:7])) for name in names})

    def stop_at_the_second(words):
        if "(2 of 3)" in words:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        months.load(path, say=stop_at_the_second)
    assert months.store.parts() == ()
    loaded = months.load(path)
    assert months.said == [
        "2022-06 westland: 1 rows, ready from before (1 of 3)",
        "2022-07 westland: 1 rows, ready from before (2 of 3)",
        "2022-08 westland: 1 rows (3 of 3)",
    ]
    assert [one.part.month for one in loaded] == ["2022-06", "2022-07", "2022-08"]
    assert len(kept(months)) == 3
    assert not months.store.staged.exists()


def test_two_loads_do_not_run_at_once(months):
    path = months.write(text(*FIVE))
    with months.store.locked(), pytest.raises(Refused, match="Another load of incidents"):
        months.load(path)


def test_what_is_refused_at_the_last_moment_is_not_held(months):
    path = months.write(text(*FIVE))

    def refuse(parts):
        raise Refused(Refusal("no", "No."))

    with pytest.raises(Refused, match="No"):
        months.load(path, before=refuse)
    assert nothing_kept(months)
