"""
What is typed to enter organisations and posts, and to say who has a post.
"""

from typing import Any

from django import forms
from django.core.validators import RegexValidator

from saferboard.domain.rights import Role
from saferboard.partners.models import Organisation, OrganisationKind, Person, Post
from saferboard.partners.posts.operations import Somebody
from saferboard.partners.presenters import post_choices
from saferboard.ui.fields import DayField, one_of, words

SLUG = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*$",
    "Short address: use small letters, digits and hyphens, as in housing-manager.",
)
SHORT, LONG = 50, 200
YES_OR_NO = [("yes", "Yes"), ("no", "No")]


def _line(label: str, *, most: int = LONG, hint: str = "", needed: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        help_text=hint,
        required=needed,
        error_messages={"required": f"{label}: write something"},
    )


def _address(most: int) -> forms.CharField:
    field = _line(
        "Short address",
        most=most,
        hint="Small letters, digits and hyphens. It cannot be changed later.",
    )
    field.validators.append(SLUG)
    return field


class OrganisationForm(forms.Form):
    """A partner: its name, its kind, and whether it is a responsible authority."""

    def __init__(self, *args: Any, new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = _line("Name")
        if new:
            self.fields["code"] = _address(SHORT)
        self.fields["short"] = _line("Short name", most=60, needed=False)
        self.fields["kind"] = one_of("Kind", OrganisationKind.choices)
        self.fields["responsible_authority"] = one_of(
            "Whether it is a responsible authority",
            YES_OR_NO,
            hint="By section 5 of the Crime and Disorder Act 1998.",
        )


class PostForm(forms.Form):
    """A job: its title, its organisation, and, for those who may say, what it does here."""

    def __init__(self, *args: Any, new: bool, may_give_rights: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"] = _line("Title")
        if new:
            self.fields["code"] = _address(80)
        found = Organisation.objects.order_by("name", "id").values_list("code", "name")
        self.fields["organisation"] = one_of("Organisation", found)
        if may_give_rights:
            roles = [(role.value, role.label) for role in Role]
            self.fields["role"] = one_of(
                "Role", roles, hint="What it may do here. Leave empty for nothing.", needed=False
            )


def _people() -> list[tuple[str, str]]:
    blank = Person.Privacy.personal["name"]
    kept = Person.objects.exclude(name=blank).order_by("name", "id")
    return [(str(pk), name) for pk, name in kept.values_list("pk", "name")]


class PersonForm(forms.Form):
    """Who comes into a post: somebody of the register, or somebody new to it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"] = one_of("Person", _people(), needed=False)
        self.fields["name"] = _line(
            "Or the full name of somebody new", needed=False, hint="A person is entered once."
        )
        self.fields["another"] = forms.MultipleChoiceField(
            label="If the name is in the register already",
            choices=[("yes", "This is another person of that name")],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["since"] = DayField("First day")

    def who(self) -> Somebody:
        """Return who was chosen or named."""
        typed = self.cleaned_data
        if typed["person"]:
            return Somebody(number=int(typed["person"]))
        return Somebody(name=typed["name"], another=bool(typed["another"]))


class CaretakerForm(PersonForm):
    """Who looks after a vacant post, from a day to a day."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"] = DayField("Last day", hint="Their rights end with it.")
        self.fields["remark"] = _line("Remark", most=300, needed=False)


class LastDayForm(forms.Form):
    """The last day of something."""

    last = DayField("Last day", hint="This day still counts.")


class VacancyForm(forms.Form):
    """Since when nobody holds a post, and until when."""

    since = DayField("First day", required=False, hint="Leave empty where it is not stated.")
    until = DayField("Last day", required=False, hint="Leave empty while it lasts.")
    remark = _line("Remark", most=300, needed=False)


def _posts(besides: Post | None = None) -> list[tuple[str, str]]:
    kept = Post.objects.select_related("organisation").exclude(pk=besides.pk if besides else None)
    return post_choices(list(kept.order_by("organisation__name", "title", "id")))


class HandoverForm(forms.Form):
    """To which post another's work goes, and why."""

    def __init__(self, *args: Any, giver: Post, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["taker"] = one_of("To which post", _posts(giver))
        self.fields["reason"] = words("Why", hint="Read by whoever is asked to accept.")


class OfferForm(forms.Form):
    """To which post one thing is offered instead."""

    def __init__(self, *args: Any, giver: Post, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["taker"] = one_of("Which post", _posts(giver))


class DeclineForm(forms.Form):
    """Why one thing is not accepted."""

    reason = _line("Why", most=300)
