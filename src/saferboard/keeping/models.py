"""
Terms set here, records that have fallen due, and what people ask about their own data.
"""

from django.db import models
from django.db.models import Q

from saferboard.domain.retention import DisposalState, RequestKind, RequestState
from saferboard.partners.models import User
from saferboard.partners.sealed import SealedTextField


class TermSet(models.Model):
    """How long a kind of record is kept here, where that is not the kind's own default."""

    kind = models.SlugField(unique=True, max_length=40)
    years = models.PositiveSmallIntegerField()
    months = models.PositiveSmallIntegerField()
    authority = models.CharField(max_length=300)
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(years__gt=0) | Q(months__gt=0), name="a_term_set_is_some_time"
            )
        ]

    class Privacy:
        personal = {"set_by": None}
        open = frozenset({"id", "kind", "years", "months", "authority", "set_at"})

    def __str__(self) -> str:
        return f"term of {self.kind}"


class Disposal(models.Model):
    """
    One record that has fallen due.  It holds the record's kind and reference and no more, so
    that it may stay as the line that the record was deleted.
    """

    kind = models.SlugField(max_length=40)
    ref = models.CharField(max_length=100)
    due = models.DateField()
    state = models.CharField(
        max_length=8, choices=[(s.value, s.value.lower()) for s in DisposalState]
    )
    reason = models.CharField(max_length=300, blank=True)
    held_until = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["due", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "ref"],
                condition=~Q(state=DisposalState.DELETED.value),
                name="a_record_falls_due_once",
            ),
            models.CheckConstraint(
                condition=~Q(state=DisposalState.HELD.value)
                | (Q(held_until__isnull=False) & ~Q(reason="")),
                name="a_hold_has_a_reason_and_an_end",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[DisposalState.LISTED.value, DisposalState.HELD.value])
                | Q(decided_by__isnull=False),
                name="what_is_deleted_was_approved_by_somebody",
            ),
        ]

    class Privacy:
        personal = {"decided_by": None}
        open = frozenset(
            {"id", "kind", "ref", "due", "state", "reason", "held_until"}
            | {"decided_at", "deleted_at"}
        )

    def __str__(self) -> str:
        return f"disposal {self.pk}"


class SubjectRequest(models.Model):
    """What a person asked about their own data, from receipt to answer."""

    code = models.SlugField(unique=True, max_length=20)
    kind = models.CharField(max_length=14, choices=[(k.value, k.label) for k in RequestKind])
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value.lower()) for s in RequestState]
    )
    name = SealedTextField()
    contact = SealedTextField(blank=True)
    asked = SealedTextField(blank=True)
    account = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    received = models.DateField()
    extended_because = models.CharField(max_length=300, blank=True)
    identified_how = models.CharField(max_length=300, blank=True)
    outcome = SealedTextField(blank=True)
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-received", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[RequestState.RECEIVED.value, RequestState.IDENTIFIED.value])
                | Q(closed_on__isnull=False),
                name="a_closed_request_closed_on_some_day",
            )
        ]

    class Privacy:
        personal = {
            "name": "A person",
            "contact": "",
            "asked": "",
            "outcome": "",
            "account": None,
            "opened_by": None,
        }
        open = frozenset(
            {"id", "code", "kind", "state", "received", "extended_because", "identified_how"}
            | {"opened_at", "closed_on"}
        )

    def __str__(self) -> str:
        return f"subject request {self.code}"


class Correction(models.Model):
    """
    One field that was corrected at a person's request, or noted beside where it stands.

    It holds neither what stood there nor what stands there now: the record does.
    """

    request = models.ForeignKey(SubjectRequest, models.CASCADE, related_name="corrections")
    kind = models.SlugField(max_length=40)
    ref = models.CharField(max_length=100)
    label = models.CharField(max_length=200)
    noted = models.BooleanField(default=False)
    reason = SealedTextField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["request_id", "id"]

    class Privacy:
        personal = {"reason": "A reason.", "by": None}
        open = frozenset({"id", "request", "kind", "ref", "label", "noted", "at"})

    def __str__(self) -> str:
        return f"correction {self.pk}"
