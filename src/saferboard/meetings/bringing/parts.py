"""
The parts in which a past paper is looked through and corrected, one form each.
"""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from saferboard.papers.model import PastPaper, Person, Place, Unsure
from saferboard.papers.stored import plain

_ADDRESS = re.compile(
    r"(?P<paper>\d{1,3})-(?:(?P<one>meeting|people)"
    r"|(?P<many>item|minute|matter)-(?P<index>\d{1,4}|new))",
    re.ASCII,
)
LISTS = {"item": "agenda", "minute": "minutes", "matter": "matters"}
SINGLE = {"meeting": "sitting", "people": "attendance"}
NEW = "new"
_NOWHERE = (0, 0)


@dataclass(frozen=True)
class Part:
    """
    One part of a past paper: its own, with `paper` 0, or of the minutes it encloses, from 1.

    `index` is its place in a list; None is one to be added.
    """

    paper: int
    kind: str
    index: int | None = None

    @property
    def address(self) -> str:
        if self.kind in SINGLE:
            return f"{self.paper}-{self.kind}"
        return f"{self.paper}-{self.kind}-{NEW if self.index is None else self.index}"


def part_at(address: str) -> Part | None:
    """Return the part that an address means, or None if it means none."""
    found = _ADDRESS.fullmatch(address)
    if not found:
        return None
    index = found["index"]
    place = int(index) if index and index != NEW else None
    return Part(int(found["paper"]), found["one"] or found["many"], place)


def papers_of(paper: PastPaper) -> tuple[PastPaper, ...]:
    """Return a paper and the minutes it encloses, in the order their parts count them."""
    return (paper, *paper.enclosed)


def with_paper(paper: PastPaper, place: int, held: PastPaper) -> PastPaper:
    """Return a paper with another in the place of itself, 0, or of one that it encloses."""
    own, *enclosed = (held if n == place else one for n, one in enumerate(papers_of(paper)))
    return replace(own, enclosed=tuple(enclosed))


def thing_at(paper: PastPaper, part: Part) -> Any:
    """Return what stands in a part; None where nothing does, or nothing yet."""
    papers = papers_of(paper)
    if part.paper >= len(papers):
        return None
    held = papers[part.paper]
    if part.kind in SINGLE:
        return getattr(held, SINGLE[part.kind])
    things = getattr(held, LISTS[part.kind])
    return things[part.index] if part.index is not None and part.index < len(things) else None


def stamp(thing: Any) -> str:
    """Return a mark that changes with whatever stands in a part; nothing has an empty one."""
    if thing is None:
        return ""
    told = json.dumps(plain(thing), sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def found_again(paper: PastPaper, part: Part, seen: str) -> Part:
    """Return where what was seen stands now: others before it may have been left out."""
    if part.kind in SINGLE or not seen or stamp(thing_at(paper, part)) == seen:
        return part
    things = getattr(papers_of(paper)[part.paper], LISTS[part.kind])
    places = [n for n, one in enumerate(things) if stamp(one) == seen]
    return replace(part, index=places[0]) if places else part


def put(paper: PastPaper, part: Part, thing: Any, *, after: str | None = None) -> PastPaper:
    """
    Return the paper with another thing in a part, or without it where there is None.

    One that is added stands after the one numbered `after`, or last if there is none such.
    """
    held = papers_of(paper)[part.paper]
    if part.kind in SINGLE:
        held = replace(held, **{SINGLE[part.kind]: thing})
    else:
        things = list(getattr(held, LISTS[part.kind]))
        if part.index is not None and part.index < len(things):
            things[part.index : part.index + 1] = [] if thing is None else [thing]
        elif thing is not None:
            numbers = [getattr(one, "number", None) for one in things]
            place = numbers.index(after) + 1 if after in numbers else len(things)
            things.insert(place, thing)
        held = replace(held, **{LISTS[part.kind]: tuple(things)})
    return with_paper(paper, part.paper, held)


def parts_of(paper: PastPaper) -> list[Part]:
    """Return every part there is of a paper and of what it encloses, in the order of reading."""
    found = []
    for n, one in enumerate(papers_of(paper)):
        if not (n or one.agenda or one.minutes):
            continue
        found += [Part(n, "meeting"), Part(n, "people")]
        for kind, name in LISTS.items():
            found += [Part(n, kind, i) for i in range(len(getattr(one, name)))]
    return found


def doubts_by_part(paper: PastPaper) -> dict[Part, list[Unsure]]:
    """Return the doubts of a reading by the part of it in which each stands."""
    found: dict[Part, list[Unsure]] = {}
    parts = parts_of(paper)
    for n, one in enumerate(papers_of(paper)):
        begins = sorted(
            ((_begins(thing_at(paper, part)), i) for i, part in enumerate(parts) if part.paper == n)
        )
        for doubt in one.unsure:
            before = [i for where, i in begins if _NOWHERE < where <= _where(doubt.place)]
            part = parts[before[-1]] if before else Part(n, "meeting")
            found.setdefault(part, []).append(doubt)
    return found


def without_doubts(paper: PastPaper, part: Part, settled: Sequence[Unsure]) -> PastPaper:
    """Return the paper without the doubts that somebody has looked at."""
    held = papers_of(paper)[part.paper]
    unsure = tuple(doubt for doubt in held.unsure if doubt not in settled)
    return with_paper(paper, part.paper, replace(held, unsure=unsure))


def _begins(thing: Any) -> tuple[int, int]:
    people: Sequence[Person] = getattr(thing, "everyone", ())
    if people:
        return min(_where(one.place) for one in people)
    return _where(getattr(thing, "place", Place(0)))


def _where(place: Place) -> tuple[int, int]:
    return (place.page or 0, place.line)
