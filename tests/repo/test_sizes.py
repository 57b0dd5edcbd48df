"""
Sizes, refused rather than regretted.
"""

import ast
from pathlib import Path

import pytest

from tests.repo.sizes import LINES_OF_A_FUNCTION, LINES_OF_A_MODULE, LONGER

ROOT = Path(__file__).parents[2]
MODULES = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in ("src", "tests", "tools", "bench")
    for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts
)


def functions(path: str):
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{path}:{node.name}", node.end_lineno - node.lineno + 1


@pytest.mark.parametrize("path", MODULES)
def test_nothing_is_longer_than_can_be_read(path):
    found = {path: len((ROOT / path).read_text(encoding="utf-8").splitlines())}
    long = {n: lines for n, lines in found.items() if lines > LINES_OF_A_MODULE}
    long |= {n: lines for n, lines in functions(path) if lines > LINES_OF_A_FUNCTION}
    assert not {name: lines for name, lines in long.items() if name not in LONGER}


def test_what_may_be_longer_is_still_there_and_says_why():
    there = set(MODULES) | {name for path in MODULES for name, _ in functions(path)}
    assert LONGER.keys() <= there
    assert all(len(reason.split()) > 3 for reason in LONGER.values())
