"""
Pointing out, while somebody types, what the figure checker would find later.

Nothing found stops a text from being sent: it is pointed out, and they decide.
"""

from dataclasses import dataclass

from saferboard.claims.returned import Doubt, against_last, contradicting, wrong_quarter
from saferboard.domain.refusals import Refused
from saferboard.measures.checking import Found, Typed, check_papers
from saferboard.measures.narrative import Narrative
from saferboard.returns.queries import UpdateSeen


@dataclass(frozen=True)
class Pointed:
    """One thing to look at again: the words, and why."""

    quote: str
    why: str


def findings_in(texts: list[str], seen: UpdateSeen, last: UpdateSeen | None) -> list[Pointed]:
    """
    Return what should be looked at again in an account, by itself and against the last quarter.
    """
    if not texts:
        return []
    label, quarter = seen.quarter.label, seen.quarter
    before = list(last.account) if last else []
    last_label = last.quarter.label if last else ""
    try:
        narrative = Narrative.of([*texts, *before])
        _, found = check_papers(
            [
                ("last", [Typed(f"{last_label} update", "", tuple(before))] if before else []),
                ("now", [Typed(f"{label} update", "", tuple(texts))]),
            ]
        )
    except Refused as refused:
        return [Pointed("", str(refused))]
    words, earlier = _plain(texts, narrative), _plain(before, narrative)
    doubts = [
        *wrong_quarter(words, year=quarter.year, number=quarter.number),
        *contradicting(words),
        *against_last(words, earlier, label=last_label),
    ]
    return _once([*map(_of_doubt, doubts), *map(_of_found, found)])


def _plain(texts: list[str], narrative: Narrative) -> str:
    return "\n".join(narrative.plain(text) for text in texts)


def _of_doubt(doubt: Doubt) -> Pointed:
    return Pointed(doubt.quote, doubt.why)


def _of_found(found: Found) -> Pointed:
    recomputed = f" It comes to {found.recomputed}." if found.recomputed else ""
    return Pointed(found.quote, f"{found.why}{recomputed}")


def _once(found: list[Pointed]) -> list[Pointed]:
    """The same words are pointed out once: the checker too knows a quarter by its heading."""
    first: dict[str, Pointed] = {}
    for one in found:
        first.setdefault(one.quote.lower(), one)
    return list(first.values())
