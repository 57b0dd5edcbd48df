"""
A pack as it was printed.
"""

from django.db import models

from saferboard.domain.states import PackState
from saferboard.meetings.models.sittings import Meeting


class Pack(models.Model):
    """
    One printing of a meeting's papers.

    The file is kept under its own SHA-256.  `ranges` maps a paper's item number to its first
    and last page; `figures` lists every figure the pack prints with its value and source, as
    they were on the day, so that a later revision can be shown beside them.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="packs")
    state = models.CharField(
        max_length=8, choices=[(state.value, state.value.title()) for state in PackState]
    )
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=60)
    issued_at = models.DateTimeField(null=True, blank=True)
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveSmallIntegerField()
    size = models.PositiveIntegerField()
    ranges = models.JSONField(default=dict)
    figures = models.JSONField(default=list)

    class Meta:
        ordering = ["meeting_id", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=PackState.ISSUED, issued_at__isnull=False)
                | (~models.Q(state=PackState.ISSUED) & models.Q(issued_at__isnull=True)),
                name="an_issued_pack_was_issued_some_day",
            ),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=models.Q(state=PackState.ISSUED),
                name="a_meeting_has_one_issued_pack",
            ),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=models.Q(state=PackState.DRAFT),
                name="a_meeting_has_one_draft_pack",
            ),
        ]

    class Privacy:
        personal = {"made_by": "system"}
        open = frozenset(
            {
                "id",
                "meeting",
                "state",
                "made_at",
                "issued_at",
                "sha256",
                "pages",
                "size",
                "ranges",
                "figures",
            }
        )

    def __str__(self) -> str:
        return f"pack {self.pk}"
