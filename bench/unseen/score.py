"""
Judge what a checker said of a document against what is known to be false in it.
"""

import dataclasses
import re
from collections.abc import Iterator
from typing import Any

from falsify import Variant
from truth import Paper

TOKEN = re.compile(r"[^\W\d_]+|\d+(?:,\d{3})*(?:\.\d+)?")
TAG = re.compile(r"<[^<>\n]{1,80}>")
ENOUGH = 400  # characters: the longest sentence of the set is well under this
TOO_LONG = re.compile(r"[a-z0-9%)][.!?]\s+[A-Z][a-z]|\n\s*\n|</tr>\s*<tr|\|\s*\n\s*\|")
TEXTS = ("md", "txt", "html")

Finding = dict[str, Any]
Span = tuple[int, int]


@dataclasses.dataclass
class Tally:
    """What came of the originals and variants read so far."""

    caught: list[tuple[Variant, Finding]] = dataclasses.field(default_factory=list)
    missed: list[Variant] = dataclasses.field(default_factory=list)
    right: int = 0
    wrong: list[tuple[Paper, Variant | None, Finding]] = dataclasses.field(default_factory=list)
    seen: int = 0
    claims: int = 0
    failures: list[str] = dataclasses.field(default_factory=list)

    @property
    def precision(self) -> float | None:
        """Return the part of all findings that is right."""
        found = self.right + len(self.wrong)
        return self.right / found if found else None

    @property
    def recall(self) -> float | None:
        """Return the part of the variants that was caught."""
        asked = len(self.caught) + len(self.missed)
        return len(self.caught) / asked if asked else None

    @property
    def accused(self) -> set[tuple[str, str]]:
        """Return the true stretches that were accused, each once."""
        return {(paper.name, str(found.get("quote"))) for paper, _, found in self.wrong}


def tokens(text: str) -> list[tuple[str, int, int]]:
    """Return words and numbers with their places, tags and punctuation left out."""
    bare = TAG.sub(lambda m: " " * len(m.group()), text)
    return [(m.group().replace(",", "").lower(), m.start(), m.end()) for m in TOKEN.finditer(bare)]


def places(text: str, quote: str) -> list[Span]:
    """Return every place where `quote` stands in `text`, spacing and marks apart."""
    have, want = tokens(text), [word for word, _, _ in tokens(quote)]
    if not want:
        return []
    words = [word for word, _, _ in have]
    size = len(want)
    return [
        (have[n][1], have[n + size - 1][2])
        for n in range(len(words) - size + 1)
        if words[n] == want[0] and words[n : n + size] == want
    ]


def nearest(text: str, quote: str, line: object, form: str) -> list[Span]:
    """Return where a quote stands: on the line it names if the file has lines, or anywhere."""
    found = places(text, quote)
    if not isinstance(line, int) or form not in TEXTS or len(found) < 2:
        return found

    def away(span: Span) -> int:
        return abs(text.count("\n", 0, span[0]) + 1 - line)

    least = min(away(span) for span in found)
    return [span for span in found if away(span) == least]


def overlaps(span: Span, stretches: tuple[Span, ...]) -> bool:
    """Return whether a span shares a letter with any of the stretches."""
    return any(span[0] < end and start < span[1] for start, end in stretches)


def points_at(found: Finding, text: str, stretches: tuple[Span, ...], form: str) -> bool:
    """Return whether the finding's quote overlaps any stretch."""
    spans = nearest(text, str(found.get("quote") or ""), found.get("line"), form)
    return any(overlaps(span, stretches) for span in spans)


def sources(found: Finding) -> Iterator[Finding]:
    """Yield the sources of a finding in one shape, however they are written."""
    for source in found.get("sources") or ():
        if isinstance(source, dict):
            yield source | {"quote": source.get("quote") or source.get("text") or ""}
        elif isinstance(source, int):
            yield {"line": source, "quote": ""}
        else:
            line = re.search(r"\bline (\d+)|:(\d+)\b", str(source))
            number = int(line[1] or line[2]) if line else None
            yield {"line": number, "quote": re.sub(r"^.*?\bline \d+:?\s*", "", str(source))}


def names(found: Finding, variant: Variant, stretches: tuple[Span, ...]) -> bool:
    """Return whether any source of the finding is the false stretch."""
    for source in sources(found):
        if source["quote"] and places(variant.text, source["quote"]):
            if points_at(source, variant.text, stretches, variant.paper.form):
                return True
        elif variant.paper.form in TEXTS and source.get("line") in variant.lines:
            return True
    return False


def too_long(found: Finding) -> bool:
    """Return whether the quote is more than a sentence or a row."""
    quote = str(found.get("quote") or "")
    return len(quote) > ENOUGH or bool(TOO_LONG.search(quote))


def is_right(found: Finding, variant: Variant, *, same_file: bool) -> bool:
    """Return whether an accusation is of what was made false."""
    if too_long(found):
        return False
    stretches = (variant.spoilt, variant.quote)
    direct = same_file and points_at(found, variant.text, stretches, variant.paper.form)
    return direct or names(found, variant, stretches)


def accusations(claims: list[Finding]) -> list[Finding]:
    """Return the claims that the checker calls inconsistent."""
    return [claim for claim in claims if claim.get("verdict") == "inconsistent"]


def judge_original(tally: Tally, paper: Paper, said: dict[str, list[Finding]]) -> None:
    """Add what was said of a true document: each accusation is wrong."""
    for claims in said.values():
        tally.wrong += [(paper, None, found) for found in accusations(claims)]
    mine = said.get(paper.name, [])
    kept = [claim for claim in mine if claim.get("verdict") == "consistent"]
    for claim in paper.claims:
        stretch = ((claim.start, claim.start + len(claim.quote)),)
        tally.claims += 1
        tally.seen += any(points_at(one, paper.text, stretch, paper.form) for one in kept)


def judge_variant(tally: Tally, variant: Variant, said: dict[str, list[Finding]]) -> None:
    """Add what was said of a falsified document."""
    first: Finding | None = None
    for name, claims in said.items():
        for found in accusations(claims):
            if is_right(found, variant, same_file=name == variant.paper.name):
                tally.right += 1
                first = first or found
            else:
                tally.wrong.append((variant.paper, variant, found))
    if first is None:
        tally.missed.append(variant)
    else:
        tally.caught.append((variant, first))
