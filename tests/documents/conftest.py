"""
One small pack, printed once, for every test that reads it back.
"""

import datetime as dt
from pathlib import Path

import pytest

from saferboard.documents import blocks as b
from saferboard.documents.pdf import PrintedPack, pack_pdf

FONTS = Path(__file__).parents[2] / "src/saferboard/ui/static/vendor/fonts"

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60" width="200" height="60">'
    '<rect x="5" y="20" width="30" height="40" fill="#1d70b8"/>'
    '<text x="5" y="15" font-family="Source Sans 3" font-size="10">Burglary</text></svg>'
)


@pytest.fixture(scope="session")
def fonts() -> Path:
    if not (FONTS / "SourceSans3-Regular.ttf").exists():
        pytest.fail("The fonts of the printed pack are not here: run `make assets`")
    return FONTS


def crime_table(rows: int = 3) -> b.Table:
    return b.Table(
        "Reported crime",
        ("Measure", "To 2021", "To 2022", "Change", "RAG status"),
        tuple(
            (
                b.text(f"Measure {n}"),
                b.text("513"),
                b.text("805"),
                (b.Run("+56.9%", figure="hate-crime"),),
                b.tag("Amber", "amber"),
            )
            for n in range(rows)
        ),
        numeric=frozenset({1, 2, 3}),
        note="Source: monthly borough counts.",
    )


def paper(key: str, number: str, title: str, *blocks: b.Block, paragraphs: int = 1) -> b.Paper:
    said = tuple(
        b.Paragraph(b.text(f"Paragraph {n} of {title}. " + "Partners met and agreed. " * 20))
        for n in range(paragraphs)
    )
    return b.Paper(key=key, number=number, title=title, blocks=(*blocks, *said))


def a_pack(*papers: b.Paper, front: tuple[b.Block, ...] = ()) -> b.Pack:
    return b.Pack(
        title="Safer Example Partnership Board, 27 October 2022",
        partnership="Safer Example Partnership",
        meeting_line="Thursday 27 October 2022 at 10.30 am",
        issued=dt.date(2022, 10, 19),
        brand=b.Brand(name="Safer Example Partnership", colour="#1d4e89", logo_svg=SVG),
        front=front,
        agenda=(
            b.AgendaEntry(number="1", title="Welcome", presenter="Chair"),
            *(
                b.AgendaEntry(number=p.number, title=p.title, paper_key=p.key, depth=1)
                for p in papers
            ),
        ),
        papers=papers,
    )


def small_pack() -> b.Pack:
    report = b.Facts((("Report number", b.text("CSD 22116")), ("Ward", b.text("All"))))
    first = paper("arising", "2", "Matters arising", crime_table())
    matters = b.Paper(
        key=first.key, number=first.number, title=first.title, blocks=first.blocks, report=report
    )
    minutes = paper("minutes", "3", "Minutes", b.Heading(1, "Present"), paragraphs=14)
    priority = paper(
        "p1",
        "5a",
        "Priority 1: Safer neighbourhoods",
        b.Heading(1, "Burglary"),
        b.Heading(2, "By month"),
        b.Heading(3, "Deeper"),
        b.Chart(SVG, "Burglary fell from 40 to 20.", "Burglary by month"),
        b.Bullets((b.text("One"), b.text("Two"), b.text("Three")), numbered=True, columns=2),
        b.Inset(b.text("A note set apart")),
        crime_table(rows=60),
    )
    members = b.Bullets((b.text("Chair"), b.text("Police"), b.text("Fire")), columns=2)
    return a_pack(matters, minutes, priority, front=(b.Heading(1, "Members"), members))


@pytest.fixture(scope="session")
def printed(fonts: Path) -> PrintedPack:
    return pack_pdf(small_pack(), fonts=fonts)
