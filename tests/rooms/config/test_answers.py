"""
What is done to every answer, and what a setting may not be.
"""

import pytest
from django.conf import settings as product
from django.test import Client

from saferboard.public import queries


@pytest.mark.parametrize(
    "address", ["/", "/nowhere/", "/sign-in/", "/home/", "/meetings/2023-01-04/"]
)
def test_every_answer_says_what_a_page_may_load(client, world, address):
    answer = client.get(address)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Referrer-Policy"] == "same-origin"


def test_a_refusal_is_a_page_that_says_why(client, world):
    answer = client.get("/meetings/2023-01-04/")
    assert answer.status_code == 403
    assert "Members may sign in to read it sooner." in answer.content.decode()


def test_a_fault_nobody_foresaw_is_left_alone(world, monkeypatch):
    def broken(**asked):
        raise RuntimeError("unforeseen")

    monkeypatch.setattr(queries, "front", broken)
    answer = Client(raise_request_exception=False).get("/")
    assert answer.status_code == 500
    assert "unforeseen" not in answer.content.decode()


def test_what_is_not_found_is_said_in_the_views_words(client, world):
    answer = client.get("/meetings/1999-01-01/")
    assert answer.status_code == 404
    assert "There is no meeting on that day." in answer.content.decode()
    assert "Resolver404" not in client.get("/nowhere/").content.decode()


def test_a_host_that_is_not_ours_is_turned_away(client, world):
    assert client.get("/", headers={"host": "elsewhere.example"}).status_code == 400


STRANGE = (
    "/strategy/commitments/%00/",
    "/strategy/priorities/99999999999999999999/",
    "/meetings/2022-10-27/papers/%00/",
    "/meetings/2022-10-27/papers/%2e%2e%2f/",
    "/board/%00/",
    "/figures/total-burglary/where/?period=0000",
    "/figures/total-burglary/where/?place=%00",
    "/figures/?quarter=9999-00+Q4",
    "/figures/?quarter=0000-01+Q1",
    "/figures/total-burglary/?quarter=0001-02+Q1",
    "/figures/total-burglary/where/?period=year+to+0001-01",
    "/figures/total-burglary/where/?period=0001-01..9999-12",
)


@pytest.mark.parametrize("address", STRANGE)
def test_a_strange_address_is_not_found(client, world, address):
    assert client.get(address).status_code == 404


def test_faults_are_never_shown_to_readers():
    assert product.DEBUG is False
    assert product.SESSION_COOKIE_HTTPONLY
    assert product.SESSION_COOKIE_SAMESITE == "Lax"
