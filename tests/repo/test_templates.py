"""
No template carries style or script of its own: the content policy would refuse to run it.
"""

import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src/saferboard"
TEMPLATES = sorted(SOURCE.glob("*/templates/**/*.html"))
REFUSED = {
    "a style of its own": re.compile(r"\sstyle\s*=|<style\b", re.I),
    "a script of its own": re.compile(r"<script\b[^>]*>\s*[^\s<]", re.I),
    "a handler of its own": re.compile(r"<[^>]*\son[a-z]+\s*=", re.I),
    "something from elsewhere": re.compile(r"<(?:script|img|link|iframe)\b[^>]*=\"https?:", re.I),
}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_carries_only_markup(path):
    text = path.read_text(encoding="utf-8")
    assert [what for what, pattern in REFUSED.items() if pattern.search(text)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_marks_nothing_safe(path):
    assert not re.search(r"\|\s*safe\b|autoescape off", path.read_text(encoding="utf-8"))
