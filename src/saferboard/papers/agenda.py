"""
Agendas: items and sub-items, who presents them, and where their papers are.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from saferboard.papers.entries import Entry, entries, title_and_rest, titles
from saferboard.papers.model import AgendaItem, Paper, Person, Place, Unsure
from saferboard.papers.people import is_name, is_office, is_titled_office, listed, same_person
from saferboard.papers.rows import Cell, Row
from saferboard.papers.tables import Columns, named_tables
from saferboard.papers.words import AGENDA, TITLES, label_of

_PAGES = re.compile(
    r"[\s_.(\[]*\b(?:pages?|pp?\.|tudalen(?:nau)?)\s*(?P<first>\d{1,4})(?:\s*(?:-|–|to"
    r"|—)\s*(?P<last>\d{1,4}))?[)\]]?\s*$"
    r"|[\s_.]{2,}(?P<first2>\d{1,3})\s*(?:-|–)\s*(?P<last2>\d{1,3})\s*$"
    r"|\s*\((?P<first3>\d{1,3})\s*(?:-|–)\s*(?P<last3>\d{1,3})\)\s*$",
    re.IGNORECASE,
)
_LONGEST_TITLE = 500
_LEADERS = re.compile(r"(?:[\s_.]{2,}|[\s_(–-]+)$")
_RANGE = re.compile(r"^\W*(?:pages?\s*)?(\d{1,4})(?:\s*(?:-|–|to)\s*(\d{1,4}))?\W*$", re.IGNORECASE)
_VERBAL = re.compile(r"\b(?:verbal|oral|llafar)\b", re.IGNORECASE)
_ENCLOSED = re.compile(
    r"\b(?:attached|enclosed|enc\.?|enclosure|papers?(?: [A-Z0-9]{1,3})?|report attached|appendix"
    r"|to follow|presentation|amgaeedig)\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"^\W*(?P<time>(?:[01]?\d|2[0-3])[.:][0-5]\d\s*(?:[ap]\.?m\.?|hrs)?(?:\s*(?:-|–"
    r"|to)\s*\d{1,2}[.:]\d{2}\s*(?:[ap]\.?m\.?)?)?)\W*(?=\s|$)",
    re.IGNORECASE,
)
_MINUTES_LONG = re.compile(r"\s*[(\[]?\b(\d{1,3}\s?min(?:ute)?s?)\b[)\]]?", re.IGNORECASE)
_SUB_LETTER = re.compile(r"^\(?(?P<s>[a-h])[.)]?\s+(?=[A-Z\"“'])(?P<title>.+)$", re.DOTALL)
_SUB_ROMAN = re.compile(r"^\(?(?P<s>i{1,3}|iv|vi{0,3})[.)]\s+(?P<title>[A-Z].+)$", re.DOTALL)
_SUB_NUMBER = re.compile(r"^(?P<n>\d{1,2})\.(?P<s>\d{1,2})\.?\s+(?P<title>\S.+)$", re.DOTALL)
_LEADS = re.compile(
    r"^\W*(?:lead|presenter|presented by|to be presented by|led by|report of|report author"
    r"|speaker|owner|cyflwynydd"
    r"|report from|item from)\s*:?\s+(?:the\s+)?(?P<who>.+)$",
    re.IGNORECASE,
)
_TO_PRESENT = re.compile(
    r"^(?P<who>.{3,80}?)\s*(?:[–—-]\s+|\b)(?:to\s+(?:present|lead|update|report|introduce|give"
    r"|provide)|will\s+\w+|presents?|presenting)\b",
    re.IGNORECASE,
)
_CHAIR = re.compile(
    r"^(?:the\s+)?(?:vice[- ]?)?chair(?:man|person|woman)?\.?$|^all\.?$|^clerk\.?$", re.IGNORECASE
)
_POST = re.compile(
    r"(?:the\s+)?(?:head|director|assistant|deputy|chief|cabinet|portfolio|lead|superintendent"
    r"|inspector|manager|borough|station|service manager|community safety (?:manager|officer))\b",
    re.IGNORECASE,
)
_IS_CHAIR = re.compile(r"(?:the\s+)?chair(?:man|person|woman)?$", re.IGNORECASE)
_TRAILING = re.compile(r"\s+[–—-]\s+(?P<dash>[^–—-]{3,60})$|\s*\((?P<in>[^()]{3,60})\)$")
_ENDS = re.compile(
    r"^\W*(?:report no\b|part (?:one|1|i)\b\W*public|decision maker\s*:|this page is left"
    r"|minutes of the (?:meeting|.{0,60}board)\b(?!.*\bpages?\b).*held"
    r"|present\s*:|priority (?:\d|one|two|three|four)\b.*\S)",
    re.IGNORECASE,
)


def read_agenda(
    rows: Sequence[Row], summoned: Sequence[Person] = ()
) -> tuple[tuple[AgendaItem, ...], list[Unsure], int]:
    """Return the items of the agenda among rows, doubts, and the row after the last item."""
    start = _start(rows)
    if start is None:
        return (), [], 0
    region = list(rows[start : _end(rows, start)])
    tables = [t for t in named_tables(region) if t.has("title") and not t.has("said")]
    if tables and len(tables[0].rows) > 1:
        items = _from_table(tables[0])
        last = tables[0].rows[-1]
        end = start + 1 + next(n for n, row in enumerate(region) if row is last)
    else:
        items, used = _from_rows(region)
        end = start + used
    items = [
        replace(item, presenters=tuple(_with_post(p, summoned) for p in item.presenters))
        for item in items
    ]
    return tuple(items), list(_doubts(items, summoned)), end


def _start(rows: Sequence[Row]) -> int | None:
    """Return the row after the one that says “Agenda”, or None where none does."""
    for n, row in enumerate(rows):
        if AGENDA.match(row.text) and len(row.text.split()) <= 12:
            return n + 1
    for n, row in enumerate(rows[:60]):
        told = re.search(r"\bagenda\b", row.text, re.I) and len(row.text.split()) <= 12
        if told and not re.search(r"contact|published", row.text, re.I):
            return n + 1
    return None


def _end(rows: Sequence[Row], start: int) -> int:
    """Return the row at which the agenda is over and its papers begin."""
    for n in range(start + 1, len(rows)):
        text = rows[n].text
        if n <= start + 2 or _PAGES.search(text):
            continue
        is_item = re.match(r"\W*priority", text, re.I) and not _heads_table(rows, n)
        if (_ENDS.match(text) or rows[n].is_blank_page) and not is_item:
            return n
    return len(rows)


def _heads_table(rows: Sequence[Row], n: int) -> bool:
    return bool(rows[n].table) or any(
        re.search(r"\bB?RAG\b|status", row.text, re.I) for row in rows[n : n + 6]
    )


def _from_rows(region: Sequence[Row]) -> tuple[list[AgendaItem], int]:
    timed, times = _without_times(region)
    found = entries(timed) or _listed(timed)
    if len(times) >= 3 and len(found) < len(times):
        found = [_timed_entry(timed, n) for n in sorted(times)]
    if not found:
        found = titles(timed) or _lines(timed)
    if not found:
        return [], 0
    items: list[AgendaItem] = []
    used = 0
    for count, (entry, after) in enumerate(itertools.zip_longest(found, found[1:]), start=1):
        last = after.row if after else _last_row(timed, entry)
        item, parts = _item(timed, entry, last, str(count), times.get(entry.row, ""))
        if entry.suffix and items:
            item = replace(item, part_of=str(entry.number))
        items += [item, *parts]
        used = last
    return items, used


def _without_times(region: Sequence[Row]) -> tuple[list[Row], dict[int, str]]:
    """Return the rows without the times they begin with, and those times by row."""
    times: dict[int, str] = {}
    rows = []
    for n, row in enumerate(region):
        found = _TIME.match(row.filled[0].text) if row.filled else None
        if not found or found.end() > 24:
            rows.append(row)
            continue
        times[n] = found["time"].strip()
        rest = row.filled[0].text[found.end() :].strip(" -–")
        first = replace(row.filled[0], paragraphs=(rest,) if rest else (), joins=False)
        rows.append(
            row.with_cells(
                [cell for cell in (first, *row.filled[1:]) if cell.paragraphs] or [first]
            )
        )
    if len(times) < 3:
        return list(region), {}
    return rows, times


def _timed_entry(rows: Sequence[Row], n: int) -> Entry:
    paragraphs = rows[n].filled[0].paragraphs if rows[n].filled else ("",)
    title, rest = title_and_rest(paragraphs)
    return Entry(n, n + 1, 0, "", "", title or paragraphs[0], rest, 1.0)


def _listed(rows: Sequence[Row]) -> list[Entry]:
    """Return the entries of a list whose numbers are not in the text, as HTML and Word have."""
    at = [n for n, row in enumerate(rows) if row.is_item and not row.mark.strip("-•*– ")]
    known = sum(bool(TITLES.search(rows[n].text)) for n in at)
    return [_timed_entry(rows, n) for n in at] if len(at) >= 3 and known else []


def _lines(rows: Sequence[Row]) -> list[Entry]:
    """Return each line as an item where an agenda is only a list of lines."""
    found = [
        _timed_entry(rows, n)
        for n, row in enumerate(rows)
        if row.filled and not (row.joins or row.is_furniture or label_of(row.text))
        and len(row.text.split()) <= 18
    ]  # fmt: skip
    return found if 3 <= len(found) <= 40 else []


def _last_row(rows: Sequence[Row], entry: Entry) -> int:
    """Return where the last item ends: at a gap or a page in which something else begins."""
    page = rows[entry.row].place.page
    for n in range(entry.end, min(entry.end + 7, len(rows))):
        row = rows[n]
        shouted = _PAGES.sub("", row.text).isupper() and n > entry.end + 1
        if row.is_blank_page or row.styled or shouted or row.place.page != page:
            return n
    return min(entry.end + 7, len(rows))


def _item(
    rows: Sequence[Row], entry: Entry, last: int, count: str, time: str
) -> tuple[AgendaItem, list[AgendaItem]]:
    number = entry.label or count
    start = rows[entry.row]
    notes: list[str] = list(entry.rest)
    lead = [cell.text for cell in start.filled if cell.text and entry.title not in cell.text][-2:]
    lead = [text for text in lead if not re.fullmatch(r"\W*\d{1,3}[a-z]?\W*", text)]
    parts: list[AgendaItem] = []
    for row in rows[entry.end : last]:
        part = _part(row, number, parts)
        if part is not None:
            parts.append(part)
        elif row.is_furniture:
            continue
        elif parts:
            parts[-1] = _told(parts[-1], [cell.text for cell in row.filled])
        else:
            notes += [cell.text for cell in row.filled]
    item = AgendaItem(
        number,
        entry.title or notes[0] if notes or entry.title else "",
        place=start.place,
        time=time,
    )
    return _told(_titled(item), [*lead, *notes]), parts


def _part(row: Row, number: str, parts: Sequence[AgendaItem]) -> AgendaItem | None:
    """Return the sub-item that a row is: “a TITLE”, “(i) Title”, “5.1 Title”."""
    text = row.text
    if row.is_item and (marked := re.fullmatch(r"\(?([a-h]|i{1,3}|iv|vi{0,3})\)", row.mark)):
        text = f"{marked[1]}) {text}"
    dotted = _SUB_NUMBER.match(text)
    if dotted and dotted["n"] == number:
        return _made_part(f"{number}.{dotted['s']}", dotted["title"], number, row.place)
    for pattern, order in ((_SUB_LETTER, "abcdefgh"), (_SUB_ROMAN, ())):
        found = pattern.match(text)
        if not found:
            continue
        expected = order[len(parts)] if order and len(parts) < len(order) else None
        romans = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")
        if found["s"] == (expected or romans[min(len(parts), 7)]):
            return _made_part(f"{number}{found['s']}", found["title"], number, row.place)
    return None


def _made_part(number: str, title: str, part_of: str, place: Place) -> AgendaItem:
    return _titled(AgendaItem(number, title.strip(), part_of=part_of, place=place))


def _titled(item: AgendaItem) -> AgendaItem:
    """Return the item with what trails its title told apart: pages, minutes, paper, people."""
    if len(item.title) > _LONGEST_TITLE:
        return item
    item = _paged(item)
    while found := _TRAILING.search(item.title):
        said = (found["dash"] or found["in"]).strip()
        if long := _MINUTES_LONG.fullmatch(said):
            item = replace(item, time=item.time or long[1])
        elif _VERBAL.fullmatch(said) or re.fullmatch(r"verbal (?:update|report|item)", said, re.I):
            item = replace(item, paper=Paper.VERBAL)
        elif _ENCLOSED.fullmatch(said):
            item = replace(item, paper=Paper.ENCLOSED)
        elif who := _people(said, item.place):
            item = replace(item, presenters=who)
        else:
            break
        item = _paged(replace(item, title=item.title[: found.start()]))
    paper = Paper.VERBAL if _VERBAL.search(item.title) else item.paper
    return replace(item, title=" ".join(item.title.split()), paper=paper)


def _paged(item: AgendaItem) -> AgendaItem:
    """Return the item with pages that end its title taken out of it."""
    title, pages = _without_pages(item.title, item.pages)
    return replace(item, title=title, pages=pages, paper=Paper.ENCLOSED if pages else item.paper)


def _without_pages(title: str, pages: tuple[int, int] | None) -> tuple[str, tuple[int, int] | None]:
    found = _PAGES.search(title)
    if not found:
        return title, pages
    first = found["first"] or found["first2"] or found["first3"]
    last = found["last"] or found["last2"] or found["last3"] or first
    return _LEADERS.sub("", title[: found.start()]), (int(first), int(last))


def _told(item: AgendaItem, texts: Sequence[str]) -> AgendaItem:
    """Return the item with what stands beside and under its title."""
    for text in texts:
        text = " ".join(text.split())
        range_, long = _RANGE.match(text), _MINUTES_LONG.fullmatch(text)
        if long:
            item = replace(item, time=item.time or long[1])
        elif range_ and not item.pages:
            pages = (int(range_[1]), int(range_[2] or range_[1]))
            item = replace(item, pages=pages, paper=Paper.ENCLOSED)
        elif item.presenters or not (who := _people(text, item.place)):
            item = replace(item, note="\n".join(part for part in (item.note, text) if part))
        else:
            note = "" if " ".join(p.name or p.post for p in who) == text.strip(".") else text
            item = replace(item, presenters=who, presenter_note=note)
        if item.paper is Paper.NOT_STATED and len(text.split()) < 12:
            if _VERBAL.search(text):
                item = replace(item, paper=Paper.VERBAL)
            elif _ENCLOSED.search(text):
                item = replace(item, paper=Paper.ENCLOSED)
    return item


def _people(text: str, place: Place) -> tuple[Person, ...]:
    """Return who presents an item, where words name people or a post; else nobody."""
    text = " ".join(text.split()).strip(" .")
    if led := _LEADS.match(text):
        text = led["who"].strip(" .")
        if is_office(text) and not is_name(re.split(r"[,(]", text)[0].strip()):
            return (Person("", post=text, place=place),)
    if to := _TO_PRESENT.match(text):
        text = to["who"].strip(" –-")
    if _POST.match(text) and is_titled_office(text):
        return (Person("", post=text, place=place),)
    if _CHAIR.match(text):
        return (Person("", post=text, place=place),)
    if len(text.split()) > 20:
        return ()
    bare = re.split(r"\s[–—-]\s", text)[0]
    people = listed(bare.replace("/", ", "), place)
    if people and all(is_name(one.name) for one in people):
        return tuple(people)
    return ()


def _from_table(table: Columns) -> list[AgendaItem]:
    """Return the items of an agenda that is a table with named columns."""
    items: list[AgendaItem] = []
    for count, row in enumerate(table.rows, start=1):
        held = table.held(row)
        if "title" not in held:
            continue
        number = held["number"].text.strip(" .") if "number" in held else ""
        title = held["title"].paragraphs[0]
        leading = re.match(r"(\d{1,3}(?:\.\d{1,2})?[a-z]?)[.):]?\s+(?=\S)", title)
        if leading and not number:
            number, title = leading[1], title[leading.end() :]
        part = re.fullmatch(r"(\d{1,3})(?:\.\d{1,2}|[a-z])", number)
        item = AgendaItem(
            number or str(count), title, place=row.place, part_of=part[1] if part else ""
        )
        item = _told(_titled(item), held["title"].paragraphs[1:])
        items.append(_beside(item, held))
    return items


def _beside(item: AgendaItem, held: dict[str, Cell]) -> AgendaItem:
    for name in ("presenter", "owner"):
        if name in held and not item.presenters:
            who = _people(held[name].text, item.place)
            item = replace(
                item, presenters=who or (Person("", post=held[name].text, place=item.place),)
            )
    if "time" in held:
        item = replace(item, time=held["time"].text)
    if "paper" in held:
        item = _told(item, [held["paper"].text])
    return item


def _with_post(person: Person, summoned: Sequence[Person]) -> Person:
    for member in summoned:
        if person.name and same_person(person.name, member.name):
            return replace(person, post=person.post or member.post, office=member.office)
        if not person.name and _IS_CHAIR.match(person.post) and _IS_CHAIR.match(member.role):
            return replace(person, name=member.name)
    return person


def _doubts(items: Sequence[AgendaItem], summoned: Sequence[Person]) -> list[Unsure]:
    found = []
    for item in items:
        for person in item.presenters:
            known = any(same_person(person.name, member.name) for member in summoned)
            if summoned and person.name and not known:
                found.append(
                    Unsure(
                        item.place,
                        person.name,
                        "",
                        f"presents item {item.number} and is not among those summoned",
                    )
                )
    return found
