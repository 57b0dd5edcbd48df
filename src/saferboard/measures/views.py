"""
Pages about figures.  Anyone may read them.
"""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from saferboard.domain.periods import NotAPeriod, Quarter, parse_period, rolling_year
from saferboard.domain.refusals import Refused
from saferboard.measures import board_table as tables
from saferboard.measures import boundaries as areas
from saferboard.measures import queries
from saferboard.measures import savings as saved
from saferboard.measures import youth_justice as youth
from saferboard.measures.catalogue import sought
from saferboard.measures.forms import CatalogueForm, SavingsForm
from saferboard.measures.held_pages import HeldPages
from saferboard.measures.permissions import refusal_to_add
from saferboard.measures.presenters import board_table as board_table_words
from saferboard.measures.presenters import boundaries as boundary_words
from saferboard.measures.presenters import catalogue as catalogue_words
from saferboard.measures.presenters import charts as chart_words
from saferboard.measures.presenters import dashboard as dashboard_words
from saferboard.measures.presenters import measure as measure_words
from saferboard.measures.presenters import savings as savings_words
from saferboard.measures.presenters import sources as sources_words
from saferboard.measures.presenters import vintages as vintages_words
from saferboard.measures.presenters import wards as wards_words
from saferboard.measures.presenters import where as where_words
from saferboard.measures.presenters import youth_justice as youth_words
from saferboard.measures.tracing import where_from
from saferboard.measures.vintages import vintages as issues_of
from saferboard.measures.wards import ByWard, by_ward
from saferboard.ui import clock
from saferboard.ui.crumbs import crumbs
from saferboard.ui.downloads import as_csv

FIGURES = ("Figures", "measures:dashboard")
DASHBOARDS: HeldPages[tuple[str, SafeString]] = HeldPages()
"""Nothing on the dashboard is of whoever reads it, so one is kept for all."""


def not_found_in_words(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Turn a measure, place or period that nobody knows into a page that is not found."""

    @wraps(view)
    def looked_for(request: HttpRequest, *args: str, **named: str) -> HttpResponse:
        try:
            return view(request, *args, **named)
        except (Refused, NotAPeriod) as error:
            raise Http404(str(error)) from None

    return looked_for


def _place(request: HttpRequest) -> str:
    return request.GET.get("place") or settings.SAFERBOARD_SITE["place"]


def _quarter(request: HttpRequest, latest: Quarter) -> Quarter:
    asked = request.GET.get("quarter")
    return Quarter.parse(asked) if asked else latest


@not_found_in_words
def dashboard(request: HttpRequest) -> HttpResponse:
    latest = queries.latest_quarter(on=clock.today())
    if not queries.any_figures():
        return render(request, "measures/no_figures.html", {"crumbs": crumbs()})
    place, as_at = _place(request), _quarter(request, latest)

    def made() -> tuple[str, SafeString]:
        found = queries.dashboard(place, as_at=as_at)
        shown = dashboard_words.shown(found, latest=latest)
        return shown.heading, render_to_string("measures/dashboard_body.html", {"page": shown})

    heading, body = DASHBOARDS.get((place, as_at, latest), made)
    page = {"heading": heading, "body": body, "crumbs": crumbs()}
    return render(request, "measures/dashboard.html", page)


@not_found_in_words
def measure(request: HttpRequest, measure: str) -> HttpResponse:
    as_at = _quarter(request, queries.latest_quarter(on=clock.today()))
    found = queries.one_measure(measure, _place(request), as_at=as_at)
    shown = measure_words.shown(found, on=clock.today(), as_at=as_at)
    return render(request, "measures/measure.html", {"page": shown, "crumbs": crumbs(FIGURES)})


@not_found_in_words
def control_csv(request: HttpRequest, measure: str) -> HttpResponse:
    as_at = _quarter(request, queries.latest_quarter(on=clock.today()))
    found = queries.one_measure(measure, _place(request), as_at=as_at)
    if found.controlled is None:
        raise Http404("This measure has no control chart.")
    return as_csv(chart_words.control_rows(found.controlled), f"{measure}-control-chart.csv")


@not_found_in_words
def funnel_csv(request: HttpRequest, measure: str) -> HttpResponse:
    as_at = _quarter(request, queries.latest_quarter(on=clock.today()))
    found = queries.one_measure(measure, _place(request), as_at=as_at)
    return as_csv(chart_words.funnel_rows(found), f"{measure}-boroughs.csv")


@not_found_in_words
def wards(request: HttpRequest, measure: str) -> HttpResponse:
    latest = queries.latest_quarter(on=clock.today())
    as_at = _quarter(request, latest)
    found = _by_ward(measure, as_at)
    shown = wards_words.shown(found, as_at=as_at, latest=latest)
    way = crumbs(FIGURES, (found.definition.title, "measures:measure", measure))
    return render(request, "measures/wards.html", {"page": shown, "crumbs": way})


@not_found_in_words
def wards_csv(request: HttpRequest, measure: str) -> HttpResponse:
    as_at = _quarter(request, queries.latest_quarter(on=clock.today()))
    return as_csv(wards_words.rows(_by_ward(measure, as_at)), f"{measure}-wards.csv")


def _by_ward(measure: str, as_at: Quarter) -> ByWard:
    return by_ward(measure, settings.SAFERBOARD_SITE["place"], rolling_year(as_at.period.last))


@not_found_in_words
def where(request: HttpRequest, measure: str) -> HttpResponse:
    asked = request.GET.get("period")
    latest = queries.latest_quarter(on=clock.today())
    period = parse_period(asked) if asked else rolling_year(latest.period.last)
    found = where_from(measure, _place(request), period)
    way = crumbs(FIGURES, (found.definition.title, "measures:measure", measure))
    return render(request, "measures/where.html", {"page": where_words.shown(found), "crumbs": way})


@not_found_in_words
def vintages(request: HttpRequest, measure: str) -> HttpResponse:
    asked = request.GET.get("period")
    latest = queries.latest_quarter(on=clock.today())
    period = parse_period(asked) if asked else rolling_year(latest.period.last)
    found = issues_of(measure, _place(request), period)
    way = crumbs(FIGURES, (found.definition.title, "measures:measure", measure))
    shown = vintages_words.shown(found)
    return render(request, "measures/vintages.html", {"page": shown, "crumbs": way})


def catalogue(request: HttpRequest) -> HttpResponse:
    form = CatalogueForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    shown = catalogue_words.shown(sought(**asked))
    return render(
        request,
        "measures/catalogue.html",
        {
            "page": shown,
            "form": form,
            "may_add": refusal_to_add(request.user, on=clock.today()) is None,
            "crumbs": crumbs(FIGURES),
        },
    )


@not_found_in_words
def youth_justice(request: HttpRequest) -> HttpResponse:
    found = youth.youth_justice(_place(request))
    shown = youth_words.shown(found, on=clock.today())
    return render(
        request, "measures/youth_justice.html", {"page": shown, "crumbs": crumbs(FIGURES)}
    )


@not_found_in_words
def savings(request: HttpRequest) -> HttpResponse:
    form = SavingsForm(request.GET if "reckon" in request.GET else None)
    asked = form.cleaned_data if form.is_valid() else None
    found = saved.reported_savings(_place(request))
    shown = savings_words.shown(found, asked=asked)
    return render(
        request,
        "measures/savings.html",
        {"page": shown, "form": form, "crumbs": crumbs(FIGURES)},
        status=400 if form.errors else 200,
    )


def boundaries(request: HttpRequest) -> HttpResponse:
    shown = boundary_words.shown(areas.boundaries())
    return render(request, "measures/boundaries.html", {"page": shown, "crumbs": crumbs(FIGURES)})


def board_table(request: HttpRequest) -> HttpResponse:
    as_at = queries.latest_quarter(on=clock.today())
    found = tables.latest_beside_computed(on=clock.today(), as_at=as_at)
    shown = board_table_words.shown(found) if found else None
    way = crumbs(FIGURES)
    return render(request, "measures/board_table.html", {"page": shown, "crumbs": way})


def sources(request: HttpRequest) -> HttpResponse:
    shown = sources_words.shown(queries.sources_held())
    way = crumbs(FIGURES)
    return render(request, "measures/sources.html", {"sources": shown, "crumbs": way})
