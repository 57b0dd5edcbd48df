"""
Turning what is typed into values.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from saferboard.partners.models import Organisation, Post, User
from saferboard.sharing.vocabulary import data_classes, legal_bases, purposes
from saferboard.ui.fields import DayField, one_of, several, words


def posts(found: Iterable[Post]) -> list[tuple[str, str]]:
    return [(post.code, f"{post.title}, {post.organisation.name}") for post in found]


class TitleForm(forms.Form):
    def __init__(self, *args: Any, owners: Iterable[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"] = words("Title", long=False)
        self.fields["owner"] = one_of(
            "Who looks after it", posts(owners), hint="A post, whoever holds it"
        )


class AboutForm(forms.Form):
    since, until = DayField("First day", required=False), DayField("Last day", required=False)
    review_on = DayField("Day to review it", required=False)
    answer_days = forms.IntegerField(
        label="Working days to answer a request",
        required=False,
        min_value=1,
        max_value=60,
        help_text="Leave empty for the partnership’s usual number",
        widget=forms.NumberInput(attrs={"size": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purposes"] = several("Purposes", purposes().items(), needed=False)
        bases = [(b.code, b.title) for b in legal_bases().values()]
        self.fields["bases"] = several("Legal bases", bases, needed=False)
        self.order_fields(["purposes", "bases", "since", "until", "review_on", "answer_days"])


class PartiesForm(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [(o.code, o.name) for o in Organisation.objects.order_by("name", "id")]
        self.fields["parties"] = several("Parties", found, hint="Two at least")


class GivenForm(forms.Form):
    """For each class of data, the fields one party gives."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for known in data_classes().values():
            self.fields[known.code] = several(
                known.words, known.fields.items(), hint=known.about, needed=False
            )


class ConditionsForm(forms.Form):
    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["conditions"] = words("Conditions", hint="One a line", needed=False)
        self.fields["panels"] = several(
            "Only for seats on",
            bodies,
            hint="Tick none, and any part in a thing will do",
            needed=False,
        )


class DocumentForm(forms.Form):
    document = forms.FileField(
        label="Document",
        help_text="The agreement as it is to be signed: PDF, Word or text, up to 20 MB",
        error_messages={"required": "Choose a document", "empty": "The document is empty"},
    )


class NothingForm(forms.Form):
    """A button, and nothing to fill in."""


class SignForm(forms.Form):
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)


class ReasonForm(forms.Form):
    reason = words("Reason", hint="Kept with the agreement, for its parties to read")


class ReviewForm(forms.Form):
    reason = words("What was found", hint="Why it stands as it is")
    next_on = DayField("Next review")


class AskForm(forms.Form):
    def __init__(self, *args: Any, mine: Iterable[Post], others: Iterable[Post], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["asking_post"] = one_of("Which of your posts asks", posts(mine))
        self.fields["asked_post"] = one_of("Whom you ask", posts(others))
        self.fields["purpose"] = one_of("Purpose", purposes().items())
        for known in data_classes().values():
            self.fields[known.code] = several(
                known.words, known.fields.items(), hint=known.about, needed=False
            )
        self.fields["subject"] = words(
            "Whom or what you ask about",
            hint="A reference, or a few words that identify. Sealed; read by the two posts alone",
            long=False,
        )
        self.fields["why"] = words("Why you ask", hint="Sealed; read by the two posts alone")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        chosen = [code for code in data_classes() if said.get(code)]
        if len(chosen) > 1:
            raise forms.ValidationError("Ask for fields of one class of data at a time.")
        said["data_class"] = chosen[0] if chosen else ""
        said["fields"] = said.get(chosen[0]) if chosen else []
        return said


class AnswerForm(forms.Form):
    """For each field that is asked, an answer or the reason it is redacted."""

    def __init__(self, *args: Any, asked: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = list(asked)
        for code, label in asked.items():
            self.fields[f"give-{code}"] = words(label, needed=False)
            self.fields[f"redact-{code}"] = words(
                f"Or why “{label}” is redacted", needed=False, long=False
            )

    def answers(self) -> dict[str, str]:
        return {code: self.cleaned_data[f"give-{code}"] for code in self.asked}

    def redactions(self) -> dict[str, str]:
        return {code: self.cleaned_data[f"redact-{code}"] for code in self.asked}


class NoteForm(forms.Form):
    def __init__(self, *args: Any, mine: Iterable[Post], bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keeper"] = one_of("Which of your posts keeps it", posts(mine))
        self.fields["body"] = one_of("Panel it is before", bodies, needed=False)
        self.fields["subject"] = words("Who it is about", long=False, hint="Sealed")
        for code, label in data_classes()["soft-intelligence"].fields.items():
            self.fields[code] = words(label, needed=False, long=code == "concern")


class UsesForm(forms.Form):
    def __init__(self, *args: Any, fields: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for use, label in (
            ("INCORPORATE", "May be put in a paper of the board"),
            ("PUBLISH", "May be published"),
        ):
            self.fields[use] = several(label, fields.items(), needed=False)
        self.fields["consent"] = several(
            "The person it is about agrees to",
            [("INCORPORATE", "its being put in a paper"), ("PUBLISH", "its being published")],
            needed=False,
            hint="Untick it if they take it back",
        )


def accounts() -> list[tuple[str, str]]:
    found = User.objects.filter(is_active=True).select_related("person").order_by("username")
    return [(user.username, f"{user.person.name} ({user.username})") for user in found]


class ThingForm(forms.Form):
    """Which thing: its kind and reference."""

    def __init__(self, *args: Any, kinds: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = one_of("What kind of thing", kinds)
        self.fields["ref"] = words("Its reference", long=False, hint="For example, SI-1")


class EmergencyForm(ThingForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = words("What the emergency is", hint="Sealed")


class GiveForm(ThingForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"] = one_of("To whom", accounts())
        self.fields["until"] = DayField("Last day")
        self.fields["reason"] = words("Reason", hint="Sealed")


class ListForm(ThingForm):
    def __init__(self, *args: Any, ring: Iterable[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"] = one_of("Whom", accounts())
        self.fields["lets_in"] = forms.ChoiceField(
            label="What is done",
            choices=[("no", "Shut them out, whatever else they have"), ("yes", "Let them in")],
            widget=forms.RadioSelect,
            error_messages={"required": "What is done: choose one"},
        )
        self.fields["since"] = DayField("First day")
        self.fields["until"] = DayField("Last day", required=False, hint="Leave empty for no end.")
        self.fields["ring"] = one_of("Whom they are to ring", posts(ring))
        self.fields["reason"] = words("Reason", hint="Sealed")


def end_of_day(day: dt.date, like: dt.datetime) -> dt.datetime:
    """Return the end of a day, in the zone of a moment: the first instant of the next."""
    if day == dt.date.max:
        return dt.datetime.combine(day, dt.time(), like.tzinfo)
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), like.tzinfo)
