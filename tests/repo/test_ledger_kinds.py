"""
Every kind of line has words, and something that writes it.
"""

import re
from pathlib import Path

import pytest

from saferboard.ledger.models import KIND_LENGTH, Entry, Kind
from saferboard.ledger.sentences import SENTENCES, sentence

SOURCE = Path(__file__).parents[2] / "src/saferboard"
CODE = {
    path: path.read_text(encoding="utf-8")
    for path in SOURCE.rglob("*.py")
    if "migrations" not in path.parts
}


def test_the_sentences_are_whole():
    assert SENTENCES.keys() == set(Kind)


@pytest.mark.parametrize("kind", Kind)
def test_a_line_reads_as_a_sentence_though_it_lacks_a_fact(kind):
    assert sentence(Entry(kind=kind, facts={}))[0].isupper()
    assert "{" not in sentence(Entry(kind=kind, facts={}))


@pytest.mark.parametrize("kind", Kind)
def test_something_writes_it(kind):
    writers = [
        path
        for path, code in CODE.items()
        if path.name not in ("models.py", "noticing.py", "queries.py", "sentences.py")
        and re.search(rf"\bKind\.{kind.name}\b", code)
    ]
    assert writers, f"no operation records {kind.name}"
    assert all(path.name == "operations.py" for path in writers)


@pytest.mark.parametrize("kind", Kind)
def test_kinds_are_in_the_past_tense_and_fit_their_column(kind):
    assert len(kind.value) <= KIND_LENGTH
    assert kind.value == kind.name
    assert re.search(r"(ED|EN|WN|MADE|IN|OUT|SENT|SPENT|HELD)$", kind.name)


def test_only_operations_write_in_the_ledger():
    callers = {path.name for path, code in CODE.items() if re.search(r"[^_\w.]record\(", code)}
    assert callers <= {"operations.py"}
