"""
Whoever has the machine may give a command, and what it changes is in the ledger.
"""

import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from saferboard import cli
from saferboard.config.management.commands import serve
from saferboard.ledger.models import Entry
from saferboard.ledger.proving import verify
from tests.repo.other_doors import COMMANDS
from tests.repo.standing import changed, everything
from tests.world_returns import ROUND, filled_template, mail_with

ROOT = Path(__file__).parents[2]
MODULES = ROOT / "src/saferboard/config/management/commands"
FILES = {
    "paper.txt": "Burglary rose from 100 to 150, a rise of 50%.",
    "minutes.txt": (
        "Minutes of the meeting held at 10.00 am on 4 May 2022\nPresent: Ada Quill (Chair)\n\n"
        "1. Welcome\n\nAda Quill opened the meeting.\n\n2. Any other business\n\nNone.\n"
    ),
    "people.csv": "LAD24CD,LAD24NM,mid2018\nE09000199,Southmoor,1000\n",
}


def test_every_command_is_in_the_table():
    ours = {path.stem for path in MODULES.glob("*.py")} - {"__init__"}
    assert ours | {"check"} == COMMANDS.keys()


def test_the_program_says_every_command_of_the_table():
    said = set(re.findall(r"^  ([a-z-]+)", cli.COMMANDS, re.M))
    assert said - {"migrate"} == COMMANDS.keys()


@pytest.fixture
def give(tmp_path, monkeypatch, settings):
    """Return what gives a command, in a folder with something in it to read."""
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(serve, "listening", lambda **where: None)
    monkeypatch.setattr(serve, "serve", lambda listener, workers: None)
    settings.DEMO = True

    def given(name: str) -> set[str]:
        """Give a command; return the tables that hold something else."""
        if name == "reply":
            filled = filled_template(f"{ROUND}.housing-manager", "Nine were trained.")
            (tmp_path / "answer.eml").write_bytes(mail_with(filled))
        words = COMMANDS[name].words.format(folder=tmp_path).split()
        before = everything()
        if name == "check":
            assert cli.main([name, *words]) == 0
        else:
            call_command(name, *words)
        return changed(before)

    return given


@pytest.mark.parametrize("name", sorted(COMMANDS.keys() - {"backup", "demo", "restore"}))
def test_a_command_asks_for_no_account_and_leaves_a_line_of_what_it_changes(world, give, name):
    last = Entry.objects.latest("id").id
    written = give(name)
    left = set(Entry.objects.filter(id__gt=last).values_list("kind", flat=True))
    assert left == COMMANDS[name].leaves
    assert left or not written, f"{name} wrote in {written}"
    assert verify().broken_at is None


def test_a_database_that_holds_something_is_not_restored_over(world, give):
    with pytest.raises(CommandError, match="not empty"):
        give("restore")


def test_a_demonstration_that_is_there_is_left_as_it_is(demo_world, give):
    lines = Entry.objects.count()
    assert give("demo") == set()
    assert Entry.objects.count() == lines > 0
