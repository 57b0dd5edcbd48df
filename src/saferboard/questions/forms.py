"""
Turning what is typed about questions into values.
"""

import datetime as dt
from typing import Any

from django import forms

from saferboard.partners.models import Post
from saferboard.questions import guarding
from saferboard.questions.models import AnsweredIn, AskerKind
from saferboard.questions.operations import Asked
from saferboard.ui.fields import one_of, words

GENERAL = "general"
LONGEST = 2_000
NAMED = (("yes", "Yes, with my question"), ("no", "No, do not publish my name"))


def line(label: str, missing: str, *, hint: str = "", most: int = 200, fill: str = "", **more: Any):
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=most,
        widget=forms.TextInput(attrs={"autocomplete": fill} if fill else {}),
        error_messages={
            "required": missing,
            "max_length": f"{label}: use up to {most} letters; you have %(show_value)d",
        },
        **more,
    )


class AskForm(forms.Form):
    """A question, and where its asker is answered; `opened` and `website` keep programs out."""

    def __init__(self, *args: Any, abouts: list, at: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        self._ask_what(abouts)
        self._ask_who()
        self.fields["website"] = line("Leave this empty", "", required=False)
        self.fields["opened"] = forms.CharField(widget=forms.HiddenInput, required=False)

    def _ask_what(self, abouts: list) -> None:
        self.fields["about"] = one_of("What your question is about", abouts)
        self.fields["text"] = forms.CharField(
            label="Your question",
            help_text=f"Up to {LONGEST:,} letters. It is published as you write it",
            max_length=LONGEST,
            widget=forms.Textarea,
            error_messages={
                "required": "Your question: write it",
                "max_length": f"Your question: use up to {LONGEST:,} letters; you have"
                " %(show_value)d",
            },
        )

    def _ask_who(self) -> None:
        self.fields["asker"] = forms.ChoiceField(
            label="You are",
            choices=AskerKind.choices,
            widget=forms.RadioSelect,
            error_messages=dict.fromkeys(("required", "invalid_choice"), "You are: choose one"),
        )
        self.fields["name"] = line("Your name", "Your name: write it", fill="name")
        self.fields["named"] = forms.ChoiceField(
            label="May your name be published?",
            choices=NAMED,
            widget=forms.RadioSelect,
            error_messages=dict.fromkeys(
                ("required", "invalid_choice"), "May your name be published: choose yes or no"
            ),
        )
        self.fields["email"] = forms.EmailField(
            label="Your e-mail address",
            help_text="Where your question is acknowledged and answered. It is never published",
            required=False,
            max_length=254,
            widget=forms.EmailInput(attrs={"autocomplete": "email"}),
            error_messages={
                "invalid": "Your e-mail address: write it as name@example.org",
                "max_length": "Your e-mail address: use up to 254 letters",
            },
        )
        self.fields["address"] = line(
            "Your postal address",
            "",
            hint="If you have no e-mail. It is never published",
            most=300,
            fill="street-address",
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and not (said["email"] or said["address"]):
            self.add_error("email", "Give an e-mail address or a postal address to be answered at")
        for refusal in (
            guarding.refusal_of_trap(said.get("website", "")),
            guarding.refusal_of_stamp(said.get("opened", ""), at=self.at),
        ):
            if refusal is not None:
                self.add_error(None, str(refusal))
                break
        return said

    def asked(self) -> Asked:
        said = self.cleaned_data
        return Asked(
            text=said["text"],
            name=said["name"],
            asker=AskerKind(said["asker"]),
            email=said["email"],
            address=said["address"],
            item="" if said["about"] == GENERAL else said["about"],
            may_publish_name=said["named"] == "yes",
        )


def posts() -> list[tuple[str, str]]:
    found = Post.objects.select_related("organisation").order_by("title", "id")
    return [(post.code, f"{post.title}, {post.organisation.short}") for post in found]


class AcceptForm(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answerer"] = one_of("Who is to answer it", posts(), hint="A post")


class DeclineForm(forms.Form):
    reason = line(
        "Why it is not taken",
        "Why it is not taken: write it",
        hint="Whoever asked is told this. Nothing about anybody else",
    )


class AnswerForm(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"] = words("The answer", hint="It is published as it is written")
        self.fields["answerer"] = one_of("Whose answer it is", posts(), hint="A post")
        self.fields["how"] = forms.ChoiceField(
            label="How it is given",
            choices=AnsweredIn.choices,
            widget=forms.RadioSelect,
            error_messages=dict.fromkeys(("required", "invalid_choice"), "How it is given: choose"),
        )
