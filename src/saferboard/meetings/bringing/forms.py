"""
The boxes in which a past paper is brought in and corrected.
"""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django import forms

from saferboard.domain.refusals import Refused
from saferboard.measures.tokens import find
from saferboard.meetings.bringing.operations import NUMBER
from saferboard.meetings.bringing.people import lines_of, people_in, substitutes_in
from saferboard.meetings.models import PastKind
from saferboard.papers.dates import times_in
from saferboard.papers.model import (
    Action,
    AgendaItem,
    Attendance,
    Matter,
    Minute,
    Paper,
    Resolution,
    Sitting,
    Unsure,
)
from saferboard.ui import texts
from saferboard.ui.fields import DayField, one_of, several

LONG, TITLE, SHORT = 60_000, 300, 200
SPARE_ACTIONS, MOST_ACTIONS = 2, 300
YES = "yes"
_PAGES = re.compile(r"(\d{1,5})(?:\s*(?:-|–|to)\s*(\d{1,5}))?", re.ASCII)


def long(label: str, *, rows: int = 6, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"max_length": f"{label}: make it {LONG:,} letters or fewer"},
    )


def short(label: str, *, most: int = SHORT, hint: str = "", needed: bool = False) -> Any:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=needed,
        max_length=most,
        error_messages={
            "required": f"{label}: write something",
            "max_length": f"{label}: make it {most} letters or fewer",
        },
    )


class TimeField(forms.CharField):
    """A time of day as it is written, or none."""

    def __init__(self, label: str) -> None:
        super().__init__(label=label, required=False, max_length=40, help_text="For example, 10.30")

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H.%M}" if isinstance(value, dt.time) else value

    def clean(self, value: Any) -> dt.time | None:
        said = super().clean(value)
        found = times_in(said) if said else []
        if said and len(found) != 1:
            raise forms.ValidationError(f"{self.label}: write a time as 10.30, or leave it empty")
        return found[0] if found else None


class BringForm(forms.Form):
    """A file, whose meeting it is of, and what it is."""

    def __init__(self, *args: Any, bodies: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"] = one_of("The body that met", bodies)
        self.fields["kind"] = one_of("What it is", PastKind.choices)
        self.fields["file"] = forms.FileField(
            label="The file",
            help_text="PDF, Word (.docx), HTML or text, up to 20 MB. What it is called does not"
            " matter. The file is read and not kept.",
            max_length=SHORT,
            error_messages={
                "required": "The file: choose a file",
                "empty": "The file: it is empty. Choose another",
                "max_length": "The file: give it a shorter name",
            },
        )
        self.fields["day"] = DayField(
            "The day it met", required=False, hint="Only where the file does not say it."
        )


class PartForm(forms.Form):
    """
    What every part's form has: a mark of what was seen, and whether its doubts are settled.
    """

    may_go = True
    thing_name = "entry"

    def __init__(self, *args: Any, thing: Any = None, doubts: Sequence[Unsure] = (), **kw: Any):
        self.was = thing
        initial = self.initial_of(thing) if thing is not None else {}
        super().__init__(*args, initial={**initial, **kw.pop("initial", {})}, **kw)
        self.set_out()
        if doubts:
            self.fields["looked"] = several(
                "Doubts", [(YES, "I have looked at the doubts above")], needed=False
            )
        if self.may_go and thing is not None:
            label = f"Leave this {self.thing_name} out"
            self.fields["gone"] = several("Not wanted", [(YES, label)], needed=False)
        self.fields["seen"] = forms.CharField(
            required=False, max_length=16, widget=forms.HiddenInput
        )

    def initial_of(self, thing: Any) -> dict[str, Any]:
        raise NotImplementedError

    def set_out(self) -> None:
        """Add the fields that depend on what there is."""

    def thing(self) -> Any:
        """Return what was typed as what a paper holds."""
        raise NotImplementedError


class MeetingForm(PartForm):
    may_go = False
    day = DayField("Day of the meeting")
    starts, ends = TimeField("Began"), TimeField("Ended")
    venue = short("Place")
    next_date = DayField("Day of the next meeting", required=False)
    next_time = TimeField("The next meeting begins")

    def initial_of(self, thing: Sitting) -> dict[str, Any]:
        names = ("starts", "ends", "venue", "next_date", "next_time")
        return {"day": thing.date, **{name: getattr(thing, name) for name in names}}

    def thing(self) -> Sitting:
        said = self.cleaned_data
        names = ("starts", "ends", "venue", "next_date", "next_time")
        return replace(self.was, date=said["day"], **{name: said[name] for name in names})


_PERSON = "One person a line: name; post; organisation."


class PeopleForm(PartForm):
    may_go = False
    present = long("Present", rows=12, hint=_PERSON)
    also_present = long("Also present", hint=_PERSON)
    apologies = long("Apologies", hint=_PERSON)
    substitutes = long("Substitutes", rows=3, hint="One a line: who came; for whom.")

    def initial_of(self, thing: Attendance) -> dict[str, Any]:
        lists = ("present", "also_present", "apologies")
        return {
            **{name: lines_of(getattr(thing, name)) for name in lists},
            "substitutes": "\n".join(f"{s.name}; {s.instead_of}" for s in thing.substitutes),
        }

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for name in ("present", "also_present", "apologies", "substitutes"):
            read = substitutes_in if name == "substitutes" else people_in
            try:
                read(said.get(name, ""), self.was)
            except Refused as refused:
                self.add_error(name, f"{self.fields[name].label}: {refused}")
        return said

    def thing(self) -> Attendance:
        said = self.cleaned_data
        return Attendance(
            present=people_in(said["present"], self.was),
            also_present=people_in(said["also_present"], self.was),
            apologies=people_in(said["apologies"], self.was),
            substitutes=substitutes_in(said["substitutes"], self.was),
        )


class ItemForm(PartForm):
    thing_name = "item"
    number = short("Number", most=NUMBER, needed=True)
    title = short("Title", most=TITLE, needed=True)
    presenters = long("Presented by", rows=3, hint=_PERSON)
    presenter_note = short("Said of who presents it")
    pages = short("Pages of the pack", hint="As 5 - 8. Leave it empty if it is not stated.")
    note = long("Note", rows=3)

    def __init__(self, *args: Any, numbers: Sequence[str] = (), **kwargs: Any) -> None:
        self.numbers = numbers
        super().__init__(*args, **kwargs)

    def set_out(self) -> None:
        part_of = [("", "No other item"), *((n, f"Item {n}") for n in self.numbers)]
        self.fields["part_of"] = forms.ChoiceField(
            label="Part of",
            required=False,
            choices=part_of,
            error_messages={"invalid_choice": "Part of: choose from the list"},
        )
        papers = [(one.value, one.value.capitalize()) for one in Paper]
        self.fields["paper"] = one_of("Paper", papers)

    def initial_of(self, thing: AgendaItem) -> dict[str, Any]:
        names = ("number", "title", "presenter_note", "note", "part_of")
        return {
            **{name: getattr(thing, name) for name in names},
            "paper": thing.paper.value,
            "presenters": lines_of(thing.presenters),
            "pages": f"{thing.pages[0]} - {thing.pages[1]}" if thing.pages else "",
        }

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        try:
            people_in(said.get("presenters", ""), Attendance(present=self._presented()))
        except Refused as refused:
            self.add_error("presenters", f"Presented by: {refused}")
        if said.get("pages") and not _PAGES.fullmatch(said["pages"]):
            self.add_error("pages", "Pages of the pack: write the first and the last as 5 - 8")
        return said

    def _presented(self) -> tuple:
        return self.was.presenters if self.was else ()

    def thing(self) -> AgendaItem:
        said = self.cleaned_data
        names = ("number", "title", "presenter_note", "note", "part_of")
        pages = _PAGES.fullmatch(said["pages"])
        return replace(
            self.was or AgendaItem("", ""),
            **{name: said[name] for name in names},
            paper=Paper(said["paper"]),
            pages=(int(pages[1]), int(pages[2] or pages[1])) if pages else None,
            presenters=people_in(said["presenters"], Attendance(present=self._presented())),
        )


class MinuteForm(PartForm):
    thing_name = "minute"
    number = short("Number", most=NUMBER, needed=True)
    title = short("Heading", most=TITLE)
    discussion = long("Discussion", rows=12, hint="Leave an empty line between paragraphs.")
    resolved = long("Resolved", hint="One clause a line, without “RESOLVED that”.")
    notes = long("Notes after the meeting", rows=2, hint="Leave an empty line between notes.")

    def __init__(self, *args: Any, after: Sequence[str] = (), **kwargs: Any) -> None:
        self.after = after
        super().__init__(*args, **kwargs)

    def set_out(self) -> None:
        posted = sum(f"owner_{n}" in self.data for n in range(MOST_ACTIONS))
        held = len(self.was.actions) if self.was else 0
        self.rows = max(posted, min(held + SPARE_ACTIONS, MOST_ACTIONS))
        for n in range(self.rows):
            hint = "As printed: a post, a name or initials." if not n else ""
            self.fields[f"owner_{n}"] = short(f"Action {n + 1}: owner", hint=hint)
            self.fields[f"text_{n}"] = long(f"Action {n + 1}: what is to be done", rows=2)
            hint = "A day as 3 November 2022, or “next meeting”." if not n else ""
            self.fields[f"due_{n}"] = short(f"Action {n + 1}: due", hint=hint)
        if self.after and self.was is None:
            numbers = [(one, f"After minute {one}") for one in self.after]
            self.fields["after"] = forms.ChoiceField(
                label="Where it stands",
                required=False,
                choices=[("", "At the end"), *numbers],
                error_messages={"invalid_choice": "Where it stands: choose from the list"},
            )

    def initial_of(self, thing: Minute) -> dict[str, Any]:
        held = {
            "number": thing.number,
            "title": thing.title,
            "discussion": texts.typed(thing.paragraphs),
            "resolved": "\n".join(" ".join(one.text.split()) for one in thing.resolutions),
            "notes": texts.typed(thing.notes),
        }
        for n, one in enumerate(thing.actions):
            held |= {f"owner_{n}": one.owner, f"text_{n}": one.text, f"due_{n}": one.due}
        return held

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for name in ("discussion", "notes"):
            for text in texts.read(said.get(name, "")):
                try:
                    find(text)
                except Refused as refused:
                    self.add_error(name, f"{self.fields[name].label}: {refused}")
        return said

    def thing(self) -> Minute:
        said, was = self.cleaned_data, self.was or Minute("", "")
        place, number = was.place, said["number"]
        clauses = [line.strip() for line in said["resolved"].splitlines() if line.strip()]
        return Minute(
            number,
            said["title"],
            tuple(texts.read(said["discussion"])),
            tuple(
                Resolution(
                    number, text, was.resolutions[n].place if n < len(was.resolutions) else place
                )
                for n, text in enumerate(clauses)
            ),
            tuple(self._actions(was)),
            tuple(texts.read(said["notes"])),
            place,
        )

    def _actions(self, was: Minute) -> Iterable[Action]:
        said = self.cleaned_data
        for n in range(self.rows):
            owner, text, due = (said[f"{name}_{n}"] for name in ("owner", "text", "due"))
            if owner or text or due:
                place = was.actions[n].place if n < len(was.actions) else was.place
                yield Action(said["number"], owner, text, due, place)


class MatterForm(PartForm):
    thing_name = "matter"
    minute = short("Minute", most=NUMBER, needed=True, hint="The number it had, as 26.")
    day = DayField("Day of that minute", required=False)
    matter, update = long("Matter"), long("Update")
    owner = short("Owner")
    due = short("Due")

    def initial_of(self, thing: Matter) -> dict[str, Any]:
        names = ("minute", "matter", "update", "owner", "due")
        return {"day": thing.date, **{name: getattr(thing, name) for name in names}}

    def thing(self) -> Matter:
        said = self.cleaned_data
        names = ("minute", "matter", "update", "owner", "due")
        was = self.was or Matter("", None, "", "")
        return replace(was, date=said["day"], **{name: said[name] for name in names})


class PostsForm(forms.Form):
    """Whose post each name, or set of initials, is."""

    def __init__(self, *args: Any, names: Sequence[tuple[str, str]], posts: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.names = [name for name, _ in names]
        for n, (name, read) in enumerate(names):
            self.fields[f"post_{n}"] = forms.ChoiceField(
                label=name,
                required=False,
                choices=[("", f"As read: {read or 'not stated'}"), ("-", "Not stated"), *posts],
                error_messages={"invalid_choice": f"{name}: choose from the list"},
            )
        self.fields["seen"] = forms.CharField(
            required=False, max_length=16, widget=forms.HiddenInput
        )

    def chosen(self) -> dict[str, str]:
        said = {name: self.cleaned_data[f"post_{n}"] for n, name in enumerate(self.names)}
        return {name: "" if code == "-" else code for name, code in said.items() if code}


FORMS: dict[str, type[PartForm]] = {
    "meeting": MeetingForm,
    "people": PeopleForm,
    "item": ItemForm,
    "minute": MinuteForm,
    "matter": MatterForm,
}
