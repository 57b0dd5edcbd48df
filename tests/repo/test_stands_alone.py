"""
The project stands alone, and what it carries names no machine and nobody's address.
"""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WRITTEN = (".py", ".yaml", ".md", ".html", ".css", ".js", ".typ", ".toml", ".csv")
FOLDERS = ("src", "tests", "tools", "bench", "docs", ".ci")
NOT_OURS = ("vendor", "node_modules", "__pycache__")
OURS = sorted(
    path
    for folder in FOLDERS
    for path in (ROOT / folder).rglob("*")
    if path.suffix in WRITTEN and not set(NOT_OURS) & set(path.parts)
)
MACHINE = re.compile("/(?:" + "|".join(["work/", "root/", "Users/"]) + ")")
QUARTER = sorted((ROOT / "src/saferboard/demo/quarter").iterdir())
MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
TELEPHONE = re.compile(r"(?:\+44|\b0)(?:[\s()-]?\d){9,10}\b")


def test_no_file_names_a_folder_of_somebodys_machine():
    here = Path(__file__)
    named = [
        path.relative_to(ROOT).as_posix()
        for path in OURS
        if path != here and MACHINE.search(path.read_text(encoding="utf-8"))
    ]
    assert named == []


@pytest.mark.parametrize("path", QUARTER, ids=lambda path: path.name)
def test_the_quarter_carries_nobodys_address_or_number(path):
    text = path.read_text(encoding="utf-8")
    assert MAIL.findall(text) == []
    assert TELEPHONE.findall(text) == []


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("020 8313 4461", True),
        ("+44 20 8313 4461", True),
        ("07700 900123", True),
        ("2022-08-17 10:00", False),
        ("24,594 against 21,328", False),
    ],
)
def test_a_telephone_number_is_known_when_seen(text, is_one):
    assert bool(TELEPHONE.search(text)) == is_one
