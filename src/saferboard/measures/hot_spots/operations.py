"""
Taking incidents in.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

from django.conf import settings
from django.db import transaction

from saferboard.domain.refusals import Refusal, Refused
from saferboard.engine.loading import Loaded, load_street
from saferboard.engine.store import Part, Store
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.places.csv_files import LONGEST_NAME

FOLDER = "incidents"


def store() -> Store:
    """Return where this installation keeps incidents."""
    return Store(settings.DATA_FOLDER / FOLDER)


@transaction.atomic
def load_incidents(
    paths: Sequence[Path],
    *,
    by: str,
    at: dt.datetime,
    vintage: str = "",
    note: str = "",
    say: Callable[[str], None] = lambda words: None,
) -> tuple[Loaded, ...]:
    """
    Take in street crime of data.police.uk, every file named or none.

    `vintage` names this issue; `note` says what of each month is held, where it is not all of it.

    :raises BadIncidents: and :raises Refused: as `load_street` says.
    """
    for said in (vintage, note):
        if len(said) > LONGEST_NAME:
            words = f"A vintage and a note may have {LONGEST_NAME} letters, and one has more."
            raise Refused(Refusal("long-vintage", words))

    def before(parts: list[Part]) -> None:
        # Written first: should the incidents not come to their place, the line goes with them.
        months = sorted({part.month for part in parts})
        record(
            Kind.FIGURES_LOADED,
            subject=f"incidents {months[0]} to {months[-1]}",
            by=by,
            at=at,
            file=", ".join(sorted({path.name for path in paths})),
            source=parts[0].source,
            vintage=", ".join(sorted({part.vintage for part in parts})),
            rows=sum(part.rows for part in parts),
        )

    return load_street(paths, store(), at=at, vintage=vintage, note=note, say=say, before=before)
