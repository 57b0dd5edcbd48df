"""
Instruments, their versions, how one stands to another, and tables that lay several side by side.
"""

from django.db import models
from django.db.models import F, Q

from saferboard.domain.instruments import InstrumentKind, InstrumentState, RelationKind
from saferboard.library.models import StoredFile
from saferboard.partners.models import Post

TITLE = 200


class Instrument(models.Model):
    """
    A strategy, plan, protocol, review or the like.

    `aliases` are its other names, each a text; `owner_as_stated` is who the papers say looks
    after it, where no post here does; `period` and `rhythm` are as the papers put them.
    """

    code = models.SlugField(unique=True, max_length=60)
    title = models.CharField(max_length=TITLE)
    aliases = models.JSONField(default=list)
    kind = models.CharField(max_length=20, choices=[(k.value, k.label) for k in InstrumentKind])
    state = models.CharField(max_length=12, choices=[(s.value, s.label) for s in InstrumentState])
    owner = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="instruments"
    )
    owner_as_stated = models.CharField(max_length=TITLE, blank=True)
    period = models.CharField(max_length=TITLE, blank=True)
    rhythm = models.CharField(max_length=TITLE, blank=True)
    review_months = models.PositiveSmallIntegerField(null=True, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    about = models.TextField(blank=True)

    class Meta:
        ordering = ["title", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                name="an_instrument_ends_after_it_begins",
            )
        ]

    class Privacy:
        personal = {}
        open = frozenset(
            {"id", "code", "title", "aliases", "kind", "state", "owner", "owner_as_stated"}
            | {"period", "rhythm", "review_months", "since", "until", "review_on", "about"}
        )

    def __str__(self) -> str:
        return self.title


class Version(models.Model):
    """
    One text of an instrument, numbered from 1, and what changed in it.

    `dated` is its day; where the papers give none, `as_stated` says when in their words.
    """

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    dated = models.DateField(null=True, blank=True)
    as_stated = models.CharField(max_length=100, blank=True)
    changes = models.TextField()
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="instrument_versions"
    )

    class Meta:
        ordering = ["instrument_id", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "number"], name="a_version_number_is_used_once"
            ),
            models.CheckConstraint(
                condition=Q(dated__isnull=False) | ~Q(as_stated=""),
                name="a_version_says_when_it_is_of",
            ),
        ]

    class Privacy:
        personal = {}
        open = frozenset({"id", "instrument", "number", "dated", "as_stated", "changes", "file"})

    def __str__(self) -> str:
        return f"version {self.number}"


class Relation(models.Model):
    """How one instrument stands to another."""

    one = models.ForeignKey(Instrument, models.CASCADE, related_name="relations")
    kind = models.CharField(max_length=12, choices=[(k.value, k.label) for k in RelationKind])
    other = models.ForeignKey(Instrument, models.CASCADE, related_name="relations_to")

    class Meta:
        ordering = ["one_id", "kind", "other__title", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["one", "kind", "other"], name="a_relation_is_stated_once"
            ),
            models.CheckConstraint(condition=~Q(one=F("other")), name="nothing_stands_to_itself"),
        ]

    class Privacy:
        personal = {}
        open = frozenset({"id", "one", "kind", "other"})

    def __str__(self) -> str:
        return f"{self.one_id} {self.kind} {self.other_id}"


class Matrix(models.Model):
    """Several instruments laid side by side.  `aspects` are the questions asked of each."""

    code = models.SlugField(unique=True, max_length=60)
    title = models.CharField(max_length=TITLE)
    about = models.TextField(blank=True)
    aspects = models.JSONField(default=list)
    instruments = models.ManyToManyField(Instrument, related_name="matrices")

    class Meta:
        ordering = ["title", "id"]
        verbose_name_plural = "matrices"

    class Privacy:
        personal = {}
        open = frozenset({"id", "code", "title", "about", "aspects"})

    def __str__(self) -> str:
        return self.title


class MatrixEntry(models.Model):
    """What one instrument says of one aspect; an aspect without an entry is a gap."""

    matrix = models.ForeignKey(Matrix, models.CASCADE, related_name="entries")
    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="matrix_entries")
    aspect = models.CharField(max_length=TITLE)
    says = models.TextField()

    class Meta:
        ordering = ["matrix_id", "id"]
        verbose_name_plural = "matrix entries"
        constraints = [
            models.UniqueConstraint(
                fields=["matrix", "instrument", "aspect"],
                name="an_instrument_answers_an_aspect_once",
            ),
            models.CheckConstraint(condition=~Q(says=""), name="an_entry_says_something"),
        ]

    class Privacy:
        personal = {}
        open = frozenset({"id", "matrix", "instrument", "aspect", "says"})

    def __str__(self) -> str:
        return f"entry {self.pk}"
