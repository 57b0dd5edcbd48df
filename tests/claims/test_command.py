"""
The command: its exit status, its four forms of output, and that it starts without Django.
"""

import json
import re
import subprocess
import sys
import zipfile
from html.parser import HTMLParser

import docx
import pytest

from saferboard.claims.command import main

WRONG = "Intro.\n\nBurglary fell from 215 to 189, a fall of 15%.\n"
RIGHT = "Burglary fell from 215 to 189, a fall of 12%.\n"


@pytest.fixture
def files(tmp_path):
    (tmp_path / "wrong.txt").write_text(WRONG)
    (tmp_path / "right.txt").write_text(RIGHT)
    return tmp_path


@pytest.mark.parametrize(
    ("names", "status"),
    [
        (["right.txt"], 0),
        (["wrong.txt"], 1),
        (["missing.txt"], 2),
        (["missing.txt", "wrong.txt"], 2),
    ],
)
def test_the_exit_status_says_what_was_found(files, capsys, names, status):
    assert main([str(files / name) for name in names]) == status
    if "wrong.txt" in names:
        assert "215 to 189, a fall of 15%" in capsys.readouterr().out


def test_json_has_the_shape_promised(files, capsys):
    main([str(files / "wrong.txt"), str(files / "right.txt"), "--format", "json"])
    told = json.loads(capsys.readouterr().out)
    assert [set(one) for one in told] == [{"file", "claims"}] * 2
    claim = told[0]["claims"][0]
    assert list(claim) == [
        "line", "page", "quote", "kind", "stated", "recomputed", "verdict", "severity", "why",
        "assumptions", "sources",
    ]  # fmt: skip
    assert claim["quote"] in WRONG
    assert (claim["line"], claim["page"], claim["kind"]) == (3, None, "percent-change")
    assert (claim["verdict"], claim["severity"]) == ("inconsistent", "material")
    assert told[1]["claims"][0]["verdict"] == "consistent"
    assert told[1]["claims"][0]["severity"] is None


def test_a_file_that_cannot_be_read_is_told_in_json(files, capsys):
    main([str(files / "none.pdf"), "--format", "json"])
    (told,) = json.loads(capsys.readouterr().out)
    assert told["claims"] == []
    assert "cannot be opened" in told["error"]


class _Balance(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.marks, self.notes = [], 0, 0

    def handle_starttag(self, tag, attrs):
        if tag not in ("meta",):
            self.open.append(tag)
        self.marks += tag == "mark"
        self.notes += tag == "aside"

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_html_sets_a_note_beside_the_words_marked(files):
    (files / "evil.txt").write_text(WRONG + "\n<script>alert('215')</script> & 5 > 3\n")
    out = files / "out.html"
    main([str(files / "evil.txt"), "--format", "html", "--output", str(out)])
    page = out.read_text()
    assert "<mark>215 to 189, a fall of 15%</mark>" in page
    assert "<script" not in page
    parser = _Balance()
    parser.feed(page)
    assert (parser.open, parser.marks, parser.notes) == ([], 1, 1)


def test_a_word_file_comes_back_with_comments(files):
    document = docx.Document()
    document.add_heading("Crime", 1)
    paragraph = document.add_paragraph("Burglary fell from 215 to 189, ")
    paragraph.add_run("a fall of 15%").bold = True
    table = document.add_table(2, 4)
    for n, text in enumerate(["Crime", "2021/22", "2022/23", "% change"]):
        table.cell(0, n).text = text
    for n, text in enumerate(["Robbery", "200", "150", "-30%"]):
        table.cell(1, n).text = text
    document.save(files / "in.docx")
    out = files / "out.docx"
    assert main([str(files / "in.docx"), "--annotate", str(out)]) == 1
    comments = list(docx.Document(out).comments)
    assert len(comments) == 2
    assert "should be −12.1%" in comments[0].text
    assert "should be −25.0%" in comments[1].text
    assert marked(out) == ["215 to 189, a fall of 15%", "-30%"]
    assert docx.Document(out).paragraphs[1].text == "Burglary fell from 215 to 189, a fall of 15%"


def marked(path):
    """Return the words that each comment of a Word file stands at."""
    xml = zipfile.ZipFile(path).read("word/document.xml").decode()
    ranges = re.findall(r'commentRangeStart w:id="(\d+)"/>(.*?)<w:commentRangeEnd w:id="\1"', xml)
    told = [re.sub("<[^>]+>", "", words) for _, words in ranges]
    return [words.removeprefix("Burglary fell from ") for words in told]


def test_annotate_never_writes_over_the_authors_file(files, capsys):
    document = docx.Document()
    document.add_paragraph("Words.")
    document.save(files / "in.docx")
    before = (files / "in.docx").read_bytes()
    assert main([str(files / "in.docx"), "--annotate", str(files / "in.docx")]) == 2
    assert (files / "in.docx").read_bytes() == before
    assert "name another" in capsys.readouterr().err


def test_annotate_needs_one_word_file(files, capsys):
    assert main([str(files / "wrong.txt"), "--annotate", str(files / "out.docx")]) == 2
    assert "exactly one Word document" in capsys.readouterr().err


def test_it_starts_without_django_or_a_reader():
    code = (
        "import sys, saferboard.claims.command\n"
        "heavy = {'django', 'docx', 'lxml', 'openpyxl', 'pypdfium2', 'pydantic'}\n"
        "assert not heavy & {name.split('.')[0] for name in sys.modules}, sys.modules.keys()\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": "src"})
