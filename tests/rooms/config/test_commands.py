"""
The commands, run as a person runs them.
"""

import io
import json
import re

import pikepdf
import pytest

from tests.rooms.config.running import saferboard


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A data folder in which the demonstration has been loaded."""
    place = tmp_path_factory.mktemp("demonstration")
    run = saferboard("demo", "--no-serve", folder=place)
    assert run.returncode == 0, run.stderr
    (place / "said").write_text(run.stdout)
    return place


def test_the_demonstration_says_each_step(folder):
    said = (folder / "said").read_text()
    assert re.search(r"1 of \d+  The partnership", said)
    assert "The meetings of 17 August and 27 October 2022" in said
    assert "Issued: " in said
    assert "Done in " in said


def test_loading_it_again_changes_nothing(folder):
    run = saferboard("demo", "--no-serve", folder=folder)
    assert run.returncode == 0
    assert "is loaded already" in run.stdout


def test_a_loading_cut_short_before_the_pack_is_finished(folder):
    cut = "from saferboard.meetings.models import Pack; Pack.objects.all().delete()"
    assert saferboard("shell", "-v", "0", "-c", cut, folder=folder).returncode == 0
    run = saferboard("demo", "--no-serve", folder=folder)
    assert "is loaded already" in run.stdout
    assert "Issued: " in run.stdout


def test_another_command_finds_the_same_database(folder):
    run = saferboard("ledger", "verify", folder=folder)
    assert run.stdout.endswith("lines, every one as it was written.\n")


def test_a_figure_is_printed_for_a_program(folder):
    run = saferboard(
        *["figure", "total-burglary", "--place", "bromley", "--to", "2022-02", "--months", "12"],
        *["--compare", "--format", "json"],
        folder=folder,
    )
    found = json.loads(run.stdout)
    assert found["value"] == 1580
    assert found["of"] == 32


def test_a_pack_is_printed_the_same_each_time(folder, tmp_path):
    for name in ("one.pdf", "two.pdf"):
        run = saferboard(
            "pack", "--meeting", "2022-10-27", "-o", str(tmp_path / name), folder=folder
        )
        assert run.returncode == 0, run.stderr
        assert f"{tmp_path / name}: " in run.stdout
    one = (tmp_path / "one.pdf").read_bytes()
    assert one == (tmp_path / "two.pdf").read_bytes()
    issued = list((folder / "packs").glob("*.pdf"))
    assert [path.read_bytes() for path in issued] == [one]
    with pikepdf.open(io.BytesIO(one)) as pdf:
        assert 40 <= len(pdf.pages) <= 60


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("pack --meeting 1999-01-01 -o x.pdf", "There is no meeting 1999-01-01. Those held: 20"),
        ("pack --meeting 2022-10-27 -o /nowhere/x.pdf", "Cannot write /nowhere/x.pdf"),
        ("figure total-burgalry --place bromley --to 2022-02", "total-burglary"),
        ("figure total-burglary --place bromly --to 2022-02", "Did you mean bromley"),
        ("figure total-burglary --place bromley --to Feb", "Write the year and month as 2022-02"),
        ("ledger mend", "invalid choice"),
        ("nonsense", "Unknown command"),
    ],
)
def test_what_cannot_be_done_is_said_in_words(folder, words, said):
    run = saferboard(*words.split(), folder=folder)
    assert run.returncode != 0
    assert said in run.stderr
    assert "Traceback" not in run.stderr


def test_a_fresh_start_throws_the_old_away(folder):
    run = saferboard("ledger", "anchor", folder=folder)
    assert run.returncode == 0, run.stderr
    assert (folder / "ledger-anchors.txt").exists()
    # After the meeting there are notes, which the database lets nobody delete.
    run = saferboard("demo", "--no-serve", "--held", folder=folder)
    assert run.returncode == 0, run.stderr
    run = saferboard("demo", "--no-serve", "--fresh", folder=folder)
    assert run.returncode == 0, run.stderr
    assert re.search(r"(\d) of \1", run.stdout)
    run = saferboard("ledger", "verify", folder=folder)
    assert run.returncode == 0, run.stderr


def test_help_lists_the_commands(tmp_path):
    for words in ([], ["--help"], ["-h"]):
        run = saferboard(*words, folder=tmp_path)
        assert run.returncode == 0
        assert run.stdout.startswith("usage: saferboard COMMAND")
