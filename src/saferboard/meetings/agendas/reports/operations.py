"""
A written paper under the standard head of a council report.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from saferboard.domain.refusals import Refusal, Refused, require
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.meetings.agendas.permissions import OVER
from saferboard.meetings.findable import keep_agenda
from saferboard.meetings.models import Document, Item, Meeting, PaperKind, ReportHeader
from saferboard.meetings.operations import parts_of
from saferboard.meetings.permissions import refusal_to_write
from saferboard.partners.models import Post, User
from saferboard.ui.words import day


@dataclass(frozen=True)
class Line:
    """One line of a report's first two sections: the name of its field, and its label."""

    name: str
    section: str
    label: str
    hint: str = ""
    long: bool = False


FIRST, ASKED = "", "Reason and recommendation"
LINES = (
    Line("number", FIRST, "Report number"),
    Line("decision_maker", FIRST, "Decision maker"),
    Line("date", FIRST, "Date"),
    Line("decision_type", FIRST, "Decision type", "As Non-urgent, non-executive, non-key"),
    Line("title", FIRST, "Title"),
    Line("contact", FIRST, "Contact officer"),
    Line("chief_officer", FIRST, "Chief officer"),
    Line("ward", FIRST, "Ward", "The wards it is about, or all"),
    Line("reason", ASKED, "Reason for the report", long=True),
    Line("recommendation", ASKED, "Recommendation", "What the board is asked to do", long=True),
    Line("not_applicable", ASKED, "Sections that do not apply"),
    Line("background", ASKED, "Background documents"),
)
FROM_POSTS = ("contact", "chief_officer")
WORKED_OUT = ("decision_maker", "date", "title", "not_applicable")


@dataclass(frozen=True)
class Section:
    """A section of labelled lines, as the council's head has them."""

    name: str
    heading: str
    labels: tuple[str, ...]


SECTIONS = (
    Section("policy", "Corporate policy", ("Policy status", "Corporate priority")),
    Section(
        "financial",
        "Financial",
        (
            "Cost of the proposal",
            "Ongoing costs",
            "Budget head",
            "Total current budget for this head",
            "Source of funding",
        ),
    ),
    Section("staff", "Staff", ("Number of staff", "Staff hours, if from existing staff")),
    Section("legal", "Legal", ("Legal requirement", "Call-in")),
    Section("customers", "Customer impact", ("Users or beneficiaries, now and later",)),
    Section("ward_views", "Ward councillors’ views", ("Asked for comments", "Their comments")),
)


def rows_of(typed: str) -> list[list[str]]:
    """
    Return the lines of a section that say something, as label and value.

    A line without “: ” goes on with the one before it; the first is its own label.
    """
    rows: list[list[str]] = []
    for line in filter(None, (" ".join(one.split()) for one in typed.splitlines())):
        label, mark, value = line.partition(":")
        if mark:
            rows.append([label.strip(), value.strip()])
        elif rows:
            rows[-1][1] = f"{rows[-1][1]} {line}".strip()
        else:
            rows.append(["In short", line])
    return [row for row in rows if row[1]]


def typed_again(section: Section, rows: Sequence[Sequence[str]]) -> str:
    """Return a section as it stands in its box: what is said, and the labels still empty."""
    held = dict(rows)
    empty = {label: "" for label in section.labels if label not in held}
    return "\n".join(f"{label}: {value}".strip() for label, value in (held | empty).items())


@transaction.atomic
def write_report(
    item: Item, said: Mapping[str, str], texts: Sequence[str], *, by: User, at: dt.datetime
) -> None:
    """
    Write an item's paper, over what was there, with the head that its lines make.

    `said` maps the names of `LINES` to what was typed; contact and chief officer are posts'
    codes.  An item that had no paper has this one from now on.

    :raises Refused: if it is not theirs to write, the meeting is over, the item has another
        paper, or a post is not known.
    """
    require(refusal_to_write(by, on=timezone.localtime(at).date()))
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=item.meeting_id)
    item = Item.objects.get(pk=item.pk)
    require(refusal_to_be_written(item, meeting))
    facts = _facts(_filled(said, meeting))
    Document.objects.update_or_create(
        item=item, defaults={"title": said["title"], "parts": parts_of(texts)}
    )
    ReportHeader.objects.update_or_create(
        item=item, defaults={"number": said.get("number", ""), "facts": facts}
    )
    item.paper, item.verbal = PaperKind.DOCUMENT, False
    item.save(update_fields=["paper", "verbal"])
    keep_agenda(meeting)
    subject = f"meeting {meeting.code}, item {item.number}"
    record(Kind.PAPER_WRITTEN, subject=subject, by=by, at=at, texts=len(texts))


def refusal_to_be_written(item: Item, meeting: Meeting) -> Refusal | None:
    """Return why an item cannot have a written paper, or None if it can."""
    if item.paper == PaperKind.DOCUMENT:
        return None
    if item.paper:
        words = f"Item {item.number} has another kind of paper. Change the item first."
        return Refusal("other-paper", words)
    if meeting.state in OVER:
        words = f"The meeting is {meeting.state.lower()}; no paper is written for it any more."
        return Refusal("meeting-over", words)
    return None


def _filled(said: Mapping[str, str], meeting: Meeting) -> dict[str, str]:
    """Return what was typed, with the posts' titles and what the meeting itself says."""
    posts = {post.code: post for post in Post.objects.select_related("organisation")}
    filled = {name: words.strip() for name, words in said.items()}
    for name in FROM_POSTS:
        code = filled.get(name, "")
        if code and code not in posts:
            raise Refused(Refusal("unknown-post", "Choose the officer's post from the list."))
        filled[name] = posts[code].title if code else ""
    empty = [one.heading for one in SECTIONS if not rows_of(filled.get(one.name, ""))]
    filled["decision_maker"] = meeting.body.name
    filled["date"] = day(timezone.localtime(meeting.starts))
    filled["not_applicable"] = ", ".join(empty)
    return filled


def _facts(filled: Mapping[str, str]) -> list:
    """Return a head as it is kept: in its sections, without the lines that say nothing."""
    sections: dict[str, list[list[str]]] = {}
    for line in LINES:
        if filled.get(line.name):
            sections.setdefault(line.section, []).append([line.label, filled[line.name]])
    for one in SECTIONS:
        if rows := rows_of(filled.get(one.name, "")):
            sections[one.heading] = rows
    return [[section, rows] for section, rows in sections.items()]


def as_typed(item: Item) -> dict[str, str]:
    """Return what an item's report says, by the names of its boxes, to be written anew."""
    header = ReportHeader.objects.filter(item=item).first()
    document = Document.objects.filter(item=item).first()
    held = dict(header.facts) if header else {}
    said = {
        line.name: dict(held.get(line.section, [])).get(line.label, "")
        for line in LINES
        if line.name not in WORKED_OUT
    }
    said |= {one.name: typed_again(one, held.get(one.heading, [])) for one in SECTIONS}
    codes = {post.title: post.code for post in Post.objects.order_by("-id")}
    for name in FROM_POSTS:
        said[name] = codes.get(said[name], "")
    return said | {"title": document.title if document else item.title}
