"""
Whether the owner of an action is whom the minute names: posts found in words, and compared.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

_SMALL = frozenset({"the", "of", "for", "and", "service", "services", "in", "to", "a"})
_SHORT = {
    "ad": ("assistant", "director"),
    "dir": ("director",),
    "rep": ("representative",),
    "cllr": ("councillor",),
    "pdu": ("probation", "delivery", "unit"),
    "asb": ("anti", "social", "behaviour"),
}
_BELOW = frozenset({"assistant", "deputy", "vice", "acting"})
"""Words before a title that make another post of it."""
_ALIKE = 0.8
_FEWEST = 2
"""A post of one word, such as “Inspector”, is named by many sentences that mean another."""


@dataclass(frozen=True)
class Mismatch:
    """
    An owner whom the resolution, or else the discussion, does not name, and whom it does.

    `owner` is as printed; `named` are codes of posts, in the order they are named.
    """

    action: int
    owner: str
    post: str
    named: tuple[str, ...]
    where: str


@dataclass(frozen=True)
class Owned:
    """One owner of the action of this place: as printed, and the code of the post meant."""

    action: int
    owner: str
    post: str


def words_of(text: str, *, leave_out: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Return the words of a title or sentence that tell one post from another, in order."""
    said = re.sub(r"['’]", "", text.lower()).replace("&", " and ")
    found: list[str] = []
    for word in re.findall(r"[a-z]+", said):
        if word not in leave_out:
            found += _SHORT.get(word, (word,))
    return tuple(word for word in found if word not in _SMALL)


def named_in(
    text: str, titles: Mapping[str, str], *, organisations: Iterable[str] = ()
) -> tuple[str, ...]:
    """
    Return the codes of the posts that a text names by title, in order.

    A title is found where as many words together have nearly all of its words in any order, since
    clerks turn titles round; where two fit one place, the one that fits better.
    """
    leave_out = frozenset(word.lower() for word in organisations)
    said = words_of(text, leave_out=leave_out)
    fits = sorted(
        (
            (-score, -len(wanted), begins, code)
            for code, title in titles.items()
            if len(wanted := frozenset(words_of(title, leave_out=leave_out))) >= _FEWEST
            for score, begins in [_best(wanted, said)]
            if score >= _ALIKE
        ),
    )
    taken: set[int] = set()
    found: list[tuple[int, str]] = []
    for _, less, begins, code in fits:
        span = set(range(begins, begins - less))
        if not span & taken:
            taken |= span
            found.append((begins, code))
    return tuple(code for _, code in sorted(found))


def _best(wanted: frozenset[str], said: Sequence[str]) -> tuple[float, int]:
    """Return how well the likeliest place in what is said fits, and where it begins."""
    best = (0.0, 0)
    for begins in range(len(said) - len(wanted) + 1):
        if begins and said[begins - 1] in _BELOW - wanted:
            continue
        window = frozenset(said[begins : begins + len(wanted)])
        best = max(best, (len(wanted & window) / len(wanted | window), begins))
    return best


def mismatches(
    owned: Sequence[Owned],
    *,
    resolved: Sequence[str],
    discussed: Sequence[str],
    exempt: frozenset[str],
) -> list[Mismatch]:
    """
    Return the owners that the posts named in the resolution do not include.

    Where it names none, the discussion is asked, and names one owner of an action for all of
    them.  `exempt` are posts that nobody names when they are meant, as the clerk's; an owner
    who is not known to be one post is not judged here.
    """
    where, named = ("resolution", resolved) if resolved else ("discussion", discussed)
    if not named:
        return []
    answered = set() if resolved else {one.action for one in owned if one.post in named}
    return [
        Mismatch(one.action, one.owner, one.post, tuple(named), where)
        for one in owned
        if one.post and one.post not in exempt and one.action not in answered
        if one.post not in named
    ]
