"""
A strategy, its priorities, their sections, the commitments in them, and each status declared.
"""

from django.db import models
from django.db.models import Q

from saferboard.bodies.models import Body
from saferboard.domain.rag import SCALES, Status
from saferboard.partners.models import Organisation, Post

TARGET_WORDS = 60


class Strategy(models.Model):
    """What the partnership has promised for some years."""

    code = models.SlugField(unique=True)
    title = models.CharField(max_length=200)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["first_year", "id"]
        verbose_name_plural = "strategies"
        constraints = [
            models.CheckConstraint(
                condition=Q(last_year__gte=models.F("first_year")),
                name="a_strategy_ends_after_it_starts",
            )
        ]

    class Privacy:
        personal = {}
        open = frozenset({"id", "code", "title", "first_year", "last_year"})

    def __str__(self) -> str:
        return self.title


class Priority(models.Model):
    """
    One theme of a strategy.  `purpose`, `aims` and `partners` are lists of texts;
    `outcomes` a list of {"title", "paragraphs"}: what a lead reports beside the commitments;
    `measures` the slugs of the measures its paper shows; `scale` the language its commitments
    are rated in, and empty where they may be rated in any.
    """

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="priorities")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    lead = models.ForeignKey(Post, models.PROTECT, null=True, related_name="priorities")
    partners = models.JSONField(default=list)
    purpose = models.JSONField(default=list)
    aims = models.JSONField(default=list)
    outcomes = models.JSONField(default=list)
    measures = models.JSONField(default=list)
    heading_as_printed = models.CharField(max_length=200, blank=True)
    scale = models.CharField(
        max_length=10, blank=True, choices=[(code, scale.title) for code, scale in SCALES.items()]
    )

    class Meta:
        ordering = ["strategy_id", "number"]
        verbose_name_plural = "priorities"
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "number"], name="a_priority_number_is_used_once"
            )
        ]

    class Privacy:
        personal = {}
        open = frozenset(
            {
                "id",
                "strategy",
                "number",
                "title",
                "lead",
                "partners",
                "purpose",
                "aims",
                "outcomes",
                "measures",
                "heading_as_printed",
                "scale",
            }
        )

    def __str__(self) -> str:
        return f"Priority {self.number}: {self.title}"


class Section(models.Model):
    """A numbered group of commitments within a priority."""

    priority = models.ForeignKey(Priority, models.CASCADE, related_name="sections")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)

    class Meta:
        ordering = ["priority_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["priority", "number"], name="a_section_number_is_used_once"
            )
        ]

    class Privacy:
        personal = {}
        open = frozenset({"id", "priority", "number", "title"})

    def __str__(self) -> str:
        return self.title


class Commitment(models.Model):
    """
    One promise.  `in_place` lists what its lead says stands; `measures` the slugs of the
    measures it bears on; `target_words` the target date as it was put and `target` the last
    day that still keeps it; `contributors` the organisations that do it with its owner.
    """

    section = models.ForeignKey(Section, models.CASCADE, related_name="commitments")
    ref = models.CharField(max_length=12, unique=True)
    position = models.PositiveSmallIntegerField()
    promise = models.TextField()
    in_place = models.JSONField(default=list)
    owner = models.ForeignKey(Post, models.PROTECT, null=True, related_name="commitments")
    contributors = models.ManyToManyField(Organisation, related_name="commitments")
    target = models.DateField(null=True, blank=True)
    target_words = models.CharField(max_length=TARGET_WORDS, blank=True)
    measures = models.JSONField(default=list)

    class Meta:
        ordering = ["section_id", "position"]

    class Privacy:
        personal = {}
        open = frozenset(
            {"id", "section", "ref", "position", "promise", "in_place", "owner", "measures"}
            | {"target", "target_words"}
        )

    def __str__(self) -> str:
        return self.ref


class Rating(models.Model):
    """
    A status declared for a quarter.  A commitment with two facets has two of them; `as_printed`
    keeps the paper's own spelling.

    `why` and `evidence` are what it rests on, and `although` why it was declared achieved while
    something under it was open.  `completes` is that what was promised is done, which a word of
    red, amber and green cannot say.  It is never altered: another for the same quarter and facet
    takes its place, and it stays, as `replaced`.
    """

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="ratings")
    quarter = models.CharField(max_length=10)
    facet = models.CharField(max_length=60, blank=True)
    status = models.CharField(
        max_length=20, choices=[(status.value, status.label) for status in Status]
    )
    as_printed = models.CharField(max_length=60)
    remark = models.CharField(max_length=300, blank=True)
    completes = models.BooleanField(default=False)
    why = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    although = models.TextField(blank=True)
    by = models.CharField(max_length=60, default="system")
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(null=True, blank=True)
    replaced = models.BooleanField(default=False)

    class Meta:
        ordering = ["commitment_id", "quarter", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "quarter", "facet"],
                condition=Q(replaced=False),
                name="a_facet_has_one_status_a_quarter",
            )
        ]

    class Privacy:
        personal = {
            "by": "system",
            "why": "A reason.",
            "evidence": "Evidence.",
            "although": "A reason.",
        }
        open = frozenset(
            {"id", "commitment", "quarter", "facet", "status", "as_printed", "remark", "completes"}
            | {"post", "at", "replaced"}
        )

    def __str__(self) -> str:
        return f"{self.commitment_id} {self.quarter} {self.status}"


class TurnKind(models.TextChoices):
    SUBSTANTIVE = "SUBSTANTIVE", "Substantive discussion"
    END_OF_YEAR = "END_OF_YEAR", "End-of-year update"


class Turn(models.Model):
    """That a body hears a priority in one quarter of every financial year, and how."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="turns")
    priority = models.ForeignKey(Priority, models.CASCADE, related_name="turns")
    quarter = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=11, choices=TurnKind.choices)

    class Meta:
        ordering = ["body_id", "quarter", "priority_id", "kind"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quarter__gte=1, quarter__lte=4),
                name="a_turn_is_in_one_of_four_quarters",
            ),
            models.UniqueConstraint(
                fields=["body", "priority", "quarter", "kind"], name="a_turn_comes_once_a_year"
            ),
        ]

    class Privacy:
        personal = {}
        open = frozenset({"id", "body", "priority", "quarter", "kind"})

    def __str__(self) -> str:
        return f"turn {self.pk}"
