"""
Print a pack as tagged PDF.
"""

import dataclasses
import json
from collections.abc import Mapping
from pathlib import Path

from saferboard.documents import typesetting
from saferboard.documents.binding import Placed, Progress, bind
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


def pack_pdf(
    pack: Pack,
    *,
    fonts: Path,
    given: Mapping[str, Path] | None = None,
    declare: bool = True,
    progress: Progress = lambda pages: None,
) -> PrintedPack:
    """
    Return the pack with its front sheet, agenda and papers, each paper on a right-hand page.

    `given` has, by the key of its paper, each PDF that is bound in; where one of them is not
    tagged the pack may not `declare` that it meets PDF/UA.  `progress` is told of each page
    bound in.

    :raises MissingFonts: if `fonts` does not hold the faces a pack is set in.
    """
    clean = Cleaner(fonts)
    data = Encoder(clean).pack(pack)
    document = typesetting.compiler(typesetting.PACK, fonts=fonts, inputs={"pack": data})
    content = typesetting.pdf(document, issued=pack.issued)
    where = json.loads(document.query("<printed>", field="value", one=True))
    typesetting.forget()
    spans = {section["id"]: (section["first"], section["last"]) for section in where["sections"]}
    ranges = {paper.key: spans[str(number)] for number, paper in enumerate(pack.papers, start=1)}
    if any(paper.sheets for paper in pack.papers):
        placed = _placed(pack, ranges, given or {})
        content = bind(content, placed, declare=declare, progress=progress)
    return PrintedPack(
        content=content,
        pages=where["pages"],
        ranges=ranges,
        replaced=frozenset(clean.replaced),
    )


def _placed(
    pack: Pack, ranges: Mapping[str, tuple[int, int]], given: Mapping[str, Path]
) -> list[Placed]:
    """Return each given PDF with the first of the empty pages that were printed for it."""
    return [
        Placed(ranges[paper.key][1] - len(paper.sheets) + 1, given[paper.key], paper.title)
        for paper in pack.papers
        if paper.sheets
    ]
