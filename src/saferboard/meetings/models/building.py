"""
What an agenda is built from: what always stands on it, what is proposed for it, and the rules
the body goes by.
"""

import datetime as dt

from django.db import models

from saferboard.bodies.models import Body
from saferboard.domain.clocks import Bound
from saferboard.domain.states import ProposalState
from saferboard.meetings.models.agendas import Item, ItemKind
from saferboard.meetings.models.sittings import Meeting
from saferboard.partners.models import Organisation, Post


class AgendaRules(models.Model):
    """
    What a body goes by in publishing and in taking questions; empty is no rule, or not stated.

    Days are working days; `agenda_clear_days` leaves out the day of publication and the
    meeting's.  `authority` says where the rules are written.
    """

    body = models.OneToOneField(Body, models.CASCADE, related_name="agenda_rules")
    bound = models.CharField(
        max_length=10,
        choices=[(one.value, one.label) for one in Bound],
        default=Bound.NOT_STATED.value,
    )
    agenda_clear_days = models.PositiveSmallIntegerField(null=True)
    papers_days = models.PositiveSmallIntegerField(null=True)
    minutes_days = models.PositiveSmallIntegerField(null=True)
    question_days = models.PositiveSmallIntegerField(default=10)
    report_question_days = models.PositiveSmallIntegerField(default=2)
    questions_by = models.TimeField(default=dt.time(17))
    takes_questions = models.BooleanField(default=True)
    authority = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "agenda rules"

    class Privacy:
        personal = {}
        open = frozenset(
            {"id", "body", "bound", "agenda_clear_days", "papers_days", "minutes_days"}
            | {"question_days", "report_question_days", "questions_by", "takes_questions"}
            | {"authority"}
        )

    def __str__(self) -> str:
        return f"agenda rules {self.pk}"


class StandingItem(models.Model):
    """An item that stands on every agenda of a body, unless the clerk leaves it out."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="standing_items")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=16, choices=ItemKind.choices, blank=True)
    presenter = models.ForeignKey(Post, models.PROTECT, null=True, related_name="standing_items")
    expected_minutes = models.PositiveSmallIntegerField(null=True)
    verbal = models.BooleanField(default=False)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["body_id", "position", "id"]

    class Privacy:
        personal = {}
        open = frozenset(
            {"id", "body", "position", "title", "kind", "presenter", "expected_minutes"}
            | {"verbal", "note"}
        )

    def __str__(self) -> str:
        return f"standing item {self.pk}"


class ProposalKind(models.TextChoices):
    ITEM = "ITEM", "An item for the agenda"
    EXCEPTION = "EXCEPTION", "An exception that a subgroup reports"
    ISSUE = "ISSUE", "An emerging issue from a partner"


class Proposal(models.Model):
    """
    Something a post proposes for a meeting's agenda, until the clerk takes or declines it.

    `subgroup` reports the exception, `organisation` raises the issue; `item` is what it became.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="proposals")
    kind = models.CharField(max_length=9, choices=ProposalKind.choices)
    title = models.CharField(max_length=200)
    why = models.TextField()
    post = models.ForeignKey(Post, models.PROTECT, related_name="proposals")
    subgroup = models.ForeignKey(Body, models.PROTECT, null=True, related_name="exceptions")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="issues")
    expected_minutes = models.PositiveSmallIntegerField(null=True)
    verbal = models.BooleanField(default=False)
    state = models.CharField(
        max_length=9,
        choices=[(state.value, state.label) for state in ProposalState],
        default=ProposalState.WAITING.value,
    )
    proposed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)
    item = models.ForeignKey(Item, models.SET_NULL, null=True, related_name="proposals")

    class Meta:
        ordering = ["meeting_id", "proposed_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state=ProposalState.DECLINED) | ~models.Q(reason=""),
                name="a_proposal_is_declined_with_a_reason",
            )
        ]

    class Privacy:
        personal = {}
        open = frozenset(
            {"id", "meeting", "kind", "title", "why", "post", "subgroup", "organisation"}
            | {"expected_minutes", "verbal", "state", "proposed_at", "decided_at", "reason"}
            | {"item"}
        )

    def __str__(self) -> str:
        return f"proposal {self.pk}"


class LeftOut(models.Model):
    """Something an agenda was offered and the clerk left out of it, with the reason."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="left_out")
    origin = models.CharField(max_length=60)
    reason = models.CharField(max_length=500)

    class Meta:
        ordering = ["meeting_id", "id"]
        verbose_name_plural = "left out"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "origin"], name="a_thing_is_left_out_of_an_agenda_once"
            )
        ]

    class Privacy:
        personal = {}
        open = frozenset({"id", "meeting", "origin", "reason"})

    def __str__(self) -> str:
        return f"left out {self.pk}"
