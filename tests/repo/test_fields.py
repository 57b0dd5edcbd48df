"""
What every table must say of itself.
"""

import datetime as dt
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

OURS = [m for m in apps.get_models() if m.__module__.startswith("saferboard.")]


def label(model) -> str:
    return model._meta.label


@pytest.mark.parametrize("model", OURS, ids=label)
def test_every_field_is_called_personal_or_open_once(model):
    personal, open_ = list(model.Privacy.personal), list(model.Privacy.open)
    assert sorted(personal + open_) == sorted(field.name for field in model._meta.fields)


@pytest.mark.parametrize("model", OURS, ids=label)
def test_what_replaces_a_personal_field_fits_it(model):
    for name, instead in model.Privacy.personal.items():
        field = model._meta.get_field(name)
        if isinstance(field, models.ForeignKey) or isinstance(instead, dt.date | None):
            assert instead is None, f"{name} points at somebody: nothing stands in for them"
        else:
            field.to_python(instead)


@pytest.mark.parametrize("model", OURS, ids=label)
def test_a_name_in_words_holds_nothing_personal(model):
    filled = {
        field.name: "SECRET"
        for field in model._meta.fields
        if field.name in model.Privacy.personal and not field.is_relation
    }
    assert "SECRET" not in str(model(**filled))


@pytest.mark.parametrize("model", OURS, ids=label)
def test_every_constraint_is_named_as_a_sentence(model):
    for constraint in model._meta.constraints:
        assert constraint.name.count("_") >= 2, constraint.name


@pytest.mark.django_db
def test_no_migration_is_missing():
    said = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=said)
    except SystemExit:
        pytest.fail(said.getvalue())
