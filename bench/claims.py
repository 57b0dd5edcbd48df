"""
Score the figure checker on judged documents, where there are any.

`SAFERBOARD_SEEDS` names a folder with `figure-claims.jsonl` under `requirements/` and the
documents it judges under `seeds/`; without it a folder `shared` beside the checkout is tried.
"""

import json
import os
import re
import sys
import time
from pathlib import Path

from saferboard.claims.checker import check
from saferboard.claims.model import Claim
from saferboard.documents.reading import read

KINDS = {"cross-section": "cross-reference", "cross-document": "cross-reference"}


def main() -> int:
    folder = _folder()
    if folder is None:
        print("No judged documents here: set SAFERBOARD_SEEDS to score them.")
        return 0
    judged = [json.loads(line) for line in (folder / "requirements/figure-claims.jsonl").open()]
    files = {name: next((folder / "seeds").glob(f"*{name}*")) for name in ("pack", "minutes")}
    started = time.perf_counter()
    found = dict(zip(files, check([read(path) for path in files.values()]), strict=True))
    seconds = time.perf_counter() - started
    _score(judged, found, verbose="-v" in sys.argv)
    print(f"{seconds:.2f} s for {sum(map(len, found.values()))} claims")
    return 0


def _folder() -> Path | None:
    named = os.environ.get("SAFERBOARD_SEEDS")
    beside = [parent / "shared" for parent in Path(__file__).resolve().parents[1:3]]
    for folder in [Path(named)] if named else beside:
        if (folder / "requirements/figure-claims.jsonl").exists():
            return folder
    return None


def _score(judged: list[dict], found: dict[str, list[Claim]], *, verbose: bool) -> None:
    wrong = [row for row in judged if row["verdict"] == "inconsistent"]
    right = [row for row in judged if row["verdict"] == "consistent"]
    accused = [(doc, claim) for doc, claims in found.items() for claim in claims if claim.wrong]
    caught = [row for row in wrong if any(_same(row, doc, c) for doc, c in accused)]
    strictly = [r for r in wrong if any(_same(r, d, c) and _kind(r) == c.kind for d, c in accused)]
    true = [(doc, c) for doc, c in accused if any(_same(row, doc, c) for row in wrong)]
    alarms = [
        (row, c)
        for doc, c in accused
        for row in right
        if _same(row, doc, c) and (doc, c) not in true
    ]
    seen = [row for row in judged if any(_same(row, d, c) for d, cs in found.items() for c in cs)]
    print(f"precision {len(true)}/{len(accused)} = {len(true) / max(len(accused), 1):.3f}")
    print(
        f"recall    {len(caught)}/{len(wrong)} = {len(caught) / len(wrong):.3f} "
        f"({len(strictly)} with the kind as judged)"
    )
    print(f"false alarms among {len(right)} consistent: {len(alarms)}")
    print(f"claims looked at: {len(seen)} of {len(judged)}")
    if verbose:
        for row in wrong:
            if row not in caught:
                print("MISSED", row["id"], row["line"], row["kind"], "|", row["quote"])
        for doc, c in accused:
            if (doc, c) not in true:
                print("ACCUSED", doc, c.place.line, c.kind, "|", c.place.quote, "|", c.why)
        for row, c in alarms:
            print("ALARM", row["id"], row["quote"], "|", c.place.quote, "|", c.why)


def _kind(row: dict) -> str:
    return KINDS.get(row["kind"], row["kind"])


def _same(row: dict, doc: str, claim: Claim) -> bool:
    """Return whether a claim and a judged row speak of the same words."""
    if row["doc"] != doc or abs(row["line"] - claim.place.line) > 0:
        return False
    one, other = _plain(row["quote"]), _plain(claim.place.quote)
    if one in other or other in one:
        return True
    return len(_figures(one) & _figures(other)) > 0 and _overlap(one, other) >= 0.5


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("**", "").split())


def _figures(text: str) -> set[str]:
    return set(re.findall(r"\d[\d,.]*\d|\d", text))


def _overlap(one: str, other: str) -> float:
    a, b = set(one.split()), set(other.split())
    return len(a & b) / max(min(len(a), len(b)), 1)


if __name__ == "__main__":
    raise SystemExit(main())
