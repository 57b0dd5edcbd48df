"""
The command that takes incidents in, what it leaves, and what it says.
"""

import zipfile

import pytest
from django.core.management import CommandError, call_command

from saferboard.config.management.commands import load
from saferboard.ledger.models import Entry, Kind
from saferboard.measures.hot_spots.operations import store
from tests.engine.conftest import row, text

pytestmark = pytest.mark.django_db
NAMES = [f"2022-0{m}/2022-0{m}-westland-street.csv" for m in (7, 8, 9)]


@pytest.fixture(autouse=True)
def _folder_of_its_own(settings, tmp_path):
    settings.DATA_FOLDER = tmp_path


@pytest.fixture
def archive(tmp_path):
    """Three months as an archive; a row without a place, and a crime ID that comes again."""
    path = tmp_path / "2022-09.zip"
    with zipfile.ZipFile(path, "w") as made:
        for name in NAMES:
            month = name[:7]
            rows = [row(1, month), row(1, month), row(2, month, lon="", lat="")]
            made.writestr(name, text(*rows))
    return path


def lines() -> list[tuple[str, int]]:
    kept = Entry.objects.filter(kind=Kind.FIGURES_LOADED, subject__startswith="incidents")
    return [(entry.subject, entry.facts["rows"]) for entry in kept]


def test_an_archive_is_loaded_once_and_leaves_one_line(archive, capsys):
    call_command("load", "street", str(archive), note="Three rows each")
    said = capsys.readouterr().out.splitlines()
    assert said[:3] == [f"2022-0{m} westland: 3 rows ({m - 6} of 3)" for m in (7, 8, 9)]
    assert said[3] == (
        "3 months loaded, 0 already held: 9 rows, 3 of them with the crime ID of an earlier row"
        " (counted once), 3 without coordinates."
    )
    assert [part.note for part in store().latest()] == ["Three rows each"] * 3
    call_command("load", "street", str(archive))
    assert "0 months loaded, 3 already held: 0 rows" in capsys.readouterr().out
    assert lines() == [("incidents 2022-07 to 2022-09", 9)]


def test_what_is_refused_leaves_nothing(archive, tmp_path):
    bad = tmp_path / "2022-06-westland-street.csv"
    bad.write_text(text(row(1, "2022-05")))
    with pytest.raises(CommandError, match=r"1 row is of 2022-05.*\n.*Nothing was loaded"):
        call_command("load", "street", str(archive), str(bad))
    with pytest.raises(CommandError, match="may have 100 letters"):
        call_command("load", "street", str(archive), vintage="x" * 101)
    assert (store().parts(), lines()) == ((), [])


def test_a_stopped_load_says_so_and_goes_on_when_given_again(archive, monkeypatch, capsys):
    words = load.Command._say

    def stopped(self, said):
        words(self, said)
        if "(2 of 3)" in said:
            raise KeyboardInterrupt

    monkeypatch.setattr(load.Command, "_say", stopped)
    with pytest.raises(SystemExit) as ended:
        call_command("load", "street", str(archive))
    assert ended.value.code == 130
    assert "Stopped. Nothing was loaded. Give the same command again" in capsys.readouterr().out
    assert (store().parts(), lines()) == ((), [])
    monkeypatch.setattr(load.Command, "_say", words)
    call_command("load", "street", str(archive))
    assert "2022-08 westland: 3 rows, ready from before (2 of 3)" in capsys.readouterr().out
    assert len(store().parts()) == 3


def test_what_is_held_is_listed_with_its_older_issues(archive, tmp_path, capsys):
    call_command("load", "street", str(archive), vintage="October")
    newer = tmp_path / "2022-09-westland-street.csv"
    newer.write_text(text(row(5)))
    call_command("load", "street", str(newer), vintage="November")
    capsys.readouterr()
    call_command("incidents", "held")
    assert capsys.readouterr().out.splitlines() == [
        "2022-07 westland: 3 rows, October",
        "2022-08 westland: 3 rows, October",
        "2022-09 westland: 3 rows, October (an older issue)",
        "2022-09 westland: 1 rows, November",
        "3 months of forces, 4 files.",
    ]


def test_the_table_of_all_areas_is_written_as_csv(archive, people, tmp_path, capsys):
    call_command("load", "street", str(archive))
    capsys.readouterr()
    call_command("incidents", "table")
    head, *rows = capsys.readouterr().out.splitlines()
    assert head.startswith("area,category,month,incidents,twelve_months")
    # Two incidents in each month; the third row bears the ID of the first.
    assert rows == [f"Ashford,Burglary,2022-0{m},2,,,,," for m in (7, 8, 9)]
    to = tmp_path / "table.csv"
    call_command("incidents", "table", output=to)
    assert to.read_text().splitlines() == [head, *rows]
    assert "3 rows, counted on duckdb" in capsys.readouterr().out


def test_the_table_without_incidents_says_how_to_begin(capsys):
    with pytest.raises(CommandError, match="saferboard load street"):
        call_command("incidents", "table")
