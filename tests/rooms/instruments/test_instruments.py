"""
The library of plans and protocols: entered once, found by any name, and compared for gaps.
"""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from saferboard.domain.instruments import InstrumentKind, InstrumentState, RelationKind
from saferboard.domain.refusals import Refused
from saferboard.instruments import operations, queries
from saferboard.instruments.models import Instrument, Matrix, Version
from saferboard.instruments.operations import InstrumentWritten
from saferboard.ledger.models import Entry, Kind
from saferboard.partners.answers import held_by
from saferboard.partners.models import Post
from tests.world import AT
from tests.world_library import DRUGS

TODAY = AT.date()


@pytest.fixture
def clerk(world):
    return world.users["clerk"]


@pytest.fixture
def drugs(world):
    return Instrument.objects.get(code="drugs-plan")


def test_one_name_belongs_to_one_instrument(clerk):
    for taken in ("drugs action plan", "SUBSTANCE MISUSE PLAN"):
        with pytest.raises(Refused, match="is a name of “Drugs Action Plan” already"):
            operations.enter_instrument(
                InstrumentWritten("Another", InstrumentKind.STRATEGY, aliases=[taken]),
                by=clerk,
                at=AT,
            )
    assert Instrument.objects.count() == 2


def test_two_of_one_title_apart_from_case_get_codes_of_their_own(clerk):
    made = [
        operations.enter_instrument(
            InstrumentWritten(title, InstrumentKind.GUIDANCE), by=clerk, at=AT
        ).code
        for title in ("Night & day", "Night day")
    ]
    assert made == ["night-day", "night-day-2"]


def test_changing_keeps_its_own_names_and_says_which_fields(clerk, drugs):
    operations.change_instrument(drugs, replace(DRUGS, period="2021–23"), by=clerk, at=AT)
    drugs.refresh_from_db()
    assert (drugs.period, drugs.aliases) == ("2021–23", ["DAP", "Substance Misuse Plan"])
    line = Entry.objects.filter(kind=Kind.INSTRUMENT_CHANGED).get()
    assert line.facts == {"fields": "period"}


def test_a_last_day_before_the_first_is_refused(clerk, drugs):
    written = replace(DRUGS, since=dt.date(2023, 4, 1))
    with pytest.raises(Refused, match="last day is before its first"):
        operations.change_instrument(drugs, written, by=clerk, at=AT)


def test_a_review_sets_the_next_by_its_rhythm(clerk, drugs):
    assert operations.review_instrument(drugs, by=clerk, at=AT) == dt.date(2023, 4, 18)
    assert [near.what for near in queries.instrument("drugs-plan", on=TODAY).near] == [
        "End",
        "Review",
    ]


def test_what_is_superseded_by_one_in_force_is_in_force_no_more(clerk, drugs):
    after = operations.enter_instrument(
        InstrumentWritten("Drugs plan 2024", InstrumentKind.ACTION_PLAN),
        state=InstrumentState.IN_FORCE,
        by=clerk,
        at=AT,
    )
    operations.relate(after, RelationKind.SUPERSEDES, drugs, by=clerk, at=AT)
    seen = queries.instrument("drugs-plan", on=TODAY)
    assert seen.state is InstrumentState.SUPERSEDED
    assert ("Superseded by", "Drugs plan 2024") in [(r.words, r.title) for r in seen.relations]
    assert "drugs-plan" not in [one.code for one, _ in queries.falling_due(on=TODAY)]


def test_a_draft_that_will_supersede_leaves_the_old_in_force(clerk, drugs):
    draft = operations.enter_instrument(
        InstrumentWritten("Drugs plan 2024", InstrumentKind.ACTION_PLAN), by=clerk, at=AT
    )
    operations.relate(draft, RelationKind.SUPERSEDES, drugs, by=clerk, at=AT)
    drugs.refresh_from_db()
    assert drugs.state == InstrumentState.IN_FORCE


@pytest.mark.parametrize("who", ["partner", "analyst", "protection"])
def test_others_may_not_keep_it(world, drugs, who):
    with pytest.raises(Refused, match="keep the library of plans"):
        operations.review_instrument(drugs, by=world.users[who], at=AT)


def test_a_refused_file_adds_no_version(clerk, drugs):
    odd = SimpleUploadedFile("plan.pdf", b"MZ\x00\x00 no paper", "application/pdf")
    with pytest.raises(Refused):
        operations.add_version(drugs, dated=TODAY, changes="New", upload=odd, by=clerk, at=AT)
    assert Version.objects.filter(instrument=drugs).count() == 1


def test_a_post_that_is_handed_over_names_what_it_looks_after(world):
    held = held_by(Post.objects.get(code="head-of-safety"), on=TODAY)
    assert ("instrument", "Drugs Action Plan") in [(one.kind, one.words) for one in held]


def test_a_gap_is_what_nothing_is_said_of(clerk, drugs):
    seen = queries.matrix("violence")
    rows = dict(seen.rows)
    assert rows["Prevention"] == ("Lessons in every school", None)
    assert rows["Enforcement"] == (None, None)
    before = seen.gaps
    table = Matrix.objects.get(code="violence")
    said = {"Prevention": "", "Enforcement": "Two warrants"}
    operations.fill_matrix(table, drugs, said, by=clerk, at=AT)
    after = queries.matrix("violence")
    assert dict(after.rows)["Enforcement"] == ("Two warrants", None)
    assert after.gaps == before


def test_one_alone_is_not_compared(clerk):
    written = operations.MatrixWritten("One", "", ["Money"], ["drugs-plan"], {})
    with pytest.raises(Refused, match="at least two"):
        operations.lay_side_by_side(written, by=clerk, at=AT)
