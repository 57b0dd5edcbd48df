"""
A file that somebody gave as an item's paper.
"""

from django.db import models

from saferboard.library.models import StoredFile
from saferboard.meetings.models.agendas import Item
from saferboard.partners.models import Post


class GivenPaper(models.Model):
    """
    A PDF that is bound in, or a Word paper that is set like our own, under an item.

    `shapes` has a letter for each page of a PDF; `blocks` is what a Word paper says.  A later
    one replaces it, and it is kept.
    """

    item = models.ForeignKey(Item, models.CASCADE, related_name="given")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="given_as")
    owner = models.ForeignKey(Post, models.PROTECT, null=True, related_name="gave")
    shapes = models.TextField(blank=True)
    tagged = models.BooleanField(default=True)
    declares = models.BooleanField(default=True)
    blocks = models.JSONField(default=list)
    given_by = models.CharField(max_length=60)
    given_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["item_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item"],
                condition=models.Q(replaced_at__isnull=True),
                name="an_item_has_one_given_paper_at_a_time",
            ),
        ]

    class Privacy:
        personal = {"given_by": "system"}
        open = frozenset(
            {
                "id",
                "item",
                "file",
                "owner",
                "shapes",
                "tagged",
                "declares",
                "blocks",
                "given_at",
                "replaced_at",
            }
        )

    def __str__(self) -> str:
        return f"given paper {self.pk}"
