"""
Bodies and the seats on them.  A seat is held by a post, never by a person.
"""

import datetime as dt

from django.db import models

from saferboard.domain.handling import Handling
from saferboard.partners.models import Post, User

NOT_STATED = "not stated"


class SeatRole(models.TextChoices):
    CHAIR = "CHAIR", "Chair"
    VICE_CHAIR = "VICE_CHAIR", "Vice-chair"
    MEMBER = "MEMBER", "Member"


class BodyQuerySet(models.QuerySet):
    """Bodies, as one asks for them."""

    def visible_to(self, user: User, *, on: dt.date) -> "BodyQuerySet":
        """Return the bodies whose page, members and meetings an account may see on a day."""
        restricted = [one.value for one in Handling if one.is_restricted]
        if not user.is_authenticated or not user.is_active:
            return self.exclude(handling__in=restricted)
        seated = Seat.objects.filter(post__in=user.posts(on=on)).values("body")
        return self.filter(~models.Q(handling__in=restricted) | models.Q(pk__in=seated))


class Body(models.Model):
    """A board, panel, forum or group that meets."""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    short = models.CharField(max_length=40, blank=True)
    aliases = models.JSONField(default=list)
    purpose = models.TextField(default=NOT_STATED)
    rhythm = models.CharField(max_length=100, default=NOT_STATED)
    handling = models.CharField(max_length=10, choices=[(one.value, one.label) for one in Handling])
    terms = models.CharField(max_length=200, default=NOT_STATED)
    listed = models.BooleanField(
        default=True,
        help_text="Whether anyone may read that a restricted body is there, and what it is for.",
    )

    objects = BodyQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        verbose_name_plural = "bodies"

    class Privacy:
        personal = {}
        open = frozenset(
            {"id", "code", "name", "short", "aliases", "purpose", "rhythm", "handling", "terms"}
            | {"listed"}
        )

    def __str__(self) -> str:
        return self.name


class Seat(models.Model):
    """One post's place on a body."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="seats")
    post = models.ForeignKey(Post, models.PROTECT, related_name="seats")
    role = models.CharField(max_length=10, choices=SeatRole.choices)
    position = models.PositiveSmallIntegerField()

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
        open = frozenset({"id", "body", "post", "role", "position"})

    def __str__(self) -> str:
        return f"{self.body_id} {self.role}"
