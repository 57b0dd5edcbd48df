"""
What the small world shares: people of four organisations, an agreement that is live, one that
is out for signature, a request that is answered and one that waits, and a note.
"""

import datetime as dt
from dataclasses import dataclass

from saferboard.bodies.models import Body, SeatRole
from saferboard.bodies.operations import BodyDescribed, describe_body
from saferboard.domain.handling import Handling
from saferboard.domain.rights import Role
from saferboard.partners.models import Post, User
from saferboard.partners.operations import PostDescribed, open_account
from saferboard.sharing.agreements.operations import (
    GivenWritten,
    draft_agreement,
    send_out,
    sign,
    write_terms,
)
from saferboard.sharing.grants.operations import ListingWritten, give_access, put_on_list
from saferboard.sharing.models import Agreement, Grant, InformationRequest, Intelligence, Listing
from saferboard.sharing.requests.operations import Asked, answer, ask, note_intelligence

VIOLENCE, SOFT = "violence-reduction", "soft-intelligence"
FIELDS = ("concern", "location")
"""The fields of soft intelligence that the live agreement lists."""
PEOPLE = {
    "police": ("Ottilie Marsh", "sergeant", Role.POLICE_OFFICER, "police"),
    "commander": ("Idris Vane", "commander", Role.VICE_CHAIR, "police"),
    "social-care": ("Mabel Quist", "social-care", Role.SOCIAL_CARE, "council"),
    "eastmere": ("Lorcan Petty", "eastmere-director", Role.CHIEF_EXECUTIVE, "next"),
}


@dataclass(frozen=True)
class Shared:
    """What tests ask the shared part of the small world for."""

    live: Agreement
    unsigned: Agreement
    note: Intelligence
    answered: InformationRequest
    waiting: InformationRequest
    users: dict[str, User]


def build_sharing(users: dict[str, User], *, by: str, at: dt.datetime) -> Shared:
    """Build what is shared, by operations, over the small world's people."""
    mine = dict(users)
    mine |= open_accounts(by=by, at=at)
    describe_body(PANEL, by=by, at=at)
    live = agreed("Violence", ("council", "police", "next"), mine, at=at)
    for name in ("chair", "commander", "eastmere"):
        sign(live, digest=live.digest, by=mine[name], at=at)
    live.refresh_from_db()
    unsigned = agreed("Housing", ("council", "police"), mine, at=at)
    note = note_intelligence(
        keeper=Post.objects.get(code="social-care"),
        subject="Quentin Lark",
        values={"concern": "New trainers weekly", "location": "The Arches", "household": "Four"},
        body=Body.objects.get(code="panel"),
        by=mine["social-care"],
        at=at,
    )
    answered, waiting = (asked(mine, at=at) for _ in range(2))
    answer(
        answered,
        answers={"concern": "Carries for others"},
        redactions={"location": "It would give the source away"},
        drawn_from=note,
        by=mine["social-care"],
        at=at,
    )
    answered.refresh_from_db()
    give_and_shut(mine, at=at)
    return Shared(live, unsigned, note, answered, waiting, mine)


def open_accounts(*, by: str, at: dt.datetime) -> dict[str, User]:
    found = {}
    for name, (person, post, role, organisation) in PEOPLE.items():
        enter_post(PostDescribed(post, post.replace("-", " ").capitalize(), organisation, role))
        found[name] = open_account(
            name,
            password="correct horse",
            name=person,
            post=post,
            since=dt.date(2022, 4, 1),
            by=by,
            at=at,
        )
    return found | {"sergeant": found["police"]}


def give_and_shut(users: dict[str, User], *, at: dt.datetime) -> None:
    """Give one person access to another note and shut another out of it, each as number 1."""
    other = note_intelligence(
        keeper=Post.objects.get(code="social-care"),
        subject="Wilhelmina Frost",
        values={"concern": "Owes money"},
        body=None,
        by=users["social-care"],
        at=at,
    )
    thing = {"kind": "intelligence", "ref": other.ref, "by": users["coordinator"], "at": at}
    grant = give_access(users["head"], until=at + dt.timedelta(days=9), reason="Stands in", **thing)
    line = ListingWritten(False, at.date(), None, Post.objects.get(code="social-care"), "A cousin")
    listing = put_on_list(users["clerk"], line=line, **thing)
    # A sequence of PostgreSQL does not go back between tests, and addresses need the number.
    Grant.objects.filter(pk=grant.pk).update(id=1)
    Listing.objects.filter(pk=listing.pk).update(id=1)


PANEL = BodyDescribed(
    code="panel",
    name="Exploitation Panel",
    handling=Handling.RESTRICTED,
    seats=(("panel-coordinator", SeatRole.CHAIR), ("sergeant", SeatRole.MEMBER)),
)


def enter_post(described: PostDescribed) -> None:
    from saferboard.partners.models import Organisation

    Post.objects.create(
        code=described.code,
        title=described.title,
        organisation=Organisation.objects.get(code=described.organisation),
        role=described.role,
    )


def agreed(title: str, parties, users: dict[str, User], *, at: dt.datetime) -> Agreement:
    """Draft an agreement under which the council gives soft intelligence, and send it out."""
    head = users["head"]
    owner = Post.objects.get(code="head-of-safety")
    draft = draft_agreement(f"{title} agreement", owner=owner, by=head, at=at)
    write_terms(
        draft,
        parties=parties,
        given=[GivenWritten("council", SOFT, FIELDS)],
        purposes=[VIOLENCE],
        bases=["cda-1998-s115"],
        conditions=["Nobody tells the person that it was shared."],
        since=dt.date(2022, 10, 1),
        until=dt.date(2022, 12, 31),
        review_on=dt.date(2022, 12, 1),
        by=head,
        at=at,
    )
    send_out(draft, by=head, at=at)
    draft.refresh_from_db()
    return draft


def asked(users: dict[str, User], *, at: dt.datetime, **changed) -> InformationRequest:
    """Have the sergeant ask social care about somebody."""
    said = {
        "asking_post": Post.objects.get(code="sergeant"),
        "asked_post": Post.objects.get(code="social-care"),
        "purpose": VIOLENCE,
        "data_class": SOFT,
        "fields": list(FIELDS),
        "subject": "Quentin Lark, of The Arches",
        "why": "Named in two robberies",
    }
    by = changed.pop("by", users["sergeant"])
    return ask(Asked(**said | changed), by=by, at=at)
