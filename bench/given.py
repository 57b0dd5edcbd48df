"""
Time a pack with 300 pages of given PDFs: printed, bound, stamped and tagged.

The reference is joining the same files with pikepdf and nothing else, which loses every tag.
"""

import dataclasses
import datetime as dt
import resource
import tempfile
import time
import warnings
from pathlib import Path

import pikepdf

from saferboard.documents import blocks as b
from saferboard.documents.binding import sheets_of
from saferboard.documents.pdf import pack_pdf

FONTS = Path(__file__).parents[1] / "src/saferboard/ui/static/vendor/fonts"
FILES, PAGES = 6, 50
ALLOWED = 10.0
"""Seconds that such a pack may take."""
WORDS = "Partners met and agreed what each would do before the next meeting. "


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        files = {f"g{n}": _given(Path(folder), n) for n in range(FILES)}
        before = _peak()
        started = time.perf_counter()
        shapes = {key: sheets_of(path).shapes for key, path in files.items()}
        made = pack_pdf(_pack(shapes), fonts=FONTS, given=files)
        took = time.perf_counter() - started
        joined = _joined(files, Path(folder) / "joined.pdf")
    pages = sum(len(one) for one in shapes.values())
    size = len(made.content) / 1_000_000
    print(f"{pages} given pages, a pack of {made.pages} pages, {size:.1f} MB")
    print(f"printed, bound, stamped, tagged:   {took:6.2f} s, {took / ALLOWED:.2f} of 10 s")
    print(
        f"joined by pikepdf, no tags:        {joined:6.2f} s; ours takes {took / joined:.0f} times"
    )
    print(f"peak memory:                       {_peak():6.0f} MB, {before:.0f} MB before it began")


def _given(folder: Path, n: int) -> Path:
    """Write a tagged PDF of some fifty pages, as a partner's program would."""
    said = tuple(b.Paragraph(b.text(WORDS * 12)) for _ in range(5 * PAGES))
    paper = b.Paper(key="k", number=str(n), title=f"Given {n}", blocks=said)
    path = folder / f"{n}.pdf"
    path.write_bytes(pack_pdf(_bound((paper,)), fonts=FONTS).content)
    return path


def _bound(papers: tuple[b.Paper, ...]) -> b.Pack:
    return b.Pack(
        title="A board’s papers",
        partnership="Safer Exborough",
        meeting_line="Thursday 27 October 2022",
        issued=dt.date(2022, 10, 19),
        brand=b.Brand(name="Safer Exborough"),
        agenda=tuple(
            b.AgendaEntry(number=paper.number, title=paper.title, paper_key=paper.key)
            for paper in papers
        ),
        papers=papers,
    )


def _pack(shapes: dict[str, str]) -> b.Pack:
    sheet = b.Paper(key="", number="", title="Given", blocks=(b.Paragraph(b.text("As given.")),))
    return _bound(
        tuple(
            dataclasses.replace(sheet, key=key, number=key, sheets=said)
            for key, said in shapes.items()
        )
    )


def _joined(files: dict[str, Path], to: Path) -> float:
    started = time.perf_counter()
    with pikepdf.new() as whole, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for path in files.values():
            with pikepdf.open(path) as one:
                whole.pages.extend(one.pages)
        whole.save(to)
    return time.perf_counter() - started


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
