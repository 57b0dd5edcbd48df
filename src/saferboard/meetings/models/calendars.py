"""
A body's year: the days that are planned, what was held, and each change of a meeting.
"""

from django.db import models

from saferboard.bodies.models import Body
from saferboard.domain.states import PlannedState
from saferboard.meetings.models.sittings import Meeting
from saferboard.partners.models import User


class PlannedDay(models.Model):
    """
    A day in a body's year, before a meeting is called on it.

    `first` is the day it was planned on, where it was moved since; `said` where it is said.
    """

    body = models.ForeignKey(Body, models.CASCADE, related_name="planned_days")
    day = models.DateField()
    at = models.TimeField(null=True, blank=True)
    first = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=[(one.value, one.label) for one in PlannedState])
    meeting = models.OneToOneField(
        Meeting, models.CASCADE, null=True, blank=True, related_name="planned"
    )
    said = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["day", "id"]
        constraints = [
            models.UniqueConstraint(fields=["body", "day"], name="a_body_plans_a_day_once"),
            models.CheckConstraint(
                condition=models.Q(state="CALLED", meeting__isnull=False)
                | (~models.Q(state="CALLED") & models.Q(meeting__isnull=True)),
                name="a_called_day_has_its_meeting",
            ),
        ]

    class Privacy:
        personal = {"said": ""}
        open = frozenset({"id", "body", "day", "at", "first", "state", "meeting"})

    def __str__(self) -> str:
        return f"planned day {self.pk}"


class HeldCount(models.Model):
    """How often a body met in a quarter, where a paper counts it and gives no days."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="held_counts")
    quarter = models.CharField(max_length=10)
    count = models.PositiveSmallIntegerField()
    said = models.CharField(max_length=300)

    class Meta:
        ordering = ["body_id", "quarter"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "quarter"], name="a_quarter_is_counted_once_for_a_body"
            )
        ]

    class Privacy:
        personal = {}
        open = frozenset({"id", "body", "quarter", "count", "said"})

    def __str__(self) -> str:
        return f"{self.body_id} {self.quarter}"


class ChangeKind(models.TextChoices):
    MOVED = "MOVED", "Moved"
    POSTPONED = "POSTPONED", "Put off"
    CANCELLED = "CANCELLED", "Cancelled"
    CONFIRMED = "CONFIRMED", "Confirmed"
    PLACED = "PLACED", "Place changed"


class MeetingChange(models.Model):
    """
    One change of a meeting: from when and where, to when and where, why and by whom; never
    altered.  Places are empty where the place stayed.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=9, choices=ChangeKind.choices)
    was = models.DateTimeField()
    now = models.DateTimeField(null=True, blank=True)
    was_place = models.CharField(max_length=200, blank=True)
    now_place = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["meeting_id", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="MOVED", now__isnull=False)
                | (~models.Q(kind="MOVED") & models.Q(now__isnull=True)),
                name="a_moved_meeting_has_a_new_day",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["CONFIRMED", "PLACED"]) | ~models.Q(reason=""),
                name="a_change_of_a_meeting_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="PLACED") | ~models.Q(now_place=""),
                name="a_change_of_place_has_a_new_place",
            ),
        ]

    class Privacy:
        personal = {"reason": "A reason.", "by": None}
        open = frozenset({"id", "meeting", "kind", "was", "now", "was_place", "now_place", "at"})

    def __str__(self) -> str:
        return f"change {self.pk}"
