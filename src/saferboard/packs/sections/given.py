"""
A paper that somebody gave: a Word paper set like our own, or the sheet before a PDF's pages.
"""

from saferboard.documents.blocks import Block, Inset, Paper, Paragraph, text
from saferboard.meetings.queries import ItemSeen
from saferboard.packs.given.queries import GivenSeen
from saferboard.ui.words import counted

UNTAGGED = "It is a PDF without tags, which a screen reader may not be able to read."


def paper(item: ItemSeen, given: GivenSeen) -> Paper:
    """Return the paper."""
    if not given.is_pdf:
        return Paper(key=item.number, number=item.number, title=item.title, blocks=given.blocks)
    pages = counted(len(given.shapes), "page")
    follow = "follows" if len(given.shapes) == 1 else "follow"
    said = f"This paper was given as a PDF. Its {pages} {follow}, as given."
    blocks: list[Block] = [Paragraph(text(said))]
    if not given.tagged:
        blocks.append(Inset(text(untagged_words(given.owner))))
    return Paper(
        key=item.number,
        number=item.number,
        title=item.title,
        blocks=tuple(blocks),
        sheets=given.shapes,
    )


def untagged_words(owner: str) -> str:
    """Return what is said of a paper without tags, and who was asked for another."""
    asked = f" {owner} has been asked for it in Word." if owner else ""
    return f"{UNTAGGED}{asked}"
