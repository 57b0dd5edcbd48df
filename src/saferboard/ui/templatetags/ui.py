"""
Tags that print components; each takes a value that a presenter made.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms, template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from saferboard.ui import components

register = template.Library()


@register.inclusion_tag("ui/breadcrumbs.html")
def breadcrumbs(links: Iterable[components.Link]) -> dict[str, Any]:
    return {"links": links}


@register.inclusion_tag("ui/tag.html")
def tag(status: components.Tag) -> dict[str, Any]:
    return {"status": status}


@register.inclusion_tag("ui/tag.html")
def status(word: str, tone: str = "grey") -> dict[str, Any]:
    """
    Print a status from a word and a tone, where there is no `Tag` at hand.
    """
    return {"status": components.Tag(word, tone)}


@register.inclusion_tag("ui/table.html")
def table(shown: components.Table) -> dict[str, Any]:
    heads = [(text, n in shown.numeric) for n, text in enumerate(shown.head)]
    labels = [components.label(text) for text in shown.head]
    rows = [
        [
            (as_cell(cell), n in shown.numeric, shown.row_heads and n == 0, labels[n])
            for n, cell in enumerate(row)
        ]
        for row in shown.rows
    ]
    stacks = components.stacks(len(shown.head), shown.numeric)
    return {"table": shown, "heads": heads, "rows": rows, "stacks": stacks}


def as_cell(cell: components.Cell | str) -> components.Cell:
    return cell if isinstance(cell, components.Cell) else components.Cell(cell)


@register.inclusion_tag("ui/summary_list.html")
def summary_list(rows: Iterable[components.SummaryRow]) -> dict[str, Any]:
    return {"rows": rows}


@register.inclusion_tag("ui/chart.html")
def chart(figure: components.ChartFigure) -> dict[str, Any]:
    # The drawing is this room's own and has escaped every label put into it.
    return {"figure": figure, "svg": mark_safe(figure.svg)}  # noqa: S308


@register.inclusion_tag("ui/tiles.html")
def tiles(shown: Iterable[components.Tile], level: int = 3) -> dict[str, Any]:
    """
    Print tiles; `level` is their headings', one more than that of the heading above them.
    """
    return {"tiles": shown, "level": level}


@register.inclusion_tag("ui/button.html")
def button(text: str, href: str = "", kind: str = "", name: str = "", value: str = "") -> dict:
    """
    Print a button; with `href`, a link that looks like one.  Kinds: secondary, warning.
    """
    assert kind in {"", "secondary", "warning"}, f"{kind} is not a kind of button"
    return {"text": text, "href": href, "kind": kind, "name": name, "value": value}


@register.inclusion_tag("ui/notification.html")
def notice(text: str, level: str = "info", heading: str = "") -> dict[str, Any]:
    """
    Print what has just happened; `level` is one of Django's message levels.
    """
    headings = {"success": "Success", "error": "There is a problem", "warning": "Take note"}
    return {
        "text": text,
        "level": level,
        "heading": heading or headings.get(level, "For information"),
        "role": "alert" if level in {"success", "error"} else "region",
    }


@register.inclusion_tag("ui/error_summary.html")
def error_summary(form: forms.Form) -> dict[str, Any]:
    """
    Print every error of a form as a link to the field it is about.
    """
    first = next(iter(form), None)
    problems = [(first.id_for_label if first else "", text) for text in form.non_field_errors()]
    # A set of boxes has no one label: its first box has the field's own name for an id.
    problems += [
        (field.id_for_label or f"id_{field.html_name}", text)
        for field in form
        for text in field.errors
    ]
    return {"problems": problems}


@register.inclusion_tag("ui/input.html", name="input")
def form_input(field: forms.BoundField, width: int = 0) -> dict[str, Any]:
    """
    Print a field with its label, hint and errors.  `width` is in characters: 2 to 5, 10, 20, 30.
    """
    kind = {forms.Textarea: "textarea", forms.Select: "select"}.get(type(field.field.widget))
    ident = field.id_for_label
    described = [f"{ident}-hint"] * bool(field.help_text) + [f"{ident}-error"] * bool(field.errors)
    return {
        "field": field,
        "kind": kind or "input",
        "type": getattr(field.field.widget, "input_type", "text"),
        "value": "" if hides_its_value(field) else written(field),
        "choices": select_choices(field) if kind == "select" else (),
        "list": field.field.widget.attrs.get("list", ""),
        "rows": field.field.widget.attrs.get("rows", 6) if kind == "textarea" else 0,
        "autocomplete": field.field.widget.attrs.get("autocomplete", ""),
        "described_by": " ".join(described),
        "width": width,
    }


def written(field: forms.BoundField) -> Any:
    """
    Return what stands in a box: a day as it would be typed, not as the machine keeps it.
    """
    return field.field.widget.format_value(field.value()) or ""


def hides_its_value(field: forms.BoundField) -> bool:
    return field.value() is None or isinstance(field.field.widget, forms.PasswordInput)


def select_choices(field: forms.BoundField) -> Sequence[tuple[str, str, bool]]:
    """
    Return value, label and whether chosen, for each choice.
    """
    chosen = str(field.value() or "")
    return [(value, label, str(value) == chosen) for value, label in field.field.choices]


@register.inclusion_tag("ui/choices.html")
def choices(field: forms.BoundField) -> dict[str, Any]:
    """
    Print a question with several boxes to tick, or one of several to choose.
    """
    several = isinstance(field.field.widget, forms.CheckboxSelectMultiple)
    ident = f"id_{field.html_name}"
    held = field.value() or []
    chosen = {str(one) for one in (held if isinstance(held, list | tuple | set) else [held])}
    described = [f"{ident}-hint"] * bool(field.help_text) + [f"{ident}-error"] * bool(field.errors)
    return {
        "field": field,
        "ident": ident,
        "kind": "checkboxes" if several else "radios",
        "type": "checkbox" if several else "radio",
        "choices": [
            (value, label, str(value) in chosen) for value, label in field.field.choices if value
        ],
        "described_by": " ".join(described),
    }


@register.inclusion_tag("ui/any_field.html")
def any_field(field: forms.BoundField) -> dict[str, Any]:
    """
    Print any field as its widget asks: boxes, a list, a file, or a line to type in.
    """
    widget = field.field.widget
    return {
        "field": field,
        "is_choices": isinstance(widget, forms.CheckboxSelectMultiple | forms.RadioSelect),
        "is_file": isinstance(widget, forms.FileInput),
        "width": widget.attrs.get("size", 0),
    }


@register.simple_block_tag
def details(content: str, summary: str, classes: str = "") -> SafeString:
    """
    Print a `{% details "Show the numbers" %}…{% enddetails %}` that opens and closes.
    """
    return render_to_string(
        "ui/details.html", {"summary": summary, "content": content, "classes": classes}
    )


@register.simple_block_tag
def inset(content: str) -> SafeString:
    """
    Print a note set apart by a rule at its left.
    """
    return render_to_string("ui/inset.html", {"content": content})
