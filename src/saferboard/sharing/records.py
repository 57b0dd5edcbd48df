"""
The personal records of this room: intelligence, requests and their answers, access, agreements.
"""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Max, Q

from saferboard.domain.refusals import Refusal, Refused
from saferboard.domain.retention import Term
from saferboard.partners.models import Actor
from saferboard.partners.record_kinds import (
    LONGEST_TEXT,
    Correctable,
    DueRecord,
    Found,
    RecordKind,
    Subject,
)
from saferboard.partners.sealed import person_mark
from saferboard.sharing.models import (
    Agreement,
    Consenting,
    Grant,
    InformationRequest,
    Intelligence,
    Listing,
    Permission,
)

CRIME = "Data Protection Act 2018, schedule 2, paragraph 2: crime and taxation"
PUBLIC_TASK = "UK GDPR article 6(1)(e): Crime and Disorder Act 1998, sections 17A and 115"


def _intelligence_due(began: dt.date) -> Iterator[DueRecord]:
    noted = Intelligence.objects.filter(noted_on__lte=began).order_by("id")
    return (DueRecord(ref, day) for ref, day in noted.values_list("ref", "noted_on"))


def _erase_intelligence(ref: str, by: Actor, at: dt.datetime) -> int:
    note = Intelligence.objects.filter(ref=ref).first()
    if note is None:
        return 0
    InformationRequest.objects.filter(drawn_from=note).update(drawn_from=None)
    return _erase_what_hangs_on("intelligence", ref) + note.delete()[0]


def _erase_what_hangs_on(kind: str, ref: str) -> int:
    """Delete what says who may see a thing, and what may be done with it."""
    models = (Grant, Listing, Permission, Consenting)
    return sum(model.objects.filter(kind=kind, ref=ref).delete()[0] for model in models)


def _notes_about(subject: Subject) -> Iterator[Intelligence]:
    notes = Intelligence.objects.select_related("keeper__organisation").order_by("id")
    return (note for note in notes if person_mark(note.subject) == subject.mark)


def _about_intelligence(subject: Subject) -> Iterator[Found]:
    for note in _notes_about(subject):
        yield Found(
            kind="intelligence",
            ref=note.ref,
            title="A note about you",
            facts=(
                ("Noted by", str(note.keeper.organisation)),
                ("Noted on", f"{note.noted_on:%-d %B %Y}"),
                *((name, str(value)) for name, value in sorted(note.values.items())),
            ),
            may_erase=True,
            withheld=CRIME,
        )


def _intelligence_correctable(subject: Subject) -> Iterator[Correctable]:
    """Yield whom a note is about and each of its fields: all of it is about them."""
    for note in _notes_about(subject):
        yield from _sealed("intelligence", note.ref, note.subject, note.values)


def _sealed(kind: str, ref: str, about: str, values: dict[str, str]) -> Iterator[Correctable]:
    label = f"Who {ref} is about"
    yield Correctable(kind, ref, "subject", label, about, most=LONGEST_TEXT)
    for field, words in sorted(values.items()):
        label = f"{field.replace('-', ' ').capitalize()}, in {ref}"
        yield Correctable(kind, ref, f"field {field}", label, str(words), most=LONGEST_TEXT)


def _correct_intelligence(one: Correctable, value: str, by: Actor, at: dt.datetime) -> None:
    note = Intelligence.objects.select_for_update().get(ref=one.ref)
    note.subject, note.values = _written_anew(one, value, note.subject, note.values)
    note.save(update_fields=["subject", "values"])


def _written_anew(
    one: Correctable, value: str, about: str, values: dict[str, str]
) -> tuple[str, dict[str, str]]:
    if one.field == "subject":
        return value, values
    return about, values | {one.field.removeprefix("field "): value}


def _requests_due(began: dt.date) -> Iterator[DueRecord]:
    closed = InformationRequest.objects.filter(closed_at__date__lte=began).order_by("id")
    return (DueRecord(ref, at.date()) for ref, at in closed.values_list("ref", "closed_at"))


def _erase_request(ref: str, by: Actor, at: dt.datetime) -> int:
    request = InformationRequest.objects.filter(ref=ref).first()
    return _erase_what_hangs_on("request", ref) + request.delete()[0] if request else 0


def _asked_about(subject: Subject) -> Iterator[InformationRequest]:
    asked = InformationRequest.objects.select_related(
        "asking_post__organisation", "asked_post__organisation"
    )
    return (one for one in asked.order_by("id") if person_mark(one.subject) == subject.mark)


def _about_requests(subject: Subject) -> Iterator[Found]:
    for request in _asked_about(subject):
        is_open = request.closed_at is None
        yield Found(
            kind="information-request",
            ref=request.ref,
            title="A request between partners about you",
            facts=(
                ("Asked by", str(request.asking_post.organisation)),
                ("Asked of", str(request.asked_post.organisation)),
                ("Asked on", f"{request.asked_at:%-d %B %Y}"),
                ("Given", ", ".join(request.given) or "nothing"),
            ),
            may_erase=not is_open,
            why_not="It is not answered yet." if is_open else "",
            withheld=CRIME,
        )


def _requests_correctable(subject: Subject) -> Iterator[Correctable]:
    for request in _asked_about(subject):
        yield from _sealed("information-request", request.ref, request.subject, request.answers)


def _correct_request(one: Correctable, value: str, by: Actor, at: dt.datetime) -> None:
    request = InformationRequest.objects.select_for_update().get(ref=one.ref)
    request.subject, request.answers = _written_anew(one, value, request.subject, request.answers)
    request.save(update_fields=["subject", "answers"])


def _access_due(began: dt.date) -> Iterator[DueRecord]:
    for number, until in Grant.objects.filter(until__date__lte=began).values_list("id", "until"):
        yield DueRecord(f"grant {number}", until.date())
    for number, until in Listing.objects.filter(until__lte=began).values_list("id", "until"):
        yield DueRecord(f"listing {number}", until)


def _erase_access(ref: str, by: Actor, at: dt.datetime) -> int:
    what, number = ref.split(" ")
    return {"grant": Grant, "listing": Listing}[what].objects.filter(pk=int(number)).delete()[0]


def _about_access(subject: Subject) -> Iterator[Found]:
    for grant in Grant.objects.filter(account=subject.account).order_by("id"):
        yield Found(
            kind="access",
            ref=f"grant {grant.pk}",
            title="Access that you were given",
            facts=(
                ("From", f"{grant.since:%-d %B %Y}"),
                ("Until", f"{grant.until:%-d %B %Y}"),
                ("Because", grant.reason),
            ),
            why_not="It accounts for what you could see, until its term is over.",
        )


def _agreements_due(began: dt.date) -> Iterator[DueRecord]:
    over = (
        Agreement.objects.filter(state__in=["ENDED", "WITHDRAWN"])
        .annotate(ended=Max("steps__at"))
        .filter(Q(ended__date__lte=began))
        .order_by("id")
    )
    return (DueRecord(f"agreement {one.pk}", one.ended.date()) for one in over)


def _erase_agreement(ref: str, by: Actor, at: dt.datetime) -> int:
    held = Agreement.objects.filter(pk=int(ref.removeprefix("agreement "))).first()
    if held is None:
        return 0
    if held.requests.exists():
        words = "Requests still rest on the agreement. Delete those when their term is over."
        raise Refused(Refusal("requests-rest-on-it", words))
    return held.delete()[0]


KINDS = (
    RecordKind(
        code="intelligence",
        label="Soft intelligence",
        controller="The organisation whose post keeps the note",
        purpose="Preventing harm: what was heard and not yet known",
        basis=PUBLIC_TASK,
        people="Those somebody is worried about, or by",
        data=("who, sealed", "the fields of its class, sealed", "when noted"),
        recipients="Who asks for a purpose under a live agreement, field by field",
        kept=Term(years=1),
        since="it was noted",
        authority="Default of this product: what is not known within a year is a rumour",
        tables=("sharing.Intelligence",),
        due=_intelligence_due,
        erase=_erase_intelligence,
        about=_about_intelligence,
        correctable=_intelligence_correctable,
        correct=_correct_intelligence,
        special="Criminal allegations, health and race may be in it (UK GDPR articles 9 and 10)",
        risks=(
            ("A rumour follows a child for years", "A year’s term; a source and its grade"),
            ("An estranged partner finds a refuge", "Named people only; every look recorded"),
        ),
    ),
    RecordKind(
        code="information-request",
        label="Requests for information and answers",
        controller="The organisations that asked and answered, each for its own part",
        purpose="Asking another partner what is needed, and accounting for what was given",
        basis=PUBLIC_TASK,
        people="Those asked about",
        data=("who, sealed", "why, sealed", "fields given, sealed", "when"),
        recipients="The post that asked, while the agreement lives",
        kept=Term(years=2),
        since="it was closed",
        authority="Default of this product: two reviews of the agreement it rested on",
        tables=("sharing.InformationRequest",),
        due=_requests_due,
        erase=_erase_request,
        about=_about_requests,
        correctable=_requests_correctable,
        correct=_correct_request,
        special="Criminal allegations, health and race may be in it (UK GDPR articles 9 and 10)",
        risks=(("More is given than is needed", "Field by field; the rest is redacted"),),
    ),
    RecordKind(
        code="access",
        label="Access given for a time, and lists",
        controller="The council that runs this installation",
        purpose="Accounting for who could see what, and why",
        basis="UK GDPR article 6(1)(c), and article 32: security of processing",
        people="Those who have accounts",
        data=("account", "which thing, by reference", "why, sealed", "from and until"),
        recipients="Those who give access, and the data protection officer",
        kept=Term(years=2),
        since="it ended",
        authority="Default of this product: as long as the requests it was given for",
        tables=("sharing.Grant", "sharing.Listing"),
        due=_access_due,
        erase=_erase_access,
        about=_about_access,
    ),
    RecordKind(
        code="agreement",
        label="Sharing agreements that are over",
        controller="The parties, each for its own signature",
        purpose="Proving on what terms information was shared",
        basis="UK GDPR article 6(1)(e)",
        people="Those who signed",
        data=("who signed, for whom, when", "terms", "the signed document"),
        recipients="The parties",
        kept=Term(years=6),
        since="it ended",
        authority="Limitation Act 1980, section 5: six years for a claim on an agreement",
        tables=("sharing.Party", "sharing.Step"),
        due=_agreements_due,
        erase=_erase_agreement,
    ),
)
