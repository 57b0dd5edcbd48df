"""
Checking every paper of a pack before it is issued.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse

from saferboard.measures.checking import Found, Typed, check_papers
from saferboard.meetings import queries as meetings
from saferboard.meetings.models import PaperKind
from saferboard.meetings.queries import ItemSeen, MeetingSeen
from saferboard.packs.gathering import Gathered, gather
from saferboard.packs.models import Override
from saferboard.packs.sections import dashboard, groups
from saferboard.plans.queries import PrioritySeen
from saferboard.returns.presenters import edit_href
from saferboard.returns.queries import UpdateSeen


@dataclass(frozen=True)
class Finding:
    """A finding in a paper, and why it was let stand, if it was."""

    found: Found
    item: str
    reason: str

    @property
    def stands(self) -> bool:
        return bool(self.reason)


@dataclass(frozen=True)
class PaperChecked:
    number: str
    title: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class PackChecked:
    """Every paper of a meeting, and what is wrong in each."""

    papers: tuple[PaperChecked, ...]

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        """Return what has been neither corrected nor let stand."""
        return tuple(f for paper in self.papers for f in paper.findings if not f.stands)

    @property
    def open_material(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.open_findings if f.found.is_material)


def check_pack(
    code: str,
    *,
    seen: MeetingSeen | None = None,
    only: Collection[str] | None = None,
    exempt: bool = True,
) -> PackChecked:
    """
    Return what the figure checker finds in the typed texts of a meeting's papers: of all, or of
    the items numbered in `only`; of those that are exempt where they may be seen.  `seen` is the
    meeting, where it was read already.
    """
    meeting = seen or meetings.meeting(code)
    assert meeting is not None, f"there is no meeting {code} whose papers could be checked"
    items = [
        item
        for item in meeting.items
        if item.paper != PaperKind.NONE
        and (only is None or item.number in only)
        and (exempt or not item.is_exempt)
    ]
    gathered = gather(meeting, tuple(items))
    found = check_papers([(item.number, typed(meeting, item, gathered)) for item in items])
    reasons = dict(Override.objects.filter(meeting__code=code).values_list("finding", "reason"))
    return PackChecked(
        tuple(
            PaperChecked(
                item.number,
                item.title,
                tuple(Finding(one, item.number, reasons.get(one.key, "")) for one in findings),
            )
            for item, findings in zip(items, found, strict=True)
        )
    )


def typed(meeting: MeetingSeen, item: ItemSeen, gathered: Gathered) -> list[Typed]:
    """Return the texts of one paper that somebody typed, each with where it is corrected."""
    match item.paper:
        case PaperKind.PRIORITY:
            found = gathered.priorities[item.priority]
            updates = [u for u in gathered.updates if u.priority == found.number]
            return _of_priority(found, updates)
        case PaperKind.MINUTES:
            kept = gathered.minutes[item.minutes_of]
            href = reverse("meetings:minutes", args=[kept.code])
            return [
                Typed(f"{m.number}. {m.title}", href, (*m.paragraphs, *m.clauses))
                for m in kept.minutes
            ]
        case PaperKind.DOCUMENT:
            document = gathered.documents[item.number]
            href = reverse("meetings:edit-document", args=[meeting.code, item.number])
            return [Typed(document.title, href, document.texts)]
        case PaperKind.FILE:
            given = gathered.given.get(item.number)
            href = reverse("packs:give", args=[meeting.code, item.number])
            return [Typed(item.title, href, given.texts if given else ())]
        case PaperKind.DASHBOARD:
            assert gathered.figures is not None, "the dashboard's figures are gathered with it"
            href = reverse("measures:dashboard")
            return [Typed(title, href, (said,)) for title, said in dashboard.told(gathered.figures)]
        case PaperKind.GROUPS:
            return groups.typed(gathered.drafted)
        case PaperKind.MATTERS_ARISING:
            href = reverse("meetings:meeting", args=[meeting.code])
            return [Typed(m.minute_title, href, (m.matter, m.update)) for m in gathered.matters]
    raise AssertionError(f"item {item.number} has no paper to check")


def _of_priority(priority: PrioritySeen, updates: list[UpdateSeen]) -> list[Typed]:
    href = reverse("plans:priority", args=[priority.number])
    found = [Typed(priority.title, href, (*priority.purpose, *priority.aims))]
    for commitment in priority.commitments:
        page = reverse("plans:edit-commitment", args=[commitment.ref])
        found.append(Typed(commitment.ref, page, (commitment.promise, *commitment.in_place)))
        found += [_of_update(u) for u in updates if u.ref == commitment.ref and u.account]
    for position, (title, paragraphs) in enumerate(priority.outcomes, start=1):
        page = reverse("plans:edit-outcome", args=[priority.number, position])
        found.append(Typed(title, page, paragraphs))
    found += [_of_update(u) for u in updates if not u.ref and u.account]
    return found


def _of_update(update: UpdateSeen) -> Typed:
    label = f"{update.about}, {update.quarter.label} update"
    return Typed(label, edit_href(update), update.account)
