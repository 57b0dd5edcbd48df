"""
What was let stand when a pack was issued, and how far the making of one has come.
"""

from django.db import models

from saferboard.domain.states import MakingState
from saferboard.meetings.models import Meeting
from saferboard.partners.models import User


class Override(models.Model):
    """
    A finding of the figure checker that the clerk let stand, and why.

    `finding` names the words and the fault: if either changes the finding is a new one.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="overrides")
    finding = models.CharField(max_length=64)
    item = models.CharField(max_length=20)
    quote = models.TextField()
    reason = models.CharField(max_length=500)
    by = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        ordering = ["meeting_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "finding"], name="a_finding_is_let_stand_once_a_meeting"
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="a_finding_stands_for_a_reason"
            ),
        ]

    class Privacy:
        personal = {"by": "system"}
        open = frozenset({"id", "meeting", "finding", "item", "quote", "reason", "at"})

    def __str__(self) -> str:
        return f"override {self.pk}"


class Making(models.Model):
    """
    One making of a pack in a process of its own, and how far it has come.

    `items` are the numbers of the items that a supplement is made of, for its `reason`; the
    pack that goes with the agenda has neither.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="makings")
    items = models.JSONField(default=list)
    reason = models.CharField(max_length=500, blank=True)
    state = models.CharField(
        max_length=7,
        choices=[(state.value, state.value.title()) for state in MakingState],
        default=MakingState.WAITING.value,
    )
    done = models.PositiveSmallIntegerField(default=0)
    pages = models.PositiveSmallIntegerField(default=0)
    why = models.TextField(blank=True)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="makings")
    asked_at = models.DateTimeField()
    moved_at = models.DateTimeField()

    class Meta:
        ordering = ["meeting_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"],
                condition=models.Q(state__in=[MakingState.WAITING, MakingState.WORKING]),
                name="a_meetings_pack_is_made_by_one_at_a_time",
            ),
        ]

    class Privacy:
        personal = {"asked_by": None}
        open = frozenset(
            {"id", "meeting", "items", "reason", "state", "done", "pages", "why"}
            | {"asked_at", "moved_at"}
        )

    def __str__(self) -> str:
        return f"making {self.pk}"
