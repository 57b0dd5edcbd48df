"""
“Where is this from?” in words.
"""

from dataclasses import dataclass

from saferboard.domain.periods import Period
from saferboard.measures.comparing import PopulationUsed
from saferboard.measures.definitions import Source
from saferboard.measures.presenters.common import change_sentence, first_upper, rank_sentence
from saferboard.measures.presenters.measure import counted_words
from saferboard.measures.presenters.vintages import printed_table, vintages_href
from saferboard.measures.tracing import EditionUsed, WhereFrom
from saferboard.ui.components import Link, SummaryRow, Table
from saferboard.ui.figures import show, with_unit


@dataclass(frozen=True)
class FileShown:
    """One file the figure was added up from."""

    heading: str
    facts: tuple[SummaryRow, ...]
    table: Table


@dataclass(frozen=True)
class LicenceShown:
    heading: str
    attribution: str
    licence: Link


@dataclass(frozen=True)
class WhereShown:
    title: str
    period: str
    value: str
    question: str
    facts: tuple[SummaryRow, ...]
    working: tuple[str, ...]
    files: tuple[FileShown, ...]
    licences: tuple[LicenceShown, ...]
    printed: Table | None
    issues: Link


def shown(found: WhereFrom) -> WhereShown:
    """Return the whole answer as it is printed."""
    figure = found.figure
    return WhereShown(
        title=found.definition.title,
        period=figure.period.label,
        value=with_unit(figure),
        question=found.definition.question,
        facts=tuple(_facts(found)),
        working=tuple(_working(found)),
        files=tuple(_file(one) for one in found.editions),
        licences=tuple(
            _licence(source) for source in (found.source, found.population_source) if source
        ),
        printed=printed_table(found.printed, figure) if found.printed else None,
        issues=Link("Which issue said what of it, and when", vintages_href(figure)),
    )


def _facts(found: WhereFrom) -> list[SummaryRow]:
    figure, source = found.figure, found.source
    rows = [
        SummaryRow("Place", found.comparison.place.name),
        SummaryRow("Period", f"{first_upper(figure.period.label)} ({_months(figure.period)})"),
        SummaryRow("What is counted", counted_words(found.definition)),
    ]
    if source:
        rows.append(SummaryRow("Source", f"{source.title}. {source.publisher}"))
    rows += [SummaryRow("Read from", f"{o.where} ({o.vintage})") for o in figure.origins]
    if source and source.absent_row and source.absent_row.means == "nought":
        because = source.absent_row.because.strip()
        rows.append(SummaryRow("No row counts as nought", f"{because[0].upper()}{because[1:]}."))
    if found.comparison.broken:
        rows.append(SummaryRow("Break in the series", found.comparison.broken.strip()))
    return rows


def _months(period: Period) -> str:
    if len(period) == 1:
        return str(period.first)
    return f"{period.first} to {period.last}"


def _working(found: WhereFrom) -> list[str]:
    year, figure = found.comparison, found.figure
    if figure.value is None:
        return [f"There is no figure: {show(figure).sr_text}."]
    lines = []
    if found.definition.reported:
        lines.append(f"{with_unit(figure)}, as reported: nothing was added up here.")
    if found.editions:
        parts = " + ".join(f"{one.total:,} ({_file_months(one)})" for one in found.editions)
        lines.append(f"Count: {parts} = {show(figure).text}.")
    if year.previous.value is not None:
        was, now = show(year.previous).text, show(figure).text
        before = first_upper(figure.period.before_label)
        lines.append(f"{before}, {year.previous.period.label}: {was}.")
        if year.change.value is not None:
            lines.append(f"Change: ({now} − {was}) ÷ {was} = {show(year.change).text}.")
    elif found.definition.counted:
        lines.append(f"Change: {change_sentence(year).lower()}.")
    if year.rate.value is not None and year.population:
        lines.append(
            f"Rate: {show(figure).text} ÷ {year.population.people:,} ×"
            f" {found.definition.per:,} = {show(year.rate).text} {year.rate.unit}."
        )
    if year.population:
        lines.append(_people(year.population, figure.period))
    if year.rank:
        lines.append(f"{rank_sentence(year)}.")
    return lines


def _people(people: PopulationUsed, period: Period) -> str:
    return (
        f"Population: {people.people:,} in mid-{people.year}, the year that the middle of the"
        f" period ({period.middle.day} {period.middle:%B %Y}) falls in. {people.title},"
        f" {people.vintage}."
    )


def _file_months(one: EditionUsed) -> str:
    first, last = one.period.first.short_label, one.period.last.short_label
    return first if first == last else f"{first} to {last}"


def _file(one: EditionUsed) -> FileShown:
    months = list(one.period)
    return FileShown(
        heading=one.edition.file_name,
        facts=(
            SummaryRow("Issue", first_upper(one.edition.vintage)),
            SummaryRow("Months taken from it", _file_months(one)),
            SummaryRow("Rows added", f"{len(one.rows):,}"),
            SummaryRow("Their sum", f"{one.total:,}"),
        ),
        table=Table(
            caption=f"Every row added, {one.edition.file_name}",
            head=("Offence", "Line", *(month.short_label for month in months), "Sum"),
            rows=tuple(
                (
                    f"{row.major}: {row.minor}" if row.minor != row.major else row.major,
                    str(row.line) if row.line == row.last_line else f"{row.line}–{row.last_line}",
                    *("–" if count is None else f"{count:,}" for _, count in row.months),
                    f"{row.total:,}",
                )
                for row in one.rows
            ),
            numeric=frozenset(range(1, len(months) + 3)),
            caption_hidden=True,
            note="A dash is a month the file has no entry for.",
        ),
    )


def _licence(source: Source) -> LicenceShown:
    return LicenceShown(
        heading=source.title,
        attribution=source.attribution.strip(),
        licence=Link(source.licence, source.licence_url),
    )
