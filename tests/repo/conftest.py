"""
The house is tried in a world with something behind every door.
"""

import pytest

from tests.world import World, make_busy


@pytest.fixture
def world(world) -> World:
    """The small world and a little more; see `make_busy`."""
    return make_busy(world)
