"""
Time a board's pack: composed as blocks, printed as tagged PDF.

    .venv/bin/python bench/pack.py [--fonts FOLDER] [--runs N]
"""

import argparse
import datetime as dt
import html
import math
import resource
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from saferboard.documents import blocks as b
from saferboard.documents.pdf import pack_pdf
from saferboard.documents.word import paper_docx

FONTS = Path(__file__).parents[1] / "src/saferboard/ui/static/vendor/fonts"
WORDS = (
    "partners", "patrols", "residents", "reports", "safeguarding", "burglary", "estate",
    "training", "referrals", "schools", "officers", "quarter", "survey", "operation",
    "support", "victims", "licensing", "evidence", "town", "centre", "cameras", "outreach",
    "review", "together", "training", "council", "police", "fire", "probation", "health",
    "housing",
)  # fmt: skip
STATES: tuple[tuple[str, b.Tone], ...] = (
    ("Achieved", "green"),
    ("Amber", "amber"),
    ("Red", "red"),
    ("No update", "grey"),
    ("Achieved and continues", "blue"),
)

# Each paper's item, title, sections and charts.
SHAPE = (
    ("2", "Matters arising", 1, 0),
    ("3", "Minutes of the last meeting", 2, 0),
    ("5a", "Priority 1: Safer neighbourhoods", 8, 5),
    ("5b", "Priority 2: Violence against women and girls", 5, 3),
    ("5c", "Priority 3: Keeping young people safe", 8, 4),
    ("5d", "Priority 4: Standing together", 5, 2),
    ("7a", "How the next strategy could be made", 1, 0),
)


def sentence(seed: int, length: int) -> str:
    picked = (WORDS[(seed * 7 + i * (5 + seed % 3)) % len(WORDS)] for i in range(length))
    return f"In {2000 + seed % 24} the {' '.join(picked)} ({seed * 37 % 4096:,})."


def prose(seed: int, sentences: int) -> str:
    return " ".join(sentence(seed * 31 + i, 14 + (seed + i) % 9) for i in range(sentences))


def chart(seed: int) -> b.Chart:
    """
    Return a chart of 36 months, drawn with about as many strokes as a real one.
    """
    heights = [90 + 60 * math.sin((i + seed) / 4) + (seed * i) % 17 for i in range(36)]
    bars = "".join(
        f'<rect x="{44 + i * 18}" y="{230 - h:.1f}" width="12" height="{h:.1f}" fill="#1d70b8"/>'
        f'<text x="{50 + i * 18}" y="246" font-size="8" text-anchor="middle">{i % 12 + 1}</text>'
        for i, h in enumerate(heights)
    )
    lines = "".join(
        f'<path d="M40 {230 - y}H700" stroke="#b1b4b6" stroke-width="0.5"/>'
        f'<text x="34" y="{233 - y}" font-size="10" text-anchor="end">{y}</text>'
        for y in range(0, 201, 50)
    )
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 260" width="720" height="260" '
        f'font-family="Source Sans 3">{lines}{bars}</svg>'
    )
    alt = f"Monthly counts over three years, from {heights[0]:.0f} to {heights[-1]:.0f}."
    return b.Chart(svg, alt, f"Measure {seed} by month")


def figures_table(seed: int) -> b.Table:
    rows = []
    for i in range(9):
        old, new = 900 + seed * 41 + i * 97, 950 + seed * 37 + i * 89
        change = b.Run(f"{(new - old) / old:+.1%}", figure=f"change-{seed}-{i}")
        rows.append(
            (
                b.text(f"Measure {seed}.{i}"),
                b.text(f"{old:,}"),
                b.text(f"{new:,}"),
                (change,),
                b.tag(*STATES[(seed + i) % 5]),
            )
        )
    return b.Table(
        f"Reported crime, table {seed}",
        ("Measure", "Year to January 2021", "Year to January 2022", "Change", "RAG status"),
        tuple(rows),
        numeric=frozenset({1, 2, 3}),
        note="Counts are offences recorded by the police. Source: monthly borough counts.",
    )


def updates_table(seed: int) -> b.Table:
    rows = tuple(
        (b.text(f"P{seed}-{i:02}"), b.text(prose(seed + i, 2)), b.tag(*STATES[i % 5]))
        for i in range(5)
    )
    head = ("Commitment", "What is in place", "RAG status")
    return b.Table(f"Commitments in section {seed}", head, rows)


def paper(number: str, title: str, *, sections: int, seed: int, charts: int) -> b.Paper:
    made: list[b.Block] = []
    for section in range(1, sections + 1):
        own = seed * 100 + section
        made += [
            b.Heading(1, f"{section} Section about {WORDS[own % len(WORDS)]}"),
            b.Paragraph(b.text(prose(own, 5))),
            b.Paragraph((*b.text("Rated "), *b.tag(*STATES[own % 5]), *b.text(" by the lead."))),
            figures_table(own) if section % 3 == 1 else updates_table(own),
            b.Heading(2, "What partners said"),
            b.Bullets(tuple(b.text(sentence(own + i, 16)) for i in range(5))),
            b.Inset(b.text(prose(own + 3, 2))),
            b.Paragraph(b.text(prose(own + 9, 7))),
        ]
        if section <= charts:
            made.append(chart(own))
    report = b.Facts(
        (("Decision maker", b.text("Partnership Board")), ("Date", b.text("27 October 2022")))
    )
    return b.Paper(key=number, number=number, title=title, blocks=tuple(made), report=report)


def compose(seed: int = 1) -> b.Pack:
    """
    Return a pack shaped like a quarter's: seven papers, fourteen charts, thirty tables.
    """
    papers = tuple(
        paper(number, title, sections=sections, seed=seed * 10 + i, charts=charts)
        for i, (number, title, sections, charts) in enumerate(SHAPE)
    )
    agenda = tuple(
        b.AgendaEntry(
            number=p.number,
            title=p.title,
            presenter="Head of Community Safety",
            paper_key=p.key,
            depth=1 if p.number[-1].isalpha() else 0,
        )
        for p in papers
    )
    agenda = (
        b.AgendaEntry(number="1", title="Welcome, apologies and interests", presenter="Chair"),
        *agenda[:2],
        b.AgendaEntry(
            number="5", title="Progress against the strategy", note="Partners to update."
        ),
        *agenda[2:6],
        b.AgendaEntry(number="7", title="Developing the next strategy"),
        *agenda[6:],
        b.AgendaEntry(number="8", title="Any other business"),
    )
    members = b.Bullets(tuple(b.text(f"Member for {w}") for w in WORDS), columns=2)
    return b.Pack(
        title=f"Partnership Board: pack {seed} for 27 October 2022",
        partnership="Safer Example Partnership",
        meeting_line="Thursday 27 October 2022 at 10.30 am, Council Chamber",
        issued=dt.date(2022, 10, 19),
        brand=b.Brand(name="Safer Example Partnership", colour="#1d4e89"),
        front=(b.Heading(1, "To members of the board"), members),
        agenda=agenda,
        papers=papers,
    )


def as_html(pack: b.Pack) -> str:
    """
    Return the papers as one plain page, for a printer that works from HTML.
    """

    def words(runs: b.Text) -> str:
        return html.escape(b.words_of(runs))

    def block(made: b.Block) -> str:
        match made:
            case b.Heading(level, said):
                return f"<h{level + 1}>{html.escape(said)}</h{level + 1}>"
            case b.Paragraph(runs) | b.Inset(runs):
                return f"<p>{words(runs)}</p>"
            case b.Bullets(items):
                return "<ul>" + "".join(f"<li>{words(i)}</li>" for i in items) + "</ul>"
            case b.Facts(rows):
                return "".join(f"<p><b>{html.escape(k)}</b> {words(v)}</p>" for k, v in rows)
            case b.Chart(svg, _, caption):
                return f"<figure>{svg}<figcaption>{html.escape(caption)}</figcaption></figure>"
            case b.Table():
                head = "".join(f"<th>{html.escape(h)}</th>" for h in made.head)
                rows = ("".join(f"<td>{words(c)}</td>" for c in row) for row in made.rows)
                body = "".join(f"<tr>{row}</tr>" for row in rows)
                return f"<table><thead><tr>{head}</tr></thead>{body}</table>"

    papers = (
        f"<section style='break-before: right'><h1>{html.escape(p.title)}</h1>"
        + "".join(block(made) for made in p.blocks)
        + "</section>"
        for p in pack.papers
    )
    return f"<html lang='en-GB'><title>{pack.title}</title>{''.join(papers)}</html>"


def seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def through_weasyprint(pack: b.Pack) -> float | None:
    try:
        import weasyprint
    except (ImportError, OSError):
        return None
    page = as_html(pack)
    return seconds(lambda: weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1"))


def through_libreoffice(pack: b.Pack, fonts: Path) -> float | None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        return None
    every = tuple(made for p in pack.papers for made in p.blocks)
    whole = b.Paper(key="all", number="", title=pack.title, blocks=every)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "pack.docx"
        copy.write_bytes(paper_docx(whole, pack, fonts=fonts))
        profile = f"-env:UserInstallation=file://{folder}/profile"
        order = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, copy]
        return seconds(lambda: subprocess.run(order, check=True, capture_output=True))


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--fonts", type=Path, default=FONTS)
    asked.add_argument("--runs", type=int, default=5)
    given = asked.parse_args()

    # Each run prints other words: typst would answer the same ones from memory.
    times = [
        seconds(lambda seed=seed: pack_pdf(compose(seed), fonts=given.fonts))
        for seed in range(1, given.runs + 2)
    ]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    pack = compose(1)
    made = pack_pdf(pack, fonts=given.fonts)
    kinds = [type(block) for p in pack.papers for block in p.blocks]
    warm = statistics.median(times[1:])
    print(f"pack: {made.pages} pages, {kinds.count(b.Chart)} charts, {kinds.count(b.Table)} tables")
    print(
        f"composed and printed: {times[0]:.2f} s at first, {warm:.2f} s warm (median of the rest)"
    )
    print(f"peak memory after {len(times)} packs: {memory:.0f} MB")
    others = {
        "WeasyPrint": through_weasyprint(pack),
        "LibreOffice": through_libreoffice(pack, given.fonts),
    }
    for name, taken in others.items():
        said = (
            "not present" if taken is None else f"{taken:.2f} s, {taken / warm:.1f} times as long"
        )
        print(f"the papers through {name}: {said}")


if __name__ == "__main__":
    main()
