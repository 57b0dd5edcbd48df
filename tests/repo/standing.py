"""
What every table holds, to be held against what it held before.
"""

from django.apps import apps

LEDGER = "ledger_entry"


def everything() -> dict[str, list[str]]:
    """Return every row of every table of ours but the ledger's."""
    return {
        model._meta.db_table: sorted(map(repr, model._base_manager.values_list()))
        for model in apps.get_models()
        if model.__module__.startswith("saferboard.") and model._meta.db_table != LEDGER
    }


def changed(before: dict[str, list[str]]) -> set[str]:
    """Return the tables that hold something else than they did."""
    now = everything()
    return {table for table, rows in now.items() if rows != before[table]}
