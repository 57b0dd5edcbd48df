"""
Answers of the ledger in words: a page, a file of commas, a report for somebody who asked.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from saferboard.documents.blocks import Brand, Pack, Paper, Paragraph, text
from saferboard.documents.blocks import Table as PaperTable
from saferboard.domain.oddities import RULES, NoticeState
from saferboard.oversight.queries import Answer, NoticeSeen, Seen
from saferboard.oversight.questions import Asked
from saferboard.ui.components import Cell, SummaryRow, Table, Tag
from saferboard.ui.words import counted, day, hour, listed

SHOWN_AT_MOST = 5
"""References of one list that a page prints; the file has them all."""

HEAD = (
    *("line", "when", "what", "subject", "account", "posts", "organisations", "purpose"),
    *("agreement", "outcome", "recipient", "references shown", "from where"),
)


def about(asked: Asked) -> str:
    """Return a question in words."""
    what = f": {listed(list(asked.what))}" if asked.what else ""
    since = f", from {day(asked.since)}" if asked.since else ""
    until = f", to {day(asked.until)}" if asked.until else ""
    return f"{asked.question.label}{what}{since}{until}"


def table(found: Answer) -> Table:
    return Table(
        caption=f"{counted(len(found.lines), 'line')} on this page, the newest first",
        head=("Line", "When", "Who", "What", "Purpose and agreement", "Outcome"),
        rows=tuple(_row(line) for line in found.lines),
    )


def _row(line: Seen) -> tuple[Cell | str, ...]:
    refused = Tag("Refused", "red") if line.refused else Tag("Allowed", "grey")
    shown = [*line.shown[:SHOWN_AT_MOST]]
    if len(line.shown) > SHOWN_AT_MOST:
        shown.append(f"{len(line.shown) - SHOWN_AT_MOST} more")
    to = f"; given to {line.recipient}" if line.recipient else ""
    return (
        str(line.number),
        _moment(line),
        Cell(line.name or line.by, below=_posts(line)),
        Cell(line.said, below="; ".join(filter(None, [line.subject, ", ".join(shown)]))),
        Cell(line.purpose or "none given", below=line.agreement),
        Cell(tags=(refused,), below=f"from {line.origin}{to}" if line.origin else to[2:]),
    )


def _posts(line: Seen) -> str:
    return ", ".join([*line.posts, *line.organisations])


def _moment(line: Seen) -> str:
    at = timezone.localtime(line.at)
    return f"{day(at)}, {hour(at)}"


def comma_rows(lines: Iterable[Seen]) -> Iterable[list[str]]:
    """Yield the rows of a file of commas, its head first."""
    yield list(HEAD)
    for line in lines:
        yield [
            _plain(one)
            for one in (
                str(line.number),
                timezone.localtime(line.at).isoformat(timespec="seconds"),
                line.said,
                line.subject,
                line.by,
                "; ".join(line.posts),
                "; ".join(line.organisations),
                line.purpose,
                line.agreement,
                "refused" if line.refused else "allowed",
                line.recipient,
                "; ".join(line.shown),
                line.origin,
            )
        ]


def _plain(words: str) -> str:
    """A spreadsheet works out what begins with one of these, whoever wrote it."""
    return f"'{words}" if words.lstrip().startswith(("=", "+", "-", "@", "\t", "\r")) else words


def report(asked: Asked, lines: Iterable[Seen]) -> Pack:
    """
    Return who has seen somebody's record, for that person: UK GDPR, article 15(1)(c).

    Organisations and posts, and no officer's name (docs/adr, “The report names posts”).
    """
    rows = tuple(tuple(text(words) for words in row) for row in report_rows(lines))
    blocks: list[Any] = [
        Paragraph(
            text(
                f"These are the looks that the ledger holds at {listed(list(asked.what))}: when, by"
                " which organisation and post, for what purpose and under which agreement."
            )
        )
    ]
    if rows:
        blocks.append(
            PaperTable(
                caption=counted(len(rows), "line"),
                head=("When", "Organisation", "Post", "Purpose", "Agreement", "Outcome"),
                rows=rows,
                widths=(3, 3, 3, 2, 2, 2),
            )
        )
    else:
        blocks.append(Paragraph(text("The ledger holds none.")))
    on = timezone.localdate()
    name = settings.SAFERBOARD_SITE["name"]
    title = "Who has seen your record"
    return Pack(
        title=title,
        partnership=name,
        meeting_line="",
        issued=on,
        brand=Brand(name=name),
        papers=(Paper(key="seen", number="", title=title, blocks=tuple(blocks)),),
        handling="Personal",
    )


def report_rows(lines: Iterable[Seen]) -> Iterable[tuple[str, ...]]:
    """Yield when, organisation, post, purpose, agreement and outcome of each look."""
    return (_report_row(line) for line in lines)


def _report_row(line: Seen) -> tuple[str, ...]:
    return (
        _moment(line),
        ", ".join(line.organisations) or "not stated",
        ", ".join(line.posts) or ("the program itself" if line.by == "system" else "not stated"),
        line.purpose or "not stated",
        line.agreement or "none",
        "refused" if line.refused else (f"given to {line.recipient}" if line.recipient else "seen"),
    )


STATES = {
    NoticeState.NEW: Tag("New", "amber"),
    NoticeState.SEEN: Tag("Seen", "blue"),
    NoticeState.EXPLAINED: Tag("Explained", "green"),
}


def notices_table(found: list[NoticeSeen]) -> Table:
    return Table(
        caption=counted(len(found), "notice"),
        head=("Notice", "Day", "What", "Whose account", "How many", "State"),
        rows=tuple(
            (
                Cell(one.code.upper(), href=reverse("oversight:notice", args=[one.code])),
                day(one.day),
                Cell(RULES[one.rule].label, below=one.about),
                one.name or "several",
                Cell(str(one.count), below=f"usual {one.usual} a weekday" if one.usual else ""),
                Cell(tags=(STATES[one.state],)),
            )
            for one in found
        ),
        note="A notice is no accusation: a person looks at it and says what explains it.",
    )


def notice_rows(one: NoticeSeen) -> list[SummaryRow]:
    return [
        SummaryRow("Day", day(one.day)),
        SummaryRow("Whose account", one.name or "several"),
        SummaryRow("About", one.about or "nothing in particular"),
        SummaryRow("How many", f"{one.count}"),
        SummaryRow("Their usual", f"{one.usual} a weekday" if one.usual else "not held against"),
        SummaryRow("State", tags=(STATES[one.state],)),
        SummaryRow("What was said", one.reason or "nothing yet"),
    ]
