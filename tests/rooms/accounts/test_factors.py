"""
Second factors: asked for, required, set up, lost; and shown by nobody but a demonstration.
"""

import time

import pytest
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from django.urls import reverse

from saferboard.accounts.middleware import OPEN_TO_THE_UNVERIFIED
from saferboard.accounts.operations import remove_second_factors
from saferboard.domain.refusals import Refused
from saferboard.ledger.models import Entry, Kind
from saferboard.ledger.operations import SYSTEM
from saferboard.partners.operations import Resealed, rotate_keys
from saferboard.sealing import SealBroken, new_key
from tests.repo.doors import READ, arguments
from tests.signing_in import sign_in
from tests.world import AT, PASSWORD, make_busy

SECRET = generate_totp_secret()
CODE_PAGE = "/sign-in/code/"
REQUIRED = "/account/second-factor/required/"


def code(shift: int = 0) -> str:
    counter = int(time.time()) // app_settings.TOTP_PERIOD + shift
    return format_hotp_value(hotp_value(SECRET, counter))


@pytest.fixture(autouse=True)
def _a_quiet_half_minute(monkeypatch):
    """Have every code of a test be of one half minute, so that none turns over within it."""
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now)


@pytest.fixture
def coordinator(world):
    user = world.users["coordinator"]
    TOTP.activate(user, SECRET)
    return user


def gives_password(client, name: str):
    return client.post("/sign-in/", {"username": name, "password": PASSWORD})


def kinds(number: int):
    return [e.kind for e in Entry.objects.order_by("-id")[:number]][::-1]


def test_a_password_and_then_a_code_let_somebody_in(client, coordinator):
    assert gives_password(client, "coordinator").url == CODE_PAGE
    assert client.get("/home/").status_code == 302
    assert "_auth_user_id" not in client.session
    answer = client.post(CODE_PAGE, {"code": code()})
    assert answer.url == "/home/"
    assert client.get("/home/").status_code == 200
    assert Entry.objects.latest("id").facts["how"] == "password and second factor"


def test_the_page_asked_for_comes_after_the_code(client, coordinator):
    client.post(
        "/sign-in/", {"username": "coordinator", "password": PASSWORD, "next": "/strategy/"}
    )
    assert client.post(CODE_PAGE, {"code": code()}).url == "/strategy/"


def test_a_code_works_once(client, coordinator):
    gives_password(client, "coordinator")
    used = code()
    assert client.post(CODE_PAGE, {"code": used}).status_code == 302
    client.post("/sign-out/")
    gives_password(client, "coordinator")
    again = client.post(CODE_PAGE, {"code": used})
    assert again.status_code == 400
    assert "used already" in again.content.decode()


@pytest.mark.parametrize("shift", [-2, -1, 1, 2])
def test_a_code_of_another_half_minute_does_not_work(client, coordinator, shift):
    gives_password(client, "coordinator")
    assert client.post(CODE_PAGE, {"code": code(shift)}).status_code == 400
    assert kinds(1) == [Kind.SIGN_IN_REFUSED]


def test_five_wrong_codes_and_one_waits(client, coordinator):
    gives_password(client, "coordinator")
    for _ in range(5):
        assert client.post(CODE_PAGE, {"code": "000000"}).status_code == 400
    answer = client.post(CODE_PAGE, {"code": code()})
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert "Try again at" in answer.content.decode()
    assert client.get("/home/").status_code == 302


def test_a_site_in_use_never_shows_a_code(client, coordinator, settings):
    gives_password(client, "coordinator")
    assert code() not in client.get(CODE_PAGE).content.decode()
    settings.SAFERBOARD_SITE = {**settings.SAFERBOARD_SITE, "demo": True}
    page = client.get(CODE_PAGE).content.decode()
    assert code() in page
    assert "This is a demonstration" in page
    settings.SAFERBOARD_SITE = {**settings.SAFERBOARD_SITE, "demo": False}
    assert code() not in client.get(CODE_PAGE).content.decode()


def test_the_secret_is_sealed_in_the_database(coordinator):
    assert SECRET not in str(Authenticator.objects.get(user=coordinator).data)


def test_second_factors_open_when_the_key_they_were_sealed_with_is_gone(coordinator, settings):
    codes = RecoveryCodes.activate(coordinator)
    before = codes.get_unused_codes()
    passkey = Authenticator.objects.create(user=coordinator, type="webauthn", data={"name": "Key"})
    settings.SEALING_KEYS = f"{new_key('fresh')},{settings.SEALING_KEYS}"
    done = rotate_keys(by=SYSTEM, at=AT)
    assert done.current == 0
    assert rotate_keys(by=SYSTEM, at=AT) == Resealed(0, done.changed)
    settings.SEALING_KEYS = settings.SEALING_KEYS.partition(",")[0]
    assert TOTP(Authenticator.objects.get(user=coordinator, type="totp")).validate_code(code())
    kept = Authenticator.objects.get(user=coordinator, type="recovery_codes")
    assert RecoveryCodes(kept).get_unused_codes() == before
    passkey.refresh_from_db()
    assert passkey.data == {"name": "Key"}


def test_a_second_factor_that_no_key_opens_stops_the_rotation(coordinator, settings):
    settings.SEALING_KEYS = new_key("fresh")
    with pytest.raises(SealBroken):
        rotate_keys(by=SYSTEM, at=AT)
    assert not Entry.objects.filter(kind=Kind.KEYS_ROTATED).exists()


def test_nothing_opens_before_a_second_factor_where_one_is_required(client, world):
    make_busy(world)
    sign_in(client, world.users["coordinator"], verified=False)
    opened = set()
    for name, door in READ.items():
        answer = client.get(reverse(name, args=arguments(door)))
        if not (answer.status_code == 302 and answer.url == REQUIRED):
            opened.add(name)
    # A file is fetched without a session, by its own signed address.
    assert opened <= OPEN_TO_THE_UNVERIFIED | {"library:file"}
    assert client.get(REQUIRED).status_code == 200


def test_nothing_is_done_before_a_second_factor_either(client, world):
    sign_in(client, world.users["administrator"], verified=False)
    number = world.users["clerk"].pk
    assert client.post(f"/accounts/{number}/close/").url == REQUIRED
    world.users["clerk"].refresh_from_db()
    assert world.users["clerk"].is_active


def test_whoever_needs_none_is_held_up_by_none(client, world):
    sign_in(client, world.users["clerk"], verified=False)
    assert client.get("/home/").status_code == 200


def test_setting_up_a_code_app_opens_the_rest(client, world):
    gives_password(client, "coordinator")
    assert client.get("/home/").url == REQUIRED
    page = client.get("/account/second-factor/app/")
    assert page.status_code == 200
    secret = client.session["mfa.totp.secret"]
    assert secret in page.content.decode()
    counter = int(time.time()) // app_settings.TOTP_PERIOD
    wrong = client.post("/account/second-factor/app/", {"code": "000000"})
    assert wrong.status_code == 400
    answer = client.post(
        "/account/second-factor/app/", {"code": format_hotp_value(hotp_value(secret, counter))}
    )
    assert answer.url == "/account/second-factor/codes/"
    assert client.get(answer.url).status_code == 200
    assert client.get("/home/").status_code == 200
    assert kinds(1) == [Kind.SECOND_FACTOR_ADDED]


def test_a_session_from_before_is_asked_for_the_factor_set_up_since(client, coordinator):
    sign_in(client, coordinator, verified=False)
    assert client.get(REQUIRED).url == "/account/again/code/"
    answer = client.post("/account/again/code/", {"code": code()})
    assert answer.status_code == 302
    assert client.get("/home/").status_code == 200


def test_a_recovery_code_lets_somebody_in_once(client, coordinator):
    codes = RecoveryCodes.activate(coordinator).generate_codes()
    gives_password(client, "coordinator")
    assert client.post(CODE_PAGE, {"code": codes[0]}).url == "/home/"
    client.post("/sign-out/")
    gives_password(client, "coordinator")
    assert client.post(CODE_PAGE, {"code": codes[0]}).status_code == 400
    assert client.post(CODE_PAGE, {"code": codes[1]}).url == "/home/"


def test_removing_a_factor_needs_it_to_be_shown_again(client, coordinator):
    gives_password(client, "coordinator")
    client.post(CODE_PAGE, {"code": code()})
    asked = client.get("/account/second-factor/app/remove/")
    assert asked.status_code == 302
    assert asked.url.startswith("/account/again/password/")
    client.post("/account/again/password/", {"password": PASSWORD})
    assert client.post("/account/second-factor/app/remove/").status_code == 302
    assert kinds(1) == [Kind.SECOND_FACTOR_REMOVED]
    assert not Authenticator.objects.filter(user=coordinator).exists()


def test_an_administrator_removes_what_was_lost_and_the_sessions_end(client, world, coordinator):
    client.force_login(coordinator)
    remove_second_factors(coordinator, by=world.users["administrator"], at=AT)
    assert kinds(2) == [Kind.SECOND_FACTOR_REMOVED, Kind.SESSION_ENDED]
    assert client.get("/home/").status_code == 302
    with pytest.raises(Refused, match="no second factor"):
        remove_second_factors(coordinator, by=world.users["administrator"], at=AT)
    with pytest.raises(Refused, match="Only the administrator"):
        remove_second_factors(coordinator, by=world.users["clerk"], at=AT)


NO_PASSKEYS = [
    '{"id": "x"}',
    '{"id": "x", "rawId": "eA", "response": {}}',
    '{"response": {"userHandle": "zz"}}',
    "[]",
    '"x"',
    "1",
    "null",
    "not json",
    "",
]


@pytest.mark.parametrize("sent", NO_PASSKEYS)
def test_what_is_no_passkey_is_refused_in_words(client, world, coordinator, sent):
    answer = client.post("/sign-in/passkey/", {"credential": sent}, follow=True)
    assert "The passkey was not accepted" in answer.content.decode()
    assert kinds(1) == [Kind.SIGN_IN_REFUSED]
    gives_password(client, "coordinator")
    assert client.post(CODE_PAGE, {"credential": sent}).status_code == 400
    client.force_login(coordinator)
    page = "/account/second-factor/passkeys/add/"
    client.get(page)
    assert client.post(page, {"credential": sent, "name": "Key"}).status_code == 400
