"""
What can be carried from one set of areas to another, by the lookups that are held.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from saferboard.domain.recut import Fits, carried, joined
from saferboard.places.queries import LookupHeld, lookups

SMALL = "lsoa-"
WARD = "wd-"
TO = "-to-"


@dataclass(frozen=True)
class CarriedOver:
    """One lookup, how many of its old areas are carried whole, and those that are split."""

    lookup: LookupHeld
    whole: int
    split: tuple[str, ...]

    @property
    def old(self) -> str:
        return self.lookup.slug.split(TO)[0]

    @property
    def new(self) -> str:
        return self.lookup.slug.split(TO)[1]


@dataclass(frozen=True)
class WardMadeOf:
    """A ward of now by code and name, and the wards before that its small areas were in."""

    code: str
    name: str
    before: Mapping[str, int]
    split: int


@dataclass(frozen=True)
class Boundaries:
    """Every lookup, and the wards of now by the wards before: empty where not all are held."""

    lookups: tuple[CarriedOver, ...]
    wards: tuple[WardMadeOf, ...]


def boundaries() -> Boundaries:
    """Return what is held between old and new areas, in one query."""
    held = lookups()
    found = []
    for one in held.values():
        whole = carried(one.fits)
        found.append(CarriedOver(one, len(whole.into), whole.split))
    return Boundaries(tuple(found), _wards(held))


def _wards(held: Mapping[str, LookupHeld]) -> tuple[WardMadeOf, ...]:
    """Wards are set side by side through the small areas of the older census, where held."""
    by_ends = {tuple(slug.split(TO)): one for slug, one in held.items()}
    for (old, middle), first in sorted(by_ends.items()):
        if not (old.startswith(SMALL) and middle.startswith(SMALL)):
            continue
        before = [one for (a, b), one in by_ends.items() if a == old and b.startswith(WARD)]
        now = [one for (a, b), one in by_ends.items() if a == middle and b.startswith(WARD)]
        if len(before) == len(now) == 1:
            return _made(joined(first.fits, now[0].fits), before[0], now[0])
    return ()


def _made(fits: Fits, before: LookupHeld, now: LookupHeld) -> tuple[WardMadeOf, ...]:
    whole: dict[str, Counter[str]] = {code: Counter() for code in now.new_names}
    split: Counter[str] = Counter()
    for area, wards in fits.items():
        names = sorted(before.new_names[code] for code in before.fits.get(area, ()))
        for ward in wards:
            if len(wards) == 1:
                whole[ward].update(names)
            else:
                split[ward] += 1
    return tuple(
        WardMadeOf(code, name, dict(sorted(whole[code].items())), split[code])
        for code, name in sorted(now.new_names.items(), key=lambda pair: pair[1])
    )
