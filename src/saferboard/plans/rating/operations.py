"""
Declaring how a commitment stands.
"""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from saferboard.domain.periods import Quarter
from saferboard.domain.rag import SCALES, Standing, Status, words_of
from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.partners.models import Actor, ledger_name
from saferboard.plans.keeping.operations import keepers, spoken_for
from saferboard.plans.models import Commitment, Rating
from saferboard.plans.permissions import refusal_to_keep
from saferboard.plans.rating.waiting import open_under

DONE = "what was promised is done"


@dataclass(frozen=True)
class Declared:
    """
    A status for a quarter, of the whole or of one facet, and what it rests on; `completes` that
    what was promised is done, and `although` why it is while something under it is open.
    """

    quarter: Quarter
    status: Status
    why: str
    evidence: str
    facet: str = ""
    although: str = ""
    completes: bool = False


@transaction.atomic
def declare(commitment: Commitment, said: Declared, *, by: Actor, at: dt.datetime) -> Rating:
    """
    Declare how a commitment stands in a quarter; what was declared of the same before stays as
    replaced, and so do its facets where it is declared as a whole, or the whole where a facet is.

    :raises Refused: if it is not theirs to declare, the quarter has not begun, the status is of
        another scale, it rests on nothing, or it is achieved while something is open and nobody
        says why.
    """
    on = timezone.localtime(at).date()
    require(refusal_to_keep(by, posts=keepers(commitment), on=on, to="declare how it stands"))
    held = Commitment.objects.select_for_update().get(pk=commitment.pk)
    _require_sense(held, said, on=on)
    before = held.ratings.filter(quarter=str(said.quarter), replaced=False)
    if said.facet:
        before = before.filter(facet__in=["", said.facet])
    before.update(replaced=True)
    made = Rating.objects.create(
        commitment=held,
        quarter=str(said.quarter),
        facet=said.facet.strip(),
        status=said.status,
        as_printed=said.status.label,
        why=said.why.strip(),
        evidence=said.evidence.strip(),
        although=said.although.strip(),
        completes=said.completes,
        by=ledger_name(by),
        post=spoken_for(by, keepers(commitment), on=on),
        at=at,
    )
    record(
        Kind.STATUS_DECLARED,
        subject=f"commitment {held.ref}",
        by=by,
        at=at,
        quarter=str(said.quarter),
        status=said.status.label,
    )
    return made


def _require_sense(held: Commitment, said: Declared, *, on: dt.date) -> None:
    if said.quarter > Quarter.of(on):
        words = f"Quarter: {said.quarter.label} has not begun."
        raise Refused(Refusal("not-begun", words))
    scale = held.section.priority.scale
    if said.status not in words_of(scale):
        words = f"Status: this priority is rated as “{SCALES[scale].title.lower()}”."
        raise Refused(Refusal("other-scale", words))
    if not said.why.strip() or not said.evidence.strip():
        raise Refused(Refusal("no-reason", "Why, and evidence: write both."))
    is_done = said.completes or said.status.standing is Standing.DONE
    if not is_done or said.although.strip():
        return
    words = DONE if said.completes else said.status.label
    if open_things := open_under(held, quarter=said.quarter, facet=said.facet.strip()):
        raise Refused(
            Refusal(
                "still-open",
                f"You say “{words}”, and this is still open: {'; '.join(open_things)}."
                " Under “Why it is achieved all the same”, say why.",
            )
        )
