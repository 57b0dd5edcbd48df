"""
Talk to typst: find the fonts, set a document, turn a drawing into pixels.
"""

import datetime as dt
import functools
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import typst

FAMILY = "Source Sans 3"
FACES = {("normal", 400): "regular", ("italic", 400): "italic", ("normal", 700): "bold"}
HERE = Path(__file__).parent
PACK, PICTURE, LETTER = (HERE / name for name in ("pack.typ", "picture.typ", "letter.typ"))
STANDARD: Final = "ua-1"


class MissingFonts(RuntimeError):
    """
    The fonts a pack is printed in are not where they should be.
    """


@functools.lru_cache(maxsize=8)
def fonts_in(folder: Path) -> typst.Fonts:
    """
    Return the fonts in the folder, with typst's own behind them for rare characters.

    :raises MissingFonts: if the folder lacks a face that packs are set in; typst would only
        warn, and print the pack in another letter.
    """
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(folder)]
    )
    found = {(face.style, face.weight) for face in fonts.fonts() if face.family == FAMILY}
    missing = [name for face, name in FACES.items() if face not in found]
    if missing:
        raise MissingFonts(
            f"The font {FAMILY} ({', '.join(missing)}) is not in {folder}: run `make assets`"
        )
    return fonts


def compiler(template: Path, *, fonts: Path, inputs: Mapping[str, Any]) -> typst.Compiler:
    """
    Return a compiler for the template.  Each input is handed over as JSON, never as markup.
    """
    said = {name: json.dumps(value, ensure_ascii=False) for name, value in inputs.items()}
    return typst.Compiler(
        template,
        root=HERE,
        font_paths=fonts_in(fonts),
        ignore_system_fonts=True,
        sys_inputs=said,
    )


def pdf(document: typst.Compiler, *, issued: dt.date) -> bytes:
    """
    Return the document as tagged PDF, dated the day it was issued so that it can be made again.
    """
    midnight = int(dt.datetime(issued.year, issued.month, issued.day, tzinfo=dt.UTC).timestamp())
    made, warnings = document.compile_with_warnings(
        format="pdf", pdf_standards=[STANDARD], timestamp=midnight
    )
    # A warning means a missing face or pages that would not settle: wrong numbers in print.
    assert not warnings, f"typst warned: {'; '.join(w.message for w in warnings)}"
    assert isinstance(made, bytes), "a PDF is one file"
    return made


def forget(times: int = 11) -> None:
    """
    Let go of what typst remembers of documents already made.

    It keeps each for the next ten compilations: a server that had printed a dozen packs held
    700 MB for good, and holds 140 MB since.  Empty documents are compilations too.
    """
    empty = typst.Compiler(ignore_system_fonts=True)
    for _ in range(times):
        empty.compile(b"", format="svg")


def png(svg: str, *, fonts: Path) -> bytes:
    """
    Return a drawing as pixels, twice as fine as a screen so that it prints sharp.
    """
    made = compiler(PICTURE, fonts=fonts, inputs={"svg": svg}).compile(format="png", ppi=192)
    pages = made if isinstance(made, list) else [made]
    assert isinstance(pages[0], bytes), "a drawing fills one page"
    return pages[0]


@functools.lru_cache(maxsize=4096)
def can_print(letter: str, fonts: Path) -> bool:
    """
    Return whether some font at hand has a shape for the letter.
    """
    probe = compiler(LETTER, fonts=fonts, inputs={"letter": letter})
    try:
        probe.compile(format="pdf", pdf_standards=[STANDARD], timestamp=0)
    except typst.TypstError:
        return False
    return True
