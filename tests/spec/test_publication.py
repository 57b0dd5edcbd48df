"""
What of a thing may be put in a paper of the board, and what published.
"""

import datetime as dt

import pytest

from saferboard.domain.gate import Thing
from saferboard.domain.handling import Handling
from saferboard.domain.publication import (
    Consent,
    Permitted,
    Publishable,
    Use,
    fields_for,
    may_incorporate,
    may_publish,
)
from tests.spec.tables import rows

TODAY = dt.date(2022, 4, 10)
THING = Thing(
    kind="intelligence",
    ref="SI-1",
    handling=Handling.RESTRICTED,
    owner="council",
    fields=frozenset({"concern", "location", "source"}),
)

PUBLISHING = rows("""
    permission      | consent           | about     | in a paper | published
    ----------------+-------------------+-----------+------------+----------
    .               | both              | a person  | no         | no
    incorporate     | both              | a person  | yes        | no
    publish         | both              | a person  | no         | yes
    both            | .                 | a person  | no         | no
    both            | both              | a person  | yes        | yes
    both            | publish           | a person  | no         | yes
    both            | withdrawn today   | a person  | no         | no
    both            | .                 | no person | yes        | yes
    begins tomorrow | both              | a person  | no         | no
    ended yesterday | both              | a person  | no         | no
""")
BOTH = (Use.INCORPORATE, Use.PUBLISH)
YESTERDAY, TOMORROW = TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=1)


def uses(words: str | None) -> tuple[Use, ...]:
    if words in ("incorporate", "publish"):
        return (Use(words.upper()),)
    return BOTH if words else ()


@pytest.mark.parametrize("row", PUBLISHING, ids=lambda row: " / ".join(map(str, row.values())))
def test_what_may_be_put_in_a_paper_and_what_published(row):
    since = TOMORROW if row["permission"] == "begins tomorrow" else dt.date(2022, 1, 1)
    until = YESTERDAY if row["permission"] == "ended yesterday" else None
    taken_back = TODAY if row["consent"] == "withdrawn today" else None
    offered = Publishable(
        THING,
        tuple(Permitted("concern", use, since, until) for use in uses(row["permission"])),
        tuple(Consent(use, dt.date(2022, 1, 1), taken_back) for use in uses(row["consent"])),
        about_a_person=row["about"] == "a person",
    )
    for head, may, use in (
        ("in a paper", may_incorporate, Use.INCORPORATE),
        ("published", may_publish, Use.PUBLISH),
    ):
        decision = may(offered, "concern", on=TODAY)
        assert decision.is_refused == (row[head] == "no")
        assert fields_for(offered, use, on=TODAY) == decision.fields
        assert may(offered, "source", on=TODAY).code == "no-permission"
        assert may(offered, "shoe-size", on=TODAY).code == "no-such-field"
