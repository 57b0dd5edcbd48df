"""
Turning what is typed about an agenda into values.
"""

import datetime as dt
from typing import Any

from django import forms

from saferboard.domain.days_said import read_day
from saferboard.domain.exemption import PARAGRAPHS, paragraph_words
from saferboard.domain.refusals import Refused
from saferboard.meetings.agendas import rotation
from saferboard.meetings.agendas.operations import ItemWanted
from saferboard.meetings.agendas.proposing.operations import Proposed
from saferboard.meetings.agendas.publishing.operations import Publishing
from saferboard.meetings.agendas.reports.operations import FROM_POSTS, LINES, SECTIONS, WORKED_OUT
from saferboard.meetings.models import Item, ItemKind, Meeting, PaperKind, ProposalKind
from saferboard.partners.models import Post
from saferboard.ui import texts
from saferboard.ui.fields import one_of, words
from saferboard.ui.words import day

SHOWN = 2
"""How many of those who present an item its form shows; further ones stay as they were."""
VERBAL, PAPERS = "verbal", "papers"
MANNERS = ((VERBAL, "Verbal"), (PAPERS, "With papers"))
YES = (("yes", "Yes"),)


def title_field() -> forms.CharField:
    return forms.CharField(
        label="Title",
        max_length=300,
        error_messages={
            "required": "Title: write something",
            "max_length": "Title: use up to 300 letters; you have %(show_value)d",
        },
    )


def posts() -> list[tuple[str, str]]:
    found = Post.objects.select_related("organisation").order_by("title", "id")
    return [(post.code, f"{post.title}, {post.organisation.short}") for post in found]


def whole(label: str, *, most: int, hint: str = "", needed: bool = False) -> forms.IntegerField:
    wrong = f"{label}: write a whole number from 0 to {most}"
    return forms.IntegerField(
        label=label,
        help_text=hint,
        required=needed,
        min_value=0,
        max_value=most,
        widget=forms.NumberInput(attrs={"size": 3}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value", "required"), wrong),
    )


def minutes() -> forms.IntegerField:
    return whole("Expected minutes", most=600, hint="How long it may take; leave empty if unknown")


def manner() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="How it comes",
        choices=MANNERS,
        widget=forms.RadioSelect,
        initial=PAPERS,
        error_messages={
            "required": "How it comes: choose verbal or with papers",
            "invalid_choice": "How it comes: choose verbal or with papers",
        },
    )


def tick(label: str, hint: str = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=YES,
        help_text=hint,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": f"{label}: tick the box or leave it"},
    )


class ConfirmForm(forms.Form):
    """A button, and the item it is for."""

    item = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ItemForm(ConfirmForm):
    """One item of an agenda; who presents it are posts, in the order of the list."""

    def __init__(self, *args: Any, meeting: Meeting, item: Item | None = None, **kwargs: Any):
        if item is not None:
            kwargs["initial"] = held(item)
        super().__init__(*args, **kwargs)
        self._ask_what(meeting, item)
        self._ask_for_paper(meeting, item)
        self._ask_if_exempt()
        self.kind = ItemKind(item.kind) if item else ItemKind.ORDINARY
        self.presenter_note = item.presenter_note if item else ""
        self.further = presenting(item)[SHOWN:] if item else []

    def _ask_what(self, meeting: Meeting, item: Item | None) -> None:
        tops = meeting.items.filter(parent__isnull=True).order_by("position")
        tops = tops.exclude(pk=item.pk) if item else tops
        of_posts = posts()
        self.fields["title"] = title_field()
        self.fields["parent"] = one_of(
            "Part of",
            [(top.number, f"{top.number}. {top.title}") for top in tops],
            needed=False,
            hint="Leave it at “Choose” for an item of its own",
        )
        self.fields["presenter"] = one_of("Who presents it", of_posts, needed=False, hint="A post")
        self.fields["second_presenter"] = one_of("And with them", of_posts, needed=False)
        self.fields["expected_minutes"] = minutes()
        self.fields["manner"] = manner()

    def _ask_for_paper(self, meeting: Meeting, item: Item | None) -> None:
        known = [(str(n), f"{n}. {title}") for n, title in rotation.priorities()]
        self.fields["paper"] = one_of("Kind of paper", papers(item), needed=False, hint=NO_PAPER)
        self.fields["minutes_of"] = one_of("Minutes of", earlier(meeting), needed=False)
        self.fields["priority"] = one_of("Priority", known, needed=False)
        self.fields["note"] = words("Note", needed=False, hint="Printed below the title")
        self.fields["recurs"] = tick("It comes to every meeting from now on")

    def _ask_if_exempt(self) -> None:
        self.fields["exempt"] = tick(
            "It is exempt: Part 2", "Its paper is for members alone; its title is public"
        )
        self.fields["exempt_paragraph"] = one_of(
            "Paragraph of Schedule 12A",
            [(str(n), paragraph_words(n)) for n in PARAGRAPHS],
            needed=False,
            hint="Local Government Act 1972, Schedule 12A, Part 1",
        )
        self.fields["exempt_reason"] = words(
            "Why it is exempt",
            needed=False,
            hint="Why the public interest in keeping it from the public is the greater",
        )
        self.fields["exempt_reason"].validators.append(at_most(500))

    def wanted(self) -> ItemWanted:
        """Return the item as it was typed."""
        said = self.cleaned_data
        chosen = [said["presenter"], said["second_presenter"], *self.further]
        return ItemWanted(
            title=said["title"],
            parent=said.get("parent", ""),
            note=said["note"],
            presenters=list(dict.fromkeys(filter(None, chosen))),
            presenter_note=self.presenter_note,
            expected_minutes=said["expected_minutes"],
            verbal=said["manner"] == VERBAL,
            paper=PaperKind(said["paper"]),
            minutes_of=said["minutes_of"],
            priority=int(said["priority"]) if said["priority"] else None,
            exempt=bool(said["exempt"]),
            exempt_paragraph=int(said["exempt_paragraph"]) if said["exempt_paragraph"] else None,
            exempt_reason=said["exempt_reason"],
            kind=self.kind,
            recurs=bool(said["recurs"]),
        )


class LateItemForm(ItemForm):
    """An item that came after the agenda was out, and why."""

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, meeting=meeting, **kwargs)
        del self.fields["parent"]
        self.fields["reason"] = words(
            "Why it is late, and why it cannot wait",
            hint="Printed with the item. The chair says whether it is taken as urgent",
        )
        self.fields["reason"].validators.append(at_most(500))


NO_PAPER = (
    "Leave it at “Choose” where there is no paper yet; a written one is begun beside the item"
)


def at_most(length: int):
    def check(value: str) -> None:
        if len(value) > length:
            raise forms.ValidationError(f"Use up to {length} letters; you have {len(value)}")

    return check


CHOSEN = (
    *(PaperKind.MATTERS_ARISING, PaperKind.MINUTES, PaperKind.PRIORITY),
    *(PaperKind.DASHBOARD, PaperKind.GROUPS),
)
"""The kinds of paper that are made of what is held; any other is written, or given as a file."""


def papers(item: Item | None) -> list[tuple[str, str]]:
    """Return the kinds of paper an item may be given, and the one it has."""
    kinds = [kind for kind in PaperKind if kind in CHOSEN or (item and kind == item.paper)]
    return [(kind.value, kind.label) for kind in kinds if kind.value]


def earlier(meeting: Meeting) -> list[tuple[str, str]]:
    found = Meeting.objects.filter(body=meeting.body_id, starts__lt=meeting.starts)
    return [(one.code, day(one.starts)) for one in found.order_by("-starts", "-id")[:12]]


def presenting(item: Item) -> list[str]:
    return list(item.presenters.order_by("position").values_list("post__code", flat=True))


def held(item: Item) -> dict[str, Any]:
    """Return an item as its form shows it."""
    first, second, *_ = [*presenting(item), "", ""]
    return {
        "item": item.pk,
        "title": item.title,
        "parent": item.parent.number if item.parent else "",
        "presenter": first,
        "second_presenter": second,
        "expected_minutes": item.expected_minutes,
        "manner": VERBAL if item.verbal else PAPERS,
        "paper": item.paper,
        "minutes_of": item.minutes_of.code if item.minutes_of else "",
        "priority": str(item.priority or ""),
        "note": item.note,
        "recurs": ["yes"] * item.recurs,
        "exempt": ["yes"] * bool(item.exempt_paragraph),
        "exempt_paragraph": str(item.exempt_paragraph or ""),
        "exempt_reason": item.exempt_reason,
    }


class SaidDayField(forms.CharField):
    """A day typed as it is said; a weekday that is not its own is refused with the reason."""

    def __init__(self, label: str, *, near: dt.date, hint: str) -> None:
        super().__init__(label=label, required=False, max_length=60, help_text=hint)
        self.near = near

    def clean(self, value: Any) -> dt.date | None:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return read_day(typed, near=self.near)
        except Refused as refused:
            raise forms.ValidationError(f"{self.label}: {refused}") from None


class PublishForm(forms.Form):
    """What goes out with an agenda."""

    def __init__(self, *args: Any, near: dt.date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["question_rules"] = words(
            "How questions are asked",
            needed=False,
            hint="Printed with the days, which are worked out",
        )
        hint = "Worked out. Type a later day only if the chair allows one, as Friday 21 October"
        self.fields["questions_until"] = SaidDayField(
            "Another last day for questions on any matter", near=near, hint=hint
        )
        self.fields["report_questions_until"] = SaidDayField(
            "Another last day for questions about reports", near=near, hint=hint
        )

    def publishing(self) -> Publishing:
        return Publishing(**self.cleaned_data)


class ReasonForm(forms.Form):
    def __init__(self, *args: Any, label: str, hint: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = words(label, hint=hint)
        self.fields["reason"].validators.append(at_most(500))


class ProposeForm(forms.Form):
    """What somebody proposes for an agenda, as one of the posts they hold."""

    def __init__(self, *args: Any, mine: Any, subgroups: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = forms.ChoiceField(
            label="What it is",
            choices=ProposalKind.choices,
            widget=forms.RadioSelect,
            error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose what it is"),
        )
        self.fields["title"] = words("Title", long=False)
        self.fields["why"] = words(
            "Why the board should hear it",
            hint="Nothing about a case or a private person: an agenda is published",
        )
        self.fields["post"] = one_of("Which of your posts proposes it", mine)
        self.fields["subgroup"] = one_of(
            "Subgroup", subgroups, needed=False, hint="Only for an exception"
        )
        self.fields["expected_minutes"] = minutes()
        self.fields["manner"] = manner()

    def proposed(self) -> Proposed:
        said = self.cleaned_data
        return Proposed(
            kind=ProposalKind(said["kind"]),
            title=said["title"],
            why=said["why"],
            post=said["post"],
            subgroup=said["subgroup"],
            expected_minutes=said["expected_minutes"],
            verbal=said["manner"] == VERBAL,
        )


class ReportForm(ConfirmForm):
    """A written paper under the head of a council report."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"] = title_field()
        for line in LINES:
            if line.name in FROM_POSTS:
                self.fields[line.name] = one_of(line.label, posts(), needed=False, hint="A post")
            elif line.name not in WORKED_OUT:
                self.fields[line.name] = words(
                    line.label, hint=line.hint, needed=False, long=line.long
                )
        for one in SECTIONS:
            hint = "A label, a colon and what there is to say, on each line"
            self.fields[one.name] = words(one.heading, needed=False, hint=hint)
        self.fields["number"].validators.append(at_most(40))
        self.fields["words"] = forms.CharField(
            label="The report",
            max_length=40_000,
            widget=forms.Textarea,
            help_text="Leave an empty line between paragraphs. A heading begins “## ”, an entry of"
            " a list “- ”.",
            error_messages={"required": "The report: write something"},
        )

    def said(self) -> dict[str, str]:
        return {
            name: words
            for name, words in self.cleaned_data.items()
            if name not in ("words", "item")
        }

    def typed(self) -> list[str]:
        return texts.read(self.cleaned_data["words"])
