"""
Links to a list that came to their end: expired, used up, cancelled while somebody types.
"""

import datetime as dt

import pytest
from django.core import mail
from django.db.models import F
from django.test import Client

from saferboard.letters.models import Link
from saferboard.letters.operations import issue_link
from saferboard.partners.models import Post
from saferboard.returns.models import Draft
from saferboard.ui import clock
from tests.rooms.returns.test_answering import BOX, HOME, LIST, come_by_link
from tests.world import AT, BY


@pytest.fixture(autouse=True)
def _a_mail_server(settings):
    settings.EMAIL_HOST = "mail.westhaven.example"


def path_of_link() -> str:
    post = Post.objects.get(code="housing-manager")
    address = issue_link("returns", post=post, thing=LIST, by=BY, at=clock.now())
    return "/" + address.split("//", 1)[-1].split("/", 1)[1]


LONG_AGO = AT.replace(year=2021)
ENDS = [
    ({"issued_at": LONG_AGO, "expires_at": LONG_AGO + dt.timedelta(1)}, "This link has ended"),
    ({"uses": 1000}, "This link was used already"),
    ({"cancelled_at": F("issued_at")}, "This link was cancelled"),
]


@pytest.mark.parametrize(("ends", "words"), ENDS, ids=[words for _, words in ENDS])
def test_a_link_at_its_end_says_so_and_opens_nothing(world, ends, words):
    path = path_of_link()
    Link.objects.update(**ends)
    client = Client()
    answer = client.get(path)
    assert answer.status_code == 404
    assert f"{words}. Ask whoever sent it for another." in answer.content.decode()
    client.post(f"{path}code/")
    assert mail.outbox == []
    assert client.get(HOME).status_code == 403


def test_what_was_typed_when_a_link_ends_is_kept_or_given_back(world):
    client = come_by_link(world)
    typed = {"words": "Nine were trained.", "counter": "0"}
    assert client.post(f"{BOX}keep/", typed).status_code == 200
    Link.objects.update(cancelled_at=clock.now())
    more = client.post(BOX, {"do": "send", "words": "Ten <were> trained.", "counter": "1"})
    assert more.status_code == 403
    page = more.content.decode()
    assert "This was not kept" in page
    assert "Ten &lt;were&gt; trained." in page
    assert Draft.objects.get().text == "Nine were trained."


def test_a_sheet_typed_when_a_link_ends_is_given_back(world):
    address = "/sheets/community-impact-days/2022-23-q2/homes/fill/"
    typed = {"days.all.whole": "3", "explanation": "Counted by hand.", "counter": "0"}
    answer = Client().post(address, typed)
    assert answer.status_code == 403
    page = answer.content.decode()
    assert [
        one for one in ("This was not kept", ">3<", "Counted by hand.") if one not in page
    ] == []
    assert Client().get(address).status_code == 302
