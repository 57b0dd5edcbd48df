"""
A world on a database that several connections can reach, as a site in use has.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection

from tests.conftest import _unmade, _using
from tests.world import World, build


@pytest.fixture
def shared_world(django_db_setup, django_db_blocker, tmp_path) -> Iterator[World]:
    """
    The small world, outside any transaction, in a copy of the empty test database: on SQLite in
    a file, since one in memory has one connection and nobody ever waits.
    """
    with (
        django_db_blocker.unblock(),
        _copied(str(tmp_path / "shared.sqlite3")) as name,
        _using(name),
    ):
        yield build()


@contextmanager
def _copied(path: str) -> Iterator[str]:
    """Copy the test database, and give the copy's name."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        file = sqlite3.connect(path)
        connection.connection.backup(file)
        file.close()
        yield path
        return
    model = connection.settings_dict["NAME"]
    name = f"{model}_shared"
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{model}"')
    yield name
    _unmade(name)
