"""
The findings as JSON: a list, one object a file.
"""

import json
from collections.abc import Sequence
from typing import Any

from saferboard.claims.model import Claim, Place
from saferboard.claims.reports import Checked


def as_json(files: Sequence[Checked]) -> str:
    """Return every claim of every file, the consistent ones too: they show what was looked at."""
    return json.dumps([_file(one) for one in files], ensure_ascii=False, indent=2)


def _file(one: Checked) -> dict[str, Any]:
    told: dict[str, Any] = {"file": one.name, "claims": [claim_object(c) for c in one.claims]}
    if one.error:
        told["error"] = one.error
    return told


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
