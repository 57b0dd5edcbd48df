"""
Answering: by account or by the letter's link, kept as it is typed, sent, declined, handed on.
"""

import re

import pytest
from django.core import mail
from django.test import Client

from saferboard.domain.refusals import Refused
from saferboard.domain.states import UpdateState
from saferboard.ledger.models import Entry, Kind
from saferboard.letters.operations import issue_link, send_due_letters
from saferboard.partners.models import Post
from saferboard.returns.answering.operations import keep_draft, send
from saferboard.returns.answering.people import Giver
from saferboard.returns.models import Draft, Round, Update, Version
from saferboard.returns.rounds.operations import close_round
from saferboard.ui import clock
from tests.world import AT, BY
from tests.world_returns import ROUND

LIST = f"{ROUND}.housing-manager"
HOME = f"/strategy/asked-of-you/{LIST}/"
BOX = f"{HOME}w21-housing-manager/"


@pytest.fixture(autouse=True)
def _a_mail_server(settings):
    settings.EMAIL_HOST = "mail.westhaven.example"


@pytest.fixture
def asked(world) -> Update:
    return Update.objects.get(slug="w21-housing-manager")


@pytest.fixture
def partner(client, world) -> Client:
    client.force_login(world.users["partner"])
    return client


def come_by_link(world) -> Client:
    """Come with the link of the housing manager's letter and the code that follows it."""
    client, post = Client(), Post.objects.get(code="housing-manager")
    address = issue_link("returns", post=post, thing=LIST, by=BY, at=clock.now())
    path = re.sub(r"^https?://[^/]+", "", address)
    client.post(f"{path}code/")
    code = re.search(r"^\d{6}$", mail.outbox[-1].body, re.M)[0]
    answer = client.post(f"{path}use/", {"code": code})
    assert answer.url == HOME
    return client


def test_a_link_and_its_code_open_the_list_and_send(world, asked):
    client = come_by_link(world)
    assert "Train every landlord" in client.get(HOME).content.decode()
    answer = client.post(BOX, {"do": "send", "words": "Nine were trained.", "counter": "0"})
    assert answer.url == HOME
    asked.refresh_from_db()
    assert asked.state == UpdateState.RECEIVED
    line = Entry.objects.get(kind=Kind.RETURN_SENT, subject=f"update {asked.pk}")
    assert (line.by, line.post) == ("link", "housing-manager")


def test_a_link_opens_no_other_list_and_a_forwarded_one_asks_for_the_code(world):
    client = come_by_link(world)
    other = client.get(f"/strategy/asked-of-you/{ROUND}.superintendent/")
    assert other.status_code == 403
    assert Client().get(HOME).status_code == 403


def test_the_letter_that_asks_carries_the_link(world):
    from saferboard.returns.rounds.operations import ask_also

    update = Update.objects.get(slug="w12-head-of-safety")
    ask_also(update, Post.objects.get(code="housing-manager"), by=BY, at=AT)
    send_due_letters(at=AT)
    [letter] = [m for m in mail.outbox if "Updates for Q3" in m.subject]
    assert letter.to == ["partner@westhaven.example"]
    assert "2 updates" in letter.body
    assert "/link/" in letter.body


def test_last_quarter_stands_beside_the_box(client, world):
    client.force_login(world.users["head"])
    page = client.get(f"/strategy/asked-of-you/{ROUND}.superintendent/w11-superintendent/")
    words = page.content.decode()
    assert "Last quarter, Q2 2022/23" in words
    assert ">412</a> camera incidents" in words
    assert "Figures it bears on" in words


def test_what_is_typed_is_kept_and_shown_again(partner, asked):
    answer = partner.post(f"{BOX}keep/", {"words": "Nine were", "counter": "0"})
    told = answer.json()
    assert (answer.status_code, told["counter"]) == (200, 1)
    assert told["said"].startswith("Kept at ")
    assert "Nine were</textarea>" in partner.get(BOX).content.decode()
    again = partner.post(f"{BOX}keep/", {"words": "Nine were trained", "counter": "1"}).json()
    assert again["counter"] == 2
    assert not Version.objects.filter(update=asked).exists()


def test_without_a_script_the_button_keeps_it(partner, asked):
    answer = partner.post(BOX, {"do": "keep", "words": "Nine were", "counter": "0"}, follow=True)
    assert "It is not sent yet" in answer.content.decode()
    assert Draft.objects.get(update=asked).text == "Nine were"


@pytest.mark.parametrize("do", ["keep", "send"])
def test_two_at_one_text_lose_neither(partner, world, asked, do):
    giver = Giver(world.users["head"], "housing-manager")
    keep_draft(asked, "A colleague’s words.", counter=0, giver=giver, at=AT)
    answer = partner.post(BOX, {"do": do, "words": "My own words.", "counter": "0"})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "A colleague changed this text" in page
    assert "A colleague’s words." in page
    assert "My own words.</textarea>" in page
    assert Draft.objects.get(update=asked).text == "A colleague’s words."
    # Once it was shown, what is typed goes on from it.
    counter = re.search(r'name="counter" value="(\d+)"', page)[1]
    both = {"do": do, "words": "Both together.", "counter": counter}
    assert partner.post(BOX, both).status_code == 302


def test_the_wrong_quarter_is_pointed_out_while_typing(partner):
    words = "During the first quarter of this year nine landlords were trained."
    told = partner.post(f"{BOX}keep/", {"words": words, "counter": "0"}).json()
    [point] = told["points"]
    assert point["quote"] == "During the first quarter"
    assert "quarter 3 of 2022/23" in point["why"]
    page = partner.get(BOX).content.decode()
    assert "During the first quarter”: This is the update for quarter 3" in page


def test_figures_that_disagree_are_pointed_out_while_typing(partner):
    words = "Courses rose from 40 to 50, an increase of 50%. In all 9 landlords came. In all 8"
    told = partner.post(f"{BOX}keep/", {"words": f"{words} landlords came.", "counter": "0"}).json()
    assert any("+25.0%" in point["why"] for point in told["points"])
    assert any("9 landlords and also 8 landlords" in point["why"] for point in told["points"])


def test_last_quarters_figure_is_held_against_last_quarters_text(world):
    client = Client()
    client.force_login(world.users["head"])
    box = f"/strategy/asked-of-you/{ROUND}.superintendent/w11-superintendent/keep/"
    words = "Cameras saw 380 incidents, down from 421 incidents last quarter."
    told = client.post(box, {"words": words, "counter": "0"}).json()
    assert any("says 412 incidents, and this says 421" in p["why"] for p in told["points"])


def test_sent_twice_alike_is_one_version(world, asked):
    giver = Giver(world.users["partner"], "housing-manager")
    assert send(asked, "Nine.", giver=giver, at=AT) == send(asked, "Nine.", giver=giver, at=AT) == 1
    assert send(asked, "Ten.", giver=giver, at=AT) == 2
    assert Update.objects.get(pk=asked.pk).came == AT.date()


WRONG = [("", "nothing to send"), ("Of {cctv-incident 2022-23 Q2} seen", "cctv-incidents")]


@pytest.mark.parametrize(("words", "said"), WRONG)
def test_what_cannot_be_sent_comes_back_as_it_was_typed(partner, asked, words, said):
    answer = partner.post(BOX, {"do": "send", "words": words, "counter": "0"})
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert f"{words}</textarea>" in answer.content.decode()
    assert not Version.objects.filter(update=asked).exists()


def test_a_round_closed_while_somebody_types_takes_nothing_and_loses_nothing(partner, asked):
    close_round(Round.objects.last(), by=BY, at=AT)
    kept = partner.post(f"{BOX}keep/", {"words": "Nine were", "counter": "0"})
    assert kept.status_code == 200
    answer = partner.post(BOX, {"do": "send", "words": "Nine were trained.", "counter": "1"})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "The round for Q3 2022/23 was closed" in page
    assert "Nine were trained.</textarea>" in page
    assert Draft.objects.get(update=asked).text == "Nine were"
    assert not Version.objects.filter(update=asked).exists()


def test_an_update_may_be_declined_and_still_come(partner, asked):
    bare = partner.post(f"{BOX}decline/", {"reason": " "})
    assert bare.status_code == 400
    partner.post(f"{BOX}decline/", {"reason": "We do not share it in this form."})
    asked.refresh_from_db()
    assert (asked.state, asked.reason) == ("DECLINED", "We do not share it in this form.")
    partner.post(BOX, {"do": "send", "words": "Nine.", "counter": "0"})
    asked.refresh_from_db()
    assert (asked.state, asked.reason) == ("RECEIVED", "")


def test_an_update_may_stand_elsewhere(partner, asked):
    partner.post(f"{BOX}elsewhere/", {"where": "Priority 1"})
    asked.refresh_from_db()
    assert (asked.state, asked.see) == ("SEE_ELSEWHERE", "Priority 1")


def test_everything_typed_is_sent_with_one_press(partner, asked):
    empty = partner.post(f"{HOME}send/", follow=True).content.decode()
    assert "Nothing is typed that was not sent" in empty
    partner.post(f"{BOX}keep/", {"words": "Nine were trained.", "counter": "0"})
    assert "Send 1 update" in partner.get(HOME).content.decode()
    assert "Sent: 1 update" in partner.post(f"{HOME}send/", follow=True).content.decode()
    asked.refresh_from_db()
    assert asked.state == UpdateState.RECEIVED


def test_a_list_is_handed_on_to_a_colleague_only(client, world):
    client.force_login(world.users["head"])
    lists = f"/strategy/asked-of-you/{ROUND}.head-of-safety/hand-on/"
    assert client.post(lists, {"post": "data-analyst"}).status_code == 302
    send_due_letters(at=clock.now())
    assert mail.outbox[-1].to == ["analyst@westhaven.example"]
    assert client.post(lists, {"post": "superintendent"}).status_code == 400


def test_a_colleague_of_the_same_organisation_may_take_over(client, world):
    client.force_login(world.users["analyst"])
    mine = client.get("/strategy/asked-of-you/").content.decode()
    assert "A colleague’s" in mine
    assert client.get(f"/strategy/asked-of-you/{ROUND}.head-of-safety/").status_code == 200
    assert client.get(HOME).status_code == 403


def test_a_text_that_is_too_long_is_refused_in_words(world, asked):
    giver = Giver(world.users["partner"], "housing-manager")
    with pytest.raises(Refused, match="An update holds 20,000 letters, and this is 20,001"):
        send(asked, "a" * 20_001, giver=giver, at=AT)
