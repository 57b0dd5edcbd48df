"""
What minutes say that does not fit together: owners and the posts that resolutions name.
"""

import re
from collections.abc import Iterator

from saferboard.papers.actions import fits, owner_parts
from saferboard.papers.model import Action, Minute, PastPaper, Person, Unsure
from saferboard.papers.people import is_initials

_POST_NAMED = re.compile(
    r"\b(?:Head|Director|AD|Assistant Director|Manager|Officer|Commander|Lead|Inspector"
    r"|Superintendent)\b"
)
_ABSENT = re.compile(
    r"\b(?:officer|lead|presenter|representative)\b.{0,30}\b(?:was|were) not (?:in attendance"
    r"|present|able to attend)",
    re.IGNORECASE,
)
_SMALL = {
    "of",
    "for",
    "the",
    "and",
    "head",
    "service",
    "services",
    "lbb",
    "director",
    "assistant",
    "officer",
    "to",
}
_ALIKE = 0.75


def doubts_of_minutes(paper: PastPaper, loose: set[int]) -> Iterator[Unsure]:
    """Yield what a person should look at in the minutes of a paper."""
    people = paper.attendance.everyone
    for minute in paper.minutes:
        for action in minute.actions:
            if id(action) in loose:
                yield Unsure(
                    action.place,
                    action.owner,
                    "",
                    f"initials stand loose in minute {minute.number}: which resolution they"
                    " belong to is not said",
                )
            yield from _owner_doubts(action, minute, people)
        for text in minute.paragraphs:
            if found := _ABSENT.search(text):
                yield Unsure(
                    minute.place,
                    found.group(),
                    "an apology",
                    f"whoever was to lead minute {minute.number} was neither present nor among"
                    " the apologies",
                )
        if not minute.title:
            yield Unsure(minute.place, f"minute {minute.number}", "", "no title could be read")
    yield from _numbering(paper)
    if paper.sitting.date is None:
        yield Unsure(paper.sitting.place, "", "", "the day of the meeting could not be read")


def _owner_doubts(action: Action, minute: Minute, people: tuple[Person, ...]) -> Iterator[Unsure]:
    if not action.owner:
        yield Unsure(
            action.place, action.text, "", f"an action of minute {minute.number} names no owner"
        )
        return
    for owner in owner_parts(action.owner):
        if not is_initials(owner):
            continue
        named = [person for person in people if person.initials == owner] or [
            person for person in people if person.name in fits(owner, [p.name for p in people])
        ]
        if not named:
            yield Unsure(action.place, owner, "", "initials that fit nobody listed at this meeting")
        elif len(named) > 1:
            names = " or ".join(person.name for person in named)
            yield Unsure(action.place, owner, names, "initials that fit more than one person")
        elif (other := _post_meant(minute, named[0], people)) is not None:
            yield Unsure(
                action.place,
                f"{owner} ({named[0].name})",
                other,
                f"the resolution of minute {minute.number} names another post than this owner's",
            )


def _post_meant(minute: Minute, owner: Person, people: tuple[Person, ...]) -> str | None:
    """Return whom the resolutions name where that is not the owner; None where it may be."""
    clauses = [one.text for one in minute.resolutions if _POST_NAMED.search(one.text)]
    if not clauses or not owner.post:
        return None
    if max(_likeness(owner.post, clause) for clause in clauses) >= _ALIKE:
        return None
    for clause in clauses:
        best = max(people, key=lambda person: _likeness(person.post, clause))
        owns = any(fits(action.owner, [best.name]) for action in minute.actions)
        if _likeness(best.post, clause) >= _ALIKE and not owns:
            return best.name
    return "the post that the resolution names"


def _likeness(post: str, clause: str) -> float:
    words = {w for w in re.findall(r"[a-z]+", post.lower()) if w not in _SMALL and len(w) > 2}
    said = set(re.findall(r"[a-z]+", clause.lower()))
    return len(words & said) / len(words) if words else 0.0


def _numbering(paper: PastPaper) -> Iterator[Unsure]:
    numbers = [int(m[0]) for minute in paper.minutes if (m := re.match(r"\d+", minute.number))]
    if not numbers:
        return
    missing = sorted(
        set(range(min(numbers, default=0), max(numbers, default=0) + 1)) - set(numbers)
    )
    if missing and len(missing) < 10:
        said = ", ".join(map(str, missing))
        yield Unsure(paper.sitting.place, said, "", "these minute numbers are missing from the run")
