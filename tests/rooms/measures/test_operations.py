import datetime as dt
from decimal import Decimal

import pytest

from saferboard.domain.figures import Absence
from saferboard.domain.periods import parse_period
from saferboard.domain.refusals import Refused
from saferboard.ledger.models import Entry, Kind
from saferboard.ledger.proving import verify
from saferboard.measures.models import Edition, Observation, PrintedTable, Series
from saferboard.measures.operations import (
    Reported,
    RowCopied,
    copy_printed_table,
    load_file,
    report_figures,
)
from saferboard.measures.queries import figure
from saferboard.places.csv_files import BadFile
from saferboard.places.models import Place
from tests.rooms.measures.conftest import AT, HOMES, NEW, OLD, steady

Q2 = parse_period("2022-23 Q2")


def test_a_file_is_loaded_with_a_line_in_the_ledger(people, files):
    loaded = files.load(files.wide("two.csv", "2020-10", steady(Ashford=5, Bexhill=3)))
    assert (loaded.rows, loaded.again, loaded.vintage) == (2, False, "months to September 2022")
    edition = Edition.objects.get(source=OLD)
    assert edition.places == ["ashford", "bexhill"]
    assert Series.objects.get(place__slug="bexhill").counts == [3] * 24
    line = Entry.objects.order_by("-id").first()
    assert (line.kind, line.facts["file"], line.facts["rows"]) == (
        Kind.FIGURES_LOADED,
        "two.csv",
        2,
    )
    assert verify().broken_at is None


def test_the_same_file_again_changes_nothing(people, files):
    path = files.wide("two.csv", "2020-10", steady(Ashford=5))
    first = files.load(path)
    lines = Entry.objects.count()
    path = path.rename(files.folder / "another-name.csv")
    again = files.load(path)
    assert again.again
    assert (again.rows, again.vintage) == (first.rows, first.vintage)
    assert (Edition.objects.filter(source=OLD).count(), Series.objects.count()) == (1, 1)
    assert Entry.objects.count() == lines
    people_again = files.load(files.folder / "people.csv", "ons-mid-year-estimates")
    assert people_again.again


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text.replace("202012", "202101", 1),
        lambda text: text + text.splitlines()[1] + "\n",
        lambda text: text.replace(",5,", ",five,", 1),
        lambda text: text.replace("Ashford", "Atlantis"),
        lambda text: text.replace("Burglary", "BURGLARY"),
    ],
)
def test_a_bad_file_leaves_the_database_as_it_was(people, files, spoil):
    path = files.wide("two.csv", "2020-10", steady(Ashford=5, Bexhill=3))
    path.write_text(spoil(path.read_text(encoding="utf-8")), encoding="utf-8")
    lines, places = Entry.objects.count(), Place.objects.count()
    with pytest.raises(BadFile):
        files.load(path)
    assert not Edition.objects.filter(source=OLD).exists()
    assert not Series.objects.exists()
    assert (Entry.objects.count(), Place.objects.count()) == (lines, places)


def test_areas_a_source_names_are_made_when_a_file_has_them(people, files):
    airport = "London Heathrow and London City Airports"
    rows = steady(Ashford=5) | {(*HOMES, airport): [1] * 24}
    files.load(files.wide("two.csv", "2020-10", rows))
    assert Place.objects.get(name=airport).kind == "AIRPORT"
    assert not Place.objects.filter(name="Unknown").exists()


def test_the_schemes_are_kept_apart(people, files):
    path = files.wide("new.csv", "2020-10", {("BURGLARY", "DOMESTIC BURGLARY", "Ashford"): [1] * 3})
    with pytest.raises(BadFile, match="load it as mps-borough-new-scheme"):
        files.load(path, OLD)
    assert files.load(path, NEW).rows == 1


def test_reports_without_an_issue_and_an_unknown_source_are_refused(people, files):
    path = files.wide("two.csv", "2020-10", steady(Ashford=5))
    with pytest.raises(Refused, match="Name the issue of these figures"):
        files.load(path, "partner-reports")
    with pytest.raises(Refused, match="no source called"):
        files.load(path, "nobody")


def test_a_vintage_may_be_named(people, files):
    path = files.wide("two.csv", "2020-10", steady(Ashford=5))
    loaded = load_file(path, source=OLD, by="system", at=AT, vintage="as corrected")
    assert Edition.objects.get(source=OLD).vintage == loaded.vintage == "as corrected"
    with pytest.raises(Refused, match="100 letters"):
        load_file(path, source=OLD, by="system", at=AT, vintage="x" * 101)


def reported(value=Decimal(2017), **changes):
    given = {
        "measure": "cctv-incidents",
        "place": "ashford",
        "period": Q2,
        "value": value,
        "source": "partner-reports",
        "where": "Priority 1 paper",
        "vintage": "board of 27 October 2022",
    } | changes
    return Reported(**given)


def tell(*figures):
    return report_figures(figures, by="system", at=AT)


def test_a_figure_is_reported_once(people):
    assert tell(reported()) == 1
    lines = Entry.objects.count()
    assert tell(reported()) == 0
    assert Entry.objects.count() == lines
    with pytest.raises(Refused, match="Record a correction as a later vintage"):
        tell(reported(Decimal(2018)))
    assert tell(reported(Decimal(2018), vintage="board of 4 January 2023")) == 1
    found = figure("cctv-incidents", "ashford", Q2)
    assert found.value == 2018
    assert found.origins[0].vintage == "board of 4 January 2023"
    assert Observation.objects.count() == 2


def test_a_figure_not_supplied_says_so(people):
    tell(reported(None, absence=Absence.NOT_ASKED))
    assert figure("cctv-incidents", "ashford", Q2).absence is Absence.NOT_ASKED
    other = figure("cctv-incidents", "ashford", parse_period("2022-23 Q1"))
    assert other.absence is Absence.NOT_SUPPLIED


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"measure": "total-burglary"}, "not a measure that partners report"),
        ({"measure": "asb-calls"}, "not a measure that partners report"),
        ({"measure": "nothing-at-all"}, "no measure called"),
        ({"value": None}, "give a value or the reason"),
        ({"absence": Absence.NOT_ASKED}, "give a value or the reason"),
        ({"place": "atlantis"}, "no place called"),
    ],
)
def test_an_unfit_report_is_refused_and_none_is_kept(people, changes, words):
    with pytest.raises(Refused, match=words):
        tell(reported(period=parse_period("2022-23 Q1")), reported(**changes))
    assert not Observation.objects.exists()


def copy(rows, **changes):
    given = {
        "paper": "5a",
        "meeting_on": dt.date(2022, 10, 27),
        "place": "ashford",
        "earlier_label": "Rolling Year Jan 21",
        "later_label": "Rolling Year Jan 22",
    } | changes
    return copy_printed_table("Crime", rows=rows, by="system", at=AT, **given)


def test_a_table_is_copied_as_printed(people):
    row = RowCopied("Burglary", "total-burglary", 1452, 1577, "+8", also=(("8.8%", "the text"),))
    table = copy([row])
    assert (str(table.earlier), str(table.later)) == ("year to 2021-01", "year to 2022-01")
    assert table.rows.get().also_stated.get().text == "8.8%"
    with pytest.raises(Refused, match="copied before"):
        copy([row])


@pytest.mark.parametrize(
    ("changes", "measure"),
    [
        ({"earlier_label": "Last year"}, "total-burglary"),
        ({"later_label": "Rolling Year Foo 22"}, "total-burglary"),
        ({}, "no-such-measure"),
    ],
)
def test_a_table_that_means_nothing_is_refused(people, changes, measure):
    with pytest.raises(Refused):
        copy([RowCopied("Burglary", measure, 1, 2, "+8")], **changes)
    assert not PrintedTable.objects.exists()
