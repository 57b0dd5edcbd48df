"""
Print a pack as tagged PDF.
"""

import dataclasses
import json
from pathlib import Path

from saferboard.documents import typesetting
from saferboard.documents.blocks import Pack
from saferboard.documents.layout import Encoder
from saferboard.documents.letters import Cleaner


@dataclasses.dataclass(frozen=True)
class PrintedPack:
    """
    A pack as printed, and where in it each paper is.

    `ranges` gives the first and last page of each paper by its key: the same numbers that the
    agenda and the footers show.  `replaced` holds letters that no font at hand could print.
    """

    content: bytes
    pages: int
    ranges: dict[str, tuple[int, int]]
    replaced: frozenset[str] = frozenset()


def pack_pdf(pack: Pack, *, fonts: Path) -> PrintedPack:
    """
    Return the pack with its front sheet, agenda and papers, each paper on a right-hand page.

    :raises MissingFonts: if `fonts` does not hold the faces a pack is set in.
    """
    clean = Cleaner(fonts)
    data = Encoder(clean).pack(pack)
    document = typesetting.compiler(typesetting.PACK, fonts=fonts, inputs={"pack": data})
    content = typesetting.pdf(document, issued=pack.issued)
    where = json.loads(document.query("<printed>", field="value", one=True))
    typesetting.forget()
    spans = {section["id"]: (section["first"], section["last"]) for section in where["sections"]}
    return PrintedPack(
        content=content,
        pages=where["pages"],
        ranges={paper.key: spans[str(number)] for number, paper in enumerate(pack.papers, start=1)},
        replaced=frozenset(clean.replaced),
    )
