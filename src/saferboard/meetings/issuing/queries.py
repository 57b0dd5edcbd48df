"""
Asking about packs: what was printed, what was issued, and what anyone may read of it.
"""

import dataclasses
import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from saferboard.domain.states import PackState
from saferboard.meetings.models import BoundPaper, Edition, ItemKind, Mark, Pack, PaperKind
from saferboard.meetings.seen import ItemSeen, MeetingSeen, NamedPost


@dataclasses.dataclass(frozen=True)
class BoundSeen:
    """One paper of a pack: where it is, and how it stands to what was issued before."""

    number: str
    title: str
    is_exempt: bool
    mark: Mark
    reason: str
    tagged: bool
    first: int
    last: int


@dataclasses.dataclass(frozen=True)
class PackSeen:
    """
    A pack or a supplement as printed.  `ranges` maps an item's number to its first and last
    page; `number` is nought for the pack that goes with the agenda.
    """

    id: int
    state: PackState
    made_at: dt.datetime
    issued_at: dt.datetime | None
    sha256: str
    pages: int
    size: int
    ranges: dict[str, tuple[int, int]]
    number: int
    edition: Edition
    declares: bool
    papers: tuple[BoundSeen, ...]

    @property
    def untagged(self) -> tuple[BoundSeen, ...]:
        return tuple(paper for paper in self.papers if not paper.tagged)


def packs(code: str, *, issued_only: bool, full: bool = False) -> list[PackSeen]:
    """
    Return the pack of a meeting and its supplements in order, each as it may be read now: the
    issued one, else the draft; the full one, for whoever may read it, where there is one.
    """
    states = [PackState.ISSUED] if issued_only else [PackState.ISSUED, PackState.DRAFT]
    editions = [Edition.FULL, Edition.PUBLIC] if full else [Edition.PUBLIC]
    found = (
        Pack.objects.filter(meeting__code=code, state__in=states, edition__in=editions)
        .defer("figures", "agenda")
        .order_by("number", "-state", "edition", "id")
    )
    first: dict[int, Pack] = {}
    for one in found:
        first.setdefault(one.number, one)
    bound = _bound(one.pk for one in first.values())
    return [_seen(one, bound.get(one.pk, ())) for one in first.values()]


def pack(code: str, *, issued_only: bool, full: bool = False, number: int = 0) -> PackSeen | None:
    """Return one pack of a meeting as it may be read now, or None."""
    found = packs(code, issued_only=issued_only, full=full)
    return next((one for one in found if one.number == number), None)


def _bound(packs: Iterable[int]) -> dict[int, tuple[BoundSeen, ...]]:
    found: dict[int, tuple[BoundSeen, ...]] = {}
    for one in BoundPaper.objects.filter(pack__in=list(packs)).defer("content").order_by("id"):
        seen = BoundSeen(
            number=one.number,
            title=one.title,
            is_exempt=one.is_exempt,
            mark=Mark(one.mark),
            reason=one.reason,
            tagged=one.tagged,
            first=one.first,
            last=one.last,
        )
        found[one.pack_id] = (*found.get(one.pack_id, ()), seen)
    return found


def _seen(found: Pack, papers: tuple[BoundSeen, ...]) -> PackSeen:
    return PackSeen(
        id=found.pk,
        state=PackState(found.state),
        made_at=timezone.localtime(found.made_at),
        issued_at=timezone.localtime(found.issued_at) if found.issued_at else None,
        sha256=found.sha256,
        pages=found.pages,
        size=found.size,
        ranges={number: (first, last) for number, (first, last) in found.ranges.items()},
        number=found.number,
        edition=Edition(found.edition),
        declares=found.declares,
        papers=papers,
    )


def issued_papers(code: str, *, full: bool = False) -> dict[str, BoundPaper]:
    """Return the paper of each item as it was last issued, by the item's number."""
    editions = [Edition.FULL, Edition.PUBLIC] if full else [Edition.PUBLIC]
    found = (
        BoundPaper.objects.filter(
            pack__meeting__code=code, pack__state=PackState.ISSUED, pack__edition__in=editions
        )
        .select_related("pack", "file")
        .order_by("pack__number", "pack__edition", "id")
    )
    return {paper.number: paper for paper in found}


def marked(meeting: MeetingSeen) -> MeetingSeen:
    """Return a meeting with each line of its agenda that was added after its issue as late."""
    known = {
        number
        for lines in Pack.objects.filter(
            meeting__code=meeting.code, state=PackState.ISSUED, number=0
        ).values_list("agenda", flat=True)
        for number in (line["number"] for line in lines)
    }
    if not known:
        return meeting
    late = tuple(
        item if item.number in known else dataclasses.replace(item, mark=Mark.LATE.value)
        for item in meeting.items
    )
    return dataclasses.replace(meeting, items=late)


def was_issued(code: str) -> bool:
    """Return whether the pack of a meeting was issued."""
    return Pack.objects.filter(meeting__code=code, state=PackState.ISSUED).exists()


def as_issued(meeting: MeetingSeen) -> MeetingSeen:
    """
    Return a meeting with its agenda as the last thing issued has it.

    What the clerk changes afterwards is nobody else's until a supplement is issued.
    """
    lines = (
        Pack.objects.filter(
            meeting__code=meeting.code, state=PackState.ISSUED, edition=Edition.PUBLIC
        )
        .order_by("-number")
        .values_list("agenda", flat=True)
        .first()
    )
    if not lines:
        return meeting
    return dataclasses.replace(meeting, items=tuple(line_from(line) for line in lines))


_FIELDS = {one.name for one in dataclasses.fields(ItemSeen)}


def line_data(item: ItemSeen) -> dict[str, Any]:
    """Return one line of an agenda as data to be kept with a pack."""
    return dataclasses.asdict(item)


def line_from(data: dict[str, Any]) -> ItemSeen:
    """Return the line that `line_data` wrote down, whatever lines have come to hold since."""
    kept = {name: value for name, value in data.items() if name in _FIELDS}
    kept["presenters"] = tuple(NamedPost(**one) for one in kept["presenters"])
    kept["paper"] = PaperKind(kept["paper"])
    kept["kind"] = ItemKind(kept.get("kind", ""))
    return ItemSeen(**kept)
