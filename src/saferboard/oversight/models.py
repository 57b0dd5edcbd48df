"""
What was odd in how people look at things, brought to the data protection officer's notice.
"""

from django.db import models

from saferboard.domain.oddities import NoticeState, Rule
from saferboard.partners.models import User

LONGEST = 300


class Notice(models.Model):
    """
    One oddity of one day: by which rule, of which account (as the ledger names it), about what.

    Nobody is accused by it.  It is explained by a person, with a reason.
    """

    code = models.CharField(max_length=20, unique=True)
    rule = models.CharField(max_length=20, choices=[(r.value, r.value) for r in Rule])
    account = models.CharField(max_length=60, blank=True)
    about = models.CharField(max_length=200, blank=True)
    day = models.DateField()
    count = models.PositiveIntegerField()
    usual = models.DecimalField(max_digits=7, decimal_places=1)
    state = models.CharField(
        max_length=10,
        choices=[(s.value, s.value) for s in NoticeState],
        default=NoticeState.NEW.value,
    )
    reason = models.CharField(max_length=LONGEST, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "account", "about", "day"], name="an_oddity_is_noticed_once_a_day"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="EXPLAINED") | ~models.Q(reason=""),
                name="an_explanation_has_a_reason",
            ),
        ]

    class Privacy:
        personal = {"account": "account 0", "reason": "", "answered_by": None}
        open = frozenset(
            {"id", "code", "rule", "about", "day", "count", "usual", "state", "answered_at"}
        )

    def __str__(self) -> str:
        return f"notice {self.code}"
