"""
What partners said of a quarter: given, not asked for, or asked for and not given.
"""

import itertools
import re
from collections.abc import Iterator

from saferboard.papers.model import Place, Update, UpdateState

_LABEL = re.compile(
    r"(?:(?<=^)|(?<=[.)]\s)|(?<=requested\s)|(?<=provided\s)|(?<=above\s))"
    r"(?:Q(?P<q>[1-4])|Quarter\s+(?P<n>[1-4]|one|two|three|four))"
    r"(?:\s*\(?(?P<year>20\d\d[/–-]\d{2,4})\)?)?"
    r"(?:\s*[–—-]?\s*(?:updates?|work|progress|position)\b|\s*[:–—-](?=\s))"
    r"\s*[:–—-]*\s*",
    re.IGNORECASE,
)
_ANYWHERE = re.compile(
    r"(?<!\d\d\s)(?<!\d\s)\bQ(?P<q>[1-4])\s*[–—-]?\s*Updates?\b\s*[:–—-]*\s*(?:Update\s*[:–—-]*\s*)?"
)
_NOT_REQUESTED = re.compile(
    r"\W*(?:was |were )?not (?:requested|required|asked|due)\b", re.IGNORECASE
)
_NOT_PROVIDED = re.compile(
    r"\W*(?:(?:was |were |has been )?not (?:yet )?(?:provided|received|supplied|submitted)"
    r"|no update"
    r"(?: (?:was |has been )?(?:provided|received|supplied))?|awaited|outstanding)\b",
    re.IGNORECASE,
)
_NUMBERS = {"one": "1", "two": "2", "three": "3", "four": "4"}


def labels(text: str) -> list["re.Match[str]"]:
    """Return where in a paragraph the accounts of quarters begin."""
    found = {m.start(): m for m in _ANYWHERE.finditer(text)}
    for m in _LABEL.finditer(text):
        if _may_open(text, m):
            found.setdefault(m.start(), m)
    return [found[at] for at in sorted(found)]


def _may_open(text: str, found: "re.Match[str]") -> bool:
    """Return whether a label opens an account, and is not the heading of a paper."""
    rest = text[found.end() :]
    return not text.isupper() and not re.match(r"(?:against|of|from)\b", rest, re.I)


def updates_in(text: str, place: Place) -> Iterator[Update]:
    """Yield the accounts that a paragraph holds; one with no words yet goes on below."""
    marks = labels(text)
    for mark, after in itertools.zip_longest(marks, marks[1:]):
        said = text[mark.end() : after.start() if after else len(text)].strip()
        yield Update(quarter_of(mark), state_of(said), said, place=place)


def quarter_of(mark: "re.Match[str]") -> str:
    """Return the quarter that a label names: Q1 to Q4."""
    groups = mark.groupdict()
    number = groups.get("q") or groups.get("n") or ""
    return f"Q{_NUMBERS.get(number.lower(), number)}"


def state_of(said: str) -> UpdateState:
    if _NOT_REQUESTED.match(said):
        return UpdateState.NOT_REQUESTED
    if _NOT_PROVIDED.match(said):
        return UpdateState.NOT_PROVIDED
    return UpdateState.PROVIDED
