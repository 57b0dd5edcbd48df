"""
Actions: who is to do what by when, as minutes write it in a column, a line or a log.
"""

import re
from collections.abc import Sequence

from saferboard.papers.dates import dates_in
from saferboard.papers.model import Action, Place
from saferboard.papers.people import (
    initials_of,
    is_initials,
    is_name,
    is_office,
    is_titled_office,
    listed,
)
from saferboard.papers.words import NOTHING

_MONTH = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Ionawr|Chwefror|Mawrth|Ebrill|Mai|Mehefin|Gorffennaf|Awst|Medi|Hydref|Tachwedd|Rhagfyr"
)
_DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTH}|[A-Z][a-z]{{2}})\b\.?(?:\s+\d{{4}})?"
    r"|\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?)"
)
_DUE = re.compile(
    r"[\s,;(–-]*\b(?:(?:to be )?(?:completed?|done) )?"
    r"(?:by|before|due(?: date| by)?|deadline|no later than|erbyn|for)\s*:?\s*"
    r"(?P<due>(?:the\s+)?(?:next|following|january|april|july|october)?\s*(?:board\s+)?meeting\b"
    rf"|(?:the\s+)?end of\s+\w+(?:\s+\d{{4}})?|(?:\w+day,?\s+)?(?:the\s+)?{_DATE}|next \w+"
    rf"|immediate(?:ly)?|asap|(?:{_MONTH})(?:\s+\d{{4}})?|Q[1-4](?:\s+\d{{4}}(?:/\d{{2}})?)?)[).]*",
    re.IGNORECASE,
)
_TO = re.compile(
    r"(?P<who>[^:]{1,80}?)\s+(?:(?:is|are|agreed|undertook|was asked|were asked) to|to|will"
    r"|shall|would|i)\s+"
    r"(?P<what>[a-z].*)$",
    re.DOTALL,
)
_LABELLED = re.compile(
    r"\W*\b(?:owner|lead|by whom|responsible(?: officer)?|who"
    r"|cyfrifol)\s*:\s*(?P<who>[^;.()\[\]]{2,60})",
    re.IGNORECASE,
)
_AT_END = re.compile(
    r"(?:\s*[(\[](?P<in>[^()\[\]]{2,60})[)\]]|\s+[–—-]\s+(?P<dash>[^–—]{2,60})"
    r"|:\s*(?P<colon>[A-Z]{2,4}))\s*\.?$"
)
_ALL = re.compile(
    r"(?:all|pawb)(?:\s+(?:partners?|members?|agencies|leads?|organisations?|board members))?$",
    re.I,
)
_SHORT_POSTS = re.compile(
    r"(?:the\s+)?(?:clerk|chair(?:man|person)?|vice[- ]?chair(?:man)?|secretary|secretariat"
    r"|analyst|cadeirydd|clerc)$",
    re.IGNORECASE,
)
_OWNER_PARTS = re.compile(r"\s*(?:/|&|,|;|\+|\band\b|\ba\b)\s*")
_MOST_WORDS = 9


def is_owner(text: str) -> bool:
    """Return whether words name who owns an action: initials, people, a post, everybody."""
    text = text.strip(" .:;")
    if not text or len(text.split()) > _MOST_WORDS or NOTHING.match(text):
        return False
    parts = [part.strip(" .") for part in _OWNER_PARTS.split(text) if part.strip(" .")]
    if all(is_initials(p) or _ALL.match(p) or _SHORT_POSTS.match(p) or is_name(p) for p in parts):
        return bool(parts)
    return (
        is_titled_office(text)
        and text[:1].isupper()
        and not re.search(r"[a-z]\.\s|\b(?:to|be|is)\b", text)
    )


def action_of(text: str, *, minute: str, place: Place, owner: str = "", due: str = "") -> Action:
    """Return the action that words tell of, its owner and date taken out of them."""
    text = " ".join(text.split()).strip(" []")
    if not due and (found := _last_due(text)):
        due = found["due"].strip()
        text = (text[: found.start()] + " " + text[found.end() :]).strip(" .,;–-")
    if not owner:
        owner, text = _owner_and_text(text)
    return Action(minute, " ".join(owner.split()).strip(" ,;:"), text.strip(" ,;–-"), due, place)


def _last_due(text: str) -> "re.Match[str] | None":
    return max(_DUE.finditer(text), key=lambda found: found.start(), default=None)


def _owner_and_text(text: str) -> tuple[str, str]:
    if is_owner(text):
        return text, ""
    if labelled := _LABELLED.search(text):
        return labelled["who"].strip(), (text[: labelled.start()] + text[labelled.end() :]).strip()
    if (to := _TO.match(text)) and (is_owner(to["who"]) or is_owner(_uncapped(to["who"]))):
        return to["who"], to["what"]
    if at_end := _AT_END.search(text):
        who = at_end["in"] or at_end["dash"] or at_end["colon"]
        who = re.sub(r"^(?:action(?: by)?|lead|owner)\s*:?\s*", "", who, flags=re.I)
        if is_owner(who):
            return who, text[: at_end.start()]
    head, colon, rest = text.partition(":")
    if colon and is_owner(head):
        return head, rest
    head, dash, rest = re.sub(r"\s[–—-]\s", "\0", text, count=1).partition("\0")
    if dash and is_owner(head):
        return head, rest
    return "", text


def _uncapped(text: str) -> str:
    return text[:1].upper() + text[1:]


def owners_in_cell(paragraphs: Sequence[str]) -> list[str]:
    """Return the entries of an action column's cell, each as printed."""
    return [p for p in paragraphs if not NOTHING.match(p)]


def fits(owner: str, names: Sequence[str]) -> list[str]:
    """Return the names that an owner printed as initials or as a short name may be."""
    bare = owner.strip(" .")
    if is_initials(bare):
        return [
            name for name in names if initials_of(name).upper() == bare.replace(".", "").upper()
        ]
    return [name for name in names if name.casefold() == bare.casefold()]


def owner_parts(owner: str) -> list[str]:
    """Return the several owners that one entry names."""
    whole = owner.strip(" .")
    if is_office(whole) and "/" not in whole:
        return [whole]
    return [part.strip(" .") for part in _OWNER_PARTS.split(whole) if part.strip(" .")]


def has_date(text: str) -> bool:
    return any(True for _ in dates_in(text))


def names_in(text: str, place: Place) -> list[str]:
    return [person.name for person in listed(text, place) if is_name(person.name)]
