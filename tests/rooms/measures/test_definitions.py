import pytest

from saferboard.domain.refusals import Refused
from saferboard.measures.apps import definitions_may_be_used
from saferboard.measures.definitions import (
    DefinitionError,
    UnknownMeasure,
    defined,
    definitions,
    known_source,
    load_definitions,
    load_sources,
    sources,
)

GOOD = """\
title: Burglary of homes
question: More or fewer?
counts: {source: mps-borough-old-scheme, offences: [Burglary/Domestic Burglary]}
over: {source: ons-mid-year-estimates}
per: 1000
unit: offences
better: down
places: [borough]
suppress_below: none
written_by: analyst
checked_by: head
review_by: 2026-09-30
"""


def held_to(tmp_path, text, name="homes.yaml"):
    (tmp_path / name).write_text(text, encoding="utf-8")
    return load_definitions(tmp_path, sources())


def test_a_good_file_is_a_measure(tmp_path):
    found = held_to(tmp_path, GOOD)["homes"]
    assert found.counts.pairs == (("Burglary", "Domestic Burglary"),)
    assert found.counted
    assert found.population_sources == ("ons-mid-year-estimates", "ons-small-area-estimates")


@pytest.mark.parametrize(
    ("before", "after", "line", "column", "key", "words"),
    [
        ("better: down\n", "bettr: down\nbetter: down\n", 7, 1, "bettr", "not known"),
        ("unit: offences\n", "", 1, 1, "unit", "missing"),
        ("better: down", "better: sideways", 7, 1, "better", "not one of"),
        ("checked_by: head", "checked_by: analyst", 11, 1, "checked_by", "may not be the author"),
        (
            "{source: mps-borough-old-scheme,",
            "{source: nobody,",
            3,
            10,
            "counts.source",
            "no source",
        ),
        ("{source: ons-mid-year-estimates}", "{source: nobody}", 4, 8, "over.source", "no source"),
        ("source: mps-borough-old-scheme, ", "", 3, 1, "counts", "name a source"),
        (
            "offences: [Burglary/",
            "offences: [Bungling/",
            3,
            42,
            "counts.offences",
            "no offence group",
        ),
        (
            "offences: [Burglary/Domestic Burglary]",
            "offences: [Burglary/Domestic Bulgary]",
            3,
            42,
            "counts.offences",
            "Did you mean Domestic Burglary?",
        ),
        (
            "offences: [Burglary/Domestic Burglary]",
            "offences: [Burglary]",
            3,
            1,
            "counts",
            "Group/Offence",
        ),
        (", offences: [Burglary/Domestic Burglary]", "", 3, 1, "counts", "give offences"),
        (
            "mps-borough-old-scheme, offences: [Burglary/Domestic Burglary]",
            "partner-reports, offences: ['*']",
            3,
            1,
            "counts",
            "none for what partners report",
        ),
        ("per: 1000\n", "", 1, 1, "", "over and per"),
        ("per: 1000", "per: 0", 5, 1, "per", "greater than 0"),
        ("suppress_below: none", "suppress_below: 5", 1, 1, "", "suppress_because"),
        ("suppress_below: none\n", "", 1, 1, "suppress_below", "missing"),
        ("review_by: 2026-09-30", "review_by: soon", 12, 1, "review_by", "date"),
        ("title: Burglary of homes", "title: [Burglary", 2, 9, "", "not YAML"),
        ("per: 1000", "per: 1000\nper: 100", 6, 1, "per", "given twice"),
    ],
)
def test_a_bad_file_stops_with_its_line(tmp_path, before, after, line, column, key, words):
    assert before in GOOD
    with pytest.raises(DefinitionError) as stopped:
        held_to(tmp_path, GOOD.replace(before, after, 1))
    said = str(stopped.value)
    assert said.startswith(f"homes.yaml, line {line}, column {column}"), said
    assert stopped.value.key == key
    assert words in said


@pytest.mark.parametrize("name", ["Homes.yaml", "ho mes.yaml", "homes_.yaml", "hömes.yaml"])
def test_a_file_is_named_as_its_measure_can_be_written(tmp_path, name):
    with pytest.raises(DefinitionError, match="small letters, figures and hyphens"):
        held_to(tmp_path, GOOD, name)


def test_nothing_or_bytes_in_a_file_are_refused(tmp_path):
    with pytest.raises(DefinitionError, match="nothing is written"):
        held_to(tmp_path, "")
    (tmp_path / "homes.yaml").write_bytes(b"title: \xff\xfe")
    with pytest.raises(DefinitionError, match="UTF-8"):
        load_definitions(tmp_path, sources())


def test_two_files_of_one_name_are_refused(tmp_path):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "homes.yaml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(DefinitionError, match="another file"):
        held_to(tmp_path, GOOD)


def test_people_cannot_be_counted_as_events(tmp_path):
    text = GOOD.replace("mps-borough-old-scheme", "ons-mid-year-estimates")
    with pytest.raises(DefinitionError, match="Use over"):
        held_to(tmp_path, text)


def test_a_monthly_source_says_what_no_row_means(tmp_path):
    text = "publisher: P\ntitle: T\nabout: A\nlicence: L\nattribution: A\nloader: dashboard\n"
    (tmp_path / "s.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionError, match="absent_row"):
        load_sources(tmp_path)
    text = text.replace("dashboard", "population") + "falls_back_to: nobody\n"
    (tmp_path / "s.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionError, match=r"line 7, column 1, falls_back_to: no source"):
        load_sources(tmp_path)


def test_every_measure_the_product_has_loads_and_bears_two_names():
    assert len(definitions()) >= 40
    for definition in definitions().values():
        assert definition.written_by != definition.checked_by
    assert [
        s for s in ("total-burglary", "hate-crime", "asb-calls") if s not in definitions()
    ] == []


def test_an_unknown_name_is_given_the_nearest(db):
    with pytest.raises(UnknownMeasure, match="Did you mean total-burglary"):
        defined("total-burgalry")
    with pytest.raises(Refused, match="mps-dashboard"):
        known_source("mps-dashbord")
    with pytest.raises(UnknownMeasure) as stopped:
        defined("zzz")
    assert str(stopped.value) == "There is no measure called “zzz”."


def test_a_break_divides_months_before_from_months_after(tmp_path):
    text = GOOD + "breaks:\n  - {from: 2024-03-01, because: A new system.}\n"
    found = held_to(tmp_path, text)["homes"]
    month = found.breaks[0].start
    assert found.broken_between(month + -1, month) is not None
    assert found.broken_between(month, month + 12) is None
    assert found.broken_between(month + -12, month + -1) is None


def test_no_command_starts_on_a_definition_that_may_not_be_used(monkeypatch, tmp_path):
    assert definitions_may_be_used() == []

    def spoilt():
        return held_to(tmp_path, GOOD.replace("better: down", "better: sideways"))

    monkeypatch.setattr("saferboard.measures.apps.definitions", spoilt)
    (said,) = definitions_may_be_used()
    assert said.msg.startswith("homes.yaml, line 7, column 1, better:")
