"""
The personal records of this room: what partners typed into data sheets.
"""

import datetime as dt
from collections.abc import Iterator

from saferboard.domain.periods import Quarter
from saferboard.domain.retention import Term
from saferboard.partners.models import Actor, User
from saferboard.partners.record_kinds import DueRecord, Found, RecordKind, Subject
from saferboard.sheets.models import DataReturn, Version


def _due(began: dt.date) -> Iterator[DueRecord]:
    for pk, quarter in DataReturn.objects.order_by("id").values_list("id", "quarter"):
        ended = Quarter.parse(quarter).period.last.last_day
        if ended <= began:
            yield DueRecord(f"data return {pk}", ended)


def _erase(ref: str, by: Actor, at: dt.datetime) -> int:
    """Delete a partner's sheet, in every version; what was shown of it has been issued."""
    return DataReturn.objects.filter(pk=int(ref.removeprefix("data return "))).delete()[0]


def _about(subject: Subject) -> Iterator[Found]:
    versions: dict[int, list[str]] = {}
    for pk, words, why in Version.objects.order_by("id").values_list(
        "data_return_id", "explanation", "confirmed"
    ):
        versions.setdefault(pk, []).extend([words, str(why)])
    for one in DataReturn.objects.order_by("id"):
        written = [str(one.draft), one.reason, *versions.get(one.pk, [])]
        if any(subject.is_named_in(text) for text in written):
            yield Found(
                kind="data-sheet",
                ref=f"data return {one.pk}",
                title="A data sheet whose words name you",
                facts=(("Sheet", one.sheet), ("Quarter", one.quarter)),
                may_erase=True,
            )
    if subject.account is not None:
        account = User(pk=subject.account).ledger_name
        count = Version.objects.filter(by=account).count()
        if count:
            yield Found(
                kind="data-sheet",
                ref=account,
                title="Data sheets that you sent",
                facts=(("How many", f"{count:,}"),),
                why_not="They are your organisation’s. They go when their term is over.",
            )


KINDS = (
    RecordKind(
        code="data-sheet",
        label="Data sheets, as typed and sent",
        controller="The organisation that sent the sheet",
        purpose="Counting what partners see, and explaining the counts",
        basis="UK GDPR article 6(1)(e): Crime and Disorder Act 1998, sections 6 and 17A",
        people="Those who sent it, and whoever an explanation names or a small count points at",
        data=("cells as typed", "explanations", "which account and post sent it"),
        recipients="The organisation and the analyst; what may be shown of it, partners or anyone",
        kept=Term(years=6),
        since="the quarter ended",
        authority="Default of this product: two terms of a three-year strategy",
        tables=("sheets.DataReturn", "sheets.Version"),
        due=_due,
        erase=_erase,
        about=_about,
        risks=(("A small count points at somebody", "What is too few to show is hidden"),),
    ),
)
