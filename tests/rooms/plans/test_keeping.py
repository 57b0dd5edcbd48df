"""
Who does what by when, each change of a date with its reason, and recommendations until closed.
"""

import datetime as dt

import pytest
from django.urls import reverse

from saferboard.domain.refusals import Refused
from saferboard.domain.states import UndertakingState
from saferboard.domain.targets import read_target
from saferboard.ledger.models import Entry, Kind
from saferboard.partners.answers import held_by, move
from saferboard.partners.models import Post
from saferboard.plans.keeping import operations, queries
from saferboard.plans.keeping.operations import Assigned, UndertakingWritten
from saferboard.plans.models import Commitment, Undertaking
from tests.world import AT, BY
from tests.world_promises import keep_promises

TODAY = dt.date(2022, 10, 19)
Q2, Q4 = read_target("Q2 2022/23"), read_target("Q4 2022/23")


@pytest.fixture
def kept(world):
    return Commitment.objects.get(ref="W2.1")


@pytest.fixture
def undertaking(world):
    keep_promises(by=BY, at=AT)
    return Undertaking.objects.get()


def page(client, name, *args):
    return client.get(reverse(name, args=args)).content.decode()


def test_each_change_of_a_date_says_from_what_to_what_why_and_by_whom(client, world, kept):
    client.force_login(world.users["partner"])
    address = reverse("plans:target", args=["W2.1"])
    assert client.post(address, {"target": "Q2 2022/23"}).status_code == 302
    sent = {"target": "quarter 4 2022/23", "reason": "The trainer left."}
    assert client.post(address, sent).status_code == 302
    client.logout()
    shown = page(client, "returns:commitment", "W2.1")
    assert "Each change of the target date" in shown
    history = shown[shown.index("Each change of the target date") :]
    for words in ("Q2 2022/23", "Q4 2022/23", "The trainer left.", "Housing Manager"):
        assert words in history
    line = Entry.objects.filter(kind=Kind.TARGET_CHANGED).latest("id")
    assert (line.subject, line.facts["target"]) == ("commitment W2.1", "Q4 2022/23")
    assert "trainer" not in str(line.facts)


def test_a_date_is_not_changed_without_a_reason_and_what_was_typed_stays(client, world, kept):
    operations.set_target(kept, Q2, "", by=BY, at=AT)
    client.force_login(world.users["head"])
    answer = client.post(reverse("plans:target", args=["W2.1"]), {"target": "Q4 2022/23"})
    assert answer.status_code == 400
    assert "say why the target date changes" in answer.content.decode()
    assert 'value="Q4 2022/23"' in answer.content.decode()
    assert Commitment.objects.get(pk=kept.pk).target == Q2.day
    assert kept.changes.count() == 1


def test_words_that_are_no_date_are_refused_and_kept(client, world, kept):
    client.force_login(world.users["head"])
    sent = {"target": "when we can", "reason": "Long story."}
    answer = client.post(reverse("plans:target", args=["W2.1"]), sent).content.decode()
    assert "Target date: Write a day as 31 3 2023" in answer
    assert 'value="when we can"' in answer
    assert "Long story.</textarea>" in answer


def test_the_same_date_again_is_no_change(kept, world):
    operations.set_target(kept, Q2, "", by=BY, at=AT)
    with pytest.raises(Refused, match="is what it has already"):
        operations.set_target(kept, Q2, "Again.", by=BY, at=AT)


def test_a_date_is_its_owners_its_priority_leads_and_the_heads_to_change(world, kept):
    for role in ("analyst", "chair", "clerk"):
        with pytest.raises(Refused, match="Only the head of community safety"):
            operations.set_target(kept, Q2, "", by=world.users[role], at=AT)
    operations.set_target(kept, Q2, "", by=world.users["partner"], at=AT)
    with pytest.raises(Refused, match="Only the head of community safety"):
        operations.assign(kept, Assigned(), by=world.users["partner"], at=AT)


def test_owner_contributors_and_figures_are_set_on_the_screen(client, world, kept):
    client.force_login(world.users["head"])
    sent = {
        "owner": "superintendent",
        "contributors": ["police", "fire"],
        "measures": ["total-burglary"],
    }
    assert client.post(reverse("plans:assign", args=["W2.1"]), sent).status_code == 302
    seen = queries.kept("W2.1")
    assert seen.owner == "Superintendent, Estuary Police"
    assert seen.contributors == ("EFR", "EP")
    shown = page(client, "returns:commitment", "W2.1")
    assert "EFR and EP" in shown
    assert reverse("measures:measure", args=["total-burglary"]) in shown
    line = Entry.objects.get(kind=Kind.COMMITMENT_CHANGED)
    assert line.facts["fields"] == "owner, contributors, measures"


@pytest.mark.parametrize(
    ("assigned", "words"),
    [
        (Assigned(owner="nobody"), "no post nobody"),
        (Assigned(contributors=["nowhere"]), "choose from the list"),
        (Assigned(measures=["no-such"]), "no-such"),
    ],
)
def test_what_is_not_known_is_refused_and_nothing_is_changed(world, kept, assigned, words):
    with pytest.raises(Refused, match=words):
        operations.assign(kept, assigned, by=BY, at=AT)
    assert Commitment.objects.get(pk=kept.pk).owner.code == "housing-manager"


def test_a_promise_past_its_date_is_on_the_list_of_what_is_due(client, world, kept, undertaking):
    late = Commitment.objects.get(ref="W1.2")
    operations.set_target(late, Q2, "", by=BY, at=AT)
    shown = page(client, "plans:due")
    assert "1 past its target date" in shown
    assert "Light the alleys" in shown
    assert "Fit better locks" not in shown
    client.force_login(world.users["partner"])
    assert "Fit better locks" in page(client, "plans:due")
    assert [one.ref for one in queries.due(with_undertakings=True)] == ["W1.2", "R1"]


def test_what_is_done_is_not_late(world, kept):
    operations.set_target(kept, Q2, "", by=BY, at=AT)
    assert queries.due(with_undertakings=False) == []
    assert not queries.kept("W2.1").is_overdue(TODAY)


def test_a_recommendation_is_followed_until_it_is_closed_with_evidence(client, world, undertaking):
    client.force_login(world.users["partner"])
    assert "Open" in page(client, "plans:recommendations")
    address = reverse("plans:move-work", args=[undertaking.number])
    refused = client.post(address, {"to": "CLOSED", "reason": " "})
    assert refused.status_code == 400
    assert "Evidence: say what shows that it is done." in refused.content.decode()
    assert client.post(address, {"to": "CLOSED", "reason": "All 40 fitted."}).status_code == 302
    shown = page(client, "plans:recommendation", undertaking.number)
    for words in ("Closed", "All 40 fitted.", "Housing Manager", "No locksmith could be found."):
        assert words in shown
    listed = page(client, "plans:recommendations")
    assert listed.index("Settled") < listed.index("Fit better locks")
    assert "None is open." in listed


def test_what_was_closed_is_opened_again_only_for_a_reason(world, undertaking):
    head = world.users["head"]
    operations.move_undertaking(undertaking, UndertakingState.CLOSED, "Done.", by=head, at=AT)
    with pytest.raises(Refused, match="Not taken up"):
        operations.move_undertaking(undertaking, UndertakingState.DECLINED, "No.", by=head, at=AT)
    with pytest.raises(Refused, match="say why it is taken in hand again"):
        operations.move_undertaking(undertaking, UndertakingState.IN_HAND, "", by=head, at=AT)
    operations.move_undertaking(undertaking, UndertakingState.IN_HAND, "Loose.", by=head, at=AT)
    assert Undertaking.objects.get().state == UndertakingState.IN_HAND
    assert undertaking.changes.filter(kind="STATE").count() == 2


def test_the_head_enters_one_and_it_is_found_by_partners_alone(client, world):
    client.force_login(world.users["head"])
    sent = {
        "text": "Count the lanterns twice",
        "review": "drugs-plan",
        "source": "Page 3",
        "target": "March 2023",
    }
    answer = client.post(reverse("plans:add-work"), sent, follow=True)
    assert "It is entered." in answer.content.decode()
    assert "March 2023" in answer.content.decode()
    words = {"words": "lanterns"}
    assert "Count the lanterns" in client.post(reverse("search:search"), words).content.decode()
    client.logout()
    assert "Count the lanterns" not in client.post(reverse("search:search"), words).content.decode()


def test_one_of_no_review_and_no_commitment_is_refused_and_kept_as_typed(client, world):
    client.force_login(world.users["head"])
    answer = client.post(reverse("plans:add-work"), {"text": "Something at length"})
    assert answer.status_code == 400
    assert "choose one, or a commitment it belongs to" in answer.content.decode()
    assert "Something at length</textarea>" in answer.content.decode()
    with pytest.raises(Refused, match="Choose the review"):
        operations.enter_undertaking(UndertakingWritten("Something"), by=BY, at=AT)


def test_what_is_said_of_one_is_changed_and_its_date_stays(client, world, undertaking):
    client.force_login(world.users["head"])
    sent = {"text": "Fit the best locks", "commitment": "W1.2", "owner_as_stated": "The watch"}
    address = reverse("plans:change-work", args=[undertaking.number])
    assert client.post(address, sent).status_code == 302
    seen = queries.undertaking(undertaking.number)
    assert (seen.text, seen.review, seen.commitment) == ("Fit the best locks", "", "W1.2")
    assert (seen.kept.owner, seen.kept.target_words) == ("The watch", "Q4 2022/23")


def test_a_post_holds_what_is_open_and_hands_it_over(world, undertaking):
    giver, taker = (Post.objects.get(code=code) for code in ("housing-manager", "head-of-safety"))
    held = [one for one in held_by(giver, on=TODAY) if one.kind == "recommendation"]
    assert [one.words for one in held] == ["R1: Fit better locks"]
    assert move("plans", "recommendation", "1", giver=giver, taker=taker)
    assert Undertaking.objects.get().owner == taker
    operations.move_undertaking(undertaking, UndertakingState.CLOSED, "Done.", by=BY, at=AT)
    assert not [one for one in held_by(taker, on=TODAY) if one.kind == "recommendation"]


def test_the_demonstration_tells_of_the_move_from_quarter_2_to_quarter_4(demo_world):
    marac = next(one for one in queries.undertakings() if one.review_code == "marac-review")
    (change,) = marac.kept.changes
    assert (change.was, change.now) == ("Q2 2022/23", "Q4 2022/23")
    assert "vacant" in change.reason
    assert sum(one.review_code == "vru-review" for one in queries.undertakings()) == 5
    counted = {code: of_it for code, _, _, of_it in queries.reviews()}
    assert counted["hmip-report"] == 0
    assert counted["dhr-action-plans"] == 2
    late = [one.words for one in queries.due(with_undertakings=True) if one.target < TODAY]
    assert "Put the pages on hate crime on the council's website." in late
