"""
A document dropped to be checked: read apart, under limits, and kept nowhere.
"""

import tempfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from saferboard.claims import apart
from saferboard.claims.apart import CheckFailed, check_apart
from saferboard.documents import limits

PAGE = "/home/check/"
TEXT = b"Hate crime rose by 44% from 513 to 805."


@pytest.fixture
def partner(client, world):
    client.force_login(world.users["partner"])
    return client


def drop(client, *files):
    return client.post(PAGE, {"documents": [SimpleUploadedFile(n, c) for n, c in files]})


def test_anyone_signed_in_may_have_a_document_checked(partner):
    shown = drop(partner, ("paper.txt", TEXT)).content.decode()
    assert "paper.txt" in shown
    assert "+56.9%" in shown


def test_one_that_cannot_be_read_leaves_the_others_checked(partner):
    shown = drop(partner, ("a.pdf", b"%PDF-1.7 cut"), ("b.txt", TEXT)).content.decode()
    assert "It could not be read" in shown
    assert "+56.9%" in shown


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ([], "Choose a document"),
        ([("empty.txt", b"")], "The document is empty"),
        ([(f"{n}.txt", TEXT) for n in range(5)], "Choose up to 4 documents"),
    ],
)
def test_what_cannot_be_checked_gets_a_sentence(partner, files, says):
    answer = drop(partner, *files)
    assert answer.status_code == 400
    assert says in answer.content.decode()


def test_nothing_is_written_to_a_disk(partner, monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    drop(partner, ("large.txt", (TEXT + b"\n") * 100_000))
    assert list(tmp_path.iterdir()) == []


def test_the_form_is_protected_against_another_sites_post(world):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.users["partner"])
    answer = strict.post(PAGE, {"documents": SimpleUploadedFile("a.txt", TEXT)})
    assert answer.status_code == 403


def test_a_document_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(apart, "SECONDS", 0.01)
    with pytest.raises(CheckFailed, match="more time or memory"):
        check_apart([("a.txt", TEXT)])


def test_the_child_may_write_no_file():
    code = Path(limits.__file__).read_text()
    assert "RLIMIT_FSIZE, (0, 0)" in code
    [found] = check_apart([("a.txt", TEXT)])
    assert found["claims"][0]["verdict"] == "inconsistent"
