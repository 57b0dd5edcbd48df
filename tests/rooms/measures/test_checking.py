"""
Typed texts read by the figure checker before they are published.
"""

import pytest

from saferboard.claims.model import Severity
from saferboard.measures.checking import Typed, check_papers, check_texts
from saferboard.measures.tokens import BadToken
from saferboard.ui import texts

WRONG = "Hate crime rose by 44% from 513 to 805."
RIGHT = "Hate crime rose by 56.9% from 513 to 805."


def test_a_wrong_change_is_found_with_what_it_should_say(world):
    [found] = check_texts(["Nothing here.", WRONG])
    assert (found.stated, found.recomputed) == ("44%", "+56.9%")
    assert found.severity is Severity.MATERIAL
    assert found.quote in WRONG
    assert found.assumptions


def test_nothing_is_said_of_a_true_one(world):
    assert check_texts([RIGHT]) == []


def test_a_figure_referred_to_is_read_as_the_number_it_is(world):
    said = "They reported {cctv-incidents 2022-23 Q2} incidents, 50% more than the 400 before."
    [found] = check_texts([said])
    assert found.recomputed == "+3.0%"


def test_a_figure_nobody_knows_is_refused(world):
    with pytest.raises(BadToken, match="nonsense"):
        check_texts(["{nonsense 2022-23 Q2}"])


def test_a_finding_names_the_part_it_stands_in_and_keeps_its_key(world):
    parts = [Typed("W1.1", "/a/", (RIGHT,)), Typed("W1.2", "/b/", ("- First", f"- {WRONG}"))]
    [first], [] = check_papers([("4a", parts), ("4b", [])])
    [again], _ = check_papers([("4a", [Typed("W1.2", "/b/", (WRONG,))]), ("4b", [])])
    assert (first.label, first.href) == ("W1.2", "/b/")
    assert first.key == again.key
    [other] = check_texts([WRONG.replace("44", "45")])
    assert other.key != first.key


@pytest.mark.parametrize(
    "held",
    [
        ["One paragraph.", "Another."],
        ["Before:", "- one", "- two", "After."],
        ["- only", "- a list"],
        ["## A heading", "And words."],
    ],
)
def test_texts_come_back_as_they_were_typed(held):
    assert texts.read(texts.typed(held)) == held


def test_lines_wrapped_by_a_person_are_one_paragraph():
    assert texts.read("One\r\nparagraph.\r\n\r\n- a\r\n  list\r\n- of two\r\n") == [
        "One paragraph.",
        "- a list",
        "- of two",
    ]


@pytest.mark.parametrize("opening", ["%PDF-1.7 ", "PK\x03\x04 ", "<html> ", "\ufeff"])
def test_words_that_begin_as_a_file_would_are_read_as_words(world, opening):
    [found] = check_texts([f"{opening}Of it: {WRONG}"])
    assert found.recomputed == "+56.9%"
