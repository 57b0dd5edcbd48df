"""
A written paper, printed as it was written.
"""

from saferboard.documents.blocks import Block, Bullets, Heading, Paper, Paragraph, text
from saferboard.meetings.queries import DocumentSeen, ItemSeen, ReportSeen
from saferboard.packs.sections.head import head


def paper(item: ItemSeen, document: DocumentSeen, report: ReportSeen | None = None) -> Paper:
    """Return the paper, under its report's head if it has one."""
    first, sections = head(report)
    blocks: list[Block] = []
    for kind, said in document.parts:
        match kind, said:
            case "heading", str(words):
                blocks.append(Heading(1, words))
            case "paragraph", str(words):
                blocks.append(Paragraph(text(words)))
            case "bullets", tuple(items):
                blocks.append(Bullets(tuple(text(words) for words in items)))
            case _:
                raise AssertionError(f"a written paper has no part called {kind}")
    return Paper(
        key=item.number,
        number=item.number,
        title=document.title,
        blocks=(*sections, *blocks),
        report=first,
    )
