"""
Asking about meetings, agendas and minutes.
"""

import datetime as dt
from dataclasses import dataclass, replace

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from saferboard.bodies.models import Body
from saferboard.domain.clocks import BoardRules, Bound
from saferboard.domain.handling import Handling
from saferboard.domain.questions import QuestionRules
from saferboard.domain.states import AgendaState, MeetingState
from saferboard.meetings.issuing.queries import PackSeen as PackSeen
from saferboard.meetings.issuing.queries import pack as pack
from saferboard.meetings.minuted import MinuteSeen as MinuteSeen
from saferboard.meetings.minuted import MinutesSeen as MinutesSeen
from saferboard.meetings.minuted import minutes as minutes
from saferboard.meetings.models import (
    AgendaRules,
    Item,
    ItemKind,
    Matter,
    Meeting,
    Minute,
    PaperKind,
    Part,
)
from saferboard.meetings.seen import ItemSeen, MeetingSeen, NamedPost
from saferboard.meetings.sight import minutes_visible
from saferboard.partners.models import User


@dataclass(frozen=True)
class MeetingListed:
    code: str
    body: str
    starts: dt.datetime
    place: str
    state: MeetingState
    items: int
    agenda_published: dt.date | None
    has_minutes: bool


def meetings(
    *,
    seen_by: User | AnonymousUser | None = None,
    on: dt.date | None = None,
    part: slice = slice(None),
) -> list[MeetingListed]:
    """
    Return meetings, newest first: all, or a part of them; for somebody, of the bodies they may
    see on a day.
    """
    held, minuted = Meeting.objects.all(), Minute.objects.all()
    if seen_by is not None:
        assert on is not None, "who sees what is asked of a day"
        held = held.filter(body__in=Body.objects.visible_to(seen_by, on=on))
        minuted = minutes_visible(seen_by, on)
    readable = set(minuted.order_by().values_list("meeting", flat=True).distinct())
    found = (
        held.select_related("body")
        .annotate(item_count=Count("items", distinct=True))
        .order_by("-starts", "id")
    )
    return [
        MeetingListed(
            m.code,
            m.body.name,
            timezone.localtime(m.starts),
            m.place,
            MeetingState(m.state),
            m.item_count,
            m.agenda_published,
            m.pk in readable,
        )
        for m in found[part]
    ]


def count_meetings(*, seen_by: User | AnonymousUser, on: dt.date) -> int:
    """Return how many meetings there are of the bodies that somebody may see on a day."""
    return Meeting.objects.filter(body__in=Body.objects.visible_to(seen_by, on=on)).count()


OFF = (MeetingState.CANCELLED, MeetingState.POSTPONED)


def next_meeting(*, after: dt.datetime, seen_by: User | AnonymousUser) -> MeetingListed | None:
    """Return the first meeting still to come of a body that somebody may see, or None."""
    known = meetings(seen_by=seen_by, on=timezone.localtime(after).date())
    coming = [m for m in known if m.starts >= after and m.state not in OFF]
    return coming[-1] if coming else None


def meeting(code: str) -> MeetingSeen | None:
    """Return one meeting with its members and agenda, or None."""
    found = _with_rules().filter(code=code).first()
    if found is None:
        return None
    members = found.summonses.select_related("post__organisation").order_by("position")
    return replace(
        _in_short(found),
        summons=tuple(_named(s.post, s.published_name, s.note) for s in members),
        items=tuple(_items(found)),
    )


def public_meetings(*, after: dt.datetime, most: int) -> list[MeetingSeen]:
    """Return the next meetings of bodies that meet in public, the soonest first, in short."""
    found = _with_rules().filter(
        body__handling=Handling.PUBLIC,
        starts__gte=after,
        state__in=[MeetingState.PROPOSED, MeetingState.CONFIRMED],
    )
    return [_in_short(one) for one in found.order_by("starts", "id")[:most]]


def _with_rules() -> QuerySet[Meeting]:
    return Meeting.objects.select_related("body__agenda_rules", "contact__organisation")


def _in_short(found: Meeting) -> MeetingSeen:
    """Return a meeting without its members and its agenda."""
    kept = getattr(found.body, "agenda_rules", None)
    return MeetingSeen(
        id=found.id,
        code=found.code,
        body=found.body.name,
        body_code=found.body.code,
        handling=Handling(found.body.handling),
        starts=timezone.localtime(found.starts),
        ends=timezone.localtime(found.ends) if found.ends else None,
        place=found.place,
        state=MeetingState(found.state),
        agenda_published=found.agenda_published,
        contact=_named(found.contact, found.contact_name) if found.contact else None,
        next_meeting=timezone.localtime(found.next_meeting) if found.next_meeting else None,
        question_rules=found.question_rules,
        summons=(),
        items=(),
        agenda_state=AgendaState(found.agenda_state),
        rules=board_rules(kept),
        takes_questions=kept.takes_questions if kept else True,
        questions_until=found.questions_until,
        report_questions_until=found.report_questions_until,
    )


def board_rules(kept: AgendaRules | None) -> BoardRules:
    """Return what a body goes by; where nothing was kept of it, what the product begins with."""
    if kept is None:
        return BoardRules()
    return BoardRules(
        bound=Bound(kept.bound),
        agenda_clear_days=kept.agenda_clear_days,
        papers_working_days=kept.papers_days,
        minutes_working_days=kept.minutes_days,
        questions=QuestionRules(kept.question_days, kept.report_question_days, kept.questions_by),
        authority=kept.authority,
    )


def _items(found: Meeting) -> list[ItemSeen]:
    items = (
        Item.objects.filter(meeting=found)
        .select_related("minutes_of")
        .prefetch_related("presenters__post__organisation")
        .order_by("position")
    )
    return [
        ItemSeen(
            id=item.id,
            number=item.number,
            title=item.title,
            is_part=item.parent_id is not None,
            note=item.note,
            presenter_note=item.presenter_note,
            presenters=tuple(_named(p.post, p.published_name) for p in item.presenters.all()),
            paper=PaperKind(item.paper),
            minutes_of=item.minutes_of.code if item.minutes_of else "",
            priority=item.priority,
            expected_minutes=item.expected_minutes,
            verbal=item.verbal,
            is_exempt=item.part == Part.EXEMPT,
            exempt_paragraph=item.exempt_paragraph,
            exempt_reason=item.exempt_reason,
            kind=ItemKind(item.kind),
        )
        for item in items
    ]


def _named(post, name: str, note: str = "") -> NamedPost:
    return NamedPost(post.title, post.organisation.name, name, note)


def is_restricted(code: str) -> bool:
    """Return whether a meeting is of a body whose work is for its seats alone."""
    handling = Meeting.objects.filter(code=code).values_list("body__handling", flat=True).first()
    return handling is not None and Handling(handling).is_restricted


@dataclass(frozen=True)
class MatterSeen:
    minute: str
    minute_title: str
    minuted_on: dt.date
    matter: str
    update: str
    owner: str
    due: dt.date | None = None


@dataclass(frozen=True)
class ReportSeen:
    """The head of a council report: (heading, ((label, value), …)) in printed order."""

    number: str
    facts: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


def matters(code: str) -> list[MatterSeen]:
    """Return the matters arising brought back to a meeting."""
    found = (
        Matter.objects.filter(meeting__code=code)
        .select_related("minute__meeting", "owner")
        .order_by("position")
    )
    return [
        MatterSeen(
            m.minute.number,
            m.minute.title,
            timezone.localtime(m.minute.meeting.starts).date(),
            m.matter,
            m.update,
            m.owner_words or (m.owner.title if m.owner else "not stated"),
            m.due,
        )
        for m in found
    ]


def report_headers(code: str) -> dict[str, ReportSeen]:
    """Return the heads of a meeting's formal reports, by item number."""
    items = Item.objects.filter(Q(report_header__isnull=False), meeting__code=code).select_related(
        "report_header"
    )
    return {
        item.number: ReportSeen(
            item.report_header.number,
            tuple(
                (heading, tuple((label, value) for label, value in rows))
                for heading, rows in item.report_header.facts
            ),
        )
        for item in items
    }


@dataclass(frozen=True)
class DocumentSeen:
    """A written paper: parts are ("heading" | "paragraph" | "bullets", text or texts)."""

    title: str
    parts: tuple[tuple[str, str | tuple[str, ...]], ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The whole of it as texts: a heading begins “## ”, an entry of a list “- ”."""
        found: list[str] = []
        for kind, said in self.parts:
            match kind, said:
                case "heading", str(words):
                    found.append(f"## {words}")
                case "bullets", tuple(items):
                    found += [f"- {item}" for item in items]
                case _, str(words):
                    found.append(words)
        return tuple(found)


def documents(code: str) -> dict[str, DocumentSeen]:
    """Return a meeting's written papers, by item number."""
    items = Item.objects.filter(meeting__code=code, document__isnull=False).select_related(
        "document"
    )
    return {
        item.number: DocumentSeen(
            item.document.title,
            tuple(
                (kind, tuple(value) if isinstance(value, list) else value)
                for part in item.document.parts
                for kind, value in part.items()
            ),
        )
        for item in items
    }
