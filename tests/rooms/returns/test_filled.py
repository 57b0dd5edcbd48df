"""
Templates given back: what is read, and every way in which one is not what was made.
"""

import io

import docx
import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from saferboard.documents.filled import Unfit, read_sheet, read_word
from saferboard.returns.models import Draft
from tests.world_returns import ROUND

HOME = f"/strategy/asked-of-you/{ROUND}.housing-manager/"
EXCEL, WORD = f"{HOME}template.xlsx", f"{HOME}template.docx"
ROW = 6
"""The row of the first update on the sheet; its text is in column D."""


@pytest.fixture
def partner(client, world):
    client.force_login(world.users["partner"])
    return client


def book(client, address: str = EXCEL):
    return openpyxl.load_workbook(io.BytesIO(client.get(address).content))


def saved(thing) -> bytes:
    written = io.BytesIO()
    thing.save(written)
    return written.getvalue()


def give(client, content: bytes, *, name: str = "filled.xlsx", typed: str = "stay"):
    file = SimpleUploadedFile(name, content)
    return client.post(f"{HOME}give-back/", {"file": file, "typed": typed}, follow=True)


def test_an_excel_template_comes_back_into_the_boxes(partner):
    made = book(partner)
    assert made.sheetnames == ["Updates"]
    assert made["Updates"]["A6"].value == "W2.1"
    made["Updates"]["D6"] = "Nine landlords\n\n- of forty"
    page = give(partner, saved(made)).content.decode()
    assert "1 box filled in" in page
    draft = Draft.objects.get()
    assert (draft.text, draft.via) == ("Nine landlords\n\n- of forty", "EXCEL")


def test_a_word_template_comes_back_into_the_boxes(partner):
    made = docx.Document(io.BytesIO(partner.get(WORD).content))
    made.tables[0].rows[1].cells[3].text = "Nine landlords were trained."
    page = give(partner, saved(made), name="filled.docx").content.decode()
    assert "1 box filled in" in page
    assert Draft.objects.get().via == "WORD"


def test_what_is_typed_already_stays_unless_they_say(partner):
    box = f"{HOME}w21-housing-manager/keep/"
    partner.post(box, {"words": "Typed.", "counter": "0"})
    made = book(partner)
    made["Updates"]["D6"] = "From the file."
    page = give(partner, saved(made)).content.decode()
    assert "1 text typed before stay as they were" in page
    assert Draft.objects.get().text == "Typed."
    give(partner, saved(made), typed="replace")
    assert Draft.objects.get().text == "From the file."


def merged(sheet):
    sheet.merge_cells("D6:D7")


def hidden_column(sheet):
    sheet.column_dimensions["C"].hidden = True


def hidden_row(sheet):
    sheet.row_dimensions[6].hidden = True


def formula(sheet):
    sheet["D6"] = "=1+1"


def beside(sheet):
    sheet["F6"] = "by the way"


def another_sheet(sheet):
    sheet.parent.create_sheet("Notes")


def hidden_sheet(sheet):
    sheet.parent.create_sheet("Notes").sheet_state = "hidden"


def renamed(sheet):
    sheet.title = "Sheet1"


def figure_alone(sheet):
    sheet["D6"] = "1,234"


def few(sheet):
    sheet["D6"] = "<5"


def nothing(sheet):
    sheet["D6"] = "n/a"


def unknown(sheet):
    sheet["A6"] = "W9.9"
    sheet["D6"] = "Text."


def no_reference(sheet):
    sheet["D9"] = "Text."


def twice(sheet):
    sheet["D6"] = "Text."
    sheet["A7"], sheet["D7"] = "W2.1", "More."


def empty(sheet):
    sheet["D6"] = " "


def old_quarter(sheet):
    sheet["A2"] = "Template 1, 2022-23-q2.safer-westhaven.housing-manager"


def of_another(sheet):
    sheet["A2"] = f"Template 1, {ROUND}.superintendent"


def old_layout(sheet):
    sheet["A2"] = f"Template 0, {ROUND}.housing-manager"


def other_heading(sheet):
    sheet["D5"] = "Your update"


def no_tag(sheet):
    sheet["A2"] = ""


UNFIT = [
    (merged, "Cells D6:D7 are merged"),
    (hidden_column, "Column C is hidden"),
    (hidden_row, "Row 6 is hidden"),
    (formula, "Cell D6 holds a formula"),
    (beside, "Cell F6 stands beside the table"),
    (another_sheet, "There is a sheet “Notes”"),
    (hidden_sheet, "There is a hidden sheet “Notes”"),
    (renamed, "There is no sheet “Updates”"),
    (figure_alone, "W2.1 says only 1,234. Say what it counts"),
    (few, "W2.1 says only &lt;5"),
    (nothing, "“n/a” is no update on W2.1"),
    (unknown, "W9.9 is not asked in this list"),
    (no_reference, "Row 9 has a text and no reference"),
    (twice, "W2.1 stands in an earlier row already"),
    (empty, "No update is filled in"),
    (old_quarter, "It is the template for Q2 2022/23"),
    (of_another, "It is another post’s template"),
    (old_layout, "not those of the template in use"),
    (other_heading, "not those of the template in use"),
    (no_tag, "not a template of this site"),
]


@pytest.mark.parametrize(("spoil", "words"), UNFIT, ids=[spoil.__name__ for spoil, _ in UNFIT])
def test_a_sheet_that_is_not_what_was_made_is_refused_in_a_sentence(
    partner, monkeypatch, spoil, words
):
    in_this_process(monkeypatch)
    made = book(partner)
    made["Updates"]["D6"] = "Nine landlords were trained."
    spoil(made["Updates"])
    answer = give(partner, saved(made))
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert not Draft.objects.exists()


def in_this_process(monkeypatch):
    """Read the file here: what the child process adds is tried by the tests above."""
    import json

    from saferboard.documents import filled_apart
    from saferboard.documents.filled import Line
    from saferboard.documents.safety import FileKind
    from saferboard.returns.filled import views

    def read(data):
        said = json.loads(json.dumps(filled_apart._read(data)))
        lines = tuple(Line(place, tuple(cells)) for place, cells in said["lines"])
        return FileKind(said["kind"]), filled_apart.Filled(said["tag"], tuple(said["head"]), lines)

    monkeypatch.setattr(views, "read_apart", read)


def test_a_date_and_a_number_are_read_as_they_are_shown(world):
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "Updates"
    for column, text in enumerate(("Reference", "Text"), start=1):
        sheet.cell(5, column, text)
    import datetime as dt

    for row, value in ((6, dt.date(2022, 7, 3)), (7, 1234), (8, True)):
        sheet.cell(row, 1, f"W{row}")
        sheet.cell(row, 2, value)
    sheet["B7"].number_format = "#,##0"
    read = read_sheet(saved(made))
    assert [line.cells for line in read.lines] == [
        ("W6", "3 July 2022"),
        ("W7", "1,234"),
        ("W8", "TRUE"),
    ]


def tracked(document):
    from docx.oxml import OxmlElement

    document.paragraphs[0]._p.append(OxmlElement("w:ins"))


def hidden_text(document):
    document.tables[0].rows[1].cells[3].paragraphs[0].add_run("aside").font.hidden = True


def merged_cells(document):
    cells = document.tables[0].rows[1].cells
    cells[2].merge(cells[3])


def text_below(document):
    document.add_paragraph("And another thing.")


def two_tables(document):
    document.add_table(1, 1)


SPOILT = [
    (tracked, "tracked changes"),
    (hidden_text, "hidden text"),
    (merged_cells, "are merged"),
    (text_below, "“And another thing.” stands outside the table"),
    (two_tables, "one table and no more"),
]


@pytest.mark.parametrize(("spoil", "words"), SPOILT, ids=[spoil.__name__ for spoil, _ in SPOILT])
def test_a_document_that_is_not_what_was_made_is_refused(partner, spoil, words):
    made = docx.Document(io.BytesIO(partner.get(WORD).content))
    spoil(made)
    with pytest.raises(Unfit, match=words):
        read_word(saved(made))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7 nothing", "damaged"),
        (b"plain words", "It is a text file"),
        (b"PK\x03\x04 broken", "damaged"),
    ],
)
def test_a_file_of_another_kind_is_refused_in_a_sentence(partner, content, words):
    answer = give(partner, content)
    assert answer.status_code == 400
    assert words in answer.content.decode()


def test_a_table_is_pasted(partner):
    table = 'Reference\tText\nW2.1\t"Nine were trained.\n\nTen more are asked."\n'
    page = partner.post(f"{HOME}paste/", {"table": table, "typed": "stay"}, follow=True)
    assert "1 box filled in" in page.content.decode()
    assert Draft.objects.get().text == "Nine were trained.\n\nTen more are asked."


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("W2.1 Nine", "has no second column"),
        ("W9\tNine", "Line 1: W9 is not asked in this list"),
        ("W2.1\tNine\nW2.1\tTen", "Line 2: W2.1 stands in an earlier row already"),
    ],
)
def test_a_wrong_table_comes_back_as_it_was_pasted(partner, table, words):
    answer = partner.post(f"{HOME}paste/", {"table": table, "typed": "stay"})
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert table in answer.content.decode()
    assert not Draft.objects.exists()
