"""
What is typed to enter a body, give a seat, or say what something named is.
"""

from typing import Any

from django import forms
from django.core.validators import RegexValidator

from saferboard.bodies.models import NOT_STATED, Body, BodyKind, MentionKind, SeatRole
from saferboard.bodies.operations import BodyDescribed, MentionWritten
from saferboard.domain.handling import Handling
from saferboard.domain.rhythms import Rhythm, RhythmKind
from saferboard.partners.models import Organisation, Post
from saferboard.ui.fields import DayField, one_of, words

ONE_A_LINE = "One a line."
SLUG = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*$",
    "Short address: use small letters, digits and hyphens, as in hate-crime-panel.",
)
SLUG_LENGTH, NAME_LENGTH = 50, 200
MOST_TIMES = 366


def address(label: str = "Short address") -> forms.CharField:
    """The word by which a thing is found in addresses; it is given once."""
    return forms.CharField(
        label=label,
        help_text="Small letters, digits and hyphens. It cannot be changed later.",
        max_length=SLUG_LENGTH,
        validators=[SLUG],
        error_messages={"required": f"{label}: give one, as hate-crime-panel"},
    )


def line(label: str, *, hint: str = "", needed: bool = False, most: int = NAME_LENGTH) -> Any:
    """One line of words."""
    field = words(label, hint=hint, needed=needed, long=False)
    field.max_length = most
    field.validators = [forms.CharField(max_length=most).validators[0], *field.validators[1:]]
    return field


def lines(text: str) -> list[str]:
    """Return what was typed, one thing a line."""
    return [one.strip() for one in text.splitlines() if one.strip()]


def too_long(label: str, found: list[str], most: int = NAME_LENGTH) -> None:
    """
    Go on if every line is short enough to be kept.

    :raises ValidationError: if one is not.
    """
    for number, one in enumerate(found, start=1):
        if len(one) > most:
            raise forms.ValidationError(
                f"{label}: line {number} is longer than {most} letters. Shorten it."
            )


class BodyForm(forms.Form):
    """Everything the register says of a body but its seats."""

    def __init__(self, *args: Any, body: Body | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.body = body
        self.fields["name"] = line("Name", needed=True)
        if body is None:
            self.fields["code"] = address()
        self.fields["short"] = line("Short name", hint="As SBPB.", most=40)
        self.fields["aliases"] = words(
            "Other names", hint=f"{ONE_A_LINE} It is found by each of them.", needed=False
        )
        self.fields["kind"] = one_of("What it is", BodyKind.choices)
        self.fields["purpose"] = words(
            "What it is for", hint=f"Leave empty for “{NOT_STATED}”.", needed=False
        )
        self.fields["parent"] = one_of("Under", _bodies(body), needed=False)
        self._ask_how_often()
        self._ask_who_may_see()

    def _ask_how_often(self) -> None:
        self.fields["rhythm"] = line(
            "How often it meets, in words", hint=f"Leave empty for “{NOT_STATED}”.", most=100
        )
        self.fields["meets"] = one_of(
            "How often, to work out dates", [(one.value, one.label) for one in RhythmKind]
        )
        self.fields["times"] = forms.IntegerField(
            label="How many times a year",
            help_text="Only where it meets so many times a year.",
            required=False,
            min_value=1,
            max_value=MOST_TIMES,
            widget=forms.NumberInput(attrs={"size": 3}),
            error_messages={"invalid": "How many times a year: give a whole number, as 3"},
        )

    def _ask_who_may_see(self) -> None:
        self.fields["handling"] = one_of(
            "Who may see what it works on", [(one.value, one.label) for one in Handling]
        )
        self.fields["handling_because"] = line(
            "Where that is said", hint=f"Leave empty for “{NOT_STATED}”."
        )
        self.fields["terms"] = line("Terms of reference", hint=f"Leave empty for “{NOT_STATED}”.")
        self.fields["standing"] = words(
            "Members named by organisation or service",
            hint=f"{ONE_A_LINE} After a bar, the short address of the organisation: Oxleas | oxl.",
            needed=False,
        )
        self.fields["listed"] = one_of("Who may know that it is there", LISTED)
        self.fields["printed"] = one_of(
            "Whether a public paper says its other names, rhythm and members", YES_OR_NO
        )
        self.fields["remark"] = words("What else the register notes", needed=False)

    def clean_aliases(self) -> list[str]:
        found = lines(self.cleaned_data["aliases"])
        too_long("Other names", found)
        return found

    def clean_standing(self) -> list[tuple[str, str]]:
        typed = lines(self.cleaned_data["standing"])
        found = [
            (name.strip(), code.strip()) for name, _, code in (one.partition("|") for one in typed)
        ]
        too_long("Members named by organisation or service", [name for name, _ in found])
        known = set(Organisation.objects.values_list("code", flat=True))
        for number, (_, code) in enumerate(found, start=1):
            if code and code not in known:
                raise forms.ValidationError(
                    f"Members: on line {number}, no organisation has that short address."
                )
        return found

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        counted = typed.get("meets") == RhythmKind.TIMES_A_YEAR
        if counted and not typed.get("times") and "times" not in self.errors:
            self.add_error("times", "How many times a year: give a number, as 3")
        return typed

    def described(self) -> BodyDescribed:
        """Return the body as it was typed."""
        typed = self.cleaned_data
        meets = RhythmKind(typed["meets"])
        counted = meets is RhythmKind.TIMES_A_YEAR
        return BodyDescribed(
            code=self.body.code if self.body else typed["code"],
            name=typed["name"],
            short=typed["short"],
            aliases=typed["aliases"],
            purpose=typed["purpose"] or NOT_STATED,
            rhythm=typed["rhythm"] or NOT_STATED,
            meets=Rhythm(meets, typed["times"] if counted else None),
            handling=typed["handling"],
            handling_because=typed["handling_because"] or NOT_STATED,
            terms=typed["terms"] or NOT_STATED,
            kind=typed["kind"],
            parent=typed["parent"],
            listed=typed["listed"] == "yes",
            printed=typed["printed"] == "yes",
            remark=typed["remark"],
            standing=typed["standing"],
        )


LISTED = [("yes", "Anyone"), ("no", "Its members only")]
YES_OR_NO = [("yes", "Yes"), ("no", "No")]


def _bodies(besides: Body | None) -> list[tuple[str, str]]:
    found = Body.objects.filter(listed=True).exclude(pk=besides.pk if besides else None)
    return list(found.order_by("name", "id").values_list("code", "name"))


def initial(body: Body) -> dict[str, Any]:
    """Return what the form of a body holds before anybody types."""
    standing = body.standing.select_related("organisation").order_by("position", "id")
    return {
        "name": body.name,
        "short": body.short,
        "aliases": "\n".join(body.aliases),
        "kind": body.kind,
        "purpose": _said(body.purpose),
        "parent": body.parent.code if body.parent else "",
        "rhythm": _said(body.rhythm),
        "meets": body.meets,
        "times": body.times,
        "handling": body.handling,
        "handling_because": _said(body.handling_because),
        "terms": _said(body.terms),
        "standing": "\n".join(
            f"{one.words} | {one.organisation.code}" if one.organisation else one.words
            for one in standing
        ),
        "listed": "yes" if body.listed else "no",
        "printed": "yes" if body.printed else "no",
        "remark": body.remark,
    }


def _said(kept: str) -> str:
    return "" if kept == NOT_STATED else kept


def _posts(found: Any) -> list[tuple[str, str]]:
    kept = found.select_related("organisation").order_by("organisation__name", "title", "id")
    return [(post.code, f"{post.title}, {post.organisation.name}") for post in kept]


class SeatForm(forms.Form):
    """Which post sits, as what, and which comes in its place."""

    def __init__(self, *args: Any, body: Body, new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if new:
            free = Post.objects.exclude(seats__body=body)
            self.fields["post"] = one_of("Post", _posts(free), hint="A seat is held by a post.")
        self.fields["role"] = one_of("Seat", SeatRole.choices)
        self.fields["substitute"] = one_of(
            "Which post comes in its place",
            _posts(Post.objects.all()),
            hint="Leave empty where nobody is named.",
            needed=False,
        )


class MentionForm(forms.Form):
    """What something named among the bodies is."""

    def __init__(self, *args: Any, code: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.code = code
        self.fields["name"] = line("Name", needed=True)
        if not code:
            self.fields["code"] = address()
        self.fields["aliases"] = words("Other names", hint=ONE_A_LINE, needed=False)
        self.fields["kind"] = one_of("What it is", MentionKind.choices)
        self.fields["words"] = words(
            "What is said of it", hint=f"Leave empty for “{NOT_STATED}”.", needed=False
        )
        organisations = Organisation.objects.order_by("name", "id").values_list("code", "name")
        self.fields["organisation"] = one_of("Organisation", organisations, needed=False)
        self.fields["day"] = DayField("Day, of a single meeting", required=False)

    def clean_aliases(self) -> list[str]:
        found = lines(self.cleaned_data["aliases"])
        too_long("Other names", found)
        return found

    def written(self) -> MentionWritten:
        """Return it as it was typed."""
        typed = self.cleaned_data
        return MentionWritten(
            code=self.code or typed["code"],
            name=typed["name"],
            kind=typed["kind"],
            words=typed["words"] or NOT_STATED,
            aliases=typed["aliases"],
            organisation=typed["organisation"],
            day=typed["day"],
        )
