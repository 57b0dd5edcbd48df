"""
The outbox and a link's page, in words.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils import timezone

from saferboard.domain.states import LETTER_MOVES, LetterState
from saferboard.letters import sending
from saferboard.letters.kinds import LETTERS, LINKS, filled
from saferboard.letters.models import Link
from saferboard.letters.queries import LetterSeen, Outbox
from saferboard.ui.components import SummaryRow, Tag
from saferboard.ui.words import counted, day, hour

TONES = {
    LetterState.QUEUED: "blue",
    LetterState.SENT: "green",
    LetterState.FAILED: "red",
    LetterState.HELD: "amber",
    LetterState.CANCELLED: "grey",
}


@dataclass(frozen=True)
class LetterShown:
    """One letter; the addresses of its buttons are empty where there is nothing to press."""

    title: str
    tag: Tag
    facts: tuple[SummaryRow, ...]
    body: tuple[str, ...]
    carried: str
    again_href: str
    cancel_href: str


@dataclass(frozen=True)
class Choice:
    """One way of narrowing the list."""

    text: str
    href: str
    chosen: bool


@dataclass(frozen=True)
class OutboxShown:
    letters: tuple[LetterShown, ...]
    states: tuple[Choice, ...]
    kinds: tuple[tuple[str, str, bool], ...]
    state: str
    alert: str
    note: str
    summary: str


def outbox_shown(found: Outbox, total: int, *, state: str, kind: str, demo: bool) -> OutboxShown:
    href = reverse("letters:letters")
    whole = sum(found.counts.values())
    failed = found.counts[LetterState.FAILED]
    return OutboxShown(
        letters=tuple(letter_shown(letter, demo=demo) for letter in found.letters),
        states=(
            Choice(f"All ({whole})", href, not state),
            *(
                Choice(f"{one.label} ({count})", f"{href}?state={one}", state == one)
                for one, count in found.counts.items()
            ),
        ),
        kinds=tuple((code, k.label, code == kind) for code, k in LETTERS.items()),
        state=state,
        alert=f"{counted(failed, 'letter')} could not be sent. Send again, or cancel."
        if failed
        else "",
        note=_note(demo),
        summary=f"{counted(total, 'letter')}, newest first",
    )


def _note(demo: bool) -> str:
    if demo:
        return "This is a demonstration: letters are kept on this page and go nowhere."
    if not sending.can_send():
        return f"{sending.NO_SERVER}. Until then letters wait here."
    return ""


def letter_shown(letter: LetterSeen, *, demo: bool) -> LetterShown:
    moves = LETTER_MOVES[letter.state]
    carried = letter.secret if demo else ""
    word = "Kept, not sent" if demo and letter.state is LetterState.SENT else letter.state.label
    return LetterShown(
        title=letter.subject,
        tag=Tag(word, TONES[letter.state]),
        facts=tuple(_facts(letter)),
        body=tuple(_paragraphs(letter, carried)),
        carried=urlsplit(carried).path if carried.startswith("http") else "",
        again_href=reverse("letters:send-again", args=[letter.id])
        if LetterState.QUEUED in moves
        else "",
        cancel_href=reverse("letters:cancel", args=[letter.id])
        if LetterState.CANCELLED in moves
        else "",
    )


def _facts(letter: LetterSeen):
    yield SummaryRow("To", letter.to)
    yield SummaryRow("Kind", letter.kind)
    if letter.about:
        yield SummaryRow("About", letter.about)
    yield SummaryRow("Due", _when(letter.due))
    if letter.sent_at:
        yield SummaryRow("Sent", _when(letter.sent_at))
    if letter.tries and not letter.sent_at:
        yield SummaryRow("Tries", str(letter.tries))
    if letter.why:
        yield SummaryRow(
            "Why it waits" if letter.state is LetterState.QUEUED else "Why", letter.why
        )
    if letter.state is LetterState.QUEUED and letter.tries:
        yield SummaryRow("Next try", _when(letter.next_try))


def _when(moment) -> str:
    here = timezone.localtime(moment)
    return f"{day(here)}, {hour(here)}"


def _paragraphs(letter: LetterSeen, carried: str) -> list[str]:
    hidden = carried or "[kept sealed until it goes, then wiped]"
    body = filled(letter.body, {"link": hidden, "code": hidden})
    return [" ".join(part.split()) for part in body.split("\n\n") if part.strip()]


@dataclass(frozen=True)
class LinkShown:
    """What the page of a working link says: what it is for, until when, and what to press."""

    purpose: str
    until: str
    button: str
    asks_code: bool
    code_sent: bool
    use_href: str
    code_href: str


def link_shown(link: Link, token: str, *, code_waits: bool) -> LinkShown:
    kind = LINKS[link.kind]
    return LinkShown(
        purpose=kind.purpose,
        until=_when(link.expires_at),
        button=kind.button,
        asks_code=kind.asks_code,
        code_sent=code_waits,
        use_href=reverse("letters:use-link", args=[token]),
        code_href=reverse("letters:ask-code", args=[token]),
    )
