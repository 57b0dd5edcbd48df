"""
What was read as plain values that a database keeps, and those values back as what was read.
"""

import datetime as dt
import enum
import functools
import types
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_origin, get_type_hints

from saferboard.papers.model import PastPaper


def as_stored(paper: PastPaper) -> dict[str, Any]:
    """Return a paper as values that JSON holds."""
    told: dict[str, Any] = plain(paper)
    return told


def as_read(stored: dict[str, Any]) -> PastPaper:
    """Return the paper that was stored; what a later version added is as if nothing was read."""
    paper: PastPaper = _back(PastPaper, stored)
    return paper


def plain(value: Any) -> Any:
    """Return a value, a dataclass or a part of one as JSON holds it."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, str):  # no database keeps a NUL, nor half a character
        return value.replace("\0", " ").encode("utf-8", "replace").decode()
    return value


@functools.cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _back(kind: Any, value: Any) -> Any:
    if get_origin(kind) is types.UnionType:
        kinds = [one for one in get_args(kind) if one is not types.NoneType]
        return None if value is None else _back(kinds[0], value)
    if get_origin(kind) is tuple:
        inside = get_args(kind)
        return tuple(_back(inside[0], one) for one in value)
    if is_dataclass(kind):
        hints = _hints(kind)  # type: ignore[arg-type]
        return kind(**{name: _back(hints[name], one) for name, one in value.items()})  # type: ignore[operator]
    if isinstance(kind, type) and issubclass(kind, dt.date | dt.time):
        return kind.fromisoformat(value)
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return kind(value)
    return value
