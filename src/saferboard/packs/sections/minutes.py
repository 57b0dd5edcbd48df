"""
Minutes in the house form: who was there, and each minute with its Action column.
"""

from saferboard.documents.blocks import (
    Beside,
    Block,
    Bullets,
    Facts,
    Heading,
    Inset,
    Paper,
    Paragraph,
    Run,
    Text,
    text,
)
from saferboard.domain.minuting import read_out
from saferboard.measures.narrative import Narrative
from saferboard.meetings.minuted import ActionSeen
from saferboard.meetings.queries import ItemSeen, MinuteSeen, MinutesSeen
from saferboard.meetings.taking.reading import declared, standing
from saferboard.ui.words import day, hour, weekday


def texts(minutes: MinutesSeen) -> list[str]:
    """Return every text that may refer to a figure."""
    return [words for minute in minutes.minutes for words in minute.paragraphs]


def paper(item: ItemSeen, minutes: MinutesSeen, narrative: Narrative) -> Paper:
    """Return the minutes as a paper."""
    return Paper(
        key=item.number,
        number=item.number,
        title=f"Minutes of the meeting held on {day(minutes.starts)}",
        blocks=blocks(minutes, narrative),
    )


def blocks(minutes: MinutesSeen, narrative: Narrative) -> tuple[Block, ...]:
    """Return the whole of some minutes: head, attendance, interests, and every minute."""
    until = f" to {hour(minutes.ends)}" if minutes.ends else ""
    found: list[Block] = [
        Facts(
            (
                ("Body", text(minutes.body)),
                ("Held", text(f"{weekday(minutes.starts)}, {hour(minutes.starts)}{until}")),
                ("Standing", text(standing(minutes))),
            )
        )
    ]
    for heading, people in minutes.attendance:
        found.append(Heading(1, f"{heading} ({len(people)})"))
        names = tuple(text(f"{name}, {seat}" if seat else name) for name, seat in people)
        found.append(Bullets(names, columns=2))
    if minutes.declarations:
        found.append(Heading(1, "Interests declared"))
        found.append(Bullets(tuple(text(declared(one)) for one in minutes.declarations)))
    found.append(Heading(1, "Minutes"))
    if any(minute.action_rows for minute in minutes.minutes):
        found.append(Beside((Run("Minute", bold=True),), (Run("Action", bold=True),)))
    if not minutes.minutes:
        found.append(Paragraph(text("These minutes have not been taken yet.")))
    for minute in minutes.minutes:
        found.extend(_minute(minute, narrative))
    return tuple(found)


def _minute(minute: MinuteSeen, narrative: Narrative) -> list[Block]:
    found: list[Block] = [Heading(2, f"{minute.number}. {minute.title}")]
    found += _decided(minute, list(narrative.blocks(minute.paragraphs)))
    for note in minute.notes:
        head = Run(f"Post-meeting note, {day(note.day)}: ", bold=True)
        found.append(Inset((head, *text(note.text))))
    return found


def _resolved(minute: MinuteSeen) -> Text:
    """Return the resolution as one text, RESOLVED in bold as the house prints it."""
    lines = read_out(minute.clauses)
    if not lines:
        return ()
    head, *clauses = lines
    rest = head.removeprefix("RESOLVED")
    return (Run("RESOLVED", bold=True), Run("\n".join([rest, *clauses])))


def _decided(minute: MinuteSeen, discussed: list[Block]) -> list[Block]:
    """
    Return what was discussed and decided, with the Action column beside it.

    Actions without words of their own stand beside the resolution, or beside the last words
    where nothing was resolved, as a clerk prints them.
    """
    bare = [action for action in minute.action_rows if not action.text]
    worded = [action for action in minute.action_rows if action.text]
    resolved = _resolved(minute)
    found = [*discussed, Paragraph(resolved)] if resolved else discussed
    if bare:
        beside = _column("\n".join(_who(action) for action in bare))
        last = found.pop() if found and isinstance(found[-1], Paragraph) else Paragraph(())
        assert isinstance(last, Paragraph)
        found.append(Beside(last.text, beside))
    found += [Beside(text(action.text), _column(_who(action))) for action in worded]
    return found


def _column(words: str) -> Text:
    return (Run("Action: ", bold=True), *text(words))


def _who(action: ActionSeen) -> str:
    by = "by the next meeting" if action.due == "next meeting" else f"by {action.due}"
    return f"{action.owners}, {by}" if action.due else action.owners
