"""
Score the reading of agendas, minutes and packs on counted documents, where there are any.

`SAFERBOARD_SEEDS` names a folder with `structure.md` under `requirements/`, whose first JSON
block is the counts, and the documents it counts under `seeds/`; without it a folder `shared`
beside the checkout is tried.
"""

import json
import os
import re
import sys
import time
from pathlib import Path

from saferboard.papers.command import read_file
from saferboard.papers.model import PastPaper
from saferboard.papers.reports import counts

PACK, AUGUST, OCTOBER = "pack", "enclosed", "minutes"
EXPECTED = {
    (PACK, "agenda_items"): "agenda_items",
    (PACK, "agenda_sub_items"): "agenda_sub_items",
    (PACK, "matters_arising"): "matters_arising_rows",
    (PACK, "commitments"): ("commitment_rows", "all"),
    (PACK, "commitments_with_status"): ("rows_with_status", "all"),
    (PACK, "updates"): "quarter_update_entries",
    (AUGUST, "minutes"): "aug_minutes",
    (AUGUST, "resolutions"): "aug_resolution_clauses",
    (AUGUST, "actions"): "aug_action_entries",
    (OCTOBER, "minutes"): "oct_minute_entries_incl_38a_38b_39a",
    (OCTOBER, "resolutions"): "oct_resolution_clauses",
    (OCTOBER, "actions"): "oct_action_entries",
    **{
        (doc, name): f"{month}_{name}"
        for doc, month in ((AUGUST, "aug"), (OCTOBER, "oct"))
        for name in ("present", "also_present", "apologies", "substitutes")
    },
}
"""For each count, where the counted document's block has it."""


def main() -> int:
    folder = _folder()
    if folder is None:
        print("No counted documents here: set SAFERBOARD_SEEDS to score them.")
        return 0
    text = (folder / "requirements/structure.md").read_text(encoding="utf-8")
    totals = json.loads(re.search(r"```json\n(.+?)```", text, re.S)[1])
    started = time.perf_counter()
    pack = read_file("pack", next((folder / "seeds").glob("*pack*")))
    minutes = read_file("minutes", next((folder / "seeds").glob("*minutes*")))
    seconds = time.perf_counter() - started
    found = {PACK: counts(pack), AUGUST: counts(pack.enclosed[0]), OCTOBER: counts(minutes)}
    right = 0
    for (doc, name), key in EXPECTED.items():
        wanted = totals[key[0]][key[1]] if isinstance(key, tuple) else totals[key]
        right += found[doc][name] == wanted
        if found[doc][name] != wanted or "-v" in sys.argv:
            print(f"  {doc} {name}: {found[doc][name]} read, {wanted} counted")
    right += _items_with_pages(pack) == totals["agenda_entries_with_pages"]
    print(f"counts that hold: {right} of {len(EXPECTED) + 1}; {seconds:.2f} s for both documents")
    return 0


def _items_with_pages(paper: PastPaper) -> int:
    return sum(item.pages is not None for item in paper.agenda)


def _folder() -> Path | None:
    named = os.environ.get("SAFERBOARD_SEEDS")
    beside = [parent / "shared" for parent in Path(__file__).resolve().parents[1:3]]
    for folder in [Path(named)] if named else beside:
        if (folder / "requirements/structure.md").exists():
            return folder
    return None


if __name__ == "__main__":
    raise SystemExit(main())
