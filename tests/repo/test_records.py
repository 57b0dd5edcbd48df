"""
Every table that holds something personal is kept for a time by some kind of record.
"""

import pytest
from django.apps import apps

from saferboard.partners.record_kinds import kinds

PERSONAL = sorted(
    model._meta.label
    for model in apps.get_models()
    if model.__module__.startswith("saferboard.") and model.Privacy.personal
)
KEPT = {table: kind for kind in kinds() for table in kind.tables}

NUMBER = "It holds an account or a person by number alone, and they are emptied when they fall due."
NEEDS_NONE = {
    "search.Findable": "A copy of what search finds, written again or gone with its record.",
    "meetings.CalendarKey": "It goes with its account (`forget`, meetings/held.py).",
    "meetings.GivenPaper": NUMBER,
    "measures.LocalMeasure": NUMBER,
    "packs.Override": NUMBER,
    "packs.Making": NUMBER,
    "keeping.TermSet": NUMBER,
    "keeping.Disposal": NUMBER,
}


@pytest.mark.parametrize("table", PERSONAL)
def test_a_personal_table_is_kept_by_a_kind_or_needs_none(table):
    assert (table in KEPT) != (table in NEEDS_NONE), (
        f"{table} holds personal fields: name it in `tables` of a RecordKind (the room's"
        " records.py), or say in NEEDS_NONE why it needs none"
    )


def test_the_tables_named_are_there_and_hold_something_personal():
    assert set(KEPT) | set(NEEDS_NONE) == set(PERSONAL)


def test_what_needs_none_holds_accounts_by_number_alone():
    """A text that is added to such a table later needs a kind of record after all."""
    by_number = [table for table, why in NEEDS_NONE.items() if why == NUMBER]
    for table in by_number:
        model = apps.get_model(table)
        for name in model.Privacy.personal:
            field = model._meta.get_field(name)
            points = field.is_relation and field.related_model._meta.label in (
                "partners.User",
                "partners.Person",
            )
            names_one = model.Privacy.personal[name] in ("system", "account 0")
            assert points or names_one, f"{table}.{name}"
