"""
What was read, as JSON for a program and as text for a person.
"""

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

from saferboard.papers.model import (
    Action,
    AgendaItem,
    Commitment,
    Matter,
    Minute,
    PastPaper,
    Person,
    Place,
    Resolution,
    Sitting,
    Substitute,
    Unsure,
    Update,
)

_ONE = {
    "agenda_items": "agenda item",
    "agenda_sub_items": "agenda sub-item",
    "minutes": "minute",
    "resolutions": "resolution",
    "actions": "action",
    "apologies": "apology",
    "substitutes": "substitute",
    "matters_arising": "matter arising",
    "commitments": "commitment",
    "commitments_with_status": "commitment with status",
    "updates": "update",
}


def counts(paper: PastPaper) -> dict[str, int]:
    """Return how many of each thing were read."""
    there = paper.attendance
    return {
        "agenda_items": len(paper.items),
        "agenda_sub_items": len(paper.sub_items),
        "minutes": len(paper.minutes),
        "resolutions": len(paper.resolutions),
        "actions": len(paper.actions),
        "present": len(there.present),
        "also_present": len(there.also_present),
        "apologies": len(there.apologies),
        "substitutes": len(there.substitutes),
        "matters_arising": len(paper.matters),
        "commitments": len(paper.commitments),
        "commitments_with_status": sum(bool(one.status) for one in paper.commitments),
        "updates": len(paper.updates),
    }


def as_object(paper: PastPaper) -> dict[str, Any]:
    """Return a paper as it stands in the JSON; enclosed minutes in the same shape."""
    told: dict[str, Any] = {
        "counts": counts(paper),
        "rows": _rows(paper),
        "unsure": [_unsure(one) for one in paper.unsure],
    }
    if paper.enclosed:
        told["enclosed"] = as_object(paper.enclosed[0])
    if len(paper.enclosed) > 1:
        told["enclosed_further"] = [as_object(one) for one in paper.enclosed[1:]]
    return told


def as_json(paper: PastPaper) -> str:
    return json.dumps(as_object(paper), ensure_ascii=False, indent=2)


def _rows(paper: PastPaper) -> dict[str, Any]:
    there = paper.attendance
    return {
        "meeting": _sitting(paper.sitting),
        "agenda_items": [_item(one) for one in paper.items],
        "agenda_sub_items": [_item(one) for one in paper.sub_items],
        "minutes": [_minute(one) for one in paper.minutes],
        "resolutions": [_resolution(one) for one in paper.resolutions],
        "actions": [_action(one) for one in paper.actions],
        "present": [_person(one) for one in there.present],
        "also_present": [_person(one) for one in there.also_present],
        "apologies": [_person(one) for one in there.apologies],
        "substitutes": [_substitute(one) for one in there.substitutes],
        "matters_arising": [_matter(one) for one in paper.matters],
        "commitments": [_commitment(one) for one in paper.commitments],
        "updates": [_update(one) for one in paper.updates],
    }


def _at(place: Place) -> dict[str, Any]:
    return {"line": place.line, "page": place.page}


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _clock(time: dt.time | None) -> str | None:
    return f"{time:%H:%M}" if time else None


def _sitting(one: Sitting) -> dict[str, Any]:
    return {
        "body": one.body,
        "date": _day(one.date),
        "starts": _clock(one.starts),
        "ends": _clock(one.ends),
        "venue": one.venue,
        "chair": one.chair,
        "next_date": _day(one.next_date),
        "next_time": _clock(one.next_time),
        **_at(one.place),
    }


def _person(one: Person) -> dict[str, Any]:
    return {
        "name": one.name,
        "post": one.post,
        "organisation": one.office,
        "initials": one.initials,
        "role": one.role,
        **_at(one.place),
    }


def _substitute(one: Substitute) -> dict[str, Any]:
    return {"name": one.name, "instead_of": one.instead_of, **_at(one.place)}


def _item(one: AgendaItem) -> dict[str, Any]:
    return {
        "number": one.number,
        "title": one.title,
        "part_of": one.part_of or None,
        "presenters": [{"name": who.name, "post": who.post} for who in one.presenters],
        "presenter_note": one.presenter_note,
        "pages": list(one.pages) if one.pages else None,
        "paper": one.paper.value,
        "time": one.time,
        "note": one.note,
        **_at(one.place),
    }


def _minute(one: Minute) -> dict[str, Any]:
    return {
        "number": one.number,
        "title": one.title,
        "paragraphs": list(one.paragraphs),
        "resolutions": [clause.text for clause in one.resolutions],
        "actions": [_action(action) for action in one.actions],
        "post_meeting_notes": list(one.notes),
        **_at(one.place),
    }


def _resolution(one: Resolution) -> dict[str, Any]:
    return {"minute": one.minute, "text": one.text, **_at(one.place)}


def _action(one: Action) -> dict[str, Any]:
    return {
        "minute": one.minute,
        "owner": one.owner,
        "text": one.text,
        "due": one.due,
        **_at(one.place),
    }


def _matter(one: Matter) -> dict[str, Any]:
    return {
        "minute": one.minute,
        "date": _day(one.date),
        "matter": one.matter,
        "update": one.update,
        "owner": one.owner,
        "due": one.due,
        **_at(one.place),
    }


def _commitment(one: Commitment) -> dict[str, Any]:
    return {
        "priority": one.priority,
        "section": one.section,
        "text": one.text,
        "status": one.status or None,
        "owner": one.owner,
        "due": one.due,
        "detail": list(one.detail),
        **_at(one.place),
    }


def _update(one: Update) -> dict[str, Any]:
    return {
        "quarter": one.quarter,
        "state": one.state.value,
        "text": one.text,
        "priority": one.priority,
        "commitment": one.commitment,
        **_at(one.place),
    }


def _unsure(one: Unsure) -> dict[str, Any]:
    return {**_at(one.place), "read": one.read, "might_be": one.might_be, "why": one.why}


def as_text(paper: PastPaper) -> str:
    """Return what was read in words: the meeting, the counts, the lists, and the doubts."""
    parts = [_meeting_line(paper.sitting), *_count_lines(paper), ""]
    for item in paper.agenda:
        pages = f" (pages {item.pages[0]}-{item.pages[1]})" if item.pages else ""
        who = ", ".join(one.name or one.post for one in item.presenters)
        indent = "      " if item.part_of else "  "
        parts.append(f"{indent}{item.number} {item.title}{pages}{': ' + who if who else ''}")
    for minute in paper.minutes:
        parts += _minute_lines(minute)
    parts += doubt_lines(paper.unsure, "Unsure of {count}:")
    text = "\n".join(parts).rstrip() + "\n"
    for one in paper.enclosed:
        text += "\nEnclosed:\n\n" + as_text(one)
    return text


def doubt_lines(unsure: Sequence[Unsure], heading: str) -> list[str]:
    """Return doubts as lines under a heading with their count; none where there are none."""
    if not unsure:
        return []
    told = [f"  {where_words(one.place)}: {doubt_words(one)}" for one in unsure]
    return ["", heading.format(count=len(unsure)), *told]


def _meeting_line(one: Sitting) -> str:
    day = f"{one.date.day} {one.date:%B %Y}" if one.date else "day not stated"
    hours = " to ".join(f"{t:%H:%M}" for t in (one.starts, one.ends) if t)
    chair = f"{one.chair} in the chair" if one.chair else ""
    said = [part for part in (one.body or "Body not stated", day, hours, one.venue, chair) if part]
    return ", ".join(said)


def _count_lines(paper: PastPaper) -> list[str]:
    told = [
        f"{number} {_ONE.get(name, name).replace('_', ' ')}"
        if number == 1
        else f"{number} {name.replace('_', ' ')}"
        for name, number in counts(paper).items()
        if number
    ]
    return ["  " + ", ".join(told)]


def _minute_lines(minute: Minute) -> list[str]:
    lines = [f"  {minute.number} {minute.title or 'no title'}"]
    lines += [f"      resolved: {clause.text}" for clause in minute.resolutions]
    for action in minute.actions:
        said = ": ".join(part for part in (action.owner or "no owner", action.text) if part)
        lines.append(f"      action: {said}{', by ' + action.due if action.due else ''}")
    lines += [f"      note after the meeting: {note}" for note in minute.notes]
    return lines


def where_words(place: Place) -> str:
    """Return where in a document a thing stands."""
    return f"page {place.page}, line {place.line}" if place.page else f"line {place.line}"


def doubt_words(one: Unsure) -> str:
    """Return a doubt as a sentence: what was read, why it is doubted, what else it may be."""
    read = f"“{one.read}” " if one.read else ""
    other = f" (or: {one.might_be})" if one.might_be else ""
    return f"{read}{one.why}{other}"
