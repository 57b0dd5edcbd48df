"""
Looking among the measures.
"""

from saferboard.measures.definitions import Definition, definitions
from saferboard.measures.local import local_measures


def sought(*, words: str = "", group: str = "", state: str = "") -> list[Definition]:
    """
    Return the measures that have every one of some words, in a group and a state if given.

    Those added here are among them.  Words are looked for in a measure's title, question,
    notes, reference and short name.
    """
    wanted = words.lower().split()
    filed = definitions()
    added = [d for one in local_measures() if (d := one.definition).slug not in filed]
    return [
        one
        for one in (*filed.values(), *added)
        if (not group or one.group == group)
        and (not state or one.proposed == (state == "proposed"))
        and all(word in _text(one) for word in wanted)
    ]


def _text(one: Definition) -> str:
    return " ".join((one.title, one.question, one.notes, one.reference, one.slug)).lower()
