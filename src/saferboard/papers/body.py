"""
The body of one minute: what was said, resolved and asked for, told apart.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from saferboard.papers import resolutions as resolving
from saferboard.papers.actions import action_of, is_owner
from saferboard.papers.model import Action, Minute, Place, Resolution
from saferboard.papers.people import is_initials
from saferboard.papers.rows import Row
from saferboard.papers.words import NOTE, NOTHING, is_action_head, is_like_action

_ACTION = re.compile(
    r"(?:(?<=^)|(?<=[.;\])]\s)|(?<=[\[(]))\W*(?P<head>(?:agreed )?(?:ACTIONS?|Actions?"
    r"|Camau gweithredu|Gweithredu|GWEITHREDU)"
    r"(?:\s+(?:points?|required|by|agreed"
    r"|for))?)\s*(?:(?:no\.?\s*)?[A-Z]{0,3}\d{1,3}(?:[./]\d{1,3})?)?\s*"
    r"(?P<stop>[:–—-]|(?=\s[A-Z]{2,4}\W*$))\s*(?P<rest>[^\[\]]*)\]?",
    re.DOTALL,
)
_MARK = re.compile(r"\(?(?:\d{1,2}|[a-h]|i{1,3}|iv|v|vi{1,3})[.)]\s+(?=\S)")
_SUB_NUMBER = re.compile(r"\d{1,3}\.\d{1,2}\.?\s+")
_WITHIN = re.compile(r"\b(?:was|were|be|been)\s*$", re.IGNORECASE)
_COLUMN_WORDS = 8


@dataclass
class Said:
    """A paragraph and where it stands."""

    text: str
    place: Place
    is_item: bool = False
    mark: str = ""


@dataclass
class Body:
    """Takes the rows of one minute and gives the minute."""

    number: str
    title: str
    place: Place
    has_column: bool = False
    said: list[Said] = field(default_factory=list)
    column: list[Action] = field(default_factory=list)
    loose: list[Action] = field(default_factory=list)
    odd: list[Said] = field(default_factory=list)

    def add_row(self, row: Row) -> None:
        """Take a row: what was said, and what stands in the action column beside it."""
        opens_list = row.text.rstrip().endswith((":", "s"))
        if row.is_furniture or (is_action_head(row.text) and not opens_list):
            return
        cells = list(row.filled)
        aside = cells[-1] if len(cells) > 1 else None
        if aside is not None and self._is_column(aside.paragraphs):
            self._add_column(aside.paragraphs, row.place)
            cells.pop()
        elif len(cells) == 1 and self.said and self._is_loose(cells[0].paragraphs):
            for text in cells[0].paragraphs:
                self.loose.append(Action(self.number, text.strip(), "", "", row.place))
            return
        for cell in cells:
            for n, text in enumerate(cell.paragraphs):
                if n == 0 and cell.joins and self.said and not _starts(text):
                    self.said[-1].text = f"{self.said[-1].text} {text}"
                else:
                    self.said.append(Said(text, row.place, row.is_item, row.mark))

    def add_text(self, paragraphs: Sequence[str], place: Place) -> None:
        for text in paragraphs:
            if not is_action_head(text) or text.rstrip().endswith(":"):
                self.said.append(Said(text, place))

    def add_actions(self, paragraphs: Sequence[str], place: Place) -> None:
        """Take a cell of the action column that stands beside the title."""
        self._add_column(paragraphs, place)

    def _is_column(self, paragraphs: Sequence[str]) -> bool:
        return all(
            is_action_head(text)
            or is_like_action(text)
            or (len(text.split()) <= _COLUMN_WORDS and is_owner(text))
            for text in paragraphs
        )

    def _is_loose(self, paragraphs: Sequence[str]) -> bool:
        return self.has_column and all(is_initials(p.strip(" .")) for p in paragraphs)

    def _add_column(self, paragraphs: Sequence[str], place: Place) -> None:
        for text in paragraphs:
            if is_like_action(text):
                self.odd.append(Said(text, place))
            elif not is_action_head(text) and not NOTHING.match(text):
                self.column.append(Action(self.number, text.strip(), "", "", place))

    def minute(self) -> Minute:
        """Return the minute that the rows taken hold."""
        sorter = _Sorter(self.number)
        for one in self.said:
            sorter.take(one)
        return Minute(
            self.number,
            self.title,
            tuple(sorter.paragraphs),
            tuple(sorter.resolutions),
            (*self.column, *sorter.actions, *self.loose),
            tuple(sorter.notes),
            self.place,
        )


def _starts(text: str) -> bool:
    """Return whether a wrapped line begins something of its own."""
    return bool(
        resolving.RESOLVED.match(text) or _ACTION.match(text) or NOTE.match(text)
        or _SUB_NUMBER.match(text)
    )  # fmt: skip


class _Sorter:
    """Goes through the paragraphs of a minute, telling resolutions, actions and notes apart."""

    def __init__(self, number: str) -> None:
        self.number = number
        self.paragraphs: list[str] = []
        self.resolutions: list[Resolution] = []
        self.actions: list[Action] = []
        self.notes: list[str] = []
        self.within = ""
        self.taken = 0

    def take(self, one: Said) -> None:
        text = _SUB_NUMBER.sub("", one.text, count=1) if _SUB_NUMBER.match(one.text) else one.text
        if found := NOTE.match(text):
            self.within = "notes" if not text[found.end() :] else ""
            self._note(text[found.end() :])
        elif is_action_head(text):
            self.within, self.taken = "actions", 0
        elif found := _ACTION.match(text):
            self._action(found["rest"], one.place)
        elif found := resolving.RESOLVED.search(text):
            self._resolved(text, found, one.place)
        elif self.within and self._goes_on(text, one):
            pass
        else:
            self.within = ""
            self._say(text, one.place)

    def _note(self, text: str) -> None:
        if text:
            self.notes.append(text)

    def _action(self, text: str, place: Place) -> None:
        self.within, self.taken = "", 0
        lead, parts = resolving.clauses(text)
        if not text.strip(" .:"):
            self.within = "actions"
            return
        if NOTHING.match(text.strip()):
            return
        for part in parts if not lead else [text]:
            self.actions.append(action_of(part, minute=self.number, place=place))

    def _resolved(self, text: str, found: "re.Match[str]", place: Place) -> None:
        words = text[found.end() :].strip()
        start = found.start()
        if _WITHIN.search(text[:start]) and not re.match(r"(?:that|to)\b|[(:]", words, re.I):
            # “The minutes were AGREED as a record”: the clause is the whole sentence.
            start = max(text.rfind(". ", 0, start) + 1, 0)
            words = text[start:].strip()
        if text[:start].strip():
            self._say(text[:start].strip(), place)
        inline = _ACTION.search(words)
        if inline and inline["rest"].strip():
            words = words[: inline.start()].strip(" [(")
        self.within, self.taken = "resolved", 0
        if not resolving.opens_list(words):
            _, parts = resolving.clauses(words)
            for part in parts:
                self._clause(part, place)
            if not re.search(r"[:;]$|\band$", words):
                self.within = ""
        if inline and inline["rest"].strip():
            self._action(inline["rest"], place)

    def _clause(self, text: str, place: Place) -> None:
        self.taken += 1
        self.resolutions.append(Resolution(self.number, resolving.clean(text), place))

    def _goes_on(self, text: str, one: Said) -> bool:
        """Take a paragraph into the list that is open; return whether it belongs there."""
        marked = one.is_item or bool(_MARK.match(text))
        bare = _MARK.sub("", text, count=1) if _MARK.match(text) else text
        if self.within == "resolved":
            that = re.match(r"(?:that|to|bod)\b", text, re.I)
            if not (marked or that or self.taken == 0):
                return False
            _, parts = resolving.clauses(text)
            for part in parts if not one.is_item and len(parts) > 1 else [bare]:
                self._clause(part, one.place)
            return True
        if self.within == "notes":
            self._note(text)
            self.within = ""
            return True
        action = action_of(bare, minute=self.number, place=one.place)
        if not (marked or action.owner or self.taken == 0) or NOTHING.match(text):
            return bool(NOTHING.match(text))
        self.taken += 1
        self.actions.append(action)
        return True

    def _say(self, text: str, place: Place) -> None:
        for found in _ACTION.finditer(text):
            if found["rest"].strip(" .") and not NOTHING.match(found["rest"].strip()):
                self.actions.append(action_of(found["rest"], minute=self.number, place=place))
                text = (text[: found.start()].rstrip(" [(") + " " + text[found.end() :]).strip()
                break
        if text:
            self.paragraphs.append(text)
