"""
A real browser, and a real site to take it round.

Two sites are served, each by `saferboard serve` over a database of its own: the demonstration
as anyone gets it, and the same quarter on the morning before its pack was made.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.journeys.people import Person
from tests.rooms.config.running import ROOT, saferboard

NO_BROWSER = (
    "No journey was made: there is no Chromium here. Install it (apt-get install chromium) or"
    " set CHROMIUM to where it is."
)
BEFORE_THE_PACK = """
import datetime as dt
import django
from django.core.management import call_command
from saferboard.config.environment import prepare_demo

prepare_demo()
django.setup()
from saferboard.demo import operations

call_command("migrate", verbosity=0)
at = dt.datetime.combine(operations.ISSUED_ON, dt.time(8), dt.UTC)
operations.load_quarter(at=at, say=lambda words: None)
"""
PATIENCE = 30
"""Seconds a site is given to answer."""


def chromium() -> str | None:
    """Return where the browser is, or None."""
    named = os.environ.get("CHROMIUM")
    names = [named] if named else ["chromium", "chromium-browser"]
    return next((path for name in names if (path := shutil.which(name))), None)


@pytest.hookimpl(tryfirst=True)  # or the marks come too late to be left out by
def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.journey)
            if chromium() is None:
                item.add_marker(pytest.mark.skip(reason=NO_BROWSER))


def pytest_terminal_summary(terminalreporter):
    skipped = terminalreporter.stats.get("skipped", ())
    if any(NO_BROWSER in str(report.longrepr) for report in skipped):
        terminalreporter.write_line(NO_BROWSER, yellow=True)


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Iterator[str]:
    """The address of the demonstration, served."""
    folder = tmp_path_factory.mktemp("site")
    run = saferboard("demo", "--no-serve", folder=folder)
    assert run.returncode == 0, run.stderr
    with served(folder) as address:
        yield address


@pytest.fixture(scope="session")
def site_before_the_pack(tmp_path_factory) -> Iterator[str]:
    """The address of the same quarter before its pack is made."""
    folder = tmp_path_factory.mktemp("before")
    subprocess.run(
        [sys.executable, "-c", BEFORE_THE_PACK], check=True, env=surroundings(folder), timeout=300
    )
    with served(folder) as address:
        yield address


def surroundings(folder: Path) -> dict[str, str]:
    return {
        "PATH": os.defpath,
        "PYTHONPATH": str(ROOT / "src"),
        "SAFERBOARD_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "saferboard.config.settings",
    }


@contextmanager
def served(folder: Path, *, workers: int = 1) -> Iterator[str]:
    """Serve the site in `folder` and yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with (folder / "served").open("wb") as log:
        server = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "saferboard.cli",
                "serve",
                "--port",
                str(port),
                "--workers",
                str(workers),
            ],
            env=surroundings(folder),
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address, server, folder / "served")
        yield address
    finally:
        server.terminate()
        server.wait(PATIENCE)


def wait_for(address: str, server: subprocess.Popen, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/about/", timeout=5):
                return
        except urllib.error.URLError:
            time.sleep(0.1)
    pytest.fail(f"the site did not come up: {log.read_text(errors='replace')}")


@pytest.fixture(scope="module")
def browser():
    """The system's Chromium, for the tests of one file."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=chromium(),
            # Root may not use the sandbox, and a container's /dev/shm is too small for a page.
            args=["--no-sandbox", "--disable-dev-shm-usage"],
        )
        yield opened
        opened.close()


@contextmanager
def at_a_screen(browser, address: str) -> Iterator[Person]:
    context = browser.new_context(
        base_url=address, locale="en-GB", viewport={"width": 1280, "height": 900}
    )
    context.set_default_timeout(15_000)
    person = Person(context.new_page())
    try:
        yield person
    finally:
        context.close()
    assert person.faults == []


@pytest.fixture
def somebody(browser, site) -> Iterator[Person]:
    """A person at the demonstration."""
    with at_a_screen(browser, site) as person:
        yield person


@pytest.fixture
def somebody_early(browser, site_before_the_pack) -> Iterator[Person]:
    """A person at the site before the pack is made."""
    with at_a_screen(browser, site_before_the_pack) as person:
        yield person
