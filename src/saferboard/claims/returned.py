"""
What a quarter's account gets wrong most: its quarter, and the figures of the one before.

A short text is read while it is typed, so these are questions to whoever types, not claims.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Doubt:
    """Words to look at again, and why."""

    quote: str
    why: str


_ORDINALS = ("first", "second", "third", "fourth")
_YEAR = r"20\d\d\s?[/–-]\s?(?:20)?\d\d"
_NAMED = (
    rf"(?:(?P<before>{_YEAR})[,:]?\s+)?"
    r"(?:(?:the\s+)?(?P<ordinal>first|second|third|fourth)\s+quarter"
    r"|(?:quarter\s?|q)(?P<number>[1-4])\b)"
    rf"(?:\s+(?:of\s+)?(?P<after>{_YEAR}))?"
)
_NAME = re.compile(_NAMED, re.IGNORECASE)
_TOLD = re.compile(rf"\b(?:during|in|for|over|throughout)\s+{_NAMED}", re.IGNORECASE)
_ELSEWHEN = re.compile(
    r"\b(?:will|shall|due|plan(?:s|ned)?|expect(?:s|ed)?|starts?|begins?|until|next|later|target"
    r"|aims?|scheduled|to be|compared|than|since|versus|last|previous|unlike|rose|fell|earlier"
    r"|reported|up|down|forward)\b",
    re.IGNORECASE,
)
"""Words of a sentence that speaks of another quarter on purpose."""
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\s|$)|(?=\n)|$)|[^\n]")
_LONGEST_HEADING = 120


def wrong_quarter(text: str, *, year: int, number: int) -> list[Doubt]:
    """
    Return where an account of a quarter tells of another as its own, or is headed with one.

    `year` is the year in which its financial year begins, `number` the quarter's.
    """
    found: dict[str, Doubt] = {}
    for line in text.splitlines():
        for match in [*_heads(line), *_told(line)]:
            named, in_year = _quarter(match), _first_year(match)
            if named == number and in_year in (None, year):
                continue
            said = match[0].strip()
            right = f"quarter {number} of {year}/{(year + 1) % 100:02d}"
            why = f"This is the update for {right}, and it speaks of “{said}”. Is that so?"
            found.setdefault(said.lower(), Doubt(said, why))
    return list(found.values())


def _heads(line: str) -> Iterator["re.Match[str]"]:
    """A line that is a heading: short, no sentence, and led by a quarter or about an update."""
    bare = line.strip(" \t#*•–-")
    if len(bare) > _LONGEST_HEADING or bare.endswith((".", ";", ",")):
        return
    match = _NAME.search(bare)
    if match is None or _ELSEWHEN.search(bare):
        return
    if match.start() == 0 or re.search(r"\b(?:update|return|report)\b", bare, re.IGNORECASE):
        yield match


def _told(line: str) -> Iterator["re.Match[str]"]:
    for sentence in _SENTENCE.finditer(line):
        match = _TOLD.search(sentence[0])
        if match is not None and not _ELSEWHEN.search(sentence[0]):
            yield match


def _quarter(match: "re.Match[str]") -> int:
    if match["number"]:
        return int(match["number"])
    return _ORDINALS.index(match["ordinal"].lower()) + 1


def _first_year(match: "re.Match[str]") -> int | None:
    said = match["before"] or match["after"]
    return int(said[:4]) if said else None


_COUNTED = re.compile(
    r"(?<![\d.,£$])(?P<number>\d{1,3}(?:,\d{3})+|\d{1,9})(?![\d.%]|,\d)\s+"
    r"(?:[a-z-]+\s){0,2}?(?P<noun>[a-z]{4,}s)\b(?P<next>\s+[a-z]+|[.,;:]|$)?",
    re.IGNORECASE,
)
_OF_A_KIND = re.compile(
    r"\s*(?:for|in|at|of|on|by|from|under|during|where|which|with|between|involving|to|last|than)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"\b(?:from|than|to|with|against|of)\s+(?:the\s+)?$", re.IGNORECASE)
_NO_COUNT = frozenset(
    {"days", "hours", "months", "years", "weeks", "minutes", "times", "members", "others"}
)


def contradicting(text: str) -> list[Doubt]:
    """Return where a text counts the same thing twice, with two numbers."""
    held: dict[str, tuple[int, str]] = {}
    found: list[Doubt] = []
    for match in _COUNTED.finditer(text):
        noun = match["noun"].lower()
        of_a_kind = _OF_A_KIND.match(match["next"] or "")
        if noun in _NO_COUNT or of_a_kind or _COMPARED.search(text[: match.start()]):
            continue
        number, said = _value(match["number"]), f"{match['number']} {noun}"
        first = held.setdefault(noun, (number, said))
        if first[0] != number:
            why = f"The text says {first[1]} and also {said}. If both are so, say what each counts."
            found.append(Doubt(said, why))
    return found


_THEN = re.compile(
    r"\b(?:from|than|compared\s+(?:with|to)|against)\s+(?:the\s+)?(?P<number>\d{1,3}(?:,\d{3})+|\d+)\b"
    r"(?P<rest>[^.;\n]{0,60}?)\b(?:last|previous|preceding|first|second|third|fourth)\s+quarter\b"
    r"|\b(?:from|than|compared\s+(?:with|to)|against)\s+(?:the\s+)?"
    r"(?P<number2>\d{1,3}(?:,\d{3})+|\d+)\b(?P<rest2>[^.;\n]{0,60}?)\b(?:in\s+)?(?:q|quarter\s?)[1-4]\b",
    re.IGNORECASE,
)


def against_last(text: str, last: str, *, label: str) -> list[Doubt]:
    """
    Return where a text gives a figure of last quarter other than last quarter's account does.

    `last` is that account, and `label` the quarter's name.  A text that says word for word what
    the last said is asked about too.
    """
    if not last.strip():
        return []
    found: list[Doubt] = []
    if _words(text) == _words(last) and len(_words(text)) > 3:
        found.append(Doubt(text.strip()[:80], f"This is word for word the update for {label}."))
    for match in _THEN.finditer(text):
        number = match["number"] or match["number2"]
        noun = _noun_of(text, match)
        held = {_value(m["number"]): m["number"] for m in _COUNTED.finditer(last) if _is(m, noun)}
        if held and _value(number) not in held:
            told = " and ".join(held.values())
            why = f"The update for {label} says {told} {noun}, and this says {number}."
            found.append(Doubt(match[0], why))
    return found


def _noun_of(text: str, match: "re.Match[str]") -> str:
    """What the figure counts: named after it, or else by the count before it in the sentence."""
    after = re.match(r"\s+(?:[a-z-]+\s){0,2}?([a-z]{4,}s)\b", match["rest"] or match["rest2"] or "")
    if after is not None and after[1].lower() not in _NO_COUNT:
        return after[1].lower()
    start = max(text.rfind(".", 0, match.start()), text.rfind("\n", 0, match.start()))
    before = list(_COUNTED.finditer(text, start + 1, match.start()))
    return before[-1]["noun"].lower() if before else ""


def _is(match: "re.Match[str]", noun: str) -> bool:
    return bool(noun) and match["noun"].lower() == noun


def _value(said: str) -> int:
    return int(said.replace(",", ""))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
