"""
What is kept, what is not, and that nothing depends on what a file is called.
"""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saferboard.documents.safety import FileKind, Unsafe, kind_of
from tests.documents.unsafe import BAD, GOOD, pdf, relation, with_script, word

HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


@pytest.mark.parametrize("what", GOOD)
def test_what_may_be_kept_is_known_by_its_bytes(what):
    content, kind = GOOD[what]
    assert kind_of(content) is FileKind(kind)


@pytest.mark.parametrize("what", BAD)
def test_what_may_not_be_kept_is_refused_in_words(what):
    content, code = BAD[what]
    with pytest.raises(Unsafe) as refused:
        kind_of(content)
    assert refused.value.code == code
    assert str(refused.value).endswith(".")


def test_a_script_is_found_however_the_file_is_packed():
    for packed in (pdf(with_script), pdf(with_script, compress_streams=False, linearize=True)):
        with pytest.raises(Unsafe):
            kind_of(packed)


def test_a_link_to_a_page_is_no_fetching():
    link = relation("https://example.org/", kind=HYPERLINK)
    content = word(parts=[("word/_rels/footnotes.xml.rels", link)])
    assert kind_of(content) is FileKind.WORD


@given(st.sampled_from(sorted(GOOD)), st.data())
@settings(max_examples=150, deadline=None)
def test_a_spoilt_file_is_kept_or_refused_and_nothing_else(what, data):
    content = bytearray(GOOD[what][0])
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = kind_of(bytes(content))
    except Unsafe as refused:
        found = str(refused)
    assert isinstance(found, FileKind) or found.endswith(".")


def test_the_judge_runs_by_itself_and_without_django():
    code = "import sys; import saferboard.documents.safety; sys.exit('django' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": "src"})
