"""
The personal records of past papers: what one was read to hold, while it waits to be kept.
"""

import datetime as dt
from collections.abc import Iterator

from django.db.models.functions import Coalesce

from saferboard.domain.retention import Term
from saferboard.meetings.models import BroughtIn
from saferboard.partners.models import Actor
from saferboard.partners.record_kinds import DueRecord, Found, RecordKind, Subject


def _due(began: dt.date) -> Iterator[DueRecord]:
    rows = BroughtIn.objects.annotate(last=Coalesce("done_at", "changed_at", "at"))
    for pk, at in rows.filter(last__date__lte=began).order_by("id").values_list("id", "last"):
        yield DueRecord(f"past paper {pk}", at.date())


def _erase(ref: str, by: Actor, at: dt.datetime) -> int:
    """Delete a past paper's row: what was kept of it stands as a meeting's papers and minutes."""
    return BroughtIn.objects.filter(pk=int(ref.removeprefix("past paper "))).delete()[0]


def _about(subject: Subject) -> Iterator[Found]:
    for one in BroughtIn.objects.filter(done_at=None).select_related("body").order_by("id"):
        if any(subject.is_named_in(words) for words in _words([one.reading, one.posts])):
            yield Found(
                kind="past-draft",
                ref=f"past paper {one.pk}",
                title="A past paper that names you, and is being looked through",
                facts=(("Body", one.body.name), ("Brought in", f"{one.at:%-d %B %Y}")),
                may_erase=True,
            )


def _words(held: object) -> Iterator[str]:
    """Yield every text in what was read, the names it is kept under among them."""
    if isinstance(held, str):
        yield held
    elif isinstance(held, dict):
        for key, value in held.items():
            yield str(key)
            yield from _words(value)
    elif isinstance(held, list):
        for value in held:
            yield from _words(value)


KINDS = (
    RecordKind(
        code="past-draft",
        label="Past papers being looked through",
        controller="The council, as clerk to the board",
        purpose="Correcting what was read of a past agenda or minutes before it is kept",
        basis="UK GDPR article 6(1)(c) and (e): Local Government Act 1972, sections 100A to 100K",
        people="Whoever the past paper names, and who brought it in",
        data=("the paper’s text and names", "which post each is", "which account brought it in"),
        recipients="Those who may take the body’s minutes",
        kept=Term(months=6),
        since="it was last corrected, kept or thrown away",
        authority="Default of this product: what nobody looks through in half a year is left",
        tables=("meetings.BroughtIn",),
        due=_due,
        erase=_erase,
        about=_about,
        risks=(("A draft outlasts the paper it was read from", "It falls due by itself"),),
    ),
)
