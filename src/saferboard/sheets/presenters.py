"""
Data sheets in words.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import timezone

from saferboard.domain.entries import Entry
from saferboard.domain.periods import Month, Quarter
from saferboard.domain.sheets import ALL, WHOLE, Finding, Severity
from saferboard.domain.sheets import Cell as At
from saferboard.domain.states import UpdateState
from saferboard.sheets.definitions import (
    WARDS,
    CheckDescribed,
    Differences,
    FieldDescribed,
    SheetDefined,
)
from saferboard.sheets.models import OwnWord, Version
from saferboard.sheets.queries import ReturnListed, SheetListed, VersionSeen
from saferboard.sheets.reading import Asked
from saferboard.ui.components import Cell, SummaryRow, Table, Tag
from saferboard.ui.figures import written
from saferboard.ui.words import counted, day, listed, moment

NOT_SHOWN = "Not shown: no permission"
IN_TOTALS = "Shown in totals only, if at all"
TONES = {
    UpdateState.NOT_REQUESTED: "grey",
    UpdateState.REQUESTED: "blue",
    UpdateState.RECEIVED: "amber",
    UpdateState.SENT_BACK: "amber",
    UpdateState.ACCEPTED: "green",
    UpdateState.NOT_PROVIDED: "red",
    UpdateState.DECLINED: "red",
    UpdateState.SEE_ELSEWHERE: "green",
}
BY_MONTH = {
    "each": "By month",
    "together": "The quarter together",
    "year": "The twelve months to its end",
}


def address(quarter: Quarter) -> str:
    """Return a quarter as it stands in an address: `2022-23-q2`."""
    return str(quarter).replace(" Q", "-q")


def round_href(sheet: str, quarter: Quarter) -> str:
    return reverse("sheets:round", args=[sheet, address(quarter)])


def return_href(one: ReturnListed, page: str = "return") -> str:
    return reverse(f"sheets:{page}", args=[one.sheet, address(one.quarter), one.organisation])


def state_tag(state: UpdateState) -> Tag:
    return Tag(state.label.capitalize(), TONES[state])


def sheets_table(found: Iterable[SheetListed], *, is_partner: bool) -> Table:
    return Table(
        caption="Data sheets",
        head=("Sheet", "What it asks", "Newest edition", "Asked for"),
        rows=tuple(
            (
                Cell(one.defined.title, href=reverse("sheets:sheet", args=[one.defined.slug])),
                counted(len(one.defined.fields), "figure"),
                one.defined.edition.replace("-", "/"),
                Cell(
                    one.quarters[0][0].label if one.quarters else "Nobody yet",
                    href=round_href(one.defined.slug, one.quarters[0][0])
                    if one.quarters and is_partner
                    else "",
                    below=_counts(one.quarters[0][1]) if one.quarters else "",
                ),
            )
            for one in found
        ),
        caption_hidden=True,
    )


def _counts(counts: Mapping[UpdateState, int]) -> str:
    return listed([f"{number} {state.label}" for state, number in counts.items()])


def returns_table(caption: str, found: Iterable[ReturnListed], *, by_sheet: bool) -> Table:
    """Return who sent what, one line a return."""
    return Table(
        caption=caption,
        head=("Sheet" if by_sheet else "Partner", "State", "Sent", "Accepted", "Why"),
        rows=tuple(
            (
                Cell(
                    one.title if by_sheet else one.name,
                    href=return_href(one),
                    below=f"{one.quarter.label}, {one.name}" if by_sheet else "",
                ),
                Cell(
                    tags=(state_tag(one.state), *((Tag("To judge", "amber"),) if one.waits else ()))
                ),
                day(one.sent_at.date()) if one.sent_at else "No",
                day(one.accepted_at.date()) if one.accepted_at else "No",
                one.reason or "–",
            )
            for one in found
        ),
    )


def fields_table(defined: SheetDefined) -> Table:
    """Return what a sheet asks for, with what each figure is of."""
    return Table(
        caption="What is asked for",
        head=("Figure", "What it counts", "In", "When", "Broken down by", "Measure"),
        rows=tuple(
            (
                field.title,
                field.definition,
                field.unit,
                BY_MONTH[field.months],
                defined.breakdowns[field.by].title if field.by else "Nothing",
                _measure_cell(defined, field),
            )
            for field in defined.fields
        ),
    )


def _measure_cell(defined: SheetDefined, field: FieldDescribed) -> Cell:
    measure = defined.measure(field)
    if measure is None:
        return Cell("None")
    below = ""
    if measure.threshold_undecided:
        below = "Not shown until it is decided below what number it is hidden"
    elif measure.suppress_below:
        below = f"Hidden below {measure.suppress_below}"
    return Cell(measure.title, href=reverse("measures:measure", args=[measure.slug]), below=below)


def checks_table(defined: SheetDefined) -> Table:
    titles = {field.code: field.title for field in defined.fields}

    def about(check: CheckDescribed) -> str:
        first = titles[check.fields[0]]
        return first if check.kind == "sum" else f"{first}; {titles[check.fields[1]]}"

    every = (
        ("Every box", "A number, nil, not applicable, not held or not supplied.", "Error"),
        ("Every row", "The months come to the quarter, and the rows to their total.", "Error"),
        (
            "Every quarter",
            "Four times the quarter before, or a quarter of it: confirm it and say why.",
            "Query",
        ),
    )
    return Table(
        caption="How a return is checked",
        head=("About", "What is said", "An error or a query"),
        rows=(
            *every,
            *((about(c), c.says, c.severity.capitalize()) for c in defined.checks),
        ),
    )


def vocabulary_tables(defined: SheetDefined) -> list[Table]:
    return [
        Table(
            caption=f"{breakdown.title}: the words that are shared",
            head=("Word", "What it means"),
            rows=tuple((term.title, term.means) for term in breakdown.terms),
        )
        for key, breakdown in defined.breakdowns.items()
        if key != WARDS
    ]


def differences(editions: Iterable[SheetDefined]) -> list[tuple[str, str, list[str]]]:
    """Return what each edition has that the one it follows had not."""
    return [
        (
            one.edition.replace("-", "/"),
            one.follows.replace("-", "/"),
            difference_lines(one.differs),
        )
        for one in editions
        if one.follows
    ]


def quarter_links(listed_sheet: SheetListed) -> list[tuple[str, str, str]]:
    """Return each quarter a sheet was asked for, who sent what, and what was shared."""
    slug = listed_sheet.defined.slug
    return [
        (
            quarter.label,
            round_href(slug, quarter),
            reverse("sheets:shown", args=[slug, address(quarter)]),
        )
        for quarter, _ in listed_sheet.quarters
    ]


def difference_lines(differs: Differences) -> list[str]:
    """Return how an edition differs from the one before, one line each."""
    lines = [f"New: {field.title}." for field in differs.add_fields]
    lines += [f"No longer asked for: {code}." for code in differs.drop_fields]
    lines += [
        f"Changed: {code}, its {listed(sorted(keys))}."
        for code, keys in differs.change_fields.items()
    ]
    lines += [f"New check: {check.says}" for check in differs.add_checks]
    return [*lines, *(f"Check {code} is dropped." for code in differs.drop_checks)]


def words_table(found: Iterable[OwnWord], defined: SheetDefined) -> Table:
    names = {
        (key, term.code): f"{breakdown.title}: {term.title}"
        for key, breakdown in defined.breakdowns.items()
        for term in breakdown.terms
    }
    return Table(
        caption="Your words, and what they mean here",
        head=("Your word", "Here it is", "Take it out"),
        rows=tuple(
            (
                one.word,
                names.get((one.breakdown, one.term), "a term that is no longer used"),
                Cell(
                    "Take out",
                    href=reverse(
                        "sheets:remove-word", args=[one.sheet, one.organisation.code, one.pk]
                    ),
                ),
            )
            for one in found
        ),
    )


def column_label(column: str) -> str:
    return "Quarter" if column == WHOLE else Month.parse(column).label


def row_label(asked: Asked, field: FieldDescribed, term: str) -> str:
    if term == ALL:
        return "All" if field.by else field.title
    if field.by == WARDS:
        return next((w.name.removesuffix(" ward") for w in asked.wards if w.slug == term), term)
    terms = asked.defined.breakdowns[field.by].terms
    return next((one.title for one in terms if one.code == term), term)


def entry_text(entry: Entry | None, unit: str) -> str:
    if entry is None:
        return "–"
    if entry.value is None:
        return entry.absence.label.capitalize() if entry.absence else "–"
    return value_text(entry.value, unit)


def value_text(value: Decimal, unit: str) -> str:
    return written(value.normalize() + Decimal(0), unit)


def given_tables(asked: Asked, seen: VersionSeen) -> list[Table]:
    """Return what was sent, a table for each field broken down and one for the rest."""
    defined = asked.defined
    plain = [field for field in defined.fields if not field.by]
    tables = [_given_table(asked, seen, "Figures", plain)] if plain else []
    return tables + [_given_table(asked, seen, f.title, [f]) for f in defined.fields if f.by]


def _given_table(
    asked: Asked, seen: VersionSeen, caption: str, fields: list[FieldDescribed]
) -> Table:
    by_month = any(field.months == "each" for field in fields)
    columns = [*(str(m) for m in asked.quarter.period), WHOLE] if by_month else [WHOLE]
    known = {field.code: field for field in asked.sheet.fields}
    rows = []
    for field in fields:
        for term in (*known[field.code].terms, ALL):
            label = Cell(row_label(asked, field, term), below=permission_words(seen.version, field))
            if field.code not in seen.shown:
                why = IN_TOTALS if asked.defined.threshold(field) else NOT_SHOWN
                rows.append((label, *("" for _ in columns[1:]), why))
                continue
            cells = [
                entry_text(seen.entries.get(At(field.code, term, column)), field.unit)
                for column in columns
            ]
            rows.append((label, *cells))
    return Table(
        caption=caption,
        head=("Figure", *(column_label(column) for column in columns)),
        rows=tuple(rows),
        numeric=frozenset(range(1, len(columns) + 1)),
    )


def permission_words(version: Version, field: FieldDescribed) -> str:
    told = []
    if field.code in version.publish:
        told.append("published")
    if field.code in version.incorporate:
        told.append("put in a paper")
    return f"May be {listed(told)}" if told else "May be shown to nobody"


def version_facts(seen: VersionSeen) -> tuple[SummaryRow, ...]:
    version = seen.version
    return (
        SummaryRow("Sent", day(version.at.date())),
        SummaryRow("How", version.get_came_display()),
        *((SummaryRow("Paper", version.paper),) if version.paper else ()),
        SummaryRow("Accepted", day(version.accepted_at.date()) if version.accepted_at else "No"),
        SummaryRow("Explanation", version.explanation if seen.whole or seen.shown else NOT_SHOWN),
    )


@dataclass(frozen=True)
class FoundShown:
    """One finding in words: where it stands, what to do, and the reason given."""

    where: str
    words: str
    tag: Tag
    href: str
    reason: str = ""


def found_shown(
    asked: Asked, findings: Iterable[Finding], confirmed: Mapping[str, str]
) -> list[FoundShown]:
    return [
        FoundShown(
            where=cell_label(asked, finding.cell),
            words=finding.words,
            tag=Tag("Error", "red")
            if finding.severity is Severity.ERROR
            else Tag("Query", "amber"),
            href=f"#id_{finding.cell.key}",
            reason=confirmed.get(finding.key, ""),
        )
        for finding in findings
    ]


def cell_label(asked: Asked, cell: At) -> str:
    """Return where a cell stands: figure, row and month."""
    field = asked.defined.field(cell.field)
    row = f", {row_label(asked, field, cell.term)}" if field.by else ""
    column = "" if field.months != "each" else f", {column_label(cell.column)}"
    return f"{field.title}{row}{column}"


def kept_words(draft: Mapping[str, Any], posts: list[str]) -> str:
    """Return when and by which post a draft was kept last."""
    if "at" not in draft:
        return ""
    when = moment(timezone.localtime(dt.datetime.fromisoformat(draft["at"])))
    by = f" by {listed(posts)}" if posts else ""
    return f"Kept on {when}{by}. Not sent yet."


def found_table(found: list[FoundShown]) -> Table:
    return Table(
        caption="What the checks found",
        head=("Where", "Kind", "What was found", "What the partner said"),
        rows=tuple(
            (one.where, Cell(tags=(one.tag,)), one.words, one.reason or "–") for one in found
        ),
    )
