"""
Tables in PDFs are read by where their figures stand, however narrow they are printed.
"""

from pathlib import Path

import pytest
import typst

from saferboard.claims.checker import check
from saferboard.documents.reading import columns, read
from saferboard.documents.reading.columns import Piece

HEAD = '#set page(width: {width}cm, height: 12cm)\n#set text(size: {size}pt, lang: "en")\n'


def tables(tmp_path: Path, markup: str, *, width: int = 16, size: int = 11):
    source = tmp_path / "paper.typ"
    source.write_text(HEAD.format(width=width, size=size) + markup)
    typst.compile(str(source), output=str(tmp_path / "paper.pdf"))
    reading = read(tmp_path / "paper.pdf")
    found = [
        [[cell.text for cell in row] for row in block.table.rows]
        for block in reading.blocks
        if block.table
    ]
    return reading, found


def cells(rows: list[list[str]]) -> str:
    return ", ".join(f"[{cell}]" for row in rows for cell in row)


WARDS = [
    ["Ward", "2021/22", "2022/23"],
    ["Anders Green", "41", "44"],
    ["Broad Lane", "102", "97"],
    ["Castle", "7", "12"],
    ["Total", "150", "153"],
]
OFFENCES = [
    ["Offence", "Recorded 2021/22", "Recorded 2022/23", "Change"],
    ["Arson", "41", "44", "7.3%"],
    ["Theft", "102", "97", "−4.9%"],
    ["Total", "143", "141", "−1.4%"],
]


@pytest.mark.parametrize("stroke", ["none", "0.3pt"])
@pytest.mark.parametrize("size", [8, 11])
def test_headings_that_nearly_touch_are_parted(tmp_path, stroke, size):
    markup = f"#table(columns: 3, inset: 2pt, stroke: {stroke}, align: (left, right, right), {cells(WARDS)})"  # noqa: E501
    _, found = tables(tmp_path, markup, size=size)
    assert found == [WARDS]


@pytest.mark.parametrize("align", ["right", "center", "left"])
def test_headings_of_two_words_are_parted_where_their_figures_are(tmp_path, align):
    markup = f"#table(columns: 4, inset: 3pt, align: (left, {align}, {align}, {align}), {cells(OFFENCES)})"  # noqa: E501
    _, found = tables(tmp_path, markup, size=10)
    assert found == [OFFENCES]


def test_headings_and_labels_that_wrap_stay_in_their_columns(tmp_path):
    rows = [
        ["Offence type", "Year to March 2022", "Year to March 2023", "Change", "Percentage change"],
        ["Residential burglary", "215", "189", "-26", "-12.1%"],
        ["Robbery", "83", "97", "14", "16.9%"],
        ["Violence with injury", "1,204", "1,322", "118", "9.8%"],
        ["Total", "1,502", "1,608", "106", "7.1%"],
    ]
    markup = (
        "#table(columns: (3cm, 2.2cm, 2.2cm, 2cm, 2.4cm),"
        f" align: (left, right, right, right, right), {cells(rows)})"
    )
    _, [found] = tables(tmp_path, markup)
    assert found[:2] == [
        ["Offence type", "Year to", "Year to", "Change", "Percentage"],
        ["", "March 2022", "March 2023", "", "change"],
    ]
    assert [row[0] for row in found[2:]] == [row[0] for row in rows[1:]]
    assert [row[1] for row in found[2:]] == [row[1] for row in rows[1:]]


def test_a_cell_left_empty_moves_no_figure_to_another_column(tmp_path):
    rows = [*WARDS[:3], ["Castle", "", "12"], ["Dunmere", "30", "31"]]
    _, found = tables(tmp_path, f"#table(columns: 3, align: (left, right, right), {cells(rows)})")
    assert found == [rows]


def test_a_table_over_pages_is_one_table_on_each(tmp_path):
    rows = [[f"Area {n}", str(100 + n * 3), str(90 + n * 4)] for n in range(1, 40)]
    markup = (
        "#table(columns: 3, align: (left, right, right),"
        f" table.header([Area], [2021/22], [2022/23]), {cells(rows)})"
    )
    reading, found = tables(tmp_path, markup)
    assert len(found) == len({line.page for line in reading.lines})
    assert all(table[0] == ["Area", "2021/22", "2022/23"] for table in found)
    assert [row for table in found for row in table[1:]] == rows


def test_prose_in_columns_is_no_table(tmp_path):
    _, found = tables(tmp_path, "#set page(columns: 2)\n#lorem(160)", width=21)
    assert found == []


def test_a_wrong_change_under_touching_headings_is_found(tmp_path):
    wrong = [*OFFENCES[:2], ["Theft", "102", "97", "−9.4%"], OFFENCES[3]]
    markup = f"#table(columns: 4, inset: 3pt, align: (left, right, right, right), {cells(wrong)})"
    reading, _ = tables(tmp_path, markup, size=10)
    (found,) = [c for c in check([reading])[0] if c.wrong]
    assert found.stated == "−9.4%"


def test_a_line_of_prose_above_a_table_is_no_heading():
    def words(piece: Piece) -> list[Piece]:
        return [piece]

    def line(*texts: str, top: float) -> list[Piece]:
        return [
            Piece(t, 100.0 * n, top - 8, 100.0 * n + 6 * len(t), top) for n, t in enumerate(texts)
        ]

    page = [
        line("The figures below are for the whole of the borough and its wards.", top=100),
        line("Arson", "41", "44", top=84),
        line("Theft", "102", "97", top=68),
    ]
    assert columns.printed(page, words) == [
        "The figures below are for the whole of the borough and its wards.",
        "Arson\t41\t44",
        "Theft\t102\t97",
    ]
