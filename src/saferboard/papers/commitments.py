"""
Commitments and what became of them: the tables with a RAG status that a plan reports in.

Such a table is torn by page breaks: a row goes on below one, and a status may stand alone
above the row it belongs to.  Rows are followed with that in mind.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from saferboard.papers.model import Commitment, Place, Unsure, Update
from saferboard.papers.rows import Row
from saferboard.papers.statuses import is_status, is_status_head, status_in
from saferboard.papers.updates import labels, quarter_of, state_of, updates_in
from saferboard.papers.words import columns_named

_PRIORITY = re.compile(
    r"(?:.{0,140}?:\s*)?priority\s+(?P<n>\d{1,2}|one|two|three|four|five"
    r"|six)\b\s*[:–—-]?\s*(?P<name>[A-Z][^\n]{3,120})?",
    re.IGNORECASE,
)
_SECTION = re.compile(r"(?P<n>\d{1,2})\.\s+(?P<title>[A-Z].*)$", re.DOTALL)
_OVER = re.compile(
    r"\W*(?:case study|specific outcomes?|discussion paper|end of (?:report|table)|appendix\b"
    r"|outcomes? for)",
    re.IGNORECASE,
)
_ENUMERATED = re.compile(r"(?P<n>\d{1,2})\)\s+(?P<text>\S.*)$", re.DOTALL)
_NARRATIVE = re.compile(
    r"(?:through|in|during|over|between|as|since|from)\b|(?:\S+\s+){0,7}(?:is|has|have|was|were)\b",
    re.I,
)
_BARE_SECTION_WORDS = 5
_DIGITS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6"}
_FIGURE = re.compile(r"[£+-]?\d[\d,.]*\s?%?(?:\s*\(.{1,10}\))?$")


@dataclass
class _Open:
    """A commitment being read.  `section_only`: its words are only a heading so far."""

    commitment: Commitment
    paragraphs: list[str] = field(default_factory=list)
    section_only: bool = False
    has_parts: bool = False


@dataclass
class Plan:
    """Follows the rows of a plan's tables."""

    done: list[_Open] = field(default_factory=list)
    updates: list[Update] = field(default_factory=list)
    unsure: list[Unsure] = field(default_factory=list)
    priority: str = ""
    section: str = ""
    number: int = 0
    inside: bool = False
    orphan: str = ""
    waiting: bool = False
    columns: dict[str, int] = field(default_factory=dict)
    quarters: dict[int, str] = field(default_factory=dict)
    last: Row | None = None

    @property
    def open(self) -> _Open | None:
        return self.done[-1] if self.done and self.inside else None


def read_commitments(
    rows: Sequence[Row],
) -> tuple[tuple[Commitment, ...], tuple[Update, ...], list[Unsure]]:
    """Return the commitments and quarterly updates that rows hold, and what is doubtful."""
    plan = Plan()
    gathered = list(_joined(rows))
    for row in gathered:
        _take(plan, row)
        plan.last = row
    found = [
        replace(one.commitment, detail=tuple(one.paragraphs))
        for one in plan.done
        if not one.has_parts
    ]
    return tuple(found), tuple(_told(plan.updates)), plan.unsure


def _joined(rows: Sequence[Row]) -> Iterator[Row]:
    """Yield rows, a status cut over two lines (“Achieved / and ongoing”) put together."""
    held: Row | None = None
    for row in rows:
        if held is not None and row.joins and len(held.cells) == 1 and is_status(held.text):
            both = f"{held.text} {row.text}"
            if is_status(both):
                held = held.with_cells([replace(held.cells[0], paragraphs=(both,))])
                continue
        if held is not None:
            yield held
        held = row
    if held is not None:
        yield held


def _take(plan: Plan, row: Row) -> None:
    if row.is_blank_page:
        plan.inside, plan.orphan = False, ""
        return
    if row.is_furniture:
        return
    if _is_head(row, plan):
        plan.inside, plan.section, plan.number, plan.orphan = True, "", 0, ""
        _name_columns(plan, row)
        return
    first = row.filled[0].paragraphs[0]
    named = _PRIORITY.match(first)
    if named and named["name"] and len(first.split()) < 40 and not _SECTION.match(first):
        plan.priority, plan.inside = _DIGITS.get(named["n"].lower(), named["n"]), False
        return
    if plan.inside:
        _take_inside(plan, row)
    _take_updates(plan, row)


def _take_inside(plan: Plan, row: Row) -> None:
    """Take a row of a table of commitments, or of what stands between its parts."""
    if _OVER.match(row.filled[0].paragraphs[0]):
        plan.inside = False
        return
    lone = [cell.text for cell in row.filled]
    if plan.columns and len(row.cells) > 1:
        _take_named(plan, row)
    elif len(lone) == 1 and is_status(lone[0]):
        _lone_status(plan, lone[0], row.place)
    elif _is_figures(row):
        return
    elif len(row.cells) > 1:
        _take_cells(plan, row)
    else:
        _take_line(plan, row)


def _is_head(row: Row, plan: Plan) -> bool:
    """Return whether a row heads a table of commitments, over one line or two."""
    texts = [cell.text for cell in row.filled]
    named = columns_named({cell.column: cell.text for cell in row.filled}) if row.table else {}
    if "status" in named and "promise" in named:
        return True
    if any(is_status_head(text) and re.search(r"rag", text, re.I) for text in texts):
        return not _figures_below(row)
    before = plan.last
    if before is None or len(texts) != 1:
        return False
    return bool(
        re.fullmatch(r"\W*status\W*", texts[0], re.I)
        and re.fullmatch(r"\W*b?rag\W*", before.text, re.I)
    )


def _name_columns(plan: Plan, row: Row) -> None:
    """Note what the columns hold, where the head of the table says it."""
    cells = {cell.column: cell.text for cell in row.filled}
    named = columns_named(cells)
    words = next((n for n in ("promise", "action", "matter", "title") if n in named), "")
    plan.columns = {"text": named[words], **named} if words and len(named) > 2 else {}
    quarters = ((n, labels(f"{text}:") or labels(f"{text} update")) for n, text in cells.items())
    plan.quarters = {n: quarter_of(found[0]) for n, found in quarters if found}


def _figures_below(row: Row) -> bool:
    return any(
        re.search(r"%|\b(?:19|20)\d\d\b|rolling year|difference", cell.text, re.I)
        for cell in row.filled
    )


def _is_figures(row: Row) -> bool:
    """Return whether a row is of a table of figures that stands within a commitment."""
    cells = [cell.text for cell in row.filled]
    figures = sum(bool(_FIGURE.match(text)) for text in cells[1:])
    return (
        len(cells) >= 2
        and figures * 2 >= len(cells) - 1
        and not any(status_in(t) for t in cells[1:])
    )


def _lone_status(plan: Plan, status: str, place: Place) -> None:
    """Give a status that stands alone to the commitment open, or to the one that follows."""
    held = plan.open
    if held is not None and not held.commitment.status:
        held.commitment = replace(held.commitment, status=status_in(status) or status)
    else:
        plan.orphan = status_in(status) or status
        plan.unsure.append(
            Unsure(place, status, "", "a status stands alone; read as that of the row below it")
        )


def _take_cells(plan: Plan, row: Row) -> None:
    """Take a row of the table: its words, and its status if it has one."""
    first, rest = row.filled[0], row.filled[1:]
    if first.column > 0 and not rest:
        _follow(plan, list(first.paragraphs))
        return
    found = [status_in(cell.text) for cell in rest]
    printed = [status for status in found if status]
    section = _next_section(plan, first.paragraphs[0])
    if len(printed) > 1:
        plan.unsure.append(
            Unsure(
                row.place, " + ".join(printed), "one of the two", "two statuses stand in one row"
            )
        )
    if printed or section or plan.orphan:
        _begin(plan, list(first.paragraphs), " + ".join(printed), row.place)
    elif _repeats(plan, row):
        plan.unsure.append(
            Unsure(row.place, row.text[:120], "", "words of the row above, printed again")
        )
    elif rest and _may_begin(plan, row):
        _begin(plan, list(first.paragraphs), "", row.place)
        plan.unsure.append(
            Unsure(row.place, rest[-1].text, "a status", "stands where the status of the row would")
        )
    else:
        _follow(plan, list(first.paragraphs))


def _take_named(plan: Plan, row: Row) -> None:
    """Take a row of a table whose columns have names."""
    cells = {cell.column: cell for cell in row.filled}
    held = {name: cells[n].text for name, n in plan.columns.items() if n in cells}
    if not held.get("text"):
        _follow(plan, [cell.text for cell in row.filled])
        return
    text, *rest = cells[plan.columns["text"]].paragraphs
    status = status_in(held.get("status", "")) or held.get("status", "")
    if "update" in held:
        rest += cells[plan.columns["update"]].paragraphs
    plan.done.append(
        _Open(
            Commitment(
                plan.priority, plan.section, text, status,
                owner=held.get("owner", ""), due=held.get("due", ""), place=row.place,
            ),
            rest,
        )
    )  # fmt: skip
    for n, quarter in plan.quarters.items():
        if n in cells and not labels(cells[n].text):
            said = cells[n].text
            plan.updates.append(
                Update(quarter, state_of(said), said, plan.priority, text, row.place)
            )


def _may_begin(plan: Plan, row: Row) -> bool:
    """Return whether a row without a status begins a commitment: the one above is closed."""
    return (
        plan.open is not None
        and bool(plan.open.commitment.status)
        and not row.after_gap
        and not labels(row.filled[0].paragraphs[0])
        and not row.joins
    )


def _repeats(plan: Plan, row: Row) -> bool:
    held = plan.open
    return held is not None and all(
        any(cell.text in paragraph for paragraph in (held.commitment.text, *held.paragraphs))
        for cell in row.filled[:1]
    )


def _next_section(plan: Plan, text: str) -> "re.Match[str] | None":
    found = _SECTION.match(text)
    if found and int(found["n"]) in (plan.number + 1, plan.number + 2):
        return found
    return None


def _begin(plan: Plan, paragraphs: list[str], status: str, place: Place) -> None:
    section = _next_section(plan, paragraphs[0])
    held = plan.open
    if held is not None and held.section_only and not (held.paragraphs or held.commitment.status):
        held.has_parts = held.has_parts or not section
    text, rest = paragraphs[0], paragraphs[1:]
    if section:
        plan.number, plan.section = int(section["n"]), section["title"].strip()
        text = plan.section
        if rest and _says_more(text, rest[0]):
            text, rest = rest[0], rest[1:]
    commitment = Commitment(plan.priority, plan.section, text, status or plan.orphan, place=place)
    plan.orphan = ""
    plan.done.append(_Open(commitment, rest))


def _says_more(section: str, text: str) -> bool:
    """Return whether the commitment is the text under a section's name, not the name."""
    if re.match(r"how (?:do )?(?:we|will)", section, re.I):
        return True
    return len(section.split()) <= _BARE_SECTION_WORDS and not _NARRATIVE.match(text)


def _take_line(plan: Plan, row: Row) -> None:
    """Take a line that stands outside of columns: a section, an entry of one, more words."""
    paragraphs = list(row.filled[0].paragraphs)
    section = _next_section(plan, paragraphs[0]) if not row.joins else None
    if section:
        _begin(plan, paragraphs, "", row.place)
        plan.done[-1].section_only = not plan.done[-1].commitment.status
        return
    held = plan.open
    marked = _ENUMERATED.match(paragraphs[0])
    if held is not None and marked and not held.commitment.status:
        under_section = held.section_only and not held.paragraphs
        follows = held.commitment.section == plan.section and not held.section_only
        if (under_section and marked["n"] == "1") or (follows and _is_part(plan, held)):
            held.has_parts = held.section_only
            commitment = Commitment(plan.priority, plan.section, marked["text"], place=row.place)
            plan.done.append(_Open(commitment, []))
            return
    if plan.orphan and not row.joins:
        _begin(plan, paragraphs, "", row.place)
        return
    heads = held is not None and held.section_only and not held.paragraphs and not row.is_item
    if held is not None and heads and _says_more(held.commitment.text, paragraphs[0]):
        held.commitment = replace(held.commitment, text=paragraphs[0])
    _follow(plan, paragraphs)


def _is_part(plan: Plan, held: _Open) -> bool:
    at = plan.done.index(held)
    return at > 0 and any(
        one.has_parts and one.commitment.section == plan.section for one in plan.done[:at]
    )


def _follow(plan: Plan, paragraphs: list[str]) -> None:
    held = plan.open
    if held is not None:
        held.paragraphs.extend(paragraphs)


def _take_updates(plan: Plan, row: Row) -> None:
    """Read the accounts of quarters in a row; words below a bare label belong to it."""
    for cell in row.filled:
        for n, text in enumerate(cell.paragraphs):
            if plan.waiting and not labels(text) and not is_status(text):
                last = plan.updates[-1]
                plan.updates[-1] = replace(last, text=text, state=state_of(text))
                plan.waiting = False
                continue
            if n == 0 and cell.joins:
                continue
            for update in updates_in(text, row.place):
                under = _under(plan)
                plan.updates.append(replace(update, priority=plan.priority, commitment=under))
                plan.waiting = not update.text


def _under(plan: Plan) -> str:
    return plan.open.commitment.text if plan.open else ""


def _told(updates: Sequence[Update]) -> Iterator[Update]:
    for update in updates:
        yield replace(update, text=update.text.strip(" –—-"))
