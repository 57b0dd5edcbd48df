"""
Every setting and every command is in the guide, and the guide names none that is not there.
"""

import re
from pathlib import Path

import pytest

from saferboard import cli

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/saferboard"
GUIDES = ROOT / "docs/guide"
SETTINGS_PAGE = GUIDES / "settings.md"
COMMANDS_PAGE = GUIDES / "commands.md"
NAME = re.compile(r"\bSAFERBOARD_[A-Z_]+\b")
INSIDE = {"SAFERBOARD_SITE"}
"""A name of Django's settings, which nobody sets from outside."""

READ = sorted(
    set(NAME.findall("\n".join(p.read_text() for p in (SOURCE / "config").glob("*.py")))) - INSIDE
)
COMMANDS = sorted(
    path.stem
    for path in (SOURCE / "config/management/commands").glob("*.py")
    if path.stem != "__init__"
)


def page(path: Path) -> str:
    assert path.is_file(), f"{path.relative_to(ROOT)} is not written"
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", READ)
def test_every_setting_is_in_the_guide(name):
    assert f"`{name}`" in page(SETTINGS_PAGE)


def test_every_guide_is_in_the_list_of_guides():
    listed = re.findall(r"^\| \[[^]]+\]\(([\w-]+\.md)\) \|", page(GUIDES / "README.md"), re.M)
    assert listed == sorted({path.name for path in GUIDES.glob("*.md")} - {"README.md"})


def test_the_guide_names_no_setting_that_is_not_read():
    assert set(NAME.findall(page(SETTINGS_PAGE))) <= set(READ)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_guide_and_in_the_help(name):
    assert f"saferboard {name}" in page(COMMANDS_PAGE)
    assert re.search(rf"^  {name}\b", cli.COMMANDS, re.M)


def test_the_guide_and_the_help_name_no_command_that_is_not_there():
    known = {*COMMANDS, "check", "migrate", "help", "COMMAND"}
    assert set(re.findall(r"`saferboard ([a-z]+)", page(COMMANDS_PAGE))) <= known
    assert set(re.findall(r"^  ([a-z]+)", cli.COMMANDS, re.M)) <= known
