"""
A list as a template to fill in, and a filled one turned back into texts for its boxes.
"""

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import replace

from saferboard.documents.filled import Filled, Line, Template
from saferboard.domain.refusals import Refusal, Refused
from saferboard.measures.narrative import Narrative
from saferboard.returns.answering.operations import LONGEST
from saferboard.returns.answering.people import Asked
from saferboard.returns.answering.queries import ListSeen
from saferboard.returns.queries import UpdateSeen, round_at, updates

VERSION = "1"
"""The layout of the template: one of another version is not read."""
NOTES = (
    "Write in the last column. Leave a row empty to leave it out. Add no rows, columns or sheets;"
    " then give the file back on the page that you took it from, or send it as an answer to the"
    " letter that asked for it."
)
_TAG = re.compile(r"Template (\d+), ([a-z0-9-]+\.[\w-]+)\.([\w-]+)")
_NOTHING = frozenset({"n/a", "na", "n.a.", "none", "nil", "-", "–", "tbc", "not applicable"})
_FIGURE_ALONE = re.compile(r"[<>~£]?\s?[\d,.]+\s?%?")


def template_of(found: ListSeen) -> Template:
    """Return the template of a list, with last quarter's account of each thing beside it."""
    asked = found.asked
    quarter = asked.head.quarter
    before = _before(asked)
    narrative = Narrative.of([t for one in before.values() for t in one.account])

    def last(seen: UpdateSeen) -> str:
        one = before.get((seen.ref, seen.sheet, seen.strand, seen.priority))
        return "\n".join(narrative.plain(text) for text in one.account) if one else ""

    return Template(
        title=f"Updates for {quarter.label}: {asked.post.title}, {asked.post.organisation.name}",
        tag=f"Template {VERSION}, {asked.ref}",
        notes=NOTES,
        head=(
            "Reference",
            "What is promised",
            f"Update for {(quarter + -1).label}",
            f"Your update for {quarter.label}",
        ),
        rows=tuple(
            (
                item.update.about,
                item.update.promise or item.update.priority_title,
                last(item.update),
                item.draft.text if item.draft else "",
            )
            for item in found.items
            if not item.update.sheet
        ),
    )


def _before(asked: Asked) -> dict[tuple[str, str, str, int], UpdateSeen]:
    head = asked.head
    earlier = round_at(replace(head, quarter=head.quarter + -1).address)
    if earlier is None:
        return {}
    return {
        (one.ref, one.sheet, one.strand, one.priority): one
        for one in updates(round_id=earlier.id)
        if one.asked_code in ("", asked.post.code)
    }


def texts_in(filled: Filled, found: ListSeen) -> dict[str, str]:
    """
    Return the texts of a filled template, by each update's place in an address.

    :raises Refused: if it is another template, another list's or quarter's, or a row is wrong.
    """
    _require_ours(filled, found)
    return texts_of(filled.lines, found)


def list_of_tag(tag: str) -> str:
    """Return the reference of the list that a template says it is of, or nothing."""
    found = _TAG.fullmatch(tag.strip())
    return f"{found[2]}.{found[3]}" if found else ""


def _require_ours(filled: Filled, found: ListSeen) -> None:
    asked = found.asked
    again = f"Take the template for {asked.head.quarter.label} from this page, and fill it in."
    tag = _TAG.fullmatch(filled.tag.strip())
    if tag is None:
        raise Refused(Refusal("no-template", f"It is not a template of this site. {again}"))
    version, address, post = tag.groups()
    if address != asked.head.address:
        other = round_at(address)
        whose = f"for {other.quarter.label}" if other else "for another round"
        raise Refused(Refusal("old-template", f"It is the template {whose}. {again}"))
    if post != asked.post.code:
        raise Refused(Refusal("others-template", f"It is another post’s template. {again}"))
    wanted = template_of(found).head
    if version != VERSION or filled.head != wanted:
        words = "Its columns are not those of the template in use."
        raise Refused(Refusal("wrong-template", f"{words} {again}"))


def texts_of(lines: Iterable[Line], found: ListSeen) -> dict[str, str]:
    """
    Return the texts of some lines, each a reference first and a text last.

    :raises Refused: naming every line that is wrong, so that all are mended at once.
    """
    known = {_key(i.update.about): i.update.slug for i in found.items if not i.update.sheet}
    texts: dict[str, str] = {}
    wrong: list[str] = []
    for line in lines:
        ref, text = line.cells[0], line.cells[-1].strip()
        if not text:
            continue
        slug = known.get(_key(ref))
        if fault := _fault(line.place, ref, text, slug, texts):
            wrong.append(fault)
        elif slug is not None:
            texts[slug] = text
    if wrong:
        raise Refused(Refusal("wrong-lines", " ".join(wrong)))
    if not texts:
        words = "No update is filled in. Write in the last column, beside a reference."
        raise Refused(Refusal("nothing-filled", words))
    return texts


def _key(ref: str) -> str:
    return re.sub(r"\s+", " ", ref).strip().lower()


def _fault(place: str, ref: str, text: str, slug: str | None, texts: dict[str, str]) -> str:
    if not ref.strip():
        return f"{place} has a text and no reference."
    if slug is None:
        return f"{place}: {ref[:60]} is not asked in this list."
    if slug in texts:
        return f"{place}: {ref} stands in an earlier row already. Put the two together."
    if text.lower() in _NOTHING:
        return (
            f"{place}: “{text}” is no update on {ref}. Leave it empty, or decline it on the page."
        )
    if _FIGURE_ALONE.fullmatch(text):
        return f"{place}: {ref} says only {text}. Say what it counts."
    if len(text) > LONGEST:
        return f"{place}: the text on {ref} has {len(text):,} letters, and {LONGEST:,} is the most."
    return ""


def lines_pasted(table: str) -> list[Line]:
    """
    Return the lines of a table as Excel or Word puts it on the clipboard.

    :raises Refused: if it is no table of two columns at least.
    """
    rows = list(csv.reader(io.StringIO(table, newline=""), dialect="excel-tab"))
    lines = [
        Line(f"Line {number}", tuple(cell.strip() for cell in row))
        for number, row in enumerate(rows, start=1)
        if any(cell.strip() for cell in row)
    ]
    if lines and _key(lines[0].cells[0]) in ("reference", "ref", "about"):
        lines = lines[1:]
    narrow = next((line for line in lines if len(line.cells) < 2), None)
    if narrow is not None or not lines:
        where = narrow.place if narrow else "The table"
        words = f"{where} has no second column. Copy the reference and the text together."
        raise Refused(Refusal("no-table", words))
    return lines
