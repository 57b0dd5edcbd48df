"""
The front page in words.
"""

from dataclasses import dataclass

from django.urls import reverse

from saferboard.meetings.presenters import deadlines, where
from saferboard.plans.presenters import word_tag
from saferboard.public.queries import Front
from saferboard.ui.components import Tag
from saferboard.ui.words import counted, moment


@dataclass(frozen=True)
class PriorityLine:
    title: str
    href: str
    words: str
    counts: tuple[tuple[Tag, int], ...]


@dataclass(frozen=True)
class FrontShown:
    name: str
    area: str
    meeting: str
    meeting_place: str
    meeting_href: str
    pack_href: str
    pack_words: str
    deadlines: tuple[str, ...]
    strategy: str
    priorities: tuple[PriorityLine, ...]


def front_shown(front: Front) -> FrontShown:
    coming, agenda = front.next_meeting, front.agenda
    return FrontShown(
        name=front.partnership.name if front.partnership else "",
        area=front.partnership.area if front.partnership else "",
        meeting=f"{coming.body}: {moment(coming.starts)}" if coming else "",
        meeting_place=where(coming.place) if coming else "",
        meeting_href=reverse("meetings:meeting", args=[agenda.code]) if agenda else "",
        pack_href=reverse("packs:pdf", args=[agenda.code]) if agenda and front.pack else "",
        pack_words=f"PDF, {counted(front.pack.pages, 'page')}" if front.pack else "",
        deadlines=deadlines(agenda) if agenda else (),
        strategy=front.strategy.title if front.strategy else "",
        priorities=tuple(
            PriorityLine(
                title=f"{p.number}. {p.title}",
                href=reverse("plans:priority", args=[p.number]),
                words=counted(len(p.commitments), "commitment"),
                counts=tuple((word_tag(word), count) for word, count in p.counts.items()),
            )
            for p in (front.strategy.priorities if front.strategy else ())
        ),
    )
