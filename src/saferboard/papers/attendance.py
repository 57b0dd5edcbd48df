"""
Who was there, who was not, and who sat for whom.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from saferboard.papers.model import Attendance, Person, Place, Substitute, Unsure
from saferboard.papers.people import (
    is_initials,
    is_name,
    is_office,
    is_titled_office,
    listed,
    person_of,
    same_person,
    split_line,
)
from saferboard.papers.rows import Row
from saferboard.papers.words import MINUTES_HEAD, NOTHING, columns_named, label_of

_SUBSTITUTE = re.compile(
    r"(?P<who>.+?)\s*[,(]?\s*(?:(?:had |was |were |has )?(?:attended|attending|present|acting"
    r"|acted|sat|sitting)?\s*"
    r"(?:as\s+)?(?:a |the |an? |his |her |their )?(?:named )?(?:substitut\w*|deput(?:y|ised"
    r"|ising|ized|izing)|sub)"
    r"(?:\s+member)?\s+(?:for|of)|(?:attended|attending|present|sitting)\s+"
    r"(?:in (?:the )?place|on behalf|instead)\s+of|\(?on behalf of)\s+(?P<for>[^.;]+)",
    re.IGNORECASE,
)
_AND_SUBSTITUTE = re.compile(
    r"from\s+(?P<all>.+?)\s+(?:attended|attending|was present)\s+as\s+(?:a |the |his |her |their )?"
    r"(?:substitute|deputy)\b(?!\s+for)",
    re.IGNORECASE,
)
_APOLOGY = re.compile(r"\b(?:apolog(?:ies|y|ised)|ymddiheur\w+)\b", re.IGNORECASE)
_FROM = re.compile(
    r"\b(?:from|on behalf of|by|gan|oddi wrth|noted for|accepted for)\b\s*:?\s*(?P<who>.+)$"
    r"|^[^:]{0,60}:\s*(?P<after>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_LATE = re.compile(
    r"\b(?:for (?:late|lateness|late arrival|leaving)|late arrival)\b", re.IGNORECASE
)
_SENTENCE = re.compile(r"(?<=[a-z)]{2})\.\s+(?=[A-Z])")
_CHAIR_WORDS = r"(?:(?:vice|deputy)[\s-]*)?chair(?:man|person|woman)?$|minute[- ]?taker$|clerk$"
_CHAIR_LINE = re.compile(
    r"(?P<role>(?:vice|deputy)?[\s-]*chair(?:man|person|woman|ed by)?"
    r"|cadeirydd)\s*[:–]\s*(?P<who>\S.+)$",
    re.I,
)
_TAKER = re.compile(
    r"(?:minutes?|notes?|minute[- ]?taker|note[- ]?taker|clerk|secretary|minuted by|minutes by"
    r"|minutes? taken by)\s*[:–]\s*(?P<who>[A-Z].{3,80})$",
    re.IGNORECASE,
)
_ABSENT_WORDS = re.compile(r"apolog|absent|ymddiheur|^\W*(?:a|✗|x|no)\W*$", re.IGNORECASE)
_ALSO_WORDS = re.compile(r"observ|in attendance|guest|officer", re.IGNORECASE)
_MOST_WORDS = 32
_LONGEST_SENTENCE = 3000


@dataclass
class _List:
    """People gathered under the heads of an attendance list."""

    group: str = ""
    people: dict[str, list[Person]] = field(
        default_factory=lambda: {"present": [], "also_present": [], "apologies": []}
    )
    substitutes: list[Substitute] = field(default_factory=list)
    unsure: list[Unsure] = field(default_factory=list)
    office: str = ""
    columns: dict[str, int] = field(default_factory=dict)
    table: int = 0
    running: bool = False

    def add(self, person: Person, group: str = "") -> None:
        group = group or self.group
        substitute = _in_brackets(person)
        if substitute is not None:
            self.substitute(substitute)
            person = replace(person, post="")
        for others in self.people.values():
            for other in others:
                if other.name.casefold() == person.name.casefold():
                    if others is not self.people[group]:
                        self.doubt(
                            person.place, person.name, "one of the two", "printed in two lists"
                        )
                    return
        if not person.office and self.office:
            person = replace(person, office=self.office)
        self.people[group].append(person)

    def substitute(self, one: Substitute) -> None:
        if all(not same_person(one.name, held.name) for held in self.substitutes):
            self.substitutes.append(one)

    def doubt(self, place: Place, read: str, might_be: str, why: str) -> None:
        self.unsure.append(Unsure(place, read, might_be, why))


def read_attendance(
    head: Sequence[Row], apologies: Iterable[tuple[str, Sequence[Row]]]
) -> tuple[Attendance, list[Unsure]]:
    """
    Return who attended, from the rows before the first minute and from the minutes (title and
    rows) that say who sent apologies.
    """
    gathered = _List()
    for row in head:
        _read_row(row, gathered)
    for title, rows in apologies:
        _read_minute(title, rows, gathered)
    present, also = gathered.people["present"], gathered.people["also_present"]
    if not present:
        # “In attendance” is who was present, where a paper has no other list of them.
        present, also = also, []
    attendance = Attendance(
        present=tuple(present),
        also_present=tuple(also),
        apologies=tuple(gathered.people["apologies"]),
        substitutes=tuple(gathered.substitutes),
    )
    return attendance, [*gathered.unsure, *_who_is_where(attendance)]


def opens_a_list(row: Row) -> bool:
    """Return whether a row begins a list of people present or away."""
    return label_of(row.cells[0].text) is not None


def _read_row(row: Row, gathered: _List) -> None:
    if row.is_furniture:
        return
    if gathered.table and row.table != gathered.table:
        gathered.table, gathered.columns = 0, {}
    named = columns_named({cell.column: cell.text for cell in row.filled}) if row.table else {}
    if "name" in named and len(named) > 1:
        gathered.columns, gathered.table = named, row.table
        gathered.group = gathered.group or "present"
        return
    if {"number", "title", "said", "action"} & named.keys() and len(named) > 1:
        gathered.group, gathered.columns = "", {}
        return
    if gathered.columns and len(row.filled) > 1:
        _read_columns(row, gathered)
        return
    if _is_labelled(row):
        head, beside = row.filled
        together = f"{head.text.rstrip(' :')}: {beside.text}"
        several = [] if len(beside.paragraphs) == 1 else beside.paragraphs
        for text in (f"{head.text.rstrip(' :')}:", *several) if several else (together,):
            _read_paragraph(text, row, head.column, gathered)
        return
    for cell in row.filled:
        for paragraph in cell.paragraphs:
            _read_paragraph(paragraph, row, cell.column, gathered)


def _is_labelled(row: Row) -> bool:
    """Return whether a row is a label and, in the cell beside it, what it labels."""
    if len(row.filled) != 2:
        return False
    head = row.filled[0].text.strip(" :")
    return label_of(head) is not None or bool(re.match(_CHAIR_WORDS, head, re.I))


def _read_columns(row: Row, gathered: _List) -> None:
    """Read a row of a table whose heads say what its columns hold."""
    words = {cell.column: cell.text for cell in row.filled}
    held = {name: words.get(column, "") for name, column in gathered.columns.items()}
    if not held.get("name") or NOTHING.match(held["name"]):
        return
    person = person_of(held["name"], row.place)
    post, office = held.get("post") or held.get("owner", ""), held.get("office", "")
    person = replace(
        person,
        post=post or person.post or office,
        office=office if post else person.office,
        initials=held.get("initials", "") or person.initials,
    )
    said = held.get("attended") or next(
        (text for text in words.values() if _ABSENT_WORDS.match(text) and len(text) < 20), ""
    )
    group = gathered.group
    if _ABSENT_WORDS.search(said):
        group = "apologies"
    elif _ALSO_WORDS.search(said):
        group = "also_present"
    gathered.add(person, group)


def _read_paragraph(text: str, row: Row, column: int, gathered: _List) -> None:
    label = label_of(text)
    if label is not None:
        gathered.group, rest = label
        gathered.office, gathered.running = "", bool(rest)
        if rest:
            _add_listed(rest, row.place, gathered)
        return
    gathered.running = gathered.running and not row.after_gap
    chair, taker = _CHAIR_LINE.match(text), _TAKER.match(text)
    if chair and is_name(re.split(r"[,(–]| - ", chair["who"])[0].strip()):
        gathered.add(replace(person_of(chair["who"], row.place), role=chair["role"]), "present")
    elif taker and is_name(re.split(r"[,(–]| - ", taker["who"])[0].strip()):
        gathered.add(person_of(taker["who"], row.place), "also_present")
    elif gathered.group == "substitutes":
        _substitutes_in(text, row.place, gathered)
    elif gathered.running:
        _add_listed(text, row.place, gathered)
    elif row.styled or MINUTES_HEAD.match(text):
        gathered.group = ""
    elif gathered.group:
        _add_line(text, row, column, gathered)


def _add_listed(text: str, place: Place, gathered: _List) -> None:
    """Add the people of a running list that follows its label on the same line."""
    if NOTHING.match(text):
        return
    if gathered.group == "substitutes":
        _substitutes_in(text, place, gathered)
        return
    if _APOLOGY.search(text):
        for sentence in _SENTENCE.split(text):
            _read_sentence(sentence, place, gathered, bare=False)
        return
    people = listed(text, place)
    group = gathered.people[gathered.group]
    for n, one in enumerate(people):
        if is_name(one.name) or is_initials(one.name):
            gathered.add(one)
        elif n == 0 and group and gathered.running and not is_titled_office(one.name):
            _add_to_last(one.name, group)
        elif is_titled_office(one.name):
            gathered.add(one)


def _add_line(text: str, row: Row, column: int, gathered: _List) -> None:
    group = gathered.people[gathered.group]
    if NOTHING.match(text) or len(text.split()) > _MOST_WORDS:
        return
    if text.startswith("(") and group:
        _add_to_last(text, group)
        return
    beside = row.joins or column > row.cells[0].column
    if group and beside and not _starts_with_name(text):
        _add_to_last(text, group)
        return
    if text.endswith(":") and not is_name(text.strip(":")):
        gathered.office = text.strip(": ")
        return
    parts = split_line(text)
    people = listed(text, row.place)
    several = len(people) > 2 or (len(people) == 2 and re.search(r"\s(?:and|&)\s", text))
    if len(parts) == 1 and several and _all_named(people):
        for person in people:
            gathered.add(person)
        return
    if len(parts) > 1 and ";" not in text:
        gathered.doubt(
            row.place, text, f"{len(parts)} people", "two names stand on one line, run together"
        )
    for part in parts:
        _add_one(part, row, group, gathered)


def _add_one(text: str, row: Row, group: list[Person], gathered: _List) -> None:
    person = person_of(text, row.place)
    if is_name(person.name) or is_initials(person.name):
        gathered.add(person)
    elif group and not group[-1].post and not row.after_gap and is_office(text):
        group[-1] = replace(group[-1], post=text)
    elif is_office(text) and len(text.split()) <= 12 and not text.endswith("."):
        gathered.add(person)
        gathered.doubt(row.place, text, "the post of the person above", "no name could be read")


def _starts_with_name(text: str) -> bool:
    return is_name(re.split(r"[,(;–:]|\s-\s", text)[0].strip())


def _all_named(people: Sequence[Person]) -> bool:
    return all(is_name(one.name) for one in people)


def _add_to_last(text: str, group: list[Person]) -> None:
    told = person_of(f"X Y {text}" if text.startswith("(") else f"X Y, {text}", group[-1].place)
    last = group[-1]
    post = ", ".join(part for part in (last.post, told.post) if part)
    group[-1] = replace(last, post=post, role=last.role or told.role)


def _read_minute(title: str, rows: Sequence[Row], gathered: _List) -> None:
    """Read a minute that says who sent apologies, in sentences or in lists of its own."""
    gathered.group = ""
    bare = bool(_APOLOGY.search(title)) and len(title.split()) <= 5
    for row in rows:
        for text in (p for cell in row.filled for p in cell.paragraphs):
            label = label_of(text)
            if label is not None and not _FROM.search(text[: len(text) - len(label[1])]):
                _read_paragraph(text, row, row.cells[0].column, gathered)
                continue
            for sentence in _SENTENCE.split(text):
                _read_sentence(sentence, row.place, gathered, bare=bare)
            if gathered.group and (row.is_item or _starts_with_name(text)):
                _add_line(text, row, 0, gathered)


def _read_sentence(sentence: str, place: Place, gathered: _List, *, bare: bool) -> None:
    if len(sentence) > _LONGEST_SENTENCE:
        return
    told = _AND_SUBSTITUTE.search(sentence)
    if told:
        people = listed(told["all"], place)
        for person in people[:-1]:
            gathered.add(person, "apologies")
        if len(people) > 1:
            gathered.substitute(Substitute(people[-1].name, people[-2].name, place))
        return
    if _SUBSTITUTE.search(sentence) and not _APOLOGY.search(sentence):
        _substitutes_in(sentence, place, gathered)
        return
    if _APOLOGY.search(sentence) and not _LATE.search(sentence):
        found = _FROM.search(sentence)
        who = (found["who"] or found["after"]) if found else ""
        if who and not NOTHING.match(who):
            _add_apologies(who, place, gathered)
    elif bare and not re.search(r"\b(?:no|none|there|were|was|had|chair)\b", sentence, re.I):
        _add_apologies(sentence, place, gathered)


def _add_apologies(text: str, place: Place, gathered: _List) -> None:
    text = re.split(
        r"\b(?:who|and it was|were (?:received|noted|given)|was (?:received|noted))\b", text
    )[0]
    text = re.sub(r"^\s*(?:the )?following(?: members?)?\s*:?\s*", "", text, flags=re.I)
    for person in listed(text, place):
        if is_name(person.name) or is_initials(person.name):
            gathered.add(person, "apologies")
        elif is_titled_office(person.name):
            gathered.add(replace(person, name=re.sub(r"^[Tt]he ", "", person.name)), "apologies")


def _substitutes_in(text: str, place: Place, gathered: _List) -> None:
    if len(text) > _LONGEST_SENTENCE:
        return
    for part in re.split(r";|(?<=[a-z]{2})\.\s", text):
        found = _SUBSTITUTE.search(part) or re.match(
            r"(?P<who>[^()]+?)\s+(?:for|\(for)\s+(?P<for>[^()]+)", part
        )
        if not found:
            continue
        who, instead = listed(found["who"], place), listed(found["for"].strip(" ()."), place)
        if who and instead and is_name(who[-1].name):
            gathered.substitute(Substitute(who[-1].name, instead[0].name, place))


def _in_brackets(person: Person) -> Substitute | None:
    """Return what “J Okoro (substitute for T Vance)” says."""
    found = re.match(
        r"(?:as )?(?:substitut\w+|deput\w+|sub|attending|here)?\s*(?:for|on behalf of"
        r"|in place of)\s+(.+)$",
        person.post,
        re.IGNORECASE,
    )
    if found and is_name(found[1].split(",")[0].strip()):
        return Substitute(person.name, found[1].split(",")[0].strip(), person.place)
    return None


def _who_is_where(attendance: Attendance) -> Iterator[Unsure]:
    there = [*attendance.present, *attendance.also_present]
    for one in attendance.substitutes:
        if not any(same_person(one.name, person.name) for person in there):
            yield Unsure(
                one.place,
                one.name,
                "present",
                "attended as a substitute and stands in no list of those present",
            )
    for person in attendance.present:
        if any(same_person(person.name, other.name) for other in attendance.apologies):
            yield Unsure(person.place, person.name, "an apology", "both present and an apology")
