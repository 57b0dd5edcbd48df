"""
The author's own Word file with a comment at each finding.
"""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from saferboard.claims.model import Claim
from saferboard.documents.reading.word import flow, paragraph_text

if TYPE_CHECKING:
    from docx.text.run import Run

_AUTHOR = "Figure checker"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def annotated(data: bytes, claims: Sequence[Claim]) -> bytes:
    """Return a Word file's bytes with a comment for every claim that does not hold."""
    from docx import Document

    document = Document(io.BytesIO(data))
    paragraphs = _by_line(document)
    for claim in claims:
        if not claim.wrong:
            continue
        runs = _runs(document, paragraphs.get(claim.place.line, []), claim)
        if runs:
            document.add_comment(
                [runs[0], runs[-1]], text=comment(claim), author=_AUTHOR, initials="FC"
            )
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def comment(claim: Claim) -> str:
    """Return a finding as the words of a comment."""
    should = (
        f" It should be {claim.recomputed}."
        if claim.recomputed and claim.recomputed != claim.stated
        else ""
    )
    assumed = "".join(f" Assumed: {assumption}" for assumption in claim.assumptions)
    assert claim.severity, "only findings are commented on"
    return f"{claim.severity.value.capitalize()}: says {claim.stated}.{should} {claim.why}{assumed}"


def _by_line(document: Any) -> dict[int, list[Any]]:
    """Return the paragraphs of each line, counted as the reader counts them."""
    lines: dict[int, list[Any]] = {}
    number = 0
    for element in flow(document.element.body):
        if element.tag == f"{_W}p":
            number += 1
            lines[number] = [element]
            continue
        for row in element.iter(f"{_W}tr"):
            number += 1
            lines[number] = list(row.iter(f"{_W}p"))
    return lines


def _runs(document: Any, paragraphs: list[Any], claim: Claim) -> "list[Run]":
    """Return the runs of a line that hold a quote; of a table's row, those of the figure's cell."""
    from docx.text.paragraph import Paragraph

    quote = claim.place.quote
    wanted = " ".join(quote.split())
    for element in paragraphs:
        runs = Paragraph(element, document).runs
        start = paragraph_text(element).replace("\n", " ").find(quote)
        if start < 0 or not runs:
            continue
        at, held = 0, []
        for run in runs:
            if at < start + len(quote) and at + len(run.text) > start:
                held.append(run)
            at += len(run.text)
        return held or runs
    figures = [p for p in paragraphs if claim.stated in paragraph_text(p).replace("\n", " ")]
    for element in [*figures[-1:], *paragraphs]:
        runs = [run for run in Paragraph(element, document).runs if run.text.strip()]
        if runs and (
            len(paragraphs) == 1
            or element in figures
            or paragraph_text(element).strip().split("\t")[0] in wanted
        ):
            return runs
    return []
