"""
The personal records of this room: what partners typed into data sheets.
"""

import datetime as dt
from collections.abc import Iterator

from saferboard.domain.periods import Quarter
from saferboard.domain.retention import Term
from saferboard.partners.models import Actor, User
from saferboard.partners.record_kinds import (
    Correctable,
    DueRecord,
    Found,
    RecordKind,
    Subject,
    passages,
)
from saferboard.sheets.models import DataReturn, Version

REASON = DataReturn._meta.get_field("reason").max_length
"""How many letters the reason for sending a sheet back has room for."""


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


def _correctable(subject: Subject) -> Iterator[Correctable]:
    """Yield the words that name somebody; a count is put right by sending the sheet again."""
    for held in DataReturn.objects.prefetch_related("versions").order_by("id"):
        of = f"a data sheet, {held.quarter}"
        ref, texts = f"data return {held.pk}", {}
        reason = {"reason": (f"Why it was sent back, {of}", held.reason)}
        yield from passages(subject, reason, kind="data-sheet", ref=ref, most=REASON)
        for version in held.versions.all():
            label = f"Explanation of version {version.number}, {of}"
            texts[f"explanation {version.number}"] = (label, version.explanation)
            for cell, words in version.confirmed.items():
                label = f"Why a count stands in version {version.number}, {of}"
                texts[f"confirmed {version.number} {cell}"] = (label, words)
        yield from passages(subject, texts, kind="data-sheet", ref=ref)


def _correct(one: Correctable, value: str, by: Actor, at: dt.datetime) -> None:
    held = DataReturn.objects.get(pk=int(one.ref.removeprefix("data return ")))
    what, *rest = one.field.split(" ", 2)
    if what == "reason":
        DataReturn.objects.filter(pk=held.pk).update(reason=value)
        return
    version = held.versions.get(number=int(rest[0]))
    if what == "explanation":
        version.explanation = value
    else:
        version.confirmed = version.confirmed | {rest[1]: value}
    version.save(update_fields=["explanation", "confirmed"])


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
        correctable=_correctable,
        correct=_correct,
        risks=(("A small count points at somebody", "What is too few to show is hidden"),),
    ),
)
