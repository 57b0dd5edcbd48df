"""
A sheet as an Excel template, and a filled one read back into its boxes.
"""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from saferboard.documents.filled import Filled as Table
from saferboard.documents.filled import Template, Unfit, sheet_of
from saferboard.documents.filled_apart import read_apart
from saferboard.documents.safety import FileKind
from saferboard.domain.refusals import Refusal, Refused
from saferboard.domain.sheets import ALL, WHOLE, Cell
from saferboard.sheets import operations, queries
from saferboard.sheets.askers import Filler
from saferboard.sheets.filling import Opened, for_whoever_fills, opened, way_to
from saferboard.sheets.forms import UploadForm
from saferboard.sheets.models import OwnWord
from saferboard.sheets.presenters import column_label, row_label
from saferboard.sheets.reading import CELL_LENGTH, Asked
from saferboard.ui import clock
from saferboard.ui.form_pages import FormPage, form_page, typed
from saferboard.ui.words import counted

LARGEST = 5 * 1024 * 1024
VERSION = "1"
"""The layout of the template: one of another version is not read."""
NOTES = (
    "Write in the boxes on the right: a number, nil, not applicable, not held or not supplied. Add"
    " no rows, columns or sheets; then give the file back on the page that you took it from."
)
TAG_PARTS = 4
"""Template, sheet and edition, quarter, partner."""
LEADING = 3
"""The columns before those to fill in: the row's name, what it counts, and what it is of."""


def tag_of(found: Opened) -> str:
    """Return how a template says which sheet, edition, quarter and partner it is of."""
    defined = found.asked.defined
    return (
        f"Template {VERSION}, {defined.slug} {defined.edition}, {found.asked.quarter},"
        f" {found.held.organisation.code}"
    )


def template_of(found: Opened, own: list[OwnWord]) -> Template:
    """Return the template of a return, with the partner's own words and what is kept so far."""
    asked, draft = found.asked, queries.kept_so_far(found.held).get("typed", {})
    columns = columns_of(asked)
    rows = []
    for field in asked.sheet.fields:
        described = asked.defined.field(field.code)
        mine = set(field.columns(asked.quarter.period))
        for term in (*field.terms, ALL):
            words = [one.word for one in own if (one.breakdown, one.term) == (described.by, term)]
            label = row_label(asked, described, term) if described.by else "All"
            cells = [
                draft.get(Cell(field.code, term, column).key, "") if column in mine else "×"
                for column in columns
            ]
            name = f"{field.code}.{term}"
            rows.append((name, field.title, " / ".join([label, *words]), *cells))
    return Template(
        title=f"{found.title}: {found.held.organisation.name}",
        tag=tag_of(found),
        notes=NOTES,
        head=("Row", "Figure", "Of what", *(column_label(column) for column in columns)),
        rows=tuple(rows),
    )


def columns_of(asked: Asked) -> tuple[str, ...]:
    by_month = any(field.by_month for field in asked.sheet.fields)
    return (*(str(month) for month in asked.quarter.period), WHOLE) if by_month else (WHOLE,)


def cells_in(table: Table, found: Opened, own: list[OwnWord]) -> dict[str, str]:
    """
    Return what was typed into a template, by the key of each cell.

    :raises Refused: if it is another template, another year's, quarter's or partner's, or a row
        is unknown, stands twice or holds too much.
    """
    _require_ours(table, found)
    columns, known = columns_of(found.asked), {cell.key for cell in found.asked.cells}
    read: dict[str, str] = {}
    met: set[str] = set()
    for line in table.lines:
        name = _row_name(line.cells, found, own, line.place)
        if name in met:
            words = f"{line.place} is of what another row is of. Add the two together in one row."
            raise Refused(Refusal("row-twice", words))
        met.add(name)
        for column, text in zip(columns, line.cells[LEADING:], strict=False):
            key = f"{name}.{column}"
            if key not in known:
                if text.strip(" ×"):
                    where = column_label(column)
                    words = f"{line.place}: nothing is asked for under {where}. Leave it empty."
                    raise Refused(Refusal("not-asked", words))
                continue
            if len(text) > CELL_LENGTH:
                words = f"{line.place}: a box holds at most {CELL_LENGTH} characters."
                raise Refused(Refusal("too-long", words))
            read[key] = text
    return read


def _row_name(cells: tuple[str, ...], found: Opened, own: list[OwnWord], place: str) -> str:
    """A row is known by its name, or by a figure's code and one of the partner's own words."""
    name = cells[0].strip() if cells else ""
    field, _, term = name.partition(".")
    asked = {one.code: one for one in found.asked.sheet.fields}
    if field in asked:
        if term in (*asked[field].terms, ALL):
            return name
        by = found.asked.defined.field(field).by
        for one in own:
            if (one.breakdown, one.word) == (by, " ".join(term.split()).casefold()):
                return f"{field}.{one.term}"
    words = f"{place} is of no figure that this sheet asks for. Take the template again from here."
    raise Refused(Refusal("unknown-row", words))


def put_in(
    found: Opened, table: Table, *, replace: bool, by: Filler, at: dt.datetime
) -> tuple[int, int]:
    """
    Put what a filled template says into the boxes of its sheet; it is sent from there.

    Where a box holds something else already it is replaced, or it stays.  Return how many were
    filled in, and how many stay.

    :raises Refused: if it is not this sheet's template as it was made.
    """
    own = queries.own_words(found.held.organisation_id, found.held.sheet)
    says = {key: text for key, text in cells_in(table, found, own).items() if text.strip()}
    kept = queries.kept_so_far(found.held)
    typed = kept.get("typed", {})
    other = {key for key, text in says.items() if typed.get(key, text) != text}
    stay = set() if replace else other
    operations.keep_draft(
        found.held,
        operations.Filled(
            typed={**typed, **{key: text for key, text in says.items() if key not in stay}},
            explanation=kept.get("explanation", ""),
            incorporate=tuple(kept.get("incorporate", ())),
            publish=tuple(kept.get("publish", ())),
            confirmed=kept.get("confirmed", {}),
        ),
        counter=found.held.counter,
        by=by,
        at=at,
    )
    return len(says) - len(stay), len(stay)


def opened_by_tag(tag: str) -> Opened | None:
    """Return the return that a template says it is of, or None if it is of none."""
    parts = tag.strip().split(", ")
    if len(parts) != TAG_PARTS or not parts[0].startswith("Template "):
        return None
    sheet = parts[1].partition(" ")[0]
    try:
        return opened(sheet, parts[2].lower().replace(" ", "-"), parts[3])
    except Http404:
        return None


def _require_ours(table: Table, found: Opened) -> None:
    ours, theirs = tag_of(found).split(", "), table.tag.split(", ")
    if len(theirs) != len(ours) or theirs[0] != ours[0]:
        words = "This is not the template of a data sheet. Take it from this page, and fill it in."
        raise Refused(Refusal("other-template", words))
    if theirs[1].split()[0] != ours[1].split()[0]:
        words = "This is the template of another data sheet. Give it back on that sheet’s page."
        raise Refused(Refusal("other-sheet", words))
    if theirs[1] != ours[1]:
        words = "This is another year’s template. Take this year’s from here, and copy into it."
        raise Refused(Refusal("other-year", words))
    if theirs[2] != ours[2]:
        words = (
            f"This template is for another quarter than {found.asked.quarter.label}. Give it back"
            " on that quarter’s page."
        )
        raise Refused(Refusal("other-quarter", words))
    if theirs[3] != ours[3]:
        words = "This template was made for another partner. Take your own from here."
        raise Refused(Refusal("other-partner", words))
    if table.head != template_of(found, []).head:
        words = "The headings are not as they were made. Take the template again, and copy into it."
        raise Refused(Refusal("other-head", words))


@require_safe
@for_whoever_fills
def template(request: HttpRequest, found: Opened, filler: Filler) -> HttpResponse:
    own = queries.own_words(found.held.organisation_id, found.held.sheet)
    answer = HttpResponse(sheet_of(template_of(found, own)), content_type=FileKind.EXCEL.media_type)
    name = f"{'-'.join(found.args)}.xlsx"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@for_whoever_fills
def upload(request: HttpRequest, found: Opened, filler: Filler) -> HttpResponse:
    form = UploadForm(typed(request), request.FILES or None)

    def take(said: dict[str, Any]) -> None:
        put, stay = put_in(
            found,
            _read(said["file"]),
            replace=said["typed"] == "replace",
            by=filler,
            at=clock.now(),
        )
        words = f"Read: {counted(put, 'box', 'boxes')} filled in."
        if stay:
            kept = (
                "box stays as it was: it holds"
                if stay == 1
                else "boxes stay as they were: they hold"
            )
            words += f" {stay} {kept} something else already."
        messages.success(request, f"{words} Look at what the checks found, then send it.")

    page = FormPage(
        title="Give a filled template back",
        button="Read it into the boxes",
        back=found.href("fill"),
        caption=found.title,
        lead=(
            "What stands in it is put into the boxes, where you can look at it before you send it."
            " A box that the template leaves empty stays as it is.",
        ),
        crumbs=way_to(found, filler),
    )
    return form_page(request, form, page, take)


def _read(file: Any) -> Table:
    if file.size > LARGEST:
        words = "It is larger than 5 MB. Give the template itself, without pictures."
        raise Refused(Refusal("too-large", words))
    try:
        return read_apart(file.read())[1]
    except Unfit as unfit:
        raise Refused(Refusal("unfit", str(unfit))) from unfit
