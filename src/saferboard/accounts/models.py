"""
Ways in, and who came in by them.

Passkeys, the secrets of code apps and recovery codes, and accounts at other providers, are
kept in django-allauth's own tables.
"""

from django.db import models
from django.db.models import Q

from saferboard.domain.tries import Trying
from saferboard.partners.models import Person, Post, User
from saferboard.partners.sealed import SealedJSONField

DIGEST_LENGTH = 64


class Invitation(models.Model):
    """
    A person invited into a post from a day.

    The link's secret is not kept, only its digest.  Accepted once, or cancelled, or run out.
    """

    name = models.CharField(max_length=200)
    email = models.EmailField()
    post = models.ForeignKey(Post, models.PROTECT, related_name="invitations")
    since = models.DateField()
    digest = models.CharField(max_length=DIGEST_LENGTH, unique=True)
    by = models.CharField(max_length=60)
    at = models.DateTimeField()
    until = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    person = models.OneToOneField(Person, models.PROTECT, null=True, related_name="invitation")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(cancelled_at__isnull=True),
                name="an_invitation_is_not_both_accepted_and_cancelled",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, person__isnull=True)
                | Q(accepted_at__isnull=False, person__isnull=False),
                name="an_accepted_invitation_names_who_came",
            ),
        ]

    class Privacy:
        personal = {"name": "A person", "email": "person@example.invalid", "by": "system"} | {
            "person": None
        }
        open = frozenset(
            {"id", "post", "since", "digest", "at", "until", "accepted_at", "cancelled_at"}
        )

    def __str__(self) -> str:
        return f"invitation {self.pk}"


class PasswordLink(models.Model):
    """A link by which one account chooses a new password, once."""

    account = models.ForeignKey(User, models.CASCADE, related_name="password_links")
    digest = models.CharField(max_length=DIGEST_LENGTH, unique=True)
    at = models.DateTimeField()
    until = models.DateTimeField()
    spent_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        personal = {"account": None}
        open = frozenset({"id", "digest", "at", "until", "spent_at"})

    def __str__(self) -> str:
        return f"password link {self.pk}"


class Visit(models.Model):
    """
    One session of an account: from where, with which browser, since when.

    Neither the whole address nor what the browser calls itself is kept.
    """

    account = models.ForeignKey(User, models.CASCADE, related_name="visits")
    session_key = models.CharField(max_length=40, unique=True)
    since = models.DateTimeField()
    seen = models.DateTimeField()
    network = models.CharField(max_length=60)
    browser = models.CharField(max_length=60)

    class Meta:
        ordering = ["-seen", "-id"]

    class Privacy:
        personal = {"account": None, "session_key": "", "network": "", "browser": ""}
        open = frozenset({"id", "since", "seen"})

    def __str__(self) -> str:
        return f"session {self.pk}"


class Try(models.Model):
    """
    One try of a secret that was wrong, kept for an hour.

    `key` is a keyed digest of what was tried or of the network it came from.
    """

    what = models.CharField(max_length=10, choices=[(t.value, t.label) for t in Trying])
    key = models.CharField(max_length=DIGEST_LENGTH)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["what", "key", "at"], name="tries_of_one_thing")]

    class Privacy:
        personal = {"key": ""}
        open = frozenset({"id", "what", "at"})

    def __str__(self) -> str:
        return f"try {self.pk}"


class KeptForm(models.Model):
    """What somebody had typed when their session ended, until they send it or throw it away."""

    account = models.OneToOneField(User, models.CASCADE, related_name="kept_form")
    path = models.CharField(max_length=500)
    fields = SealedJSONField()
    at = models.DateTimeField()

    class Privacy:
        personal = {"account": None, "fields": ""}
        open = frozenset({"id", "path", "at"})

    def __str__(self) -> str:
        return f"kept form {self.pk}"
