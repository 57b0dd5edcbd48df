"""
What was let stand when a pack was issued.
"""

from django.db import models

from saferboard.meetings.models import Meeting


class Override(models.Model):
    """
    A finding of the figure checker that the clerk let stand, and why.

    `finding` names the words and the fault: if either changes the finding is a new one.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="overrides")
    finding = models.CharField(max_length=64)
    item = models.CharField(max_length=6)
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
