"""
A body's year, and what became of a meeting, in words.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from saferboard.domain.rhythms import label_of
from saferboard.meetings.calendars.years import ChangeSeen, DaySeen, YearListed, YearSeen
from saferboard.ui.components import Cell, Link, SummaryRow, Table, Tag
from saferboard.ui.words import counted, day, hour, weekday

TONES = {"Planned": "grey", "Proposed": "grey", "Confirmed": "blue", "Held": "green"}
NOT_STATED = "not stated"


def years_table(found: Sequence[YearListed], year: int) -> Table:
    return Table(
        caption=f"{counted(len(found), 'body', 'bodies')} in {label_of(year)}",
        head=("Body", "To be held", "Planned", "Held", "Cancelled"),
        rows=tuple(
            (
                Cell(
                    one.name,
                    href=f"{reverse('meetings:year-of-body', args=[one.code])}?year={year}",
                    below=one.rhythm,
                ),
                f"{one.a_year} a year" if one.a_year else NOT_STATED,
                str(one.planned),
                f"{one.held} of {one.a_year}" if one.a_year else str(one.held),
                str(one.cancelled),
            )
            for one in found
        ),
        numeric=frozenset({2, 4}),
    )


def around(year: int, address: str) -> tuple[Link, ...]:
    """The years before and after."""
    return tuple(Link(label_of(other), f"{address}?year={other}") for other in (year - 1, year + 1))


@dataclass(frozen=True)
class DayShown:
    """One day of a body's year and what may be done with it."""

    title: str
    href: str
    tag: Tag
    below: str
    warnings: tuple[str, ...]
    call_href: str = ""
    move_href: str = ""
    cancel_href: str = ""
    held_href: str = ""


@dataclass(frozen=True)
class YearShown:
    title: str
    name: str
    facts: tuple[SummaryRow, ...]
    days: tuple[DayShown, ...]
    counts: tuple[str, ...]
    plan_year_href: str
    plan_day_href: str
    count_href: str


def year_shown(year: YearSeen, *, may_plan: bool, on: dt.date) -> YearShown:
    """Return the page of a body's year."""
    wanted = f"{year.a_year} a year" if year.a_year else NOT_STATED
    held = f"{year.held} of {year.a_year}" if year.a_year else str(year.held)
    address = [year.code]
    return YearShown(
        title=f"The year {label_of(year.year)}",
        name=year.name,
        facts=(
            SummaryRow("How often", year.rhythm),
            SummaryRow("To be held", wanted),
            SummaryRow("Days planned", str(year.planned)),
            SummaryRow("Held", held),
        ),
        days=tuple(_day(one, year.code, may_plan=may_plan, on=on) for one in year.days),
        counts=tuple(f"{one.quarter}: {one.count} held ({one.said})" for one in year.counts),
        plan_year_href=(
            reverse("meetings:plan-year", args=address) if may_plan and year.makes_dates else ""
        ),
        plan_day_href=reverse("meetings:plan-day", args=address) if may_plan else "",
        count_href=reverse("meetings:count-days", args=address) if may_plan else "",
    )


def _day(one: DaySeen, code: str, *, may_plan: bool, on: dt.date) -> DayShown:
    at = f", {hour(one.at)}" if one.at else ""
    said = [f"first planned for {day(one.first)}"] if one.first else []
    if one.said:
        said.append(one.said)
    args = [code, one.day.isoformat()]
    open_ = may_plan and one.is_planned
    return DayShown(
        title=f"{weekday(one.day)}{at}",
        href=reverse("meetings:meeting", args=[one.meeting]) if one.meeting else "",
        tag=Tag(one.state, TONES.get(one.state, "amber")),
        below="; ".join(said),
        warnings=one.warnings,
        call_href=f"{reverse('meetings:call', args=[code])}?day={one.day.isoformat()}"
        if open_
        else "",
        move_href=reverse("meetings:move-day", args=args) if open_ else "",
        cancel_href=reverse("meetings:cancel-day", args=args) if open_ else "",
        held_href=reverse("meetings:note-day", args=args) if open_ and one.day <= on else "",
    )


def changes_table(found: Sequence[ChangeSeen], *, partner: bool) -> Table | None:
    """What became of a meeting since it was called; by whom, for partners alone."""
    if not found:
        return None
    return Table(
        caption="What became of it",
        head=("Change", "From", "To", "Why"),
        rows=tuple(
            (
                f"{one.kind} on {day(one.at)}",
                one.was_place or f"{weekday(one.was)}, {hour(one.was)}",
                _to(one),
                Cell(one.reason or _unreasoned(one), below=_by(one) if partner else ""),
            )
            for one in found
        ),
    )


def _to(one: ChangeSeen) -> str:
    if one.now_place:
        return one.now_place
    return f"{weekday(one.now)}, {hour(one.now)}" if one.now else "no new day"


def _unreasoned(one: ChangeSeen) -> str:
    return "no place was stated before" if one.now_place else "confirmed"


def _by(one: ChangeSeen) -> str:
    return f"by {one.by}" if one.by else "as the papers say"
