"""
What every test stands on: a fixed day, a place of its own, and a folder of its own.

Two worlds, each built once by the operations themselves into a database of its own: `world`, which
is small, and `demo_world`, the whole quarter of October 2022.
"""

import copy
import datetime as dt
import logging
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from tests.signing_in import sign_in
from tests.world import SITE, World, build

DEMO_SITE = {
    "name": "Safer Bromley Partnership",
    "area": "London Borough of Bromley",
    "place": "bromley",
    "demo": True,
}
NO_PROVIDER = {
    "provider_id": "council",
    "name": "Westhaven Council",
    "client_id": "saferboard",
    "secret": "of no use",
    "settings": {"server_url": "http://127.0.0.1:9"},
}
"""A provider at an address where nobody answers."""
TODAY = dt.date(2022, 10, 19)
"""The day it is in every test, unless one says otherwise."""


@pytest.hookimpl
def pytest_collection_modifyitems(items):
    # A test that asks for `db` before its world would have its transaction on the wrong database.
    for item in items:
        for first in ("_on_small_world", "_on_demo_database"):
            if first in getattr(item, "fixturenames", ()):
                item.fixturenames.remove(first)
                item.fixturenames.insert(0, first)


@pytest.fixture(scope="session")
def data_folder(tmp_path_factory):
    """The folder that packs of the whole run are kept in."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(autouse=True)
def surroundings(settings, data_folder):
    """Give every test the small world's name, place and day, and keep its files apart."""
    settings.DATA_FOLDER = data_folder
    settings.LEDGER_ANCHORS = data_folder / f"anchors-{secrets.token_hex(8)}.txt"
    settings.SAFERBOARD_SITE = {**settings.SAFERBOARD_SITE, **SITE, "today": TODAY}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [NO_PROVIDER]}}
    settings.ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
    logging.disable(logging.WARNING)  # a page not found is what many tests ask for
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(autouse=True)
def _no_page_of_figures_is_kept():
    """Let no test read a page that another's figures made."""
    from saferboard.measures.views import DASHBOARDS

    DASHBOARDS.clear()


@pytest.fixture(autouse=True)
def _whoever_is_forced_in_is_verified(monkeypatch):
    """Have `force_login` mean: with every factor there is.  How one comes to have it is tested."""
    monkeypatch.setattr(Client, "force_login", sign_in)


@pytest.fixture(scope="session")
def small_world(
    django_db_setup, django_db_blocker, data_folder, tmp_path_factory
) -> Iterator[tuple[str, World]]:
    """The name of a database that holds the small world, built once for the whole run, and it."""
    with django_db_blocker.unblock(), _kept_apart(data_folder, SITE):
        name = _copied(tmp_path_factory.mktemp("world") / "world.sqlite3", "world")
        with _using(name):
            made = build()
    yield name, made
    with django_db_blocker.unblock():
        _unmade(name)


@pytest.fixture
def _on_small_world(small_world, django_db_blocker) -> Iterator[None]:
    """Point the connection at the small world, before `db` opens its transaction on it."""
    with django_db_blocker.unblock(), _using(small_world[0]):
        yield


@pytest.fixture
def world(_on_small_world, db, small_world) -> World:
    """The small world, built by operations.  What a test does to it is undone when it ends."""
    return copy.deepcopy(small_world[1])


@pytest.fixture(scope="session")
def demo_database(
    django_db_setup, django_db_blocker, data_folder, tmp_path_factory
) -> Iterator[str]:
    """The name of a database that holds the demonstration, loaded once for the whole run."""
    from saferboard.demo import operations

    at = dt.datetime.combine(operations.ISSUED_ON, dt.time(8), dt.UTC)
    with django_db_blocker.unblock(), _kept_apart(data_folder, DEMO_SITE):
        name = _copied(tmp_path_factory.mktemp("demo") / "demo.sqlite3", "demo")
        with _using(name):
            operations.load_quarter(at=at, say=lambda words: None)
            operations.bind_pack(at=at)
    yield name
    with django_db_blocker.unblock():
        _unmade(name)


@pytest.fixture
def _on_demo_database(demo_database, django_db_blocker) -> Iterator[None]:
    """Point the connection at the demonstration, before `db` opens its transaction on it."""
    with django_db_blocker.unblock(), _using(demo_database):
        yield


@pytest.fixture
def demo_world(_on_demo_database, db, settings) -> None:
    """The demonstration.  What a test does to it is undone when the test ends."""
    settings.SAFERBOARD_SITE = {**settings.SAFERBOARD_SITE, **DEMO_SITE}


@contextmanager
def _kept_apart(folder: Path, site: dict) -> Iterator[None]:
    """Have what is built for the whole run build it for a site, with its files in a folder."""
    from django.conf import settings

    kept = settings.SAFERBOARD_SITE, settings.DATA_FOLDER
    settings.SAFERBOARD_SITE = {**kept[0], **site, "today": TODAY}
    settings.DATA_FOLDER = folder
    try:
        yield
    finally:
        settings.SAFERBOARD_SITE, settings.DATA_FOLDER = kept


@contextmanager
def _using(name: str) -> Iterator[None]:
    """Have the one connection speak to another database for a while, keeping the first open."""
    kept, kept_name = connection.connection, connection.settings_dict["NAME"]
    connection.connection, connection.settings_dict["NAME"] = None, name
    try:
        yield
    finally:
        if connection.connection is not None:
            connection.connection.close()
        connection.connection, connection.settings_dict["NAME"] = kept, kept_name


def _copied(path: Path, name: str) -> str:
    """Copy the empty database of the tests and return the copy's name; on SQLite, the `path`."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(path)) as copied:
            connection.connection.backup(copied)
        return str(path)
    empty = connection.settings_dict["NAME"]
    connection.close()  # or there is somebody in it, and it cannot be copied
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{empty}_{name}"')
        cursor.execute(f'CREATE DATABASE "{empty}_{name}" TEMPLATE "{empty}"')
    return f"{empty}_{name}"


def _unmade(name: str) -> None:
    if connection.vendor != "sqlite":
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}"')
