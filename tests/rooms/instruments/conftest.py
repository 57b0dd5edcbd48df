"""
This room is tried in a world that has a plan with a text.
"""

import pytest

from tests.world import World, make_busy


@pytest.fixture
def world(world) -> World:
    """The small world and a little more; see `make_busy`."""
    return make_busy(world)
