"""
A world on a database that several connections can reach, as a site in use has.
"""

from collections.abc import Iterator

import pytest

from tests.conftest import _copied, _unmade, _using
from tests.world import World, build


@pytest.fixture
def shared_world(django_db_setup, django_db_blocker, tmp_path) -> Iterator[World]:
    """
    The small world, outside any transaction: on SQLite in a file, since one in memory has one
    connection and nobody ever waits.
    """
    with django_db_blocker.unblock():
        name = _copied(tmp_path / "shared.sqlite3", "shared")
        with _using(name):
            yield build()
        _unmade(name)
