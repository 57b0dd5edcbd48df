"""
Asking partners for a data sheet, keeping what they type, and judging what they send.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from saferboard.domain.periods import Quarter
from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.domain.sheets import Severity
from saferboard.domain.states import UPDATE_MOVES, UpdateState, refusal_to_move
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.measures.operations import report_figures
from saferboard.partners.models import Actor, Organisation, User
from saferboard.sheets import askers, permissions
from saferboard.sheets.askers import Filler
from saferboard.sheets.issuing import reported
from saferboard.sheets.models import Came, DataReturn, OwnWord, Version
from saferboard.sheets.queries import previous_typed
from saferboard.sheets.reading import Asked, open_findings

OVERTAKEN = "overtaken"
"""The refusal where somebody else kept or sent a sheet since it was opened."""


@dataclass(frozen=True)
class Filled:
    """What a partner typed: cells by their key, words about them, and their permissions."""

    typed: Mapping[str, str]
    explanation: str = ""
    incorporate: tuple[str, ...] = ()
    publish: tuple[str, ...] = ()
    confirmed: Mapping[str, str] | None = None

    def kept(self) -> dict[str, Any]:
        return {
            "typed": {key: text for key, text in self.typed.items() if text.strip()},
            "explanation": self.explanation,
            "incorporate": list(self.incorporate),
            "publish": list(self.publish),
            "confirmed": {k: v for k, v in (self.confirmed or {}).items() if v.strip()},
        }


@transaction.atomic
def ask_for_sheet(
    sheet: str,
    organisations: Iterable[Organisation],
    *,
    quarter: Quarter,
    by: Actor,
    at: dt.datetime,
) -> int:
    """
    Ask partners for a sheet for a quarter, and return how many had not been asked before.

    :raises Refused: if `by` may not, or there is no such sheet for that quarter.
    """
    if isinstance(by, User):
        require(permissions.refusal_to_judge(by, on=at.date()))
    asked = Asked.of(sheet, quarter)
    found = [_asked_newly(asked, organisation, at) for organisation in organisations]
    for held in (one for one in found if one is not None):
        askers.tell_asked(held, by=by, at=at)
    new = sum(one is not None for one in found)
    if new:
        record(
            Kind.SHEET_ASKED,
            subject=f"data sheet {sheet}",
            by=by,
            at=at,
            sheet=sheet,
            quarter=str(quarter),
            partners=new,
        )
    return new


def _asked_newly(asked: Asked, organisation: Organisation, at: dt.datetime) -> DataReturn | None:
    found, created = DataReturn.objects.get_or_create(
        sheet=asked.defined.slug,
        organisation=organisation,
        quarter=str(asked.quarter),
        defaults={"state": UpdateState.REQUESTED, "asked_at": at},
    )
    if not created and found.state == UpdateState.NOT_REQUESTED:
        found.state = UpdateState.REQUESTED
        found.save(update_fields=["state"])
        created = True
    return found if created else None


@transaction.atomic
def keep_draft(
    data_return: DataReturn, filled: Filled, *, counter: int, by: User | Filler, at: dt.datetime
) -> int:
    """
    Keep what was typed so far, whatever is wrong with it, and return the new counter.

    What stands there already is not kept again, so that a page that keeps while one types and
    its button do not overtake each other.

    :raises Refused: if `by` may not, or somebody else has kept another since.
    """
    held = _held(data_return)
    filler = _filler(by, held, at)
    if _stands(held, filled):
        return held.counter
    require(_refusal_to_overwrite(held, filled, counter))
    held.draft = filled.kept() | {"at": at.isoformat(), "post": filler.posts(at)}
    held.counter += 1
    held.save(update_fields=["draft", "counter"])
    return held.counter


def _stands(held: DataReturn, filled: Filled) -> bool:
    new = filled.kept()
    return bool(held.draft) and {name: held.draft.get(name) for name in new} == new


def _refusal_to_overwrite(held: DataReturn, filled: Filled, counter: int) -> Refusal | None:
    if held.counter == counter or _stands(held, filled):
        return None
    words = (
        "Somebody else has changed this sheet since you opened it. Nothing of theirs or of yours"
        " is lost: what they wrote otherwise is shown beside what you typed. Put the two"
        " together, then save or send."
    )
    return Refusal(OVERTAKEN, words)


@transaction.atomic
def send_sheet(
    data_return: DataReturn,
    filled: Filled,
    *,
    by: Actor | Filler,
    at: dt.datetime,
    came: Came = Came.WEB,
    paper: str = "",
    vintage: str = "",
    counter: int | None = None,
) -> Version:
    """
    Send a return: a version that is never altered.  After one was accepted it is a correction,
    which waits beside it.  `counter` is that of the page it was typed on.

    :raises Refused: if `by` may not, somebody else kept another since, or it cannot be sent.
    """
    held = _held(data_return)
    filler = _filler(by, held, at)
    require(None if counter is None else _refusal_to_overwrite(held, filled, counter))
    require(refusal_to_send(held, filled))
    version = Version.objects.create(
        data_return=held,
        number=held.versions.count() + 1,
        edition=Asked.of(held.sheet, Quarter.parse(held.quarter)).defined.edition,
        came=came,
        paper=paper,
        vintage=vintage,
        by=filler.name,
        post=filler.posts(at)[:80],
        at=at,
        **filled.kept(),
    )
    _take(held, at)
    more = {"version": version.number, **filler.in_ledger()}
    record(Kind.SHEET_SENT, at=at, **_facts(held), **more)
    return version


def _take(held: DataReturn, at: dt.datetime) -> None:
    """Have a return stand as received, with nothing left of what was being typed."""
    held.draft, held.reason = {}, ""
    held.counter += 1
    if held.state != UpdateState.ACCEPTED:
        held.state = UpdateState.RECEIVED
    _save(held, at)


def refusal_to_send(held: DataReturn, filled: Filled) -> Refusal | None:
    """Return why a return may not be sent as it is, or None if it may."""
    if refused := askers.refusal_now(held):
        return refused
    if held.state != UpdateState.ACCEPTED and (refused := _refusal(held, UpdateState.RECEIVED)):
        return refused
    if not filled.explanation.strip():
        words = "Explain what the figures are of: how they were counted, and what is not in them."
        return Refusal("no-explanation", words)
    asked = Asked.of(held.sheet, Quarter.parse(held.quarter))
    found = asked.findings(filled.typed, before=previous_typed(held))
    left = open_findings(found, filled.confirmed or {})
    errors = sum(one.severity is Severity.ERROR for one in left)
    if errors:
        words = f"{errors} {'figure' if errors == 1 else 'figures'} must be put right first."
        return Refusal("errors", words)
    if left:
        words = f"{len(left)} {'figure waits' if len(left) == 1 else 'figures wait'} for a reason."
        return Refusal("queries", words)
    return None


@transaction.atomic
def accept_sheet(data_return: DataReturn, *, by: Actor, at: dt.datetime) -> int:
    """
    Accept the newest version of a return, and return how many figures came of it.

    :raises Refused: if `by` may not, or nothing waits to be judged.
    """
    held = _held(data_return)
    version = _waiting(held)
    if isinstance(by, User):
        require(permissions.refusal_to_judge(by, on=at.date(), version=version))
    version.accepted_at = at
    version.save(update_fields=["accepted_at"])
    held.state = UpdateState.ACCEPTED
    _save(held, at)
    asked = Asked.of(held.sheet, Quarter.parse(held.quarter))
    new = report_figures(reported(asked, held, at=at), by=by, at=at)
    record(Kind.SHEET_ACCEPTED, by=by, at=at, version=version.number, figures=new, **_facts(held))
    return new


@transaction.atomic
def send_back_sheet(data_return: DataReturn, *, reason: str, by: User, at: dt.datetime) -> None:
    """
    Send a return back with a reason.  What was sent is there to go on from.

    :raises Refused: if `by` may not, or nothing that was not accepted waits to be judged.
    """
    held = _held(data_return)
    version = _waiting(held)
    require(permissions.refusal_to_judge(by, on=at.date(), version=version))
    require(_refusal(held, UpdateState.SENT_BACK))
    if not held.draft:
        held.draft = Filled(
            version.typed,
            version.explanation,
            tuple(version.incorporate),
            tuple(version.publish),
            version.confirmed,
        ).kept()
        held.counter += 1
    held.state, held.reason = UpdateState.SENT_BACK, reason
    _save(held, at)
    record(Kind.SHEET_RETURNED, by=by, at=at, version=version.number, **_facts(held))


@transaction.atomic
def decline_sheet(
    data_return: DataReturn, *, reason: str, by: Actor | Filler, at: dt.datetime
) -> None:
    """
    Say that a partner will not share a sheet, and why.  It stays in view as a gap.

    :raises Refused: if `by` may not, or it was accepted already.
    """
    held = _held(data_return)
    filler = _filler(by, held, at)
    require(askers.refusal_now(held))
    require(_refusal(held, UpdateState.DECLINED))
    held.state, held.reason = UpdateState.DECLINED, reason
    _save(held, at)
    asked = Asked.of(held.sheet, Quarter.parse(held.quarter))
    report_figures(reported(asked, held, at=at), by=filler.hand, at=at)
    record(Kind.SHEET_DECLINED, at=at, **_facts(held), **filler.in_ledger())


@transaction.atomic
def mark_not_provided(data_return: DataReturn, *, by: Actor, at: dt.datetime) -> None:
    """
    Note that a sheet did not come.

    :raises Refused: if `by` may not, or something came.
    """
    held = _held(data_return)
    if isinstance(by, User):
        require(permissions.refusal_to_judge(by, on=at.date()))
    require(_refusal(held, UpdateState.NOT_PROVIDED))
    held.state = UpdateState.NOT_PROVIDED
    _save(held, at)
    record(Kind.SHEET_MARKED, by=by, at=at, state=held.get_state_display(), **_facts(held))


@transaction.atomic
def map_word(
    organisation: Organisation,
    *,
    sheet: str,
    breakdown: str,
    word: str,
    term: str,
    by: User,
    at: dt.datetime,
) -> None:
    """
    Say which shared term a partner's own word means, instead of what it meant before.

    :raises Refused: if `by` may not.
    """
    require(permissions.refusal_to_fill(by, organisation, on=at.date()))
    OwnWord.objects.update_or_create(
        organisation=organisation,
        sheet=sheet,
        breakdown=breakdown,
        word=" ".join(word.split()).casefold(),
        defaults={"term": term},
    )
    record(Kind.WORD_MAPPED, subject=f"words of {organisation.code}", by=by, at=at, sheet=sheet)


@transaction.atomic
def remove_word(word: OwnWord, *, by: User, at: dt.datetime) -> None:
    """
    Take out a partner's own word.

    :raises Refused: if `by` may not.
    """
    require(permissions.refusal_to_fill(by, word.organisation, on=at.date()))
    subject, sheet = f"words of {word.organisation.code}", word.sheet
    word.delete()
    record(Kind.WORD_REMOVED, subject=subject, by=by, at=at, sheet=sheet)


def _held(data_return: DataReturn) -> DataReturn:
    """Two who act at once on one return wait for each other."""
    found = DataReturn.objects.select_for_update(of=("self",)).select_related("organisation")
    return found.get(pk=data_return.pk)


def _waiting(held: DataReturn) -> Version:
    version = held.versions.order_by("-number").first()
    if version is None or version.accepted_at is not None:
        raise Refused(Refusal("nothing-waits", "Nothing has come that waits to be judged."))
    if held.state not in (UpdateState.RECEIVED, UpdateState.ACCEPTED):
        raise Refused(Refusal("nothing-waits", "What came was answered already."))
    return version


def _refusal(held: DataReturn, to: UpdateState) -> Refusal | None:
    return refusal_to_move(UPDATE_MOVES, UpdateState(held.state), to, thing="data sheet")


def _save(held: DataReturn, at: dt.datetime) -> None:
    held.save(update_fields=["state", "reason", "draft", "counter"])
    askers.tell_moved(held, at=at)


def _filler(by: Actor | Filler, held: DataReturn, at: dt.datetime) -> Filler:
    """Whoever made a `Filler` has asked whether they may; an account is asked here."""
    if isinstance(by, Filler):
        return by
    if isinstance(by, User):
        require(permissions.refusal_to_fill(by, held.organisation, on=at.date()))
    return Filler(by)


def _facts(held: DataReturn) -> dict[str, str]:
    return {
        "subject": f"data sheet {held.sheet} of {held.organisation.code}",
        "sheet": held.sheet,
        "quarter": held.quarter,
    }
