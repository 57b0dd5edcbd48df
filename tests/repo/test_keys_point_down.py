"""
The import contract cannot see a foreign key written as a string, so look at the keys.
"""

import tomllib
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).parents[2]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
LAYERS = next(c["layers"] for c in CONTRACTS["contracts"] if c["type"] == "layers")
FLOOR = {room: n for n, layer in enumerate(LAYERS) for room in layer.split(" | ")}
PLAIN = {"domain", "documents", "claims", "papers", "engine", "sealing"}

OURS = [m for m in apps.get_models() if m.__module__.startswith("saferboard.")]
KEYS = [f for m in OURS for f in (*m._meta.fields, *m._meta.many_to_many) if f.related_model]


def label(key) -> str:
    return f"{key.model._meta.label}.{key.name}"


def test_there_are_keys_to_look_at():
    assert len(KEYS) > 20


@pytest.mark.parametrize("key", KEYS, ids=label)
def test_a_key_points_down_or_stays_in_its_room(key):
    here, there = key.model._meta.app_label, key.related_model._meta.app_label
    assert there in FLOOR, f"{there} is no room of this house"
    assert here == there or FLOOR[there] > FLOOR[here]


def test_no_key_leaves_the_ledger():
    assert not [label(key) for key in KEYS if key.model._meta.app_label == "ledger"]


def test_every_room_has_a_floor():
    packages = {p.parent.name for p in (ROOT / "src/saferboard").glob("*/__init__.py")}
    assert packages == set(FLOOR)


def test_every_room_with_tables_is_installed_under_its_own_name():
    rooms = {app.label: app.name for app in apps.get_app_configs() if app.label in FLOOR}
    assert rooms == {name: f"saferboard.{name}" for name in FLOOR.keys() - PLAIN}
