"""
Asking for a quarter: opened with one press, judged, closed; and who has sent what.
"""

import datetime as dt

import pytest

from saferboard.domain.refusals import Refused
from saferboard.domain.states import UpdateState
from saferboard.ledger.models import Entry, Kind
from saferboard.letters.models import Letter, Link
from saferboard.partners.models import Organisation, Post
from saferboard.plans.models import Commitment
from saferboard.returns import queries as returns
from saferboard.returns.answering.operations import send
from saferboard.returns.answering.people import Giver
from saferboard.returns.models import Round, Update
from saferboard.returns.operations import UpdateGiven, open_round, record_updates
from saferboard.returns.rounds import operations, queries
from saferboard.returns.rounds.planning import plan_next
from saferboard.returns.rounds.reminding import remind
from tests.world import AT, BY, LONDON, Q1, Q2
from tests.world_returns import ROUND

TODAY = AT.date()


def sent(slug: str) -> Update:
    return Update.objects.get(slug=slug, round__quarter="2022-23 Q3")


def test_the_next_quarter_is_asked_with_one_press(client, world):
    Round.objects.exclude(quarter=str(Q2)).delete()
    client.force_login(world.users["head"])
    page = client.get("/strategy/updates/next/").content.decode()
    assert "Ask for Q3 2022/23" in page
    assert "Superintendent, EP" in page
    assert "4 posts for 2 updates and 2 data sheets" in page
    assert not Letter.objects.filter(kind="returns-asked").exists()
    settings = {"due": "14 01 2023", "rhythm": "-7, -1, 1, 7", "tell": "yes"}
    asked = ["w11-superintendent", "w12-head-of-safety"]
    answer = client.post("/strategy/updates/next/", settings | {"ask": asked}, follow=True)
    assert "2 posts are written to" in answer.content.decode()
    letters = Letter.objects.filter(kind="returns-asked").order_by("post__code")
    assert [letter.post.code for letter in letters] == ["head-of-safety", "superintendent"]
    assert "due 14 January 2023" in letters[0].subject
    assert Link.objects.filter(kind="returns").count() == 2
    held = {u.slug: u.state for u in Update.objects.filter(round__quarter="2022-23 Q3")}
    assert held["w11-superintendent"] == UpdateState.REQUESTED
    assert held["w13"] == UpdateState.NOT_REQUESTED


def test_q2_opens_from_the_settings_of_q1(world):
    Round.objects.all().delete()
    first = open_round(world.strategy, quarter=Q1, by=BY, at=AT)
    given = [
        UpdateGiven(1, UpdateState.ACCEPTED, ref="W1.1", account=("Done.",)),
        UpdateGiven(2, UpdateState.NOT_REQUESTED, ref="W2.1"),
    ]
    record_updates(first, updates=given, by=BY, at=AT)
    planned = plan_next(on=TODAY)
    assert (planned.quarter, planned.like) == (Q2, Q1)
    sheets = ["community-impact-days-data-analyst", "community-impact-days-housing-manager"]
    assert [one.slug for one in planned.ticked] == ["w11-superintendent", *sheets]
    assert planned.due == dt.date(2022, 10, 14)


def test_a_first_round_asks_each_owner(world):
    Round.objects.all().delete()
    planned = plan_next(on=TODAY)
    assert [one.asked_code for one in planned.ticked if one.ref] == [
        "superintendent",
        "head-of-safety",
        "housing-manager",
    ]


def test_each_partner_that_contributes_is_asked_once(world):
    Round.objects.filter(quarter="2022-23 Q3").delete()
    partners = Organisation.objects.filter(code__in=["homes", "police", "council"])
    for ref in ("W1.1", "W1.3"):
        Commitment.objects.get(ref=ref).contributors.set(partners)

    def of(ref, planned):
        return {one.asked_code: one.ticked for one in planned.asking if one.ref == ref}

    planned = plan_next(on=TODAY)
    # The superintendent answers for the police, and the round asks the head of safety anyway.
    others = {"housing-manager": True, "head-of-safety": True}
    assert of("W1.1", planned) == {"superintendent": True, **others}
    assert not any(of("W1.3", planned).values())
    opened = operations.open_next(planned, by=BY, at=AT, tell=False)
    asked = opened.updates.filter(commitment__ref="W1.1").values_list("contributor__code", "state")
    assert sorted(asked) == [(code, "REQUESTED") for code in ("council", "homes", "police")]
    assert of("W1.1", plan_next(on=TODAY)) == of("W1.1", planned)


def test_another_post_of_the_partner_is_asked_for_its_sheet(client, world):
    Round.objects.filter(quarter="2022-23 Q3").delete()
    client.force_login(world.users["head"])
    slug = "community-impact-days-data-analyst"
    page = client.get("/strategy/updates/next/").content.decode()
    assert f'name="post.{slug}"' in page
    typed = {"due": "14 01 2023", "rhythm": "-7", "tell": "no", "ask": [slug]}
    wrong = client.post(
        "/strategy/updates/next/", typed | {f"post.{slug}": "housing-manager", "due": "soon"}
    )
    assert wrong.status_code == 400
    assert "Who is asked: choose from the list" in wrong.content.decode()
    other = {f"post.{slug}": "head-of-safety"}
    kept = client.post("/strategy/updates/next/", typed | other | {"due": "soon"})
    assert '<option value="head-of-safety" selected>' in kept.content.decode()
    answer = client.post("/strategy/updates/next/", typed | other, follow=True)
    assert "and nobody is written to" in answer.content.decode()
    row = Update.objects.get(round__quarter="2022-23 Q3", sheet__gt="", state="REQUESTED")
    assert (row.asked.code, row.contributor.code) == ("head-of-safety", "council")


REFUSED = [
    ({"ask": []}, "Nobody is asked for anything"),
    ({"ask": ["w99"]}, "choose from the list"),
    ({"due": "14 01 2021"}, "is over"),
    ({"due": "soon"}, "write the day as"),
    ({"rhythm": "weekly"}, "write whole days"),
    ({"rhythm": "400"}, "write whole days"),
    ({"tell": ""}, "choose one"),
]


@pytest.mark.parametrize(("wrong", "words"), REFUSED, ids=[words for _, words in REFUSED])
def test_a_wrong_setting_opens_nothing_and_loses_nothing(client, world, wrong, words):
    client.force_login(world.users["head"])
    good = {"due": "14 04 2023", "rhythm": "-7", "tell": "no", "ask": ["w12-head-of-safety"]}
    answer = client.post("/strategy/updates/next/", good | wrong)
    assert answer.status_code == 400
    page = answer.content.decode()
    assert words in page
    if wrong.keys() != {"due"}:
        assert 'value="14 04 2023"' in page
    assert not Round.objects.filter(quarter="2022-23 Q4").exists()


def test_a_text_is_accepted_and_locked(world):
    update = sent("w12-head-of-safety")
    operations.accept(update, number=1, by=world.users["head"], at=AT)
    update.refresh_from_db()
    assert (update.state, update.account) == ("ACCEPTED", ["Twelve alleys have lamps."])
    with pytest.raises(Refused, match="locked"):
        operations.send_back(update, reason="Too short", by=world.users["head"], at=AT)
    with pytest.raises(Refused, match="Nothing waits"):
        operations.accept(update, number=1, by=world.users["head"], at=AT)


def test_a_newer_text_is_not_accepted_unread(world):
    giver = Giver(world.users["head"], "head-of-safety")
    send(sent("w12-head-of-safety"), "Thirteen have.", giver=giver, at=AT)
    with pytest.raises(Refused, match="newer text came"):
        operations.accept(sent("w12-head-of-safety"), number=1, by=world.users["head"], at=AT)


def test_what_goes_back_says_why_and_is_in_their_box_again(client, world):
    client.force_login(world.users["head"])
    address = f"/strategy/updates/{ROUND}/w12-head-of-safety/"
    bare = client.post(address, {"what": "back", "reason": "", "number": "1"})
    assert bare.status_code == 400
    assert "Write why it goes back" in bare.content.decode()
    client.post(address, {"what": "back", "reason": "Which alleys?", "number": "1"})
    page = client.get(f"/strategy/asked-of-you/{ROUND}.head-of-safety/w12-head-of-safety/")
    assert "Which alleys?" in page.content.decode()
    assert "Twelve alleys have lamps." in page.content.decode()
    assert Letter.objects.get(kind="returns-sent-back").post.code == "head-of-safety"
    assert sent("w12-head-of-safety").state == UpdateState.SENT_BACK


def test_a_correction_waits_and_what_was_accepted_stays(world):
    update, head = sent("w12-head-of-safety"), world.users["head"]
    operations.accept(update, number=1, by=head, at=AT)
    giver = Giver(head, "head-of-safety")
    with pytest.raises(Refused, match="Say why it is corrected"):
        send(update, "Eleven have.", giver=giver, at=AT)
    send(update, "Eleven have.", giver=giver, at=AT, why="One lamp was counted twice.")
    update.refresh_from_db()
    assert update.account == ["Twelve alleys have lamps."]
    operations.accept(update, number=2, by=head, at=AT)
    update.refresh_from_db()
    assert update.account == ["Eleven have."]
    assert [v.number for v in queries.versions(update.pk)] == [2, 1]
    assert all(v.accepted_at for v in queries.versions(update.pk))


def test_a_correction_may_be_turned_down(world):
    update, head = sent("w12-head-of-safety"), world.users["head"]
    operations.accept(update, number=1, by=head, at=AT)
    send(update, "Eleven.", giver=Giver(head, "head-of-safety"), at=AT, why="Miscounted.")
    operations.send_back(update, reason="It was twelve.", by=head, at=AT)
    update.refresh_from_db()
    assert (update.state, update.account) == ("ACCEPTED", ["Twelve alleys have lamps."])
    assert [v.number for v in queries.versions(update.pk)] == [1]


def test_closing_marks_what_did_not_come(client, world):
    client.force_login(world.users["head"])
    page = client.post(f"/strategy/updates/{ROUND}/close/", follow=True).content.decode()
    assert "2 returns had not come" in page
    assert sent("w21-housing-manager").state == UpdateState.NOT_PROVIDED
    assert Entry.objects.get(kind=Kind.ROUND_CLOSED).facts == {"not_provided": 2}
    again = client.post(f"/strategy/updates/{ROUND}/open-again/", {"due": "30 11 2022"})
    assert again.status_code == 302
    assert returns.round_at(ROUND).is_open
    assert returns.round_at(ROUND).due == dt.date(2022, 11, 30)


def test_one_more_may_be_asked(client, world):
    client.force_login(world.users["head"])
    address = f"/strategy/updates/{ROUND}/w12-head-of-safety/ask/"
    assert client.post(address, {"post": "station-manager"}).status_code == 302
    assert sent("w12-station-manager").state == UpdateState.REQUESTED
    assert Letter.objects.get(kind="returns-asked").post.code == "station-manager"
    twice = client.post(address, {"post": "station-manager"})
    assert "was asked for it already" in twice.content.decode()


def test_the_grid_counts_what_a_slow_count_counts(world):
    head = returns.round_at(ROUND)
    late = dt.date(2022, 11, 1)
    grid = queries.grid(head, on=late)
    seen = [u for u in returns.updates(round_id=head.id) if u.state != "NOT_REQUESTED"]
    told = grid.response
    assert told.asked == len(seen) == 3
    assert told.answered == sum(u.state.answered for u in seen) == 1
    assert told.late == sum(u.is_late(late) for u in seen) == 2
    assert told.percent == 33
    shown = queries.grid(head, on=late, show=queries.WAITING)
    assert {row.post_code for row in shown.rows} == {"superintendent", "housing-manager"}
    assert [c.about for c in queries.grid(head, on=late, priority=2).columns] == [
        "W2.1",
        "W2.2",
        "Priority 2, Refuges",
    ]


def test_the_grid_says_states_in_words_and_lets_partners_look(client, world):
    client.force_login(world.users["partner"])
    page = client.get(f"/strategy/updates/{ROUND}/who-has-sent/").content.decode()
    assert '<span class="govuk-visually-hidden">received</span>' in page
    assert "1 of 3 (33%)" in page
    assert f"/updates/{ROUND}/w12" not in page
    assert "Close the round" not in page


def at(day: int, month: int = 10) -> dt.datetime:
    return dt.datetime(2022, month, day, 9, tzinfo=LONDON)


def test_whoever_has_not_sent_is_reminded_once_for_each_day_of_the_rhythm(world):
    assert remind(by=BY, at=at(20)) == 0
    assert remind(by=BY, at=at(21)) == 3
    assert remind(by=BY, at=at(22)) == 0
    assert remind(by=BY, at=at(29)) == 3
    told = Letter.objects.filter(kind="returns-reminder").order_by("id")
    posts = [letter.post.code for letter in told]
    assert posts == ["superintendent", "housing-manager"] * 2
    digest = Letter.objects.filter(kind="returns-digest").order_by("id").last()
    assert digest.post.code == "head-of-safety"
    assert "1 of 3 have come" in digest.subject
    assert "2 are late" in digest.body


@pytest.mark.parametrize("role", ["partner", "clerk", "chair", "analyst"])
def test_only_the_head_asks_and_judges(world, role):
    by = world.users[role]
    with pytest.raises(Refused, match="Only the head of community safety"):
        operations.open_next(plan_next(on=TODAY), by=by, at=AT)
    with pytest.raises(Refused, match="Only the head of community safety"):
        operations.accept(sent("w12-head-of-safety"), number=1, by=by, at=AT)
    with pytest.raises(Refused, match="Only the head of community safety"):
        operations.close_round(Round.objects.last(), by=by, at=AT)


def test_a_post_asked_twice_is_refused_by_the_database_too(world):
    post = Post.objects.get(code="superintendent")
    with pytest.raises(Refused, match="asked for it already"):
        operations.ask_also(sent("w11-superintendent"), post, by=BY, at=AT)
