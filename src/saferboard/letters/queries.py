"""
Asking about the outbox and its links.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from saferboard.domain.refusals import Refusal
from saferboard.domain.states import LetterState
from saferboard.letters import tokens
from saferboard.letters.kinds import LETTERS, LINKS
from saferboard.letters.models import Letter, Link
from saferboard.partners.models import Post, User

NO_SUCH_LINK = Refusal("no-such-link", "This link is not one that was sent. Copy it whole.")
TOO_OFTEN = frozenset({"code-tried-too-often", "codes-asked-too-often"})
"""Refusals that are answered with 429: waiting helps."""


def address_of(thing: Letter | Link, *, on: dt.date) -> str:
    """Return where a letter goes, or a link's code: the post's holder of that day, or nothing."""
    if thing.post_id is None:
        return thing.address or ""
    holder = holder_of(thing.post, on=on)
    return holder.email if holder else ""


def holder_of(post: Post, *, on: dt.date) -> User | None:
    """Return the account, with an address, of whoever holds a post on a day, or looks after it."""
    held = post.holdings.filter(since__lte=on).exclude(until__lt=on)
    looked_after = post.caretakings.filter(since__lte=on, until__gte=on)
    people = Q(person__in=held.values("person")) | Q(person__in=looked_after.values("person"))
    return User.objects.filter(people, is_active=True).exclude(email="").order_by("id").first()


def written_lately(
    kind: str, post: Post | None, about: str, *, days: int, at: dt.datetime
) -> Letter | None:
    """Return the letter of a kind about a thing that a post was written within `days`, if any."""
    if not days or post is None:
        return None
    since = at - dt.timedelta(days=days)
    return (
        Letter.objects.filter(kind=kind, post=post, about=about, written_at__gt=since)
        .exclude(state=LetterState.CANCELLED)
        .order_by("-id")
        .first()
    )


def posts_written_to(kinds: Iterable[str], *, since: dt.datetime) -> set[int]:
    """Return the posts that were written a letter of one of some kinds since a moment."""
    return set(
        Letter.objects.filter(kind__in=list(kinds), post__isnull=False, written_at__gt=since)
        .exclude(state=LetterState.CANCELLED)
        .order_by()
        .values_list("post", flat=True)
    )


def refusal_to_open(link: Link | None, *, at: dt.datetime) -> Refusal | None:
    """Return why a link does not work at a moment, or None if it does."""
    if link is None:
        return NO_SUCH_LINK
    if link.cancelled_at is not None:
        return Refusal(
            "link-cancelled", "This link was cancelled. Ask whoever sent it for another."
        )
    if link.expires_at <= at:
        return Refusal("link-expired", "This link has ended. Ask whoever sent it for another.")
    if link.uses >= LINKS[link.kind].uses:
        return Refusal("link-spent", "This link was used already. Ask whoever sent it for another.")
    return None


def refusal_to_send_code(link: Link, *, at: dt.datetime) -> Refusal | None:
    """Return why no code is sent for a link that works, or None if one may be."""
    if not LINKS[link.kind].asks_code:
        return Refusal("no-code-asked", "This link needs no code. Press the button.")
    lately = link.codes_since is not None and link.codes_since > at - dt.timedelta(hours=1)
    if lately and link.codes_sent >= tokens.CODES_AN_HOUR:
        words = f"{tokens.CODES_AN_HOUR} codes were sent in the last hour. Wait an hour, then ask."
        return Refusal("codes-asked-too-often", words)
    return None


def refusal_to_take_code(link: Link, code: str, *, at: dt.datetime) -> Refusal | None:
    """Return why a code does not open a link that works, or None if it does."""
    if link.code_tries >= tokens.CODE_TRIES:
        words = f"A wrong code was typed {tokens.CODE_TRIES} times. Ask for another code."
        return Refusal("code-tried-too-often", words)
    if not link.code_hash or link.code_until is None or link.code_until <= at:
        return Refusal("code-too-old", "That code has ended. Ask for another code.")
    if not tokens.is_code(link.pk, code, link.code_hash):
        return Refusal("wrong-code", "That is not the code. Look at the newest letter with a code.")
    return None


def link_of(token: str) -> Link | None:
    """Return the link a token belongs to, or None."""
    return Link.objects.filter(token_hash=tokens.hash_of(token)).first()


@dataclass(frozen=True)
class LetterSeen:
    """One letter as the outbox shows it; `to` is a post's title, or words for an address."""

    id: int
    kind: str
    to: str
    subject: str
    body: str
    secret: str
    state: LetterState
    due: dt.datetime
    tries: int
    next_try: dt.datetime
    sent_at: dt.datetime | None
    why: str
    about: str


@dataclass(frozen=True)
class Outbox:
    """Some letters, the newest first, and how many there are in each state."""

    letters: tuple[LetterSeen, ...]
    counts: dict[LetterState, int]


def _letters(state: LetterState | None, kind: str) -> QuerySet[Letter]:
    asked = {name: value for name, value in (("state", state), ("kind", kind)) if value}
    return Letter.objects.filter(**asked)


def count_letters(*, state: LetterState | None, kind: str) -> int:
    """Return how many letters there are, of one state or kind if asked."""
    return _letters(state, kind).count()


def outbox(*, state: LetterState | None, kind: str, part: slice, with_secrets: bool) -> Outbox:
    """Return part of the letters, of one state or kind if asked; secrets only if asked."""
    found = _letters(state, kind).select_related("post__organisation")
    if not with_secrets:
        found = found.defer("secret", "address")
    counted = dict(Letter.objects.order_by().values_list("state").annotate(Count("id")))
    return Outbox(
        letters=tuple(
            _seen(letter, with_secrets) for letter in found.order_by("-written_at", "-id")[part]
        ),
        counts={one: counted.get(one, 0) for one in LetterState},
    )


def _seen(letter: Letter, with_secrets: bool) -> LetterSeen:
    post = letter.post
    return LetterSeen(
        id=letter.pk,
        kind=LETTERS[letter.kind].label if letter.kind in LETTERS else letter.kind,
        to=f"{post.title}, {post.organisation.name}" if post else "An address, kept sealed",
        subject=letter.subject,
        body=letter.body,
        secret=(letter.secret or "") if with_secrets else "",
        state=LetterState(letter.state),
        due=letter.due,
        tries=letter.tries,
        next_try=letter.next_try,
        sent_at=letter.sent_at,
        why=letter.why,
        about=letter.about,
    )


def failed_letters() -> int:
    """Return how many letters were given up and wait for somebody to see to them."""
    return Letter.objects.filter(state=LetterState.FAILED).count()
