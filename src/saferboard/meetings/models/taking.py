"""
Taking minutes: the book of one meeting, what was typed into each minute, who holds it.
"""

from django.db import models

from saferboard.domain.minuting import DraftState, MinutesState
from saferboard.meetings.models.minutes import Minute
from saferboard.meetings.models.sittings import Meeting
from saferboard.partners.models import User


class MinuteBook(models.Model):
    """
    The minutes of one meeting as a whole: where they stand, and how they came to.

    `declared` says that interests were asked for; `findings` what the figure checker and the
    owners' check found when they were last checked.  Once signed, `content` is what was signed,
    `digest` its SHA-256, `pdf_sha256` that of the print, and nothing of it changes.
    """

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="minute_book")
    state = models.CharField(
        max_length=8, choices=[(state.value, state.label) for state in MinutesState]
    )
    begun_at = models.DateTimeField()
    attendance_version = models.PositiveIntegerField(default=0)
    findings = models.JSONField(default=list)
    checked_at = models.DateTimeField(null=True, blank=True)
    agreed_in = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="agreed")
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.CharField(max_length=200, blank=True, help_text="The post that signed.")
    content = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["meeting_id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=MinutesState.SIGNED, signed_at__isnull=False)
                | (~models.Q(state=MinutesState.SIGNED) & models.Q(signed_at__isnull=True)),
                name="signed_minutes_were_signed_some_day",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=[MinutesState.AGREED, MinutesState.SIGNED])
                | models.Q(agreed_in__isnull=False),
                name="agreed_minutes_were_agreed_in_a_meeting",
            ),
        ]

    class Privacy:
        personal = {"findings": [], "content": {}}
        open = frozenset(
            {"id", "meeting", "state", "begun_at", "attendance_version", "checked_at"}
            | {"agreed_in", "signed_at", "signed_by", "digest", "pdf_sha256"}
        )

    def __str__(self) -> str:
        return f"minutes of {self.meeting_id}"


class MinuteDraft(models.Model):
    """
    What somebody typed into a minute, as it was typed: nothing typed is lost.

    `base` is the version they had before them.  Kept, it became `version`; set aside, it was
    typed over words not seen, and waits for whoever typed it.
    """

    minute = models.ForeignKey(Minute, models.CASCADE, related_name="drafts")
    state = models.CharField(max_length=9, choices=[(s.value, s.value) for s in DraftState])
    version = models.PositiveIntegerField(null=True)
    base = models.PositiveIntegerField()
    typed = models.JSONField(default=dict)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="minute_drafts")
    at = models.DateTimeField()

    class Meta:
        ordering = ["minute_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["minute", "version"],
                condition=models.Q(version__isnull=False),
                name="a_version_of_a_minute_is_one_draft",
            ),
            models.CheckConstraint(
                condition=models.Q(state=DraftState.KEPT, version__isnull=False)
                | (~models.Q(state=DraftState.KEPT) & models.Q(version__isnull=True)),
                name="a_kept_draft_has_a_version",
            ),
        ]

    class Privacy:
        personal = {"typed": {}, "by": None}
        open = frozenset({"id", "minute", "state", "version", "base", "at"})

    def __str__(self) -> str:
        return f"draft {self.pk}"


class MinuteHold(models.Model):
    """Who is typing into a minute, and when they last did.  It shuts nobody out."""

    minute = models.OneToOneField(Minute, models.CASCADE, related_name="hold")
    user = models.ForeignKey(User, models.CASCADE, related_name="minute_holds")
    at = models.DateTimeField()

    class Privacy:
        personal = {"user": None}
        open = frozenset({"id", "minute", "at"})

    def __str__(self) -> str:
        return f"hold {self.pk}"


class Declaration(models.Model):
    """An interest that somebody declared at a meeting, and whether they left for the item."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="declarations")
    position = models.PositiveSmallIntegerField()
    published_name = models.CharField(max_length=200)
    about = models.CharField(max_length=200, help_text="The item, as said.")
    interest = models.TextField()
    left_room = models.BooleanField(default=False)

    class Meta:
        ordering = ["meeting_id", "position"]

    class Privacy:
        personal = {"published_name": "A member", "interest": ""}
        open = frozenset({"id", "meeting", "position", "about", "left_room"})

    def __str__(self) -> str:
        return f"declaration {self.pk}"


class MinuteNote(models.Model):
    """
    What came to be known after a meeting, printed under its minute: the minute itself stands.

    `day` is the day it is of.
    """

    minute = models.ForeignKey(Minute, models.PROTECT, related_name="notes")
    day = models.DateField()
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["minute_id", "day", "id"]

    class Privacy:
        personal = {}
        open = frozenset({"id", "minute", "day", "text", "at"})

    def __str__(self) -> str:
        return f"note {self.pk}"
