"""
The base page and its components, rendered with the database shut.
"""

import datetime
import re

import pytest
from django import forms
from django.http import HttpResponse
from django.template import Context, Template
from django.template.loader import render_to_string
from django.urls import path
from django.utils.safestring import mark_safe

from saferboard.documents import blocks as paper
from saferboard.ui.charts import monthly_figure
from saferboard.ui.components import Cell, ChartFigure, Link, SummaryRow, Table, Tag, Tile

NAMES = ["board", "meetings", "home", "about", "sign-in", "sign-out"]
urlpatterns = [path("", HttpResponse, name="front")]
urlpatterns += [path(f"{name}/", HttpResponse, name=name) for name in NAMES]
pytestmark = pytest.mark.urls(__name__)


class Visitor:
    is_authenticated = False


class Clerk:
    is_authenticated = True
    signed_in_as = "Amara Osei, clerk"


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SAFERBOARD_SITE = {
        "name": "Safer Anyborough Partnership",
        "area": "Anyborough",
        "demo": True,
        "today": datetime.date(2022, 10, 7),
        "home": "front",
        "navigation": [("Board", "board"), ("Meetings", "meetings")],
        "signed_in_navigation": [("Home", "home")],
        "footer": [("About", "about")],
        "sign_in": "sign-in",
        "sign_out": "sign-out",
    }


def page(rf, name="ui/base.html", user=None, at="/", **context):
    request = rf.get(at)
    request.user = user or Visitor()
    return render_to_string(name, context, request)


def shown(template, **context):
    return Template("{% load ui %}" + template).render(Context(context))


def test_a_page_is_titled_with_the_partnership_and_says_its_language(rf):
    html = page(rf, title="Board")
    assert "<title>Board – Safer Anyborough Partnership</title>" in html
    assert '<html lang="en-GB"' in html
    assert 'href="#main-content"' in html
    assert 'id="main-content"' in html


def test_a_visitor_is_offered_signing_in_and_a_clerk_the_way_out_by_post(rf):
    visitor, clerk = page(rf), page(rf, user=Clerk())
    assert 'href="/sign-in/"' in visitor
    assert "/sign-out/" not in visitor
    assert 'href="/home/"' not in visitor
    assert "Amara Osei, clerk" in clerk
    assert re.search(r'<form method="post" action="/sign-out/"', clerk)
    assert "csrfmiddlewaretoken" in clerk
    assert 'href="/home/"' in clerk


@pytest.mark.parametrize(
    ("at", "marked"),
    [
        ("/board/", ("Board", "page")),
        ("/meetings/2022-10-27/", ("Meetings", "true")),
        ("/meetingsroom/", None),
        ("/", None),
    ],
)
def test_the_menu_says_where_one_is(rf, at, marked):
    found = re.findall(r'aria-current="(\w+)"><strong[^>]*>(\w+)<', page(rf, at=at))
    assert found == ([] if marked is None else [(marked[1], marked[0])])


def test_the_demo_says_so_with_its_day_and_a_real_site_says_nothing(rf, settings):
    assert "7 October 2022" in page(rf)
    settings.SAFERBOARD_SITE = {**settings.SAFERBOARD_SITE, "demo": False}
    assert "invented" not in page(rf)


def test_crumbs_are_shown_where_given(rf):
    assert "Breadcrumb" not in page(rf)
    html = page(rf, crumbs=[Link("Meetings", "/meetings/")])
    assert 'class="govuk-breadcrumbs__link" href="/meetings/">Meetings<' in html


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
def test_pages_of_failure_stand_and_have_one_heading(rf, name):
    html = page(rf, name)
    assert html.count("<h1") == 1
    assert "<title>" in html


def test_a_refusal_is_told_in_its_own_words(rf):
    assert "Only the clerk may issue a pack." in page(
        rf, "403.html", exception="Only the clerk may issue a pack."
    )


def test_the_page_of_last_resort_needs_no_request():
    assert "Sorry, there is a problem" in render_to_string("500.html")


@pytest.mark.parametrize("name", ["ui/base.html", "404.html", "500.html"])
def test_no_page_has_a_style_or_a_script_of_its_own(rf, name):
    html = page(rf, name, user=Clerk())
    assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:", html)
    assert re.findall(r"<script[^>]*></script>", html) == re.findall(r"<script.*?</script>", html)


def test_a_table_has_heads_both_ways_and_numbers_at_the_right():
    html = shown(
        "{% table t %}",
        t=Table(
            "Crime & change",
            ("Measure", "2022", "Status"),
            (
                ("Hate crime <b>", Cell("805", below="56.9% up"), Cell(tags=(Tag("Red", "red"),))),
                (Cell("Burglary", href="/b/"), "0", ""),
            ),
            numeric=frozenset({1}),
            note="As printed.",
        ),
    )
    assert html.count('<th scope="col"') == 3
    assert html.count('<th scope="row"') == 2
    assert html.count("govuk-table__cell--numeric") == 2
    assert "Hate crime &lt;b&gt;" in html
    assert 'aria-label="Crime &amp; change"' in html
    assert '<a class="govuk-link" href="/b/">Burglary</a>' in html
    assert "sb-tag--red" in html
    assert ">Red<" in html


@pytest.mark.parametrize(
    ("columns", "numeric", "stacked"),
    [
        (2, set(), False),
        (3, {1, 2}, False),
        (3, {1}, True),
        (4, {1, 2, 3}, False),
        (5, {1, 2, 3, 4}, True),
        (8, set(), True),
        (9, set(range(1, 9)), False),
    ],
)
def test_a_table_of_several_columns_is_stacked_on_a_telephone(columns, numeric, stacked):
    heads = tuple(f"Head {n}" for n in range(columns))
    row = tuple(f"word {n}" for n in range(columns))
    html = shown("{% table t %}", t=Table("Things", heads, (row,), numeric=frozenset(numeric)))
    assert ("sb-table__table--stacks" in html) is stacked


def test_a_cell_carries_its_heading_and_the_table_its_roles():
    marked = mark_safe('<abbr title="x">ASB</abbr> &amp; "more"')
    table = Table("Things", ("Measure", marked, ""), (("Calls", "1", "2"),))
    html = shown("{% table t %}", t=table)
    assert 'data-label="ASB &amp; &quot;more&quot;"' in html
    assert html.count("data-label") == 1
    for role, times in {
        "table": 1, "rowgroup": 2, "row": 2, "columnheader": 3, "rowheader": 1, "cell": 2,
    }.items():  # fmt: skip
        assert html.count(f'role="{role}"') == times


def test_a_table_of_a_paper_carries_its_headings_too():
    table = paper.Table("Things", ("Measure", "Said <b>", "Status"), ((paper.text("x"),) * 3,))
    html = Template("{% load blocks %}{% blocks b %}").render(Context({"b": table}))
    assert "sb-table__table--stacks" in html
    assert 'role="cell" data-label="Said &lt;b&gt;"' in html
    assert html.count('role="columnheader"') == 3


def test_a_page_not_found_says_what_the_view_said_and_nothing_of_the_programs(rf):
    told = page(rf, "404.html", exception="There is no meeting on that day.")
    assert '<p class="govuk-body">There is no meeting on that day.</p>' in told
    for own in ("Resolver404", "No Meeting matches the given query."):
        assert own not in page(rf, "404.html", exception=own)


def test_a_table_with_a_short_row_is_never_made():
    with pytest.raises(AssertionError, match="row 1 of “Crime” has 1 cells for 2 heads"):
        Table("Crime", ("A", "B"), (("x",),))


def test_a_status_is_a_word_with_a_tone():
    assert ">Amber</strong>" in shown('{% status "Amber" "amber" %}')
    with pytest.raises(AssertionError, match="colour alone"):
        Tag("", "red")
    with pytest.raises(AssertionError, match="not a tone"):
        Tag("Purple", "purple")


def test_a_chart_comes_with_its_sentence_and_its_numbers():
    figure = monthly_figure(
        [("2022-08", 4), ("2022-09", None)],
        ident="x", title="Burglary", y_label="Offences",
    )  # fmt: skip
    html = shown("{% chart f %}", f=figure)
    assert '<svg xmlns="http://www.w3.org/2000/svg"' in html
    assert 'role="img" aria-labelledby="x-title x-desc"' in html
    assert "Show the numbers" in html
    assert html.index("<details") < html.index("<table") < html.index("</details>")
    assert isinstance(figure, ChartFigure)


def test_tiles_show_a_figure_or_the_reason_there_is_none():
    html = shown(
        "{% tiles tiles 2 %}",
        tiles=[
            Tile("Burglary", "1,452", change="−1.5%", href="/where/"),
            Tile("Hate crime", "Not published", absent=True),
        ],
    )
    assert html.count("<h2") == 2
    assert html.count("sb-tile__value--absent") == 1
    assert 'Where is this from?<span class="govuk-visually-hidden">: Burglary</span>' in html


def test_small_pieces():
    assert "Change<span" in shown(
        "{% summary_list rows %}",
        rows=[SummaryRow("When", "10.30am", actions=(Link("Change", "/c/", "the time"),))],
    )
    assert "<p>kept</p>" in shown('{% details "More" %}<p>kept</p>{% enddetails %}')
    assert "govuk-inset-text" in shown("{% inset %}x{% endinset %}")
    assert 'role="alert"' in shown('{% notice "Saved" "success" %}')
    assert shown('{% button "Save" %}').startswith("<button")
    assert shown('{% button "Go" "/x/" "secondary" %}').startswith('<a href="/x/"')


class SignIn(forms.Form):
    username = forms.CharField(help_text="As the demo printed it")
    password = forms.CharField(
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


def test_a_wrong_form_lists_what_is_wrong_and_points_to_it():
    form = SignIn({"username": "", "password": "secret"})
    html = shown("{% error_summary form %}{% for f in form %}{% input f %}{% endfor %}", form=form)
    assert '<a href="#id_username">This field is required.</a>' in html
    assert 'aria-describedby="id_username-hint id_username-error"' in html
    assert 'type="password"' in html
    assert 'autocomplete="current-password"' in html
    assert "secret" not in html


def test_a_right_form_lists_nothing():
    assert shown("{% error_summary form %}", form=SignIn()).strip() == ""


def test_a_table_of_nothing_says_none_and_has_no_heads():
    html = shown("{% table t %}", t=Table("What rests on it (0)", ("Reference", "What"), ()))
    assert "What rests on it (0)" in html
    assert "None." in html
    assert "<table" not in html
