"""
Several partners at once, by real HTTP: nothing is lost.  Forty are in tests/soak.
"""

from tests.rush import lost_nothing, rush


def test_partners_who_send_at_once_lose_nothing(tmp_path):
    kept = rush(tmp_path, partners=4, items=2, workers=2)
    lost_nothing(kept, partners=4, items=2)
