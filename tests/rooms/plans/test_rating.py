"""
Declaring how a commitment stands: on what it rests, what is open under it, what is old.
"""

import datetime as dt

import pytest
from django.urls import reverse

from saferboard.domain.periods import Quarter
from saferboard.domain.rag import Status
from saferboard.domain.refusals import Refused
from saferboard.domain.targets import read_target
from saferboard.ledger.models import Entry, Kind
from saferboard.plans import queries as plans
from saferboard.plans.keeping import queries as keeping
from saferboard.plans.keeping.operations import set_target
from saferboard.plans.models import Commitment, Priority, Rating
from saferboard.plans.rating import queries
from saferboard.plans.rating.operations import Declared, declare
from tests.world import AT, BY, Q1, Q2
from tests.world_promises import keep_promises

TODAY = dt.date(2022, 10, 19)
JANUARY = dt.date(2023, 1, 4)


@pytest.fixture
def kept(world):
    return Commitment.objects.get(ref="W1.2")


def said(status=Status.AMBER, quarter=Q2, **more) -> Declared:
    return Declared(
        quarter, status, **{"why": "Two lamps wait.", "evidence": "A walk on 1 October."} | more
    )


def page(client, ref):
    return client.get(reverse("returns:commitment", args=[ref])).content.decode()


def test_a_status_says_who_when_why_and_on_what_evidence(client, world):
    client.force_login(world.users["partner"])
    sent = {
        "quarter": "2022-23 Q2",
        "status": "RED",
        "why": "The trainer left.",
        "evidence": "Minutes of 3 October.",
    }
    assert client.post(reverse("plans:declare", args=["W2.1"]), sent).status_code == 302
    client.logout()
    shown = page(client, "W2.1")
    history = shown[shown.index("Every status declared") :]
    for words in (
        "Red",
        "The trainer left.",
        "Minutes of 3 October.",
        "Housing Manager",
        "Replaced since",
        "Entered from the papers",
    ):
        assert words in history
    line = Entry.objects.filter(kind=Kind.STATUS_DECLARED).latest("id")
    assert (line.subject, line.facts["status"]) == ("commitment W2.1", "Red")


def test_one_for_the_same_quarter_takes_its_place_and_it_stays(world, kept):
    declare(kept, said(Status.RED), by=BY, at=AT)
    assert [one.status for one in plans.commitment("W1.2").standing] == [Status.RED]
    assert Rating.objects.filter(commitment=kept, replaced=True).count() == 1


def test_facets_have_statuses_apart_and_the_whole_takes_their_place(world, kept):
    for facet, status in (("Reporting", Status.ACHIEVED), ("Perpetrators", Status.IN_PROCESS)):
        declare(kept, said(status, facet=facet, although="It is."), by=BY, at=AT)
    seen = plans.commitment("W1.2")
    assert [(one.facet, one.status) for one in seen.standing] == [
        ("Reporting", Status.ACHIEVED),
        ("Perpetrators", Status.IN_PROCESS),
    ]
    assert seen.counted_as == plans.SPLIT
    declare(kept, said(Status.AMBER), by=BY, at=AT)
    assert [one.facet for one in plans.commitment("W1.2").standing] == [""]


@pytest.mark.parametrize("missing", ["why", "evidence"])
def test_one_that_rests_on_nothing_is_refused(world, kept, missing):
    with pytest.raises(Refused, match="write both"):
        declare(kept, said(**{missing: " "}), by=BY, at=AT)


def test_a_quarter_that_has_not_begun_is_refused(world, kept):
    declare(kept, said(quarter=Quarter(2022, 3)), by=BY, at=AT)
    with pytest.raises(Refused, match="Q4 2022/23 has not begun"):
        declare(kept, said(quarter=Quarter(2022, 4)), by=BY, at=AT)


def test_a_word_of_another_scale_is_refused(world, kept):
    Priority.objects.update(scale="achieved")
    with pytest.raises(Refused, match="rated as “achieved, or in process”"):
        declare(Commitment.objects.get(pk=kept.pk), said(Status.GREEN), by=BY, at=AT)


def test_it_is_the_owners_the_leads_and_the_heads_to_declare(world, kept):
    for role in ("partner", "clerk", "analyst"):
        with pytest.raises(Refused, match="Only the head of community safety"):
            declare(kept, said(), by=world.users[role], at=AT)


def test_achieved_while_something_is_open_asks_why_and_keeps_what_was_typed(client, world):
    keep_promises(by=BY, at=AT)
    client.force_login(world.users["head"])
    address = reverse("plans:declare", args=["W1.1"])
    sent = {
        "quarter": "2022-23 Q2",
        "status": "ACHIEVED",
        "why": "Every home was seen.",
        "evidence": "The visits' book.",
    }
    answer = client.post(address, sent)
    assert answer.status_code == 400
    shown = answer.content.decode()
    assert "this is still open: R1, Fit better locks" in shown
    assert "Every home was seen.</textarea>" in shown
    assert not Rating.objects.filter(why="Every home was seen.").exists()
    sent["although"] = "Locks were never promised."
    assert client.post(address, sent).status_code == 302
    assert "Locks were never promised." in page(client, "W1.1")


def test_an_update_that_did_not_come_is_open_too(world, kept):
    with pytest.raises(Refused, match=r"the update for Q2 2022/23 from .*, not provided"):
        declare(kept, said(Status.ACHIEVED), by=BY, at=AT)


def test_a_facet_that_is_not_done_is_open_too(world, kept):
    split = Commitment.objects.get(ref="W1.3")
    with pytest.raises(Refused, match="Night, red"):
        declare(split, said(Status.ACHIEVED, facet="Day"), by=BY, at=AT)


def test_an_old_status_is_shown_as_old_with_its_quarter_and_without_its_colour(
    client, world, settings
):
    assert [one.is_old for one in plans.commitment("W1.1", on=TODAY).standing] == [False]
    assert [one.is_old for one in plans.commitment("W1.1", on=JANUARY).standing] == [True]
    settings.SAFERBOARD_SITE = settings.SAFERBOARD_SITE | {"today": JANUARY}
    shown = page(client, "W1.1")
    assert "Green (Q2 2022/23, not since)" in shown
    assert "govuk-tag--green" not in shown[: shown.index("What is in place")]
    counted = plans.strategy(on=JANUARY).counts
    assert counted[plans.OLD] == 4
    assert "Green" not in counted


def test_declared_and_suggested_stand_side_by_side(client, world):
    shown = page(client, "W1.1")
    beside = shown[shown.index("side by side") :]
    assert "Total burglary" in beside
    assert "Green" in beside
    found = queries.suggestions(["total-burglary"], place="westhaven", on=TODAY)
    assert found[0].suggested.because


def test_what_is_done_is_not_overdue_whatever_its_colour(client, world, kept):
    set_target(kept, read_target("August 2020"), "", by=BY, at=AT)
    declare(kept, said(Status.GREEN), by=BY, at=AT)
    assert keeping.kept("W1.2").is_overdue(TODAY)
    client.force_login(world.users["head"])
    typed = {"quarter": str(Q2), "status": "GREEN", "why": "Lit.", "evidence": "A walk."}
    typed["although"] = "Its update is still to come."
    address = reverse("plans:declare", args=["W1.2"])
    assert client.post(address, typed | {"completes": "yes"}).status_code == 302
    seen = keeping.kept("W1.2")
    assert (seen.is_done, seen.is_overdue(TODAY)) == (True, False)
    shown = page(client, "W1.2")
    assert "What was promised is done" in shown
    assert "Overdue" not in shown
    assert "W1.2" not in {one.ref for one in keeping.due(with_undertakings=False)}


def test_what_is_done_while_something_is_open_wants_a_reason_too(kept, world):
    keep_promises(by=BY, at=AT)
    held = Commitment.objects.get(ref="W1.1")
    with pytest.raises(Refused, match="You say “what was promised is done”"):
        declare(held, said(Status.GREEN, completes=True), by=BY, at=AT)


def test_the_demonstration_has_both_languages_and_hate_crime_split(demo_world):
    seen = plans.commitment("P4-16", on=TODAY)
    assert {(one.facet, one.status.label) for one in seen.standing} == {
        ("Reporting", "Achieved"),
        ("Perpetrators", "In process"),
    }
    declared = queries.declared("P4-16", on=TODAY)
    assert all(one.from_papers and "27 October 2022" in one.evidence for one in declared)
    found = queries.suggestions(["hate-crime"], place="bromley", on=TODAY)
    assert found[0].comparison is not None
    held = Commitment.objects.get(ref="P4-02")
    with pytest.raises(Refused, match="Put the pages on hate crime on the council's website"):
        declare(held, said(Status.ACHIEVED, quarter=Q1), by=BY, at=AT)
