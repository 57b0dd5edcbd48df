"""
A measure's control chart and funnel in words, and their numbers as rows of a file.
"""

from collections.abc import Iterator

from django.urls import reverse

from saferboard.domain.funnels import INNER, OUTER, Funnel
from saferboard.domain.periods import Quarter
from saferboard.measures.charting import Controlled
from saferboard.measures.queries import OneMeasure
from saferboard.ui.components import ChartFigure, Link
from saferboard.ui.control import control_figure
from saferboard.ui.funnel import funnel_figure

Row = tuple[str | int | float, ...]


def control(found: Controlled | None, *, as_at: Quarter) -> ChartFigure | None:
    """Return the control chart of a measure's months or quarters, or None where there is none."""
    if found is None or found.chart is None:
        return None
    definition = found.definition
    return control_figure(
        found.chart,
        ident="control",
        title=f"{definition.title} by {found.step}, held to its usual variation",
        y_label=f"{definition.unit[:1].upper()}{definition.unit[1:]} in the {found.step}",
        better=definition.better,
        target=found.target,
        notes=tuple(_notes(found)),
        download=_download("measures:control-csv", definition.slug, as_at),
    )


def _download(page: str, measure: str, as_at: Quarter) -> Link:
    address = f"{reverse(page, args=[measure])}?quarter={str(as_at).replace(' ', '+')}"
    return Link("Download these numbers (CSV)", address)


def _notes(found: Controlled) -> Iterator[str]:
    assert found.chart is not None, "only a drawn chart has notes"
    if not found.by_month:
        yield "Quarters are drawn, since fewer than 5 a month are counted."
    yield (
        f"The mean and limits are those of the {found.step}s drawn, since they were last drawn"
        " anew. They are never drawn anew by themselves: that takes a dated reason in the"
        " measure’s definition. No moving range is left out. A year that rolls on is printed, and"
        " never charted so."
    )
    yield _season(found)


def _season(found: Controlled) -> str:
    season = found.season
    if season is None:
        return f"Fewer than three years of {found.step}s are held: no season can be told."
    strength = f"F is {season.f:.1f}; above {season.needed:.1f} comes by chance 1 time in 100"
    if not season.found:
        return f"These counts follow no season that can be told from chance ({strength})."
    return (
        f"These counts follow a season ({strength}), so the mean and limits move with the time of"
        " year, and the rules are judged on the counts with the season taken out."
    )


def funnel(found: OneMeasure, *, as_at: Quarter) -> ChartFigure | None:
    """Return the boroughs' funnel plot, or None where none can be drawn."""
    if found.funnel is None:
        return None
    year = found.comparison
    definition = year.definition
    return funnel_figure(
        found.funnel,
        ident="funnel",
        title=f"The boroughs in a funnel, {year.figure.period.label}",
        marked=year.place.name,
        per=definition.per or 1000,
        unit=year.rate.unit,
        notes=_funnel_notes(found.funnel),
        download=_download("measures:funnel-csv", definition.slug, as_at),
    )


def _funnel_notes(found: Funnel) -> tuple[str, ...]:
    if found.dispersion > 1:
        widened = (
            f"The boroughs vary {found.dispersion:.1f} times as much as chance alone would have"
            f" them, so the limits are {found.dispersion**0.5:.1f} times as wide as chance alone"
            " would draw them."
        )
    else:
        widened = "The boroughs vary no more than chance would have them."
    return (
        "The line is London’s rate. Where few people live a rate moves more by chance, so the"
        " limits are wider: with the usual differences alone a borough lies within the inner"
        f" ones 95 times in 100 ({INNER} deviations), within the outer ones 99.8 ({OUTER}).",
        f"{widened} The widening is multiplicative, from z-scores winsorised at the 10th and 90th"
        " of 100 (Spiegelhalter, 2005).",
        "A borough outside the limits is one to ask about. It is not for that a worse one: people"
        " who come to work, shop or go out are not in its population.",
    )


CONTROL_HEAD = (
    "measure", "place", "first_month", "last_month", "count", "mean", "lower_limit",
    "upper_limit", "rules_met", "season",
)  # fmt: skip


def control_rows(found: Controlled) -> Iterator[Row]:
    """Return a control chart as the rows of a file, its heads first."""
    yield CONTROL_HEAD
    for point in found.chart.points if found.chart else ():
        limits = point.limits
        held = [limits.mean, limits.lower, limits.upper] if limits else []
        yield (
            found.definition.slug,
            found.place.name,
            str(point.period.first),
            str(point.period.last),
            point.count,
            *([round(value, 4) for value in held] or ["", "", ""]),
            "; ".join(sorted(signal.value for signal in point.signals)),
            "yes" if found.season and found.season.found else "no",
        )


FUNNEL_HEAD = (
    "measure", "borough", "period", "count", "people", "rate", "per", "lower_95", "upper_95",
    "lower_99_8", "upper_99_8", "z", "dispersion", "standing",
)  # fmt: skip


def funnel_rows(found: OneMeasure) -> Iterator[Row]:
    """Return a funnel plot as the rows of a file, its heads first."""
    yield FUNNEL_HEAD
    if found.funnel is None:
        return
    definition = found.comparison.definition
    per = definition.per or 1000
    for name, one in sorted(found.funnel.places.items()):
        limits = (
            round(found.funnel.limit(one.people, sign * z) * per, 4)
            for z in (INNER, OUTER)
            for sign in (-1, 1)
        )
        yield (
            definition.slug,
            name,
            str(found.comparison.figure.period),
            one.count,
            one.people,
            round(one.rate * per, 4),
            per,
            *limits,
            round(one.z, 4),
            round(found.funnel.dispersion, 4),
            one.standing.value,
        )
