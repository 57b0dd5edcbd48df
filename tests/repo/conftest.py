"""
The house is tried in a world with something behind every door.
"""

import pytest

from tests.world import AT, World, make_busy
from tests.world_past import put_by


@pytest.fixture
def world(world) -> World:
    """The small world and a little more: see `make_busy`; and a past paper that waits."""
    made = make_busy(world)
    put_by(made.body, made.users["clerk"], at=AT)
    return made
