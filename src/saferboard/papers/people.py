"""
People as papers print them: a name, then a post or an organisation in one of many ways.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from saferboard.papers.model import Person, Place
from saferboard.papers.words import CHAIR, VICE

_TITLE = (
    r"(?:(?:The|Y)\s+)?(?:Acting|Temporary|[AT]/)?\s*(?:Councillor|Cllr|Cynghorydd|Cyng|Alderman"
    r"|Dr|Mr|Mrs"
    r"|Ms|Miss|Mx|Prof(?:essor)?|Rev(?:erend)?|Canon|Sir|Dame|Lord|Lady|Baroness|PCSO|PC|PS|DS"
    r"|DI|DCI|DC"
    r"|(?:Detective |Chief |Det |Ch )*(?:Inspector|Insp|Superintendent|Supt|Sergeant|Sgt|Constable)"
    r"|(?:[A-Z]{2,4} )?(?:Station |Borough |Group |Area )?(?:Commander"
    r"|Manager(?= [A-Z][a-z]+ [A-Z][a-z]+$)))\.?"
)
_WORD = (
    r"(?:(?:[A-Z]\.?){1,3}|(?:Mc|Mac|O['’]\s?|D['’]|De|Van|Le|St\.?\s)?[A-ZÀ-Þ][\w'’-]*[a-zà-ÿ])"
)
_SMALL = r"(?:(?:van|von|de|da|la|del|der|ap|ab|bin|al|el|ferch)\s+)"
_AFTER = r"(?:\s+(?:QFSM|OBE|MBE|CBE|QPM|KPM|JP|MP|MS|AM|DL|QC|KC|PhD|FRICS|CPFA))*"
NAME = re.compile(rf"(?:{_TITLE}\s+)*(?:{_WORD})(?:\s+{_SMALL}?{_WORD}){{0,3}}{_AFTER}$")
TITLED = re.compile(rf"(?:{_TITLE}\s+)+{_SMALL}?{_WORD}")
_SPLIT_TITLED = re.compile(
    r"(?<=[a-z.)])\s+(?=(?:Councillor|Cllr\.?|Cynghorydd|Dr|Mrs?|Ms|Miss)\s+[A-Z])"
)
_OFFICE = re.compile(
    r"\b(?:head|director|manager|officer|service|services|council|councils|police|borough|county"
    r"|city|trust"
    r"|nhs|housing|homes?|association|board|team|unit|department|group|partnership|support"
    r"|victims?|health"
    r"|probation|fire|rescue|brigade|ambulance|safety|lead|leader|chief|executive|deputy"
    r"|assistant|vice"
    r"|co-?ordinator|representative|clerk|analyst|adviser|advisor|commissioner|crime|youth"
    r"|justice|office"
    r"|children|adults?|education|school|college|university|centre|forum|network|community"
    r"|communities"
    r"|neighbourhoods?|watch|member|portfolio|holder|chair|chairman|chairperson|secretary"
    r"|administrator"
    r"|strategic|strategy|policy|legal|licensing|trading|standards|environment|environmental"
    r"|public|regulation"
    r"|engagement|commissioning|care|social|mental|substance|misuse|drugs?|alcohol|women'?s|aid"
    r"|refuge|age uk"
    r"|ltd|limited|cic|charity|foundation|district|town|parish|government|authority|cyngor"
    r"|heddlu|bwrdd"
    r"|swyddog|pennaeth|the|and|of|for|all|none|resolved|agenda|item|minutes?|meeting|present"
    r"|apologies"
    r"|central|division|operations?|development|integrated|performance"
    r"|steering|data|draft|chair's|interim|senior|principal|partners?|residents?|society|church"
    r"|mosque"
    r"|constabulary|voluntary|action|iechyd|cyhoeddus|cymru|gwasanaeth\w*|cymunedol|tân|prawf"
    r"|business|transport|highways|wellbeing|safeguarding|prevention)\b",
    re.IGNORECASE,
)
_STARTS_OFFICE = re.compile(
    r"(?:north|south|east|west|area|street|road|church|parks|waste)\b", re.I
)
_INITIALS = re.compile(r"\(?([A-Z][A-Z&’']{1,4}|[A-Z][a-z]?[A-Z]{1,2}[a-z]?)\)?$")
_BRACKETS = re.compile(r"\({1,2}([^()]{0,300}(?:\([^()]{0,200}\)[^()]{0,200}){0,3})\){1,2}")
_SEPARATOR = re.compile(r"\s*(?:,|;|\s[–—-]\s|–|:|\t)\s*")
_LONGEST_LIST = 6000
_PLURAL = re.compile(
    r"\b(Cllr|Councillor)s\.?\s+((?:[A-Z][\w.'’-]*(?:\s[A-Z][\w'’-]+)?(?:,\s*|\s+and\s+"
    r"|\s*&\s*)?)+)"
)
_IN_CHAIR = re.compile(r"[\s,(–-]+(?:was )?in the chair\W*$", re.IGNORECASE)
_LEAD = re.compile(r"^\W*(?:and|&|a|ac)\s+", re.I)


def is_name(text: str) -> bool:
    """Return whether words are a person's name, with a title or without."""
    text = " ".join(text.replace("’", "'").split()).strip(" .,;")
    text = re.sub(r"(?<=[A-Z]')\s+(?=[A-Z])", "", text)
    if not NAME.match(text):
        return False
    if TITLED.match(text):
        return True
    words = text.split()
    told = _OFFICE.search(text) or _STARTS_OFFICE.match(text) or text.isupper()
    return 2 <= len(words) <= 5 and not told


def is_office(text: str) -> bool:
    """Return whether words name a post or an organisation rather than a person."""
    return bool(_OFFICE.search(text) or re.search(r"\b[A-Z]{2,}\b", text)) and not is_name(text)


def is_titled_office(text: str) -> bool:
    """Return whether words are a post or organisation as a list names it, and no sentence."""
    words = re.findall(r"[^\s/&(),-]+", text)
    small = {"the", "and", "for", "of", "from", "with"}
    named = all(w[:1].isupper() or w.lower() in small or len(w) < 4 for w in words)
    return is_office(text) and named and len(words) <= 12


def initials_of(name: str) -> str:
    """Return the initials of a name, titles and letters after it left out."""
    bare = re.sub(_AFTER + "$", "", name)
    while found := re.match(rf"{_TITLE}\s+", bare):
        bare = bare[found.end() :]
    return "".join(word[0] for word in re.split(r"[\s-]+", bare) if word[:1].isupper())


def surname_of(name: str) -> str:
    bare = re.sub(_AFTER + "$", "", name).split()
    return bare[-1].casefold() if bare else ""


def same_person(one: str, other: str) -> bool:
    """Return whether two printed names may be one person's: same last name, same first letter."""
    if one.casefold() == other.casefold():
        return True
    if not one or not other or surname_of(one) != surname_of(other):
        return False
    first, second = initials_of(one)[:-1], initials_of(other)[:-1]
    return not first or not second or first[0] == second[0]


def person_of(text: str, place: Place) -> Person:
    """Return the person a line of an attendance list names."""
    text = re.sub(r"[\s,]+and$", "", _LEAD.sub("", " ".join(text.split())).strip(" ;.•*"))
    role = ""
    parts: list[str] = []
    initials = ""
    if found := _IN_CHAIR.search(text):
        text, role = text[: found.start()], "Chair"
    for inside in _BRACKETS.findall(text):
        inside = inside.strip(" ()")
        if chairs := re.match(r"((?:vice[- ]?|deputy )?chair\w*)\s*[,–-]\s*(.+)$", inside, re.I):
            role, inside = chairs[1], chairs[2]
        if (CHAIR.search(inside) or VICE.search(inside)) and len(inside.split()) <= 3:
            role = inside
        elif _INITIALS.match(inside) and not initials and not parts:
            initials = inside
        elif inside:
            parts.append(inside)
    bare = _BRACKETS.sub(" , ", text).strip(" ,")
    pieces = [piece.strip(" –—-") for piece in _SEPARATOR.split(bare) if piece.strip(" ,–—-")]
    name = pieces[0] if pieces else text
    rest = []
    for piece in pieces[1:]:
        if CHAIR.fullmatch(piece) or re.fullmatch(r"(?:vice|deputy)[\s-]*chair\w*", piece, re.I):
            role = role or piece
        elif is_initials(piece) and piece == initials_of(name):
            initials = initials or piece
        else:
            rest.append(piece)
    if initials and not is_like_initials(initials, name):
        parts, initials = [initials, *parts], ""
    if parts and is_name(parts[0]) and is_office(name):
        name, parts = parts[0], [name, *parts[1:]]
    post = "; ".join(parts) if parts else ", ".join(rest)
    office = ", ".join(rest) if parts else ""
    return Person(name.strip(" .,"), post, office, initials, role, place)


def is_initials(text: str) -> bool:
    return bool(
        re.fullmatch(
            r"[A-Z](?:[A-Z]|Mc|O'|[a-z](?=[A-Z])){1,3}|[A-Z]\.[A-Z]\.(?:[A-Z]\.)?", text.strip(" .")
        )
    )


def is_like_initials(initials: str, name: str) -> bool:
    own = initials_of(name).upper()
    given = re.sub(r"[^A-Z]", "", initials.upper())
    return bool(own and given) and own[0] == given[0] and len(given) <= len(own) + 2


def split_line(text: str) -> list[str]:
    """Return the people that one line holds, run together or parted by semicolons."""
    text = " ".join(text.split())
    if len(text) > _LONGEST_LIST:
        return [text]
    if ";" in text:
        return [part.strip() for part in text.split(";") if part.strip()]
    found: list[str] = []
    for part in _SPLIT_TITLED.split(text):
        found.extend(_parted_after_bracket(part))
    return found


_AFTER_BRACKET = re.compile(r"\)\s*(?P<between>[^()]{4,80}?),?\s*\(")


def _parted_after_bracket(text: str) -> list[str]:
    """Part “A Bell, (Manager) Haven Homes C Dunn, (Officer)” before the second name."""
    for found in _AFTER_BRACKET.finditer(text):
        words = found["between"].replace(",", " ").split()
        for size in (3, 2):
            tail = " ".join(words[-size:])
            if len(words) >= size and is_name(tail):
                cut = text.index(tail, found.start())
                return [text[:cut].strip(" ,"), *_parted_after_bracket(text[cut:])]
    return [text]


def listed(text: str, place: Place) -> list[Person]:
    """Return the people of a running list: “A Bell (Police), C Dunn, Manager and E Frost”."""
    if len(text) > _LONGEST_LIST:
        return []
    text = _PLURAL.sub(_each_titled, " ".join(text.split()).strip(" ."))
    if ";" in text:
        return [
            person_of(_LEAD.sub("", part), place) for part in text.split(";") if part.strip(" .")
        ]
    people: list[Person] = []
    for chunk in _chunks(text):
        bare = _BRACKETS.sub("", chunk).strip(" ,.")
        if is_name(bare) or (not people and bare) or is_name(_before_dash(bare)):
            people.append(person_of(chunk, place))
        elif people and bare:
            last = people[-1]
            joined = ", ".join(part for part in (last.post, chunk) if part)
            people[-1] = replace(last, post=joined)
    if people and not any(is_name(one.name) for one in people):
        letters = [chunk.strip() for chunk in _chunks(text)]
        if all(is_initials(one) for one in letters):
            return [Person(one, initials=one, place=place) for one in letters]
    return people


def _each_titled(found: "re.Match[str]") -> str:
    """Return “Cllrs Bell and Dunn” as “Cllr Bell and Cllr Dunn”."""
    return re.sub(r"(^|,\s*|\band\s+|&\s*)(?=[A-Z])", rf"\1{found[1]} ", found[2])


def _before_dash(text: str) -> str:
    return re.split(r"\s[–—-]\s|–|:", text)[0].strip()


def _chunks(text: str) -> Iterator[str]:
    """Yield what stands between commas and ands outside of brackets."""
    depth, at = 0, 0
    for found in re.finditer(r"[()]|,|\s(?:and|&|ac?)\s", text):
        mark = found.group()
        if mark == "(":
            depth += 1
        elif mark == ")":
            depth = max(depth - 1, 0)
        elif depth == 0 and (mark == "," or _names_follow(text[found.end() :])):
            if text[at : found.start()].strip():
                yield text[at : found.start()].strip()
            at = found.end()
    if text[at:].strip():
        yield text[at:].strip()


def _names_follow(text: str) -> bool:
    """Return whether an “and” parts two people, and not two halves of a post."""
    head = re.split(r"[,(;]|\s(?:and|&)\s|\s[–-]\s|$", text)[0]
    return is_name(head.strip(" .")) or is_initials(head)
