"""
What every test stands on: a fixed day, a place of its own, and a folder of its own.

Two worlds: `world`, small and built afresh for each test by the operations themselves; and
`demo_world`, the whole quarter of October 2022, loaded once into a database of its own.
"""

import datetime as dt
import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.management import call_command
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
def _whoever_is_forced_in_is_verified(monkeypatch):
    """Have `force_login` mean: with every factor there is.  How one comes to have it is tested."""
    monkeypatch.setattr(Client, "force_login", sign_in)


@pytest.fixture
def world(db) -> World:
    """The small world, built by operations."""
    return build()


@pytest.fixture(scope="session")
def demo_database(django_db_setup, django_db_blocker, data_folder, tmp_path_factory):
    """The name of a database that holds the demonstration, loaded once for the whole run."""
    from django.conf import settings

    from saferboard.demo import operations

    kept_site, kept_folder = settings.SAFERBOARD_SITE, settings.DATA_FOLDER
    settings.SAFERBOARD_SITE = {**kept_site, **DEMO_SITE, "today": TODAY}
    settings.DATA_FOLDER = data_folder
    at = dt.datetime.combine(operations.ISSUED_ON, dt.time(8), dt.UTC)
    with django_db_blocker.unblock():
        name = _made(str(tmp_path_factory.mktemp("demo") / "demo.sqlite3"))
        with _using(name):
            call_command("migrate", verbosity=0)
            operations.load_quarter(at=at, say=lambda words: None)
            operations.bind_pack(at=at)
    settings.SAFERBOARD_SITE, settings.DATA_FOLDER = kept_site, kept_folder
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


def _made(path: str) -> str:
    """Make an empty database and return its name; on SQLite, the file at `path`."""
    if connection.vendor == "sqlite":
        return path
    name = f"{connection.settings_dict['NAME']}_demo"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}"')
    return name


def _unmade(name: str) -> None:
    if connection.vendor != "sqlite":
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}"')
