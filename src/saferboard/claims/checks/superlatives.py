"""
What is said to be the most or the fewest, against the table that has it.

`Royal Westenvale has the most such patients` is wrong of the trust that has the fewest.
"""

import re

from saferboard.claims.checks.spoken import Context, Named, is_near
from saferboard.claims.facts import Fact
from saferboard.claims.grid import Column
from saferboard.claims.model import Kind, Severity, Verdict
from saferboard.claims.text import Sentence
from saferboard.claims.topics import STOP, stem

_MOST = re.compile(
    r"\b(?:the\s)(?P<up>highest|most|largest|greatest|biggest)\b(?P<after>(?:\s[a-z-]+){0,5})"
    r"|\b(?:the\s)(?P<down>lowest|fewest|smallest|least)\b(?P<after2>(?:\s[a-z-]+){0,5})",
    re.IGNORECASE,
)
_NOT_FIRST = re.compile(
    r"\b(?:second|third|fourth|fifth|joint|among|amongst|one\sof|next)[\s-](?:the\s)?$", re.I
)
_RISE = re.compile(
    r"\b(?:increase|rise|fall|drop|change|reduction|decrease|growth|improvement|gap)\b", re.I
)
_FEWEST = 3
_REACH = 70
_ROLES = ("count", "rate", "share", "average", "people", "total")


def check_superlatives(sentence: Sentence, named: Named, context: Context) -> None:
    """Hold what is called the most or the fewest against the rows of its table."""
    for match in _MOST.finditer(sentence.text):
        if _NOT_FIRST.search(sentence.text, 0, match.start()) or _RISE.search(match[0]):
            continue
        before = [
            (max(end for _, end in spans), fact)
            for fact, spans in named
            if spans and is_near(sentence, fact) and max(e for _, e in spans) <= match.start()
        ]
        last = max((end for end, _ in before), default=-1)
        facts = [fact for end, fact in before if end == last]
        if len(facts) != 1 or match.start() - last > _REACH or facts[0].row.total:
            continue
        if not re.search(r"[,;]\s", sentence.text[last : match.start()]):
            _judge(sentence, match, facts[0], context)


def _judge(sentence: Sentence, match: "re.Match[str]", fact: Fact, context: Context) -> None:
    up = bool(match["up"])
    words = {stem(w) for w in (match["after"] or match["after2"] or "").split()} - STOP
    columns = fact.grid.having(*_ROLES)
    told = [c for c in columns if words & {stem(w) for w in re.findall(r"[A-Za-z]{3,}", c.head)}]
    ranked = [(c, place) for c in told or columns if (place := _place(fact, c))]
    if not ranked:
        return
    first, last = (_FIRST, _LAST) if up else (_LAST, _FIRST)
    if any(place == first for _, place in ranked):
        return
    if not (told or any(place == last for _, place in ranked)):
        return
    column = ranked[0][0]
    best = _best(fact, column, up=up)
    context.desk.say(
        sentence,
        match.span(),
        Kind.RANK,
        match["up"] or match["down"],
        best,
        Verdict.INCONSISTENT,
        f"By “{column.head}” that is {best}, not {fact.row.label}.",
        severity=Severity.MATERIAL,
        assumptions=["The table standing near is the one spoken of."],
        sources=[fact.place(context.desk)],
    )


_FIRST, _MIDDLE, _LAST = "first", "middle", "last"


def _place(fact: Fact, column: Column) -> str:
    """Return whether a row has the most of a column, the least or neither; nothing if too few."""
    own = fact.row.quantity(column)
    rest = (r for r in fact.grid.body() if r is not fact.row and not r.loose)
    others = [q for r in rest if (q := r.quantity(column))]
    if own is None or len(others) < _FEWEST - 1:
        return ""
    if all(own.signed >= q.signed for q in others):
        return _FIRST
    return _LAST if all(own.signed <= q.signed for q in others) else _MIDDLE


def _best(fact: Fact, column: Column, *, up: bool) -> str:
    body = (r for r in fact.grid.body() if not r.loose)
    rows = [(q.signed, r.label) for r in body if (q := r.quantity(column))]
    return (max if up else min)(rows)[1]
