"""
The minutes of the last meeting, for the board to agree.
"""

from saferboard.documents.blocks import Block, Bullets, Facts, Heading, Paper, Paragraph, Run, text
from saferboard.measures.narrative import Narrative
from saferboard.meetings.queries import ItemSeen, MinuteSeen, MinutesSeen
from saferboard.ui.words import day, hour, weekday

HEADINGS = {"Apology": "Apologies"}
"""What a list of people is headed, where one person's state is a word for one only."""


def texts(minutes: MinutesSeen) -> list[str]:
    """Return every text that may refer to a figure."""
    return [words for minute in minutes.minutes for words in minute.paragraphs]


def paper(item: ItemSeen, minutes: MinutesSeen, narrative: Narrative) -> Paper:
    """Return the minutes as a paper."""
    until = f" to {hour(minutes.ends)}" if minutes.ends else ""
    blocks: list[Block] = [
        Facts(
            (
                ("Body", text(minutes.body)),
                ("Held", text(f"{weekday(minutes.starts)}, {hour(minutes.starts)}{until}")),
            )
        )
    ]
    for label, people in minutes.attendance:
        blocks.append(Heading(1, f"{HEADINGS.get(label, label)} ({len(people)})"))
        names = tuple(text(f"{name}, {seat}" if seat else name) for name, seat in people)
        blocks.append(Bullets(names, columns=2))
    blocks.append(Heading(1, "Minutes"))
    for minute in minutes.minutes:
        blocks.extend(_minute(minute, narrative))
    return Paper(
        key=item.number,
        number=item.number,
        title=f"Minutes of the meeting held on {day(minutes.starts)}",
        blocks=tuple(blocks),
    )


def _minute(minute: MinuteSeen, narrative: Narrative) -> list[Block]:
    blocks: list[Block] = [Heading(2, f"{minute.number}. {minute.title}")]
    blocks += narrative.blocks(minute.paragraphs)
    if minute.resolution:
        blocks.append(Paragraph((Run("Resolved: ", bold=True), *text(minute.resolution))))
    if minute.actions:
        blocks.append(Paragraph((Run("Action: ", bold=True), *text("; ".join(minute.actions)))))
    return blocks
