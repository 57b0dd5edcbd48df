"""
A post's work goes to another when each thing is accepted by name, and not before.
"""

import pytest

from saferboard.domain.refusals import Refused
from saferboard.domain.states import HandedState, HandoverState
from saferboard.ledger.models import Entry, Kind
from saferboard.meetings.models import ActionOwner, MinuteAction
from saferboard.partners.handovers.operations import (
    accept,
    complete,
    decline,
    offer_to,
    open_handover,
)
from saferboard.partners.models import Handover, Post
from saferboard.plans.models import Commitment
from tests.world import AT, BY


def the_handover() -> Handover:
    return Handover.objects.get(number=1)


def commitment() -> Commitment:
    return Commitment.objects.get(ref="W1.1")


def test_it_offers_every_open_commitment_and_action_and_moves_nothing(world):
    action = MinuteAction.objects.get()
    director = Post.objects.get(code="director")
    opened = open_handover(
        director,
        Post.objects.get(code="housing-manager"),
        reason="A reorganisation.",
        by=world.users["clerk"],
        at=AT,
    )
    assert [(one.kind, one.state) for one in opened.things.all()] == [("action", "OFFERED")]
    accept(opened.things.get(), by=world.users["partner"], at=AT)
    assert ActionOwner.objects.get(action=action).post.code == "housing-manager"
    assert action.owners.get().owner_as_printed == "Director of Communities"
    opened.refresh_from_db()
    assert opened.state == HandoverState.COMPLETED


def test_only_whoever_has_the_post_accepts_and_each_acceptance_leaves_a_line(client, world):
    client.force_login(world.users["clerk"])
    client.post("/posts/handovers/1/1/accept/")
    assert the_handover().things.get().state == HandedState.OFFERED
    client.post("/posts/handovers/1/complete/")
    assert the_handover().state == HandoverState.OPEN
    assert commitment().owner.code == "superintendent"
    client.force_login(world.users["head"])
    assert "1 thing offered to your post" in client.get("/home/").content.decode()
    page = client.get("/posts/handovers/1/").content.decode()
    assert "W1.1: Visit every home burgled" in page
    client.post("/posts/handovers/1/1/accept/")
    assert commitment().owner.code == "head-of-safety"
    done, accepted = Entry.objects.order_by("-id")[:2]
    assert (done.kind, done.facts) == (
        Kind.HANDOVER_COMPLETED,
        {"to": "head-of-safety", "things": 1},
    )
    assert (accepted.kind, accepted.by, accepted.facts["ref"]) == (
        Kind.WORK_ACCEPTED,
        world.users["head"].ledger_name,
        "W1.1",
    )
    page = client.get("/posts/handovers/1/").content.decode()
    assert "Accepted by Morwen Achebe, 19 October 2022" in page
    assert client.get("/posts/handovers/2/").status_code == 404


def test_what_is_declined_is_offered_to_another_post_of_the_team(client, world):
    client.force_login(world.users["head"])
    answer = client.post("/posts/handovers/1/1/decline/", {"reason": ""})
    assert answer.status_code == 400
    client.post("/posts/handovers/1/1/decline/", {"reason": "Not ours."})
    assert "Declined by Morwen Achebe" in client.get("/posts/handovers/1/").content.decode()
    with pytest.raises(Refused, match="wait to be accepted by name"):
        complete(the_handover(), by=world.users["clerk"], at=AT)
    client.force_login(world.users["clerk"])
    client.post("/posts/handovers/1/1/offer/", {"taker": "data-analyst"})
    accept(the_handover().things.get(), by=world.users["analyst"], at=AT)
    assert commitment().owner.code == "data-analyst"
    assert the_handover().state == HandoverState.COMPLETED


def test_what_comes_meanwhile_is_offered_too_and_what_is_gone_is_settled(world):
    Commitment.objects.filter(ref="W2.2").update(owner=Post.objects.get(code="superintendent"))
    Commitment.objects.filter(ref="W1.1").update(owner=None)
    with pytest.raises(Refused, match="has it no longer"):
        accept(the_handover().things.get(ref="W1.1"), by=world.users["head"], at=AT)
    with pytest.raises(Refused, match="1 of its things wait"):
        complete(the_handover(), by=world.users["clerk"], at=AT)


def test_a_handover_that_cannot_be(world):
    clerk, posts = world.users["clerk"], {post.code: post for post in Post.objects.all()}
    superintendent, head = posts["superintendent"], posts["head-of-safety"]
    for giver, taker, words in (
        (head, head, "Choose another post"),
        (superintendent, head, "is open already"),
        (posts["station-manager"], head, "has no open work"),
    ):
        with pytest.raises(Refused, match=words):
            open_handover(giver, taker, reason="", by=clerk, at=AT)
    with pytest.raises(Refused, match="Choose another post"):
        offer_to(the_handover().things.get(), superintendent, by=BY, at=AT)


def test_nothing_is_accepted_after_it_is_withdrawn(client, world):
    client.force_login(world.users["administrator"])
    client.post("/posts/handovers/1/withdraw/")
    assert the_handover().state == HandoverState.WITHDRAWN
    for do in (
        lambda one: accept(one, by=world.users["head"], at=AT),
        lambda one: decline(one, reason="No.", by=world.users["head"], at=AT),
    ):
        with pytest.raises(Refused, match="completed or withdrawn"):
            do(the_handover().things.get())
