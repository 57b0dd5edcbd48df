"""
The address a person's calendar is followed at.
"""

from django.db import models

from saferboard.partners.models import User


class CalendarKey(models.Model):
    """The address at which a person's calendar is followed: only a hash of its secret is kept."""

    user = models.OneToOneField(User, models.CASCADE, related_name="calendar_key")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    class Privacy:
        personal = {"user": None, "token_hash": ""}
        open = frozenset({"id", "made_at"})

    def __str__(self) -> str:
        return f"calendar key {self.pk}"
