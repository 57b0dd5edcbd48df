"""
Which issue said what of a figure, in words.
"""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from saferboard.domain.figures import Figure
from saferboard.domain.periods import Month, Period
from saferboard.measures.presenters.common import NOTHING, first_upper
from saferboard.measures.printed_in import PrintedIn
from saferboard.measures.vintages import IssueSaid, ReportSaid, Vintages
from saferboard.ui.components import Cell, Table
from saferboard.ui.figures import absent, with_unit, written
from saferboard.ui.words import counted, day

OWN = "Not held"


@dataclass(frozen=True)
class VintagesShown:
    title: str
    period: str
    value: str
    lead: str
    tables: tuple[Table, ...]
    printed: Table | None


def vintages_href(figure: Figure) -> str:
    """Return the address of the page that says which issue said what of a figure."""
    page = reverse("measures:vintages", args=[figure.measure])
    return f"{page}?{urlencode({'period': str(figure.period), 'place': figure.place})}"


def shown(found: Vintages) -> VintagesShown:
    """Return the page of one figure's issues."""
    period = found.figure.period
    tables = []
    if found.issues:
        tables = [_issues(found, period), _months(found, period)]
    if found.reports:
        tables = [_reports(found)]
    return VintagesShown(
        title=f"{found.definition.title}, {found.place.name}",
        period=first_upper(period.label),
        value=with_unit(found.figure),
        lead=_lead(found, period),
        tables=tuple(tables),
        printed=printed_table(found.printed, found.figure) if found.printed else None,
    )


def _lead(found: Vintages, period: Period) -> str:
    if found.hidden:
        return (
            "The issues are not set side by side: this measure has a threshold, and from two issues"
            " together a number that is too small to show might be told."
        )
    if found.reports:
        return f"{counted(len(found.reports), 'report')} of it held; the last one stands."
    if not found.issues:
        return "No issue is held that says anything of it."
    moved = [month for n, month in enumerate(period) if len(_said(found.issues, n)) > 1]
    if len(found.issues) == 1:
        return "One issue is held that has these months, so nothing can be said of revisions."
    if not moved:
        return "No month is given otherwise in one issue than in another."
    named = ", ".join(month.label for month in moved[:6])
    more = f" and {len(moved) - 6} more" if len(moved) > 6 else ""
    return f"Revised from one issue to another: {named}{more}."


def _said(issues: tuple[IssueSaid, ...], n: int) -> set[int]:
    return {one.months[n] for one in issues if one.months[n] is not None}


def _issues(found: Vintages, period: Period) -> Table:
    return Table(
        caption="The issues that say anything of it",
        head=("Issue", "File", "Loaded here", "Months it has", "Their sum", "Believed for"),
        rows=tuple(
            (
                first_upper(one.edition.vintage),
                one.edition.file_name,
                _on(one.edition.loaded_at),
                f"{sum(m is not None for m in one.months)} of {len(period)}",
                NOTHING if one.total is None else f"{one.total:,}",
                counted(len(one.taken), "month") if one.taken else "No month",
            )
            for one in found.issues
        ),
        numeric=frozenset({3, 4}),
        note=(
            "A sum is given where an issue has every month of the period. A month that several"
            " have is believed of the one whose months run latest."
        ),
    )


def _months(found: Vintages, period: Period) -> Table:
    return Table(
        caption="Month by month",
        head=("Month", *(first_upper(one.edition.vintage) for one in found.issues)),
        rows=tuple(
            (month.label, *(_count(one, n, month, found) for one in found.issues))
            for n, month in enumerate(period)
        ),
        numeric=frozenset(range(1, len(found.issues) + 1)),
        note="“Stands” is the number that figures are added up from.",
    )


def _count(one: IssueSaid, n: int, month: Month, found: Vintages) -> Cell:
    count = one.months[n]
    if count is None:
        return Cell(OWN)
    standing = next((o.months[n] for o in found.issues if month in o.taken), None)
    if month in one.taken:
        return Cell(f"{count:,}", below="stands")
    if standing is not None and standing != count:
        return Cell(f"{count:,}", below=f"revised by {standing - count:+,}".replace("-", "−"))
    return Cell(f"{count:,}")


def _reports(found: Vintages) -> Table:
    last = len(found.reports) - 1
    return Table(
        caption="What was reported",
        head=("Value", "Read in", "Issue", "Recorded here", "Stands"),
        rows=tuple(
            (
                _value(one, found.definition.unit),
                one.where or NOTHING,
                first_upper(one.vintage),
                _on(one.recorded_at),
                "Yes" if n == last else "No: a later one does",
            )
            for n, one in enumerate(found.reports)
        ),
    )


def _value(one: ReportSaid | PrintedIn, unit: str) -> str:
    if one.value is None:
        assert one.absence is not None, "a figure without a value has a reason"
        return absent(one.absence).text
    return written(one.value, unit)


def printed_table(printed: tuple[PrintedIn, ...], now: Figure) -> Table:
    """Return the packs that printed a figure, each beside whether it was revised since."""
    return Table(
        caption="Where it was printed",
        head=("Printed in", "Issued on", "As printed", "Since then"),
        rows=tuple(
            (
                Cell(first_upper(one.where), href=one.href),
                day(one.issued_on),
                _value(one, now.unit),
                _since(one, now),
            )
            for one in printed
        ),
        numeric=frozenset({2}),
        note="What was printed stands in the pack as it was.",
    )


def _since(one: PrintedIn, now: Figure) -> str:
    if (one.value, one.absence) == (now.value, now.absence):
        return "Not revised"
    return f"Revised: {with_unit(now)} now"


def _on(when: dt.datetime) -> str:
    return day(timezone.localtime(when))
