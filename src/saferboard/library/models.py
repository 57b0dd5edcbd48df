"""
Files that people gave.

A row says who gave what and when; the bytes are in the data folder under their own SHA-256,
once, however many rows name them.
"""

from django.db import models
from django.db.models import Q

from saferboard.documents.safety import FileKind


class StoredFile(models.Model):
    """One giving of a file.  What it is was found in its bytes, whatever its name said."""

    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=[(k.value, k.label) for k in FileKind])
    name = models.CharField(max_length=200, help_text="What whoever gave it called it.")
    by = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="a_kept_file_is_not_empty"),
        ]
        indexes = [models.Index(fields=["sha256"], name="stored_file_sha256")]

    class Privacy:
        personal = {"name": "file", "by": "system"}
        open = frozenset({"id", "sha256", "size", "kind", "at"})

    def __str__(self) -> str:
        return f"file {self.pk}"
