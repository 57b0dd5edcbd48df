"""
The house is tried in a world with something behind every door.
"""

import pytest

from tests.world import World, build_busy


@pytest.fixture
def world(db) -> World:
    """The small world and a little more; see `build_busy`."""
    return build_busy()
