"""
Keeping what a past paper was read to hold, through the operations that keep it otherwise.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from django.db import transaction

from saferboard.bodies.models import NOT_STATED, Body
from saferboard.domain.minuting import MinutesState
from saferboard.domain.refusals import Refusal, Refused
from saferboard.domain.states import MeetingState
from saferboard.meetings.agendas.following.operations import follow_calendar
from saferboard.meetings.models import (
    AttendanceState,
    Meeting,
    MinuteBook,
    MinuteDraft,
    PaperKind,
    Presenter,
)
from saferboard.meetings.operations import (
    ActionWritten,
    ItemPlanned,
    MatterRaised,
    MeetingPlanned,
    MinuteWritten,
    Named,
    bring_back_matters,
    call_meeting,
    note_held,
    record_minutes,
)
from saferboard.meetings.owners import Posts
from saferboard.papers.actions import owner_parts
from saferboard.papers.dates import dates_in
from saferboard.papers.model import Action, AgendaItem, Minute, PastPaper, Person, Unsure
from saferboard.papers.people import same_person
from saferboard.papers.words import MATTERS_HEAD
from saferboard.partners.models import Actor

LONDON = ZoneInfo("Europe/London")


@dataclass
class Kept:
    """What came of one paper, in sentences, and what a person should look at."""

    said: list[str] = field(default_factory=list)
    unsure: list[Unsure] = field(default_factory=list)
    changed: bool = False
    chosen: Mapping[str, str] = field(default_factory=dict)

    def add(self, sentence: str, *, changed: bool = True) -> None:
        self.said.append(sentence)
        self.changed = self.changed or changed


@transaction.atomic
def keep(
    paper: PastPaper,
    *,
    body: str,
    by: Actor,
    at: dt.datetime,
    until: dt.date | None = None,
    chosen: Mapping[str, str] | None = None,
) -> Kept:
    """
    Keep a past meeting: the minutes enclosed first, then its agenda, then its own minutes.

    `chosen` are the codes of posts that a person chose, by the words that name an owner or
    a presenter; an empty one is "not stated".

    Run a second time it finds all of it kept, and changes nothing.  Minutes of a day after
    `until` (the day of `at` if not given) are of no meeting that was held.

    :raises Refused: if no body, or more than one, may be meant, or the day is still to come.
    """
    kept = Kept(chosen=chosen or {})
    for one in (paper, *paper.enclosed):
        _refuse_to_come(one, until or at.date())
    for one in sorted(paper.enclosed, key=lambda found: found.sitting.date or dt.date.min):
        if one.sitting.date is None:
            kept.add("Enclosed minutes without a day were left out.", changed=False)
            continue
        _keep_one(one, _body(one, body or _code_of(paper)), kept, by=by, at=at)
    if paper.agenda or paper.minutes:
        _keep_one(paper, _body(paper, body), kept, by=by, at=at)
    _say_left_over(paper, kept)
    return kept


def _say_left_over(paper: PastPaper, kept: Kept) -> None:
    """Say what was read and is not kept."""
    if paper.matters and not _item_for_matters(paper):
        kept.add(
            f"{len(paper.matters)} matters arising were read and are not kept: no item of an"
            " agenda brings them back.",
            changed=False,
        )
    if paper.commitments:
        kept.add(
            f"{len(paper.commitments)} commitments and {len(paper.updates)} updates were read and"
            " are not kept by this command: they belong to a strategy, which is entered whole.",
            changed=False,
        )


def foreseen(paper: PastPaper, body: Body, chosen: Mapping[str, str]) -> list[Unsure]:
    """Return what keeping a paper would be unsure of, as far as can be told without keeping it."""
    kept = Kept(chosen=chosen)
    posts = Posts(body, chosen)
    for one in (*paper.enclosed, paper):
        for item in one.agenda:
            _item(item, posts, kept, has_matters=False)
        for minute in one.minutes:
            _written(minute, posts, one.attendance.everyone, kept)
    return kept.unsure


def _refuse_to_come(paper: PastPaper, until: dt.date) -> None:
    day = paper.sitting.date
    if paper.minutes and day is not None and day > until:
        words = f"The day read, {day.day} {day:%B %Y}, is still to come: minutes cannot be of it."
        raise Refused(Refusal("still-to-come", words))


def _code_of(paper: PastPaper) -> str:
    return next((b.code for b in Body.objects.all() if _is_named(b, paper.sitting.body)), "")


def _body(paper: PastPaper, code: str) -> Body:
    """Return the body that met: the one named by the person, else the one the paper names."""
    bodies = list(Body.objects.order_by("code"))
    known = ", ".join(body.code for body in bodies) or "none"
    if code:
        found = [body for body in bodies if body.code == code]
        if not found:
            words = f"There is no body {code}. Those here: {known}."
            raise Refused(Refusal("unknown-body", words))
        return found[0]
    found = [body for body in bodies if _is_named(body, paper.sitting.body)]
    if len(found) != 1:
        words = f"Which body met cannot be told from the paper. Say it with --body: {known}."
        raise Refused(Refusal("which-body", words))
    return found[0]


def _is_named(body: Body, said: str) -> bool:
    names = {name.casefold() for name in (body.name, body.short, *body.aliases) if name}
    return any(part.strip().casefold() in names for part in (said, *said.split(" / ")) if part)


def _keep_one(paper: PastPaper, body: Body, kept: Kept, *, by: Actor, at: dt.datetime) -> None:
    posts = Posts(body, kept.chosen)
    meeting = meeting_of(paper, body)
    if meeting is None:
        meeting = _called(paper, body, posts, kept, by=by, at=at)
    elif paper.agenda:
        kept.add(f"The {meeting} is here already; its agenda was not changed.", changed=False)
    if paper.minutes:
        _minuted(paper, meeting, posts, kept, by=by, at=at)


def meeting_of(paper: PastPaper, body: Body) -> Meeting | None:
    """Return the meeting that a paper is of, if it is here."""
    day = paper.sitting.date
    assert day is not None, "a paper without a day is refused when it is read"
    codes = (day.isoformat(), f"{day.isoformat()}-{body.code}")
    return Meeting.objects.filter(code__in=codes, body=body).order_by("code").first()


def _called(
    paper: PastPaper, body: Body, posts: Posts, kept: Kept, *, by: Actor, at: dt.datetime
) -> Meeting:
    sitting = paper.sitting
    day = sitting.date
    assert day is not None, "a paper without a day is refused when it is read"
    taken = Meeting.objects.filter(code=day.isoformat()).exists()
    if sitting.starts is None:
        kept.unsure.append(
            Unsure(sitting.place, "00:00", "", "the time it began is not stated; midnight is kept")
        )
    matters = _matters(paper, body, kept)
    planned = MeetingPlanned(
        code=f"{day.isoformat()}-{body.code}" if taken else day.isoformat(),
        body=body.code,
        starts=_moment(day, sitting.starts or dt.time()),
        state=MeetingState.HELD if paper.minutes else MeetingState.CONFIRMED,
        ends=_moment(day, sitting.ends) if sitting.ends else None,
        place=sitting.venue or NOT_STATED,
        next_meeting=_next(paper),
        items=[_item(one, posts, kept, bool(matters)) for one in paper.agenda],
    )
    meeting = call_meeting(planned, by=by, at=at)
    follow_calendar(body, by=by, at=at)
    if matters:
        bring_back_matters(meeting, matters=matters, header_number=NOT_STATED, header_facts=[])
    items = f" with {len(planned.items)} items" if planned.items else ""
    brought = f" and {len(matters)} matters arising" if matters else ""
    kept.add(f"The {meeting} of {body.name} was called{items}{brought}.")
    return meeting


def _moment(day: dt.date, time: dt.time) -> dt.datetime:
    return dt.datetime.combine(day, time, tzinfo=LONDON)


def _next(paper: PastPaper) -> dt.datetime | None:
    day, time = paper.sitting.next_date, paper.sitting.next_time
    return _moment(day, time) if day and time else None


def _item(one: AgendaItem, posts: Posts, kept: Kept, has_matters: bool) -> ItemPlanned:
    presenters = []
    unknown = []
    for person in one.presenters:
        code = posts.of_person(person)
        if code:
            presenters.append(Named(code, person.name))
        else:
            unknown.append(person.name or person.post)
            kept.unsure.append(
                Unsure(one.place, unknown[-1], "", f"presents item {one.number}; no post here fits")
            )
    pages = f"Pages {one.pages[0]} to {one.pages[1]} of the pack." if one.pages else ""
    is_matters = has_matters and bool(MATTERS_HEAD.search(one.title))
    return ItemPlanned(
        number=one.number,
        title=one.title[:300],
        parent=one.part_of,
        note="\n".join(part for part in (one.note, pages) if part),
        presenter_note=(one.presenter_note or ", ".join(unknown))[:200],
        presenters=presenters,
        paper=PaperKind.MATTERS_ARISING if is_matters else PaperKind.NONE,
    )


def _item_for_matters(paper: PastPaper) -> bool:
    return any(MATTERS_HEAD.search(item.title) for item in paper.agenda)


def _matters(paper: PastPaper, body: Body, kept: Kept) -> list[MatterRaised]:
    """Return the matters arising whose minutes are kept here; the others are named as doubts."""
    if not _item_for_matters(paper):
        return []
    posts = Posts(body, kept.chosen)
    found: list[MatterRaised] = []
    for matter in paper.matters:
        held = Meeting.objects.filter(body=body, minutes__number=matter.minute)
        if matter.date:
            held = held.filter(starts__date=matter.date)
        meeting = held.order_by("-starts").first()
        if meeting is None or any(one.minute == matter.minute for one in found):
            kept.unsure.append(
                Unsure(matter.place, f"minute {matter.minute}", "", "is not kept here; left out")
            )
            continue
        owner = posts.of_words(matter.owner, ()) if matter.owner else ""
        if matter.owner and not owner:
            kept.unsure.append(Unsure(matter.place, matter.owner, "", _NO_POST))
        found.append(MatterRaised(meeting.code, matter.minute, matter.matter, matter.update, owner))
    return found


_NO_POST = "no one post here fits this owner; kept as not stated"


def _minuted(
    paper: PastPaper, meeting: Meeting, posts: Posts, kept: Kept, *, by: Actor, at: dt.datetime
) -> None:
    _forget_prepared(meeting)
    if meeting.minutes.exists():
        kept.add(_compared(paper, meeting), changed=False)
        return
    if meeting.state != MeetingState.HELD:
        sitting = paper.sitting
        ends = _moment(meeting.starts.date(), sitting.ends) if sitting.ends else None
        note_held(meeting, ends=ends, by=by, at=at)
        kept.add(f"The {meeting} is noted as held.")
    people = paper.attendance.everyone
    kept.unsure += _leads_missing(meeting, people, paper)
    record_minutes(
        meeting,
        attended=list(_attended(paper)),
        minutes=[_written(one, posts, people, kept) for one in paper.minutes],
        by=by,
        at=at,
    )
    actions = len(paper.actions)
    kept.add(f"{len(paper.minutes)} minutes and {actions} actions of the {meeting} were recorded.")


def _forget_prepared(meeting: Meeting) -> None:
    """Take away minutes that were made from the agenda and have not one word, mark or note yet."""
    touched = (
        MinuteDraft.objects.filter(minute__meeting=meeting).exists()
        or meeting.attendances.exists()
        or meeting.declarations.exists()
    )
    book = MinuteBook.objects.filter(meeting=meeting, state=MinutesState.TAKING)
    if book.exists() and not touched:
        meeting.minutes.all().delete()
        book.delete()


def _leads_missing(
    meeting: Meeting, people: Sequence[Person], paper: PastPaper
) -> Iterable[Unsure]:
    """Yield a doubt for each lead of an item who was neither there nor sent apologies."""
    names = [person.name for person in people]
    for presenter in Presenter.objects.filter(item__meeting=meeting).select_related("item"):
        name = presenter.published_name
        if name and not any(same_person(name, other) for other in names):
            yield Unsure(
                paper.sitting.place,
                name,
                "an apology",
                f"leads item {presenter.item.number} of the agenda, and is neither among those"
                " present nor among the apologies",
            )


def _compared(paper: PastPaper, meeting: Meeting) -> str:
    held = list(meeting.minutes.order_by("position").values_list("number", flat=True))
    read = [one.number for one in paper.minutes]
    if held == read:
        return f"The {meeting} has its {len(held)} minutes already. Nothing was changed."
    return (
        f"The {meeting} has {len(held)} minutes already, and {len(read)} were read."
        " Nothing was changed."
    )


def _attended(paper: PastPaper) -> Iterable[tuple[AttendanceState, str, str]]:
    there = paper.attendance
    groups = (
        (AttendanceState.PRESENT, there.present),
        (AttendanceState.ALSO_PRESENT, there.also_present),
        (AttendanceState.APOLOGY, there.apologies),
    )
    for state, people in groups:
        for person in people:
            yield state, person.name[:200], _seat(person, paper)[:200]


def _seat(person: Person, paper: PastPaper) -> str:
    sat = [
        f"{one.name} attended as substitute"
        for one in paper.attendance.substitutes
        if one.instead_of == person.name
    ]
    parts = (person.post, person.office, person.role, *sat)
    return ", ".join(part for part in parts if part)


def _written(one: Minute, posts: Posts, people: Sequence[Person], kept: Kept) -> MinuteWritten:
    return MinuteWritten(
        number=one.number,
        title=(one.title or NOT_STATED)[:300],
        paragraphs=[*one.paragraphs, *(f"Post-meeting note: {note}" for note in one.notes)],
        clauses=[clause.text[:1].upper() + clause.text[1:] for clause in one.resolutions],
        actions=[_action(action, posts, people, kept) for action in one.actions],
    )


def _action(action: Action, posts: Posts, people: Sequence[Person], kept: Kept) -> ActionWritten:
    """Return an action with the day it is due by, where the words of its due name one day."""
    days = [day for _, day in dates_in(action.due) if day]
    at_next = bool(re.search(r"\bmeeting\b", action.due, re.IGNORECASE)) and not days
    is_dated = at_next or len(days) == 1
    unread = f" (due: {action.due})" if action.due and not is_dated else ""
    everybody = bool(re.match(r"all\b", action.owner, re.IGNORECASE))
    return ActionWritten(
        owners=[] if everybody else _owners(action, posts, people, kept),
        text=f"{action.text}{unread}".strip(),
        due=days[0] if len(days) == 1 else None,
        next_meeting=at_next,
        all_partners=everybody,
    )


def _owners(
    action: Action, posts: Posts, people: Sequence[Person], kept: Kept
) -> list[tuple[str, str]]:
    """Return each owner as printed with the post meant, the same post once."""
    found: dict[str, str] = {}
    for said in owner_parts(action.owner) or [action.owner or NOT_STATED]:
        code = posts.of_words(said, people)
        if not code and action.owner:
            kept.unsure.append(Unsure(action.place, said, "", _NO_POST))
        if not code or code not in found.values():
            found[said[:200]] = code
    return list(found.items())
