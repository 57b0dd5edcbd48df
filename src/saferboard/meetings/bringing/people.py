"""
People as lines that are typed: a name, the post and the organisation, with semicolons between.
"""

from collections.abc import Sequence

from saferboard.domain.refusals import Refusal, Refused
from saferboard.papers.model import Attendance, Person, Substitute

LONGEST, MOST = 200, 400


def lines_of(people: Sequence[Person]) -> str:
    """Return people as they stand in a box, one a line."""
    return "\n".join(_line(one.name, one.post, one.office) for one in people)


def people_in(typed: str, was: Attendance | None) -> tuple[Person, ...]:
    """
    Return the people typed; what else was read of one of the same name stays with them.

    :raises Refused: if a line has more than three things, or one is too long.
    """
    before = {one.name: one for one in (was.everyone if was else ())}
    found = []
    for name, post, office in _lines(typed, 3, "name; post; organisation"):
        held = before.get(name, Person(name))
        found.append(Person(name, post, office, held.initials, held.role, held.place))
    return tuple(found)


def substitutes_in(typed: str, was: Attendance | None) -> tuple[Substitute, ...]:
    """
    Return the substitutes typed.

    :raises Refused: if a line has more than two things, or one is too long.
    """
    before = {one.name: one.place for one in (was.substitutes if was else ())}
    return tuple(
        Substitute(name, other, before[name]) if name in before else Substitute(name, other)
        for name, other in _lines(typed, 2, "who came; for whom")
    )


def _line(*parts: str) -> str:
    said = "; ".join(" ".join(part.replace(";", ",").split()) for part in parts)
    return said.rstrip("; ")


def _lines(typed: str, wanted: int, shape: str) -> list[list[str]]:
    found = []
    lines = [line for line in typed.splitlines() if line.strip(" ;")]
    if len(lines) > MOST:
        raise Refused(Refusal("too-many", f"up to {MOST} lines are read here. Write fewer"))
    for number, line in enumerate(lines, start=1):
        parts = [part.strip() for part in line.split(";")]
        if len(parts) > wanted:
            raise Refused(Refusal("too-many", f"line {number} has too much. Write it as {shape}"))
        if any(len(part) > LONGEST for part in parts):
            words = f"line {number} is too long. Make each name or post {LONGEST} letters or fewer"
            raise Refused(Refusal("too-long", words))
        found.append([*parts, *[""] * (wanted - len(parts))])
    return found
