"""
Every data sheet loads, its measures count what it counts, and a faulty file says where.
"""

import pytest

from saferboard.measures.definitions import defined
from saferboard.sheets.definitions import HERE, DefinitionError, load_sheets, sheets

EDITIONS = [one for editions in sheets().values() for one in editions.values()]


def test_every_file_is_an_edition():
    files = {(path.parent.name, path.stem) for path in HERE.rglob("*.yaml")}
    assert {(one.slug, one.edition) for one in EDITIONS} == files
    asked_for = {"cctv", "trading-standards", "youth-justice", "sanctuary-scheme"}
    assert asked_for | {"domestic-abuse", "community-impact-days"} <= set(sheets())


@pytest.mark.parametrize("sheet", EDITIONS, ids=lambda one: f"{one.slug} {one.edition}")
def test_a_sheet_counts_what_its_measures_count(sheet):
    for field in sheet.fields:
        if field.measure:
            measure = defined(field.measure)
            assert measure.counts.source == "partner-reports"
            assert measure.unit == field.unit
    assert all(check.says.endswith(".") for check in sheet.checks)


GOOD = """\
title: Lamps
about: Lamps.
source: The lamp paper.
written_by: one-post
checked_by: none
review_by: 2023-03-31
fields:
  - {code: lit, title: Lit, definition: Lamps lit., unit: lamps}
  - {code: out, title: Out, definition: Lamps out., unit: lamps}
  - {code: lamps, title: Lamps, definition: Lamps in all., unit: lamps}
checks:
  - {code: L-1, kind: sum, fields: [lamps, lit, out], severity: error, says: They differ.}
"""
NEXT = "follows: 2022-23\nwritten_by: one-post\nchecked_by: none\nreview_by: 2024-03-31\n"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("code: out", "code: lit", "two fields have one code"),
        ("unit: lamps}\nchecks", "unit: lamps, measure: no-such}\nchecks", "no measure called"),
        ("unit: lamps}\nchecks", "unit: lamps, by: risk}\nchecks", "no breakdown called"),
        ("[lamps, lit, out]", "[lamps, lit, gone]", "there is no field gone"),
        ("checked_by: none", "checked_by: one-post", "may not be the author"),
        ("kind: sum", "kind: product", "Use one of them"),
        ("fields: [lamps, lit, out]", "fields: [lamps]", "two fields"),
        ("title: Lamps\n", "", "give title"),
    ],
)
def test_a_faulty_file_says_what_to_do(tmp_path, old, new, says):
    (tmp_path / "lamps").mkdir()
    assert old in GOOD
    (tmp_path / "lamps/2022-23.yaml").write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(DefinitionError, match=says):
        load_sheets(tmp_path)


def test_the_next_edition_is_the_last_and_its_differences(tmp_path):
    (tmp_path / "lamps").mkdir()
    (tmp_path / "lamps/2022-23.yaml").write_text(GOOD, encoding="utf-8")
    later = tmp_path / "lamps/2023-24.yaml"
    later.write_text(
        NEXT + "differs: {drop_fields: [out], drop_checks: [L-1], "
        "change_fields: {lit: {definition: Lamps lit at nine.}}}\n",
        encoding="utf-8",
    )
    then = load_sheets(tmp_path)["lamps"]["2023-24"]
    assert [field.code for field in then.fields] == ["lit", "lamps"]
    assert then.field("lit").definition == "Lamps lit at nine."
    assert then.checks == ()
    later.write_text(NEXT + "differs: {drop_fields: [gone]}\n", encoding="utf-8")
    with pytest.raises(DefinitionError, match="has no field gone"):
        load_sheets(tmp_path)
