"""
A meeting's papers as a folder for the council's own committee system.
"""

import csv
import dataclasses
import datetime as dt
import html
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from saferboard.documents.blocks import Pack, Paper, Table, text
from saferboard.documents.pdf import pack_pdf
from saferboard.documents.stored import paper_from
from saferboard.documents.word import paper_docx
from saferboard.library.queries import path_of
from saferboard.meetings.models import BoundPaper, Mark
from saferboard.meetings.presenters import presented_by
from saferboard.meetings.queries import MeetingSeen, PackSeen
from saferboard.packs import composing
from saferboard.packs.files import file_of
from saferboard.ui.assets import VENDOR
from saferboard.ui.words import day

FONTS = VENDOR / "fonts"
PARTS = {False: "part-1-public", True: "part-2-exempt"}
LONGEST_NAME = 60
HEAD = ("Item", "Title", "Part", "Issued in", "Pages there", "PDF", "Word", "Remark")


@dataclass(frozen=True)
class Entry:
    """One paper in the folder: a line of its index, and its files by the name they have there."""

    line: tuple[str, ...]
    files: dict[str, bytes | Path]


def folder_of(
    meeting: MeetingSeen, packs: Sequence[PackSeen], papers: Sequence[BoundPaper]
) -> bytes:
    """
    Return a ZIP folder of the papers that were issued, each as PDF and, where we set it, as
    Word, named by its item; with the packs themselves, the agenda, and an index.
    """
    entries = [_agenda(meeting), *(_entry(meeting, paper) for paper in papers)]
    files: dict[str, bytes | Path] = {}
    for pack in packs:
        name = f"supplement-{pack.number}" if pack.number else "pack"
        files[f"{name}-{pack.edition.value.lower()}.pdf"] = file_of(pack.sha256)
    for entry in entries:
        files |= entry.files
    lines = [entry.line for entry in entries]
    files["index.csv"] = _csv(lines)
    files["index.html"] = _page(meeting, lines)
    return _zipped(files, on=meeting.agenda_published or meeting.starts.date())


def _agenda(meeting: MeetingSeen) -> Entry:
    rows = tuple(
        (text(item.number), text(item.title), text(presented_by(item))) for item in meeting.items
    )
    table = Table("Agenda", ("Item", "What", "Presented by"), rows)
    paper = Paper(key="agenda", number="", title="Agenda", blocks=(table,))
    pack = composing.binding(meeting, papers=(paper,))
    pdf, word = f"{PARTS[False]}/00-agenda.pdf", f"{PARTS[False]}/00-agenda.docx"
    files: dict[str, bytes | Path] = {
        pdf: _pdf(paper, pack, first=1),
        word: paper_docx(paper, pack, fonts=FONTS),
    }
    return Entry(("", "Agenda", "1", "", "", pdf, word, ""), files)


def _entry(meeting: MeetingSeen, bound: BoundPaper) -> Entry:
    stem = f"{PARTS[bound.is_exempt]}/{_stem(bound)}"
    paper = paper_from(bound.content)
    pack = composing.binding(meeting, papers=(paper,))
    files: dict[str, bytes | Path] = {}
    pdf, word = f"{stem}.pdf", f"{stem}.docx"
    if bound.file is not None:
        # As it was given, with its own tags and without our stamp.
        files[pdf], word = path_of(bound.file.sha256), ""
    else:
        files[pdf] = _pdf(paper, pack, first=bound.first)
        files[word] = paper_docx(paper, pack, fonts=FONTS)
    pages = f"{bound.first}-{bound.last}"
    where = f"supplement {bound.pack.number}" if bound.pack.number else "pack"
    part = "2" if bound.is_exempt else "1"
    line = (bound.number, bound.title, part, where, pages, pdf, word, "; ".join(_remarks(bound)))
    return Entry(line, files)


def _remarks(bound: BoundPaper) -> Iterator[str]:
    if bound.mark:
        yield f"{Mark(bound.mark).label}: {bound.reason}"
    if bound.file is not None:
        yield "Given as PDF; there is no Word"
    if not bound.tagged:
        yield "Without tags"


def _stem(bound: BoundPaper) -> str:
    found = re.match(r"(\d*)(.*)", bound.number)
    assert found is not None, "the pattern matches anything"
    number, letter = found.groups()
    words = re.sub(r"[^a-z0-9]+", "-", bound.title.lower()).strip("-")[:LONGEST_NAME]
    part = re.sub(r"[^a-z0-9]+", "-", letter.lower()).strip("-")
    return "-".join(word for word in (f"{number.zfill(2)}{part}", words.strip("-")) if word)


def _pdf(paper: Paper, pack: Pack, *, first: int) -> bytes:
    """Print a paper by itself, its pages numbered as they are in the pack."""
    alone = dataclasses.replace(pack, title=paper.title, alone_from=first)
    return pack_pdf(alone, fonts=FONTS).content


def _csv(lines: Sequence[tuple[str, ...]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEAD)
    # A spreadsheet would take a title that begins so for a sum to work out.
    writer.writerows([f"'{c}" if c[:1] in "=+-@" and c else c for c in line] for line in lines)
    return out.getvalue().encode("utf-8-sig")


def _page(meeting: MeetingSeen, lines: Sequence[tuple[str, ...]]) -> bytes:
    def cell(words: str, column: str) -> str:
        said = html.escape(words)
        if column in ("PDF", "Word") and words:
            return f'<td><a href="{said}">{said.rpartition("/")[2]}</a></td>'
        return f"<td>{said}</td>"

    title = html.escape(f"{meeting.body}, {day(meeting.starts)}: papers")
    head = "".join(f'<th scope="col">{name}</th>' for name in HEAD)
    rows = "\n".join(
        "<tr>" + "".join(cell(w, c) for w, c in zip(line, HEAD, strict=True)) + "</tr>"
        for line in lines
    )
    return (
        f'<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title>'
        f"</head><body><h1>{title}</h1>\n<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n"
        f"{rows}\n</tbody>\n</table></body></html>\n"
    ).encode()


def _zipped(files: dict[str, bytes | Path], *, on: dt.date) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
        for name in sorted(files):
            # The same papers make the same folder: no clock in it but the agenda's day.
            info = zipfile.ZipInfo(name, (on.year, on.month, on.day, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            content = files[name]
            folder.writestr(info, content if isinstance(content, bytes) else content.read_bytes())
    return out.getvalue()
