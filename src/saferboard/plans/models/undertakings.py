"""
What stands beside the commitments: what outside reviews recommend and what is still to be done,
and each change of a target date or of how one of them stands.
"""

from django.db import models
from django.db.models import Q

from saferboard.domain.states import UndertakingState
from saferboard.instruments.models import Instrument
from saferboard.partners.models import Organisation, Post
from saferboard.plans.models.strategies import TARGET_WORDS, Commitment


class Undertaking(models.Model):
    """
    What an outside review recommends (`review`), what a commitment still needs (`commitment`),
    or both.

    `source` is where it is said; `owner_as_stated` who looks after it in the papers' words,
    where no post here does; `target_words` the target date as it was put, such as `Q4 2022/23`,
    and `target` the last day that still keeps it; `measures` the slugs of linked measures.
    """

    number = models.PositiveIntegerField(unique=True)
    review = models.ForeignKey(
        Instrument, models.PROTECT, null=True, blank=True, related_name="recommendations"
    )
    commitment = models.ForeignKey(
        Commitment, models.CASCADE, null=True, blank=True, related_name="undertakings"
    )
    text = models.TextField()
    source = models.CharField(max_length=300, blank=True)
    owner = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="undertakings"
    )
    owner_as_stated = models.CharField(max_length=200, blank=True)
    contributors = models.ManyToManyField(Organisation, related_name="undertakings")
    target = models.DateField(null=True, blank=True)
    target_words = models.CharField(max_length=TARGET_WORDS, blank=True)
    measures = models.JSONField(default=list)
    state = models.CharField(
        max_length=10, choices=[(state.value, state.label) for state in UndertakingState]
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(review__isnull=False) | Q(commitment__isnull=False),
                name="an_undertaking_is_of_a_review_or_a_commitment",
            )
        ]

    class Privacy:
        personal = {}
        open = frozenset(
            {"id", "number", "review", "commitment", "text", "source", "owner", "owner_as_stated"}
            | {"target", "target_words", "measures", "state"}
        )

    @property
    def ref(self) -> str:
        return f"R{self.number}"

    def __str__(self) -> str:
        return self.ref


class ChangeKind(models.TextChoices):
    TARGET = "TARGET", "Target date"
    STATE = "STATE", "How it stands"


class Change(models.Model):
    """
    One change of a target date, or of how an undertaking stands: from what to what, why, by
    whom.  `post` is the post they spoke for, where they held one.
    """

    commitment = models.ForeignKey(
        Commitment, models.CASCADE, null=True, blank=True, related_name="changes"
    )
    undertaking = models.ForeignKey(
        Undertaking, models.CASCADE, null=True, blank=True, related_name="changes"
    )
    kind = models.CharField(max_length=6, choices=ChangeKind.choices)
    was = models.CharField(max_length=TARGET_WORDS, blank=True)
    now = models.CharField(max_length=TARGET_WORDS, blank=True)
    reason = models.TextField(blank=True)
    by = models.CharField(max_length=60)
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(commitment__isnull=False) ^ Q(undertaking__isnull=False),
                name="a_change_is_of_one_thing",
            )
        ]

    class Privacy:
        personal = {"by": "system", "reason": "A reason."}
        open = frozenset({"id", "commitment", "undertaking", "kind", "was", "now", "post", "at"})

    def __str__(self) -> str:
        return f"change {self.pk}"
