"""
The dry run: its shape, its status, its sentences, and that it starts without Django.
"""

import io
import json
import subprocess
import sys

import pikepdf
import pytest

from saferboard import cli
from tests.papers.making import pdf, word
from tests.papers.shapes import MODERN, SHAPES, TABLE_AGENDA

COUNTS = [
    "agenda_items", "agenda_sub_items", "minutes", "resolutions", "actions", "present",
    "also_present", "apologies", "substitutes", "matters_arising", "commitments",
    "commitments_with_status", "updates",
]  # fmt: skip
PACK = b"""Agenda of a board

Westhaven Safer Board

A meeting will be held in the Town Hall on Thursday 16 May 2024 at 10.00 am

AGENDA

1 WELCOME
Chair
2 MINUTES OF THE MEETING HELD ON 7 FEBRUARY 2024 (Pages 3 - 6)
3 MATTERS ARISING

This page is left intentionally blank

WESTHAVEN SAFER BOARD

Minutes of the meeting held at 10.00 am on 7 February 2024

Present:

Ada Quill (Chair)
Ben Orr (Police)

9 WELCOME

Ada Quill opened the meeting.

10 BURGLARY

RESOLVED that the report be noted.

The meeting ended at 11.00 am

Chair
"""


@pytest.fixture
def given(tmp_path):
    """Return what writes a file and gives the command with it."""

    def give(name, content, *words, kind="minutes"):
        path = tmp_path / name
        path.write_bytes(content)
        return cli.main(["import", kind, str(path), "--dry-run", *words])

    return give


@pytest.mark.parametrize("shape", [MODERN, TABLE_AGENDA], ids=lambda shape: shape.kind)
def test_json_has_the_shape_promised(given, capsys, shape):
    assert given(shape.name, shape.content, "--format", "json", kind=shape.kind) == 0
    told = json.loads(capsys.readouterr().out)
    assert list(told) == ["counts", "rows", "unsure"]
    assert list(told["counts"]) == COUNTS
    assert {name: told["counts"][name] for name in shape.counts} == shape.counts
    for name in set(COUNTS) - {"commitments_with_status"}:
        assert len(told["rows"][name]) == told["counts"][name]
        assert all({"line", "page"} <= row.keys() for row in told["rows"][name])
    for doubt in told["unsure"]:
        assert list(doubt) == ["line", "page", "read", "might_be", "why"]
        assert doubt["why"]


def test_a_row_says_where_it_stands(given, capsys):
    given(MODERN.name, MODERN.content, "--format", "json")
    rows = json.loads(capsys.readouterr().out)["rows"]
    lines = MODERN.content.decode().splitlines()
    for minute in rows["minutes"]:
        assert lines[minute["line"] - 1].startswith(f"{minute['number']}. {minute['title']}")
    assert rows["meeting"]["date"] == "2024-03-12"
    assert (rows["meeting"]["starts"], rows["meeting"]["ends"]) == ("14:00", "15:25")
    assert rows["meeting"]["chair"] == "Cllr Asha Bell"
    assert rows["actions"][0]["due"] == "12 May"


def test_minutes_that_a_pack_encloses_stand_under_enclosed(given, capsys):
    assert given("pack.txt", PACK, "--format", "json", kind="pack") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["counts"]["agenda_items"], told["counts"]["minutes"]) == (3, 0)
    assert told["rows"]["agenda_items"][1]["pages"] == [3, 6]
    assert list(told["enclosed"]) == ["counts", "rows", "unsure"]
    assert told["enclosed"]["counts"]["minutes"] == 2
    assert told["enclosed"]["counts"]["resolutions"] == 1
    assert told["enclosed"]["rows"]["meeting"]["date"] == "2024-02-07"


def locked():
    file = pikepdf.open(io.BytesIO(pdf(["Minutes of 4 May 2024"])))
    out = io.BytesIO()
    file.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


UNDATED = MODERN.content.replace(b"Tuesday 12 March 2024", b"a Tuesday").replace(
    b" held on 5 December 2023", b""
)
TWICE = PACK[PACK.index(b"WESTHAVEN") :] + PACK[PACK.index(b"WESTHAVEN") :].replace(
    b"7 February 2024", b"9 May 2024"
)
PLAN = b"""Estate plan 2024

1. Summary

The estate has 412 homes. Lighting has been renewed in two streets.

2. Costs

The work costs 1.2 million pounds over three years.
"""


@pytest.mark.parametrize(
    ("name", "content", "kind", "sentence"),
    [
        ("empty.pdf", pdf([""]), "minutes", "scan"),
        ("locked.pdf", locked(), "minutes", "locked with a password"),
        ("nothing.txt", b"  \n", "minutes", "It is empty."),
        ("plan.txt", PLAN, "minutes", "no agenda, minutes or commitments were found:"),
        ("plan.txt", PLAN, "pack", "no agenda, minutes or commitments were found:"),
        ("undated.txt", UNDATED, "minutes", "--date"),
        ("twice.txt", TWICE, "minutes", "more than one meeting (7 February 2024 and 9 May 2024)"),
        ("long.txt", MODERN.content + b"He said and " * 2000, "minutes", "in one paragraph"),
        ("agenda.docx", TABLE_AGENDA.content, "minutes", "saferboard import pack"),
    ],
)
def test_bad_input_gets_a_sentence_and_the_status_two(given, capsys, name, content, kind, sentence):
    assert given(name, content, "--format", "json", kind=kind) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert sentence in err
    assert name in err


def test_a_missing_file_gets_one_too(tmp_path, capsys):
    assert cli.main(["import", "pack", str(tmp_path / "none.pdf"), "--dry-run"]) == 2
    assert "cannot be opened" in capsys.readouterr().err


def test_the_day_can_be_said(given, capsys):
    assert given("undated.txt", UNDATED, "--format", "json", "--date", "2024-03-12") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["rows"]["meeting"]["date"] == "2024-03-12"
    assert told["counts"]["minutes"] == MODERN.counts["minutes"]


def test_a_day_that_is_none_is_refused_in_words(given, capsys):
    with pytest.raises(SystemExit) as stopped:
        given(MODERN.name, MODERN.content, "--date", "12 March")
    assert stopped.value.code == 2
    assert "12 March is not a day" in capsys.readouterr().err


def test_words_say_what_json_says(given, capsys):
    assert given(MODERN.name, MODERN.content) == 0
    said = capsys.readouterr().out
    assert "Westhaven Community Safety Partnership, 12 March 2024, 14:00 to 15:25" in said
    assert "36 KNIFE CRIME UPDATE" in said
    assert "action: T Okoro, by 12 May" in said


def test_the_dry_run_starts_without_django(tmp_path):
    (tmp_path / "m.txt").write_bytes(MODERN.content)
    code = (
        "import sys; from saferboard import cli;"
        f"cli.main(['import', 'minutes', {str(tmp_path / 'm.txt')!r}, '--dry-run']);"
        "sys.exit('django' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": "src"}, stdout=subprocess.PIPE, check=True
    )
    assert b"4 minutes" in done.stdout


def test_pages_are_said_where_the_file_has_pages(given, capsys):
    shape = next(shape for shape in SHAPES if shape.name.endswith(".pdf"))
    given(shape.name, shape.content, "--format", "json")
    rows = json.loads(capsys.readouterr().out)["rows"]
    assert [minute["page"] for minute in rows["minutes"]] == [1, 1, 2]


def test_a_word_table_of_one_figure_is_no_commitment(given, capsys):
    content = word(
        ("h", "Westhaven Board"),
        "Meeting on 3 May 2024",
        ("h", "Agenda"),
        "1. Welcome",
        "2. Figures (Pages 3 - 4)",
        "3. Any other business",
        ("h", "Figures"),
        [["Category", "2022/23", "2023/24", "RAG status"], ["Burglary", "100", "90", ""]],
    )
    assert given("figures.docx", content, "--format", "json", kind="pack") == 0
    assert json.loads(capsys.readouterr().out)["counts"]["commitments"] == 0
