"""
Places and their populations.
"""

from django.db import models


class PlaceKind(models.TextChoices):
    BOROUGH = "BOROUGH", "London borough"
    CITY = "CITY", "City of London"
    AIRPORT = "AIRPORT", "Airport"
    UNKNOWN = "UNKNOWN", "Place not recorded"
    WARD = "WARD", "Ward of the partnership’s area"
    LSOA = "LSOA", "Small area of the partnership’s area"


class Place(models.Model):
    """
    A place that figures are for, on the boundary of a year.

    Only boroughs are ranked and compared.  The City has its own police force, and the
    airports nobody living in them.
    """

    slug = models.SlugField(unique=True)
    code = models.CharField(max_length=9, blank=True, help_text="The ONS code, if it has one.")
    name = models.CharField(max_length=100, unique=True)
    kind = models.CharField(max_length=8, choices=PlaceKind.choices)
    boundary_year = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["name"]

    class Privacy:
        personal = {}
        open = frozenset({"id", "slug", "code", "name", "kind", "boundary_year"})

    def __str__(self) -> str:
        return self.name


class Population(models.Model):
    """How many people lived in a place at the middle of a year, as one source has it."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="populations")
    year = models.PositiveSmallIntegerField()
    people = models.PositiveIntegerField()
    source = models.SlugField(max_length=80)
    vintage = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place", "year", "source", "vintage"],
                name="one_population_for_a_place_a_year_and_a_vintage",
            )
        ]

    class Privacy:
        personal = {}
        open = frozenset({"id", "place", "year", "people", "source", "vintage"})

    def __str__(self) -> str:
        return f"{self.place_id} {self.year}"


class Outline(models.Model):
    """
    A place's outline on the boundary of its year, in metres of the British National Grid.

    `rings` is a list of closed rings, each a list of [easting, northing]; holes are among them.
    """

    place = models.OneToOneField(Place, models.CASCADE, related_name="outline")
    rings = models.JSONField()
    source = models.CharField(max_length=300)

    class Privacy:
        personal = {}
        open = frozenset({"id", "place", "rings", "source"})

    def __str__(self) -> str:
        return f"the outline of {self.place_id}"


class Fit(models.Model):
    """
    One pair of a lookup: an area of the partnership's own, and a new one that some of it lies in.

    `lookup` names the two sets, as `lsoa-2011-to-lsoa-2021`; `source` is the file it was read from.
    """

    lookup = models.SlugField(max_length=60)
    old = models.CharField(max_length=9)
    old_name = models.CharField(max_length=100)
    new = models.CharField(max_length=9)
    new_name = models.CharField(max_length=100)
    source = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["lookup", "old", "new"]
        constraints = [
            models.UniqueConstraint(
                fields=["lookup", "old", "new"], name="a_pair_stands_in_a_lookup_once"
            )
        ]

    class Privacy:
        personal = {}
        open = frozenset({"id", "lookup", "old", "old_name", "new", "new_name", "source", "sha256"})

    def __str__(self) -> str:
        return f"{self.lookup}: {self.old} to {self.new}"
