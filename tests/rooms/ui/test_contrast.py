"""
Colours that can be told apart, as WCAG 2.2 reckons it: 4.5 to 1 for words, 3 to 1 for shapes.
"""

import re

import pytest

from saferboard.ui import assets, components, drawing

SHEET = (assets.HERE / "static" / "ui" / "saferboard.css").read_text(encoding="utf-8")
WHITE = "#ffffff"


def luminance(colour):
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def variable(name):
    return re.search(rf"--{name}: (#[0-9a-f]{{6}});", SHEET)[1]


def test_the_reckoning_agrees_with_the_known_ends():
    assert contrast("#000000", WHITE) == pytest.approx(21)
    assert contrast(WHITE, WHITE) == 1


@pytest.mark.parametrize("tone", sorted(components.TONES))
def test_a_tag_can_be_read(tone):
    rule = rf"\.sb-tag--{tone} {{ background: (#\w{{6}}); color: (#\w{{6}}); }}"
    assert contrast(*re.search(rule, SHEET).groups()) >= 4.5


@pytest.mark.parametrize("name", ["sb-ink", "sb-quiet", "govuk-link-colour", "govuk-text-colour"])
def test_words_can_be_read_on_white_and_on_mist(name):
    assert contrast(variable(name), WHITE) >= 4.5
    assert contrast(variable(name), variable("sb-mist")) >= 4.5


@pytest.mark.parametrize("colour", [drawing.INK, drawing.EARLIER, drawing.GOLD])
def test_what_a_chart_is_read_from_stands_out_from_the_page(colour):
    assert contrast(colour, WHITE) >= 3


def test_the_two_kinds_of_bar_differ_in_lightness_too():
    assert contrast(drawing.INK, drawing.EARLIER) >= 3


@pytest.mark.parametrize("colour", [drawing.AXIS, drawing.WORDS, drawing.INK])
def test_words_on_a_chart_can_be_read_in_a_gap_too(colour):
    assert contrast(colour, drawing.GAP) >= 4.5
