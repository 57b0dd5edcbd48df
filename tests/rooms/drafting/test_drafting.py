"""
The next strategy: its groups, what they put forward, and its adoption as a whole.
"""

import datetime as dt

import pytest
from django.urls import reverse

from saferboard.domain.instruments import InstrumentState
from saferboard.domain.refusals import Refused
from saferboard.domain.retention import due_on
from saferboard.drafting import operations, queries
from saferboard.drafting.adopting.operations import adopt_draft, offer_draft, take_back
from saferboard.drafting.models import Answer, Draft, Output, OutputKind, Volunteer, Who
from saferboard.drafting.operations import OutputWritten
from saferboard.instruments.models import Instrument, Relation
from saferboard.keeping import operations as keeping
from saferboard.keeping.models import Disposal
from saferboard.ledger.models import Entry, Kind
from saferboard.partners.models import Post
from saferboard.partners.record_kinds import Subject, kind
from saferboard.plans.models import Commitment, Strategy
from saferboard.plans.queries import strategy
from tests.world import AT, BY
from tests.world_drafting import draft_next

TODAY = AT.date()
CODE = "westhaven-2024"


@pytest.fixture
def draft(world):
    return draft_next(by=BY, at=AT)


def page(client, name, *args):
    return client.get(reverse(f"drafting:{name}", args=args)).content.decode()


def offered(draft):
    offer_draft(draft, by=BY, at=AT)
    draft.refresh_from_db()
    return draft


def test_the_head_begins_one_on_the_screen(client, world):
    draft_next(by=BY, at=AT)
    client.force_login(world.users["head"])
    sent = {
        "title": "After that",
        "first_year": "2028",
        "last_year": "2031",
        "instrument": "drugs-plan",
        "steering": "Steering",
        "themes": "Streets\nHomes",
    }
    answer = client.post(reverse("drafting:begin"), sent, follow=True)
    shown = answer.content.decode()
    assert "It is begun." in shown
    assert "3. Homes" in shown
    assert [one.makes_priority for one in queries.draft("drugs-plan").groups] == [False, True, True]


def test_what_was_typed_stays_where_it_is_refused(client, world, draft):
    client.force_login(world.users["head"])
    sent = {
        "title": "After that",
        "first_year": "2031",
        "last_year": "2028",
        "instrument": "drugs-plan",
        "themes": "Streets",
    }
    answer = client.post(reverse("drafting:begin"), sent)
    assert answer.status_code == 400
    assert "give one that is not before the first" in answer.content.decode()
    assert 'value="After that"' in answer.content.decode()
    assert Draft.objects.count() == 1


def test_a_partner_joins_for_a_post_they_hold_and_then_may_write(client, world, draft):
    client.force_login(world.users["partner"])
    write = reverse("drafting:write-output", args=[CODE, 2])
    sent = {"kind": "ACTION", "text": "Mend the fence"}
    assert client.post(write, sent).status_code == 403
    join = reverse("drafting:join", args=[CODE, 2])
    assert client.post(join, {"post": "superintendent"}).status_code == 400
    assert client.post(join, {"post": "housing-manager", "note": "Gladly"}).status_code == 302
    assert client.post(join, {"post": "housing-manager"}).status_code == 400
    assert client.post(write, sent).status_code == 302
    shown = page(client, "group", CODE, 2)
    for words in ("Housing Manager", "Gladly", "Mend the fence"):
        assert words in shown
    assert Volunteer.objects.count() == 2


def test_what_was_put_forward_is_taken_back(client, world, draft):
    client.force_login(world.users["head"])
    output = Output.objects.get(kind=OutputKind.AIM)
    address = reverse("drafting:remove-output", args=[CODE, 2])
    assert "Nobody walks home" in client.get(address).content.decode()
    assert client.post(address, {"output": "0"}).status_code == 400
    assert client.post(address, {"output": str(output.pk)}).status_code == 302
    assert not Output.objects.filter(kind=OutputKind.AIM).exists()


def test_the_history_of_the_groups_is_kept_and_a_new_name_becomes_a_group(client, world, draft):
    client.force_login(world.users["head"])
    sent = {
        "day": "19 10 2022",
        "says": "One more.",
        "source": "Minute 12",
        "groups": "Steering Group\nSafer streets\nSafe homes",
    }
    assert client.post(reverse("drafting:decide", args=[CODE]), sent).status_code == 302
    seen = queries.draft(CODE)
    assert [len(one.groups) for one in seen.decisions] == [2, 3]
    assert [one.name for one in seen.groups] == ["Steering Group", "Safer streets", "Safe homes"]
    earlier = dt.date(2022, 1, 1)
    operations.decide_groups(
        draft, day=earlier, says="Four.", source="Talk", names=["Old"], by=BY, at=AT
    )
    assert "Old" not in [one.name for one in queries.draft(CODE).groups]


def test_the_timetable_says_what_is_late_and_what_is_reached(client, world, draft):
    client.force_login(world.users["head"])
    sent = {"what": "Begin", "target": "1 10 2022"}
    assert client.post(reverse("drafting:plan", args=[CODE]), sent).status_code == 302
    assert "Overdue" in page(client, "draft", CODE)
    stage = draft.stages.get(what="Begin")
    address = reverse("drafting:reach", args=[CODE])
    assert client.post(address, {"stage": str(stage.pk)}).status_code == 302
    assert "Overdue" not in page(client, "draft", CODE)
    with pytest.raises(Refused, match="reached already"):
        operations.reach_stage(draft.stages.get(what="Begin"), by=BY, at=AT)


def test_what_the_public_answered_is_kept_with_what_came_of_it(client, world, draft):
    client.force_login(world.users["head"])
    asked = draft.asked.get()
    sent = {
        "who": "YOUNG_PEOPLE",
        "text": "More buses at night.",
        "said_by": "41",
        "came_of_it": "Put to the steering group.",
    }
    address = reverse("drafting:answer", args=[CODE, asked.pk])
    assert client.post(address, sent | {"said_by": "many"}).status_code == 400
    assert client.post(address, sent).status_code == 302
    shown = page(client, "draft", CODE)
    for words in ("More buses at night.", "Young people", "41", "Put to the steering group."):
        assert words in shown
    facts = Entry.objects.get(kind=Kind.CONSULTATION_ANSWERED).facts
    assert "buses" not in str(facts)


def test_one_that_is_not_whole_is_not_offered_and_says_what_it_lacks(client, world, draft):
    Output.objects.filter(kind=OutputKind.TARGET).delete()
    client.force_login(world.users["head"])
    assert "Safer streets lacks a target" in page(client, "draft", CODE)
    answer = client.post(reverse("drafting:offer", args=[CODE]))
    assert answer.status_code == 400
    assert "Safer streets lacks a target" in answer.content.decode()


def test_what_is_offered_is_closed_until_it_is_opened_again(world, draft):
    group = draft.groups.get(number=2)
    offered(draft)
    group.refresh_from_db()
    group.draft.refresh_from_db()
    with pytest.raises(Refused, match="closed to changes"):
        operations.write_output(group, OutputWritten(OutputKind.AIM, "More"), by=BY, at=AT)
    take_back(draft, by=BY, at=AT)
    group.draft.refresh_from_db()
    operations.write_output(group, OutputWritten(OutputKind.AIM, "More"), by=BY, at=AT)


def assert_the_old_is_read_on_its_own_page(client):
    address = reverse("plans:earlier", args=["safer-westhaven"])
    assert address in client.get(reverse("plans:strategy")).content.decode()
    old = client.get(address).content.decode()
    for words in ("Train every landlord", "Achieved", reverse("returns:commitment", args=["W2.1"])):
        assert words in old
    main = old[old.index("<main") : old.index("</main>")]
    assert reverse("plans:priority", args=[1]) not in main
    assert "<form" not in main
    its_own = client.get(reverse("returns:commitment", args=["W2.1"])).content.decode()
    assert address in its_own


def test_adoption_makes_the_strategy_and_supersedes_the_one_before(client, world, draft):
    offered(draft)
    client.force_login(world.users["head"])
    sent = {"on": "18 10 2022", "adopted_in": "The board, minute 52"}
    assert client.post(reverse("drafting:adopt", args=[CODE]), sent).status_code == 302
    made = strategy()
    assert (made.code, made.first_year, made.last_year) == (CODE, 2024, 2027)
    (priority,) = made.priorities
    assert (priority.title, priority.lead) == ("Safer streets", "Head of Community Safety")
    assert priority.aims == ("Nobody walks home in the dark",)
    assert priority.measures == ("total-burglary",)
    assert [(one.ref, one.promise, one.owner_code) for one in priority.commitments] == [
        ("24P1-01", "Light every alley", "superintendent"),
        ("24P1-02", "One burglary in ten fewer by 2027", ""),
    ]
    new, old = (Instrument.objects.get(code=code) for code in ("night-protocol", "drugs-plan"))
    assert (new.state, old.state) == (InstrumentState.IN_FORCE, InstrumentState.SUPERSEDED)
    assert new.versions.get().changes == "As adopted: The board, minute 52"
    assert Relation.objects.filter(one=new, kind="SUPERSEDES", other=old).count() == 1
    shown = page(client, "draft", CODE)
    assert "18 October 2022, The board, minute 52" in shown
    assert_the_old_is_read_on_its_own_page(client)
    with pytest.raises(Refused, match="stays as it was"):
        operations.ask_public(Draft.objects.get(), "More?", by=BY, at=AT)


def test_one_that_was_not_offered_is_not_adopted(world, draft):
    with pytest.raises(Refused, match="cannot be adopted"):
        adopt_draft(draft, adopted_in="Minute 1", on=TODAY, by=BY, at=AT)


def test_an_adoption_that_fails_changes_nothing(world, draft):
    offered(draft)
    Output.objects.filter(kind=OutputKind.PARAMETER).update(text="About {no-such 2022-23 Q2}")
    before = Commitment.objects.count()
    with pytest.raises(Refused):
        adopt_draft(draft, adopted_in="Minute 52", on=TODAY, by=BY, at=AT)
    assert Strategy.objects.count() == 1
    assert Commitment.objects.count() == before
    assert Instrument.objects.get(code="drugs-plan").state == InstrumentState.IN_FORCE
    assert Draft.objects.get().state == "OFFERED"


def test_a_day_to_come_is_no_day_of_adoption(world, draft):
    offered(draft)
    with pytest.raises(Refused, match="not one to come"):
        adopt_draft(draft, adopted_in="Minute 52", on=dt.date(2023, 1, 4), by=BY, at=AT)


@pytest.mark.parametrize("role", ["partner", "clerk", "chair"])
def test_only_the_head_runs_it(world, draft, role):
    with pytest.raises(Refused, match="run the next strategy"):
        offer_draft(draft, by=world.users[role], at=AT)


def test_a_post_that_does_not_join_twice(world, draft):
    post = Post.objects.get(code="head-of-safety")
    with pytest.raises(Refused, match="has joined already"):
        operations.join_group(draft.groups.get(number=2), post, day=TODAY, by=BY, at=AT)


def test_the_demonstration_has_six_groups_the_four_before_and_who_would_join(demo_world):
    seen = queries.draft("sbps-2024-27")
    assert [one.name for one in seen.groups][:2] == ["Steering Group", "Data Group"]
    assert [len(one.groups) for one in seen.decisions] == [4, 6]
    assert seen.groups[1].bodies == ("Combatting Drugs and Alcohol Partnership",)
    assert [one.makes_priority for one in seen.groups] == [False, False, True, True, True, True]
    (joined,) = queries.group("sbps-2024-27", 5).volunteers
    assert joined.organisation == "Clarion Housing Group"
    assert seen.stages[0].target_words == "4 January 2023"
    assert len(seen.questions) == 3
    assert seen.supersedes == "strategy-2020-23"


def test_an_answer_that_names_somebody_is_corrected(world, draft):
    answer = Answer.objects.create(
        asked=draft.asked.get(), who=Who.YOUNG_PEOPLE, text="Perpetua Lovegrove is right."
    )
    room = kind("consultation-answer")
    [one] = room.correctable(Subject("Perpetua Lovegrove"))
    room.correct(one, "Somebody else is right.", world.users["protection"], AT)
    answer.refresh_from_db()
    assert answer.text == "Somebody else is right."


def test_an_answer_goes_when_the_strategy_it_was_said_of_is_a_year_over(
    client, world, draft, settings, tmp_path
):
    settings.ERASURES = tmp_path / "erasures.jsonl"
    answer = Answer.objects.create(
        asked=draft.asked.get(),
        who=Who.YOUNG_PEOPLE,
        text="Perpetua Lovegrove is right.",
        said_by=4,
    )
    one = kind("consultation-answer")
    [found] = one.about(Subject("Perpetua Lovegrove"))
    assert (found.ref, found.may_erase) == (f"answer {answer.pk}", True)
    over = dt.date(draft.last_year, 12, 31)
    assert list(one.due(over - dt.timedelta(days=1))) == []
    assert [(due.ref, due.began) for due in one.due(over)] == [(f"answer {answer.pk}", over)]
    at = dt.datetime.combine(due_on(over, one.kept), dt.time(9), dt.UTC)
    keeping.list_due(by="system", at=at)
    waits = Disposal.objects.filter(kind="consultation-answer")
    keeping.approve(list(waits.values_list("pk", flat=True)), by=world.users["protection"], at=at)
    keeping.delete_approved(by="system", at=at)
    answer.refresh_from_db()
    assert (answer.text, answer.said_by) == ("Deleted when its term was over.", 4)
    assert list(one.due(at.date())) == []
    client.force_login(world.users["head"])
    shown = page(client, "draft", CODE)
    assert "Perpetua" not in shown
    assert "Deleted when its term was over." in shown
