"""
Having the figure checker read texts that people typed, before they are published.

What the product itself works out is not read: it is right by construction, and a printed
table quoted beside its own recomputation is meant to disagree.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from saferboard.claims.checker import check
from saferboard.claims.model import Claim, Severity
from saferboard.documents.reading.plain import read_plain
from saferboard.measures.narrative import Narrative
from saferboard.ui.texts import BULLET

_OTHER_PAPER = re.compile(r"\b(\w+)\.md, line \d+")
"""How the checker names a paper it was given under its item's number."""

TONES = {
    Severity.MATERIAL: "red",
    Severity.STALE: "amber",
    Severity.LABEL: "amber",
    Severity.MINOR: "grey",
    Severity.ROUNDING: "grey",
}


@dataclass(frozen=True)
class Typed:
    """Texts somebody typed: what they are, and the page where they can be corrected."""

    label: str
    href: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """
    One figure that is wrong: what it says, what it should say, and why.

    `key` names this finding as long as the words and the fault stay the same.
    """

    key: str
    label: str
    href: str
    quote: str
    kind: str
    stated: str
    recomputed: str
    severity: Severity
    why: str
    assumptions: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def is_material(self) -> bool:
        return self.severity is Severity.MATERIAL

    @property
    def severity_word(self) -> str:
        return self.severity.value.capitalize()

    @property
    def tone(self) -> str:
        return TONES[self.severity]


def check_texts(texts: Sequence[str]) -> list[Found]:
    """
    Return what is wrong in some texts taken together.

    :raises BadToken: if one refers to a figure nobody knows.
    """
    [found] = check_papers([("text", [Typed("", "", tuple(texts))])])
    return found


def check_papers(papers: Sequence[tuple[str, Sequence[Typed]]]) -> list[list[Found]]:
    """
    Return what is wrong in each paper, given by its number, all held against each other.

    Figures that texts refer to are looked up first, in a fixed number of queries.
    """
    narrative = Narrative.of([t for _, parts in papers for part in parts for t in part.texts])
    written = [_written(number, parts, narrative) for number, parts in papers]
    wanted = [paper for paper in written if paper.lines]
    # Typed words are read as words: "%PDF-" at the head of a text opens no reader of files.
    readings = [read_plain(f"{p.number}.md", "\n".join(p.lines), format="markdown") for p in wanted]
    claims = dict(zip((p.number for p in wanted), check(readings), strict=True))
    return [
        [paper.found(claim) for claim in claims.get(paper.number, ()) if claim.wrong]
        for paper in written
    ]


@dataclass(frozen=True)
class Written:
    """A paper's typed texts as lines, and which part each line is of."""

    number: str
    lines: tuple[str, ...]
    parts: tuple[Typed, ...]

    def found(self, claim: Claim) -> Found:
        part = self.parts[min(claim.place.line, len(self.parts)) - 1]
        said = (self.number, claim.kind, claim.place.quote, claim.stated, claim.recomputed or "")
        return Found(
            key=hashlib.sha256("\0".join(said).encode()).hexdigest(),
            label=part.label,
            href=part.href,
            quote=claim.place.quote,
            kind=claim.kind.value,
            stated=claim.stated,
            recomputed=claim.recomputed or "",
            severity=claim.severity or Severity.MINOR,
            why=_OTHER_PAPER.sub(r"Item \1", claim.why),
            assumptions=claim.assumptions,
            sources=tuple(source.quote for source in claim.sources),
        )


def _written(number: str, parts: Sequence[Typed], narrative: Narrative) -> Written:
    lines: list[str] = []
    whose: list[Typed] = []
    for part in parts:
        said = [f"## {part.label}", ""] if part.label else []
        for text in part.texts:
            words = narrative.plain(text).replace("\n", " ")
            said += [words] if text.startswith(BULLET) else [words, ""]
        lines += [*said, ""]
        whose += [part] * (len(said) + 1)
    return Written(number, tuple(lines) if whose else (), tuple(whose))
