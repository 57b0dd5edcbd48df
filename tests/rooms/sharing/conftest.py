import pytest

from tests.sharing_world import Shared


@pytest.fixture
def shared(world) -> Shared:
    """What the small world shares."""
    return world.shared
