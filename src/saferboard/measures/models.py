"""
What has been read: published files, reported figures, and tables as papers printed them.

A definition of a measure is a file (see `definitions.py`), so a measure is named here by
its slug.  Months are kept as `2022-01`, which sorts as time does.
"""

from django.db import models
from django.db.models import F, Q

from saferboard.domain.figures import Absence
from saferboard.domain.periods import Month, Period
from saferboard.partners.models import Person
from saferboard.places.models import Place

MONTH = 7
"""The length of a month as it is kept."""


class Edition(models.Model):
    """
    One published file as it was on the day it was loaded; never altered afterwards.

    `places` lists the places the file has any row for: an offence that a place has no row
    for may be nought, but nothing is known of a place the file never mentions.
    """

    source = models.SlugField(max_length=80)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    vintage = models.CharField(max_length=100)
    first_month = models.CharField(max_length=MONTH)
    last_month = models.CharField(max_length=MONTH)
    rows = models.PositiveIntegerField()
    places = models.JSONField(default=list)
    loaded_at = models.DateTimeField()

    class Meta:
        ordering = ["source", "last_month", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "sha256"], name="a_file_is_loaded_once_for_a_source"
            ),
            models.CheckConstraint(
                condition=Q(last_month__gte=F("first_month")),
                name="an_edition_ends_after_it_starts",
            ),
        ]

    class Privacy:
        personal = {}
        open = frozenset(
            {
                "id",
                "source",
                "file_name",
                "sha256",
                "vintage",
                "first_month",
                "last_month",
                "rows",
                "places",
                "loaded_at",
            }
        )

    def __str__(self) -> str:
        return f"{self.file_name} ({self.vintage})"

    @property
    def period(self) -> Period:
        return Period(Month.parse(self.first_month), Month.parse(self.last_month))


class Series(models.Model):
    """
    The monthly counts of one offence in one place, as an edition has them.

    `counts` starts at the edition's first month; a null is a month the file has nothing
    for.  `line` and `last_line` are where it was read: one line of a wide file, several of
    a tidy one.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="series")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    major = models.CharField(max_length=100)
    minor = models.CharField(max_length=100)
    line = models.PositiveIntegerField()
    last_line = models.PositiveIntegerField()
    counts = models.JSONField()

    class Meta:
        ordering = ["edition", "line", "id"]
        verbose_name_plural = "series"
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "major", "minor", "place"],
                name="one_series_for_an_offence_in_a_place_in_an_edition",
            ),
            models.CheckConstraint(
                condition=Q(last_line__gte=F("line")), name="a_series_ends_after_its_first_line"
            ),
        ]

    class Privacy:
        personal = {}
        open = frozenset(
            {"id", "edition", "place", "major", "minor", "line", "last_line", "counts"}
        )

    def __str__(self) -> str:
        return f"{self.major} / {self.minor}, line {self.line}"


class Observation(models.Model):
    """
    A figure reported for a period, or the reason none was.

    `source` is who reported it, `where` the paper or return it stands in.  A correction is
    a later observation with another vintage, never an altered one.
    """

    measure = models.SlugField(max_length=80)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    first_month = models.CharField(max_length=MONTH)
    last_month = models.CharField(max_length=MONTH)
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    absence = models.CharField(
        max_length=20, blank=True, choices=[(a.value, a.label) for a in Absence]
    )
    source = models.SlugField(max_length=80)
    where = models.CharField(max_length=200, blank=True)
    vintage = models.CharField(max_length=100)
    reported_at = models.DateTimeField()

    class Meta:
        ordering = ["measure", "first_month", "last_month", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "place", "first_month", "last_month", "source", "vintage"],
                name="a_figure_is_reported_once_in_a_vintage",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False, absence="")
                | (Q(value__isnull=True) & ~Q(absence="")),
                name="an_observation_has_a_value_or_the_reason_there_is_none",
            ),
            models.CheckConstraint(
                condition=Q(last_month__gte=F("first_month")),
                name="an_observation_ends_after_it_starts",
            ),
        ]

    class Privacy:
        personal = {}
        open = frozenset(
            {
                "id",
                "measure",
                "place",
                "first_month",
                "last_month",
                "value",
                "absence",
                "source",
                "where",
                "vintage",
                "reported_at",
            }
        )

    def __str__(self) -> str:
        return f"{self.measure} {self.first_month}..{self.last_month}"


class PrintedTable(models.Model):
    """
    A table of figures as a paper printed it, right or wrong.

    `earlier_label` and `later_label` are the heads of its two columns; the months are what
    those words mean.
    """

    title = models.CharField(max_length=200)
    paper = models.CharField(max_length=100)
    meeting_on = models.DateField()
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    earlier_label = models.CharField(max_length=60)
    later_label = models.CharField(max_length=60)
    earlier_first = models.CharField(max_length=MONTH)
    earlier_last = models.CharField(max_length=MONTH)
    later_first = models.CharField(max_length=MONTH)
    later_last = models.CharField(max_length=MONTH)

    class Meta:
        ordering = ["-meeting_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting_on", "paper", "title"],
                name="a_table_is_copied_once_from_a_paper",
            )
        ]

    class Privacy:
        personal = {}
        open = frozenset(
            {
                "id",
                "title",
                "paper",
                "meeting_on",
                "place",
                "earlier_label",
                "later_label",
                "earlier_first",
                "earlier_last",
                "later_first",
                "later_last",
            }
        )

    def __str__(self) -> str:
        return f"{self.title}, {self.meeting_on}"

    @property
    def earlier(self) -> Period:
        return Period(Month.parse(self.earlier_first), Month.parse(self.earlier_last))

    @property
    def later(self) -> Period:
        return Period(Month.parse(self.later_first), Month.parse(self.later_last))


class PrintedRow(models.Model):
    """One row of a printed table: two counts, the change it states, and its colour if any."""

    table = models.ForeignKey(PrintedTable, models.CASCADE, related_name="rows")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=200)
    measure = models.SlugField(max_length=80)
    earlier = models.PositiveIntegerField()
    later = models.PositiveIntegerField()
    stated = models.CharField(max_length=40)
    rag = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["table", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["table", "position"], name="a_printed_table_has_one_row_in_a_place"
            )
        ]

    class Privacy:
        personal = {}
        open = frozenset(
            {"id", "table", "position", "label", "measure", "earlier", "later", "stated", "rag"}
        )

    def __str__(self) -> str:
        return f"{self.position} {self.label}"


class PrintedChange(models.Model):
    """The same change as the paper states it elsewhere, in other figures."""

    row = models.ForeignKey(PrintedRow, models.CASCADE, related_name="also_stated")
    text = models.CharField(max_length=60)
    where = models.CharField(max_length=200)

    class Meta:
        ordering = ["row", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["row", "text", "where"], name="a_change_is_stated_once_in_a_place"
            )
        ]

    class Privacy:
        personal = {}
        open = frozenset({"id", "row", "text", "where"})

    def __str__(self) -> str:
        return f"{self.text} ({self.where})"


class LocalMeasure(models.Model):
    """
    A measure added on the screen.  `content` is what its file would hold, names left out.

    It is proposed until a post and a person other than its author's have checked it; it is then
    no longer altered.
    """

    slug = models.SlugField(max_length=80, unique=True)
    content = models.JSONField()
    written_by = models.SlugField(max_length=80)
    author = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField()
    checked_by = models.SlugField(max_length=80, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(checked_by="", checked_at__isnull=True)
                | (~Q(checked_by="") & Q(checked_at__isnull=False)),
                name="a_measure_is_checked_by_a_post_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(checked_by=F("written_by")),
                name="the_checker_of_a_measure_is_not_its_author",
            ),
        ]

    class Privacy:
        personal = {"author": None}
        open = frozenset(
            {"id", "slug", "content", "written_by", "written_at", "checked_by", "checked_at"}
        )

    def __str__(self) -> str:
        return self.slug
