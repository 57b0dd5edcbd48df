"""
Make a Word copy of a paper, for partners who must edit or quote it.
"""

import datetime as dt
import io
import struct
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Never

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor

from saferboard.documents import typesetting, word_parts
from saferboard.documents.blocks import (
    Beside,
    Block,
    Bullets,
    Chart,
    Facts,
    Heading,
    Inset,
    Pack,
    Paper,
    Paragraph,
    Run,
    Table,
    Text,
    words_of,
)
from saferboard.documents.layout import KEPT_WHOLE, column_widths
from saferboard.documents.letters import storable

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# The fonts of the printed pack are not on partners' machines; this one is.
FACE = "Arial"
INK, QUIET, RULE = "0B0C0C", "505A5F", "B1B4B6"
# Ground and letters of each tag, as in blocks.typ.
TONES = {
    "green": ("CCE2D8", "004D29"),
    "amber": ("FFE8B8", "5C3B00"),
    "red": ("F6D7D2", "7A1C10"),
    "blue": ("D2E2F1", "0C3B66"),
    "grey": ("E8E9EA", "383F43"),
}
SIZES = {1: 20, 2: 15, 3: 12.5, 4: 11, 5: 11}
ACROSS, TALLEST = Cm(16.4), Cm(15)
# Word's own limit on a property such as the title.
LONGEST_PROPERTY = 255


def paper_docx(paper: Paper, pack: Pack, *, fonts: Path) -> bytes:
    """
    Return a Word copy of one paper, as it stands in the pack: the same words, no page ranges.

    :raises MissingFonts: if `fonts` does not hold the faces that charts are drawn with.
    """
    writer = Writer(pack, fonts=fonts)
    writer.opening(paper)
    if paper.report is not None:
        writer.facts(paper.report)
    for block in paper.blocks:
        writer.block(block)
    writer.properties(f"{paper.title} – {pack.title}")
    return writer.content()


class Writer:
    """
    Writes blocks, one after another, into a Word document.
    """

    def __init__(self, pack: Pack, *, fonts: Path) -> None:
        self.pack = pack
        self.fonts = fonts
        self.brand = pack.brand.colour.removeprefix("#").upper()
        self.document = docx.Document()
        word_parts.speak(self.document, pack.language)
        self.page()
        self.styles()

    def page(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.3)
        section.top_margin, section.bottom_margin = Cm(2.2), Cm(2.3)
        footer = section.footer.paragraphs[0]
        footer.paragraph_format.tab_stops.clear_all()
        footer.paragraph_format.tab_stops.add_tab_stop(ACROSS, alignment=2)
        footer.add_run(storable(self.pack.partnership) + "\tPage ")
        word_parts.page_number(footer)
        for run in footer.runs:
            self.dress(run, size=8.5, colour=QUIET)

    def styles(self) -> None:
        styles = self.document.styles
        normal = styles["Normal"]
        self.dress(normal, size=11, colour=INK)
        normal.paragraph_format.space_after = Pt(8)
        normal.paragraph_format.line_spacing = 1.15
        for level, size in SIZES.items():
            style = styles[f"Heading {level}"]
            self.dress(style, size=size, colour=QUIET if level == 5 else INK)
            style.font.bold, style.font.italic = True, False
            style.paragraph_format.space_before = Pt(16 if level > 1 else 4)
            style.paragraph_format.space_after = Pt(6)
        self.dress(styles["Caption"], size=10, colour=INK)
        styles["Caption"].paragraph_format.keep_with_next = True

    def dress(self, thing: Any, *, size: float, colour: str) -> None:
        """
        Set the face, size and colour of a style or a run.
        """
        thing.font.name = FACE
        thing.font.size = Pt(size)
        thing.font.color.rgb = RGBColor.from_string(colour)
        faces = thing.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            # A theme's face would win over the one just named.
            faces.attrib.pop(qn(f"w:{theme}"), None)

    def opening(self, paper: Paper) -> None:
        top = self.document.add_paragraph()
        top.paragraph_format.tab_stops.add_tab_stop(ACROSS, alignment=2)
        top.add_run(
            f"{storable(self.pack.brand.name)}\t{storable(paper.handling or self.pack.handling)}"
        )
        for run in top.runs:
            self.dress(run, size=9.5, colour=QUIET)
        word_parts.border_paragraph(top, side="bottom", colour=self.brand, eighths=20)
        if paper.number:
            item = self.document.add_paragraph()
            item.paragraph_format.space_after = Pt(0)
            item.paragraph_format.keep_with_next = True
            run = item.add_run(f"Item {storable(paper.number)}")
            self.dress(run, size=12, colour=self.brand)
            run.bold = True
        self.document.add_heading(storable(paper.title), level=1)

    def block(self, block: Block) -> None:
        match block:
            case Heading(level, words):
                self.document.add_heading(storable(words), level=level + 1)
            case Paragraph(runs):
                self.write(self.document.add_paragraph(), runs)
            case Inset(runs):
                noted = self.document.add_paragraph()
                noted.paragraph_format.left_indent = Cm(0.5)
                word_parts.border_paragraph(noted, side="left", colour=RULE, eighths=24)
                self.write(noted, runs)
            case Bullets():
                self.bullets(block)
            case Facts():
                self.facts(block)
            case Table():
                self.table(block)
            case Chart():
                self.chart(block)
            case Beside():
                self.beside(block)
            case _:
                never: Never = block
                raise AssertionError(f"a paper has no block called {type(never).__name__}")

    def write(self, paragraph: Any, runs: Iterable[Run], *, size: float | None = None) -> None:
        for said in runs:
            run = paragraph.add_run(storable(said.text))
            run.bold = said.bold or None
            run.italic = said.italic or None
            if size is not None:
                run.font.size = Pt(size)
            if said.tone is not None:
                ground, letters = TONES[said.tone]
                # Spaces that do not break give the tag its margins.
                run.text = f"\N{NO-BREAK SPACE}{run.text}\N{NO-BREAK SPACE}"
                run.bold = True
                run.font.color.rgb = RGBColor.from_string(letters)
                word_parts.shade(run, ground=ground)

    def bullets(self, block: Bullets) -> None:
        style = self.document.styles["List Number" if block.numbered else "List Bullet"]
        numbering = word_parts.fresh_numbering(self.document, style=style)
        for item in block.items:
            paragraph = self.document.add_paragraph(style=style)
            paragraph.paragraph_format.space_after = Pt(3)
            if block.numbered:
                word_parts.number_with(paragraph, numbering)
            self.write(paragraph, item)

    def facts(self, block: Facts) -> None:
        if not block.rows:
            return
        table = self.grid(len(block.rows), (Cm(4.8), Length(ACROSS - Cm(4.8))))
        word_parts.name_table(table, name="", headed=False)
        for row, (label, runs) in zip(table.rows, block.rows, strict=True):
            self.fill(row.cells[0], (Run(label, bold=True),), size=11)
            self.fill(row.cells[1], runs, size=11)
            for cell in row.cells:
                word_parts.border_cell(cell, colour=RULE, eighths=4)
        self.document.add_paragraph().paragraph_format.space_after = Pt(0)

    def beside(self, block: Beside) -> None:
        table = self.grid(1, (Length(ACROSS * 3 // 4), Length(ACROSS // 4)))
        word_parts.name_table(table, name="", headed=False)
        self.fill(table.rows[0].cells[0], block.text, size=11)
        self.fill(table.rows[0].cells[1], block.beside, size=11)
        self.document.add_paragraph().paragraph_format.space_after = Pt(0)

    def table(self, block: Table) -> None:
        if block.caption:
            self.document.add_paragraph(storable(block.caption), style="Caption")
        shares = block.widths or column_widths(block)
        widths = [Length(int(ACROSS * share / sum(shares))) for share in shares]
        table = self.grid(1 + len(block.rows), widths)
        word_parts.name_table(table, name=storable(block.caption), headed=True)
        rows = list(table.rows)
        word_parts.repeat_as_heading(rows[0])
        head: tuple[Text, ...] = tuple((Run(words, bold=True),) for words in block.head)
        for row, texts in zip(rows, (head, *block.rows), strict=True):
            if max(len(words_of(cell)) for cell in texts) <= KEPT_WHOLE:
                word_parts.keep_whole(row)
            for column, (cell, runs) in enumerate(zip(row.cells, texts, strict=True)):
                self.fill(cell, runs, size=10, right=column in block.numeric)
                is_head = texts is head
                colour, eighths = (self.brand, 10) if is_head else (RULE, 4)
                word_parts.border_cell(cell, colour=colour, eighths=eighths)
        after = self.document.add_paragraph()
        if block.note:
            note = after.add_run(storable(block.note))
            self.dress(note, size=9.5, colour=QUIET)

    def grid(self, rows: int, widths: Iterable[Length]) -> Any:
        widths = tuple(widths)
        table = self.document.add_table(rows=rows, cols=len(widths))
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
            for cell in column.cells:
                # Word goes by each cell's width where it differs from the column's.
                cell.width = width
        return table

    def fill(self, cell: Any, runs: Text, *, size: float, right: bool = False) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_before = Pt(3)
        paragraph.paragraph_format.space_after = Pt(3)
        if right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self.write(paragraph, runs, size=size)

    def chart(self, block: Chart) -> None:
        if block.caption:
            self.document.add_paragraph(storable(block.caption), style="Caption")
        picture = typesetting.png(block.svg, fonts=self.fonts)
        # A PNG says its width and height in the bytes after its first sixteen.
        wide, high = struct.unpack(">II", picture[16:24])
        width = min(ACROSS, int(TALLEST * wide / high))
        shape = self.document.add_picture(io.BytesIO(picture), width=width)
        word_parts.describe_picture(shape, alt=storable(block.alt), name=storable(block.caption))

    def properties(self, title: str) -> None:
        made = self.document.core_properties
        issued = self.pack.issued
        made.title = storable(title)[:LONGEST_PROPERTY]
        made.author = made.last_modified_by = storable(self.pack.partnership)[:LONGEST_PROPERTY]
        made.language = self.pack.language
        made.comments = ""
        made.created = made.modified = dt.datetime(issued.year, issued.month, issued.day)  # noqa: DTZ001
        made.revision = 1

    def content(self) -> bytes:
        saved = io.BytesIO()
        self.document.save(saved)
        return word_parts.without_clock(saved.getvalue())
