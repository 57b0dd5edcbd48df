"""
Old and new areas in words.
"""

from dataclasses import dataclass

from saferboard.measures.boundaries import Boundaries, CarriedOver, WardMadeOf
from saferboard.ui.components import Table
from saferboard.ui.words import counted, listed

KINDS = {"lsoa": "small areas", "wd": "wards"}
NAMED = 5


@dataclass(frozen=True)
class BoundariesShown:
    lookups: Table | None
    wards: Table | None


def shown(found: Boundaries) -> BoundariesShown:
    """Return the page of what can be carried from old areas to new ones."""
    return BoundariesShown(
        lookups=_lookups(found.lookups) if found.lookups else None,
        wards=_wards(found.wards) if found.wards else None,
    )


def areas(side: str) -> str:
    """Return a set of areas in words: `lsoa-2011` as “small areas of 2011”."""
    kind, year = side.split("-")
    return f"{KINDS[kind]} of {year}"


def _lookups(lookups: tuple[CarriedOver, ...]) -> Table:
    return Table(
        caption="Lookups held",
        head=("From", "To", "Areas", "Carried whole", "Split", "File"),
        rows=tuple(
            (
                areas(one.old).capitalize(),
                areas(one.new).capitalize(),
                f"{len(one.lookup.fits):,}",
                f"{one.whole:,}",
                _split(one),
                one.lookup.source,
            )
            for one in lookups
        ),
        numeric=frozenset({2, 3}),
        note=(
            "An area is carried whole if all of it lies in one of the new ones. A split one is not:"
            " nobody knows which of its events fell on which side."
        ),
    )


def _split(one: CarriedOver) -> str:
    if not one.split:
        return "None"
    names = [one.lookup.old_names[code] for code in one.split]
    if len(names) > NAMED:
        return f"{', '.join(names[:NAMED])} and {len(names) - NAMED} more"
    return listed(names)


def _wards(wards: tuple[WardMadeOf, ...]) -> Table:
    return Table(
        caption="The wards of now, and the wards before that their small areas were in",
        head=("Ward", "Small areas that were in", "Cannot be carried"),
        rows=tuple(
            (
                one.name,
                listed([f"{name} ({number})" for name, number in one.before.items()]) or "None",
                counted(one.split, "small area") if one.split else "None",
            )
            for one in wards
        ),
        note=(
            "A lookup puts a small area in the ward that fits it best, so two wards of the same"
            " small areas may differ by a street."
        ),
    )
