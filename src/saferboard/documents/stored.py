"""
A paper as plain data, to be kept and read again: what was bound is what is shown later.
"""

from collections.abc import Iterator
from typing import Any, Never

from saferboard.documents.blocks import (
    Beside,
    Block,
    Bullets,
    Chart,
    Facts,
    Heading,
    Inset,
    Paper,
    Paragraph,
    Run,
    Table,
    Text,
    words_of,
)

Data = dict[str, Any]


def paper_data(paper: Paper) -> Data:
    """Return a paper as data that JSON can hold."""
    return {
        "key": paper.key,
        "number": paper.number,
        "title": paper.title,
        "blocks": blocks_data(paper.blocks),
        "report": None if paper.report is None else _block_data(paper.report),
        "sheets": paper.sheets,
        "handling": paper.handling,
    }


def paper_from(data: Data) -> Paper:
    """Return the paper that `paper_data` wrote down."""
    report = None if data["report"] is None else _block_from(data["report"])
    assert report is None or isinstance(report, Facts), "a report is headed by facts"
    return Paper(
        key=data["key"],
        number=data["number"],
        title=data["title"],
        blocks=blocks_from(data["blocks"]),
        report=report,
        sheets=data["sheets"],
        handling=data["handling"],
    )


def blocks_data(blocks: tuple[Block, ...]) -> list[Data]:
    return [_block_data(block) for block in blocks]


def blocks_from(data: list[Data]) -> tuple[Block, ...]:
    return tuple(_block_from(one) for one in data)


def words_in(paper: Paper) -> Iterator[str]:
    """Yield what a paper says, block by block, without how it is set."""
    for block in (*filter(None, (paper.report,)), *paper.blocks):
        match block:
            case Heading(_, words):
                yield words
            case Paragraph(runs) | Inset(runs):
                yield words_of(runs)
            case Bullets(items):
                yield from map(words_of, items)
            case Facts(rows):
                yield from (f"{label}: {words_of(runs)}" for label, runs in rows)
            case Table():
                yield block.caption
                yield from (" ".join(map(words_of, row)) for row in block.rows)
            case Chart(_, alt, caption):
                yield f"{caption}: {alt}"


def _block_data(block: Block) -> Data:
    match block:
        case Heading(level, words):
            return {"heading": words, "level": level}
        case Paragraph(runs):
            return {"paragraph": _text_data(runs)}
        case Inset(runs):
            return {"inset": _text_data(runs)}
        case Beside(runs, beside):
            return {"text": _text_data(runs), "beside": _text_data(beside)}
        case Bullets(items, numbered, columns):
            listed = [_text_data(item) for item in items]
            return {"bullets": listed, "numbered": numbered, "columns": columns}
        case Facts(rows):
            return {"facts": [[label, _text_data(runs)] for label, runs in rows]}
        case Table():
            return {
                "table": block.caption,
                "head": list(block.head),
                "rows": [[_text_data(cell) for cell in row] for row in block.rows],
                "numeric": sorted(block.numeric),
                "note": block.note,
                "widths": None if block.widths is None else list(block.widths),
            }
        case Chart(svg, alt, caption):
            return {"chart": svg, "alt": alt, "caption": caption}
        case _:
            never: Never = block
            raise AssertionError(f"a paper has no block called {type(never).__name__}")


def _block_from(data: Data) -> Block:
    match data:
        case {"heading": words, "level": level}:
            return Heading(level, words)
        case {"paragraph": runs}:
            return Paragraph(_text_from(runs))
        case {"inset": runs}:
            return Inset(_text_from(runs))
        case {"text": runs, "beside": beside}:
            return Beside(_text_from(runs), _text_from(beside))
        case {"bullets": items, "numbered": numbered, "columns": columns}:
            return Bullets(tuple(_text_from(item) for item in items), numbered, columns)
        case {"facts": rows}:
            return Facts(tuple((label, _text_from(runs)) for label, runs in rows))
        case {"table": caption, "head": head, "rows": rows, "numeric": numeric, "note": note}:
            return Table(
                caption,
                tuple(head),
                tuple(tuple(_text_from(cell) for cell in row) for row in rows),
                frozenset(numeric),
                note,
                None if data["widths"] is None else tuple(data["widths"]),
            )
        case {"chart": svg, "alt": alt, "caption": caption}:
            return Chart(svg, alt, caption)
    raise AssertionError("what was kept is no block of a paper")


def _text_data(runs: Text) -> list[Data]:
    return [_run_data(run) for run in runs]


def _run_data(run: Run) -> Data:
    marks = {"bold": run.bold, "italic": run.italic, "tone": run.tone, "figure": run.figure}
    return {"text": run.text} | {name: value for name, value in marks.items() if value}


def _text_from(data: list[Data]) -> Text:
    return tuple(Run(**one) for one in data)
