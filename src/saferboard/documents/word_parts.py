"""
The corners of Word's format that python-docx leaves to be written by hand.
"""

import io
import zipfile
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

# The zip format's earliest day.  A real one would make each copy of a paper different.
LONG_AGO = (1980, 1, 1, 0, 0, 0)


def element(name: str, **attributes: str) -> Any:
    """
    Return an element in Word's namespace, its attributes too.
    """
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def shade(run: Any, *, ground: str) -> None:
    """
    Put a coloured ground behind the run.
    """
    run._r.get_or_add_rPr().append(element("shd", val="clear", color="auto", fill=ground))


def border_paragraph(paragraph: Any, *, side: str, colour: str, eighths: int) -> None:
    """
    Draw a rule at one side of the paragraph.
    """
    borders = element("pBdr")
    borders.append(element(side, val="single", sz=str(eighths), space="8", color=colour))
    properties = paragraph._p.get_or_add_pPr()
    # Word calls a file corrupt in which these come in another order than its schema's.
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr"
    )


def border_cell(cell: Any, *, colour: str, eighths: int) -> None:
    """
    Draw a rule under the cell.
    """
    borders = element("tcBorders")
    borders.append(element("bottom", val="single", sz=str(eighths), space="0", color=colour))
    cell._tc.get_or_add_tcPr().append(borders)


def repeat_as_heading(row: Any) -> None:
    """
    Mark the row as the table's headings, which Word repeats on each page and reads aloud.
    """
    row._tr.get_or_add_trPr().append(element("tblHeader", val="true"))


def keep_whole(row: Any) -> None:
    """
    Keep the row from running over to the next page.
    """
    row._tr.get_or_add_trPr().append(element("cantSplit", val="true"))


def name_table(table: Any, *, name: str, headed: bool) -> None:
    """
    Say what the table is for those who hear it, and whether its first row is headings.
    """
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        properties.remove(look)
    properties.append(
        element(
            "tblLook",
            val="0420" if headed else "0480",
            firstRow="1" if headed else "0",
            lastRow="0",
            firstColumn="0" if headed else "1",
            lastColumn="0",
            noHBand="0",
            noVBand="1",
        )
    )
    if name:
        properties.append(element("tblCaption", val=name))


def describe_picture(shape: Any, *, alt: str, name: str) -> None:
    """
    Give a picture its words.
    """
    shape._inline.docPr.set("descr", alt)
    if name:
        shape._inline.docPr.set("title", name)


def page_number(paragraph: Any) -> None:
    """
    Add the page's number as a field that Word works out.
    """
    for kind, instruction in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        if kind:
            run._r.append(element("fldChar", fldCharType=kind))
        else:
            words = element("instrText")
            words.text = instruction
            run._r.append(words)


def speak(document: Any, language: str) -> None:
    """
    Set the language that the document is spelt and read aloud in.
    """
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    spoken = properties.find(qn("w:lang"))
    if spoken is None:
        spoken = element("lang")
        properties.append(spoken)
    spoken.set(qn("w:val"), language)


def fresh_numbering(document: Any, *, style: Any) -> int:
    """
    Return the id of a numbering that starts at 1: lists of one style otherwise count on.
    """
    numbering = document.part.numbering_part.numbering_definitions._numbering
    used = style.element.pPr.numPr.numId.val
    number = numbering.add_num(numbering.num_having_numId(used).abstractNumId.val)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(number.numId)


def number_with(paragraph: Any, numbering: int) -> None:
    """
    Count the paragraph in the given numbering.
    """
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = numbering


def without_clock(content: bytes) -> bytes:
    """
    Return the zipped file without the times at which its parts were written.
    """
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            entry = zipfile.ZipInfo(part.filename, date_time=LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(part))
    return made.getvalue()
