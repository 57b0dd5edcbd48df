"""
One table: a line for every act.

No foreign keys leave it, so that nothing done elsewhere can change what a line says.  The
database itself refuses to alter or remove a line (see the first migration).
"""

from django.db import models

KIND_LENGTH = 40


class Kind(models.TextChoices):
    """What kinds of act there are, in the past tense.  Each has a sentence in `sentences.py`."""

    FIGURES_LOADED = "FIGURES_LOADED"
    PARTNERSHIP_DESCRIBED = "PARTNERSHIP_DESCRIBED"
    POST_FILLED = "POST_FILLED"
    ACCOUNT_OPENED = "ACCOUNT_OPENED"
    BODY_DESCRIBED = "BODY_DESCRIBED"
    MEETING_CALLED = "MEETING_CALLED"
    MINUTES_RECORDED = "MINUTES_RECORDED"
    TABLE_COPIED = "TABLE_COPIED"
    FIGURE_REPORTED = "FIGURE_REPORTED"
    STRATEGY_ADOPTED = "STRATEGY_ADOPTED"
    STATUS_DECLARED = "STATUS_DECLARED"
    ROUND_OPENED = "ROUND_OPENED"
    UPDATE_RECORDED = "UPDATE_RECORDED"
    TEXT_CORRECTED = "TEXT_CORRECTED"
    FINDINGS_PASSED = "FINDINGS_PASSED"
    PACK_MADE = "PACK_MADE"
    PACK_ISSUED = "PACK_ISSUED"
    SIGNED_IN = "SIGNED_IN"
    SIGNED_OUT = "SIGNED_OUT"


class Entry(models.Model):
    """
    One act.  `subject` is the thing's kind and reference ("meeting 2022-10-27"); `by` the
    account's number or "system"; `facts` short values, never a narrative.
    """

    kind = models.CharField(max_length=KIND_LENGTH)
    subject = models.CharField(max_length=200)
    by = models.CharField(max_length=60)
    post = models.CharField(max_length=100, blank=True)
    at = models.DateTimeField()
    facts = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "entries"

    class Privacy:
        personal = {"by": "system"}
        open = frozenset({"id", "kind", "subject", "post", "at", "facts", "previous", "digest"})

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"
