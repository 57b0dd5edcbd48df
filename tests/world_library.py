"""
What the small world works by: two plans laid side by side, and a text of one of them.
"""

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile

from saferboard.domain.instruments import InstrumentKind, InstrumentState, RelationKind
from saferboard.instruments.models import Instrument
from saferboard.instruments.operations import (
    InstrumentWritten,
    MatrixWritten,
    add_version,
    enter_instrument,
    lay_side_by_side,
    relate,
)

DRUGS = InstrumentWritten(
    title="Drugs Action Plan",
    kind=InstrumentKind.ACTION_PLAN,
    aliases=("DAP", "Substance Misuse Plan"),
    owner="head-of-safety",
    rhythm="Every six months",
    review_months=6,
    until=dt.date(2023, 3, 31),
    review_on=dt.date(2022, 9, 30),
)
NIGHT = InstrumentWritten(title="Night Economy Protocol", kind=InstrumentKind.PROTOCOL)


def keep_library(*, by: str, at: dt.datetime) -> None:
    drugs = enter_instrument(DRUGS, code="drugs-plan", state=InstrumentState.IN_FORCE, by=by, at=at)
    night = enter_instrument(NIGHT, code="night-protocol", by=by, at=at)
    relate(drugs, RelationKind.ALIGNS_WITH, night, by=by, at=at)
    says = {("drugs-plan", "Prevention"): "Lessons in every school"}
    table = MatrixWritten(
        "Violence", "", ["Prevention", "Enforcement"], ["drugs-plan", "night-protocol"], says
    )
    lay_side_by_side(table, code="violence", by=by, at=at)


def keep_text(*, by: str, at: dt.datetime) -> None:
    """Add the first text of the drugs plan."""
    drugs = Instrument.objects.get(code="drugs-plan")
    text = SimpleUploadedFile("plan.txt", b"Fewer needles in the park.", "text/plain")
    add_version(drugs, dated=at.date(), changes="The first", upload=text, by=by, at=at)
