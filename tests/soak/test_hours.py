"""
What only shows after a while: many writers, many readers, and any words at all.
"""

import os
import re
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saferboard.domain.periods import NotAPeriod, parse_period
from saferboard.domain.stated_changes import read_percentage
from tests.journeys.conftest import served, surroundings
from tests.repo.doors import READ
from tests.repo.reading_html import read_whole
from tests.rooms.config.running import SECRET, saferboard

pytestmark = pytest.mark.soak

WRITERS, LINES = 6, 200
WRITE = """
import sys, datetime as dt
import django
django.setup()
from django.db import transaction
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record

for n in range(int(sys.argv[2])):
    with transaction.atomic():
        at = dt.datetime.now(dt.UTC)
        record(Kind.SIGNED_IN, subject=f"account {n}", by=sys.argv[1], at=at, n=n)
"""
SECONDS = 60
READERS = 6
EXAMPLES = 20_000
WILD = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def test_many_writers_leave_one_unbroken_chain(tmp_path):
    own = {"SAFERBOARD_SECRET_KEY": SECRET}
    if address := os.environ.get("SAFERBOARD_DATABASE_URL"):
        own["SAFERBOARD_DATABASE_URL"] = address
    assert saferboard("migrate", "-v", "0", folder=tmp_path, **own).returncode == 0
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITE, f"writer {n}", str(LINES)],
            env=surroundings(tmp_path) | own,
        )
        for n in range(WRITERS)
    ]
    assert [writer.wait(300) for writer in writers] == [0] * WRITERS
    said = saferboard("ledger", "verify", folder=tmp_path, **own).stdout
    assert said == f"{WRITERS * LINES} lines, every one as it was written.\n"


def resident(pid: int) -> int:
    """Return the memory a process and its children hold, in kilobytes."""
    held = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return int(held[1]) + sum(resident(int(child)) for child in children)


def fetched(address: str) -> int:
    with urllib.request.urlopen(address, timeout=60) as answer:
        answer.read()
        return answer.status


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_a_site_read_for_a_while_answers_and_does_not_swell(tmp_path):
    assert saferboard("demo", "--no-serve", folder=tmp_path).returncode == 0
    pages = [reverse(n, args=d.demo) for n, d in READ.items() if "visitor" in d.opens_to]
    with served(tmp_path) as site, ThreadPoolExecutor(READERS) as readers:
        (pid,) = serving(site)
        for _ in range(3):
            list(readers.map(fetched, [site + page for page in pages]))
        warm, answers, until = resident(pid), Counter(), time.monotonic() + SECONDS
        while time.monotonic() < until:
            answers.update(readers.map(fetched, [site + page for page in pages]))
        assert set(answers) == {200}
        assert resident(pid) < 1.25 * warm


def serving(site: str) -> list[int]:
    """Return the processes we started that serve at an address."""
    port = site.rpartition(":")[2]
    mine = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    said = {int(pid): Path(f"/proc/{pid}/cmdline").read_bytes() for pid in mine}
    return [pid for pid, words in said.items() if port.encode() in words.split(b"\0")]


@WILD
@given(st.text() | st.from_regex(r"[0-9 Q./-]{0,20}", fullmatch=True))
def test_any_words_are_a_period_or_said_to_be_none(words):
    with suppress(NotAPeriod):
        assert len(parse_period(words)) >= 1


@WILD
@given(st.text())
def test_any_words_are_a_percentage_or_none(words):
    found = read_percentage(words)
    assert found is None or found.is_finite()


WORDS = st.one_of(
    st.text(max_size=40),
    st.from_regex(r"[0-9]{4}([-/][0-9]{2})?( Q[0-9])?", fullmatch=True),
    st.from_regex(r"(year to )?[0-9]{4}-[0-9]{2}(\.\.[0-9]{4}-[0-9]{2})?", fullmatch=True),
)


@settings(WILD, max_examples=2000)
@given(page=st.sampled_from(sorted(READ)), words=WORDS)
def test_any_words_in_an_address_are_answered(demo_world, page, words):
    asked = {"period": words, "place": words, "quarter": words, "next": words}
    answer = Client().get(reverse(page, args=READ[page].demo), asked)
    assert answer.status_code in (200, 302, 404)
    read_whole(answer)
