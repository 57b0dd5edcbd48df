"""
The pages of data sheets: filling in, saying why, sending, reading what others may read.
"""

import pytest
from django.urls import reverse

from saferboard.sheets.models import DataReturn, OwnWord
from tests.rooms.sheets.test_judging import accepted, asked, given
from tests.world import AT, Q1

HOMES = ("cctv", "2022-23-q2", "homes")
NUMBERS = {
    "incidents.all.2022-07": "100",
    "incidents.all.2022-08": "120",
    "incidents.all.2022-09": "180",
    "packs.all.whole": "5",
    "arrests.all.whole": "not held",
}
REST = {"explanation": "Counted by hand.", "publish": ["incidents"], "incorporate": ["packs"]}


@pytest.fixture
def held(world):
    return asked("cctv", "homes")[0]


def page(client, name="fill", args=HOMES):
    return client.get(reverse(f"sheets:{name}", args=args)).content.decode()


def fill(client, do, counter=0, **more):
    body = NUMBERS | REST | {"do": do, "counter": counter} | more
    return client.post(reverse("sheets:fill", args=HOMES), body)


def test_a_partner_fills_in_says_why_and_sends(client, world, held):
    (before,) = asked("cctv", "homes", quarter=Q1)
    old = {"incidents.all.whole": "100", "packs.all.whole": "5", "arrests.all.whole": "2"}
    accepted(before, given(old), AT)
    client.force_login(world.users["partner"])
    assert fill(client, "save").status_code == 302
    text = page(client)
    assert "4 times last quarter’s, or more" in text
    assert 'name="why.HISTORY:incidents.all.whole"' in text
    answer = fill(client, "send", counter=1)
    assert answer.status_code == 400
    assert "1 figure waits for a reason" in answer.content.decode()
    why = {"why.HISTORY:incidents.all.whole": "A new control room."}
    assert fill(client, "send", counter=1, **why).url == reverse("sheets:return", args=HOMES)
    text = page(client, "return")
    assert "400" in text
    assert "A new control room." in text
    assert "Not held by the partner" in text


def test_what_is_wrong_is_kept_and_said_beside_its_box(client, world, held):
    client.force_login(world.users["partner"])
    wrong = {"packs.all.whole": "about 30", "explanation": ""}
    answer = fill(client, "send", **wrong)
    assert answer.status_code == 400
    text = answer.content.decode()
    assert 'value="about 30"' in text
    assert "Write one exact number" in text
    assert fill(client, "save", **wrong).status_code == 302
    assert 'value="about 30"' in page(client)


def keep(client, counter, **more):
    body = NUMBERS | REST | {"counter": counter} | more
    return client.post(reverse("sheets:keep", args=HOMES), body)


def test_what_is_typed_is_kept_and_checked_while_typing(client, world, held):
    client.force_login(world.users["partner"])
    answer = keep(client, 0, **{"packs.all.whole": "600"})
    told = answer.json()
    assert "There are more evidence packs than incidents" in told["found"]
    assert told["said"].endswith("Not sent yet.")
    assert told["counter"] == 1
    held.refresh_from_db()
    assert held.draft["typed"]["packs.all.whole"] == "600"
    assert held.state == "REQUESTED"
    text = page(client)
    assert 'value="600"' in text
    assert "by Housing Manager. Not sent yet." in text
    # The button after it brings what stands already, from before the script's own keeping.
    assert fill(client, "save", 0, **{"packs.all.whole": "600"}).status_code == 302
    assert keep(client, 1, **{"packs.all.whole": "6" * 61}).status_code == 400


def test_a_colleague_is_overtaken_by_nobody_unseen(client, world, held):
    client.force_login(world.users["partner"])
    assert keep(client, 0, **{"packs.all.whole": "7"}).status_code == 200
    told = keep(client, 0, **{"packs.all.whole": "8"})
    assert told.status_code == 409
    assert "What a colleague wrote otherwise" in told.json()["found"]
    for do in ("save", "send"):
        answer = fill(client, do, 0, explanation="Mine.", **{"packs.all.whole": "8"})
        assert answer.status_code == 400
        text = answer.content.decode()
        for words in ("Counted by hand.", "Mine.", ">7<", ">8<", 'value="8"'):
            assert words in text
        held.refresh_from_db()
        assert held.draft["typed"]["packs.all.whole"] == "7"
    # Once theirs was shown, what is typed stands over it.
    assert 'name="counter" value="1"' in text
    assert fill(client, "save", 1, **{"packs.all.whole": "8"}).status_code == 302
    held.refresh_from_db()
    assert held.draft["typed"]["packs.all.whole"] == "8"


def test_others_read_what_may_be_put_before_the_board(client, world, held):
    typed = {"incidents.all.whole": "444", "packs.all.whole": "333", "arrests.all.whole": "222"}
    accepted(held, given(typed, publish=["incidents"], incorporate=["packs"]))
    seen = {}
    for role in ("partner", "analyst", "police"):
        client.force_login(world.users[role])
        text = page(client, "return")
        seen[role] = [number for number in ("444", "333", "222") if f">{number}<" in text]
    assert seen["partner"] == seen["analyst"] == ["444", "333", "222"]
    assert seen["police"] == ["444", "333"]


def test_the_grid_of_who_sent_what_keeps_the_silent_in_view(client, world, held):
    asked("cctv", "police", "fire")
    client.force_login(world.users["head"])
    text = page(client, "round", HOMES[:2])
    assert text.count("Requested") == 3
    answer = client.post(reverse("sheets:not-provided", args=HOMES))
    assert answer.status_code == 302
    assert "Not provided" in page(client, "round", HOMES[:2])


def test_a_partner_says_what_its_words_mean(client, world):
    client.force_login(world.users["partner"])
    address = reverse("sheets:words", args=["domestic-abuse", "homes"])
    assert client.post(address, {"word": "Red", "term": "risk.high"}).status_code == 302
    assert client.post(address, {"word": "Amber", "term": "risk.no"}).status_code == 400
    assert "red" in client.get(address).content.decode()
    word = OwnWord.objects.get(word="red")
    client.post(reverse("sheets:remove-word", args=["domestic-abuse", "homes", word.pk]))
    assert not OwnWord.objects.filter(word="red").exists()


def test_the_head_asks_and_the_partner_finds_it(client, world):
    client.force_login(world.users["head"])
    address = reverse("sheets:ask", args=["youth-justice", "2022-23-q2"])
    assert client.post(address, {"partners": ["homes"]}).status_code == 302
    assert DataReturn.objects.get(sheet="youth-justice").organisation.code == "homes"
    client.force_login(world.users["partner"])
    assert "Youth justice" in client.get(reverse("sheets:sheets")).content.decode()
