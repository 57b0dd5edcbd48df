import pytest

from tests.sharing_world import Shared, build_sharing
from tests.world import AT, BY


@pytest.fixture
def shared(world) -> Shared:
    """What the small world shares."""
    return build_sharing(world.users, by=BY, at=AT)
