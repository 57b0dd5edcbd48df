import csv
import dataclasses
import datetime as dt
from decimal import Decimal

import pytest

from saferboard.domain.figures import Absence
from saferboard.domain.periods import Month, Quarter, months_to, parse_period, rolling_year
from saferboard.domain.refusals import Refused
from saferboard.measures import queries
from saferboard.measures.comparing import compared
from saferboard.measures.definitions import definitions
from saferboard.measures.shelf import read_shelf
from saferboard.measures.tracing import where_from
from tests.rooms.measures.conftest import HOMES, NEW, SHOPS, steady

YEAR = rolling_year(Month(2022, 9))
BURGLARY = definitions()["total-burglary"]


def counted_slowly(path, place, period, group="Burglary"):
    """Add up a file again in the plainest way there is."""
    with path.open(encoding="utf-8") as file:
        return sum(
            int(row[f"{month.year}{month.number:02d}"])
            for row in csv.DictReader(file)
            for month in period
            if row["LookUp_BoroughName"] == place and row["MajorText"] == group
        )


@pytest.mark.parametrize("place", ["Ashford", "Bexhill", "Corfe"])
@pytest.mark.parametrize("words", ["year to 2022-09", "2022-23 Q1", "2020-10", "2020-10..2022-09"])
def test_a_figure_is_the_sum_of_its_rows(two_years, files, place, words):
    period = parse_period(words)
    found = queries.figure("total-burglary", place.lower(), period)
    assert found.value == counted_slowly(files.folder / "two-years.csv", place, period)
    assert found.origins[0].where.startswith("two-years.csv, lines ")


def test_a_period_over_two_files_adds_both_and_names_both(people, files):
    files.load(files.wide("one.csv", "2021-01", {(*HOMES, "Ashford"): [1] * 12}))
    files.load(files.wide("two.csv", "2022-01", {(*HOMES, "Ashford"): [10] * 12}))
    found = queries.figure("total-burglary", "ashford", rolling_year(Month(2022, 3)))
    assert found.value == 9 * 1 + 3 * 10
    assert [origin.vintage for origin in found.origins] == [
        "months to December 2021",
        "months to December 2022",
    ]
    assert [origin.where for origin in found.origins] == ["one.csv, line 2", "two.csv, line 2"]


def test_a_month_held_twice_is_taken_from_the_later_edition(people, files):
    files.load(files.wide("later.csv", "2021-06", {(*HOMES, "Ashford"): [10] * 12}))
    files.load(files.wide("earlier.csv", "2021-01", {(*HOMES, "Ashford"): [1] * 12}))
    found = queries.monthly("total-burglary", "ashford", months_to(Month(2022, 1), 12))
    assert [count for _, count in found.months] == [1] * 4 + [10] * 8


def test_a_month_nobody_published_is_not_nought(two_years):
    found = queries.figure("total-burglary", "ashford", rolling_year(Month(2022, 10)))
    assert (found.value, found.absence) == (None, Absence.NOT_PUBLISHED)
    early = queries.monthly("total-burglary", "ashford", months_to(Month(2020, 11), 3))
    assert [count for _, count in early.months] == [None, 11, 13]


def test_a_row_left_out_is_nought_where_the_source_says_so(two_years):
    assert queries.figure("robbery", "ashford", YEAR).value == 12
    bexhill = queries.figure("robbery", "bexhill", YEAR)
    assert bexhill.value == 0
    assert bexhill.origins[0].where == "two-years.csv, no row: counted as nought"


def test_an_offence_no_row_has_is_not_nought(two_years):
    assert queries.figure("homicide", "ashford", YEAR).absence is Absence.NOT_PUBLISHED
    # One of its two offences is in the file, and a part is not the whole.
    assert queries.figure("theft-of-motor-vehicles", "ashford", YEAR).value is None


def test_a_place_the_file_never_names_is_not_nought(people, files):
    files.load(files.wide("two.csv", "2020-10", steady(Ashford=5)))
    found = queries.figure("total-burglary", "corfe", YEAR)
    assert found.absence is Absence.NOT_PUBLISHED
    comparison = queries.compare("total-burglary", "ashford", YEAR)
    assert comparison.london.figure.absence is Absence.NOT_PUBLISHED
    assert (comparison.rank.position, comparison.rank.of) == (1, 1)


def test_a_source_with_nothing_loaded_is_not_held(two_years):
    assert queries.figure("hate-crime", "ashford", YEAR).absence is Absence.NOT_HELD
    assert queries.figure("asb-calls", "ashford", YEAR).absence is Absence.NOT_HELD


def test_a_comparison_has_the_year_before_the_rate_the_rank_and_london(two_years, files):
    path = files.folder / "two-years.csv"
    found = queries.compare("total-burglary", "bexhill", YEAR)
    now, was = (counted_slowly(path, "Bexhill", p) for p in (YEAR, YEAR.before))
    assert (found.figure.value, found.previous.value) == (now, was)
    assert found.change_percent == Decimal(now - was) * 100 / was
    assert found.rate.value == Decimal(now) * 1000 / 50000
    assert (found.population.people, found.population.year) == (50000, 2022)
    rates = {
        "Ashford": counted_slowly(path, "Ashford", YEAR) / 200000,
        "Bexhill": now / 50000,
        "Corfe": counted_slowly(path, "Corfe", YEAR) / 10000,
    }
    assert found.rank.of == 3
    assert found.rank.position == sorted(rates, key=rates.get).index("Bexhill") + 1
    total = sum(counted_slowly(path, place, YEAR) for place in rates)
    assert found.london.figure.value == total
    assert found.london.rate.value == Decimal(total) * 1000 / 260000
    assert found.london.boroughs == 3


def test_the_population_is_of_the_year_the_middle_falls_in(two_years):
    # March 2021 to February 2022: half of it has passed at the end of August 2021.
    found = queries.compare("total-burglary", "ashford", rolling_year(Month(2022, 2)))
    assert (found.population.year, found.population.people) == (2021, 100000)
    found = queries.compare("total-burglary", "ashford", YEAR)
    assert (found.population.year, found.population.people) == (2022, 200000)


def test_a_year_without_a_population_has_no_rate(people, files):
    files.load(files.wide("far.csv", "2030-01", steady(Ashford=5, Bexhill=3)))
    found = queries.compare("total-burglary", "ashford", parse_period("2030"))
    assert found.figure.value == 60
    assert found.rate.absence is Absence.NO_POPULATION
    assert (found.population, found.rank) == (None, None)


def test_a_rise_from_nought_or_from_the_unknown_has_no_percentage(people, files):
    files.load(files.wide("two.csv", "2021-10", {(*HOMES, "Ashford"): [0] * 12 + [1] * 12}))
    for last in (Month(2022, 9), Month(2023, 9)):
        found = queries.compare("total-burglary", "ashford", rolling_year(last))
        assert found.change.absence is Absence.NO_BASE


@pytest.mark.parametrize(
    ("words", "absence"),
    [
        ("2024-02", None),
        ("2024-03", Absence.SERIES_BROKEN),
        ("2025-02", Absence.SERIES_BROKEN),
        ("2025-03", None),
        ("year to 2024-02", None),
        ("year to 2024-03", Absence.SERIES_BROKEN),
        ("year to 2026-01", Absence.SERIES_BROKEN),
        ("2025-03..2026-02", None),
    ],
)
def test_nothing_is_compared_across_a_break(people, files, words, absence):
    files.load(files.wide("long.csv", "2022-01", {(*HOMES, "Ashford"): [1] * 50}))
    period = parse_period(words)
    found = queries.compare("total-burglary", "ashford", period)
    assert found.change.absence is absence
    assert bool(found.broken) == (absence is not None)
    assert found.figure.value == len(period)


def test_a_small_number_is_withheld_where_its_owner_says(two_years):
    few = BURGLARY.model_copy(update={"suppress_below": 20})
    shelf = read_shelf([few], months_to(Month(2022, 9), 24))
    place = shelf.places.find("ashford")
    small, enough = months_to(Month(2020, 10), 1), months_to(Month(2021, 10), 1)
    assert shelf.figure(few, place, small).absence is Absence.TOO_FEW
    assert shelf.figure(few, place, enough).value == 23
    hidden = queries._monthly(shelf, few, place, months_to(Month(2022, 9), 24))
    assert [count for _, count in hidden.months][:2] == [None, None]


def test_airports_are_not_ranked(people, files):
    airport = "London Heathrow and London City Airports"
    files.load(files.wide("a.csv", "2021-10", steady(Ashford=5) | {(*HOMES, airport): [1] * 24}))
    found = queries.compare("total-burglary", "london-heathrow-and-london-city-airports", YEAR)
    assert found.figure.value == 12
    assert (found.rank, found.rate.absence) == (None, Absence.NO_POPULATION)
    assert queries.compare("total-burglary", "ashford", YEAR).rank.of == 1


def test_the_dashboard_has_every_measure_and_quarter(two_years):
    found = queries.dashboard("ashford", as_at=Quarter(2022, 2))
    assert [str(quarter) for quarter in found.quarters] == ["2022-23 Q1", "2022-23 Q2"]
    slugs = [row.definition.slug for row in found.rows]
    assert slugs == [d.slug for d in definitions().values() if not d.reported]
    row = found.rows[slugs.index("total-burglary")]
    alone = queries.compare("total-burglary", "ashford", YEAR)
    assert row.year == alone
    assert [q.figure.period.label[:2] for q in row.quarters] == ["Q1", "Q2"]
    assert row.quarters[1].figure == queries.figure(
        "total-burglary", "ashford", Quarter(2022, 2).period
    )


def test_where_from_gives_every_row_and_they_add_up(people, files):
    rows = {
        (*HOMES, "Ashford"): [1] * 12,
        (*SHOPS, "Ashford"): [2] * 12,
        (*HOMES, "Corfe"): [9] * 12,
    }
    files.load(files.wide("one.csv", "2021-01", rows))
    files.load(files.wide("two.csv", "2022-01", rows))
    found = where_from("total-burglary", "ashford", rolling_year(Month(2022, 3)))
    assert [(e.edition.file_name, str(e.period), e.total) for e in found.editions] == [
        ("one.csv", "2021-04..2021-12", 27),
        ("two.csv", "2021-22 Q4", 9),
    ]
    assert [(r.minor, r.line, r.total) for r in found.editions[0].rows] == [
        ("Domestic Burglary", 2, 9),
        ("Burglary Business and Community", 3, 18),
    ]
    assert sum(edition.total for edition in found.editions) == found.figure.value
    assert found.source.slug == "mps-borough-old-scheme"
    assert found.population_source.slug == "ons-mid-year-estimates"


def test_one_number_never_mixes_schemes(two_years, files):
    new = {("BURGLARY", "DOMESTIC BURGLARY", "Ashford"): [1000] * 24}
    files.load(files.wide("new.csv", "2020-10", new), NEW)
    before = queries.figure("total-burglary", "ashford", YEAR)
    assert before.value < 1000
    assert queries.figure("total-burglary-new-names", "ashford", YEAR).value == 12000


def test_the_latest_quarter_has_ended_and_is_published(people, files):
    asked = {dt.date(2022, 10, 27): "2022-23 Q2", dt.date(2022, 9, 30): "2022-23 Q1"}
    assert str(queries.latest_quarter(on=dt.date(2022, 10, 27))) == "2022-23 Q2"
    files.load(files.wide("a.csv", "2021-10", steady(Ashford=5)))  # to September 2023
    for day, quarter in asked.items():
        assert str(queries.latest_quarter(on=day)) == quarter
    assert str(queries.latest_quarter(on=dt.date(2026, 11, 22))) == "2023-24 Q2"
    files.load(files.wide("b.csv", "2023-01", {(*HOMES, "Ashford"): [1] * 11}))  # to November
    assert str(queries.latest_quarter(on=dt.date(2026, 11, 22))) == "2023-24 Q2"


@pytest.mark.parametrize("words", ["0001", "1989-12..1990-12", "2099-01..2101-01"])
def test_a_period_nobody_means_is_refused(people, words):
    with pytest.raises(Refused, match="1990 to 2100"):
        queries.compare("total-burglary", "ashford", parse_period(words))


def test_sources_held_names_files_and_the_measures_on_them(two_years, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = {held.source.slug: held for held in queries.sources_held()}
    assert [f.file_name for f in found["mps-borough-old-scheme"].files] == ["two-years.csv"]
    assert found["mps-dashboard"].files == ()
    assert len(found["mps-borough-old-scheme"].measures) > 10


def questions():
    reported = queries.figures
    return {
        "figure": lambda: queries.figure("total-burglary", "ashford", YEAR),
        "compare": lambda: queries.compare("total-burglary", "ashford", YEAR),
        "all": lambda: queries.compare_all(definitions(), "ashford", YEAR),
        "monthly": lambda: queries.monthly("total-burglary", "ashford", YEAR),
        "dashboard": lambda: queries.dashboard("ashford", as_at=Quarter(2022, 2)),
        "one": lambda: queries.one_measure("total-burglary", "ashford", as_at=Quarter(2022, 2)),
        "where": lambda: where_from("total-burglary", "ashford", YEAR),
        "few": lambda: reported([("total-burglary", YEAR)], "ashford"),
        "many": lambda: reported(
            [(slug, p) for slug in definitions() for p in (YEAR, YEAR.before)], "ashford"
        ),
    }


FIXED = {"figure": 4, "compare": 4, "all": 5, "monthly": 4, "dashboard": 5, "one": 5, "where": 5,
         "few": 4, "many": 5}  # fmt: skip


@pytest.mark.parametrize("question", FIXED)
def test_the_number_of_queries_is_fixed(two_years, files, django_assert_num_queries, question):
    ask = questions()[question]
    with django_assert_num_queries(FIXED[question]):
        ask()
    for n in range(12):
        rows = {(*HOMES, p): [n] * 24 for p in ("Ashford", "Bexhill", "Corfe")}
        rows |= {(*SHOPS, p): [n] * 24 for p in ("Ashford", "Bexhill", "Corfe")}
        files.load(files.wide(f"more-{n}.csv", f"2019-{n + 1:02d}", rows))
    with django_assert_num_queries(FIXED[question]):
        ask()


def test_a_shelf_is_asked_only_about_its_months(two_years):
    shelf = read_shelf([BURGLARY], YEAR)
    with pytest.raises(AssertionError):
        compared(shelf, BURGLARY, shelf.places.find("ashford"), YEAR)


def test_an_answer_cannot_be_altered(two_years):
    found = queries.compare("total-burglary", "ashford", YEAR)
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.broken = "no"
