"""
What cannot be printed properly cannot be made.
"""

import pytest

from saferboard.documents import blocks as b
from saferboard.documents.layout import column_widths
from tests.documents.conftest import SVG, a_pack, paper


def test_an_agenda_may_not_name_a_paper_that_is_not_there():
    with pytest.raises(ValueError, match=r"Item 9 .*'lost'"):
        b.Pack(
            title="Pack",
            partnership="Partnership",
            meeting_line="Today",
            issued=a_pack().issued,
            brand=b.Brand(name="Partnership"),
            agenda=(b.AgendaEntry(number="9", title="Nothing", paper_key="lost"),),
        )


def test_two_papers_may_not_share_a_key():
    with pytest.raises(ValueError, match="2 papers have the key 'same'"):
        a_pack(paper("same", "1", "One"), paper("same", "2", "Two"))


@pytest.mark.parametrize("alt", ["", "  "])
def test_a_chart_needs_words(alt):
    with pytest.raises(ValueError, match="'Burglary by month'"):
        b.Chart(SVG, alt, "Burglary by month")


def test_headings_may_not_skip_a_level():
    with pytest.raises(ValueError, match="'Too deep'"):
        paper("k", "1", "Title", b.Heading(1, "First"), b.Heading(3, "Too deep"))


def test_headings_may_come_back_up_by_any_number():
    levels = (1, 2, 3, 4, 1, 2)
    made = paper("k", "1", "Title", *(b.Heading(level, "Words") for level in levels))
    assert [h.level for h in made.blocks if isinstance(h, b.Heading)] == list(levels)


def test_a_short_row_is_refused_by_number():
    with pytest.raises(ValueError, match="Row 2 of the table 'Crime' has 1 cells under 2"):
        b.Table("Crime", ("A", "B"), ((b.text("1"), b.text("2")), (b.text("1"),)))


@pytest.mark.parametrize("word", ["", " "])
def test_a_tag_needs_a_word(word):
    with pytest.raises(ValueError, match="red tag needs a word"):
        b.Run(word, tone="red")


def test_a_colour_is_written_in_full():
    with pytest.raises(ValueError, match="'blue'"):
        b.Brand(name="Partnership", colour="blue")


def test_prose_takes_what_short_columns_leave():
    row = (b.text("P1-01"), b.text("A long account of what is in place. " * 9), b.text("Achieved"))
    reference, account, rating = column_widths(b.Table("T", ("Ref", "In place", "RAG"), (row,)))
    assert account > 5 * reference
    assert rating > reference


def test_a_table_without_rows_still_has_widths():
    assert all(width > 0 for width in column_widths(b.Table("T", ("One", "Two"), ())))
