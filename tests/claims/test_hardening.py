"""
Nothing given to the checker makes it fall over, and nothing makes it take for ever.
"""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saferboard.claims.checker import check
from saferboard.claims.grammar.moments import find_moments
from saferboard.claims.grammar.quantities import find_quantities
from saferboard.claims.reports import Checked
from saferboard.claims.reports.as_html import as_html
from saferboard.claims.reports.as_json import as_json
from saferboard.claims.reports.as_text import as_text
from saferboard.documents.reading import Unreadable, read_bytes

PIECES = [
    "from", "to", "of the", "rose by", "fell", "%", "per cent", "per 1,000", "£", "(", ")", ",",
    ".", "\n", "\n\n", "\t", "|", "- ", "Total", "rate", "population of", "a third",
    "seventy three",
    "compared with", "last year", "2022/23", "Q2", "31 June 2023", "Friday 30 February 2024", "0",
    "-5", "9" * 400, "1,2,3", "57th out of", "made up of:", "<td>", "</table>", "<table>", "&amp;",
    "% change", "Rank", "12 months to", "between 1 May 2022 and 1 May 2021", "İ", "ß", "\x00", "\f",
    "1e9", "٣", "½", "1.2.3.4", "£1.2.3m", "(1)", "99/99/9999",
    "one hundred and", "percentage points",
]  # fmt: skip
documents = st.lists(
    st.one_of(st.sampled_from(PIECES), st.integers(-10, 10**7).map(str), st.text(max_size=8)),
    max_size=60,
).map(" ".join)


def survive(text: str) -> None:
    try:
        reading = read_bytes("paper.txt", text.encode("utf-8", "replace"))
    except Unreadable:
        return
    claims = check([reading, reading])
    for claim in claims[0]:
        assert claim.place.quote in reading.raw
        assert 1 <= claim.place.line <= reading.raw.count("\n") + 1
        assert (claim.severity is not None) == claim.wrong
    files = [Checked("paper.txt", reading, tuple(claims[0]))]
    assert as_text(files)
    assert as_json(files)
    assert as_html(files)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents)
def test_no_document_makes_it_fall_over(text):
    survive(text)


@pytest.mark.soak
@settings(max_examples=20_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents)
def test_no_document_makes_it_fall_over_in_a_long_run(text):
    survive(text)


def stand_where_they_say(text: str) -> None:
    for quantity in find_quantities(text, find_moments(text)):
        assert text[quantity.start : quantity.end] == quantity.text
        assert quantity.half > 0


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_every_figure_found_lies_where_it_says(text):
    stand_where_they_say(text)


@pytest.mark.soak
@settings(max_examples=20_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents | st.text(max_size=200))
def test_every_figure_found_lies_where_it_says_in_a_long_run(text):
    stand_where_they_say(text)


@pytest.mark.parametrize(
    "text",
    [
        "9" * 400 + " offences, up 5% from " + "8" * 400,
        "1," * 20_000,
        "(" * 20_000,
        "from 1 to " * 5_000,
        "| 1 " * 20_000,
        "<td>" * 20_000,
        "a" * 200_000,
        "five " * 20_000,
        "2022/23 " * 10_000,
        "Total\t1\t2\n" * 3_000,
        "There were 5 fires and 6 fires. " * 3_000,
    ],
    ids=lambda text: text[:12],
)
def test_no_pattern_runs_away(text):
    started = time.process_time()
    survive(text)
    assert time.process_time() - started < 20


def test_time_grows_with_length_and_not_faster():
    paper = "Burglary fell from {a} to 189 in area {n}, a fall of 12%. Staff made {n} visits.\n\n"

    def seconds(times: int) -> float:
        text = "".join(paper.format(a=200 + n % 50, n=n) for n in range(times))
        started = time.process_time()
        survive(text)
        return time.process_time() - started

    short, long = seconds(300), seconds(1500)
    assert long < 5 * short * 3
