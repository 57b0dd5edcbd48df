"""
Figures said to be of "the past 12 months" that are of a year long over.
"""

import datetime as dt

from saferboard.claims.desk import Desk
from saferboard.claims.mentions import Mention
from saferboard.claims.model import Kind, Severity, Verdict

_OLD = dt.timedelta(days=120)


def check_stale(one: Mention, other: Mention, dated: dt.date | None, desk: Desk) -> None:
    """Judge the period of a mention whose twin names an earlier year for the same figure."""
    for said, named in ((one, other), (other, one)):
        told = named.period
        loose = said.period
        if dated is None or told is None or loose is None or told.period is None:
            continue
        if loose.label != "past year" or loose not in said.sentence.moments:
            continue
        ended = told.period.last.last_day
        if len(told.period) != 12 or dated - ended < _OLD:
            continue
        desk.say(
            said.sentence,
            (loose.start, loose.end),
            Kind.LABEL,
            loose.text,
            told.text,
            Verdict.INCONSISTENT,
            f"The same figure is given elsewhere for {told.text}, which ended on "
            f"{ended:%d %B %Y}; the document is dated {dated:%d %B %Y}.",
            severity=Severity.STALE,
            assumptions=["Both places speak of one figure, by the words round it."],
            sources=[desk.place_in(named.sentence, named.quantity.start, named.quantity.end)],
        )
