"""
What this room keeps, as the gate is offered it.
"""

from django.urls import reverse

from saferboard.domain.gate import Thing
from saferboard.domain.handling import Handling
from saferboard.domain.requests import RequestState
from saferboard.partners.sealed import person_mark
from saferboard.sharing.models import InformationRequest, Intelligence
from saferboard.sharing.things import KindOfThing


def intelligence_thing(note: Intelligence) -> Thing:
    """Return a note as the gate is offered it; its keeper's organisation is at hand."""
    return Thing(
        kind="intelligence",
        ref=note.ref,
        handling=Handling(note.handling),
        owner=note.keeper.organisation.code,
        data_class=note.data_class,
        fields=frozenset(note.values),
        body=note.body.code if note.body else "",
        keepers=frozenset({note.keeper.code}),
        ask=note.keeper.title,
    )


def request_thing(request: InformationRequest) -> Thing:
    """
    Return a request as the gate is offered it: what was given of it, or is asked.

    The post that is asked keeps it, and the post that asks takes part in it.
    """
    given = request.given if request.state == RequestState.ANSWERED else request.fields
    return Thing(
        kind="request",
        ref=request.ref,
        handling=Handling.RESTRICTED,
        owner=request.asked_post.organisation.code,
        data_class=request.data_class,
        fields=frozenset(given),
        keepers=frozenset({request.asked_post.code}),
        parts=frozenset({request.asking_post.code}),
        ask=request.asked_post.title,
    )


def people_of(held: Intelligence | InformationRequest) -> list[str]:
    """
    Return the mark of whom a note or a request is about, for the line of a look at it.

    For one thing that was opened.  A list shows nobody, and would leave a mark for each.
    """
    return [person_mark(held.subject)]


def _find_intelligence(ref: str) -> Thing | None:
    found = Intelligence.objects.filter(ref=ref).select_related("keeper__organisation", "body")
    note = found.first()
    return intelligence_thing(note) if note else None


def _find_request(ref: str) -> Thing | None:
    found = InformationRequest.objects.filter(ref=ref).defer("subject", "why", "answers")
    one = found.select_related("asked_post__organisation", "asking_post").first()
    return request_thing(one) if one else None


INTELLIGENCE = KindOfThing(
    "intelligence",
    "note of soft intelligence",
    _find_intelligence,
    lambda ref: reverse("sharing:note", args=[ref, "emergency"]),
)
REQUEST = KindOfThing(
    "request",
    "request for information",
    _find_request,
    lambda ref: reverse("sharing:request", args=[ref]),
)
