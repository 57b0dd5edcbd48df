"""
Answers of the ledger, a page at a time, in a fixed number of questions of the database.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet
from django.utils import timezone

from saferboard.domain.oddities import NoticeState, Rule
from saferboard.ledger.models import Entry, Kind, Mention, Outcome
from saferboard.ledger.sentences import sentence
from saferboard.oversight.models import Notice
from saferboard.oversight.questions import Asked, Question
from saferboard.partners.models import Post, User

A_PAGE = 50
QUESTIONS = 20
"""How many of one's own questions are offered again."""
AT_ONCE = 2000
"""How many lines of a download are read at a time."""


@dataclass(frozen=True)
class Seen:
    """One line, as an answer has it.  Posts by their titles; `name` is the account's person."""

    number: int
    at: dt.datetime
    said: str
    subject: str
    by: str
    name: str
    posts: tuple[str, ...]
    organisations: tuple[str, ...]
    purpose: str
    agreement: str
    refused: bool
    recipient: str
    shown: tuple[str, ...]
    origin: str


@dataclass(frozen=True)
class Answer:
    """One page of an answer, and the number to go on from if there is more."""

    asked: Asked
    lines: tuple[Seen, ...]
    more_before: int | None


def asked_before(turn: int, *, by: str) -> Asked | None:
    """Return an account's first, second … question, or None if it asked no more than that."""
    # No database skips further than 63 bits of rows: asked to, it stops with an error.
    if not 1 <= turn < 2**62:
        return None
    line = _asked_by(by).order_by("id")[turn - 1 : turn].first()
    return _read(line) if line else None


def newest_asked(*, by: str) -> list[tuple[int, Asked]]:
    """Return an account's newest questions, each with its turn."""
    turns = _asked_by(by).count()
    newest = _asked_by(by).order_by("-id")[:QUESTIONS]
    return [(turns - n, _read(line)) for n, line in enumerate(newest)]


def turn_of(asked: Asked, *, by: str) -> int:
    """Return which of an account's questions this is, counted from 1."""
    return _asked_by(by).filter(id__lte=asked.number).count()


def _asked_by(by: str) -> QuerySet[Entry]:
    return Entry.objects.filter(kind=Kind.LEDGER_ASKED, by=by)


def _read(line: Entry) -> Asked:
    facts = line.facts
    return Asked(
        question=Question(facts["question"]),
        what=tuple(facts["what"]),
        since=dt.date.fromisoformat(facts["since"]) if facts["since"] else None,
        until=dt.date.fromisoformat(facts["until"]) if facts["until"] else None,
        number=line.pk,
    )


def occurs(reference: str) -> bool:
    """Return whether any line is about a reference, or shows it."""
    return (
        Entry.objects.filter(subject=reference).exists()
        or Mention.objects.filter(reference=reference).exists()
    )


def answer(asked: Asked, *, before: int | None = None, count: int = A_PAGE) -> Answer:
    """Return the newest lines that answer a question, older than `before`."""
    ceiling = min(n for n in (before, asked.number) if n is not None)
    numbers = _numbers(asked, ceiling, count + 1)
    page, rest = numbers[:count], numbers[count:]
    return Answer(asked, tuple(_seen(page)), page[-1] if rest else None)


def whole(asked: Asked) -> Iterator[Seen]:
    """Yield every line that answers a question, the newest first."""
    before = None
    while True:
        page = answer(asked, before=before, count=AT_ONCE)
        yield from page.lines
        if page.more_before is None:
            return
        before = page.more_before


def _numbers(asked: Asked, before: int, count: int) -> list[int]:
    """
    Return the numbers of the lines, from every way of finding them, each by its index.

    One condition with “or” in it would have PostgreSQL read the whole ledger.
    """
    found: set[int] = set()
    for lines in _ways(asked):
        found.update(_within(lines, asked, before).values_list("id", flat=True)[:count])
    for references in _mentioned(asked):
        found.update(_by_mention(references, asked, before, count))
    return sorted(found, reverse=True)[:count]


def _ways(asked: Asked) -> list[QuerySet[Entry]]:
    lines = Entry.objects.order_by("-id")
    match asked.question:
        case Question.SEEN:
            return [lines.filter(subject__in=asked.what)]
        case Question.BY:
            return [lines.filter(by__in=asked.what)]
        case Question.UNDER:
            subjects = [f"agreement {name}" for name in asked.what]
            return [lines.filter(agreement__in=asked.what), lines.filter(subject__in=subjects)]
        case Question.REFUSED:
            return [lines.filter(outcome=Outcome.REFUSED)]
        case Question.EMERGENCY:
            return [lines.filter(kind=Kind.GLASS_BROKEN)]


def _mentioned(asked: Asked) -> list[list[str]]:
    if asked.question is Question.SEEN:
        # A line of several things shows their references without the word before them.
        return [[form for one in asked.what for form in (one, one.partition(" ")[2]) if form]]
    if asked.question is Question.UNDER:
        return [[f"agreement {name}" for name in asked.what]]
    return []


def _by_mention(references: list[str], asked: Asked, before: int, count: int) -> list[int]:
    mentions = Mention.objects.filter(reference__in=references, line__lt=before).order_by("-line")
    if asked.since or asked.until:
        lines = Entry.objects.filter(id__in=mentions.values("line")).order_by("-id")
        return list(_within(lines, asked, before).values_list("id", flat=True)[:count])
    return list(dict.fromkeys(mentions.values_list("line", flat=True)[: count * len(references)]))


def _within(lines: QuerySet[Entry], asked: Asked, before: int) -> QuerySet[Entry]:
    lines = lines.filter(id__lt=before)
    if asked.since:
        lines = lines.filter(at__gte=_midnight(asked.since))
    if asked.until and asked.until < dt.date.max:
        lines = lines.filter(at__lt=_midnight(asked.until + dt.timedelta(days=1)))
    return lines


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def _seen(wanted: list[int]) -> Iterator[Seen]:
    entries = list(Entry.objects.filter(id__in=wanted).order_by("-id"))
    codes = {code for entry in entries for code in entry.post.split()}
    posts = {p.code: p for p in Post.objects.filter(code__in=codes).select_related("organisation")}
    numbers = {entry.by.removeprefix("account ") for entry in entries}
    known = User.objects.filter(pk__in=[int(n) for n in numbers if n.isdigit()])
    people = dict(known.values_list("pk", "person__name"))
    for entry in entries:
        held = [posts[code] for code in entry.post.split() if code in posts]
        number = entry.by.removeprefix("account ")
        yield Seen(
            number=entry.pk,
            at=entry.at,
            said=sentence(entry),
            subject=entry.subject,
            by=entry.by,
            name=people.get(int(number), "") if number.isdigit() else "",
            posts=tuple(post.title for post in held) or tuple(entry.post.split()),
            organisations=tuple(dict.fromkeys(post.organisation.name for post in held)),
            purpose=entry.purpose,
            agreement=entry.agreement,
            refused=entry.outcome == Outcome.REFUSED,
            recipient=entry.recipient,
            shown=tuple(entry.shown),
            origin=entry.origin,
        )


def accounts() -> list[tuple[str, str]]:
    """Return every account as the ledger names it, with its person's name, by name."""
    found = User.objects.order_by("person__name", "pk").values_list("pk", "person__name")
    return [(f"account {number}", f"{name} (account {number})") for number, name in found]


@dataclass(frozen=True)
class NoticeSeen:
    """One notice, with the name of whose account it is of."""

    code: str
    rule: Rule
    account: str
    name: str
    about: str
    day: dt.date
    count: int
    usual: Decimal
    state: NoticeState
    reason: str


def notices(count: int = A_PAGE, *, code: str = "") -> list[NoticeSeen]:
    """Return the newest notices, or the one of a code."""
    wanted = Notice.objects.order_by("-id")
    found = list(wanted.filter(code=code) if code else wanted[:count])
    numbers = {one.account.removeprefix("account ") for one in found}
    known = User.objects.filter(pk__in=[int(n) for n in numbers if n.isdigit()])
    names = {f"account {pk}": name for pk, name in known.values_list("pk", "person__name")}
    return [
        NoticeSeen(
            code=one.code,
            rule=Rule(one.rule),
            account=one.account,
            name=names.get(one.account, one.account),
            about=one.about,
            day=one.day,
            count=one.count,
            usual=one.usual,
            state=NoticeState(one.state),
            reason=one.reason,
        )
        for one in found
    ]
