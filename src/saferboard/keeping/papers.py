"""
The register of processing, the draft impact assessment and the answer to a person, as papers.

All three are made from the kinds of record that rooms declare, so that they cannot say less
than is kept.
"""

import datetime as dt

from django.conf import settings

from saferboard.documents.blocks import (
    Block,
    Brand,
    Bullets,
    Facts,
    Heading,
    Inset,
    Pack,
    Paper,
    Paragraph,
    Table,
    text,
)
from saferboard.keeping.queries import KindKept, RequestSeen
from saferboard.partners.record_kinds import Found
from saferboard.ui.words import day

NOT_STATED = "not stated"


def bound(paper: Paper, *, title: str, on: dt.date, handling: str) -> Pack:
    """Return what goes round a paper that stands alone."""
    name = settings.SAFERBOARD_SITE["name"]
    return Pack(
        title=title,
        partnership=name,
        meeting_line=f"Made on {day(on)}",
        issued=on,
        brand=Brand(name=name),
        papers=(paper,),
        handling=handling,
    )


def register_paper(kept: list[KindKept]) -> Paper:
    """Return the register of processing: UK GDPR, article 30(1), one part a kind of record."""
    blocks: list[Block] = [
        Paragraph(
            text(
                "What personal data this installation keeps, why, on what basis, whom it is about,"
                " who receives it and for how long (UK GDPR, article 30). It is made from the"
                " program’s own list of what it keeps."
            )
        )
    ]
    for one in kept:
        blocks += [Heading(1, one.kind.label), _facts(one)]
    return Paper(key="register", number="", title="Register of processing", blocks=tuple(blocks))


def _facts(one: KindKept) -> Facts:
    kind = one.kind
    rows = (
        ("Controller", kind.controller),
        ("Purpose", kind.purpose),
        ("Basis", kind.basis),
        ("About whom", kind.people),
        ("What is held", ", ".join(kind.data)),
        ("Special category or criminal offence data", kind.special or "none"),
        ("Who receives it", kind.recipients),
        ("Sent out of the United Kingdom", "no"),
        ("Kept for", f"{one.term.words}{f', since {kind.since}' if kind.since else ''}"),
        ("Authority", one.authority),
        ("Security", "See the threat model; restricted fields are sealed, looks are recorded"),
    )
    return Facts(tuple((label, text(words)) for label, words in rows))


def assessment_paper(kept: list[KindKept]) -> Paper:
    """
    Return the draft of a data protection impact assessment: UK GDPR, article 35(7).

    What only people can say (who was consulted, whether the officer agrees) is not stated.
    """
    blocks: tuple[Block, ...] = (
        Inset(text("A draft made by the program. What only people can judge is “not stated”.")),
        Heading(1, "What is processed, and why"),
        Bullets(tuple(text(f"{one.kind.label}: {one.kind.purpose}") for one in kept)),
        Heading(1, "Why it is necessary and in proportion"),
        Bullets(tuple(text(f"{one.kind.label}: {one.kind.basis}") for one in kept)),
        Paragraph(
            text(
                "Each kind has a term and an authority for it; rights end with the post; what is"
                " restricted is shown for a purpose under a live agreement, field by field, and"
                " every look is recorded."
            )
        ),
        Heading(1, "What could go wrong for people, and what is done about it"),
        _risks(kept),
        Heading(1, "Who was consulted, and who decides"),
        Facts(
            (
                ("People it is about, or those who speak for them", text(NOT_STATED)),
                ("Partners of the board", text(NOT_STATED)),
                ("Data protection officer’s advice", text(NOT_STATED)),
                ("Decided by, on", text(NOT_STATED)),
            )
        ),
    )
    return Paper(
        key="assessment", number="", title="Data protection impact assessment: draft", blocks=blocks
    )


def _risks(kept: list[KindKept]) -> Table:
    rows = (
        (text(one.kind.label), text(risk), text(measure), text(NOT_STATED))
        for one in kept
        for risk, measure in one.kind.risks
    )
    return Table(
        caption="Risks and measures",
        head=("Records", "Risk", "Measure", "What is left"),
        rows=tuple(rows),
        widths=(3, 4, 4, 2),
    )


def answer_paper(asked: RequestSeen, found: list[Found], kept: list[KindKept]) -> Paper:
    """Return what is held about a person, for that person: UK GDPR, article 15(1) and (3)."""
    by_code = {one.kind.code: one for one in kept}
    blocks: list[Block] = [
        Paragraph(
            text(
                f"You asked on {day(asked.received)} what is held here about you. This is all that"
                " this system holds; the partners hold records of their own."
            )
        )
    ]
    if not any(not one.withheld for one in found):
        blocks.append(Paragraph(text("Nothing is held here about you.")))
    for record in (one for one in found if not one.withheld):
        kind = by_code[record.kind]
        about = (
            ("Why it is held", text(kind.kind.purpose)),
            ("Who receives it", text(kind.kind.recipients)),
            ("Kept for", text(kind.term.words)),
        )
        facts = tuple((label, text(words)) for label, words in record.facts)
        blocks += [Heading(1, record.title), Facts(facts + about)]
    blocks += [
        Heading(1, "What you may ask"),
        Paragraph(
            text(
                "You may ask for a correction or for deletion, object to what is done with your"
                " data, or complain to the Information Commissioner."
            )
        ),
    ]
    return Paper(key="answer", number="", title="What is held about you", blocks=tuple(blocks))
