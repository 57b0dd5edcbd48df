"""
Rounds of quarterly updates.
"""

from django.db import models
from django.db.models import Q

from saferboard.domain.states import UpdateState
from saferboard.partners.models import Organisation
from saferboard.plans.models import Commitment, Priority, Strategy


class Round(models.Model):
    """One quarter's asking.  `quarter` is written `2022-23 Q2`."""

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="rounds")
    quarter = models.CharField(max_length=10)

    class Meta:
        ordering = ["strategy_id", "quarter"]
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "quarter"], name="a_strategy_has_one_round_a_quarter"
            )
        ]

    class Privacy:
        personal = {}
        open = frozenset({"id", "strategy", "quarter"})

    def __str__(self) -> str:
        return self.quarter


class Update(models.Model):
    """
    One contributor's account of one quarter: of a commitment, of a strand of it, or of a
    whole priority.  `account` is a list of texts; `see` says where else to look.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="updates")
    priority = models.ForeignKey(Priority, models.CASCADE, related_name="updates")
    commitment = models.ForeignKey(Commitment, models.CASCADE, null=True, related_name="updates")
    strand = models.CharField(max_length=100, blank=True)
    contributor = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="updates")
    state = models.CharField(
        max_length=14, choices=[(state.value, state.label) for state in UpdateState]
    )
    account = models.JSONField(default=list)
    see = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["round_id", "priority_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "commitment", "strand"],
                condition=Q(commitment__isnull=False),
                name="a_commitment_has_one_update_a_round",
            ),
            models.UniqueConstraint(
                fields=["round", "priority", "strand"],
                condition=Q(commitment__isnull=True),
                name="a_priority_has_one_update_a_round",
            ),
            models.CheckConstraint(
                condition=~Q(state=UpdateState.PROVIDED) | ~Q(account=[]),
                name="a_provided_update_says_something",
            ),
            models.CheckConstraint(
                condition=Q(state=UpdateState.PROVIDED) | Q(account=[]),
                name="an_update_not_provided_says_nothing",
            ),
        ]

    class Privacy:
        personal = {"account": ["An account."]}
        open = frozenset(
            {
                "id",
                "round",
                "priority",
                "commitment",
                "strand",
                "contributor",
                "state",
                "see",
            }
        )

    def __str__(self) -> str:
        return f"update {self.pk}"
