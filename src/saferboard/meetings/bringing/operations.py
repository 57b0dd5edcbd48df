"""
Bringing a past paper in, correcting what was read of it, and keeping it or throwing it away.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.core.files.base import File
from django.db import transaction

from saferboard.bodies.models import Body
from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.library.operations import plain_name, read_upload
from saferboard.meetings.bringing.parts import (
    LISTS,
    Part,
    found_again,
    papers_of,
    put,
    stamp,
    thing_at,
    with_paper,
    without_doubts,
)
from saferboard.meetings.importing import Kept, keep
from saferboard.meetings.models import BroughtIn, PastKind
from saferboard.meetings.taking.permissions import refusal_to_take_of
from saferboard.papers.apart import read_apart
from saferboard.papers.model import AgendaItem, NotRead, PastPaper, Unsure
from saferboard.papers.stored import as_read, as_stored
from saferboard.partners.models import Post, User

NUMBER, NAME = 20, 200
"""Letters that a number and a name may have where they are kept."""
GONE = "This past paper was kept or thrown away meanwhile."


class SeenBefore(Refused):
    """Raised where somebody else has changed a part since it was opened."""


def bring_in(
    upload: File,
    *,
    body: Body,
    kind: PastKind,
    day: dt.date | None = None,
    by: User,
    at: dt.datetime,
) -> BroughtIn:
    """
    Read a file, in a process of its own, and put by what it holds.  The file is not kept.

    :raises Refused: if `by` may not take the body's minutes, the file is too large or holds
        anything that runs, or nothing of the kind can be read in it.
    """
    require(refusal_to_take_of(by, body, on=at.date()))
    content = read_upload(upload)
    name = plain_name(upload.name or "")
    try:
        paper = read_apart(name, content, kind=kind.value, date=day)
    except NotRead as error:
        raise Refused(Refusal("not-read", _for_a_page(str(error)))) from None
    with transaction.atomic():
        brought = BroughtIn.objects.create(
            body=body, kind=kind, file_name=name, reading=as_stored(paper), by=by, at=at
        )
        record(
            Kind.PAST_BROUGHT_IN,
            subject=f"past paper {brought.pk}",
            by=by,
            at=at,
            form=kind.value,
            body=body.code,
            doubts=sum(len(one.unsure) for one in papers_of(paper)),
        )
    return brought


def _for_a_page(said: str) -> str:
    """Return a reader's sentence as one on a page, which has no command to point to."""
    said = said.replace(
        "Say it with `--date`, as --date 2022-10-27.", "Give it below, under “The day it met”."
    ).replace("Read it with `saferboard import pack`.", "Choose “A pack” and give it again.")
    return said[:1].upper() + said[1:]


@transaction.atomic
def correct(
    brought: BroughtIn,
    part: Part,
    thing: Any,
    *,
    seen: str,
    after: str | None = None,
    settled: Sequence[Unsure] = (),
    by: User,
    at: dt.datetime,
) -> None:
    """
    Put what was typed in the place of what was read in one part, or leave it out if None.

    `settled` are the doubts that were looked at.

    :raises SeenBefore: if what stands there is not what was `seen`.
    :raises Refused: if the number is another's, or others stand under an item left out.
    """
    held = _locked(brought, by=by, at=at)
    paper = as_read(held.reading)
    if part.paper >= len(papers_of(paper)):
        raise Refused(Refusal("gone", "There is no such part of this paper any more."))
    part = found_again(paper, part, seen)
    was = thing_at(paper, part)
    if stamp(was) != seen:
        raise SeenBefore(Refusal("seen-before", _SEEN_BEFORE))
    _refuse_same_number(paper, part, thing)
    if part.kind == "item" and was is not None:
        paper = _parts_follow(paper, part, was, thing)
    paper = without_doubts(put(paper, part, thing, after=after), part, settled)
    held.reading = as_stored(paper)
    _save(held, "reading", by=by, at=at)


_SEEN_BEFORE = (
    "Somebody else has changed this since you opened it. What stands now is shown above; yours is"
    " in the boxes. Work the one into the other, then save."
)


@transaction.atomic
def choose_posts(
    brought: BroughtIn, chosen: Mapping[str, str], *, seen: str, by: User, at: dt.datetime
) -> None:
    """
    Say whose post each name of a past paper is; an empty one is "not stated".

    :raises SeenBefore: if the choices are not those that were `seen`.
    :raises Refused: if a post is not known.
    """
    held = _locked(brought, by=by, at=at)
    if stamp(held.posts) != seen:
        raise SeenBefore(Refusal("seen-before", _SEEN_BEFORE))
    wanted = {code for code in chosen.values() if code}
    if Post.objects.filter(code__in=wanted).count() != len(wanted):
        raise Refused(Refusal("unknown-post", "A post you chose is not here any more."))
    held.posts = dict(chosen)
    _save(held, "posts", by=by, at=at)


@transaction.atomic
def keep_reading(brought: BroughtIn, *, until: dt.date, by: User, at: dt.datetime) -> Kept:
    """
    Keep what a past paper holds, as `saferboard import` does: all of it or nothing.

    :raises Refused: if nothing would be new, as where the meeting has its minutes, a number
        stands twice, or the day is after `until`.
    """
    held = _locked(brought, by=by, at=at)
    paper = as_read(held.reading)
    for one in papers_of(paper):
        _refuse_unfit(one)
    kept = keep(paper, body=held.body.code, by=by, at=at, until=until, chosen=held.posts)
    if not kept.changed:
        raise Refused(Refusal("nothing-new", " ".join([*kept.said, "This is still a draft."])))
    _empty(held, at=at)
    record(
        Kind.PAST_ENTERED,
        subject=f"past paper {held.pk}",
        by=by,
        at=at,
        minutes=sum(len(one.minutes) for one in papers_of(paper)),
        items=len(paper.agenda),
    )
    return kept


@transaction.atomic
def throw_away(brought: BroughtIn, *, by: User, at: dt.datetime) -> None:
    """Throw away what was read of a past paper, with all that was corrected in it."""
    held = _locked(brought, by=by, at=at)
    _empty(held, at=at)
    record(Kind.PAST_DISCARDED, subject=f"past paper {held.pk}", by=by, at=at)


def _locked(brought: BroughtIn, *, by: User, at: dt.datetime) -> BroughtIn:
    rows = BroughtIn.objects.select_for_update(of=("self",)).select_related("body")
    held = rows.filter(pk=brought.pk).first()
    if held is None:
        raise Refused(Refusal("gone", GONE))
    require(refusal_to_take_of(by, held.body, on=at.date()))
    if held.done_at is not None:
        raise Refused(Refusal("gone", GONE))
    return held


def _empty(held: BroughtIn, *, at: dt.datetime) -> None:
    """Forget what a past paper said: what was kept of it stands elsewhere."""
    held.reading, held.posts, held.file_name, held.done_at = {}, {}, "", at
    held.save(update_fields=["reading", "posts", "file_name", "done_at"])


def _save(held: BroughtIn, field: str, *, by: User, at: dt.datetime) -> None:
    held.changed_by, held.changed_at = by, at
    held.save(update_fields=[field, "changed_by", "changed_at"])
    record(Kind.PAST_CORRECTED, subject=f"past paper {held.pk}", by=by, at=at)


def _refuse_same_number(paper: PastPaper, part: Part, thing: Any) -> None:
    if part.kind not in ("item", "minute") or thing is None:
        return
    things = getattr(papers_of(paper)[part.paper], LISTS[part.kind])
    others = [one.number for n, one in enumerate(things) if n != part.index]
    if thing.number in others:
        words = f"Number: {thing.number} is the number of another {part.kind}. Give it its own."
        raise Refused(Refusal("same-number", words))


def _parts_follow(
    paper: PastPaper, part: Part, was: AgendaItem, thing: AgendaItem | None
) -> PastPaper:
    """Return the paper with the items under one that is numbered anew still under it."""
    held = papers_of(paper)[part.paper]
    under = [one.number for one in held.agenda if one.part_of == was.number]
    if under and (thing is None or thing.part_of):
        words = (
            f"{', '.join(under)} stand under item {was.number}. Put them under another, or leave"
            " them out first."
        )
        raise Refused(Refusal("has-parts", words))
    if thing is not None and under:
        agenda = tuple(
            replace(one, part_of=thing.number) if one.part_of == was.number else one
            for one in held.agenda
        )
        return with_paper(paper, part.paper, replace(held, agenda=agenda))
    return paper


def _refuse_unfit(paper: PastPaper) -> None:
    """
    Refuse what could not be kept as it stands, naming the part to correct.

    :raises Refused: if a number stands twice, is missing or too long, an item stands under none
        before it, or the place of the meeting is too long.
    """
    for what, things in (("item", paper.agenda), ("minute", paper.minutes)):
        numbers: set[str] = set()
        for one in things:
            if not one.number or len(one.number) > NUMBER:
                _unfit(f"The {what} “{one.title[:60]}” needs a number of up to {NUMBER} letters.")
            if one.number in numbers:
                _unfit(f"Two {what}s are numbered {one.number}. Correct one of them.")
            if what == "item" and getattr(one, "part_of", "") and one.part_of not in numbers:
                _unfit(f"Item {one.number} is part of {one.part_of}, which is not before it.")
            numbers.add(one.number)
    if len(paper.sitting.venue) > NAME:
        _unfit(f"The place of the meeting is too long. Make it {NAME} letters or fewer.")
    if paper.agenda or paper.minutes:
        names = [p.name for item in paper.agenda for p in item.presenters]
        if any(len(name) > NAME for name in names):
            _unfit(
                f"The name of who presents an item is too long. Make it {NAME} letters or fewer."
            )
        if paper.sitting.date is None and not paper.minutes:
            _unfit("The day of the meeting is not stated. Correct it first.")


def _unfit(words: str) -> None:
    raise Refused(Refusal("unfit", words))
