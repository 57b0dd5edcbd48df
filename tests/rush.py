"""
An evening's rush: partners who all send their updates at once, by real HTTP, to a served site.
"""

import http.cookiejar
import json
import re
import subprocess
import sys
import threading
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.journeys.conftest import served, surroundings

PREPARE = """
import datetime as dt, sys
import django
from django.core.management import call_command
from saferboard.config.environment import prepare_demo

prepare_demo()
django.setup()
call_command("migrate", verbosity=0)
from saferboard.demo.operations import ISSUED_ON
from saferboard.domain.rights import Role
from saferboard.partners.models import OrganisationKind
from saferboard.partners import operations as partners
from saferboard.plans.operations import (
    CommitmentWritten, PriorityWritten, SectionWritten, adopt_strategy,
)
from saferboard.returns.rounds.operations import open_next
from saferboard.returns.rounds.planning import plan_next

count, items = int(sys.argv[1]), int(sys.argv[2])
at = dt.datetime.combine(ISSUED_ON, dt.time(8), dt.UTC)
who = [f"partner-{n}" for n in range(count)]
partners.describe_partnership(
    "Safer Westhaven", area="Westhaven", place="westhaven",
    organisations=[partners.OrganisationDescribed(
        w, f"Organisation {w}", "", OrganisationKind.OTHER, False) for w in who],
    posts=[partners.PostDescribed(w, f"Post {w}", w, Role.PARTNER) for w in who],
    by="system", at=at,
)
for w in who:
    partners.open_account(
        w, password="safer", name=f"A {w}", post=w, since=dt.date(2022, 4, 1),
        email=f"{w}@demo.invalid", by="system", at=at,
    )
adopt_strategy(
    "rush", title="Rush", first_year=2021, last_year=2024, by="system", at=at,
    priorities=[PriorityWritten(number=1, title="All", lead="", sections=[SectionWritten(
        1, "All", [CommitmentWritten(f"R{n}-{i}", "A promise", (), owner=w)
                   for n, w in enumerate(who) for i in range(items)])])],
)
open_next(plan_next(on=at.date()), by="system", at=at, tell=False)
"""
COUNT = """
import json
import django
django.setup()
from saferboard.ledger.models import Entry, Kind
from saferboard.returns.models import Draft, Version
print(json.dumps({
    "versions": sorted(Version.objects.values_list("update__commitment__ref", "account")),
    "drafts": Draft.objects.count(),
    "sent": Entry.objects.filter(kind=Kind.RETURN_SENT).count(),
}))
"""
ROUND = "2022-23-q3.rush"
PROOF = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
PATIENCE = 120
"""Seconds an answer is waited for: a rush may queue, and must not lose."""


class Partner:
    """One partner's browser."""

    def __init__(self, site: str, number: int) -> None:
        self.site, self.name = site, f"partner-{number}"
        jar = http.cookiejar.CookieJar()
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))

    def get(self, path: str) -> str:
        with self.browser.open(self.site + path, timeout=PATIENCE) as answer:
            return answer.read().decode()

    def post(self, path: str, page: str, **said: str) -> str:
        proof = PROOF.search(page)
        assert proof is not None, f"the page before {path} has no form"
        body = urllib.parse.urlencode({"csrfmiddlewaretoken": proof[1], **said}).encode()
        asked = urllib.request.Request(self.site + path, body, {"Referer": self.site + path})
        with self.browser.open(asked, timeout=PATIENCE) as answer:
            return answer.read().decode()

    def sign_in(self) -> None:
        page = self.get("/sign-in/")
        self.post("/sign-in/", page, username=self.name, password="safer")

    def answer(self, ref: str) -> None:
        """Type an update in two steps, as a page that keeps it does, and send it."""
        path = f"/strategy/asked-of-you/{ROUND}.{self.name}/{ref.lower()}-{self.name}/"
        page, counter = self.get(path), "0"
        for text in (f"Half of {ref}", said_of(ref)):
            kept = self.post(f"{path}keep/", page, words=text, counter=counter)
            counter = str(json.loads(kept)["counter"])
        self.post(path, page, do="send", words=said_of(ref), counter=counter)


def said_of(ref: str) -> str:
    return f"What was done for {ref}."


def rush(folder: Path, *, partners: int, items: int, workers: int) -> dict:
    """
    Have so many partners send so many updates each, all at once, and return what was kept.
    """
    run(folder, PREPARE, str(partners), str(items))
    with served(folder, workers=workers) as site:
        together = threading.Barrier(partners)

        def evening(number: int) -> None:
            partner = Partner(site, number)
            partner.sign_in()
            together.wait(PATIENCE)
            for item in range(items):
                partner.answer(f"R{number}-{item}")

        with ThreadPoolExecutor(partners) as threads:
            for done in [threads.submit(evening, number) for number in range(partners)]:
                done.result()
    return json.loads(run(folder, COUNT))


def run(folder: Path, program: str, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        env=surroundings(folder),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def lost_nothing(kept: dict, *, partners: int, items: int) -> None:
    """Stop unless every text was kept, once, as it was typed, with its line."""
    refs = [f"R{number}-{item}" for number in range(partners) for item in range(items)]
    assert kept["versions"] == sorted([ref, [said_of(ref)]] for ref in refs)
    assert (kept["drafts"], kept["sent"]) == (0, len(refs))
