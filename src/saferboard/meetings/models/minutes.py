"""
Who was there, what was resolved, who was to do what, and what comes back.
"""

from django.db import models

from saferboard.meetings.models.sittings import Meeting
from saferboard.partners.models import Post


class AttendanceState(models.TextChoices):
    PRESENT = "PRESENT", "Present"
    ALSO_PRESENT = "ALSO_PRESENT", "Also present"
    APOLOGY = "APOLOGY", "Apology"


class Attendance(models.Model):
    """Somebody at a meeting, or who sent apologies, as the minutes print them."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    position = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=AttendanceState.choices)
    published_name = models.CharField(max_length=200)
    seat = models.CharField(max_length=200, blank=True, help_text="Their post as printed.")

    class Meta:
        ordering = ["meeting_id", "position"]

    class Privacy:
        personal = {"published_name": "A member", "seat": ""}
        open = frozenset({"id", "meeting", "position", "state"})

    def __str__(self) -> str:
        return f"attendance {self.pk}"


class Minute(models.Model):
    """One numbered minute.  `paragraphs` is a list of texts."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="minutes")
    number = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    paragraphs = models.JSONField(default=list)
    resolution = models.TextField(blank=True)

    class Meta:
        ordering = ["meeting_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"], name="a_minute_number_is_used_once_a_meeting"
            )
        ]

    class Privacy:
        personal = {}
        open = frozenset(
            {"id", "meeting", "number", "position", "title", "paragraphs", "resolution"}
        )

    def __str__(self) -> str:
        return f"minute {self.number}"


class MinuteAction(models.Model):
    """An entry of the minutes' action column: the owner as printed, and the post it means."""

    minute = models.ForeignKey(Minute, models.CASCADE, related_name="actions")
    position = models.PositiveSmallIntegerField()
    owner_as_printed = models.CharField(max_length=200)
    owner = models.ForeignKey(Post, models.PROTECT, null=True, related_name="actions")

    class Meta:
        ordering = ["minute_id", "position"]

    class Privacy:
        personal = {"owner_as_printed": "A member"}
        open = frozenset({"id", "minute", "position", "owner"})

    def __str__(self) -> str:
        return f"action {self.pk}"


class Matter(models.Model):
    """A matter arising, brought back to a meeting from a minute of an earlier one."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="matters")
    position = models.PositiveSmallIntegerField()
    minute = models.ForeignKey(Minute, models.PROTECT, related_name="matters")
    matter = models.TextField()
    update = models.TextField()
    owner = models.ForeignKey(Post, models.PROTECT, null=True, related_name="matters")

    class Meta:
        ordering = ["meeting_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "minute"], name="a_minute_comes_back_once_to_a_meeting"
            )
        ]

    class Privacy:
        personal = {}
        open = frozenset({"id", "meeting", "position", "minute", "matter", "update", "owner"})

    def __str__(self) -> str:
        return f"matter {self.pk}"
