"""
Signing in with a council's own account: the whole way, over real HTTP, and every no.
"""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from saferboard.ledger.models import Entry, Kind
from saferboard.partners.models import User
from tests.rooms.accounts.provider import CLIENT, SECRET, council

START = "/sign-in/with/council/"
REQUIRED = "/account/second-factor/required/"


@pytest.fixture
def provider(settings):
    with council() as provider:
        provider.app = {
            "provider_id": "council",
            "name": "Westhaven Council",
            "client_id": CLIENT,
            "secret": SECRET,
            "settings": {"server_url": provider.address, "brings_second_factor": False, "acr": ""},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [provider.app]}
        }
        yield provider


def goes(client, provider):
    """Press the button, sign in at the council, and come back."""
    page = client.post(START).content.decode()
    there = re.search(r'content="0;url=([^"]+)"', page)[1].replace("&amp;", "&")
    assert there.startswith(f"{provider.address}/authorize?")
    return client.get(provider.authorizes(there).removeprefix("http://testserver"))


def kinds(number: int):
    return [e.kind for e in Entry.objects.order_by("-id")[:number]][::-1]


def is_in(client) -> bool:
    return client.get("/home/").status_code == 200


def test_an_invited_person_comes_in_and_is_known_again(client, world, provider):
    assert "Sign in with Westhaven Council" in client.get("/sign-in/").content.decode()
    assert goes(client, provider).url == "/home/"
    assert is_in(client)
    assert kinds(2) == [Kind.PROVIDER_LINKED, Kind.SIGNED_IN]
    assert Entry.objects.latest("id").facts["how"] == "provider"
    linked = SocialAccount.objects.get()
    assert (linked.user, linked.uid) == (world.users["clerk"], "u-17")
    again = Client()
    provider.claims["email"] = "renamed@westhaven.example"
    assert goes(again, provider).url == "/home/"
    assert kinds(1) == [Kind.SIGNED_IN]
    assert SocialAccount.objects.count() == 1
    world.users["clerk"].refresh_from_db()
    assert world.users["clerk"].email == "clerk@westhaven.example"


def test_what_the_provider_says_of_a_person_is_not_kept(client, world, provider):
    provider.claims["name"] = "Ines F. Faraday-Secret"
    goes(client, provider)
    goes(Client(), provider)
    assert SocialAccount.objects.get().extra_data == {}
    assert "Secret" not in str(EmailAddress.objects.values())
    world.users["clerk"].person.refresh_from_db()
    assert world.users["clerk"].person.name == "Ines Faraday"


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        ({"email": "stranger@westhaven.example"}, "no open account here has the address"),
        ({"email_verified": False}, "does not say that it has verified your address"),
        ({"email_verified": "true"}, "does not say that it has verified your address"),
        ({"email_verified": None}, "does not say that it has verified your address"),
        ({"email": ""}, "no open account here has the address"),
        ({"email": "clerk"}, "no open account here has the address"),
    ],
)
def test_who_is_not_let_in(client, world, provider, claims, words):
    accounts = User.objects.count()
    provider.claims |= claims
    answer = goes(client, provider)
    assert answer.status_code == 403
    assert words in answer.content.decode()
    assert not is_in(client)
    assert (User.objects.count(), SocialAccount.objects.count()) == (accounts, 0)


def test_a_closed_account_is_not_let_in_by_it_either(client, world, provider):
    goes(client, provider)
    world.users["clerk"].is_active = False
    world.users["clerk"].save()
    answer = goes(Client(), provider)
    assert answer.status_code == 403


def test_another_person_there_does_not_take_over_an_account_linked_already(client, world, provider):
    goes(client, provider)
    provider.claims["sub"] = "u-99"
    other = Client()
    assert goes(other, provider).status_code == 403
    assert not is_in(other)
    assert SocialAccount.objects.get().uid == "u-17"


def test_an_answer_that_nobody_asked_for_is_refused(client, world, provider):
    answer = client.get(f"{START}back/?code=once&state=made-up")
    assert answer.status_code == 403
    assert "did not say who you are" in answer.content.decode()
    assert provider.asked == []


def test_an_answer_meant_for_another_browser_is_refused(client, world, provider):
    page = client.post(START).content.decode()
    there = re.search(r'content="0;url=([^"]+)"', page)[1].replace("&amp;", "&")
    back = provider.authorizes(there).removeprefix("http://testserver")
    victim = Client()
    assert victim.get(back).status_code == 403
    assert not is_in(victim)


@pytest.mark.parametrize("fault", ["wrong_code", "cancelled", "another_audience"])
def test_a_provider_that_says_no_lets_nobody_in(client, world, provider, fault):
    if fault == "another_audience":
        provider.id_claims = {"aud": "somebody-else"}
    if fault == "wrong_code":
        provider.wrong_code = True
    if fault == "cancelled":
        page = client.post(START).content.decode()
        state = re.search(r"state=(\w+)", page)[1]
        answer = client.get(f"{START}back/?error=access_denied&state={state}")
    else:
        answer = goes(client, provider)
    assert answer.status_code == 403
    assert not is_in(client)


def test_a_provider_that_is_down_is_said_to_be(client, world, provider):
    provider.down = True
    answer = client.post(START)
    assert answer.status_code == 403
    assert "cannot be reached" in answer.content.decode()


def test_a_second_factor_is_asked_for_all_the_same(client, world, provider):
    provider.claims["email"] = "coordinator@westhaven.example"
    provider.id_claims = {"amr": ["pwd", "mfa"]}
    goes(client, provider)
    assert client.get("/home/").url == REQUIRED
    TOTP.activate(world.users["coordinator"], generate_totp_secret())
    assert goes(Client(), provider).url == "/sign-in/code/"


@pytest.mark.parametrize(
    ("said", "acr", "comes_in"),
    [
        ({"amr": ["pwd", "mfa"]}, "", True),
        ({"amr": ["pwd"]}, "", False),
        ({"amr": "otp"}, "", True),
        ({}, "", False),
        ({"acr": "urn:two"}, "urn:two", True),
        ({"acr": "urn:one"}, "urn:two", False),
    ],
)
def test_a_provider_set_down_as_bringing_its_own_is_believed_when_it_says_so(
    client, world, provider, said, acr, comes_in
):
    provider.app["settings"] |= {"brings_second_factor": True, "acr": acr}
    provider.claims["email"] = "coordinator@westhaven.example"
    provider.id_claims = said
    goes(client, provider)
    assert is_in(client) is comes_in


def test_there_is_no_other_provider(client, world, provider):
    assert client.post("/sign-in/with/elsewhere/").status_code == 404
