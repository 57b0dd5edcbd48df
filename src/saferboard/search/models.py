"""
One table: a row for each thing that search may find.

The text is a copy, made from the thing itself in the transaction that changed it.  Who may find
it is never copied: that is asked of its room each time.
"""

from django.db import models

WORDS = 250_000
"""Characters of one thing that are searched: PostgreSQL takes no more than a megabyte of words."""


class Findable(models.Model):
    """A thing by its kind and number: what it is called, where it stands, and what it says."""

    kind = models.CharField(max_length=20)
    thing = models.BigIntegerField()
    title = models.CharField(max_length=300)
    place = models.CharField(max_length=300)
    words = models.TextField()
    href = models.CharField(max_length=300)
    day = models.DateField(null=True)

    class Meta:
        ordering = ["kind", "thing"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "thing"], name="a_thing_is_found_once")
        ]

    class Privacy:
        personal = {"title": "A thing", "words": ""}
        open = frozenset({"id", "kind", "thing", "place", "href", "day"})

    def __str__(self) -> str:
        return f"{self.kind} {self.thing}"
