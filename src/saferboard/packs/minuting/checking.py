"""
Checking minutes against the pack of their meeting, and their owners against their resolutions.

The pack is a file that may hold what others uploaded, so both are read apart: in a child
process with limits.
"""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse

from saferboard.claims.apart import CheckFailed, check_apart
from saferboard.claims.model import Severity
from saferboard.domain.refusals import Refusal, Refused
from saferboard.domain.states import PackState
from saferboard.measures.checking import TONES
from saferboard.measures.narrative import Narrative
from saferboard.meetings.minuted import MinutesSeen
from saferboard.meetings.models import Edition, Meeting, Pack, PaperKind
from saferboard.meetings.taking.owning import owners_to_look_at
from saferboard.packs.files import file_of
from saferboard.packs.models import Override

MINUTES = "minutes.md"
WRONG = "inconsistent"
OWNER = "owner"


@dataclass(frozen=True)
class MinuteFinding:
    """Something a check found in a minute: what it says, why it is doubted, where it is mended."""

    key: str
    minute: str
    quote: str
    why: str
    severity: str
    tone: str
    sources: tuple[str, ...]
    href: str
    reason: str = ""

    @property
    def stands(self) -> bool:
        return bool(self.reason)

    def kept(self) -> dict[str, Any]:
        return {"key": self.key, "minute": self.minute, "severity": self.severity}


@dataclass(frozen=True)
class MinutesChecked:
    """What a check found, and against what the figures were held."""

    findings: tuple[MinuteFinding, ...]
    against: str

    @property
    def open_findings(self) -> tuple[MinuteFinding, ...]:
        return tuple(one for one in self.findings if not one.stands)


def check_minutes(meeting: Meeting, minutes: MinutesSeen) -> MinutesChecked:
    """
    Return what is doubtful in minutes: figures against the issued pack, owners against what was
    resolved.

    :raises Refused: if they cannot be read within the limits.
    """
    lines, whose = _lines(minutes)
    packs, against = _packs(meeting)
    earlier = _earlier_minutes(packs)
    documents = [(MINUTES, "\n".join(lines).encode()), *((p.name, p.content) for p in packs)]
    try:
        told = check_apart(documents)
    except CheckFailed as failed:
        raise Refused(Refusal("too-much", str(failed))) from None
    ids = dict(meeting.minutes.values_list("number", "pk"))
    claims = next(one["claims"] for one in told if one["file"] == MINUTES)
    found = [
        _figure(claim, whose[min(claim["line"], len(whose)) - 1], meeting.code, ids)
        for claim in claims
        if claim["verdict"] == WRONG and not _is_of_then(claim, earlier)
    ]
    found += [
        MinuteFinding(
            key=one.key,
            minute=one.minute,
            quote=one.owner,
            why=one.words,
            severity="Owner",
            tone="amber",
            sources=(),
            href=reverse("meetings:take-minute", args=[meeting.code, one.minute_id]),
        )
        for one in owners_to_look_at(meeting)
    ]
    return MinutesChecked(_with_reasons(meeting, found), against)


def _lines(minutes: MinutesSeen) -> tuple[list[str], list[str]]:
    """Return minutes as lines of words, and the number of the minute that each line is of."""
    narrative = Narrative.of([text for one in minutes.minutes for text in one.paragraphs])
    lines: list[str] = []
    whose: list[str] = []
    for one in minutes.minutes:
        said = [f"## {one.title}", ""]
        for text in [*(narrative.plain(p) for p in one.paragraphs), *one.clauses]:
            said += [text.replace("\n", " "), ""]
        for action in one.action_rows:
            said += [action.text.replace("\n", " "), ""] if action.text else []
        lines += said
        whose += [one.number] * len(said)
    return lines, whose or [""]


@dataclass(frozen=True)
class Issued:
    """What was issued of a pack: its file's name and bytes, and its row."""

    name: str
    content: bytes
    row: Pack


def _earlier_minutes(packs: Sequence[Issued]) -> set[tuple[str, int]]:
    """Return the pages, as (file, page), on which packs enclose the minutes of earlier meetings."""
    found = set()
    for pack in packs:
        enclosed = {one["number"] for one in pack.row.agenda if one["paper"] == PaperKind.MINUTES}
        for number in enclosed & pack.row.ranges.keys():
            first, last = pack.row.ranges[number]
            found |= {(pack.name, page) for page in range(first, last + 1)}
    return found


def _is_of_then(claim: Mapping[str, Any], earlier: Collection[tuple[str, int]]) -> bool:
    """
    Return whether a figure differs only from what an earlier meeting minuted.

    That meeting heard of its own quarter: two days then and three now contradict nothing.
    """
    sources = [(one["file"], one["page"]) for one in claim["sources"]]
    elsewhere = [one for one in sources if one[0] != MINUTES]
    return bool(elsewhere) and all(one in earlier for one in elsewhere)


def _packs(meeting: Meeting) -> tuple[list[Issued], str]:
    """
    Return the issued pack and its supplements, and against what figures are held.

    The full edition is read where there is one: whoever takes minutes may read what is exempt.
    """
    issued = Pack.objects.filter(meeting=meeting, state=PackState.ISSUED).order_by("number", "id")
    newest: dict[int, Pack] = {}
    for pack in issued:
        if pack.number not in newest or pack.edition == Edition.FULL:
            newest[pack.number] = pack
    if not newest:
        return [], "No pack was issued for this meeting: the minutes are held against themselves."
    try:
        read = [
            Issued(_file_name(pack), file_of(pack.sha256).read_bytes(), pack)
            for pack in newest.values()
        ]
    except FileNotFoundError:
        words = "The pack's file is not where it is kept. Put it back from a backup, then check."
        raise Refused(Refusal("no-file", words)) from None
    return read, "Held against the issued pack of this meeting."


def _file_name(pack: Pack) -> str:
    return f"supplement {pack.number}.pdf" if pack.number else "pack.pdf"


def _figure(
    claim: Mapping[str, Any], number: str, code: str, ids: Mapping[str, int]
) -> MinuteFinding:
    said = (number, claim["kind"], claim["quote"], claim["stated"], claim["recomputed"] or "")
    severity = Severity(claim["severity"] or Severity.MINOR.value)
    return MinuteFinding(
        key=hashlib.sha256("\0".join(said).encode()).hexdigest(),
        minute=number,
        quote=claim["quote"],
        why=claim["why"].replace(MINUTES, "the minutes").replace(".pdf", ""),
        severity=severity.value.capitalize(),
        tone=TONES[severity],
        sources=tuple(_source(one) for one in claim["sources"]),
        href=reverse("meetings:take-minute", args=[code, ids[number]]) if number in ids else "",
    )


def _source(place: Mapping[str, Any]) -> str:
    paged = place["file"] != MINUTES and place["page"]
    where = f"{place['file'].removesuffix('.pdf')}, page {place['page']}: " if paged else ""
    return f"{where}{place['quote']}"


def _with_reasons(meeting: Meeting, found: Sequence[MinuteFinding]) -> tuple[MinuteFinding, ...]:
    reasons = dict(Override.objects.filter(meeting=meeting).values_list("finding", "reason"))
    once = {one.key: replace(one, reason=reasons.get(one.key, "")) for one in found}
    return tuple(once.values())
