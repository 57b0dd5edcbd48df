"""
Keeping what is typed, sending it, or answering otherwise.

A draft is nobody's statement yet, so that keeping one leaves no line in the ledger; sending it
does.
"""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.domain.states import UpdateState
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.letters import operations as letters
from saferboard.partners.models import Post
from saferboard.returns.answering.people import Asked, Giver
from saferboard.returns.models import Draft, Update, Via
from saferboard.returns.operations import add_version, find_all, locked_update, move_update
from saferboard.returns.permissions import refusal_while
from saferboard.returns.queries import head
from saferboard.returns.rounds.operations import LINK
from saferboard.ui.texts import read
from saferboard.ui.words import day

LONGEST = 20_000
"""Letters of one update: some ten pages."""


@transaction.atomic
def keep_draft(
    update: Update,
    text: str,
    *,
    counter: int,
    giver: Giver,
    at: dt.datetime,
    via: Via = Via.WEB,
) -> Draft | None:
    """
    Keep what is typed so far, even once the round is closed, and return it; None if nothing is.

    `counter` is that of the draft the typing began from, 0 where there was none.

    :raises Refused: if somebody else kept another text meanwhile, or it is too long.
    """
    _require_fits(text)
    update = locked_update(update)
    held = Draft.objects.filter(update=update).first()
    if held is not None and held.text == text:
        return held
    _require_same(held, counter)
    if held is None and not text.strip():
        return None
    said = {"text": text, "via": via, "by": giver.name, "post": giver.post, "at": at}
    if held is None:
        return Draft.objects.create(update=update, counter=counter + 1, **said)
    for name, value in said.items():
        setattr(held, name, value)
    held.counter += 1
    held.save()
    return held


def _require_same(held: Draft | None, counter: int) -> None:
    if held is not None and held.counter != counter:
        when = timezone.localtime(held.at)
        words = (
            f"A colleague changed this text at {when:%H:%M} on {day(when)}. Theirs is shown beside"
            " yours: put the two together, then keep it."
        )
        raise Refused(Refusal("changed-meanwhile", words))


def _require_fits(text: str) -> None:
    if len(text) > LONGEST:
        words = f"An update holds {LONGEST:,} letters, and this is {len(text):,}. Shorten it."
        raise Refused(Refusal("too-long", words))


@transaction.atomic
def send(
    update: Update,
    text: str,
    *,
    giver: Giver,
    at: dt.datetime,
    via: Via = Via.WEB,
    why: str = "",
    counter: int | None = None,
) -> int:
    """
    Send an account, and return the number of its version.

    Sent twice alike, it is one.  After the account was accepted it is a correction, which says
    `why` and waits; what was accepted stays until the correction is accepted.  `counter` is that
    of the draft the typing began from.

    :raises Refused: if the round is closed, somebody else kept another text, this one is empty,
        too long or names a figure nobody knows, it was never asked for, or a correction says
        no reason.
    """
    update = locked_update(update)
    require(refusal_while(head(update.round)))
    texts = _texts(text)
    held = Draft.objects.filter(update=update).first()
    if counter is not None and held is not None and held.text != text:
        _require_same(held, counter)
    newest = update.versions.order_by("-number").first()
    waits = newest is not None and newest.accepted_at is None
    if waits and newest.account == texts and update.state != UpdateState.SENT_BACK:
        Draft.objects.filter(update=update).delete()
        return newest.number
    _receive(update, why=why, at=at)
    return _keep_version(update, texts, via=via, why=why, giver=giver, at=at)


def _texts(text: str) -> list[str]:
    """Return the texts in what was typed, all of which can be sent."""
    _require_fits(text)
    texts = read(text)
    if not texts:
        words = "There is nothing to send. Write what happened, or decline."
        raise Refused(Refusal("empty", words))
    find_all(texts)
    return texts


def _keep_version(
    update: Update, texts: list[str], *, via: Via, why: str, giver: Giver, at: dt.datetime
) -> int:
    version = add_version(
        update, texts, via=via, by=giver.name, post=giver.post, at=at, why=why.strip()
    )
    Draft.objects.filter(update=update).delete()
    record(
        Kind.RETURN_SENT,
        subject=f"update {update.pk}",
        at=at,
        version=version.number,
        via=Via(via).label,
        **giver.in_ledger(),
    )
    return version.number


def _receive(update: Update, *, why: str, at: dt.datetime) -> None:
    if update.state == UpdateState.ACCEPTED:
        if not why.strip():
            words = "It was accepted and is locked. Say why it is corrected, and send it again."
            raise Refused(Refusal("no-reason", words))
        return
    move_update(update, UpdateState.RECEIVED)
    update.reason, update.see = "", ""
    update.came = update.came or timezone.localtime(at).date()
    update.save(update_fields=["state", "reason", "see", "came"])


@transaction.atomic
def decline(update: Update, *, reason: str, giver: Giver, at: dt.datetime) -> None:
    """
    Say that no account will come, and why; it stays visible as declined.

    :raises Refused: if the round is closed, there is no reason, or an account was accepted.
    """
    if not reason.strip():
        raise Refused(Refusal("no-reason", "Say why, so that the board knows."))
    _answer(update, UpdateState.DECLINED, giver=giver, at=at, reason=reason.strip())


@transaction.atomic
def see_elsewhere(update: Update, *, where: str, giver: Giver, at: dt.datetime) -> None:
    """
    Say that another account tells it already, and which.

    :raises Refused: if the round is closed, it says nowhere, or an account was accepted.
    """
    if not where.strip():
        raise Refused(Refusal("see-nowhere", "Say where it stands, as Priority 1 or P1-09."))
    _answer(update, UpdateState.SEE_ELSEWHERE, giver=giver, at=at, see=where.strip())


def _answer(
    update: Update,
    state: UpdateState,
    *,
    giver: Giver,
    at: dt.datetime,
    see: str = "",
    reason: str = "",
) -> None:
    update = locked_update(update)
    require(refusal_while(head(update.round)))
    move_update(update, state)
    update.see, update.reason = see, reason
    update.came = update.came or timezone.localtime(at).date()
    update.save(update_fields=["state", "see", "reason", "came"])
    record(
        Kind.RETURN_ANSWERED,
        subject=f"update {update.pk}",
        at=at,
        state=state.label,
        **giver.in_ledger(),
    )


@transaction.atomic
def send_all(asked: Asked, *, giver: Giver, at: dt.datetime) -> int:
    """
    Send every text of a list that is typed and not sent, and return how many; all or none.

    :raises Refused: if the round is closed, nothing is typed, or one of them cannot be sent.
    """
    require(refusal_while(asked.head))
    drafts = Draft.objects.filter(
        update__round=asked.head.id, update__asked=asked.post
    ).select_related("update__commitment", "update__priority")
    # What corrects an accepted account says why, and is sent from its own page.
    waiting = drafts.exclude(update__state=UpdateState.ACCEPTED).order_by("update_id")
    found = [draft for draft in waiting if draft.text.strip()]
    if not found:
        raise Refused(Refusal("nothing-typed", "Nothing is typed that was not sent."))
    for draft in found:
        send(draft.update, draft.text, giver=giver, at=at, via=Via(draft.via))
    return len(found)


@transaction.atomic
def fill_in(
    asked: Asked,
    texts: Mapping[str, str],
    *,
    via: Via,
    replace: bool,
    giver: Giver,
    at: dt.datetime,
) -> tuple[int, int]:
    """
    Put texts into a list's boxes, by each update's address; they are sent from the list.

    All of them or none; where another text is typed already it is replaced, or it stays.
    Return how many were put in, and how many that were typed stay.

    :raises Refused: if the round is closed or a text is too long.
    """
    require(refusal_while(asked.head))
    updates = {u.slug: u for u in Update.objects.filter(round=asked.head.id, asked=asked.post)}
    drafts = {d.update_id: d for d in Draft.objects.filter(update__in=updates.values())}
    stay = 0
    for slug, text in texts.items():
        assert slug in updates, "what a file or a table names was looked up before"
        held = drafts.get(updates[slug].pk)
        if held is not None and held.text.strip() not in ("", text.strip()) and not replace:
            stay += 1
            continue
        counter = held.counter if held else 0
        keep_draft(updates[slug], text, counter=counter, giver=giver, at=at, via=via)
    record_filled(asked, len(texts) - stay, via=via, giver=giver, at=at)
    return len(texts) - stay, stay


def record_filled(asked: Asked, count: int, *, via: Via, giver: Giver, at: dt.datetime) -> None:
    """Record that boxes of a list were filled in from a file or a table."""
    record(
        Kind.RETURNS_FILLED_IN,
        subject=f"round {asked.head.quarter}",
        at=at,
        texts=count,
        via=via.label,
        **giver.in_ledger(),
    )


@transaction.atomic
def hand_on(asked: Asked, to: Post, *, giver: Giver, at: dt.datetime) -> None:
    """
    Send a colleague a link to a list: they answer it as the post that was asked.

    :raises Refused: if the round is closed, or the post is of another organisation.
    """
    require(refusal_while(asked.head))
    if to.organisation_id != asked.post.organisation_id or to.pk == asked.post.pk:
        words = f"Choose a colleague in {asked.post.organisation.name}."
        raise Refused(Refusal("no-colleague", words))
    letters.send_letter(
        "returns-handed-on",
        to_post=to,
        facts={
            "quarter": asked.head.quarter.label,
            "day": day(asked.head.due) if asked.head.due else "not stated",
        },
        by=giver.hand,
        at=at,
        about=f"round {asked.head.quarter}",
        link=letters.issue_link(LINK, post=to, thing=asked.ref, by=giver.hand, at=at),
    )
    record(
        Kind.RETURNS_PASSED,
        subject=f"round {asked.head.quarter}",
        at=at,
        to=to.code,
        **giver.in_ledger(),
    )
