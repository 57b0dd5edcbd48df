"""
The words agreements are written in: purposes, legal bases, classes of data and their fields.

Three files beside this one, changed by review.  A code that is not in them is unknown, and
what is unknown opens nothing.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent


@dataclass(frozen=True)
class LegalBasis:
    """A provision, what it does in our own words, where it stands, and when it was read."""

    code: str
    title: str
    says: str
    source: str
    read: dt.date | None = None
    in_force: dt.date | None = None


@dataclass(frozen=True)
class DataClass:
    """A class of data and its fields, by code, in the order they are shown."""

    code: str
    words: str
    about: str
    fields: Mapping[str, str]


@cache
def purposes() -> Mapping[str, str]:
    """Return the words of every purpose, by code."""
    return {one["code"]: one["words"] for one in _read("purposes")}


@cache
def legal_bases() -> Mapping[str, LegalBasis]:
    """Return every legal basis, by code."""
    return {one["code"]: LegalBasis(**one) for one in _read("legal-bases")}


@cache
def data_classes() -> Mapping[str, DataClass]:
    """Return every class of data, by code."""
    return {one["code"]: DataClass(**one) for one in _read("classes")}


def field_words(data_class: str, field: str) -> str:
    """Return what a field is called; its code where the list no longer has it."""
    known = data_classes().get(data_class)
    return known.fields.get(field, field) if known else field


def fields_in_order(data_class: str, fields: frozenset[str]) -> list[str]:
    """Return some fields of a class in the order of the list, unknown ones last."""
    known = data_classes().get(data_class)
    order = list(known.fields) if known else []
    return sorted(fields, key=lambda f: (order.index(f) if f in order else len(order), f))


def _read(name: str) -> list[dict[str, Any]]:
    said = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    assert isinstance(said, list), f"{name}.yaml is not a list"
    return said
