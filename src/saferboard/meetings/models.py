"""
Meetings: who was summoned, what is on the agenda, the papers, the pack, the minutes.

Published names appear here as the public papers print them, and nowhere else.
"""

from django.db import models

from saferboard.bodies.models import NOT_STATED, Body
from saferboard.domain.states import MeetingState, PackState
from saferboard.partners.models import Post, User


class PaperKind(models.TextChoices):
    """What an item's paper is made from."""

    NONE = "", "No paper"
    MATTERS_ARISING = "MATTERS_ARISING", "Matters arising"
    MINUTES = "MINUTES", "Minutes of an earlier meeting"
    PRIORITY = "PRIORITY", "Progress against a priority"
    DOCUMENT = "DOCUMENT", "A written paper"


class AttendanceState(models.TextChoices):
    PRESENT = "PRESENT", "Present"
    ALSO_PRESENT = "ALSO_PRESENT", "Also present"
    APOLOGY = "APOLOGY", "Apology"


class Meeting(models.Model):
    """One sitting of a body.  `code` is its day, and its place in every address."""

    code = models.SlugField(unique=True)
    body = models.ForeignKey(Body, models.PROTECT, related_name="meetings")
    starts = models.DateTimeField()
    ends = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=200, default=NOT_STATED)
    state = models.CharField(
        max_length=10, choices=[(state.value, state.value.title()) for state in MeetingState]
    )
    agenda_published = models.DateField(null=True, blank=True)
    contact = models.ForeignKey(Post, models.PROTECT, null=True, related_name="contact_for")
    contact_name = models.CharField(max_length=200, blank=True)
    next_meeting = models.DateTimeField(null=True, blank=True)
    question_rules = models.TextField(blank=True)

    class Meta:
        ordering = ["-starts", "id"]

    class Privacy:
        personal = {"contact_name": "An officer"}
        open = frozenset(
            {
                "id",
                "code",
                "body",
                "starts",
                "ends",
                "place",
                "state",
                "agenda_published",
                "contact",
                "next_meeting",
                "question_rules",
            }
        )

    def __str__(self) -> str:
        return f"meeting {self.code}"


class Summons(models.Model):
    """A post called to a meeting, under the name the agenda published."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="summonses")
    position = models.PositiveSmallIntegerField()
    post = models.ForeignKey(Post, models.PROTECT, related_name="summonses")
    published_name = models.CharField(max_length=200)
    note = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["meeting_id", "position"]
        verbose_name_plural = "summonses"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "post"], name="a_post_is_summoned_once_to_a_meeting"
            )
        ]

    class Privacy:
        personal = {"published_name": "A member"}
        open = frozenset({"id", "meeting", "position", "post", "note"})

    def __str__(self) -> str:
        return f"summons {self.pk}"


class Item(models.Model):
    """One line of an agenda.  `subject` is the priority's number or the document's code."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    number = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField()
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="parts")
    title = models.CharField(max_length=300)
    note = models.TextField(blank=True)
    presenter_note = models.CharField(max_length=200, blank=True)
    paper = models.CharField(max_length=16, choices=PaperKind.choices, blank=True)
    minutes_of = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="minuted_in")
    priority = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["meeting_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"], name="an_item_number_is_used_once"
            ),
            models.CheckConstraint(
                condition=models.Q(paper="MINUTES", minutes_of__isnull=False)
                | (~models.Q(paper="MINUTES") & models.Q(minutes_of__isnull=True)),
                name="minutes_are_of_a_meeting",
            ),
        ]

    class Privacy:
        personal = {}
        open = frozenset(
            {
                "id",
                "meeting",
                "number",
                "position",
                "parent",
                "title",
                "note",
                "presenter_note",
                "paper",
                "minutes_of",
                "priority",
            }
        )

    def __str__(self) -> str:
        return f"item {self.number}"


class Presenter(models.Model):
    """A post that presents an item, under the name the agenda published."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="presenters")
    position = models.PositiveSmallIntegerField()
    post = models.ForeignKey(Post, models.PROTECT, related_name="presents")
    published_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["item_id", "position"]

    class Privacy:
        personal = {"published_name": "A member"}
        open = frozenset({"id", "item", "position", "post"})

    def __str__(self) -> str:
        return f"presenter {self.pk}"


class Document(models.Model):
    """
    A written paper.  `parts` is a list of {"heading"}, {"paragraph"} or {"bullets"}.
    """

    item = models.OneToOneField(Item, models.CASCADE, related_name="document")
    title = models.CharField(max_length=300)
    parts = models.JSONField(default=list)

    class Privacy:
        personal = {}
        open = frozenset({"id", "item", "title", "parts"})

    def __str__(self) -> str:
        return self.title


class ReportHeader(models.Model):
    """
    The head of a council report.  `facts` is a list of [heading, [[label, value], …]].
    """

    item = models.OneToOneField(Item, models.CASCADE, related_name="report_header")
    number = models.CharField(max_length=40)
    facts = models.JSONField(default=list)

    class Privacy:
        personal = {"facts": []}
        open = frozenset({"id", "item", "number"})

    def __str__(self) -> str:
        return self.number


class Attendance(models.Model):
    """Somebody at a meeting, or who sent apologies, as the minutes print them."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    position = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=AttendanceState.choices)
    published_name = models.CharField(max_length=200)
    seat = models.CharField(max_length=200, blank=True, help_text="Their post as printed.")

    class Meta:
        ordering = ["meeting_id", "position"]

    class Privacy:
        personal = {"published_name": "A member", "seat": ""}
        open = frozenset({"id", "meeting", "position", "state"})

    def __str__(self) -> str:
        return f"attendance {self.pk}"


class Minute(models.Model):
    """One numbered minute.  `paragraphs` is a list of texts."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="minutes")
    number = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    paragraphs = models.JSONField(default=list)
    resolution = models.TextField(blank=True)

    class Meta:
        ordering = ["meeting_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"], name="a_minute_number_is_used_once_a_meeting"
            )
        ]

    class Privacy:
        personal = {}
        open = frozenset(
            {"id", "meeting", "number", "position", "title", "paragraphs", "resolution"}
        )

    def __str__(self) -> str:
        return f"minute {self.number}"


class MinuteAction(models.Model):
    """An entry of the minutes' action column: the owner as printed, and the post it means."""

    minute = models.ForeignKey(Minute, models.CASCADE, related_name="actions")
    position = models.PositiveSmallIntegerField()
    owner_as_printed = models.CharField(max_length=200)
    owner = models.ForeignKey(Post, models.PROTECT, null=True, related_name="actions")

    class Meta:
        ordering = ["minute_id", "position"]

    class Privacy:
        personal = {"owner_as_printed": "A member"}
        open = frozenset({"id", "minute", "position", "owner"})

    def __str__(self) -> str:
        return f"action {self.pk}"


class Matter(models.Model):
    """A matter arising, brought back to a meeting from a minute of an earlier one."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="matters")
    position = models.PositiveSmallIntegerField()
    minute = models.ForeignKey(Minute, models.PROTECT, related_name="matters")
    matter = models.TextField()
    update = models.TextField()
    owner = models.ForeignKey(Post, models.PROTECT, null=True, related_name="matters")

    class Meta:
        ordering = ["meeting_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "minute"], name="a_minute_comes_back_once_to_a_meeting"
            )
        ]

    class Privacy:
        personal = {}
        open = frozenset({"id", "meeting", "position", "minute", "matter", "update", "owner"})

    def __str__(self) -> str:
        return f"matter {self.pk}"


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
