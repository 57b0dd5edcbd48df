"""
Pages about sharing: what is typed is kept, what is shown is what the gate gives.
"""

import pytest
from django.urls import reverse

from saferboard.ledger.models import Entry, Kind
from saferboard.partners.models import Post
from saferboard.sharing.agreements.operations import change
from saferboard.sharing.grants.operations import ListingWritten, break_glass, put_on_list
from saferboard.sharing.models import Agreement, InformationRequest
from tests.world import AT


def page(client, shared, who: str, name: str, *args, post: dict | None = None):
    client.force_login(shared.users[who])
    address = reverse(f"sharing:{name}", args=args)
    return client.get(address) if post is None else client.post(address, post)


def test_the_panels_officer_sees_the_listed_fields_of_a_note_and_no_name(client, shared):
    shown = page(client, shared, "police", "note", "SI-1", "violence-reduction").content.decode()
    assert "New trainers weekly" in shown
    assert "Not in the agreement" in shown
    assert "Quentin" not in shown
    assert "Four" not in shown
    change(shared.live, "end", reason="Done", by=shared.users["head"], at=AT)
    answer = page(client, shared, "police", "note", "SI-1", "violence-reduction")
    assert answer.status_code == 403
    assert "The agreement SA-1 has ended" in answer.content.decode()
    assert Entry.objects.filter(kind=Kind.LOOK_REFUSED).exists()


def test_an_answer_shows_until_the_agreement_ends(client, shared):
    shown = page(client, shared, "police", "request", "RI-1").content.decode()
    assert "Carries for others" in shown
    assert "It would give the source away" in shown
    change(shared.live, "end", reason="Done", by=shared.users["head"], at=AT)
    shown = page(client, shared, "police", "request", "RI-1").content.decode()
    assert "Carries for others" not in shown
    assert "Quentin" not in shown
    assert "The agreement SA-1 has ended" in shown


def test_whoever_answers_looks_through_the_gate(client, shared):
    assert page(client, shared, "social-care", "answer", "RI-2").status_code == 200
    assert any("RI-2" in str(line.shown) for line in Entry.objects.filter(kind=Kind.LOOKED))
    put_on_list(
        shared.users["social-care"],
        kind="request",
        ref="RI-2",
        line=ListingWritten(
            lets_in=False,
            since=AT.date(),
            until=None,
            ring=Post.objects.get(code="protection-officer"),
            reason="Too near",
        ),
        by=shared.users["protection"],
        at=AT,
    )
    shut = page(client, shared, "social-care", "answer", "RI-2")
    assert shut.status_code == 403
    asked = InformationRequest.objects.get(ref="RI-2")
    assert asked.subject not in shut.content.decode()


def test_somebody_else_of_the_organisation_sees_that_it_was_asked_and_not_what(client, shared):
    shown = page(client, shared, "head", "request", "RI-1").content.decode()
    assert "What it says is not shown to you" in shown
    assert "Quentin" not in shown
    assert page(client, shared, "neighbour", "request", "RI-1").status_code == 403


def test_a_neighbour_sees_the_agreements_they_are_in_and_no_other(client, shared):
    shown = page(client, shared, "neighbour", "agreements").content.decode()
    assert "SA-1" in shown
    assert "SA-2" not in shown
    assert page(client, shared, "neighbour", "agreement", "SA-2", 1).status_code == 403


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"purpose": "hate-crime"}, "No agreement lets Estuary Police ask"),
        ({"soft-intelligence": []}, "class of data"),
        ({"subject": ""}, "write something"),
    ],
)
def test_asking_goes_wrong_and_nothing_typed_is_lost(client, shared, change, words):
    typed = {
        "asking_post": "sergeant",
        "asked_post": "social-care",
        "purpose": "violence-reduction",
        "soft-intelligence": ["concern"],
        "subject": "A few words",
        "why": "Typed at length",
    }
    before = InformationRequest.objects.count()
    answer = page(client, shared, "police", "ask", post=typed | change)
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert "Typed at length" in answer.content.decode()
    assert InformationRequest.objects.count() == before
    assert page(client, shared, "police", "ask", post=typed).status_code == 302


def test_an_agreement_is_drafted_sent_out_and_signed_on_pages(client, shared):
    post = {"title": "New", "owner": "head-of-safety"}
    begun = page(client, shared, "head", "new", post=post)
    assert begun.url == reverse("sharing:agreement", args=["SA-3", 1])

    def step(part: str, **typed):
        answer = page(client, shared, "head", "part", "SA-3", 1, part, post=typed)
        assert answer.status_code == 302, answer.content.decode()

    step("parties", parties=["council", "police"])
    days = {"since": "1 10 2022", "review_on": "01/03/2023"}
    step("about", purposes=["hate-crime"], bases=["cda-1998-s115"], **days)
    step("given-police", incident=["location"])
    step("conditions", conditions="One.\n\nTwo.")
    assert page(client, shared, "head", "change", "SA-3", 1, "send-out", post={}).status_code == 302
    held = Agreement.objects.get(reference="SA-3")
    assert held.conditions == ["One.", "Two."]
    for who in ("chair", "commander"):
        shown = page(client, shared, who, "sign", "SA-3", 1).content.decode()
        assert "Preventing hate crime" in shown
        assert "Condition: One." in shown
        page(client, shared, who, "sign", "SA-3", 1, post={"digest": held.digest})
    held.refresh_from_db()
    assert held.state == "LIVE"


def test_before_it_ends_a_page_says_what_will_stop(client, shared):
    shown = page(client, shared, "chair", "change", "SA-1", 1, "end").content.decode()
    assert "Who may come to see what" in shown
    assert "RI-1 from Estuary Police" in shown
    missing = page(client, shared, "chair", "change", "SA-1", 1, "end", post={"reason": ""})
    assert missing.status_code == 400
    page(client, shared, "chair", "change", "SA-1", 1, "end", post={"reason": "Done"})
    shared.live.refresh_from_db()
    assert shared.live.state == "ENDED"


def test_the_data_protection_officer_sees_broken_glass_in_red(client, shared):
    by = shared.users["police"]
    break_glass(kind="intelligence", ref="SI-2", reason="Harm", by=by, at=AT)
    shown = page(client, shared, "protection", "access").content.decode()
    assert "Opened in an emergency: ask why" in shown
    assert "Ottilie Marsh" in shown
    assert "Harm" not in shown


def test_whoever_oversees_reads_why_glass_was_broken_and_that_is_a_line(client, shared):
    by = shared.users["police"]
    grant = break_glass(kind="intelligence", ref="SI-2", reason="A child\nis missing", by=by, at=AT)
    address = reverse("sharing:reason", args=[grant.pk])
    shown = page(client, shared, "protection", "access").content.decode()
    assert address in shown
    shown = page(client, shared, "protection", "reason", grant.pk).content.decode()
    assert "A child<br>is missing" in shown
    assert "Ottilie Marsh" in shown
    line = Entry.objects.latest("id")
    assert (line.kind, line.subject) == (Kind.REASON_OPENED, "intelligence SI-2")
    assert (line.shown, line.purpose) == ([f"grant {grant.pk}"], "oversight")
    assert line.by == shared.users["protection"].ledger_name
    assert "missing" not in str(vars(line))


def test_nobody_else_reads_why_access_was_given(client, shared):
    last = Entry.objects.latest("id").pk
    for who in ("coordinator", "chair", "head", "police"):
        refused = page(client, shared, who, "reason", 1)
        assert refused.status_code == 403
        assert "Stands in" not in refused.content.decode()
    assert not Entry.objects.filter(pk__gt=last, kind=Kind.REASON_OPENED).exists()
    shown = page(client, shared, "coordinator", "access").content.decode()
    assert "Read the reason" not in shown
    assert "Stands in" in page(client, shared, "protection", "reason", 1).content.decode()
    assert page(client, shared, "protection", "reason", 999).status_code == 404
