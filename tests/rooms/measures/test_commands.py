import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from saferboard.measures.models import Edition
from tests.rooms.measures.conftest import HOMES, PEOPLE, steady


def figure(*words):
    out = StringIO()
    call_command("figure", *words, stdout=out)
    return out.getvalue()


def read(*words):
    return json.loads(figure(*words, "--format", "json"))


WORDS = ("total-burglary", "--place", "ashford", "--to", "2022-09", "--months", "12")


def test_a_figure_alone(two_years):
    assert read(*WORDS) == {
        "measure": "total-burglary",
        "place": "ashford",
        "value": 354,
        "rate_per_1000": 1.77,
        "period": "2021-10..2022-09",
        "source": [
            "Recorded Crime: Geographic Breakdown, boroughs (offence names used until early"
            " 2024): two-years.csv"
        ],
        "vintage": ["months to September 2022"],
        "population": {
            "people": 200000,
            "year": 2022,
            "source": "Mid-year population estimates for local authorities",
            "vintage": "mid-2020 to mid-2022",
        },
    }


def test_a_figure_compared(two_years):
    found = read(*WORDS, "--compare")
    assert list(found) == [
        "measure", "place", "value", "previous", "change_percent", "rate_per_1000", "rank", "of",
        "london", "period", "source", "vintage", "population",
    ]  # fmt: skip
    assert (found["previous"], found["change_percent"]) == (210, 68.5714)
    assert (found["rate_per_1000"], found["rank"], found["of"]) == (1.77, 1, 3)
    assert list(found["london"]) == ["value", "change_percent", "rate_per_1000"]
    assert found["population"]["people"] == 200000
    assert found["population"]["year"] == 2022


def test_a_figure_that_is_absent_gives_its_reason_in_place_of_a_value(two_years):
    found = read("asb-calls", "--place", "ashford", "--to", "2022-09", "--compare")
    assert "value" not in found
    assert found["reason"] == "no source held"
    assert (found["rank"], found["previous"], found["source"]) == (None, None, [])
    found = read("total-burglary", "--place", "ashford", "--to", "2022-10", "--months", "1")
    assert found["reason"] == "not published"


def test_a_place_may_be_named_by_its_code(two_years):
    assert read("total-burglary", "--place", "E09000101", "--to", "2022-09")["value"] == 354


def test_the_same_for_a_person(two_years):
    said = figure(*WORDS, "--compare")
    assert said.splitlines()[:2] == ["total-burglary, ashford, year to September 2022", "  354"]
    assert "change: +68.6%" in said
    assert "London: 1,458; change: +" in said
    assert "rank: 1 of 3, 1 being the lowest rate" in said
    assert "not published" in figure("rape", "--place", "ashford", "--to", "2022-09", "--compare")


def test_a_missing_part_of_a_comparison_has_its_reason(two_years):
    said = figure("total-burglary", "--place", "ashford", "--to", "2021-09", "--compare")
    assert "the year before: not published\n" in said
    assert "change: no earlier count to compare with\n" in said


def test_more_than_a_year_is_set_against_what_it_does_not_overlap(two_years):
    said = figure(*WORDS[:-1], "13", "--compare")
    assert "the same 13 months 2 years before: not published" in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("total-burgalry", "--place", "ashford", "--to", "2022-09"),
            "Did you mean total-burglary",
        ),
        (("total-burglary", "--place", "ashfrod", "--to", "2022-09"), "Did you mean ashford"),
        (("total-burglary", "--place", "ashford", "--to", "September"), "Write the year and month"),
        (("total-burglary", "--place", "ashford", "--to", "2022-13"), "no month 13"),
        (
            ("total-burglary", "--place", "ashford", "--to", "2022-09", "--months", "0"),
            "at least one",
        ),
        (
            ("total-burglary", "--place", "ashford", "--to", "2022-09", "--months", "99999"),
            "1990|years run",
        ),
        (("total-burglary", "--place", "ashford", "--to", "0001-01"), "1990|years run"),
    ],
)
def test_a_name_or_month_it_cannot_read_exits_with_two(two_years, words, said):
    with pytest.raises(CommandError, match=said) as stopped:
        figure(*words)
    assert stopped.value.returncode == 2


def load(*words):
    out = StringIO()
    call_command("load", *map(str, words), stdout=out)
    return out.getvalue()


def test_loading_says_what_was_loaded_and_that_again_changes_nothing(db, files):
    people = files.write("people.csv", PEOPLE)
    assert load("ons-mid-year-estimates", people) == (
        "people.csv: 12 rows loaded as ons-mid-year-estimates, mid-2020 to mid-2022.\n"
    )
    said = load("ons-mid-year-estimates", people)
    assert said == "people.csv: already held (mid-2020 to mid-2022). Nothing was changed.\n"


def test_of_several_files_all_are_loaded_or_none(people, files):
    good = files.wide("good.csv", "2020-10", steady(Ashford=5))
    bad = files.wide("bad.csv", "2022-10", {(*HOMES, "Atlantis"): [1, 2]})
    with pytest.raises(CommandError, match=r"(?s)bad.csv, row 2, .*Nothing was loaded") as stopped:
        load("mps-borough-old-scheme", good, bad)
    assert stopped.value.returncode == 1
    assert not Edition.objects.filter(source="mps-borough-old-scheme").exists()


def test_loading_without_a_source_or_a_file_says_what_to_name(db):
    assert "mps-dashboard" in load("--list")
    with pytest.raises(CommandError, match="--list"):
        load()
    with pytest.raises(CommandError, match="--list"):
        load("mps-dashboard")
    with pytest.raises(CommandError, match="no source called"):
        load("mps", "x.csv")
