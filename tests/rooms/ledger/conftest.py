"""
The ledger behind its guards: what only somebody with the database's password could do.
"""

import pytest
from django.db import connection

from saferboard.ledger.guards import TRIGGERS
from saferboard.ledger.models import Entry, Kind
from saferboard.ledger.operations import record
from tests.world import AT, BY


def lines(count: int = 5) -> list[Entry]:
    """Write some lines as acts leave them."""
    return [
        record(Kind.PACK_MADE, subject=f"meeting {n}", by=BY, at=AT, post="clerk", pages=n)
        for n in range(count)
    ]


@pytest.fixture
def guard_down(db):
    """Take the database's own guards down."""
    with connection.cursor() as cursor:
        for trigger in TRIGGERS[connection.vendor]:
            table = "ledger_mention" if "mention" in trigger else "ledger_entry"
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {trigger}{on}")
