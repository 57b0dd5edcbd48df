"""
What the demonstration works by: the plans and protocols that the quarter's papers name.
"""

import datetime as dt

from saferboard.demo.reading import quarter_file
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
from saferboard.ledger.operations import SYSTEM


def load_instruments(at: dt.datetime) -> None:
    """Enter every plan and protocol, its versions, how they stand to one another, and a table."""
    words = quarter_file("instruments")
    for said in words["instruments"]:
        facts = dict(said)
        code, state = facts.pop("code"), InstrumentState(facts.pop("state"))
        written = InstrumentWritten(**facts | {"kind": InstrumentKind(facts["kind"])})
        enter_instrument(written, code=code, state=state, by=SYSTEM, at=at)
    held = {one.code: one for one in Instrument.objects.all()}
    for said in words["versions"]:
        instrument = held[said["code"]]
        when, changes = said["as_stated"], said["changes"]
        add_version(instrument, dated=None, as_stated=when, changes=changes, by=SYSTEM, at=at)
    for one, kind, other in words["relations"]:
        relate(held[one], RelationKind(kind), held[other], by=SYSTEM, at=at)
    table = words["matrix"]
    says = {(code, aspect): text for code, aspect, text in table["says"]}
    written = MatrixWritten(
        table["title"], table["about"], table["aspects"], table["instruments"], says
    )
    lay_side_by_side(written, code=table["code"], by=SYSTEM, at=at)
