import re
from decimal import Decimal

import pytest
from django.urls import reverse

from saferboard.domain.periods import parse_period
from saferboard.measures.definitions import definitions
from saferboard.measures.operations import Reported, report_figures
from tests.rooms.measures.conftest import AT, HOMES

DASHBOARD = reverse("measures:dashboard")


@pytest.fixture(autouse=True)
def of_ashford(settings):
    settings.SAFERBOARD_SITE = {**settings.SAFERBOARD_SITE, "place": "ashford"}


def text(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def where(measure, period):
    return f"{reverse('measures:where', args=[measure])}?period={period}"


def test_the_dashboard_leads_to_where_each_figure_is_from(two_years, client):
    html = text(client, DASHBOARD)
    assert "Crime figures for Ashford" in html
    assert "To the end of Q2 2022/23, September 2022" in html
    links = re.findall(r'href="([^"]*/where/\?period=[^"]*)"', html)
    assert len(set(links)) > 20
    for link in sorted(set(links))[:12]:
        assert client.get(link.replace("&amp;", "&")).status_code == 200
    assert "No source held" in html
    assert html.count("<svg") == html.count('role="img"') >= 3


def test_every_change_on_the_dashboard_says_whether_it_could_be_chance(two_years, client):
    html = text(client, DASHBOARD)
    assert "210 to 354: would be rare by chance" in html
    assert re.search(r"Of the \d+ changes of the year tested here \d+ would be unusual", html)
    page = html.split("<main")[1]
    below = re.findall(r'<span class="sb-below">([^<]*)</span>', page)
    assert "rare by chance" in below
    assert any(re.fullmatch(r"▲ \+[\d.]+%, rare by chance", words) for words in below)
    for cell in re.findall(r"<td[^>]*>(?:(?!</td>).)*[▲▼](?:(?!</td>).)*</td>", page, re.DOTALL):
        assert "by chance" in cell or "be chance" in cell


def test_a_measure_has_its_control_chart_with_its_rules_and_numbers(two_years, client):
    html = text(client, reverse("measures:measure", args=["total-burglary"]))
    assert "held to its usual variation" in html
    assert "Eight counts in a row on one side of the mean." in html
    assert "A year that rolls on is printed, and never charted so." in html
    assert "Fewer than three years of months are held: no season can be told." in html
    assert "Target: no target is set." in html
    answer = client.get(reverse("measures:control-csv", args=["total-burglary"]))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    lines = answer.content.decode().splitlines()
    assert len(lines) == 25
    assert lines[0].startswith("measure,place,first_month,last_month,count,mean")
    assert lines[-1].startswith("total-burglary,Ashford,2022-09,2022-09,")


def test_a_measure_that_nobody_counts_by_month_has_no_control_chart(people, client):
    html = text(client, reverse("measures:measure", args=["cctv-incidents"]))
    assert "control chart" not in html
    assert client.get(reverse("measures:control-csv", args=["cctv-incidents"])).status_code == 404


def test_three_boroughs_make_no_funnel(two_years, client):
    html = text(client, reverse("measures:measure", args=["total-burglary"]))
    assert "in a funnel" not in html
    rows = client.get(reverse("measures:funnel-csv", args=["total-burglary"])).content.decode()
    assert rows.count("\n") == 1


def test_before_anything_is_loaded_the_dashboard_says_what_to_do(db, client):
    assert "No figures have been loaded yet" in text(client, DASHBOARD)


def test_another_quarter_may_be_asked_for_and_a_later_one_is_not_offered(two_years, client):
    html = text(client, DASHBOARD)
    assert "quarter=2022-23+Q1" in html
    assert "quarter=2022-23+Q3" not in html
    earlier = text(client, f"{DASHBOARD}?quarter=2022-23+Q1")
    assert "To the end of Q1 2022/23" in earlier
    assert "quarter=2022-23+Q2" in earlier
    assert "quarter=2020-21+Q2" in text(client, f"{DASHBOARD}?quarter=2020-21+Q3")
    assert "quarter=2020-21+Q1" not in text(client, f"{DASHBOARD}?quarter=2020-21+Q2")


def test_a_measure_has_its_chart_its_years_and_its_definition(two_years, client):
    html = text(client, reverse("measures:measure", args=["total-burglary"]))
    assert "354" in html
    assert "▲ up 68.6% from 210" in html
    assert "Rate of each borough" in html
    assert "Show the numbers" in html
    assert "▲ up 68.6% from 210: would be rare by chance" in html
    assert "These months spread no more than independent events would." in html
    assert "Ashford’s rate is the lowest of 3 boroughs" in html
    assert "May well be" in html
    assert "lbb-community-safety-analyst" in html
    assert "2026" in html


def test_a_measure_with_no_source_says_why(two_years, client):
    html = text(client, reverse("measures:measure", args=["asb-calls"]))
    assert "No source is held." in html
    assert "<svg" not in html.split("<main")[1]


def test_a_reported_measure_lists_what_was_reported(people, client):
    figure = Reported(
        "cctv-incidents", "ashford", parse_period("2022-23 Q2"), Decimal("2017"),
        "partner-reports", "Priority 1 paper, section 5", "board of 27 October 2022",
    )  # fmt: skip
    report_figures([figure], by="system", at=AT)
    html = text(client, reverse("measures:measure", args=["cctv-incidents"]))
    assert "2,017" in html
    assert "Priority 1 paper, section 5" in html
    html = text(client, where("cctv-incidents", "2022-23+Q2"))
    assert "as reported: nothing was added up here" in html


def test_where_shows_the_working_and_every_row(two_years, client):
    html = text(client, where("total-burglary", "year+to+2022-09"))
    assert "Count: 354 (Oct 2021 to Sep 2022) = 354." in html
    assert "Change: (354 − 210) ÷ 210 = +68.6%." in html
    assert "Rate: 354 ÷ 200,000 × 1,000 = 1.77 per 1,000 people." in html
    assert "two-years.csv, lines 2, 3" in html
    assert "Open Government Licence v2.0" in html
    assert "Open Government Licence v3.0" in html


def test_where_says_why_there_is_no_figure(two_years, client):
    html = text(client, where("total-burglary", "2023-10"))
    assert "There is no figure: not published." in html


@pytest.mark.parametrize(
    "address",
    [
        "/figures/nothing-of-the-kind/",
        "/figures/nothing-of-the-kind/where/",
        "/figures/total-burglary/where/?period=someday",
        "/figures/total-burglary/where/?period=0001-01..9999-12",
        "/figures/total-burglary/?place=atlantis",
        "/figures/?quarter=2022",
        "/figures/?quarter=9998-99+Q4",
    ],
)
def test_what_nobody_knows_is_not_found(two_years, client, address):
    assert client.get(address).status_code == 404


def test_the_board_table_and_the_sources_are_pages(world, client, settings):
    settings.SAFERBOARD_SITE = {**settings.SAFERBOARD_SITE, "place": "westhaven"}
    html = text(client, reverse("measures:board-table"))
    assert "269 days: its later year ended in January 2022" in html
    assert "Does not agree" in html
    html = text(client, reverse("measures:sources"))
    assert "counts.csv" in html
    assert "leaves out the row" in html


def test_without_a_printed_table_the_page_says_so(db, client):
    assert "No table has been copied" in text(client, reverse("measures:board-table"))


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        (DASHBOARD, 11),
        ("/figures/total-burglary/", 6),
        ("/figures/total-burglary/where/", 6),
        ("/figures/total-burglary/issues/", 6),
        ("/figures/sources/", 1),
    ],
)
def test_a_page_asks_a_fixed_number_of_times(
    two_years, client, django_assert_num_queries, address, queries
):
    with django_assert_num_queries(queries):
        client.get(address)


def test_a_dashboard_is_worked_out_once_for_what_is_held(
    two_years, files, client, django_assert_num_queries
):
    first = client.get(DASHBOARD).content
    with django_assert_num_queries(6):
        assert client.get(DASHBOARD).content == first
    files.load(files.wide("again.csv", "2020-10", {(*HOMES, "Ashford"): [999] * 24}))
    again = client.get(DASHBOARD).content.decode()
    assert "11,988" in again, "twelve months of 999, from the file loaded since"
    assert "11,988" not in first.decode()


def test_a_dashboard_is_worked_out_again_after_a_report_and_for_an_altered_definition(
    two_years, client, monkeypatch
):
    first = client.get(DASHBOARD).content.decode()
    renamed = definitions()["total-burglary"].model_copy(update={"title": "Breaking in"})
    monkeypatch.setitem(definitions(), "total-burglary", renamed)
    assert "Breaking in" in client.get(DASHBOARD).content.decode()
    assert "Breaking in" not in first
    given = Reported(
        "cctv-incidents",
        "ashford",
        parse_period("2022-23 Q2"),
        Decimal(8765),
        "partner-reports",
        "5a",
        "board",
    )
    report_figures([given], by="system", at=AT)
    assert "8,765" in client.get(DASHBOARD).content.decode()


def test_a_dashboard_is_of_the_place_and_quarter_asked_for(two_years, client):
    pages = {
        client.get(f"/figures/?place={place}&quarter={quarter}").content
        for place in ("ashford", "bexhill")
        for quarter in ("2022-23 Q1", "2022-23 Q2")
    }
    assert len(pages) == 4
