"""
An evening's rush: forty partners who send everything at once, and nothing is lost.
"""

import pytest

from tests.rooms.config.running import saferboard
from tests.rush import lost_nothing, rush

pytestmark = pytest.mark.soak

PARTNERS, ITEMS = 40, 5


def test_forty_partners_at_once_lose_nothing(tmp_path):
    kept = rush(tmp_path, partners=PARTNERS, items=ITEMS, workers=2)
    lost_nothing(kept, partners=PARTNERS, items=ITEMS)
    said = saferboard("ledger", "verify", folder=tmp_path).stdout
    assert "every one as it was written." in said  # an anchor may be held too
