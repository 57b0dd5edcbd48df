"""
How an action goes on after the meeting that gave it, and what is left out of the next report.

The minutes stand as they were signed: where an action stands now is kept here, beside them.
"""

from django.db import models

from saferboard.domain.actions import StepKind
from saferboard.domain.states import ActionState
from saferboard.meetings.models.minutes import Minute, MinuteAction
from saferboard.meetings.models.sittings import Meeting
from saferboard.partners.models import Post


class ActionCourse(models.Model):
    """
    Where an action stands.  One without a row is open, and has not been sent to anybody.

    `moved_to` is the day it is due where that is no longer the one in the minutes.
    """

    action = models.OneToOneField(MinuteAction, models.CASCADE, related_name="course")
    state = models.CharField(
        max_length=15,
        choices=[(state.value, state.label) for state in ActionState],
        default=ActionState.OPEN.value,
    )
    moved_to = models.DateField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["action_id"]

    class Privacy:
        personal = {}
        open = frozenset({"id", "action", "state", "moved_to", "sent_at"})

    def __str__(self) -> str:
        return f"course of action {self.action_id}"


class ActionStep(models.Model):
    """
    One thing that was said or done about an action: by which post, when, and in what words.

    A change of date keeps the old day and the new.
    """

    action = models.ForeignKey(MinuteAction, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=17, choices=[(one.value, one.label) for one in StepKind])
    at = models.DateTimeField()
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="action_steps")
    by_link = models.BooleanField(default=False)
    text = models.TextField(blank=True)
    old_due = models.DateField(null=True, blank=True)
    new_due = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["action_id", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind__in=[StepKind.MORE_TIME_ASKED, StepKind.DATE_CHANGED])
                | (models.Q(new_due__isnull=False) & ~models.Q(text="")),
                name="a_change_of_date_has_its_day_and_its_reason",
            )
        ]

    class Privacy:
        personal = {"text": "An account."}
        open = frozenset({"id", "action", "kind", "at", "post", "by_link", "old_due", "new_due"})

    def __str__(self) -> str:
        return f"step {self.pk}"


class MatterLeftOut(models.Model):
    """A minute that would come back to a meeting, and that the clerk left out, with the reason."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="matters_left_out")
    minute = models.ForeignKey(Minute, models.CASCADE, related_name="left_out_of")
    reason = models.CharField(max_length=500)

    class Meta:
        ordering = ["meeting_id", "id"]
        verbose_name_plural = "matters left out"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "minute"], name="a_minute_is_left_out_of_a_meeting_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="a_minute_is_left_out_for_a_reason"
            ),
        ]

    class Privacy:
        personal = {}
        open = frozenset({"id", "meeting", "minute", "reason"})

    def __str__(self) -> str:
        return f"left out {self.pk}"
