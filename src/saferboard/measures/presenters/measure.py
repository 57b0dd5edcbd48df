"""
The page of one measure in words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from saferboard.domain.periods import Quarter
from saferboard.measures.comparing import Comparison
from saferboard.measures.definitions import Break, Definition, sources
from saferboard.measures.groups import BETTER, PERIODS
from saferboard.measures.narrative import where_href
from saferboard.measures.presenters import charts
from saferboard.measures.presenters.catalogue import state
from saferboard.measures.presenters.common import (
    HOW_CHANCE_IS_TOLD,
    NOT_STATED,
    NOTHING,
    change_cell,
    change_sentence,
    figure_cell,
    first_upper,
    interval_in_words,
    london_cell,
    months_chart,
    overdue,
    rank_cell,
    rank_sentence,
)
from saferboard.measures.queries import OneMeasure
from saferboard.measures.recutting import of_wards
from saferboard.ui.components import Cell, ChartFigure, Link, SummaryRow, Table, Tag, Tile
from saferboard.ui.figures import show
from saferboard.ui.ranks import rank_figure

NOT_SUPPLIED = "Not supplied: no partner has given a figure of it, as far as is held here."


@dataclass(frozen=True)
class MeasureShown:
    title: str
    question: str
    tiles: tuple[Tile, ...]
    absent: str
    chart: ChartFigure | None
    years: Table | None
    strip: ChartFigure | None
    control: ChartFigure | None
    no_control: str
    funnel: ChartFigure | None
    wards: Link | None
    reported: Table | None
    facts: tuple[SummaryRow, ...]
    overdue: str
    state: Tag
    proposed: bool
    no_figures: str


def shown(found: OneMeasure, *, on: date, as_at: Quarter) -> MeasureShown:
    """Return a measure's page as it is printed on the day `on`, for the quarter `as_at`."""
    definition = found.comparison.definition
    return MeasureShown(
        title=definition.title,
        question=definition.question,
        tiles=_tiles(found) if definition.counted else (),
        absent=definition.counts.none_because.strip(),
        chart=months_chart(found.monthly, ident="months") if definition.counted else None,
        years=_years(found) if definition.counted else None,
        strip=_strip(found),
        control=charts.control(found.controlled, as_at=as_at),
        no_control=found.controlled.refused if found.controlled else "",
        funnel=charts.funnel(found, as_at=as_at),
        wards=_wards(definition, as_at),
        reported=_reported(found) if found.reported else None,
        facts=tuple(facts(definition, found.posts)),
        overdue=overdue(definition, on),
        state=state(definition),
        proposed=definition.proposed,
        no_figures=NOT_SUPPLIED if definition.reported and not found.reported else "",
    )


def _wards(definition: Definition, as_at: Quarter) -> Link | None:
    if not of_wards(definition):
        return None
    page = reverse("measures:wards", args=[definition.slug])
    words = f"{definition.title} by ward, on a map"
    return Link(words, f"{page}?{urlencode({'quarter': str(as_at)})}")


def _tiles(found: OneMeasure) -> tuple[Tile, ...]:
    year = found.comparison
    count, rate, london = show(year.figure), show(year.rate), show(year.london.rate)
    return (
        Tile(
            label=first_upper(year.figure.period.label),
            value=count.text,
            unit="" if count.absent else year.definition.unit,
            change=change_sentence(year),
            href=where_href(year.figure),
            absent=count.absent,
        ),
        Tile(
            label=f"Rate in {year.place.name}",
            value=rate.text,
            unit="" if rate.absent else year.rate.unit,
            note=_rank_with_interval(found),
            href=where_href(year.figure),
            absent=rate.absent,
        ),
        Tile(
            label=f"Rate in London’s {year.london.boroughs} boroughs",
            value=london.text,
            unit="" if london.absent else year.rate.unit,
            change=_london_change(year),
            absent=london.absent,
        ),
    )


def _rank_with_interval(found: OneMeasure) -> str:
    """Return where a place stands among the boroughs, and which ranks it may well hold."""
    said, ranks = rank_sentence(found.comparison), found.ranks
    if not said or ranks is None:
        return said
    if ranks.low == ranks.high:
        return f"{said}, and so it is 95 times in 100"
    return f"{said}; it may well be anywhere from {interval_in_words(ranks)}"


def _london_change(year: Comparison) -> str:
    change = show(year.london.change)
    if change.absent:
        return change.text
    said = f"{change.text} on the year before"
    chance = year.london.chance
    return f"{said}: {chance.likelihood.label}" if chance and year.london.change.value else said


def _years(found: OneMeasure) -> Table:
    return Table(
        caption="Year by year",
        head=("Year", "Count", "Change", "Rate per 1,000", "Rank", "London’s change"),
        rows=tuple(
            (
                first_upper(year.figure.period.label),
                figure_cell(year),
                change_cell(year),
                show(year.rate).text if year.rate.known else NOTHING,
                rank_cell(year),
                london_cell(year),
            )
            for year in found.years
        ),
        numeric=frozenset({1, 2, 3, 4, 5}),
        note=f"Rank 1 is the lowest rate of the boroughs. {HOW_CHANCE_IS_TOLD}{_spread(found)}",
    )


def _strip(found: OneMeasure) -> ChartFigure | None:
    year = found.comparison
    if not year.rate.known:
        return None
    london = year.london.rate.value
    return rank_figure(
        [(one.place.name, one.rate.value) for one in found.boroughs],
        ident="boroughs",
        title=f"Rate of each borough, {year.figure.period.label}",
        marked=year.place.name,
        unit=year.rate.unit,
        average=("London", london) if london is not None else None,
        may_be={
            one.place.name: (one.ranks.low, one.ranks.high) for one in found.boroughs if one.ranks
        },
    )


def _spread(found: OneMeasure) -> str:
    """Return how widely the series' months spread, for under its changes."""
    chance = found.comparison.chance
    if chance is None:
        return ""
    if chance.dispersion is None:
        return " Here too few months are held."
    if chance.dispersion == 1:
        return " These months spread no more than independent events would."
    return (
        f" These months vary {chance.dispersion:.1f} times as much as independent events would,"
        " season apart."
    )


def _reported(found: OneMeasure) -> Table:
    return Table(
        caption="As reported",
        head=("Period", "Figure", "Reported in"),
        rows=tuple(
            (
                first_upper(figure.period.label),
                show(figure, where_href(figure)).cell(),
                Cell(figure.origins[0].where, below=figure.origins[0].vintage),
            )
            for figure in found.reported
        ),
        numeric=frozenset({1}),
    )


def facts(definition: Definition, posts: Mapping[str, str]) -> list[SummaryRow]:
    """Return what a measure is, row by row, as its file has it."""
    rows = [SummaryRow("What is counted", counted_words(definition))]
    rows.append(SummaryRow("Counted", first_upper(definition.numerator or NOT_STATED)))
    over = "" if definition.over else definition.denominator
    if over:
        rows.append(SummaryRow("Out of", over))
    rows.append(SummaryRow("Unit", first_upper(definition.unit)))
    rows.append(SummaryRow("Period", PERIODS[definition.period]))
    with_whom = ", ".join(definition.compared_with) or NOT_STATED
    rows.append(SummaryRow("Compared with", first_upper(with_whom)))
    rows.append(SummaryRow("Ranked among", first_upper(definition.ranked_among or NOT_STATED)))
    if definition.counts.source:
        rows.append(SummaryRow("Source", sources()[definition.counts.source].title))
    if definition.over:
        people = sources()[definition.over.source].title
        rows.append(SummaryRow("Rate", f"Per {definition.per:,} people: {people}"))
    rows.append(SummaryRow("What would be better", BETTER[definition.better]))
    rows += [SummaryRow("Break in the series", _break(b)) for b in definition.breaks]
    rows += [SummaryRow("Limits drawn anew", _rebase(b)) for b in definition.rebases]
    rows.append(SummaryRow("Target", _target(definition)))
    rows.append(SummaryRow("Small numbers", _suppressed(definition)))
    if definition.notes:
        rows.append(SummaryRow("Note", definition.notes.strip()))
    rows.append(SummaryRow("Written by", posts.get(definition.written_by, definition.written_by)))
    checked = posts.get(definition.checked_by, definition.checked_by)
    rows.append(SummaryRow("Checked by", checked or "Nobody yet: it is proposed"))
    when = definition.review_by
    rows.append(SummaryRow("To be reviewed by", f"{when.day} {when:%B %Y}"))
    rows.append(SummaryRow("Name in commands and texts", definition.slug))
    return rows


def counted_words(definition: Definition) -> str:
    """Return what a measure counts in a sentence."""
    counts = definition.counts
    if counts.none_because:
        return f"Nothing is held. {counts.none_because.strip()}"
    if definition.reported:
        if definition.unit.startswith(("%", "per ")):
            return "The share or rate that partners report."
        return (
            f"The {definition.unit} that partners report."
            if definition.unit != "£"
            else ("The sum of money that partners report.")
        )
    if counts.offences == ("*",):
        return "Every offence in the source."
    return "; ".join(_offence(major, minor) for major, minor in counts.pairs)


def _offence(major: str, minor: str) -> str:
    if minor == "*":
        return f"{major}: every offence of the group"
    return minor if major == minor else f"{major}: {minor}"


def _break(found: Break) -> str:
    return f"From {found.start.label}, not to be compared with before. {found.because.strip()}"


def _rebase(found: Break) -> str:
    return f"From {found.start.label}. {found.because.strip()}"


def _target(definition: Definition) -> str:
    target = definition.target
    if target is None:
        return "None is set"
    return f"{target.value:,f} a {target.each}, set by {target.set_by}: {target.because.strip()}"


def _suppressed(definition: Definition) -> str:
    if definition.threshold_undecided:
        return "Not decided, so no figure of it may be recorded yet."
    if definition.suppress_below is None:
        return "Shown as they are: the source publishes or gives them in this detail."
    return (
        f"Not shown below {definition.suppress_below}: {definition.suppress_because}"
        f" ({definition.suppress_owner})."
    )
