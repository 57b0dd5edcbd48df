"""
Taking figures in: published files, what partners report, tables as papers printed them.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from saferboard.domain.periods import Month
from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.measures import permissions
from saferboard.measures.definitions import Source, defined, known_source, sources
from saferboard.measures.loaders.borough_months import read_borough_months
from saferboard.measures.loaders.dashboard import read_dashboard
from saferboard.measures.loaders.months import month_of
from saferboard.measures.loaders.read import FileRead
from saferboard.measures.loaders.tidy import read_tidy
from saferboard.measures.loaders.ward_months import SMALL_AREAS, WARDS, read_area_months
from saferboard.measures.local import file_of, refuse_unfit
from saferboard.measures.models import (
    Edition,
    LocalMeasure,
    PrintedChange,
    PrintedRow,
    PrintedTable,
    Series,
)
from saferboard.measures.printed import printed_period
from saferboard.measures.reporting.operations import Reported as Reported
from saferboard.measures.reporting.operations import report_figures as report_figures
from saferboard.partners.models import User
from saferboard.places.csv_files import LONGEST_NAME, CsvFile, read_csv
from saferboard.places.models import PlaceKind
from saferboard.places.operations import add_named_areas, load_populations
from saferboard.places.populations import read_populations
from saferboard.places.queries import Gazetteer, gazetteer

AT_A_TIME = 500
"""How many series go to the database in one statement."""


@dataclass(frozen=True)
class Loaded:
    """What came of loading one file.  `again` if it was held already and nothing changed."""

    file: str
    source: str
    vintage: str
    rows: int
    again: bool


@transaction.atomic
def load_file(
    path: Path,
    *,
    source: str,
    by: str,
    at: dt.datetime,
    vintage: str = "",
    leave_out: Collection[Month] = (),
) -> Loaded:
    """
    Take in one file, whole but for the months left out, or not at all; a file already held changes
    nothing.

    :raises Refused: if the source is not known, or figures that partners report are given without
        the name of their issue.
    :raises BadFile: with up to twenty of the things wrong with the file.
    """
    described = known_source(source)
    if len(vintage) > LONGEST_NAME:
        words = (
            f"The name of an issue may have {LONGEST_NAME} letters, and this has {len(vintage)}."
        )
        raise Refused(Refusal("long-vintage", words))
    file = read_csv(path)
    held = Edition.objects.filter(source=source, sha256=file.sha256).first()
    if held is not None:
        return Loaded(file.name, source, held.vintage, held.rows, again=True)
    if leave_out:
        file = file.without(lambda head: month_of(head) in leave_out)
    if described.loader == "reports":
        return _load_reports(file, described, vintage, by, at)
    if described.loader == "population":
        return _load_people(file, described, vintage, by, at)
    return _load_series(file, described, vintage, by, at)


def _load_people(file: CsvFile, source: Source, vintage: str, by: str, at: dt.datetime) -> Loaded:
    read = read_populations(file)
    vintage = vintage or read.vintage
    rows = load_populations(read, name=file.name, source=source.slug, vintage=vintage, by=by, at=at)
    Edition.objects.create(
        source=source.slug,
        file_name=file.name,
        sha256=file.sha256,
        vintage=vintage,
        first_month=f"{read.first_year}-06",
        last_month=f"{read.last_year}-06",
        rows=rows,
        loaded_at=at,
    )
    return Loaded(file.name, source.slug, vintage, rows, again=False)


def _load_reports(file: CsvFile, source: Source, vintage: str, by: str, at: dt.datetime) -> Loaded:
    if not vintage:
        words = (
            "Name the issue of these figures with --vintage, as “board of 27 October 2022”: a"
            " correction is another issue."
        )
        raise Refused(Refusal("no-vintage", words))
    places = {one: place.slug for place in gazetteer().places for one in (place.name, place.slug)}
    rows = read_tidy(file, places=places)
    report_figures(
        (
            Reported(
                row.measure,
                row.place,
                row.period,
                row.value,
                source.slug,
                row.where,
                vintage,
                row.absence,
            )
            for row in rows
        ),
        by=by,
        at=at,
    )
    Edition.objects.create(
        source=source.slug,
        file_name=file.name,
        sha256=file.sha256,
        vintage=vintage,
        first_month=str(min(row.period.first for row in rows)),
        last_month=str(max(row.period.last for row in rows)),
        rows=len(rows),
        loaded_at=at,
    )
    return Loaded(file.name, source.slug, vintage, len(rows), again=False)


def _load_series(file: CsvFile, source: Source, vintage: str, by: str, at: dt.datetime) -> Loaded:
    places = gazetteer()
    areas = {PlaceKind.WARD, PlaceKind.LSOA}
    named = {place.name for place in places.places if place.kind not in areas}
    named |= set(source.also_names)
    if source.loader == "borough-months":
        boroughs = [place.name for place in places.boroughs]
        read = read_borough_months(
            file, source=source, sources=sources(), areas=named, boroughs=boroughs
        )
    elif source.loader == "ward-months":
        wards = {place.code: place.name for place in places.wards}
        read = read_area_months(file, WARDS, of=sources()[source.wards_of], areas=wards)
    elif source.loader == "small-area-months":
        small = {place.code: place.name for place in places.small_areas}
        read = read_area_months(file, SMALL_AREAS, of=sources()[source.wards_of], areas=small)
    else:
        read = read_dashboard(file, areas=named)
    used = {series.place for series in read.series}
    add_named_areas({n: kind for n, kind in source.also_names.items() if n in used})
    edition = _keep(file, read, source, vintage or read.vintage, gazetteer(), at)
    record(
        Kind.FIGURES_LOADED,
        subject=f"edition {edition.pk}",
        by=by,
        at=at,
        file=file.name,
        source=source.slug,
        vintage=edition.vintage,
        rows=edition.rows,
    )
    return Loaded(file.name, source.slug, edition.vintage, edition.rows, again=False)


def _keep(
    file: CsvFile,
    read: FileRead,
    source: Source,
    vintage: str,
    places: Gazetteer,
    at: dt.datetime,
) -> Edition:
    by_name = {place.name: place for place in places.places}
    edition = Edition.objects.create(
        source=source.slug,
        file_name=file.name,
        sha256=file.sha256,
        vintage=vintage,
        first_month=str(read.period.first),
        last_month=str(read.period.last),
        rows=len(read.series),
        places=sorted({by_name[series.place].slug for series in read.series}),
        loaded_at=at,
    )
    Series.objects.bulk_create(
        (
            Series(
                edition=edition,
                place_id=by_name[series.place].id,
                major=series.major,
                minor=series.minor,
                line=series.line,
                last_line=series.last_line,
                counts=list(series.counts),
            )
            for series in read.series
        ),
        batch_size=AT_A_TIME,
    )
    return edition


@dataclass(frozen=True)
class RowCopied:
    """
    One row of a printed table, as it stands on the page.

    `also` holds the same change as the paper states it elsewhere: the words and where.
    """

    label: str
    measure: str
    earlier: int
    later: int
    stated: str
    rag: str = ""
    also: tuple[tuple[str, str], ...] = ()


@transaction.atomic
def copy_printed_table(
    title: str,
    *,
    paper: str,
    meeting_on: dt.date,
    place: str,
    earlier_label: str,
    later_label: str,
    rows: Iterable[RowCopied],
    by: str,
    at: dt.datetime,
) -> PrintedTable:
    """
    Copy a table as a paper printed it, right or wrong, with its columns' own heads.

    :raises Refused: if it was copied before, a head names no period, or a row no measure.
    """
    _refuse_a_second_copy(title, paper, meeting_on)
    table = PrintedTable.objects.create(
        title=title,
        paper=paper,
        meeting_on=meeting_on,
        place_id=gazetteer().find(place).id,
        **_columns(earlier_label, later_label),
    )
    for position, row in enumerate(rows, start=1):
        _copy_row(table, position, row)
    record(
        Kind.TABLE_COPIED,
        subject=f"printed table {table.pk}",
        by=by,
        at=at,
        paper=paper,
        meeting=meeting_on.isoformat(),
        rows=table.rows.count(),
    )
    return table


def _refuse_a_second_copy(title: str, paper: str, meeting_on: dt.date) -> None:
    if PrintedTable.objects.filter(meeting_on=meeting_on, paper=paper, title=title).exists():
        words = f"The table “{title}” of {meeting_on} was copied before."
        raise Refused(Refusal("already-copied", words))


def _columns(earlier_label: str, later_label: str) -> dict[str, str]:
    """Return the two heads as printed, and the months they mean."""
    earlier, later = printed_period(earlier_label), printed_period(later_label)
    return {
        "earlier_label": earlier_label,
        "later_label": later_label,
        "earlier_first": str(earlier.first),
        "earlier_last": str(earlier.last),
        "later_first": str(later.first),
        "later_last": str(later.last),
    }


def _copy_row(table: PrintedTable, position: int, row: RowCopied) -> None:
    kept = PrintedRow.objects.create(
        table=table,
        position=position,
        label=row.label,
        measure=defined(row.measure).slug,
        earlier=row.earlier,
        later=row.later,
        stated=row.stated,
        rag=row.rag,
    )
    PrintedChange.objects.bulk_create(
        PrintedChange(row=kept, text=text, where=where) for text, where in row.also
    )


@transaction.atomic
def propose_measure(
    slug: str, content: Mapping[str, Any], *, by: User, at: dt.datetime
) -> LocalMeasure:
    """
    Add a measure of this partnership's own, proposed until somebody else has checked it.

    `content` is what its file would hold, but for the names of author and checker.

    :raises Refused: if `by` may not, the name is taken, or the definition may not be used.
    """
    require(permissions.refusal_to_add(by, on=at.date()))
    post = permissions.post_keeping_figures(by, on=at.date())
    refuse_unfit(slug, file_of(content, written_by=post, checked_by=""))
    kept = LocalMeasure.objects.create(
        slug=slug, content=dict(content), written_by=post, author_id=by.person_id, written_at=at
    )
    record(Kind.MEASURE_PROPOSED, subject=f"measure {slug}", by=by, at=at)
    return kept


@transaction.atomic
def check_measure(slug: str, *, by: User, at: dt.datetime) -> None:
    """
    Say that a proposed measure has been checked, by a person and a post not its author's.

    :raises Refused: if there is none of that name, or `by` may not.
    """
    kept = LocalMeasure.objects.select_for_update().filter(slug=slug).first()
    if kept is None:
        words = f"No measure called “{slug}” was added here."
        raise Refused(Refusal("unknown-measure", words))
    require(
        permissions.refusal_to_check(
            by,
            author=kept.author_id,
            written_by=kept.written_by,
            checked=bool(kept.checked_by),
            on=at.date(),
        )
    )
    kept.checked_by = permissions.post_keeping_figures(by, on=at.date())
    kept.checked_at = at
    kept.save(update_fields=["checked_by", "checked_at"])
    record(Kind.MEASURE_CHECKED, subject=f"measure {slug}", by=by, at=at)
