"""
A sheet asked for, sent, judged, and what comes of it.
"""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from saferboard.domain.figures import Absence
from saferboard.domain.periods import Quarter
from saferboard.domain.refusals import Refused
from saferboard.domain.states import UpdateState
from saferboard.ledger.models import Entry
from saferboard.measures.models import Observation
from saferboard.partners.models import Organisation
from saferboard.sheets import operations
from saferboard.sheets.definitions import edition_for
from saferboard.sheets.models import Came, DataReturn
from saferboard.sheets.operations import Filled
from tests.world import AT, BY, Q1, Q2

LATER = AT + dt.timedelta(hours=1)


def asked(sheet, *partners, quarter=Q2):
    found = Organisation.objects.filter(code__in=partners)
    operations.ask_for_sheet(sheet, found, quarter=quarter, by=BY, at=AT)
    return [
        DataReturn.objects.get(sheet=sheet, organisation__code=code, quarter=str(quarter))
        for code in partners
    ]


def given(typed, publish=(), incorporate=(), confirmed=None):
    return Filled(typed, "Counted by hand.", tuple(incorporate), tuple(publish), confirmed)


def accepted(held, filled, at=AT):
    operations.send_sheet(held, filled, by=BY, at=at)
    return operations.accept_sheet(held, by=BY, at=at)


def figure(measure, period):
    one = Observation.objects.filter(
        measure=measure, first_month=str(period.first), last_month=str(period.last)
    ).last()
    return one and (Absence(one.absence) if one.absence else one.value)


@pytest.fixture
def days(world):
    """The sheet of Community Impact Days that one partner was asked for."""
    return DataReturn.objects.get(sheet="community-impact-days", organisation__code="homes")


def test_what_is_accepted_is_a_figure_at_once(client, world, days):
    typed = {"days.all.2022-07": "1", "days.all.2022-08": "nil", "days.all.2022-09": "2"}
    operations.send_sheet(days, given(typed, publish=["days"]), by=world.users["partner"], at=AT)
    assert figure("community-impact-days", Q2.period) is None
    assert operations.accept_sheet(days, by=world.users["analyst"], at=LATER) == 4
    days.refresh_from_db()
    assert days.state == UpdateState.ACCEPTED
    assert figure("community-impact-days", Q2.period) == 3
    where = reverse("measures:where", args=["community-impact-days"])
    page = client.get(where, {"period": str(Q2.period), "place": "westhaven"}).content.decode()
    assert "HH: data sheet Community Impact Days, Q2 2022/23" in page
    assert "Community Impact Days" in client.get(reverse("measures:dashboard")).content.decode()
    assert {"SHEET_SENT", "SHEET_ACCEPTED"} <= set(Entry.objects.values_list("kind", flat=True))


def test_without_permission_there_is_a_gap_and_no_number(days):
    accepted(days, given({"days.all.whole": "7"}, incorporate=["days"]))
    assert figure("community-impact-days", Q2.period) is Absence.NO_PERMISSION
    assert not Observation.objects.filter(measure="community-impact-days", value=7).exists()


def test_declining_leaves_a_gap(world):
    (held,) = asked("cctv", "homes")
    operations.decline_sheet(held, reason="Not so.", by=world.users["partner"], at=AT)
    assert figure("cctv-incidents", Q2.period) is Absence.NOT_SHARED
    held.refresh_from_db()
    assert held.state == UpdateState.DECLINED


def test_a_part_is_kept_back_with_one_that_is_withheld(world):
    """£600 is not to be shown, and would be told by the total and the other parts."""
    streams = ("scams", "doorstep", "scams-and-doorstep", "call-blockers", "friends-against-scams")
    typed = {f"saved-{s}.all.whole": "£600" for s in streams}
    typed |= {f"health-{s}.all.whole": "£324" for s in streams}
    plain = ("enquiries", "cases", "detriment", "rapid-response", "immediate", "call-blockers")
    typed |= {f"{code}.all.whole": "9" for code in plain}
    every = {key.split(".")[0] for key in typed} | {"savings"}
    (held,) = asked("trading-standards", "council")
    accepted(held, given(typed, publish=every - {"saved-scams"}))
    found = Observation.objects.filter(absence=Absence.NO_PERMISSION)
    withheld = set(found.values_list("measure", flat=True))
    assert "savings-scams-future" in withheld
    assert len(withheld) == 2
    assert figure("consumer-detriment", Q2.period) == 9


def test_what_is_wrong_or_odd_is_not_sent(world):
    (before,), (held,) = asked("cctv", "homes", quarter=Q1), asked("cctv", "homes")
    typed = {"incidents.all.whole": "100", "packs.all.whole": "5", "arrests.all.whole": "2"}
    accepted(before, given(typed, publish=["incidents"]))
    for wrong, code in (
        (given(typed | {"packs.all.whole": "<5"}), "errors"),
        (given(typed | {"incidents.all.whole": "400"}), "queries"),
        (Filled(typed), "no-explanation"),
    ):
        with pytest.raises(Refused) as refused:
            operations.send_sheet(held, wrong, by=world.users["partner"], at=AT)
        assert refused.value.refusal.code == code
    why = {"HISTORY:incidents.all.whole": "A new control room."}
    odd = given(typed | {"incidents.all.whole": "400"}, confirmed=why)
    assert operations.send_sheet(held, odd, by=world.users["partner"], at=AT).confirmed == why


def test_nobody_judges_what_they_sent_nor_fills_in_for_another(world):
    (held,) = asked("cctv", "council")
    typed = {f"{code}.all.whole": "nil" for code in ("incidents", "packs", "arrests")}
    with pytest.raises(Refused, match="Only somebody of"):
        operations.keep_draft(held, given(typed), counter=0, by=world.users["partner"], at=AT)
    operations.send_sheet(held, given(typed), by=world.users["analyst"], at=AT)
    with pytest.raises(Refused, match="You sent this yourself"):
        operations.accept_sheet(held, by=world.users["analyst"], at=AT)
    operations.send_back_sheet(held, reason="Nil of all?", by=world.users["head"], at=AT)
    held.refresh_from_db()
    assert (held.state, held.reason) == (UpdateState.SENT_BACK, "Nil of all?")
    assert held.draft["typed"] == typed


def test_a_correction_waits_beside_what_was_accepted(days):
    accepted(days, given({"days.all.whole": "3"}, publish=["days"]))
    operations.send_sheet(days, given({"days.all.whole": "4"}, publish=["days"]), by=BY, at=LATER)
    assert figure("community-impact-days", Q2.period) == 3
    operations.accept_sheet(days, by=BY, at=LATER)
    assert figure("community-impact-days", Q2.period) == 4
    assert Observation.objects.filter(measure="community-impact-days").count() == 2


def test_two_at_one_sheet_do_not_overwrite_each_other_unseen(world, days):
    filled, partner = given({"days.all.whole": "3"}), world.users["partner"]
    counter = operations.keep_draft(days, filled, counter=0, by=partner, at=AT)
    other = given({"days.all.whole": "4"})
    with pytest.raises(Refused, match="Somebody else has changed"):
        operations.keep_draft(days, other, counter=0, by=partner, at=AT)
    with pytest.raises(Refused, match="Somebody else has changed"):
        operations.send_sheet(days, other, by=partner, at=AT, counter=0)
    assert operations.keep_draft(days, filled, counter=0, by=partner, at=AT) == counter
    assert operations.keep_draft(days, other, counter=counter, by=partner, at=AT) == 2


def test_a_threshold_nobody_has_decided_keeps_a_figure_back(world):
    (held,) = asked("sanctuary-scheme", "homes")
    typed = {"asked.all.whole": "12", "homes.all.whole": "9"}
    accepted(held, given(typed, publish=["asked", "homes"]))
    assert not Observation.objects.filter(measure="sanctuary-scheme").exists()


def test_the_papers_totals_come_back(demo_world):
    q1, q2 = Q1.period, Q2.period
    assert figure("estimated-savings", q1) == 146_333
    assert (figure("cctv-incidents", q1), figure("cctv-incidents", q2)) == (3108, 2017)
    assert figure("consumer-detriment", q1) == Decimal("505804.50")
    assert figure("consumer-detriment", q2) == 99_761
    one = Observation.objects.get(measure="estimated-savings", last_month="2022-06")
    assert one.where == "Priority 1 paper, section 6, Trading Standards"
    sent = DataReturn.objects.get(sheet="trading-standards", quarter="2022-23 Q1").versions.get()
    assert "savings.all.whole" not in sent.typed
    assert sent.came == Came.PAPER
    assert (
        DataReturn.objects.get(sheet="sanctuary-scheme", quarter="2022-23 Q2").state
        == UpdateState.NOT_PROVIDED
    )


def test_the_edition_of_a_year_is_asked_for_its_quarters():
    now = edition_for("domestic-abuse", Quarter(2022, 2))
    then = edition_for("domestic-abuse", Quarter(2023, 1))
    assert [f.code for f in then.fields] == [*(f.code for f in now.fields), "not-reported"]
    assert {c.code for c in then.checks} == {c.code for c in now.checks} | {"DA-02"}
    assert edition_for("cctv", Quarter(2024, 1)).edition == "2022-23"
    with pytest.raises(Refused, match="as early as"):
        edition_for("cctv", Quarter(2021, 4))
