"""
The document as a page, each finding in the margin beside the words it is about.
"""

import html
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from saferboard.claims.model import Claim
from saferboard.claims.reports import Checked
from saferboard.claims.reports.as_text import quoted, where
from saferboard.documents.reading.readings import Block, Kind, Reading
from saferboard.documents.reading.stretches import Stretch

_STYLE = """
body{font:1rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:80rem;
padding:1rem;color:#1a1a1a;background:#fff}
.pair{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:1.5rem}
mark{background:#ffe08a;color:inherit;padding:0 .1em}
aside{border-left:.3rem solid #8a1c00;padding:.2rem .8rem;margin:0 0 .8rem;
font-size:.9rem;background:#f7f3ee}
aside p{margin:.2rem 0}
table{border-collapse:collapse}td,th{border:1px solid #767676;padding:.2rem .5rem;text-align:left}
tr.found td{background:#fff3cd}
@media(max-width:50rem){.pair{display:block}}
@media print{aside{break-inside:avoid}}
"""


def as_html(files: Sequence[Checked]) -> str:
    """Return one page for all files, complete in itself."""
    return "".join(html_parts(files))


def html_parts(files: Sequence[Checked]) -> Iterator[str]:
    """Yield the page block by block."""
    yield (
        '<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>Figures checked</title><style>{_STYLE}</style></head>\n<body><main>"
        "<h1>Figures checked</h1>\n"
    )
    for one in files:
        for part in _file(one):
            yield f"{part}\n"
    yield "</main></body></html>\n"


def _file(one: Checked) -> Iterator[str]:
    yield f"<section><h2>{html.escape(one.name)}</h2>"
    if one.reading is None:
        yield f"<p>Not read. {html.escape(one.error)}</p></section>"
        return
    yield f"<p>{len(one.wrong)} of {len(one.claims)} figures looked at do not hold.</p>"
    waiting = sorted(one.wrong, key=lambda claim: claim.span)
    for block in one.reading.blocks:
        first, last = _bounds(block)
        begin = bisect_left(waiting, first, key=lambda claim: claim.span[0])
        end = bisect_right(waiting, last, key=lambda claim: claim.span[0])
        own = waiting[begin:end]
        del waiting[begin:end]
        yield from _block(one.reading, block, own)
    yield "</section>"


def _bounds(block: Block) -> tuple[int, int]:
    """Return the first and last place of a block in its source."""
    stretches = (
        [cell for row in block.table.rows for cell in row if cell.text]
        if block.table
        else [block.text]
    )
    ends = [stretch.origin(max(len(stretch) - 1, 0)) for stretch in stretches]
    return min(stretch.origin(0) for stretch in stretches), max(ends)


def _block(reading: Reading, block: Block, claims: list[Claim]) -> Iterator[str]:
    words = _table(block, claims) if block.table else _words(block, claims)
    if not claims:
        yield words
        return
    notes = "".join(_note(claim) for claim in claims)
    yield f'<div class="pair"><div>{words}</div><div>{notes}</div></div>'


def _words(block: Block, claims: list[Claim]) -> str:
    tag = "h3" if block.kind is Kind.HEADING else "p"
    return f"<{tag}>{'• ' if block.kind is Kind.ITEM else ''}{_marked(block.text, claims)}</{tag}>"


def _marked(stretch: Stretch, claims: list[Claim]) -> str:
    """Return clean text with the words of each claim marked; those that overlap as one."""
    spots = sorted((_clean(stretch, c.span[0]), _clean(stretch, c.span[1] - 1) + 1) for c in claims)
    parts, at = [], 0
    for start, end in spots:
        if start < at or end <= start:
            continue
        parts += [
            html.escape(stretch.text[at:start]),
            f"<mark>{html.escape(stretch.text[start:end])}</mark>",
        ]
        at = end
    return "".join([*parts, html.escape(stretch.text[at:])])


def _clean(stretch: Stretch, raw: int) -> int:
    """Return where in the clean text a place of the source stands."""
    ends = [*stretch.starts[1:], len(stretch.text)]
    for start, origin, end in zip(stretch.starts, stretch.origins, ends, strict=True):
        if origin <= raw < origin + end - start:
            return start + raw - origin
    return 0


def _table(block: Block, claims: list[Claim]) -> str:
    assert block.table, "asked only for tables"
    rows = []
    for n, row in enumerate(block.table.rows):
        first, last = row[0].origin(0), row[-1].origin(max(len(row[-1]) - 1, 0))
        found = any(first <= claim.span[0] <= last for claim in claims)
        tag = "th" if n < block.table.head else "td"
        cells = "".join(f"<{tag}>{html.escape(cell.text)}</{tag}>" for cell in row)
        rows.append(f"<tr{' class=found' if found else ''}>{cells}</tr>")
    return f"<table>{''.join(rows)}</table>"


def _note(claim: Claim) -> str:
    says = f"says {html.escape(quoted(claim.stated))}"
    if claim.recomputed and claim.recomputed != claim.stated:
        says += f"; should be <strong>{html.escape(quoted(claim.recomputed))}</strong>"
    more = "".join(f"<p>Assumed: {html.escape(a)}</p>" for a in claim.assumptions)
    sources = "".join(
        f"<p>See {html.escape(s.file)}, line {s.line}: “{html.escape(quoted(s.quote))}”</p>"
        for s in claim.sources
    )
    assert claim.severity, "only findings are noted"
    return (
        f"<aside><p><strong>{claim.severity.value.capitalize()}</strong>, "
        f"{claim.kind.value}, {where(claim)}</p>"
        f"<p>“{html.escape(quoted(claim.place.quote))}” "
        f"{says}.</p><p>{html.escape(claim.why)}</p>{more}{sources}</aside>"
    )
