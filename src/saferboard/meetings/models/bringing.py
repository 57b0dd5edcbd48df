"""
Past papers that were read and wait to be corrected and kept.
"""

from django.db import models

from saferboard.bodies.models import Body
from saferboard.partners.models import User


class PastKind(models.TextChoices):
    """What a file is read as."""

    MINUTES = "minutes", "Minutes of one meeting"
    PACK = "pack", "A pack: an agenda with its papers"


class BroughtIn(models.Model):
    """
    What a past paper was read to hold, until it is kept as a meeting or thrown away.

    `reading` is the paper as it now stands, corrections and all; `posts` the posts chosen for
    those whom the paper names otherwise, by the words it names them with.  Of one that is done
    with, nothing stays but whose it was and when.
    """

    body = models.ForeignKey(Body, models.CASCADE, related_name="brought_in")
    kind = models.CharField(max_length=7, choices=PastKind.choices)
    file_name = models.CharField(max_length=200, blank=True)
    reading = models.JSONField()
    posts = models.JSONField(default=dict)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="brought_in")
    at = models.DateTimeField()
    changed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True, help_text="Kept, or thrown away.")

    class Meta:
        ordering = ["-at", "-id"]

    class Privacy:
        personal = {"file_name": "file", "reading": {}, "posts": {}, "by": None, "changed_by": None}
        open = frozenset({"id", "body", "kind", "at", "changed_at", "done_at"})

    def __str__(self) -> str:
        return f"past paper {self.pk}"
