"""
What a figure is about: the words round it, made comparable.

"Hate Crime", "recorded hate crimes" and "hate crime offences" are one topic; "residential
burglary" is narrower than "Total Burglary" and is not the same.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from saferboard.claims.text import Document

_WORD = re.compile(r"[A-Za-z][A-Za-z'’&]*")


def words_of(listed: str) -> frozenset[str]:
    """Return the words of a list written out over lines."""
    return frozenset(listed.split())


STOP = words_of(
    """
    a an the of in on at to for from by with and or as is are was were be been being has
    have had this that these those it its their our your his her we they there which who
    whom whose into per than then also not no but if so such will would could should can
    may might must do does did both all any each every over under during between within
    across against about after before since until up down out more less most least s t e
    g i eg ie etc inc including was were due via
    """
)
GENERIC = words_of(
    """
    offence crime incident record report number total case call figure rate level volume
    overall notified count amount type category data statistic year month quarter period
    rolling financial previous last current recorded reported increase decrease reduction
    rise fall change percentage percent compare same average new borough area local
    authority saw see show continue remain stand
    """
)
_KNOWN = {
    "asb": "anti social behaviour",
    "vawg": "violence against women girl",
    "fte": "first time entrant",
    "tno": "total notifiable offence",
    "da": "domestic abuse",
    "dv": "domestic violence",
    "cid": "community impact day",
    "dhr": "domestic homicide review",
    "ndvwi": "non domestic violence injury",
}
_IRREGULAR = {"people": "person", "children": "child", "women": "woman", "men": "man"}
_DEFINED = re.compile(r"((?:[A-Za-z][\w'’&-]*[\s/]+){1,7})\(([A-Z][A-Za-z&]{1,7})\)")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return a word in lower case without its ending for many or for the past."""
    word = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith("ves"):
        return word[:-3] + "fe"
    if len(word) > 4 and word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its stem and place; an acronym carries the stems it stands for."""

    start: int
    end: int
    stems: tuple[str, ...]
    proper: bool


@dataclass
class Vocabulary:
    """The acronyms documents define, and how common their words are."""

    acronyms: dict[str, tuple[str, ...]] = field(
        default_factory=lambda: {short: tuple(words.split()) for short, words in _KNOWN.items()}
    )
    common: Counter[str] = field(default_factory=Counter)
    sentences: int = 1
    _weights: dict[str, float] = field(default_factory=dict, repr=False)
    _hefts: dict[frozenset[str], float] = field(default_factory=dict, repr=False)

    def tokens(self, text: str) -> list[Token]:
        found = []
        for match in _WORD.finditer(text):
            word = match[0]
            own = stem(word)
            stems = self.acronyms.get(own) if word[:2].isupper() or own in ("asb",) else None
            proper = word[0].isupper() and not word.isupper()
            proper = proper and (match.start() > 0 or text[match.end() : match.end() + 1] == ":")
            found.append(Token(match.start(), match.end(), stems or (own,), proper))
        return found

    def words(self, text: str) -> set[str]:
        """Return the stems of a text, those of acronyms spelt out too."""
        own = {stem(word) for word in _WORD.findall(text)}
        for word in own & self.acronyms.keys():
            own.update(self.acronyms[word])
        return own

    def stems(self, text: str) -> list[str]:
        return [s for token in self.tokens(text) for s in token.stems if s not in STOP]

    def weight(self, word: str) -> float:
        """Return how telling a word is: the rarer, the more."""
        known = self._weights.get(word)
        if known is None:
            rarity = math.log((self.sentences + 1) / (self.common[word] + 1))
            known = self._weights[word] = rarity + 0.1
        return known

    def heft(self, words: frozenset[str]) -> float:
        """Return how telling a bag of words is in all."""
        known = self._hefts.get(words)
        if known is None:
            known = self._hefts[words] = sum(map(self.weight, words))
        return known

    def likeness(self, one: Iterable[str], other: Iterable[str]) -> float:
        """Return how much of the lighter of two bags of words the other shares, 0 to 1."""
        a, b = frozenset(one), frozenset(other)
        shared = sum(map(self.weight, a & b))
        least = min(self.heft(a), self.heft(b))
        return shared / least if least else 0.0


def learn(vocabulary: Vocabulary, documents: Sequence[Document]) -> None:
    """Add what documents define and say to a vocabulary, before anything is weighed by it."""
    for document in documents:
        for sentence in document.sentences:
            if "(" in sentence.text:
                for match in _DEFINED.finditer(sentence.text):
                    _define(vocabulary, match[1], match[2])
    for document in documents:
        for sentence in document.sentences:
            vocabulary.sentences += 1
            vocabulary.common.update(vocabulary.words(sentence.text))


def _define(vocabulary: Vocabulary, words: str, acronym: str) -> None:
    """Note an acronym where the words before it have its letters as initials."""
    letters = acronym.rstrip("s").lower()
    parts = re.findall(r"[A-Za-z]+", words)
    for length in range(1, len(parts) + 1):
        tail = parts[-length:]
        initials = "".join(part[0].lower() for part in tail)
        short = "".join(part[0].lower() for part in tail if part.lower() not in STOP)
        if letters in (initials, short):
            stems = tuple(s for s in map(stem, tail) if s not in STOP)
            vocabulary.acronyms.setdefault(stem(acronym), stems)
            return


def topic(vocabulary: Vocabulary, label: str) -> frozenset[str]:
    """Return the words of a row's label that say what it is, without general ones."""
    plain = re.sub(r"\([^)]*\)", " ", label)
    words = vocabulary.stems(plain)
    told = frozenset(word for word in words if word not in GENERIC)
    return told or (frozenset({"everything"}) if words else frozenset())


_NARROWS = frozenset(
    ["with", "involving", "where", "against", "among", "amongst", "without", "aggravated"]
)
_NEUTRAL = (
    STOP
    | GENERIC
    | words_of(
        """
    felt feel said say tackle reduce prevent address fight combat commit metropolitan
    police council district county city town partnership
    """
    )
)


def mentions(
    vocabulary: Vocabulary, tokens: list[Token], wanted: frozenset[str]
) -> list[tuple[int, int]]:
    """Return where a text speaks of a topic: the span of its words, no narrower one meant."""
    found: list[tuple[int, int]] = []
    for n, token in enumerate(tokens):
        if wanted.isdisjoint(token.stems):
            continue
        seen: set[str] = set()
        last = n
        for m in range(n, min(n + len(wanted) + 4, len(tokens))):
            if wanted.isdisjoint(tokens[m].stems):
                continue
            hit = wanted.intersection(tokens[m].stems)
            if hit - seen:
                seen |= hit
                last = m
            if seen == wanted:
                break
        apart = not found or token.start > found[-1][1]
        if seen == wanted and apart and not _narrowed(tokens, n, last, wanted):
            found.append((token.start, tokens[last].end))
    return found


_DESCRIBES = re.compile(r".{3}(?:onal|tional|ative|itive|ous|istic)$")


def _narrowed(tokens: list[Token], first: int, last: int, wanted: frozenset[str]) -> bool:
    """Return whether a word beside a topic makes it a narrower one."""
    if first:
        before = tokens[first - 1]
        close = tokens[first].start - before.end <= 1
        plain = all(
            s in _NEUTRAL or s in wanted or s.endswith(("ed", "ly", "ing")) for s in before.stems
        )
        if close and not plain and not (before.proper and first > 1):
            return True
    after = tokens[last + 1 : last + 3]
    if after and after[0].start - tokens[last].end == 1 and _DESCRIBES.search(after[0].stems[0]):
        # "Special educational needs" are not what special schools are.
        return True
    if len(after) == 2 and after[0].stems[0] in ("of", "from", "by"):
        # "Theft of pedal cycles" is not all theft; "theft fell by 5" is.
        touching = after[0].start - tokens[last].end == after[1].start - after[0].end == 1
        if touching and after[1].stems[0] not in STOP:
            return True
    for token in after:
        if token.start - tokens[last].end > 12:
            break
        if set(token.stems) & _NARROWS:
            return True
    return False
