"""
What narrows a figure: a target, a mean, what is left, what comes on top, a group or an age.

Two figures are of one fact only if they are narrowed alike: `a further £6,000` is not the
£64,000 spent, and `a target of 30` not the 27 that were.
"""

import re

from saferboard.claims.grammar.quantities import Quantity
from saferboard.claims.text import Sentence
from saferboard.claims.topics import STOP, stem

_BEFORE = {
    "more": r"further|another|additional|extra|on top|also|as well",
    "rest": r"other|remaining|remainder|rest|balance|leaving|left",
    "aim": r"targets?|aim(?:s|ed|ing)?|ambition|plans?|planned|budget(?:ed)?|expect(?:s|ed)?"
    r"|forecast|project(?:ed|ion)|anticipat\w+|estimate[ds]?(?! to have\b)|will|would|could|should"
    r"|may|might"
    r"|capacity|limit|ceiling|threshold|minimum|maximum|up to|standard|bid|proposed?"
    r"|establishment|expectation|goal|offered|needed|need|required",
    "mean": r"average|mean|median|typical(?:ly)?|each|every|per|about one",
    "part": r"of whom|of which|of these|of those|of them|including|included|includes|among|alone"
    r"|only|mostly|mainly|half",
    "none": r"not|no|without|never|fail(?:ed|ure)|refused|unfilled|vacan\w+|lost|cancelled",
    "past": r"previous(?:ly)?|last year|year before|year earlier|formerly|used to|compared with"
    r"|compared to|against|up from|down from|than",
}
_AFTER = {
    "mean": r"each|apiece|on average|in an average|an? (?:day|week|month|night|head)|per|daily"
    r"|weekly|monthly",
    "more": r"more|fewer|less|extra|additional|further",
    "aim": r"targeted|planned|expected|budgeted|forecast|needed|required|proposed",
    "rest": r"remain(?:s|ed|ing)?|left|outstanding|unspent|open",
}
_NARROWS = [
    (name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE), 0) for name, words in _BEFORE.items()
] + [(name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE), 1) for name, words in _AFTER.items()]
_CLAUSE = re.compile(r"[,;:.()]\s|\s(?:and|but|while|with)\s|\s[–—]\s|\d")
_REACH = 60


def qualifiers(sentence: Sentence, quantity: Quantity) -> frozenset[str]:
    """Return what narrows a figure, by the words beside it in its clause."""
    ahead = sentence.text[max(quantity.start - _REACH, 0) : quantity.start]
    ahead = _CLAUSE.split(ahead)[-1]
    after = _CLAUSE.split(sentence.text[quantity.end : quantity.end + _REACH] + " ")[0]
    sides = (ahead, " ".join(after.split()[:5]))
    return frozenset(name for name, form, side in _NARROWS if form.search(sides[side]))


_ENDS = re.compile(r"[,;:.()]\s|\s(?:and|but|while|with)\s")


def clause_words(sentence: Sentence, quantity: Quantity) -> frozenset[str]:
    """Return the telling words of the clause that a figure stands in, made comparable."""
    ahead = _ENDS.split(sentence.text[: quantity.start])[-1]
    after = _ENDS.split(sentence.text[quantity.end :] + " ")[0]
    words = (stem(word) for word in f"{ahead} {after}".split())
    return frozenset(w for w in words if w.isalpha() and w not in STOP)
