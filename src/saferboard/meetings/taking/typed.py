"""
What was typed into a minute, and what it is read as: every fault names its box and what to do.
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from saferboard.domain.minuting import clauses_typed
from saferboard.domain.refusals import Refused
from saferboard.measures.tokens import find
from saferboard.meetings.operations import ActionWritten
from saferboard.meetings.owners import Posts
from saferboard.papers.actions import owner_parts
from saferboard.papers.dates import dates_in
from saferboard.papers.model import Person
from saferboard.partners.models import Holding, Post
from saferboard.ui import texts
from saferboard.ui.words import day

MOST_ACTIONS = 40
TITLE, OWNER = 300, 200
NEXT_MEETING = "next meeting"
_EVERYBODY = re.compile(r"all(?:\s+(?:partners?|members?|agencies))?\.?", re.IGNORECASE)
_AT_NEXT = re.compile(r"(?:(?:by|at|for)\s+)?(?:the\s+)?next\s+meeting\.?", re.IGNORECASE)
_BARE = re.compile(r"[\s.:(){}\d]*(?:resolved)?[\s:]*(?:that)?[\s.:;]*", re.IGNORECASE)


@dataclass(frozen=True)
class ActionTyped:
    owners: str = ""
    text: str = ""
    due: str = ""

    def __bool__(self) -> bool:
        return bool(self.owners.strip() or self.text.strip() or self.due.strip())


@dataclass(frozen=True)
class MinuteTyped:
    """A minute as it stands in the boxes."""

    title: str = ""
    discussion: str = ""
    resolved: str = ""
    actions: tuple[ActionTyped, ...] = ()

    def kept(self) -> dict[str, Any]:
        """Return it as it is kept."""
        rows = [[one.owners, one.text, one.due] for one in self.actions if one]
        return {
            "title": self.title,
            "discussion": self.discussion,
            "resolved": self.resolved,
            "actions": rows,
        }

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "MinuteTyped":
        return cls(
            kept.get("title", ""),
            kept.get("discussion", ""),
            kept.get("resolved", ""),
            tuple(ActionTyped(*row) for row in kept.get("actions", ())),
        )


@dataclass(frozen=True)
class Fault:
    """What is wrong in one box, and what to do about it."""

    box: str
    words: str


@dataclass
class MinuteRead:
    """What a minute says, and what could not be read of it."""

    title: str
    paragraphs: list[str]
    clauses: list[str]
    actions: list[ActionWritten] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


class Desk:
    """What is needed to read owners: the posts there are, and who was at the meeting."""

    def __init__(self, posts: Posts, people: Sequence[Person], *, held_on: dt.date) -> None:
        self._posts, self._people, self.held_on = posts, people, held_on
        self._exact: dict[str, list[str]] = {}
        for code, title, short in Post.objects.values_list("code", "title", "organisation__short"):
            for words in (title, f"{title}, {short}"):
                self._exact.setdefault(words.casefold(), []).append(code)
        holdings = list(Holding.objects.values_list("person__name", "until"))
        now = {name for name, until in holdings if until is None or until >= held_on}
        self._left = {
            name.casefold(): until for name, until in holdings if until and name not in now
        }

    def post_of(self, said: str) -> str:
        """Return the code of the one post that words mean, or nothing."""
        exact = self._exact.get(said.casefold(), [])
        if exact:
            return exact[0] if len(exact) == 1 else ""
        return self._posts.of_words(said, self._people)

    def owners(self, typed: str) -> list[tuple[str, str]]:
        """Return each owner as typed with the post meant; the same post once."""
        found: dict[str, str] = {}
        for part in (p.strip(" .") for p in re.split(r"[;/\n]", typed)):
            whole = self.post_of(part) if part else ""
            several = [part] if whole else owner_parts(part)
            for said in several:
                code = whole or self.post_of(said)
                if not code or code not in found.values():
                    found[said] = code
        return list(found.items())

    def left_on(self, said: str) -> dt.date | None:
        """Return the day the person of this name left their last post, if they hold none."""
        return self._left.get(said.casefold())


def read_minute(typed: MinuteTyped, desk: Desk) -> MinuteRead:
    """Return what a typed minute says; what cannot be read is a fault, and the rest stands."""
    read = MinuteRead(
        title=typed.title.strip(),
        paragraphs=texts.read(typed.discussion),
        clauses=clauses_typed(typed.resolved),
    )
    if not read.title:
        read.faults.append(Fault("title", "Heading: write what the item is called."))
    elif len(read.title) > TITLE:
        read.faults.append(Fault("title", f"Heading: make it {TITLE} letters or fewer."))
    for text in read.paragraphs:
        try:
            find(text)
        except Refused as refused:
            read.faults.append(Fault("discussion", f"Discussion: {refused}"))
    empty = [line for line in typed.resolved.splitlines() if line.strip() and _BARE.fullmatch(line)]
    if empty and not (len(empty) == 1 and read.clauses):
        words = "Resolved: say what was resolved after “RESOLVED that”, or leave the box empty."
        read.faults.append(Fault("resolved", words))
    for place, action in enumerate(typed.actions):
        if action:
            read.actions.append(_action(place, action, desk, read.faults))
    return read


def _action(place: int, typed: ActionTyped, desk: Desk, faults: list[Fault]) -> ActionWritten:
    everybody = bool(_EVERYBODY.fullmatch(typed.owners.strip()))
    owners = [] if everybody else desk.owners(typed.owners)
    number = place + 1
    if not everybody and not owners:
        words = f"Action {number}, owner: name a post, initials of somebody there, or all partners."
        faults.append(Fault(f"owners_{place}", words))
    for said, _ in owners:
        if len(said) > OWNER:
            words = f"Action {number}, owner: make each {OWNER} letters or fewer."
            faults.append(Fault(f"owners_{place}", words))
        elif left := desk.left_on(said):
            words = f"Action {number}, owner: {said} left on {day(left)}. Name the post instead."
            faults.append(Fault(f"owners_{place}", words))
    due, at_next = _due(place, typed.due.strip(), desk.held_on, faults)
    return ActionWritten(
        owners=owners,
        text=" ".join(typed.text.split()),
        due=due,
        next_meeting=at_next,
        all_partners=everybody,
    )


def _due(
    place: int, said: str, held_on: dt.date, faults: list[Fault]
) -> tuple[dt.date | None, bool]:
    if not said or _AT_NEXT.fullmatch(said):
        return None, bool(said)
    days = [found for _, found in dates_in(said) if found]
    if len(days) != 1:
        words = f"Action {place + 1}, due: write a day as 3 November 2022, or “next meeting”."
        faults.append(Fault(f"due_{place}", words))
        return None, False
    if days[0] < held_on:
        words = (
            f"Action {place + 1}, due: {day(days[0])} is before the meeting."
            f" Give a day from {day(held_on)} on."
        )
        faults.append(Fault(f"due_{place}", words))
        return None, False
    return days[0], False


def typed_of(title: str, paragraphs: Sequence[str], clauses: Sequence[str], actions: Any):
    """Return a minute that was never typed here as it would stand in the boxes."""
    rows = tuple(
        ActionTyped(
            one.owner_words,
            one.text,
            NEXT_MEETING if one.next_meeting else day(one.due) if one.due else "",
        )
        for one in actions
    )
    return MinuteTyped(title, texts.typed(paragraphs), "\n".join(clauses), rows)
