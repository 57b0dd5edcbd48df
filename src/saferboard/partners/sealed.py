"""
Fields of a table that are sealed: what a stolen database does not give away.

The keys are in the setting `SEALING_KEYS`, outside the database.  A sealed field reads and
writes like any other, and can be neither searched nor sorted by.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models

from saferboard.domain.refusals import Refusal, Refused
from saferboard.sealing import KeyRing, fingerprint, key_of, read_keys, seal, unseal

NO_KEYS = (
    "SAFERBOARD_SEALING_KEYS is not set, and something personal is to be sealed or opened. Run"
    " `saferboard keys new` to make a key, and keep it outside the database and its backups."
)


def ring() -> KeyRing:
    """
    Return the keys of this installation.

    :raises Refused: if there are none.
    """
    if not settings.SEALING_KEYS:
        raise Refused(Refusal("no-sealing-keys", NO_KEYS))
    return _ring(settings.SEALING_KEYS)


@lru_cache(maxsize=4)
def _ring(written: str) -> KeyRing:
    return read_keys(written)


def person_mark(name: str) -> str:
    """
    Return the mark by which two records of one name are known to be alike, 64 characters.

    It is made with the oldest key on the ring, so that adding a key changes no mark.
    """
    keys = ring().keys
    return fingerprint(name, keys[list(keys)[-1]])


class Sealed:
    """What sealed fields share: they are opened when read, and nothing is looked up by them."""

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)  # type: ignore[misc]
        raise FieldError(f"{self} is sealed: it cannot be searched or sorted by.")

    @property
    def place(self) -> str:
        """Which column a value belongs to; a value moved to another does not open."""
        return f"{self.model._meta.db_table}.{self.column}"  # type: ignore[attr-defined]

    def get_prep_value(self, value: Any) -> str | None:
        return None if value is None else seal(self.written(value), ring(), place=self.place)

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        return None if value is None else self.read(unseal(value, ring(), place=self.place))

    def written(self, value: Any) -> str:
        return str(value)

    def read(self, words: str) -> Any:
        return words


class SealedTextField(Sealed, models.TextField):
    """Sealed words."""


class SealedJSONField(Sealed, models.TextField):
    """A sealed value that JSON can write: a dictionary of fields, a list."""

    def written(self, value: Any) -> str:
        return json.dumps(value, sort_keys=True, ensure_ascii=False)

    def read(self, words: str) -> Any:
        return json.loads(words)

    def to_python(self, value: Any) -> Any:
        return value

    def value_to_string(self, obj: Any) -> str:
        return self.written(self.value_from_object(obj))


@dataclass(frozen=True)
class SealedColumn:
    """One sealed field of one table."""

    model: type[models.Model]
    field: Sealed

    @property
    def name(self) -> str:
        return self.field.name  # type: ignore[attr-defined,no-any-return]


def sealed_columns() -> Iterator[SealedColumn]:
    """Yield every sealed field of every table, in the order of their tables."""
    for model in sorted(apps.get_models(), key=lambda one: one._meta.db_table):
        for field in model._meta.concrete_fields:
            if isinstance(field, Sealed):
                yield SealedColumn(model, field)


__all__ = ["SealedColumn", "SealedJSONField", "SealedTextField", "key_of", "person_mark", "ring"]
