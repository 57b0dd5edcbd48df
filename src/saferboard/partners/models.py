"""
The partnership, the organisations in it, their posts, and who holds a post from when.

Duties belong to posts, never to people: when a person leaves, what the post owed is
still owed.
"""

import datetime as dt
from typing import Literal

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from saferboard.domain.rights import Role
from saferboard.domain.states import HandedState, HandoverState
from saferboard.ledger.models import POST_LENGTH


class OrganisationKind(models.TextChoices):
    COUNCIL = "COUNCIL", "Council"
    POLICE = "POLICE", "Police"
    FIRE = "FIRE", "Fire and rescue"
    AMBULANCE = "AMBULANCE", "Ambulance"
    HEALTH = "HEALTH", "Health"
    PROBATION = "PROBATION", "Probation"
    HOUSING = "HOUSING", "Housing"
    VOLUNTARY = "VOLUNTARY", "Voluntary"
    GOVERNMENT = "GOVERNMENT", "Government"
    OTHER = "OTHER", "Other"


class Partnership(models.Model):
    """The one partnership this installation serves."""

    name = models.CharField(max_length=200)
    area = models.CharField(max_length=200)
    place = models.SlugField(help_text="The place its figures are for, as `places` names it.")

    class Privacy:
        personal = {}
        open = frozenset({"id", "name", "area", "place"})

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """
    A partner.  A responsible authority has the duty under the Crime and Disorder Act 1998,
    section 5, to work with the others.
    """

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    short = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=12, choices=OrganisationKind.choices)
    responsible_authority = models.BooleanField(default=False)

    class Meta:
        ordering = ["name", "id"]

    class Privacy:
        personal = {}
        open = frozenset({"id", "code", "name", "short", "kind", "responsible_authority"})

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A job that duties belong to, whoever holds it."""

    code = models.SlugField(unique=True, max_length=80)
    title = models.CharField(max_length=200)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="posts")
    role = models.CharField(
        max_length=24, choices=[(role.value, role.label) for role in Role], blank=True
    )

    class Meta:
        ordering = ["organisation__name", "title", "id"]

    class Privacy:
        personal = {}
        open = frozenset({"id", "code", "title", "organisation", "role"})

    def __str__(self) -> str:
        return self.title


class Person(models.Model):
    """Somebody who holds, held or will hold a post."""

    name = models.CharField(max_length=200)

    class Privacy:
        personal = {"name": "A person"}
        open = frozenset({"id"})

    def __str__(self) -> str:
        return f"person {self.pk}"


class Holding(models.Model):
    """One person in one post from a day, until a day if it has ended.  Both days count."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="holdings")
    person = models.ForeignKey(Person, models.PROTECT, related_name="holdings")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
                name="a_holding_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["post"],
                condition=Q(until__isnull=True),
                name="a_post_has_one_holder_at_a_time",
            ),
        ]

    class Privacy:
        personal = {"person": None}
        open = frozenset({"id", "post", "since", "until"})

    def __str__(self) -> str:
        return f"holding {self.pk}"


class Caretaking(models.Model):
    """
    One person who has a vacant post's duties and rights from a day to a day; both days count.

    They do not hold the post, and are shown as its caretaker.
    """

    post = models.ForeignKey(Post, models.PROTECT, related_name="caretakings")
    person = models.ForeignKey(Person, models.PROTECT, related_name="caretakings")
    since = models.DateField()
    until = models.DateField()
    remark = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=models.F("since")),
                name="a_caretaking_ends_after_it_starts",
            ),
        ]

    class Privacy:
        personal = {"person": None, "remark": ""}
        open = frozenset({"id", "post", "since", "until"})

    def __str__(self) -> str:
        return f"caretaking {self.pk}"


class Vacancy(models.Model):
    """
    A post that nobody holds, as somebody said; both days count, and None is not stated.

    A post that its holder left is vacant without one.
    """

    post = models.ForeignKey(Post, models.CASCADE, related_name="vacancies")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    remark = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "vacancies"
        constraints = [
            models.CheckConstraint(
                condition=Q(since__isnull=True)
                | Q(until__isnull=True)
                | Q(until__gte=models.F("since")),
                name="a_vacancy_ends_after_it_starts",
            ),
        ]

    class Privacy:
        personal = {}
        open = frozenset({"id", "post", "since", "until", "remark"})

    def __str__(self) -> str:
        return f"vacancy {self.pk}"


class Handover(models.Model):
    """The moving of a post's work to another post; it completes when all of it is accepted."""

    number = models.PositiveIntegerField(unique=True)
    giver = models.ForeignKey(Post, models.PROTECT, related_name="handovers_out")
    taker = models.ForeignKey(Post, models.PROTECT, related_name="handovers_in")
    state = models.CharField(
        max_length=10, choices=[(one.value, one.label) for one in HandoverState]
    )
    reason = models.TextField()
    opened_by = models.CharField(max_length=60)
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(giver=models.F("taker")), name="work_goes_to_another_post"
            ),
            models.UniqueConstraint(
                fields=["giver"],
                condition=Q(state=HandoverState.OPEN),
                name="a_post_hands_over_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state=HandoverState.OPEN, ended_at__isnull=True)
                | (~Q(state=HandoverState.OPEN) & Q(ended_at__isnull=False)),
                name="an_ended_handover_ended_some_day",
            ),
        ]

    class Privacy:
        personal = {"opened_by": "system", "reason": "A reason."}
        open = frozenset({"id", "number", "giver", "taker", "state", "opened_at", "ended_at"})

    def __str__(self) -> str:
        return f"handover {self.pk}"


class Handed(models.Model):
    """
    One thing a post hands over: which room has it, its kind and reference there.

    `taker` is the post it is offered to, which may be another than the handover's; `by` the
    account that accepted or declined it, and when.
    """

    handover = models.ForeignKey(Handover, models.CASCADE, related_name="things")
    position = models.PositiveIntegerField()
    room = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)
    ref = models.CharField(max_length=80)
    words = models.TextField()
    href = models.CharField(max_length=300, blank=True)
    taker = models.ForeignKey(Post, models.PROTECT, related_name="things_offered")
    state = models.CharField(max_length=8, choices=[(one.value, one.label) for one in HandedState])
    by = models.ForeignKey("User", models.PROTECT, null=True, blank=True, related_name="handed")
    at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["handover_id", "position"]
        verbose_name_plural = "things handed over"
        constraints = [
            models.UniqueConstraint(
                fields=["handover", "room", "kind", "ref"], name="a_thing_is_handed_over_once"
            ),
            models.UniqueConstraint(
                fields=["handover", "position"], name="a_thing_has_its_place_in_a_handover"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[HandedState.ACCEPTED, HandedState.DECLINED])
                | Q(by__isnull=False, at__isnull=False),
                name="what_is_accepted_was_accepted_by_somebody",
            ),
        ]

    class Privacy:
        personal = {"by": None, "words": "A thing.", "reason": ""}
        open = frozenset(
            {"id", "handover", "position", "room", "kind", "ref", "href", "taker", "state", "at"}
        )

    def __str__(self) -> str:
        return f"handed {self.pk}"


class UserManager(BaseUserManager):
    """Accounts are opened by `operations.open_account`, with a line in the ledger."""

    def get_by_natural_key(self, username):
        return self.get(username=username)


class User(AbstractBaseUser):
    """An account: one person's way in.  What they may do follows from the posts they hold."""

    username = models.CharField(max_length=150, unique=True)
    email = models.EmailField(blank=True, help_text="Where letters to this person go.")
    person = models.OneToOneField(Person, models.PROTECT, related_name="account")
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    objects = UserManager()

    origin = ""
    """Where this account acts from, as the ledger keeps it; the site's middleware says."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~Q(email=""),
                name="an_address_belongs_to_one_account",
            ),
        ]

    class Privacy:
        personal = {"username": "user", "email": "", "password": "!"} | {
            "person": None,
            "last_login": None,
        }
        open = frozenset({"id", "is_active"})

    def __str__(self) -> str:
        return f"account {self.pk}"

    @property
    def ledger_name(self) -> str:
        """How the ledger names this account: by its number, so that no line holds a name."""
        return f"account {self.pk}"

    @property
    def signed_in_as(self) -> str:
        """The name shown at the top of every page."""
        return self.person.name

    def ledger_posts(self, at: dt.datetime) -> str:
        """Return the codes of the posts held at a moment, as the ledger names them."""
        codes = self.posts(on=timezone.localtime(at).date()).values_list("code", flat=True)
        return " ".join(codes)[:POST_LENGTH]

    def posts(self, *, on: dt.date) -> models.QuerySet[Post]:
        """Return the posts this person holds on a day, or is the caretaker of."""
        mine = Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gte=on))
        held = Holding.objects.filter(mine, person=self.person_id)
        looked_after = Caretaking.objects.filter(mine, person=self.person_id)
        return Post.objects.filter(
            Q(pk__in=held.values("post")) | Q(pk__in=looked_after.values("post"))
        ).order_by("id")


Actor = User | Literal["system"]
"""Who does a thing: an account, or the program itself."""


def ledger_name(actor: Actor) -> str:
    """Return how the ledger names whoever did a thing."""
    return actor.ledger_name if isinstance(actor, User) else actor
