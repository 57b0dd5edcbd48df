"""
Every kind of record that falls due can be deleted, and leaves nothing of anybody behind.
"""

import datetime as dt

import pytest
from django.db import connection

from saferboard.domain.refusals import Refused
from saferboard.keeping import operations
from saferboard.keeping.models import Disposal
from saferboard.ledger.proving import verify
from saferboard.partners.models import Holding, User
from saferboard.partners.record_kinds import kinds
from saferboard.partners.sealed import sealed_columns

LATER = dt.datetime(2042, 1, 1, 9, tzinfo=dt.UTC)
ROUNDS = 3
"""An agreement goes only after the requests that rest on it: what is refused goes next night."""


@pytest.fixture(autouse=True)
def own_journal(settings, tmp_path):
    settings.ERASURES = tmp_path / "erasures.jsonl"


def test_twenty_years_on_everything_due_is_deleted(demo_world):
    officer = User.objects.get(username="protection")
    Holding.objects.filter(until=None).exclude(person=officer.person).update(
        until=dt.date(2022, 12, 31)
    )
    for _ in range(ROUNDS):
        operations.list_due(by="system", at=LATER)
        open_now = Disposal.objects.filter(state="LISTED").values_list("pk", flat=True)
        if open_now:
            operations.approve(list(open_now), by=officer, at=LATER)
        try:
            operations.delete_approved(by="system", at=LATER)
        except Refused:
            continue
    assert not Disposal.objects.exclude(state="DELETED").exists()
    deleted = set(Disposal.objects.values_list("kind", flat=True))
    assert {"account", "intelligence", "information-request", "access", "agreement"} <= deleted
    assert {"update", "data-sheet"} <= deleted
    assert verify().faults == ()


def test_deleting_again_what_is_gone_changes_nothing(demo_world):
    for one in kinds():
        if one.erase is None:
            continue
        for ref in [found.ref for found in one.due(LATER.date())][:2]:
            refused = False
            try:
                one.erase(ref, "system", LATER)
            except Refused:
                refused = True
            assert refused or one.erase(ref, "system", LATER) == 0, f"{one.code} {ref}"


def test_every_sealed_field_belongs_to_a_room_that_deletes(demo_world):
    """A sealed field in a table that no kind deletes would be kept for ever."""
    rooms = {one.due.__module__.split(".")[1] for one in kinds() if one.due is not None}
    assert {column.model._meta.app_label for column in sealed_columns()} <= rooms


def test_the_sealed_values_of_the_demonstration_lie_sealed(demo_world):
    for column in sealed_columns():
        table = column.model._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT "{column.field.column}" FROM "{table}"')
            values = [value for (value,) in cursor.fetchall() if value is not None]
        assert all(value.startswith("sealed1:") for value in values), column
