"""
What a way in is, and who may come to one.
"""

from dataclasses import dataclass, field

from django.apps import apps

ROLES = (
    *("visitor", "partner", "analyst", "chair", "head", "clerk"),
    *("protection", "administrator", "neighbour", "coordinator", "police", "social-care"),
)
EVERYONE = frozenset(ROLES)


@dataclass(frozen=True)
class First:
    """Stands for the number of the first row of a table, which differs from run to run."""

    table: str
    where: tuple = ()
    """Which rows, as pairs of a filter and its value."""

    def number(self) -> int:
        found = apps.get_model(self.table).objects.filter(**dict(self.where))
        return found.order_by("pk").values_list("pk", flat=True)[0]


@dataclass(frozen=True)
class Door:
    """
    One page: who may open it, and how it is knocked on.  Where nobody may, it opens to whoever
    has a signed address, and its room tests that.
    """

    opens_to: frozenset[str] = EVERYONE
    world: tuple = ()
    demo: tuple = field(default=())
    post: bool = False
    by_letter: bool = False
    """Whether it opens to a token in its address alone: see `LINKS`, and the room's own tests."""
    is_page: bool = True
    """Whether it answers with a web page; a file or a redirect is none."""
