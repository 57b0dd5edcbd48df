"""
The quarter's files, read into what the rooms' operations take.
"""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from saferboard.domain.rag import Status
from saferboard.domain.states import MeetingState, UpdateState
from saferboard.meetings.models import AttendanceState, ItemKind, PaperKind
from saferboard.meetings.operations import (
    ActionWritten,
    ItemPlanned,
    MatterRaised,
    MeetingPlanned,
    MinuteWritten,
    Named,
)
from saferboard.partners.operations import OrganisationDescribed, PostDescribed
from saferboard.plans.operations import (
    CommitmentWritten,
    PriorityWritten,
    SectionWritten,
    StatusDeclared,
)
from saferboard.returns.operations import UpdateGiven

HERE = Path(__file__).parent
LONDON = ZoneInfo("Europe/London")

Words = Mapping[str, Any]


def account_names() -> list[str]:
    """Return the account names of the invented people, as the quarter lists them."""
    return [person["username"] for person in quarter_file("board")["demo_people"]]


def quarter_file(name: str) -> Any:
    """Return what one file of the quarter says."""
    return yaml.safe_load((HERE / "quarter" / f"{name}.yaml").read_text(encoding="utf-8"))


def organisations(board: Words) -> list[OrganisationDescribed]:
    return [
        OrganisationDescribed(
            o["code"], o["name"], o["short"], o["kind"].upper(), o["responsible_authority"]
        )
        for o in board["organisations"]
    ]


def posts(board: Words) -> list[PostDescribed]:
    return [
        PostDescribed(p["code"], p["title"], p["organisation"], p.get("role", "").upper())
        for p in board["posts"]
    ]


def named(words: Words) -> Named:
    return Named(words["post"], words.get("published_name", ""), words.get("note", ""))


def meeting(words: Words, task_and_finish: Words) -> MeetingPlanned:
    contact = words.get("contact")
    return MeetingPlanned(
        code=words["code"],
        body=words["body"],
        starts=moment(words["starts"]),
        ends=moment(words["ends"]) if words.get("ends") else None,
        place=words["place"],
        state=MeetingState(words["state"].upper()),
        agenda_published=words.get("agenda_published"),
        contact=named(contact) if contact else None,
        next_meeting=moment(words["next_meeting"]) if words.get("next_meeting") else None,
        question_rules=words.get("question_rules", ""),
        summons=[named(one) for one in words.get("summons", ())],
        items=[item(one, task_and_finish) for one in words.get("items", ())],
    )


def moment(words: str | dt.datetime) -> dt.datetime:
    """Return a time in London written `2022-10-27 10:30`."""
    return dt.datetime.fromisoformat(str(words)).replace(tzinfo=LONDON)


def item(words: Words, task_and_finish: Words) -> ItemPlanned:
    is_document = words.get("document") == task_and_finish["code"]
    return ItemPlanned(
        number=words["number"],
        title=words["title"],
        parent=words.get("parent", ""),
        note=words.get("note", ""),
        presenter_note=words.get("presenter_note", ""),
        presenters=[named(one) for one in words.get("presenters", ())],
        paper=PaperKind((words["paper"] or "").upper().replace("-", "_")),
        minutes_of=words.get("minutes_of", ""),
        priority=words.get("priority"),
        kind=ItemKind(words.get("kind", "").upper()),
        verbal=words.get("verbal", False),
        document_title=task_and_finish["title"] if is_document else "",
        parts=document_parts(task_and_finish) if is_document else (),
    )


def document_parts(paper: Words) -> list[dict[str, Any]]:
    parts: list[dict[str, Any]] = [{"paragraph": f"{paper['status']}."}]
    for group in paper["groups"]:
        parts += [
            {"heading": f"Group {group['number']}: {group['name']}"},
            {"bullets": group["role"]},
        ]
    return [
        *parts,
        {"heading": "Questions for the Board"},
        {"bullets": paper["questions"]},
        {"paragraph": paper["closing"]},
    ]


def attended(words: Words, titles: Mapping[str, str]) -> list[tuple[AttendanceState, str, str]]:
    groups = {
        "present": AttendanceState.PRESENT,
        "also_present": AttendanceState.ALSO_PRESENT,
        "apologies": AttendanceState.APOLOGY,
    }
    return [
        (state, person["published_name"], titles.get(person["as"], person["as"]))
        for group, state in groups.items()
        for person in words[group]
    ]


def minutes(words: Words) -> list[MinuteWritten]:
    return [
        MinuteWritten(
            number=str(m["number"]),
            title=m["title"],
            paragraphs=m["text"],
            clauses=[m["resolution"]] if m["resolution"] else [],
            actions=[action(a) for a in m["actions"]],
        )
        for m in words["minutes"]
    ]


def action(words: Words) -> ActionWritten:
    return ActionWritten(
        owners=[(one["as_printed"], one["post"] or "") for one in words.get("owners", ())],
        text=words.get("text", ""),
        next_meeting=words.get("due") == "next meeting",
        all_partners=words.get("all_partners", False),
    )


def matters(words: Words) -> list[MatterRaised]:
    return [
        MatterRaised(
            m["meeting"], str(m["minute"]), m["matter"], m["update"], m.get("owner_post") or ""
        )
        for m in words["rows"]
    ]


def report_head(report: Words, titles: Mapping[str, str]) -> list:
    """Return a council report's head: headings, each with its labels and what stands there."""

    def officer(which: str) -> str:
        return f"{report[f'{which}_published_name']}, {titles[report[which_post(which)]]}"

    def which_post(which: str) -> str:
        return f"{which}_post" if f"{which}_post" in report else which

    day = report["date"]
    first = [
        ["Report number", report["number"]],
        ["Decision maker", report["decision_maker"]],
        ["Date", f"{day.day} {day:%B %Y}"],
        ["Decision type", report["decision_type"]],
        ["Title", report["title"]],
        ["Contact officer", officer("contact")],
        ["Chief officer", officer("chief_officer")],
        ["Ward", report["ward"]],
    ]
    asked = [
        ["Reason for the report", report["reason"]],
        ["Recommendation", report["recommendation"]],
        ["Sections that do not apply", report["non_applicable"]],
        ["Background documents", report["background_documents"]],
    ]
    rest = [
        ("Corporate policy", "policy"),
        ("Financial", "financial"),
        ("Staff", "staff"),
        ("Legal", "legal"),
        ("Customer impact", "customer_impact"),
        ("Ward councillors’ views", "ward_councillors"),
    ]
    return [
        ["", first],
        ["Reason and recommendation", asked],
        *([heading, report[key]] for heading, key in rest),
    ]


def priorities(words: Words) -> list[PriorityWritten]:
    return [
        PriorityWritten(
            number=p["number"],
            title=p["title"],
            lead=p["lead_post"],
            partners=p.get("partners", ()),
            purpose=p.get("purpose", ()),
            aims=p.get("aims", ()),
            measures=p["measures"],
            scale=p["scale"],
            heading_as_printed=p["heading_as_printed"],
            outcomes=[(o["title"], o["paragraphs"]) for o in p.get("outcomes", ())],
            sections=[section(s) for s in p["sections"]],
        )
        for p in words["priorities"]
    ]


def section(words: Words) -> SectionWritten:
    return SectionWritten(
        words["number"],
        words["title"],
        [
            CommitmentWritten(
                c["ref"],
                c["promise"],
                c["in_place"],
                c.get("owner_post", ""),
                c.get("measures", ()),
            )
            for c in words["commitments"]
        ],
    )


def statuses(words: Words) -> list[StatusDeclared]:
    return [
        StatusDeclared(
            c["ref"],
            Status(r["status"]),
            r["as_printed"],
            r.get("facet", ""),
            r.get("remark", "") or "",
            r.get("completes", False),
        )
        for p in words["priorities"]
        for s in p["sections"]
        for c in s["commitments"]
        for r in c["ratings"]
    ]


def updates(words: Words, quarter: str) -> list[UpdateGiven]:
    return [
        UpdateGiven(
            priority=u["priority"],
            state=UpdateState(u["state"]),
            ref=u["about"] if u["about"].startswith("P") else "",
            strand=u.get("strand", ""),
            contributor=u.get("contributor_organisation") or "",
            account=u.get("text") or (),
            see="Priority 1" if u.get("see") == "P1" else u.get("see", ""),
            reason=u.get("reason", ""),
            late=u.get("late", False),
        )
        for u in words["updates"]
        if u["quarter"] == quarter
    ]
