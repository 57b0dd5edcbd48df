"""
A printed count held against the published ones.
"""

import datetime as dt
from decimal import Decimal

import pytest

from saferboard.domain.periods import Month, rolling_year
from saferboard.domain.refusals import Refused
from saferboard.measures.printed import best_fit, printed_period
from tests.spec.tables import rows

HEADS = rows("""
    printed               | means
    ----------------------+----------
    Rolling Year Jan 21   | 2021-01
    Rolling year Feb 2022 | 2022-02
    Year to September 22  | 2022-09
    12 months to Dec-21   | 2021-12
""")


@pytest.mark.parametrize("row", HEADS, ids=lambda row: row["printed"])
def test_a_column_head_means_twelve_months(row):
    assert printed_period(row["printed"]) == rolling_year(Month.parse(row["means"]))


@pytest.mark.parametrize("words", ["", "Rolling Year", "Jan", "2021", "Rolling Year Jun21st"])
def test_a_head_without_a_month_and_year_is_refused(words):
    with pytest.raises(Refused, match="does not end with a month"):
        printed_period(words)


# Years of 1,000 that rise by 50 a month to January 2022 and after.
FITS = rows("""
    printed | fits year to | within | as labelled | chance
    --------+--------------+--------+-------------+-------
    1000    | 2022-01      | yes    | yes         | no
    1010    | 2022-01      | yes    | yes         | no
    1050    | 2022-02      | yes    | no          | no
    950     | 2021-12      | yes    | no          | no
    1300    | 2022-07      | yes    | no          | yes
    9000    | 2022-09      | no     | no          | yes
""")


def published(period):
    return Decimal(1000 + 50 * (period.last - Month(2022, 1)))


@pytest.mark.parametrize("row", FITS, ids=lambda row: row["printed"])
def test_the_year_a_count_fits_is_looked_for_nearest_its_label(row):
    labelled = rolling_year(Month(2022, 1))
    fit = best_fit(int(row["printed"]), labelled, by=dt.date(2022, 10, 27), published=published)
    assert str(fit.period.last) == row["fits year to"]
    said = [fit.within, fit.as_labelled, fit.may_be_chance]
    assert said == [row[k] == "yes" for k in ("within", "as labelled", "chance")]


def test_between_two_years_neither_is_within_one_per_cent():
    labelled = rolling_year(Month(2022, 1))
    fit = best_fit(1025, labelled, by=dt.date(2022, 10, 27), published=published)
    assert not fit.within
    assert fit.months_off in (0, 1)


def test_a_year_that_had_not_ended_is_not_looked_at():
    labelled = rolling_year(Month(2022, 1))
    fit = best_fit(1050, labelled, by=dt.date(2022, 2, 28), published=published)
    assert not fit.within


def test_with_nothing_published_there_is_no_fit():
    labelled = rolling_year(Month(2022, 1))
    assert best_fit(5, labelled, by=dt.date(2022, 10, 27), published=lambda _: None) is None
    nought = best_fit(0, labelled, by=dt.date(2022, 10, 27), published=lambda _: Decimal(0))
    assert nought.as_labelled
