"""
What the demonstration shares.  Every term, subject and note here is made up: the documents name
no agreement's text, and nobody of these names is known to anybody.
"""

import datetime as dt

from saferboard.bodies.models import Body, SeatRole
from saferboard.bodies.operations import BodyDescribed, describe_body
from saferboard.domain.handling import Handling
from saferboard.ledger.operations import SYSTEM
from saferboard.partners.models import Post, User
from saferboard.sharing.agreements.operations import (
    GivenWritten,
    draft_agreement,
    keep_the_calendar,
    send_out,
    sign,
    write_terms,
)
from saferboard.sharing.grants.operations import ListingWritten, give_access, put_on_list
from saferboard.sharing.models import Agreement
from saferboard.sharing.requests.operations import Asked, answer, ask, note_intelligence

APRIL = dt.datetime(2022, 4, 4, 10, tzinfo=dt.UTC)
JUNE = dt.datetime(2022, 6, 6, 10, tzinfo=dt.UTC)
INVENTED = "These terms are invented for the demonstration."
CARE, COORDINATOR = "lbb-childrens-services", "lbb-panel-coordinator"
PANEL = BodyDescribed(
    code="exploitation-panel",
    name="Exploitation Panel (invented)",
    purpose="Invented for the demonstration: the panel that a note of soft intelligence is before.",
    handling=Handling.RESTRICTED,
    seats=((COORDINATOR, SeatRole.CHAIR), ("mps-inspector", SeatRole.MEMBER)),
)
ASB = ("report-reference", "behaviour", "location", "action-taken")
INCIDENT = ("incident-reference", "incident-type", "incident-date", "location")
OFFENDING = ("subject-reference", "order", "conditions", "area-excluded")
SOFT = ("concern", "location", "noted-on")


def load_sharing(at: dt.datetime) -> None:
    """Enter four agreements, two requests, two notes, one access and one denial."""
    describe_body(PANEL, by=SYSTEM, at=at)
    users = {user.username: user for user in User.objects.all()}
    _ended(users)
    _violence(users)
    _soft_intelligence(users, at)
    owner = Post.objects.get(code="lbb-head-community-safety")
    draft_agreement("Tenancies and anti-social behaviour", owner=owner, by=users["head"], at=at)
    _requests(users, at)
    keep_the_calendar(at=at)
    _notes(users, at - dt.timedelta(days=1))


def _agreement(
    title: str,
    users: dict[str, User],
    *,
    parties: list[str],
    given: list[GivenWritten],
    purpose: str,
    until: dt.date,
    at: dt.datetime,
) -> Agreement:
    owner = Post.objects.get(code="lbb-head-community-safety")
    draft = draft_agreement(title, owner=owner, by=users["head"], at=at)
    write_terms(
        draft,
        parties=parties,
        given=given,
        purposes=[purpose],
        bases=["cda-1998-s115", "ukgdpr-6-1-e", "dpa-2018-sch1-6"],
        conditions=[INVENTED, "What is told is not told on without asking whoever told it."],
        since=at.date(),
        until=until,
        review_on=until - dt.timedelta(days=60),
        by=users["head"],
        at=at,
    )
    send_out(draft, by=users["head"], at=at)
    draft.refresh_from_db()
    return draft


def _signed(agreement: Agreement, users: dict[str, User], *who: str, at: dt.datetime) -> None:
    for name in who:
        sign(agreement, digest=agreement.digest, by=users[name], at=at)


def _ended(users: dict[str, User]) -> None:
    made = _agreement(
        "Daily partnership with Croydon (invented)",
        users,
        parties=["lbb", "croydon"],
        given=[GivenWritten("lbb", "anti-social-behaviour", ASB)],
        purpose="anti-social-behaviour",
        until=dt.date(2022, 9, 30),
        at=APRIL,
    )
    _signed(made, users, "chair", "croydon-chief", at=APRIL)


def _violence(users: dict[str, User]) -> None:
    made = _agreement(
        "Violence reduction (invented)",
        users,
        parties=["lbb", "mps", "nps"],
        given=[
            GivenWritten("lbb", "anti-social-behaviour", ASB),
            GivenWritten("mps", "incident", INCIDENT),
            GivenWritten("nps", "offending", OFFENDING),
        ],
        purpose="violence-reduction",
        until=dt.date(2023, 3, 31),
        at=APRIL,
    )
    _signed(made, users, "chair", "vice-chair", "probation-chief", at=APRIL)


def _soft_intelligence(users: dict[str, User], at: dt.datetime) -> None:
    made = _agreement(
        "Soft intelligence of Children’s Social Care (invented)",
        users,
        parties=["lbb", "mps"],
        given=[GivenWritten("lbb", "soft-intelligence", SOFT)],
        purpose="exploitation",
        until=dt.date(2023, 10, 18),
        at=at,
    )
    _signed(made, users, "vice-chair", at=at)


def _requests(users: dict[str, User], at: dt.datetime) -> None:
    fields = ("behaviour", "location", "action-taken")
    asked = ask(
        Asked(
            Post.objects.get(code="croydon-community-safety-officer"),
            Post.objects.get(code=CARE),
            "anti-social-behaviour",
            "anti-social-behaviour",
            fields,
            "Made-up person A",
            "Invented: reports on both sides of the border",
        ),
        by=users["neighbour"],
        at=JUNE,
    )
    answer(
        asked,
        answers={"behaviour": "Invented: riding on pavements", "action-taken": "A letter home"},
        redactions={"location": "It would give away who complained"},
        by=users["social-care"],
        at=JUNE,
    )
    ask(
        Asked(
            Post.objects.get(code="mps-inspector"),
            Post.objects.get(code=CARE),
            "violence-reduction",
            "anti-social-behaviour",
            fields,
            "Made-up person B",
            "Invented: named after a fight",
        ),
        by=users["police"],
        at=at,
    )


def _notes(users: dict[str, User], at: dt.datetime) -> None:
    keeper, care = Post.objects.get(code=CARE), users["social-care"]
    values = {
        "source-grade": "Heard once",
        "concern": "Invented: new phones, missing afternoons",
        "location": "A made-up car park",
        "household": "Invented: lives with an aunt",
    }
    panel = Body.objects.get(code=PANEL.code)
    note_intelligence(
        keeper=keeper, subject="Made-up person C", values=values, body=panel, by=care, at=at
    )
    second = note_intelligence(
        keeper=keeper,
        subject="Made-up person D",
        values={"concern": "Invented: owes somebody money"},
        body=None,
        by=care,
        at=at,
    )
    thing = {"kind": "intelligence", "ref": second.ref}
    by = users["coordinator"]
    give_access(
        users["head"],
        **thing,
        until=at + dt.timedelta(days=14),
        reason="Invented: stands in for the coordinator",
        by=by,
        at=at,
    )
    line = ListingWritten(False, at.date(), None, keeper, "Invented: knows the family")
    put_on_list(users["partner"], **thing, line=line, by=by, at=at)
