"""
What every answer says to a browser, and the names of cookies.
"""

import os
import subprocess
import sys

import pytest

from saferboard.config.middleware import network
from tests.rooms.config.running import ROOT

COOKIES = """
import django
from django.conf import settings
django.setup()
print(settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.SESSION_COOKIE_SECURE,
      settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS)
"""


@pytest.mark.parametrize("address", ["/", "/sign-in/", "/nowhere/", "/files/unsigned/"])
def test_every_answer_says_what_a_browser_may_do(client, world, address):
    said = client.get(address).headers
    policy = said["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "camera=()" in said["Permissions-Policy"]
    assert said["Cross-Origin-Opener-Policy"] == "same-origin"
    assert said["Cross-Origin-Resource-Policy"] == "same-origin"
    assert said["X-Content-Type-Options"] == "nosniff"
    assert said["X-Frame-Options"] == "DENY"
    assert said["Referrer-Policy"] in ("same-origin", "no-referrer")


def test_what_somebody_signed_in_reads_is_kept_by_no_cache(client, world):
    assert "no-store" not in client.get("/").headers.get("Cache-Control", "")
    client.force_login(world.users["clerk"])
    assert client.get("/").headers["Cache-Control"] == "private, no-store"


def test_cookies_are_of_this_site_alone_and_hidden_from_scripts(client, world):
    client.get("/sign-in/")
    cookie = client.cookies["csrftoken"]
    assert (cookie["samesite"], cookie["httponly"]) == ("Lax", True)
    client.post("/sign-in/", {"username": "clerk", "password": "correct horse"})
    cookie = client.cookies["sessionid"]
    assert (cookie["samesite"], cookie["httponly"], cookie["max-age"]) == ("Lax", True, "")


@pytest.mark.parametrize(
    ("https", "said"),
    [
        ("yes", "__Host-session __Host-csrf True True 31536000"),
        ("no", "sessionid csrftoken False False 0"),
    ],
)
def test_over_https_cookies_are_bound_to_the_host(tmp_path, https, said):
    run = subprocess.run(
        [sys.executable, "-c", COOKIES],
        capture_output=True,
        text=True,
        check=True,
        env={
            "PATH": os.defpath,
            "PYTHONPATH": str(ROOT / "src"),
            "DJANGO_SETTINGS_MODULE": "saferboard.config.settings",
            "SAFERBOARD_DATA": str(tmp_path),
            "SAFERBOARD_SECRET_KEY": "kX9-vT2qLw8_Zr5mBn3cYf7hJd1sGp6oAe4uRi0tWxQyEz",
            "SAFERBOARD_HTTPS": https,
        },
    )
    assert run.stdout.strip() == said


@pytest.mark.parametrize(
    ("proxies", "forwarded", "seen"),
    [
        (0, "203.0.113.9", "127.0.0.0/24"),
        (1, "203.0.113.9", "203.0.113.0/24"),
        (1, "6.6.6.6, 203.0.113.9", "203.0.113.0/24"),
        (2, "203.0.113.9, 10.0.0.1", "203.0.113.0/24"),
        (2, "203.0.113.9", "127.0.0.0/24"),
        (1, "nonsense", "unknown"),
    ],
)
def test_an_address_is_believed_as_far_as_our_own_servers_wrote_it(
    client, world, settings, proxies, forwarded, seen
):
    settings.PROXIES = proxies
    answer = client.get("/", HTTP_X_FORWARDED_FOR=forwarded)
    assert answer.wsgi_request.network == seen


def test_no_network_is_a_whole_address():
    assert network("203.0.113.77") == "203.0.113.0/24"
    assert network("2001:db8:1:2::3") == "2001:db8:1::/48"
    assert network("") == "unknown"
