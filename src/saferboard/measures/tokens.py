"""
Figures spoken of in narrative text.

A lead writes `{cctv-incidents 2022-23 Q2}` where the number should stand, so that the number
is entered once: the token is a measure's slug, a space, and a period as `parse_period` reads
it, in braces.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from saferboard.domain.figures import Figure
from saferboard.domain.periods import NotAPeriod, Period, parse_period
from saferboard.domain.refusals import Refusal, Refused
from saferboard.measures.definitions import UnknownMeasure, defined
from saferboard.measures.queries import figures

TOKEN = re.compile(r"\{([a-z0-9][a-z0-9-]*) ([^{}]+)\}")


class BadToken(Refused):
    """Raised for a token that names no measure or no period; says which token."""

    def __init__(self, text: str, why: str) -> None:
        super().__init__(Refusal("bad-token", f"{text}: {why}"))


@dataclass(frozen=True)
class Token:
    """One token, as it stands in the text and as it is read."""

    text: str
    measure: str
    period: Period


def find(text: str) -> list[Token]:
    """
    Return the tokens of a text, each once, in the order they come.

    :raises BadToken: if one names no measure or no period.
    """
    return list(dict.fromkeys(_read(match) for match in TOKEN.finditer(text)))


def _read(match: re.Match[str]) -> Token:
    try:
        return Token(match[0], defined(match[1]).slug, parse_period(match[2]))
    except (UnknownMeasure, NotAPeriod) as error:
        raise BadToken(match[0], str(error)) from None


def resolve(texts: Iterable[str], *, place: str) -> dict[str, Figure]:
    """
    Return the figure of each token in some texts, by the token as it stands.

    The number of queries is fixed, whatever the number of texts and tokens.

    :raises BadToken: if a token names no measure or no period.
    """
    tokens = {token.text: token for text in texts for token in find(text)}
    found = figures({(t.measure, t.period) for t in tokens.values()}, place)
    return {text: found[t.measure, t.period] for text, t in tokens.items()}


def fill(text: str, figures: Mapping[str, Figure], show: Callable[[Figure], str]) -> str:
    """Return a text with each token replaced by its figure, as `show` prints it."""
    return TOKEN.sub(lambda match: show(figures[match[0]]), text)
