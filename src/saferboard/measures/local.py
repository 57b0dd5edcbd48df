"""
Measures added on the screen: kept as what their file would hold, and read by the same model.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from saferboard.domain.refusals import Refusal, Refused
from saferboard.measures.definitions import (
    Definition,
    DefinitionError,
    definitions,
    load_definitions,
    sources,
)
from saferboard.measures.models import LocalMeasure

NOBODY = "none"
RESERVED = frozenset(
    {"board-table", "boundaries", "measures", "savings", "sources", "youth-justice"}
)
"""Names at which another page stands."""


@dataclass(frozen=True)
class LocalHeld:
    """A measure added here, its definition, and when it was written and checked."""

    definition: Definition
    written_at: dt.datetime
    checked_at: dt.datetime | None
    author: int | None


def file_of(content: Mapping[str, Any], *, written_by: str, checked_by: str) -> str:
    """Return the text of the file that a measure added here would be."""
    whole = {**content, "written_by": written_by, "checked_by": checked_by or NOBODY}
    return yaml.safe_dump(whole, sort_keys=False, allow_unicode=True, width=96)


def read_file(slug: str, text: str) -> Definition:
    """
    Return the definition in a file's text, read as the files of the product are.

    :raises DefinitionError: for a text that may not be used, with its key and what to do.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{slug}.yaml"
        path.write_text(text, encoding="utf-8")
        return load_definitions(Path(folder), sources())[slug]


def refuse_unfit(slug: str, text: str) -> None:
    """
    Go on if a measure may be added under a name.

    :raises Refused: if the name is taken or the text may not be used.
    """
    if slug in definitions() or slug in RESERVED or LocalMeasure.objects.filter(slug=slug).exists():
        words = f"There is a measure or a page called “{slug}” already. Give another name."
        raise Refused(Refusal("name-taken", words))
    try:
        read_file(slug, text)
    except DefinitionError as error:
        said = str(error).partition(": ")[2]
        raise Refused(Refusal("bad-definition", f"{error.key or 'slug'}: {said}")) from None


def _held(one: LocalMeasure) -> LocalHeld:
    given = {"slug": one.slug, "written_by": one.written_by, "checked_by": one.checked_by or NOBODY}
    definition = Definition.model_validate({**one.content, **given})
    return LocalHeld(definition, one.written_at, one.checked_at, one.author_id)


def local_measures() -> list[LocalHeld]:
    """Return every measure added here, in order of name."""
    return [_held(one) for one in LocalMeasure.objects.order_by("slug")]


def local_definition(slug: str) -> Definition | None:
    """Return the definition of a measure added here, or None if there is none."""
    one = LocalMeasure.objects.filter(slug=slug).first()
    return _held(one).definition if one else None
