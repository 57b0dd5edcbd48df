"""
Turn a pack into the plain data that the print template reads.
"""

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeAlias

from saferboard.documents.blocks import (
    BROAD,
    AgendaEntry,
    Beside,
    Block,
    Bullets,
    Chart,
    Facts,
    Heading,
    Inset,
    Pack,
    Paper,
    Paragraph,
    Run,
    Table,
    Text,
    words_of,
)

Data: TypeAlias = dict[str, Any]
Clean: TypeAlias = Callable[[str], str]

# What fits across an A4 page in the letters of a table.
LETTERS_ACROSS = 96
GAP = 3
# A column whose cells are no longer than this is never made to wrap.
SHORT = 26
# A row with a longer cell may run over to the next page: kept whole it would leave a hole.
KEPT_WHOLE = 700


@dataclasses.dataclass(frozen=True)
class Encoder:
    """
    Writes blocks as data, passing every word through `clean` on the way.
    """

    clean: Clean

    def pack(self, pack: Pack) -> Data:
        ids = {paper.key: str(number) for number, paper in enumerate(pack.papers, start=1)}
        language, _, region = pack.language.partition("-")
        return {
            "title": self.clean(pack.title),
            "partnership": self.clean(pack.partnership),
            "meeting_line": self.clean(pack.meeting_line),
            "handling": self.clean(pack.handling),
            "alone_from": pack.alone_from,
            "language": [language, region or None],
            "issued": [pack.issued.year, pack.issued.month, pack.issued.day],
            "issued_words": f"{pack.issued.day} {pack.issued:%B %Y}",
            "brand": {
                "name": self.clean(pack.brand.name),
                "colour": pack.brand.colour,
                "logo": pack.brand.logo_svg,
            },
            "front": self.blocks(pack.front),
            "agenda": [self.entry(entry, ids) for entry in pack.agenda],
            "papers": [self.paper(paper, ids[paper.key], pack.handling) for paper in pack.papers],
        }

    def entry(self, entry: AgendaEntry, ids: dict[str, str]) -> Data:
        return {
            "number": self.clean(entry.number),
            "title": self.clean(entry.title),
            "presenter": self.clean(entry.presenter),
            "note": self.clean(entry.note),
            "depth": entry.depth,
            "paper": None if entry.paper_key is None else ids[entry.paper_key],
        }

    def paper(self, paper: Paper, id_: str, handling: str) -> Data:
        return {
            "id": id_,
            "handling": self.clean(paper.handling or handling),
            "number": self.clean(paper.number),
            "title": self.clean(paper.title),
            "report": None if paper.report is None else self.block(paper.report),
            "blocks": self.blocks(paper.blocks),
            "sheets": [sheet == BROAD for sheet in paper.sheets],
        }

    def blocks(self, blocks: Iterable[Block]) -> list[Data]:
        return [self.block(block) for block in blocks]

    def block(self, block: Block) -> Data:
        match block:
            case Heading(level, words):
                return {"kind": "heading", "level": level, "text": self.clean(words)}
            case Paragraph(runs):
                return {"kind": "paragraph", "text": self.text(runs)}
            case Inset(runs):
                return {"kind": "inset", "text": self.text(runs)}
            case Beside(runs, beside):
                return {"kind": "beside", "text": self.text(runs), "beside": self.text(beside)}
            case Bullets():
                return {
                    "kind": "bullets",
                    "items": [self.text(item) for item in block.items],
                    "numbered": block.numbered,
                    "columns": block.columns,
                }
            case Facts(rows):
                pairs = [[self.clean(label), self.text(runs)] for label, runs in rows]
                return {"kind": "facts", "rows": pairs}
            case Table():
                return self.table(block)
            case Chart(svg, alt, caption):
                return {
                    "kind": "chart",
                    "svg": svg,
                    "alt": self.clean(alt),
                    "caption": self.clean(caption),
                }

    def table(self, table: Table) -> Data:
        return {
            "kind": "table",
            "caption": self.clean(table.caption),
            "head": [self.clean(words) for words in table.head],
            "rows": [[self.text(cell) for cell in row] for row in table.rows],
            "whole": [max(len(words_of(c)) for c in row) <= KEPT_WHOLE for row in table.rows],
            "numeric": sorted(table.numeric),
            "note": self.clean(table.note),
            "widths": list(table.widths or column_widths(table)),
        }

    def text(self, runs: Text) -> list[Data]:
        return [self.run(run) for run in runs]

    def run(self, run: Run) -> Data:
        data: Data = {"text": self.clean(run.text)}
        if run.tone:
            data["tone"] = run.tone
        if run.bold:
            data["bold"] = True
        if run.italic:
            data["italic"] = True
        return data


def column_widths(table: Table) -> tuple[int, ...]:
    """
    Return relative widths: short columns get what they need and prose shares what is left.

    No column is made narrower than its longest word, which would run into its neighbour.
    """
    columns = list(zip(table.head, *(map(words_of, row) for row in table.rows), strict=True))
    least = [longest_word(column) for column in columns]
    wishes = [wished_width(column) for column in columns]
    is_short = [wish <= SHORT for wish in wishes]
    spare = LETTERS_ACROSS - sum(w for w, short in zip(wishes, is_short, strict=True) if short)
    hunger = [
        0.0 if short else sum(map(len, c)) ** 0.5
        for c, short in zip(columns, is_short, strict=True)
    ]
    widths = [
        wish if short else max(need, spare * hungry / sum(hunger))
        for wish, need, short, hungry in zip(wishes, least, is_short, hunger, strict=True)
    ]
    return tuple(round(100 * width) for width in widths)


def wished_width(column: Sequence[str]) -> int:
    """
    Return the letters across that would hold each cell on one line, and the heading on two.
    """
    head, *cells = column
    longest = max((len(line) for words in cells for line in words.split("\n")), default=0)
    return max(longest + GAP, len(head) // 2 + GAP, longest_word(column))


def longest_word(column: Iterable[str]) -> int:
    """
    Return the letters in the longest word, with the gap between columns.
    """
    return max((len(word) for words in column for word in words.split()), default=1) + GAP
