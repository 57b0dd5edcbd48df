"""
Which texts have some words in them: SQLite's FTS5 and PostgreSQL's text search, asked alike.

Words are letters and digits, brought to their stems by English rules.  All that are asked for
must be there; words in quotes, one after the other; a word of three letters or more also where
it begins a longer one.
"""

import re
from dataclasses import dataclass

from django.db import connection
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

LONGEST = 200
"""Characters of one question."""
BEGINNING = 3
"""Letters a word must have to be found where it only begins another."""
TABLE = "search_findable"
INDEX = "search_words"
SMALL = frozenset(["a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to"])
"""Words that every text has, and PostgreSQL leaves out: asked for only within quotes."""
PLAIN = "regexp_replace({column}, '[^[:alnum:]]+', ' ', 'g')"
"""PostgreSQL reads "2022/23" as a path and "P1-03" as a number below nought: not so of words."""


@dataclass(frozen=True)
class Asked:
    """A question as phrases of one word or several."""

    phrases: tuple[tuple[str, ...], ...]

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(word for phrase in self.phrases for word in phrase)


def asked(question: str) -> Asked:
    """Return what a question asks for; nothing where it holds no letter or digit."""
    phrases = []
    for quoted, loose in re.findall(r'"([^"]*)"|([^"]+)', question[:LONGEST]):
        if quoted:
            phrases.append(tuple(_words(quoted)))
        else:
            phrases += [(word,) for word in _words(loose) if word not in SMALL]
    return Asked(tuple(phrase for phrase in phrases if phrase))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


def has(question: Asked, *, column: str = "") -> RawSQL:
    """Return the condition that a findable has what is asked for, in one column or in either."""
    assert question.phrases, "a question without a word is asked of nothing"
    sql, said = (_sqlite if connection.vendor == "sqlite" else _postgresql)(question, column)
    return RawSQL(sql, (said,), output_field=BooleanField())  # noqa: S611 - words are parameters


def _sqlite(question: Asked, column: str) -> tuple[str, str]:
    words = " AND ".join(_fts5(phrase) for phrase in question.phrases)
    said = f"{column} : ({words})" if column else words
    return f"{TABLE}.id IN (SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s)", said  # noqa: S608


def _fts5(phrase: tuple[str, ...]) -> str:
    return f'"{" ".join(phrase)}"' + (" *" if _may_go_on(phrase) else "")


def _postgresql(question: Asked, column: str) -> tuple[str, str]:
    held = f"{TABLE}.{column}" if column else f"{TABLE}.title || ' ' || {TABLE}.words"
    words = " & ".join(f"({_tsquery(phrase)})" for phrase in question.phrases)
    plain = PLAIN.format(column=held)
    return f"to_tsvector('english', {plain}) @@ to_tsquery('english', %s)", words


def _tsquery(phrase: tuple[str, ...]) -> str:
    return " <-> ".join(f"'{word}'" for word in phrase) + (":*" if _may_go_on(phrase) else "")


def _may_go_on(phrase: tuple[str, ...]) -> bool:
    return len(phrase) == 1 and len(phrase[0]) >= BEGINNING
