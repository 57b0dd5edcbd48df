"""
A pack as it was printed, and each paper as it was bound.
"""

from django.db import models

from saferboard.domain.states import PackState
from saferboard.library.models import StoredFile
from saferboard.meetings.models.sittings import Meeting


class Edition(models.TextChoices):
    """Whom a printing is for: anyone, or those who may also read what is exempt."""

    PUBLIC = "PUBLIC", "Public pack"
    FULL = "FULL", "Full pack"


class Pack(models.Model):
    """
    One printing of a meeting's papers, or of a supplement to them.

    The file is kept under its own SHA-256.  `number` is nought for the pack that goes with the
    agenda and counts the supplements that follow it.  `ranges` maps a paper's item number to
    its first and last page; `agenda` is what anyone may read of the agenda once this is
    issued, line by line; `figures` lists every figure the pack prints with its value and
    source, as they were on the day, so that a later revision can be shown beside them.
    `supplement` has the items and the reason of one; `source` is the digest of everything it
    was printed from.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="packs")
    state = models.CharField(
        max_length=8, choices=[(state.value, state.value.title()) for state in PackState]
    )
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=60)
    issued_at = models.DateTimeField(null=True, blank=True)
    number = models.PositiveSmallIntegerField(default=0)
    edition = models.CharField(max_length=6, choices=Edition.choices, default=Edition.PUBLIC)
    source = models.CharField(max_length=64, blank=True)
    declares = models.BooleanField(
        default=True, help_text="Whether the file says that it meets PDF/UA."
    )
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveSmallIntegerField()
    size = models.PositiveIntegerField()
    ranges = models.JSONField(default=dict)
    figures = models.JSONField(default=list)
    agenda = models.JSONField(default=list)
    supplement = models.JSONField(default=dict)

    class Meta:
        ordering = ["meeting_id", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=PackState.ISSUED, issued_at__isnull=False)
                | (~models.Q(state=PackState.ISSUED) & models.Q(issued_at__isnull=True)),
                name="an_issued_pack_was_issued_some_day",
            ),
            models.UniqueConstraint(
                fields=["meeting", "number", "edition"],
                condition=models.Q(state=PackState.ISSUED),
                name="a_meeting_has_one_issued_pack",
            ),
            models.UniqueConstraint(
                fields=["meeting", "number", "edition"],
                condition=models.Q(state=PackState.DRAFT),
                name="a_meeting_has_one_draft_pack",
            ),
        ]

    class Privacy:
        personal = {"made_by": "system", "agenda": []}
        open = frozenset(
            {
                "id",
                "meeting",
                "state",
                "made_at",
                "issued_at",
                "number",
                "edition",
                "supplement",
                "source",
                "declares",
                "sha256",
                "pages",
                "size",
                "ranges",
                "figures",
            }
        )

    def __str__(self) -> str:
        return f"pack {self.pk}"


class Mark(models.TextChoices):
    """How a paper stands to what was issued before it."""

    NONE = "", "With the agenda"
    LATE = "LATE", "Late"
    CORRECTED = "CORRECTED", "Corrected"


class BoundPaper(models.Model):
    """
    One paper of a pack, as it was bound: `content` is the whole of it as data.

    A corrected paper is another, in a supplement; this one stays.  `file` is the PDF that was
    laid in, where it was one.
    """

    pack = models.ForeignKey(Pack, models.CASCADE, related_name="papers")
    position = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    is_exempt = models.BooleanField(default=False)
    mark = models.CharField(max_length=9, choices=Mark.choices, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    content = models.JSONField()
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="bound_in")
    tagged = models.BooleanField(default=True)
    first = models.PositiveSmallIntegerField()
    last = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["pack_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["pack", "number"], name="an_item_has_one_paper_in_a_pack"
            ),
        ]

    class Privacy:
        personal = {}
        open = frozenset(
            {
                "id",
                "pack",
                "position",
                "number",
                "title",
                "is_exempt",
                "mark",
                "reason",
                "content",
                "file",
                "tagged",
                "first",
                "last",
            }
        )

    def __str__(self) -> str:
        return f"bound paper {self.pk}"
