"""
An Excel template taken, filled in as people fill them in, and given back.
"""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from saferboard.sheets.models import DataReturn
from tests.rooms.sheets.test_judging import asked
from tests.world import Q1

HOMES = ("cctv", "2022-23-q2", "homes")
FIRST = 6
"""The row of the template that the first figure stands in."""


@pytest.fixture
def held(world, client):
    (held,) = asked("cctv", "homes")
    client.force_login(world.users["partner"])
    return held


def taken(client, args=HOMES):
    answer = client.get(reverse("sheets:template", args=args))
    assert answer.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(answer.content))


def give(client, book, args=HOMES, typed="stay"):
    written = io.BytesIO()
    book.save(written)
    file = SimpleUploadedFile("sheet.xlsx", written.getvalue())
    return client.post(reverse("sheets:upload", args=args), {"file": file, "typed": typed})


def test_what_is_filled_in_comes_into_the_boxes(client, held):
    book = taken(client)
    sheet = book.worksheets[0]
    rows = {sheet.cell(n, 1).value: n for n in range(FIRST, FIRST + 3)}
    sheet.cell(rows["incidents.all"], 4, "1,234")
    sheet.cell(rows["incidents.all"], 5, 900)
    sheet.cell(rows["incidents.all"], 6, "n/a")
    sheet.cell(rows["packs.all"], 7, "<5")
    assert give(client, book).status_code == 302
    held.refresh_from_db()
    assert held.draft["typed"] == {
        "incidents.all.2022-07": "1,234",
        "incidents.all.2022-08": "900",
        "incidents.all.2022-09": "n/a",
        "packs.all.whole": "<5",
    }
    page = client.get(reverse("sheets:fill", args=HOMES)).content.decode()
    assert "“n/a” may mean three things" in page
    assert "A small number is wanted as it is" in page
    assert 'value="1,234"' in page


def merged(book):
    book.worksheets[0].merge_cells("D6:E6")


def formula(book):
    book.worksheets[0]["D6"] = "=1+1"


def another_sheet(book):
    book.create_sheet("Names")


def other_year(book):
    sheet = book.worksheets[0]
    sheet["A2"] = sheet["A2"].value.replace("cctv 2022-23", "cctv 2021-22")


def other_quarter(book):
    sheet = book.worksheets[0]
    sheet["A2"] = sheet["A2"].value.replace("Q2", "Q1")


def other_partner(book):
    sheet = book.worksheets[0]
    sheet["A2"] = sheet["A2"].value.replace("homes", "police")


def other_sheet(book):
    sheet = book.worksheets[0]
    sheet["A2"] = sheet["A2"].value.replace("cctv", "youth-justice")


def no_template(book):
    book.worksheets[0]["A2"] = None


def row_twice(book):
    book.worksheets[0]["A7"] = book.worksheets[0]["A6"].value


def row_unknown(book):
    book.worksheets[0]["A7"] = "lamps.all"


def hidden_column(book):
    book.worksheets[0].column_dimensions["E"].hidden = True


WRONG = {
    merged: "merged",
    formula: "formula",
    another_sheet: "“Names”",
    other_year: "another year",
    other_quarter: "another quarter",
    other_partner: "another partner",
    other_sheet: "another data sheet",
    no_template: "not the template",
    row_twice: "Add the two together",
    row_unknown: "of no figure",
    hidden_column: "hidden",
}


@pytest.mark.parametrize("spoil", WRONG, ids=lambda spoil: spoil.__name__)
def test_a_spoilt_template_is_a_sentence_and_changes_nothing(client, held, spoil):
    DataReturn.objects.filter(pk=held.pk).update(draft={"typed": {"packs.all.whole": "7"}})
    book = taken(client)
    spoil(book)
    answer = give(client, book)
    assert answer.status_code == 400
    assert WRONG[spoil] in answer.content.decode()
    held.refresh_from_db()
    assert held.draft == {"typed": {"packs.all.whole": "7"}}


def test_a_date_in_a_box_is_said_to_be_one(client, held):
    book = taken(client)
    book.worksheets[0]["D6"] = "01/07/2022"
    give(client, book)
    page = client.get(reverse("sheets:fill", args=HOMES)).content.decode()
    assert "This is a date. Write the number that belongs here." in page


def test_a_partners_own_words_stand_in_its_template(client, world):
    asked("domestic-abuse", "homes", quarter=Q1)
    client.force_login(world.users["partner"])
    here = ("domestic-abuse", "2022-23-q1", "homes")
    book = taken(client, here)
    sheet = book.worksheets[0]
    medium = next(
        row for row in sheet.iter_rows(min_row=FIRST) if row[0].value == "assessed.medium"
    )
    assert medium[2].value == "Medium / standard risk"
    medium[0].value, medium[6].value = "assessed.Standard risk", 8
    assert give(client, book, here).status_code == 302
    held = DataReturn.objects.get(sheet="domestic-abuse", quarter="2022-23 Q1")
    assert held.draft["typed"]["assessed.medium.whole"] == "8"


def test_what_stands_in_a_box_already_stays_unless_it_is_to_be_replaced(client, held):
    book = taken(client)
    fill = {"packs.all.whole": "9", "incidents.all.2022-07": "40", "counter": 0}
    assert client.post(reverse("sheets:keep", args=HOMES), fill).status_code == 200
    sheet = book.worksheets[0]
    rows = {sheet.cell(n, 1).value: n for n in range(FIRST, FIRST + 3)}
    sheet.cell(rows["packs.all"], 7, 10)
    sheet.cell(rows["arrests.all"], 7, 3)

    def kept():
        held.refresh_from_db()
        return held.draft["typed"]

    assert give(client, book).status_code == 302
    assert kept() == {
        "incidents.all.2022-07": "40",
        "packs.all.whole": "9",
        "arrests.all.whole": "3",
    }
    answer = client.get(reverse("sheets:fill", args=HOMES)).content.decode()
    assert "1 box filled in. 1 box stays as it was" in answer
    assert give(client, book, typed="replace").status_code == 302
    assert kept()["packs.all.whole"] == "10"
    assert kept()["incidents.all.2022-07"] == "40"
