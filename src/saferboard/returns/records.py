"""
The personal records of this room: what contributors wrote of a quarter, and what they are typing.
"""

import datetime as dt
from collections.abc import Iterator, Sequence

from django.db import transaction

from saferboard.domain.periods import Quarter
from saferboard.domain.retention import Term
from saferboard.domain.states import UpdateState
from saferboard.partners.models import Actor, User
from saferboard.partners.record_kinds import (
    GONE,
    Correctable,
    DueRecord,
    Found,
    RecordKind,
    Subject,
    passages,
)
from saferboard.returns.models import Draft, Round, Update, Version

REASON = Update._meta.get_field("reason").max_length
"""How many letters the reason for sending an update back has room for."""


def _quarter_ends(began: dt.date) -> dict[int, dt.date]:
    """Return each round whose quarter ended by a day, with the day it ended."""
    ends = {
        pk: Quarter.parse(quarter).period.last.last_day
        for pk, quarter in Round.objects.values_list("id", "quarter")
    }
    return {pk: day for pk, day in ends.items() if day <= began}


def _held(rounds: Sequence[int] | None = None) -> dict[int, int]:
    """Return the updates that still say something, each with its round."""
    rows = Update.objects.all() if rounds is None else Update.objects.filter(round__in=rounds)
    sent = set(Version.objects.filter(update__in=rows).values_list("update_id", flat=True))
    return {
        pk: of
        for pk, of, account, reason in rows.order_by("id").values_list(
            "id", "round_id", "account", "reason"
        )
        if pk in sent or reason or account not in ([], [GONE])
    }


def _due(began: dt.date) -> Iterator[DueRecord]:
    ends = _quarter_ends(began)
    for pk, of in _held(list(ends)).items():
        yield DueRecord(f"update {pk}", ends[of])


@transaction.atomic
def _erase(ref: str, by: Actor, at: dt.datetime) -> int:
    """Delete what was written, in every version; that it was asked and came stays."""
    pk = int(ref.removeprefix("update "))
    update = Update.objects.select_for_update().filter(pk=pk).first()
    if update is None or update.pk not in _held([update.round_id]):
        return 0
    rows = Version.objects.filter(update=update).delete()[0]
    rows += Draft.objects.filter(update=update).delete()[0]
    if update.state == UpdateState.ACCEPTED and not update.sheet:
        update.account = [GONE]
    else:
        update.account = []
    update.reason = ""
    update.save(update_fields=["account", "reason"])
    return rows + 1


def _drafts_due(began: dt.date) -> Iterator[DueRecord]:
    left = Draft.objects.filter(at__date__lte=began).order_by("id")
    for pk, at in left.values_list("id", "at"):
        yield DueRecord(f"draft {pk}", at.date())


def _erase_draft(ref: str, by: Actor, at: dt.datetime) -> int:
    return Draft.objects.filter(pk=int(ref.removeprefix("draft "))).delete()[0]


def _about(subject: Subject) -> Iterator[Found]:
    of_each: dict[int, list[str]] = {}
    for pk, account, reason in Update.objects.values_list("id", "account", "reason"):
        of_each[pk] = [*account, reason]
    for pk, account, why in Version.objects.values_list("update_id", "account", "why"):
        of_each[pk] += [*account, why]
    for update in Update.objects.select_related("round").order_by("id"):
        said = [text for text in of_each[update.pk] if subject.is_named_in(text)]
        if said:
            yield Found(
                kind="update",
                ref=f"update {update.pk}",
                title="An update that names you",
                facts=(("Quarter", update.round.quarter), ("Text", " ".join(dict.fromkeys(said)))),
                may_erase=True,
            )
    if subject.account is not None:
        yield from _sent_by(User(pk=subject.account).ledger_name)


def _correctable(subject: Subject) -> Iterator[Correctable]:
    for update in Update.objects.select_related("round").prefetch_related("versions"):
        quarter = update.round.quarter
        texts: dict[str, tuple[str, str]] = {}
        said = {"": update.account}
        said |= {f" of version {one.number}": one.account for one in update.versions.all()}
        for of, account in said.items():
            for number, words in enumerate(account, start=1):
                label = f"Paragraph {number}{of} of an update, {quarter}"
                texts[f"paragraph {number}{of}"] = (label, words)
        why = {"reason": (f"Why an update was sent back, {quarter}", update.reason)}
        for one in update.versions.all():
            why[f"why {one.number}"] = (f"Why an update was corrected, {quarter}", one.why)
        ref = f"update {update.pk}"
        yield from passages(subject, _each_once(texts), kind="update", ref=ref)
        yield from passages(subject, _each_once(why), kind="update", ref=ref, most=REASON)


def _each_once(texts: dict[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Leave out a passage that stands in an earlier field: it is corrected wherever it stands."""
    first = {words: field for field, (_, words) in reversed(texts.items())}
    return {field: said for field, said in texts.items() if first[said[1]] == field}


@transaction.atomic
def _correct(one: Correctable, value: str, by: Actor, at: dt.datetime) -> None:
    """Write a passage anew wherever the update has it: as it stands, and in every version."""
    update = Update.objects.select_for_update().get(pk=int(one.ref.removeprefix("update ")))
    for row in (update, *update.versions.all()):
        row.account = [value if words == one.value else words for words in row.account]
        for field in {"reason", "why"} & {found.name for found in row._meta.fields}:
            if getattr(row, field) == one.value:
                setattr(row, field, value)
        row.save()


def _sent_by(account: str) -> Iterator[Found]:
    count = Version.objects.filter(by=account).count()
    if count:
        yield Found(
            kind="update",
            ref=account,
            title="Updates that you sent",
            facts=(("How many", f"{count:,}"),),
            why_not="They are your organisation’s. They go when their term is over.",
        )


def _about_drafts(subject: Subject) -> Iterator[Found]:
    account = User(pk=subject.account).ledger_name if subject.account is not None else None
    for draft in Draft.objects.order_by("id"):
        if draft.by == account or subject.is_named_in(draft.text):
            yield Found(
                kind="update-draft",
                ref=f"draft {draft.pk}",
                title="An update that is being typed and was not sent",
                facts=(("Kept", f"{draft.at:%-d %B %Y}"), ("Text", draft.text)),
                may_erase=True,
            )


KINDS = (
    RecordKind(
        code="update",
        label="Quarterly updates, as sent",
        controller="The organisation that wrote the update",
        purpose="Telling the board what was done of what the strategy promises",
        basis="UK GDPR article 6(1)(e): Crime and Disorder Act 1998, section 6",
        people="Officers in their posts, and whoever they name",
        data=(
            "what was done",
            "why it was corrected or sent back",
            "which account and post sent it",
        ),
        recipients="Partners of the board; once in an issued pack, anyone",
        kept=Term(years=6),
        since="the quarter ended",
        authority="Default of this product: two terms of a three-year strategy",
        tables=("returns.Update", "returns.Version"),
        due=_due,
        erase=_erase,
        about=_about,
        correctable=_correctable,
        correct=_correct,
        risks=(
            ("A contributor names somebody private", "The clerk reads it before it is accepted"),
            ("A link is forwarded", "A code to the post’s own address is asked for"),
        ),
    ),
    RecordKind(
        code="update-draft",
        label="Quarterly updates being typed",
        controller="The organisation that is writing the update",
        purpose="Letting somebody stop typing and go on another day",
        basis="UK GDPR article 6(1)(e): Crime and Disorder Act 1998, section 6",
        people="Officers in their posts, and whoever they name",
        data=("what was typed", "which account and post typed it"),
        recipients="The post that is asked",
        kept=Term(years=1),
        since="it was last typed in",
        authority="Default of this product: four rounds on, nobody will send it",
        tables=("returns.Draft",),
        due=_drafts_due,
        erase=_erase_draft,
        about=_about_drafts,
    ),
)
