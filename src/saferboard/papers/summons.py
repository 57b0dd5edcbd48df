"""
The people an agenda is sent to.
"""

import re
from collections.abc import Sequence

from saferboard.papers.model import Person, Unsure
from saferboard.papers.people import is_name, person_of, split_line
from saferboard.papers.rows import Row
from saferboard.papers.words import label_of

_TO = re.compile(
    r"^\W*(?:to:?\s+(?:the\s+)?(?:all\s+)?members|membership|members(?: of)?|distribution"
    r"|invitees|invited|circulation)\b",
    re.I,
)


def read_summons(rows: Sequence[Row]) -> tuple[tuple[Person, ...], list[Unsure]]:
    """Return who is summoned by the rows before an agenda, each once, and what is doubtful."""
    people: list[Person] = []
    unsure: list[Unsure] = []
    opened = False
    for row in rows:
        text = row.text
        if _TO.match(text) or (label_of(text) or ("",))[0] == "present":
            opened = True
            continue
        if not opened or len(text.split()) > 24:
            continue
        for part in split_line(text):
            if not is_name(re.split(r"[,(–:]|\s-\s", part)[0].strip()):
                continue
            person = person_of(part, row.place)
            if any(person.name == other.name for other in people):
                unsure.append(Unsure(row.place, person.name, "", "is summoned twice; counted once"))
            else:
                people.append(person)
    return tuple(people), unsure
