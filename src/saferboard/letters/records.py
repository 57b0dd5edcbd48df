"""
The personal records of this room: letters to addresses, and the links they carried.
"""

import datetime as dt
from collections.abc import Iterator

from saferboard.domain.retention import Term
from saferboard.domain.states import LetterState
from saferboard.letters.models import Letter, Link
from saferboard.partners.models import Actor, User
from saferboard.partners.record_kinds import DueRecord, Found, RecordKind, Subject

WAITING = [LetterState.QUEUED.value, LetterState.HELD.value]


def _due(began: dt.date) -> Iterator[DueRecord]:
    gone = Letter.objects.exclude(state__in=WAITING).filter(written_at__date__lte=began)
    for number, at in gone.order_by("id").values_list("id", "written_at"):
        yield DueRecord(f"letter {number}", at.date())
    over = Link.objects.filter(expires_at__date__lte=began)
    for number, at in over.order_by("id").values_list("id", "expires_at"):
        yield DueRecord(f"link {number}", at.date())


def _erase(ref: str, by: Actor, at: dt.datetime) -> int:
    what, number = ref.split(" ")
    return {"letter": Letter, "link": Link}[what].objects.filter(pk=int(number)).delete()[0]


def _about(subject: Subject) -> Iterator[Found]:
    if subject.account is None:
        return
    address = User.objects.get(pk=subject.account).email.casefold()
    if not address:
        return
    # An address is sealed and cannot be asked for; few letters go to one rather than to a post.
    for letter in Letter.objects.filter(address__isnull=False).order_by("id"):
        if letter.address.casefold() == address:
            waiting = letter.state in WAITING
            yield Found(
                kind="letter",
                ref=f"letter {letter.pk}",
                title="A letter to your address",
                facts=(
                    ("Subject", letter.subject),
                    ("Written", f"{letter.written_at:%-d %B %Y}"),
                ),
                may_erase=not waiting,
                why_not="It has not gone out yet. Cancel it first." if waiting else "",
            )


KINDS = (
    RecordKind(
        code="letter",
        label="Letters and their links",
        controller="The council that runs this installation",
        purpose="Telling posts and people what is theirs to do, and proving that they were told",
        basis="UK GDPR article 6(1)(e): Crime and Disorder Act 1998, section 6",
        people="Those who hold posts, and those invited",
        data=("address", "what about, by reference", "when sent"),
        recipients="The carrier of the council’s mail",
        kept=Term(years=1),
        since="it was written, or the link ran out",
        authority="Default of this product: until a year’s meetings have come round",
        tables=("letters.Letter", "letters.Link"),
        due=_due,
        erase=_erase,
        about=_about,
        risks=(
            ("A letter is read by somebody else", "It says no more than a public agenda would"),
            ("A link is forwarded", "A code to the same address, or signing in"),
        ),
    ),
)
