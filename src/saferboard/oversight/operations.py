"""
Asking the ledger, which is itself a look and leaves its line.
"""

import datetime as dt
from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from saferboard.domain.oddities import MOVES, NoticeState
from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.domain.rights import Right, holders
from saferboard.ledger.models import Entry, Kind
from saferboard.ledger.operations import SYSTEM, Look, record
from saferboard.letters.operations import send_letter
from saferboard.letters.sending import next_morning
from saferboard.oversight.models import LONGEST, Notice
from saferboard.oversight.noticing import oddities
from saferboard.oversight.permissions import refusal_to_oversee
from saferboard.oversight.queries import occurs
from saferboard.oversight.questions import Asked
from saferboard.partners.models import Actor, Post


@transaction.atomic
def ask(asked: Asked, *, by: Actor, at: dt.datetime) -> Asked:
    """
    Leave a line that the ledger was asked, and return the question with that line's number.

    All pages and files of one question rest on its one line: they show what there was before it,
    so that turning a page shows nothing that the line does not cover.

    :raises Refused: if it is not theirs to ask, or what is asked about is no reference.
    """
    require(refusal_to_oversee(by, on=timezone.localtime(at).date()))
    for reference in asked.what:
        _require_reference(reference)
    line = record(
        Kind.LEDGER_ASKED,
        subject="ledger",
        by=by,
        at=at,
        look=Look(purpose="oversight"),
        question=asked.question.value,
        what=list(asked.what),
        since=asked.since.isoformat() if asked.since else "",
        until=asked.until.isoformat() if asked.until else "",
    )
    return replace(asked, number=line.pk)


def _require_reference(reference: str) -> None:
    """A name typed here by mistake would stay in the ledger for ever."""
    if not any(letter.isdigit() for letter in reference) and not occurs(reference):
        raise Refused(
            Refusal(
                "no-reference",
                "Enter a reference such as request 12, as it stands on the thing’s page. The ledger"
                " holds no names.",
            )
        )


@transaction.atomic
def notice_oddities(day: dt.date, *, by: Actor, at: dt.datetime) -> int:
    """
    Bring to notice what was odd on a day and was not yet, and return how many are new.

    Whoever oversees is written to, once for a morning.
    """
    require(refusal_to_oversee(by, on=timezone.localtime(at).date()))
    known = set(Notice.objects.filter(day=day).values_list("rule", "account", "about"))
    new = [o for o in oddities(day) if (o.rule.value, o.account, o.about) not in known]
    if not new:
        return 0
    first = _next_number()
    Notice.objects.bulk_create(
        Notice(
            code=f"n-{number:04d}",
            rule=odd.rule,
            account=odd.account,
            about=odd.about,
            day=day,
            count=odd.count,
            usual=round(odd.usual, 1),
        )
        for number, odd in enumerate(new, start=first)
    )
    record(Kind.ODDITIES_NOTICED, subject=f"day {day}", by=by, at=at, notices=len(new), first=first)
    _tell(at=at)
    return len(new)


def _next_number() -> int:
    """Return the number of the next notice; one that was deleted does not have its given again."""
    last = Entry.objects.filter(kind=Kind.ODDITIES_NOTICED).order_by("-id").first()
    return last.facts["first"] + last.facts["notices"] if last else 1


def _tell(*, at: dt.datetime) -> None:
    """
    Write to the posts that oversee that something waits: one letter a morning, however much.

    The letter is known by its morning.  Held back for so many hours instead, what is noticed just
    after one went out would be told to nobody.
    """
    morning = timezone.localtime(next_morning(at)).date()
    roles = [role.value for role in holders(Right.OVERSEE)]
    for post in Post.objects.filter(role__in=roles).order_by("code"):
        send_letter(
            "notice-waiting",
            to_post=post,
            facts={},
            by=SYSTEM,
            at=at,
            about=f"notices for {morning}",
        )


@transaction.atomic
def answer_notice(code: str, *, to: NoticeState, reason: str, by: Actor, at: dt.datetime) -> None:
    """
    Say that a notice was seen, or explain it; the reason is kept with it and not in the ledger.

    :raises Refused: if it is not theirs, there is none, it was explained, or a reason is missing.
    """
    require(refusal_to_oversee(by, on=timezone.localtime(at).date()))
    notice = Notice.objects.select_for_update().filter(code=code).first()
    if notice is None:
        raise Refused(Refusal("no-notice", "There is no notice of that number."))
    if to not in MOVES[NoticeState(notice.state)]:
        raise Refused(Refusal("not-open", "The notice has been answered. Read what was said."))
    words = reason.strip()
    if to is NoticeState.EXPLAINED and not words:
        raise Refused(Refusal("no-reason", "Say what explains it."))
    if len(words) > LONGEST:
        raise Refused(Refusal("too-long", f"Say it in up to {LONGEST} letters."))
    notice.state, notice.reason = to, words
    notice.answered_by, notice.answered_at = by, at
    notice.save()
    record(Kind.NOTICE_ANSWERED, subject=f"notice {code}", by=by, at=at, state=to.value)
