"""
The blocks of a paper as HTML: the same values that are printed as PDF and Word.
"""

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from saferboard.documents.blocks import (
    Beside,
    Block,
    Bullets,
    Chart,
    Facts,
    Heading,
    Inset,
    Paragraph,
    Run,
    Table,
    Text,
)
from saferboard.ui.components import stacks

register = template.Library()

SIZES = {1: "m", 2: "s", 3: "s", 4: "s"}


@register.simple_tag
def blocks(block: Block) -> SafeString:
    """Return one block of a paper as HTML; a page's own title is its only first heading."""
    match block:
        case Heading(level, words):
            return format_html(
                '<h{} class="govuk-heading-{}">{}</h{}>', level + 1, SIZES[level], words, level + 1
            )
        case Paragraph(runs):
            return format_html('<p class="govuk-body sb-measure">{}</p>', said(runs))
        case Bullets(items, numbered, columns):
            kind = "ol" if numbered else "ul"
            looks = "govuk-list--number" if numbered else "govuk-list--bullet"
            wide = " sb-columns" if columns > 1 else " sb-measure"
            inside = format_html_join("", "<li>{}</li>", ((said(item),) for item in items))
            return format_html(
                '<{} class="govuk-list {}{}">{}</{}>', kind, looks, wide, inside, kind
            )
        case Facts(rows):
            return _facts(rows)
        case Inset(runs):
            return format_html('<div class="govuk-inset-text sb-measure">{}</div>', said(runs))
        case Beside(runs, beside):
            return format_html(
                '<div class="sb-beside"><p class="govuk-body">{}</p>'
                '<p class="govuk-body">{}</p></div>',
                said(runs),
                said(beside),
            )
        case Table():
            return _table(block)
        case Chart():
            return _chart(block)
    raise AssertionError(f"a paper has no block called {type(block).__name__}")


def said(runs: Text) -> SafeString:
    """Return words in their styles; a figure is a link to where it came from."""
    return format_html_join("", "{}", ((_run(run),) for run in runs))


def _run(run: Run) -> SafeString:
    words: SafeString = mark_safe(escape(run.text).replace("\n", "<br>"))  # noqa: S308
    if run.tone:
        words = format_html(
            '<strong class="govuk-tag sb-tag sb-tag--{}">{}</strong>', run.tone, words
        )
    if run.figure:
        words = format_html('<a class="govuk-link sb-figure" href="{}">{}</a>', run.figure, words)
    if run.bold:
        words = format_html("<strong>{}</strong>", words)
    if run.italic:
        words = format_html("<em>{}</em>", words)
    return words


def _facts(rows: tuple[tuple[str, Text], ...]) -> SafeString:
    inside = format_html_join(
        "",
        '<div class="govuk-summary-list__row govuk-summary-list__row--no-actions">'
        '<dt class="govuk-summary-list__key">{}</dt>'
        '<dd class="govuk-summary-list__value">{}</dd></div>',
        ((label, said(value)) for label, value in rows),
    )
    return format_html('<dl class="govuk-summary-list sb-summary sb-measure">{}</dl>', inside)


def _table(table: Table) -> SafeString:
    def looks(column: int, kind: str) -> str:
        numeric = f" govuk-table__{kind}--numeric" if column in table.numeric else ""
        return f"govuk-table__{kind}{numeric}"

    head = format_html_join(
        "",
        '<th scope="col" role="columnheader" class="{}">{}</th>',
        ((looks(n, "header"), words) for n, words in enumerate(table.head)),
    )
    rows = format_html_join(
        "",
        '<tr class="govuk-table__row" role="row">{}</tr>',
        (
            (
                format_html_join(
                    "",
                    '<td role="cell" data-label="{}" class="{}">{}</td>',
                    ((table.head[n], looks(n, "cell"), said(c)) for n, c in enumerate(row)),
                ),
            )
            for row in table.rows
        ),
    )
    note = format_html('<p class="sb-note">{}</p>', table.note) if table.note else ""
    return format_html(
        '<div class="sb-table"><div class="sb-scroll" role="region" tabindex="0" aria-label="{}">'
        '<table class="govuk-table sb-table__table{}" role="table">'
        '<caption class="govuk-table__caption govuk-table__caption--s">'
        '<span class="sb-table__caption">{}</span></caption>'
        '<thead class="govuk-table__head" role="rowgroup">'
        '<tr class="govuk-table__row" role="row">{}</tr></thead>'
        '<tbody class="govuk-table__body" role="rowgroup">{}</tbody></table></div>{}</div>',
        table.caption,
        " sb-table__table--stacks" if stacks(len(table.head), table.numeric) else "",
        table.caption,
        head,
        rows,
        note,
    )


def _chart(chart: Chart) -> SafeString:
    return format_html(
        '<figure class="sb-chart"><div class="sb-chart__drawing sb-scroll" role="region"'
        ' tabindex="0" aria-label="{}">{}</div>'
        '<figcaption class="sb-note">{}</figcaption></figure>',
        chart.alt,
        # The drawing is this product's own and has escaped every label put into it.
        mark_safe(chart.svg),  # noqa: S308
        chart.caption,
    )
