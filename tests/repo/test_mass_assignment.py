"""
A form changes what it names and nothing else, whatever is sent along with it.
"""

import pytest
from django.apps import apps

from tests.repo.doors import DOORS
from tests.repo.forms import PROOF, Form, come_as, fields_there_are, undone
from tests.repo.standing import LEDGER
from tests.repo.test_fuzz import ROOMS, forms_in

Rows = dict[str, list[dict]]
MEANT = {
    *("sharing:new", "sharing:new-note", "sharing:give", "sharing:list-account"),
    *("meetings:count-days", "meetings:cancel-meeting"),
    *("partners:enter-post", "partners:enter-organisation", "partners:vacate"),
    *("bodies:enter", "bodies:change", "bodies:enter-mention"),
    *("sharing:emergency", "accounts:post", "keeping:hold", "keeping:term", "keeping:new-request"),
}
"""Some forms whose good answers must be taken, or nothing would be tried here."""


def rows() -> Rows:
    """Return every row of every table of ours but the ledger's, by its column."""
    return {
        model._meta.db_table: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models()
        if model.__module__.startswith("saferboard.") and model._meta.db_table != LEDGER
    }


def done(client, form: Form, more: dict, before: Rows) -> tuple[int, Rows]:
    """
    Send a good form and more, undo it, and return what it was answered and the rows it made
    or changed.
    """
    body = form.good() | {PROOF: ["any"]} | more
    with undone(client):
        answer = client.post(form.action, body)
        after = rows()
    made = {table: [r for r in held if r not in before[table]] for table, held in after.items()}
    return answer.status_code, {table: held for table, held in made.items() if held}


def differences(one: Rows, other: Rows) -> set[tuple[str, str]]:
    """Return the tables and columns in which two outcomes differ."""
    found = set()
    for table in one.keys() | other.keys():
        here, there = one.get(table, []), other.get(table, [])
        if len(here) != len(there):
            found.add((table, "number of rows"))
        for a, b in zip(here, there, strict=False):
            found |= {(table, column) for column in a if a[column] != b[column]}
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_what_a_form_does_not_name_changes_nothing(client, world, room):
    wrong, taken = [], set()
    for role, form in forms_in(client, world, room):
        if form.method != "post":
            continue
        come_as(client, world, role)
        before = rows()
        more = {
            name: value for name, value in fields_there_are().items() if name not in form.controls
        }
        (status, first), (_, second) = (done(client, form, {}, before) for _ in range(2))
        also, third = done(client, form, more, before)
        # What differs between two runs alike is drawn by lot: a salt, a token, a moment.
        if also != status or differences(first, third) - differences(first, second):
            told = differences(first, third) - differences(first, second)
            wrong.append(f"{form.page} to {form.action}: {status}, then {also}, {sorted(told)}")
        if first and status in (200, 302):
            taken.add(form.door)
    assert not wrong, "\n".join(wrong)
    assert {name for name in MEANT if name.startswith(f"{room}:")} <= taken
    assert DOORS.keys() >= MEANT
