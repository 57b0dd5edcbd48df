"""
Bodies and the seats on them.  A seat is held by a post, never by a person.
"""

import datetime as dt

from django.db import models

from saferboard.domain.handling import Handling
from saferboard.domain.rhythms import Rhythm, RhythmKind
from saferboard.partners.models import Organisation, Post, User

NOT_STATED = "not stated"


class SeatRole(models.TextChoices):
    CHAIR = "CHAIR", "Chair"
    VICE_CHAIR = "VICE_CHAIR", "Vice-chair"
    MEMBER = "MEMBER", "Member"


class BodyKind(models.TextChoices):
    """Whether it sits, or is a row of days on which partners go out together."""

    BODY = "BODY", "Body"
    DAYS = "DAYS", "Days of action"


class MentionKind(models.TextChoices):
    """What something named among the bodies is, since it is none."""

    CLASS = "CLASS", "A class in law"
    MEETING = "MEETING", "A single meeting"
    ORGANISATION = "ORGANISATION", "An organisation"
    TEAM = "TEAM", "A team or service"
    PLAN = "PLAN", "A plan"


class BodyQuerySet(models.QuerySet):
    """Bodies, as one asks for them."""

    def visible_to(self, user: User, *, on: dt.date) -> "BodyQuerySet":
        """Return the bodies whose page, members and meetings an account may see on a day."""
        restricted = [one.value for one in Handling if one.is_restricted]
        if not user.is_authenticated or not user.is_active:
            return self.exclude(handling__in=restricted)
        seated = Seat.objects.read_by(user, on=on).values("body")
        return self.filter(~models.Q(handling__in=restricted) | models.Q(pk__in=seated))


class Body(models.Model):
    """
    A board, panel, forum or group that meets.

    `rhythm` is how often it meets in the papers' words; `meets` and `times` say the same so
    that dates can be worked out.
    """

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    short = models.CharField(max_length=40, blank=True)
    aliases = models.JSONField(default=list)
    purpose = models.TextField(default=NOT_STATED)
    kind = models.CharField(max_length=4, choices=BodyKind.choices, default=BodyKind.BODY)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    rhythm = models.CharField(max_length=100, default=NOT_STATED)
    meets = models.CharField(
        max_length=12,
        choices=[(one.value, one.label) for one in RhythmKind],
        default=RhythmKind.NOT_STATED,
    )
    times = models.PositiveSmallIntegerField(null=True, blank=True)
    handling = models.CharField(max_length=10, choices=[(one.value, one.label) for one in Handling])
    handling_because = models.CharField(max_length=200, default=NOT_STATED)
    terms = models.CharField(max_length=200, default=NOT_STATED)
    listed = models.BooleanField(
        default=True,
        help_text="Whether anyone may read that a restricted body is there, and what it is for.",
    )
    printed = models.BooleanField(
        default=False,
        help_text="Whether a public paper says its other names, rhythm and members.",
    )
    remark = models.TextField(blank=True)
    quorum = models.CharField(
        max_length=40, blank=True, help_text="As 5 or 1/4 or 1/4, at least 3; empty: not stated."
    )

    objects = BodyQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        verbose_name_plural = "bodies"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(meets=RhythmKind.TIMES_A_YEAR, times__gte=1)
                | (~models.Q(meets=RhythmKind.TIMES_A_YEAR) & models.Q(times__isnull=True)),
                name="times_a_year_are_counted",
            )
        ]

    class Privacy:
        personal = {}
        open = frozenset(
            {"id", "code", "name", "short", "aliases", "purpose", "rhythm", "handling", "terms"}
            | {"kind", "parent", "meets", "times", "handling_because", "listed", "printed"}
            | {"remark", "quorum"}
        )

    def __str__(self) -> str:
        return self.name

    @property
    def recurs(self) -> Rhythm:
        """How often it meets, as dates can be worked out from."""
        return Rhythm(RhythmKind(self.meets), self.times)


class SeatQuerySet(models.QuerySet):
    """Seats, as one asks for them."""

    def read_by(self, user: User, *, on: dt.date) -> "SeatQuerySet":
        """Return the seats whose papers an account reads: its posts', and where they stand in."""
        posts = user.posts(on=on).order_by().values("pk")
        return self.filter(models.Q(post__in=posts) | models.Q(substitute__in=posts)).order_by()


class Seat(models.Model):
    """
    One post's place on a body.

    The substitute reads what the seat reads; what a seat may do besides is its post's alone.
    """

    body = models.ForeignKey(Body, models.CASCADE, related_name="seats")
    post = models.ForeignKey(Post, models.PROTECT, related_name="seats")
    role = models.CharField(max_length=10, choices=SeatRole.choices)
    position = models.PositiveSmallIntegerField()
    substitute = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="stands_in_at"
    )

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ["body_id", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["body", "post"], name="a_post_sits_once_on_a_body"),
            models.UniqueConstraint(
                fields=["body"],
                condition=models.Q(role=SeatRole.CHAIR),
                name="a_body_has_one_chair",
            ),
        ]

    class Privacy:
        personal = {}
        open = frozenset({"id", "body", "post", "role", "position", "substitute"})

    def __str__(self) -> str:
        return f"{self.body_id} {self.role}"


class Standing(models.Model):
    """A member of a body that the papers name by organisation or team, not by post."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="standing")
    position = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=200, help_text="As the papers name it.")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="stands_on"
    )

    class Meta:
        ordering = ["body_id", "position", "id"]

    class Privacy:
        personal = {}
        open = frozenset({"id", "body", "position", "words", "organisation"})

    def __str__(self) -> str:
        return self.words


class Mention(models.Model):
    """Something the papers name among their bodies that is none, kept as what it is."""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    aliases = models.JSONField(default=list)
    kind = models.CharField(max_length=12, choices=MentionKind.choices)
    words = models.TextField(default=NOT_STATED)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="mentions"
    )
    day = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name", "id"]

    class Privacy:
        personal = {}
        open = frozenset({"id", "code", "name", "aliases", "kind", "words", "organisation", "day"})

    def __str__(self) -> str:
        return self.name
