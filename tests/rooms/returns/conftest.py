"""
This room is tried in a world that has been asked for updates.
"""

import pytest

from tests.world import AT, World
from tests.world_returns import ask_for_updates


@pytest.fixture
def world(world) -> World:
    """The small world, with a round that is open and one text that has come."""
    ask_for_updates(world.users["head"], at=AT)
    return world
