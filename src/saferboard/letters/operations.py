"""
Writing letters into the outbox, sending them, and the links they carry.
"""

import datetime as dt
import uuid
from collections.abc import Mapping

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.domain.states import LETTER_MOVES, LetterState, refusal_to_move
from saferboard.ledger.models import Kind, Outcome
from saferboard.ledger.operations import SYSTEM, Look, record
from saferboard.letters import queries, sending, tokens
from saferboard.letters.kinds import LETTERS, LINKS, filled
from saferboard.letters.links import Opened
from saferboard.letters.models import Letter, Link
from saferboard.letters.permissions import refusal_to_handle_letters
from saferboard.partners.models import Actor, Post, User

NOBODY = "Nobody with an account and an address holds the post"
BY_LINK = "link"
"""Whoever comes with a link is known to the ledger by the link, whose line names its post."""
AT_A_TIME = 200
"""Letters that one round of sending takes; the next takes more."""


@transaction.atomic
def send_letter(
    kind: str,
    *,
    to_post: Post | None = None,
    to_address: str = "",
    facts: Mapping[str, str],
    by: Actor,
    at: dt.datetime,
    about: str = "",
    link: str = "",
    code: str = "",
) -> Letter:
    """
    Put a letter in the outbox, in the caller's transaction, and return it.

    `facts` fills the fields that its kind declares; `about` is what it speaks of, by reference.
    If its kind was written lately, the earlier is returned instead.
    """
    assert (to_post is None) == bool(to_address), "a letter goes to a post or to an address"
    described = LETTERS[kind]
    described.hold_to(facts, link=link, code=code)
    earlier = queries.written_lately(kind, to_post, about, days=described.again_after, at=at)
    if earlier is not None:
        earlier.was_new = False
        return earlier
    due = sending.next_morning(at) if described.gathered else at
    letter = Letter.objects.create(
        kind=kind,
        post=to_post,
        address=to_address or None,
        about=about,
        subject=filled(described.words[0], dict(facts)),
        body=filled(described.words[1], dict(facts)),
        secret=link or code or None,
        written_at=at,
        due=due,
        next_try=due,
    )
    _record(Kind.LETTER_QUEUED, letter, by=by, at=at, about=about)
    return letter


def send_due_letters(*, at: dt.datetime) -> sending.Round:
    """
    Send every letter that is due; each stands or falls alone.

    A letter is claimed before it is handed over, so that a second round beside this one does
    not send it too, and no transaction waits for the mail server.
    """
    done = sending.Round()
    if not sending.can_send():
        return done
    _release_held(at=at)
    due = Letter.objects.filter(state=LetterState.QUEUED, next_try__lte=at)
    for first in list(due.order_by("next_try", "id").values_list("pk", flat=True)[:AT_A_TIME]):
        batch = _claim(first, at=at)
        if batch:
            _send(batch, done, at=at)
    return done


def send_now(letter: Letter, *, at: dt.datetime) -> None:
    """Send one letter that somebody waits for; if it cannot go, the next round tries again."""
    batch = _claim(letter.pk, at=at) if sending.can_send() else []
    if batch:
        _send(batch, sending.Round(), at=at)


@transaction.atomic
def _claim(pk: int, *, at: dt.datetime) -> list[Letter]:
    """Take a letter, and those that are gathered with it, off the queue for one try."""
    waiting = Letter.objects.select_for_update(of=("self",)).filter(
        state=LetterState.QUEUED, next_try__lte=at
    )
    first = waiting.filter(pk=pk).first()
    if first is None:
        return []
    batch = [first]
    if LETTERS[first.kind].gathered:
        kinds = [kind.code for kind in LETTERS.values() if kind.gathered]
        batch = list(waiting.filter(post=first.post_id, kind__in=kinds).order_by("id"))
    for letter in batch:
        wait = sending.BACKOFF[min(letter.tries, len(sending.BACKOFF) - 1)]
        letter.tries, letter.next_try = letter.tries + 1, at + wait
        letter.save(update_fields=["tries", "next_try"])
    return batch


def _send(batch: list[Letter], done: sending.Round, *, at: dt.datetime) -> None:
    address = queries.address_of(batch[0], on=timezone.localtime(at).date())
    if not address:
        _settle(batch, LetterState.HELD, NOBODY, at=at)
        done.held += len(batch)
        return
    message = uuid.uuid4().hex
    subject, body = sending.composed(batch)
    not_sent = sending.hand_over(subject, body, address, message=message)
    if not_sent is None:
        _settle(batch, LetterState.SENT, "", at=at, message=message)
        done.sent += len(batch)
    elif not_sent.for_good or batch[0].tries > len(sending.BACKOFF):
        _settle(batch, LetterState.FAILED, not_sent.why, at=at)
        done.failed += len(batch)
    else:
        Letter.objects.filter(pk__in=[one.pk for one in batch]).update(why=not_sent.why)
        done.put_off += len(batch)


@transaction.atomic
def _settle(
    batch: list[Letter], state: LetterState, why: str, *, at: dt.datetime, message: str = ""
) -> None:
    kind = {
        LetterState.SENT: Kind.LETTER_SENT,
        LetterState.HELD: Kind.LETTER_HELD,
        LetterState.FAILED: Kind.LETTER_FAILED,
    }[state]
    for letter in batch:
        require(refusal_to_move(LETTER_MOVES, LetterState(letter.state), state, thing="letter"))
        letter.state, letter.why, letter.message = state, why, message
        if state is LetterState.SENT:
            letter.sent_at = at
            if not settings.SAFERBOARD_SITE["demo"]:
                letter.secret = None
        letter.save(update_fields=["state", "why", "message", "sent_at", "secret"])
        _record(kind, letter, by=SYSTEM, at=at, why=why)


@transaction.atomic
def _release_held(*, at: dt.datetime) -> None:
    """Put back in the queue what was held for a post that somebody holds now."""
    on = timezone.localtime(at).date()
    held = Letter.objects.select_related("post").filter(state=LetterState.HELD)
    for letter in held.order_by("id"):
        if queries.address_of(letter, on=on):
            _requeue(letter, by=SYSTEM, at=at)


@transaction.atomic
def send_again(letter: Letter, *, by: Actor, at: dt.datetime) -> None:
    """
    Put a letter that failed or was held back in the queue, to be tried at once.

    :raises Refused: if it is not theirs to do, or the letter was sent or cancelled.
    """
    require(refusal_to_handle_letters(by, on=at.date()))
    _requeue(_locked(letter), by=by, at=at)


def _requeue(letter: Letter, *, by: Actor, at: dt.datetime) -> None:
    now = LetterState(letter.state)
    require(refusal_to_move(LETTER_MOVES, now, LetterState.QUEUED, thing="letter"))
    letter.state, letter.tries, letter.next_try, letter.why = LetterState.QUEUED, 0, at, ""
    letter.save(update_fields=["state", "tries", "next_try", "why"])
    _record(Kind.LETTER_REQUEUED, letter, by=by, at=at)


@transaction.atomic
def cancel_letter(letter: Letter, *, by: Actor, at: dt.datetime) -> None:
    """
    Take a letter out of the outbox unsent, and wipe what it carries.

    :raises Refused: if it is not theirs to do, or the letter was sent or cancelled already.
    """
    require(refusal_to_handle_letters(by, on=at.date()))
    letter = _locked(letter)
    now = LetterState(letter.state)
    require(refusal_to_move(LETTER_MOVES, now, LetterState.CANCELLED, thing="letter"))
    letter.state, letter.secret = LetterState.CANCELLED, None
    letter.save(update_fields=["state", "secret"])
    _record(Kind.LETTER_CANCELLED, letter, by=by, at=at)


def _locked(letter: Letter) -> Letter:
    return Letter.objects.select_for_update().get(pk=letter.pk)


def _record(kind: Kind, letter: Letter, *, by: Actor, at: dt.datetime, **facts: str) -> None:
    said = {name: fact for name, fact in facts.items() if fact}
    record(
        kind,
        subject=f"letter {letter.pk}",
        by=by,
        at=at,
        letter=letter.kind,
        to=f"post {letter.post.code}" if letter.post_id else "an address",
        **said,
    )


@transaction.atomic
def issue_link(
    kind: str,
    *,
    post: Post | None = None,
    address: str = "",
    thing: str,
    by: Actor,
    at: dt.datetime,
) -> str:
    """
    Issue a link to a thing, for a post or an address, and return its whole address.

    The address is for one letter and is kept nowhere: of its token only a hash is.
    """
    assert (post is None) == bool(address), "a link is for a post or for an address"
    described, token = LINKS[kind], tokens.new_token()
    link = Link.objects.create(
        kind=kind,
        token_hash=tokens.hash_of(token),
        thing=thing,
        post=post,
        address=address or None,
        issued_at=at,
        expires_at=at + described.lives,
    )
    record(
        Kind.LINK_ISSUED,
        subject=f"link {link.pk}",
        by=by,
        at=at,
        link=kind,
        thing=thing,
        to=f"post {post.code}" if post else "an address",
    )
    return settings.SITE_ADDRESS + reverse("letters:link", args=[token])


def ask_for_code(token: str, *, by: User | AnonymousUser, at: dt.datetime) -> Letter:
    """
    Write the one-time code of a link to whom the link was sent, and return the letter.

    :raises Refused: if the link does not work, needs no code, or had its codes of this hour.
    """
    answer = _ask_for_code(token, origin=by.origin, at=at)
    if isinstance(answer, Refusal):
        raise Refused(answer)
    send_now(answer, at=at)
    return answer


@transaction.atomic
def _ask_for_code(token: str, *, origin: str, at: dt.datetime) -> Letter | Refusal:
    link = Link.objects.select_for_update().filter(token_hash=tokens.hash_of(token)).first()
    refusal = queries.refusal_to_open(link, at=at) or queries.refusal_to_send_code(link, at=at)
    if link is None or refusal:
        return _refused(link, refusal, origin=origin, at=at)
    if link.codes_since is None or link.codes_since <= at - dt.timedelta(hours=1):
        link.codes_since, link.codes_sent = at, 0
    code = tokens.new_code()
    link.code_hash, link.code_until = tokens.code_hash(link.pk, code), at + tokens.CODE_LIVES
    link.codes_sent, link.code_tries = link.codes_sent + 1, 0
    link.save()
    record(Kind.LINK_CODE_REQUESTED, subject=f"link {link.pk}", by=BY_LINK, at=at, origin=origin)
    return send_letter(
        "link-code",
        to_post=link.post,
        to_address=link.address or "",
        facts={},
        by=SYSTEM,
        at=at,
        code=code,
    )


def spend(token: str, *, by: User | AnonymousUser, at: dt.datetime, code: str = "") -> Opened:
    """
    Use a link once, with its code if its kind asks for one, and return what it opens.

    Not to be called within a transaction that a refusal undoes: a wrong code has to count.

    :raises Refused: if the link does not work, or the code is wrong, too old or tried too often.
    """
    answer = _spend(token, code, origin=by.origin, at=at)
    if isinstance(answer, Refusal):
        raise Refused(answer)
    return answer


@transaction.atomic
def _spend(token: str, code: str, *, origin: str, at: dt.datetime) -> Opened | Refusal:
    link = Link.objects.select_for_update().filter(token_hash=tokens.hash_of(token)).first()
    refusal = queries.refusal_to_open(link, at=at)
    if link is None or refusal:
        return _refused(link, refusal, origin=origin, at=at)
    kind = LINKS[link.kind]
    if kind.asks_code:
        refusal = queries.refusal_to_take_code(link, code, at=at)
        link.code_tries += 1
        if refusal:
            link.save(update_fields=["code_tries"])
            return _refused(link, refusal, origin=origin, at=at)
    link.uses, link.spent_at, link.code_hash, link.code_until = link.uses + 1, at, "", None
    link.save()
    record(
        Kind.LINK_SPENT,
        subject=f"link {link.pk}",
        by=BY_LINK,
        post=link.post.code if link.post else "",
        at=at,
        link=link.kind,
        thing=link.thing,
        origin=origin,
    )
    until = min(at + dt.timedelta(minutes=kind.minutes), link.expires_at)
    return Opened(link.pk, kind, link.thing, link.post, link.address or "", until)


def _refused(link: Link | None, refusal: Refusal | None, *, origin: str, at: dt.datetime):
    """Leave a line of a known link's refusal; a guess at a token is not worth one."""
    if link is None or refusal is None:
        return queries.NO_SUCH_LINK
    record(
        Kind.LINK_REFUSED,
        subject=f"link {link.pk}",
        by=BY_LINK,
        at=at,
        look=Look(purpose="", outcome=Outcome.REFUSED),
        why=refusal.code,
        origin=origin,
    )
    return refusal


@transaction.atomic
def cancel_links(kind: str, *, thing: str, by: Actor, at: dt.datetime) -> int:
    """End every link of a kind to a thing that could still be used; return how many."""
    open_ones = Link.objects.filter(
        kind=kind, thing=thing, cancelled_at__isnull=True, expires_at__gt=at
    )
    ended = sorted(open_ones.values_list("pk", flat=True))
    Link.objects.filter(pk__in=ended).update(cancelled_at=at, code_hash="")
    for pk in ended:
        record(Kind.LINK_CANCELLED, subject=f"link {pk}", by=by, at=at, link=kind)
    return len(ended)
