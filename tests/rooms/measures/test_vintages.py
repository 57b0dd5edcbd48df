"""
Which issue said what, held against the files themselves, added up in the plainest way.
"""

import datetime as dt
import re
from decimal import Decimal

from django.urls import reverse

from saferboard.domain.figures import Absence
from saferboard.domain.periods import Month, months_to, parse_period, rolling_year
from saferboard.measures import definitions as known
from saferboard.measures import printed_in as printed
from saferboard.measures.operations import Reported, report_figures
from saferboard.measures.printed_in import PrintedIn
from saferboard.measures.vintages import vintages
from tests.rooms.measures.conftest import AT, HOMES, SHOPS, steady

YEAR = rolling_year(Month(2022, 3))


def plain(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_each_issue_says_its_own_and_the_latest_stands(people, files):
    early = {(*HOMES, "Ashford"): [5] * 12, (*SHOPS, "Ashford"): [1] * 12}
    late = {(*HOMES, "Ashford"): [7] * 12, (*SHOPS, "Ashford"): [1] * 12}
    files.load(files.wide("late.csv", "2021-06", late))
    files.load(files.wide("early.csv", "2021-01", early))
    found = vintages("total-burglary", "ashford", YEAR)
    assert [one.edition.file_name for one in found.issues] == ["early.csv", "late.csv"]
    first, last = found.issues
    assert first.months == (6,) * 9 + (None,) * 3
    assert last.months == (None,) * 2 + (8,) * 10
    assert first.taken == frozenset(months_to(Month(2021, 5), 2))
    assert first.taken | last.taken == frozenset(YEAR)
    assert (first.total, last.total) == (None, None)
    assert found.figure.value == 2 * 6 + 10 * 8


def test_what_stands_is_what_each_month_believed_says(two_years, files):
    again = {(*HOMES, "Bexhill"): [n * 3 for n in range(30)]}
    files.load(files.wide("again.csv", "2020-10", again))
    found = vintages("total-burglary", "bexhill", YEAR)
    believed = [
        count
        for one in found.issues
        for month, count in zip(YEAR, one.months, strict=True)
        if month in one.taken
    ]
    assert sum(believed) == found.figure.value
    assert len(believed) == len(YEAR)


def test_the_page_names_the_months_that_were_revised(people, files, client):
    files.load(files.wide("one.csv", "2021-04", {(*HOMES, "Ashford"): [5] * 12}))
    files.load(files.wide("two.csv", "2021-05", {(*HOMES, "Ashford"): [5] * 3 + [6] + [5] * 8}))
    address = reverse("measures:vintages", args=["total-burglary"])
    html = plain(client.get(address, {"period": "2021-22", "place": "ashford"}).content.decode())
    assert "Revised from one issue to another: August 2021." in html
    assert "5 revised by +1" in html
    assert "One issue is held" not in html


def test_two_issues_of_a_measure_with_a_threshold_are_not_set_side_by_side(
    two_years, client, monkeypatch
):
    few = known.definitions()["total-burglary"].model_copy(
        update={"suppress_below": 10, "suppress_because": "few", "suppress_owner": "lbb"}
    )
    monkeypatch.setitem(known.definitions(), "total-burglary", few)
    found = vintages("total-burglary", "ashford", YEAR)
    assert (found.hidden, found.issues, found.reports) == (True, (), ())
    html = plain(client.get("/figures/total-burglary/issues/?place=ashford").content.decode())
    assert "this measure has a threshold" in html


def test_a_corrected_report_stands_beside_the_one_before(people, client):
    period = parse_period("2022-23 Q2")
    for value, vintage in ((412, "board of 27 October 2022"), (417, "a later return")):
        given = Reported(
            "cctv-incidents", "ashford", period, Decimal(value), "partner-reports", "5a", vintage
        )
        report_figures([given], by="system", at=AT)
    found = vintages("cctv-incidents", "ashford", period)
    assert [one.value for one in found.reports] == [412, 417]
    assert found.figure.value == 417
    html = plain(
        client.get(
            "/figures/cctv-incidents/issues/?place=ashford&period=2022-23+Q2"
        ).content.decode()
    )
    assert "412 5a Board of 27 October 2022 18 October 2022 No: a later one does" in html
    assert "417 5a A later return 18 October 2022 Yes" in html


def test_where_it_was_printed_stands_beside_it(people, files, client, monkeypatch):
    files.load(files.wide("one.csv", "2021-04", steady(Ashford=5)))
    said = (
        PrintedIn("the pack of a meeting", "/there/", dt.date(2022, 10, 19), Decimal(59), None),
        PrintedIn(
            "the pack of another", "/here/", dt.date(2022, 8, 1), None, Absence.NOT_PUBLISHED
        ),
    )
    monkeypatch.setattr(printed, "ASKED", [lambda *asked: said])
    for page in ("where", "issues"):
        html = plain(
            client.get(
                f"/figures/total-burglary/{page}/?place=ashford&period=2021-22"
            ).content.decode()
        )
        assert "The pack of another 1 August 2022 Not published Revised: 60 offences now" in html
        assert "The pack of a meeting 19 October 2022 59 Revised: 60 offences now" in html
