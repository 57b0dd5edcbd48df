"""
What is on an agenda, who presents it, and the papers written for it.
"""

from django.db import models

from saferboard.meetings.models.sittings import Meeting
from saferboard.partners.models import Post


class PaperKind(models.TextChoices):
    """What an item's paper is made from."""

    NONE = "", "No paper"
    MATTERS_ARISING = "MATTERS_ARISING", "Matters arising"
    MINUTES = "MINUTES", "Minutes of an earlier meeting"
    PRIORITY = "PRIORITY", "Progress against a priority"
    DASHBOARD = "DASHBOARD", "The crime dashboard"
    GROUPS = "GROUPS", "The groups that draft the next strategy"
    DOCUMENT = "DOCUMENT", "A written paper"
    FILE = "FILE", "A PDF or Word paper given"


class Part(models.IntegerChoices):
    """Who may read an item's paper: anyone, or, in Part 2, the members alone."""

    OPEN = 1, "Part 1: open to everyone"
    EXEMPT = 2, "Part 2: exempt"


class ItemKind(models.TextChoices):
    """What an item is there for, where the product has something to put under it."""

    ORDINARY = "", "Nothing: it stands as it is written"
    MATTERS_ARISING = "MATTERS_ARISING", "Matters arising"
    MINUTES = "MINUTES", "Minutes of the last meeting"
    QUESTIONS = "QUESTIONS", "Questions from councillors and the public"
    PRIORITIES = "PRIORITIES", "The priorities whose turn it is"
    EXCEPTIONS = "EXCEPTIONS", "Exceptions that subgroups report"
    ISSUES = "ISSUES", "Key and emerging issues from partners"
    DASHBOARD = "DASHBOARD", "The crime dashboard"
    NEXT_STRATEGY = "NEXT_STRATEGY", "The next strategy, while groups draft it"
    NEXT_MEETING = "NEXT_MEETING", "The date of the next meeting"


class Item(models.Model):
    """
    One line of an agenda.

    An exempt item names the paragraph of Schedule 12A to the Local Government Act 1972 that
    its paper falls under, and why; its title stands on the public agenda, its paper nowhere.
    `origin` is what it was built from ("standing 3", "minute 26", "priority 2"); it comes back to
    the next agenda where it `recurs` or was `not_reached`.
    """

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
    expected_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    verbal = models.BooleanField(default=False)
    part = models.PositiveSmallIntegerField(choices=Part.choices, default=Part.OPEN)
    exempt_paragraph = models.PositiveSmallIntegerField(null=True, blank=True)
    exempt_reason = models.CharField(max_length=500, blank=True)
    kind = models.CharField(max_length=16, choices=ItemKind.choices, blank=True)
    origin = models.CharField(max_length=60, blank=True)
    recurs = models.BooleanField(default=False)
    not_reached = models.BooleanField(default=False)

    class Meta:
        ordering = ["meeting_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"], name="an_item_number_is_used_once"
            ),
            models.UniqueConstraint(
                fields=["meeting", "origin"],
                condition=~models.Q(origin=""),
                name="a_thing_comes_once_to_an_agenda",
            ),
            models.CheckConstraint(
                condition=models.Q(part=2, exempt_paragraph__isnull=False, exempt_paragraph__gte=1)
                & ~models.Q(exempt_reason="")
                | models.Q(part=1, exempt_paragraph__isnull=True, exempt_reason=""),
                name="an_exempt_item_says_by_which_paragraph_and_why",
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
                "expected_minutes",
                "verbal",
                "part",
                "exempt_paragraph",
                "exempt_reason",
                "kind",
                "origin",
                "recurs",
                "not_reached",
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
