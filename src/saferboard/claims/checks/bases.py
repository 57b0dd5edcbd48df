"""
Wholes: the same share given in two places of different wholes.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Sequence

from saferboard.claims.desk import Desk
from saferboard.claims.model import Kind, Severity, Verdict
from saferboard.claims.text import Document, Sentence
from saferboard.claims.topics import GENERIC, Vocabulary

Based = tuple[Sentence, "re.Match[str]"]
_MOST_BASES = 20
_OF_BASE = re.compile(
    r"\b(?:out )?of (?:the|these|those|all"
    r"|this) (?P<base>[^,.;%]{3,60}?),?\s(?P<share>\d{1,3}(?:\.\d)?(?:%"
    r"| per cent))(?! (?:increase|decrease|rise|fall|reduction))",
    re.IGNORECASE,
)


class Bases:
    """The shares of all documents with the wholes they are given of."""

    def __init__(self) -> None:
        self._told: dict[tuple[int, str], list[Based]] = defaultdict(list)

    def gather(self, documents: Sequence[Document]) -> None:
        """Note the shares of some documents."""
        for document in documents:
            for sentence in document.sentences:
                if "%" in sentence.text or "per cent" in sentence.text:
                    for match in _OF_BASE.finditer(sentence.text):
                        number = re.sub(r"\D+$", "", match["share"].replace(" per cent", ""))
                        told = self._told[document.number, number]
                        told += [(sentence, match)] if len(told) < _MOST_BASES else []

    def check(self, documents: Sequence[Document], vocabulary: Vocabulary, desk: Desk) -> None:
        """Hold shares that are the same in two places against the wholes they are given of."""
        by_share: dict[str, list[Based]] = {}
        dated = {d.number: (d.dated or dt.date.min, d.number) for d in documents}
        for (_, number), told in sorted(self._told.items(), key=lambda one: dated[one[0][0]]):
            by_share.setdefault(number, []).extend(told)
        for told in by_share.values():
            for n, one in enumerate(told[:_MOST_BASES]):
                for other in told[n + 1 : _MOST_BASES]:
                    _compare_bases(one, other, vocabulary, desk)


def _compare_bases(
    one: Based,
    other: Based,
    vocabulary: Vocabulary,
    desk: Desk,
) -> None:
    bags = [set(vocabulary.stems(s.text)) - GENERIC for s, _ in (one, other)]
    bases = [set(vocabulary.stems(m["base"])) - GENERIC for _, m in (one, other)]
    bases = [{w for w in base if not w.isdigit()} for base in bases]
    common = (bags[0] & bags[1]) - bases[0] - bases[1]
    if not common or one[0].document == other[0].document:
        return
    lost = bases[0] - bags[1]
    if not lost or bases[0] & bases[1]:
        return
    sentence, match = other
    desk.say(
        sentence,
        match.span(),
        Kind.CROSS_REFERENCE,
        match["share"],
        f"{match['share']} of {one[1]['base']}",
        Verdict.INCONSISTENT,
        f"Elsewhere the {match['share']} is of {one[1]['base']}, a different whole.",
        severity=Severity.MATERIAL,
        assumptions=["An equal share of the same thing is the same figure."],
        sources=[desk.place_in(one[0], *one[1].span())],
    )
