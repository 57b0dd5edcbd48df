"""
The personal records of minutes being taken: what each person typed, version by version.
"""

import datetime as dt
from collections.abc import Iterator

from saferboard.domain.retention import Term
from saferboard.meetings.models import MinuteBook, MinuteDraft, MinuteHold
from saferboard.partners.models import Actor, User
from saferboard.partners.record_kinds import DueRecord, Found, RecordKind, Subject


def _due(began: dt.date) -> Iterator[DueRecord]:
    """Of signed minutes alone: until then a draft is what the next change is held against."""
    books = MinuteBook.objects.filter(
        signed_at__date__lte=began, meeting__minutes__drafts__isnull=False
    )
    for code, at in books.order_by("id").distinct().values_list("meeting__code", "signed_at"):
        yield DueRecord(f"meeting {code}", at.date())


def _erase(ref: str, by: Actor, at: dt.datetime) -> int:
    code = ref.removeprefix("meeting ")
    rows = MinuteHold.objects.filter(minute__meeting__code=code).delete()[0]
    return rows + MinuteDraft.objects.filter(minute__meeting__code=code).delete()[0]


def _about(subject: Subject) -> Iterator[Found]:
    if subject.account is None:
        return
    typed = MinuteDraft.objects.filter(by=User(pk=subject.account))
    codes = sorted(set(typed.values_list("minute__meeting__code", flat=True)))
    if codes:
        yield Found(
            kind="minute-draft",
            ref=User(pk=subject.account).ledger_name,
            title="What you typed while minutes were taken",
            facts=(("Meetings", ", ".join(codes)), ("Times kept", str(typed.count()))),
            why_not="The minutes are made from it. It goes when its term is over.",
        )


KINDS = (
    RecordKind(
        code="minute-draft",
        label="What was typed while minutes were taken",
        controller="The council, as clerk to the board",
        purpose="Taking minutes together without losing anybody’s words",
        basis="UK GDPR article 6(1)(e): Crime and Disorder Act 1998, section 6",
        people="The clerks who typed, and whoever the discussion named",
        data=("each version of a minute", "who typed it", "when"),
        recipients="Those who may take the body’s minutes",
        kept=Term(years=1),
        since="the minutes were signed",
        authority="Default of this product: until the next year’s minutes are signed in turn",
        tables=("meetings.MinuteDraft", "meetings.MinuteHold"),
        due=_due,
        erase=_erase,
        about=_about,
        risks=(
            (
                "What was struck out is read later",
                "Only the clerk sees drafts, and they are deleted",
            ),
        ),
    ),
)
