"""
Who was there, what was resolved, who was to do what, and what comes back.
"""

from collections.abc import Sequence

from django.db import models

from saferboard.domain.minuting import letter
from saferboard.meetings.models.agendas import Item
from saferboard.meetings.models.sittings import Meeting
from saferboard.partners.models import Post

ALL_PARTNERS = "All partners"


def in_one(clauses: Sequence[str]) -> str:
    """Return clauses as one text: the one there is, or each on a line with its letter."""
    if len(clauses) == 1:
        return clauses[0]
    return "\n".join(f"({letter(n)}) {clause}" for n, clause in enumerate(clauses))


class AttendanceState(models.TextChoices):
    PRESENT = "PRESENT", "Present"
    ALSO_PRESENT = "ALSO_PRESENT", "Also present"
    APOLOGY = "APOLOGY", "Apology"
    SUBSTITUTE = "SUBSTITUTE", "Substitute"
    ABSENT = "ABSENT", "No apology given"


class Attendance(models.Model):
    """
    Somebody at a meeting, or who was called to it and not there, as the minutes print them.

    `post` is whose place they had or have, where that is known; of a substitute, the post they
    came for, and `instead_of` the name of whom.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    position = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=AttendanceState.choices)
    published_name = models.CharField(max_length=200)
    seat = models.CharField(max_length=200, blank=True, help_text="Their post as printed.")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="attendances")
    instead_of = models.CharField(max_length=200, blank=True)
    arrived = models.TimeField(null=True, blank=True, help_text="When, if late.")
    left = models.TimeField(null=True, blank=True, help_text="When, if before the end.")

    class Meta:
        ordering = ["meeting_id", "position"]

    class Privacy:
        personal = {"published_name": "A member", "seat": "", "instead_of": ""}
        open = frozenset({"id", "meeting", "position", "state", "post", "arrived", "left"})

    def __str__(self) -> str:
        return f"attendance {self.pk}"


class Minute(models.Model):
    """
    One numbered minute.  `paragraphs` and `clauses` (what was resolved) are lists of texts.

    `version` counts what was typed into it: see `MinuteDraft`.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="minutes")
    number = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    paragraphs = models.JSONField(default=list)
    clauses = models.JSONField(default=list)
    item = models.ForeignKey(Item, models.SET_NULL, null=True, related_name="minutes")
    version = models.PositiveIntegerField(default=0)

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
            {"id", "meeting", "number", "position", "title", "paragraphs", "clauses"}
            | {"item", "version"}
        )

    def __str__(self) -> str:
        return f"minute {self.number}"

    @property
    def resolution(self) -> str:
        """What was resolved, as one text."""
        return in_one(self.clauses)


class MinuteAction(models.Model):
    """
    An entry of the minutes' action column: what is to be done, by whom, and until when.

    `text` and `due` are empty where the minutes do not say.
    """

    minute = models.ForeignKey(Minute, models.CASCADE, related_name="actions")
    position = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    due = models.DateField(null=True, blank=True)
    next_meeting = models.BooleanField(default=False, help_text="Due by the next meeting.")
    all_partners = models.BooleanField(default=False)

    class Meta:
        ordering = ["minute_id", "position"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(due__isnull=True) | models.Q(next_meeting=False),
                name="an_action_is_due_on_a_day_or_at_the_next_meeting",
            )
        ]

    class Privacy:
        personal = {}
        open = frozenset(
            {"id", "minute", "position", "text", "due", "next_meeting", "all_partners"}
        )

    def __str__(self) -> str:
        return f"action {self.pk}"

    @property
    def owner_words(self) -> str:
        """Who is to do it, as the action column prints them."""
        everybody = [ALL_PARTNERS] if self.all_partners else []
        owners = [owner.owner_as_printed for owner in self.owners.all()]
        return " / ".join(everybody + owners)


class ActionOwner(models.Model):
    """One owner of an action: as printed, and the post it means, if that is known."""

    action = models.ForeignKey(MinuteAction, models.CASCADE, related_name="owners")
    position = models.PositiveSmallIntegerField()
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="owned_actions")
    owner_as_printed = models.CharField(max_length=200)

    class Meta:
        ordering = ["action_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "post"],
                condition=models.Q(post__isnull=False),
                name="a_post_owns_an_action_once",
            )
        ]

    class Privacy:
        personal = {"owner_as_printed": "A member"}
        open = frozenset({"id", "action", "position", "post"})

    def __str__(self) -> str:
        return f"owner {self.pk}"


class Matter(models.Model):
    """A matter arising, brought back to a meeting from a minute of an earlier one."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="matters")
    position = models.PositiveSmallIntegerField()
    minute = models.ForeignKey(Minute, models.PROTECT, related_name="matters")
    matter = models.TextField()
    update = models.TextField()
    owner = models.ForeignKey(Post, models.PROTECT, null=True, related_name="matters")
    owner_words = models.CharField(max_length=300, blank=True, help_text="Where several own it.")
    due = models.DateField(null=True, blank=True)
    corrected = models.BooleanField(default=False, help_text="Whether its words were written over.")

    class Meta:
        ordering = ["meeting_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "minute"], name="a_minute_comes_back_once_to_a_meeting"
            )
        ]

    class Privacy:
        personal = {"owner_words": ""}
        open = frozenset(
            {"id", "meeting", "position", "minute", "matter", "update", "owner"}
            | {"due", "corrected"}
        )

    def __str__(self) -> str:
        return f"matter {self.pk}"
