"""
How long the figure checker takes and how much memory, beside splitting the text into sentences,
and beside a plain PDF-to-text pass.
"""

import io
import multiprocessing
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pikepdf
import pypdfium2

from saferboard.claims.checker import check
from saferboard.claims.command import check_files
from saferboard.claims.reports.as_json import json_parts
from saferboard.documents.reading import read_bytes

SIZES = (1, 2, 5, 10)
"""Megabytes of text; `python -m bench.claims_speed 1 2` takes others."""

LINES_A_PAGE = 60
PAPERS = Path(__file__).parent / "unseen/documents"
PLAIN = {".md", ".txt"}


def text_of(megabytes: float) -> str:
    """Return that much text of the examination's papers, no two alike: other digits each time."""
    papers = [p.read_text(encoding="utf-8") for p in sorted(PAPERS.iterdir()) if p.suffix in PLAIN]
    parts, length, chance = [], 0, random.Random(1)
    while length < megabytes * 1024 * 1024:
        for paper in papers:
            parts.append(re.sub(r"[1-9]", lambda _: chance.choice("123456789"), paper))
            length += len(parts[-1])
    return "\n\n".join(parts)[: int(megabytes * 1024 * 1024)]


def pdf_of(text: str) -> bytes:
    """Return the text as a plain PDF, a line of it to a line."""
    pdf = pikepdf.new()
    kind = {"Type": pikepdf.Name.Font, "Subtype": pikepdf.Name.Type1}
    font = pdf.make_indirect(pikepdf.Dictionary(**kind, BaseFont=pikepdf.Name.Helvetica))
    lines = [text[n : n + 95] for n in range(0, len(text), 95)]
    for first in range(0, len(lines), LINES_A_PAGE):
        page = pdf.add_blank_page(page_size=(595, 842))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        shown = [line.encode("cp1252", "replace") for line in lines[first : first + LINES_A_PAGE]]
        safe = [line.translate(None, b"()\\\n\t") for line in shown]
        words = b"".join(
            b"BT /F1 9 Tf 40 %d Td (%s) Tj ET\n" % (800 - 12 * n, line)
            for n, line in enumerate(safe)
        )
        page.Contents = pdf.make_stream(words)
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def checked(path: Path, told: multiprocessing.SimpleQueue) -> None:
    """Check a text as `saferboard check --format json` does, and tell what that took."""
    started = time.process_time()
    files = check_files([path])
    with Path(os.devnull).open("w") as nowhere:
        nowhere.writelines(json_parts(files))
    seconds = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told.put((seconds, len(files[0].claims), peak))


def plain_seconds(text: str) -> float:
    """Return how long it takes to split a text into sentences and words, and no more."""
    started = time.process_time()
    for sentence in re.split(r"(?<=[.!?])\s+", text):
        re.findall(r"\w+", sentence)
    return time.process_time() - started


def print_text(size: float) -> None:
    text = text_of(size)
    plain = plain_seconds(text)
    # A new interpreter: this one's memory, and what it lent to the text, are not the checker's.
    of = multiprocessing.get_context("spawn")
    told = of.SimpleQueue()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "papers.txt")
        path.write_text(text, encoding="utf-8")
        child = of.Process(target=checked, args=(path, told))
        child.start()
        seconds, claims, peak = told.get()
        child.join()
    print(
        f"{size:g} MB of text: {seconds:.1f} s, {seconds / size:.1f} s a MB,"
        f" {seconds / plain:.0f} times splitting it, {claims} claims, peak {peak:.0f} MB"
    )


def print_pdf() -> None:
    data = pdf_of(text_of(1)[:300_000])
    started = time.process_time()
    document = pypdfium2.PdfDocument(data)
    for index in range(len(document)):
        document[index].get_textpage().get_text_range()
    plain = time.process_time() - started
    started = time.process_time()
    check([read_bytes("papers.pdf", data)])
    seconds = time.process_time() - started
    print(
        f"PDF of {len(document)} pages: to text {plain:.2f} s, checked {seconds:.2f} s,"
        f" {seconds / plain:.0f} times as long"
    )


def main(words: list[str]) -> int:
    started = time.perf_counter()
    code = "import saferboard.claims.command"
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": str(Path("src"))})
    print(f"starting: {time.perf_counter() - started:.2f} s with Python itself")
    for size in [float(word) for word in words] or SIZES:
        print_text(size)
    print_pdf()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
