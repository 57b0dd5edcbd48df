"""
The findings as JSON: a list, one object a file.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from saferboard.claims.model import Claim, Place
from saferboard.claims.reports import Checked


def as_json(files: Sequence[Checked]) -> str:
    """Return every claim of every file, the consistent ones too: they show what was looked at."""
    return "".join(json_parts(files))


def json_parts(files: Sequence[Checked]) -> Iterator[str]:
    """Yield the JSON claim by claim: that of a long document is longer than the document."""
    yield from _listed((_file(one) for one in files), 0)


def _file(one: Checked) -> Iterator[str]:
    yield f'{{\n    "file": {_said(one.name)},\n    "claims": '
    yield from _listed(([_claim(claim)] for claim in one.claims), 4)
    if one.error:
        yield f',\n    "error": {_said(one.error)}'
    yield "\n  }"


def _listed(items: Iterable[Iterable[str]], indent: int) -> Iterator[str]:
    """Yield a list, an item to a line, as `json.dumps` sets it."""
    between = f"[\n{' ' * (indent + 2)}"
    for item in items:
        yield between
        yield from item
        between = f",\n{' ' * (indent + 2)}"
    yield f"\n{' ' * indent}]" if between[0] == "," else "[]"


def _claim(claim: Claim) -> str:
    told = json.dumps(claim_object(claim), ensure_ascii=False, indent=2)
    return told.replace("\n", "\n      ")


def _said(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def claim_object(claim: Claim) -> dict[str, Any]:
    """Return one claim as it stands in the JSON."""
    return {
        "line": claim.place.line,
        "page": claim.place.page,
        "quote": claim.place.quote,
        "kind": claim.kind.value,
        "stated": claim.stated,
        "recomputed": claim.recomputed,
        "verdict": claim.verdict.value,
        "severity": claim.severity.value if claim.severity else None,
        "why": claim.why,
        "assumptions": list(claim.assumptions),
        "sources": [_place(place) for place in claim.sources],
    }


def _place(place: Place) -> dict[str, Any]:
    return {"file": place.file, "line": place.line, "page": place.page, "quote": place.quote}
