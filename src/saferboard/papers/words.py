"""
The words by which agendas and minutes of different councils say the same things.

English, and the Welsh of bilingual papers.  A heading is known by any of its words.
"""

import difflib
import re

ACTION_HEAD = re.compile(
    r"(?:agreed\s+|further\s+)?actions?(?:\s*(?:/|by|points?|items?|required|to be taken|agreed))*"
    r"(?:\s+(?:by|officer|lead|owner))?\s*[:.]?$|action\s*/\s*(?:owner|lead|by).*$"
    r"|camau(?: gweithredu)?\s*[:.]?$|gweithredu\s*[:.]?$",
    re.IGNORECASE,
)
NOTHING = re.compile(r"(?:none|nil|n/?a|not applicable|-+|–|—|dim|tbc|no actions?\.?)\.?$", re.I)
NOTE = re.compile(
    r"\W*(?:post[\s-]*meeting\s+(?:note|update)|clerk['’]?s?\s+note|secretary['’]?s?\s+note"
    r"|nodyn(?: ar ôl y cyfarfod)?)s?\b\s*[:.–-]?\s*",
    re.IGNORECASE,
)
AGENDA = re.compile(
    r"\W*(?:a\s?g\s?e\s?n\s?d\s?a|agenda\b.{0,60}|rhaglen|order of business)\W*$", re.I
)
MATTERS_HEAD = re.compile(
    r"matters?\s+arising|outstanding\s+(?:actions|matters)|materion\s+yn\s+codi", re.I
)

TITLES = re.compile(
    r"\b(?:welcome|house-?keeping|introductions?|apologi(?:es|y)|declarations?|interests?"
    r"|minutes of"
    r"|matters? arising|questions?|petitions?|any other (?:urgent )?business|aob"
    r"|date (?:and time )?of"
    r"|next meeting|updates?|performance|dashboard|strategy|action (?:log|plan|tracker)"
    r"|work programme"
    r"|forward plan|urgent business|terms of reference|membership|chair|exclusion of|closing|close"
    r"|croeso|ymddiheuriadau|cofnodion|materion|unrhyw fater|dyddiad|datgan(?:iadau)?)\b",
    re.IGNORECASE,
)
"""Words that titles of items have and lines of other kinds mostly have not."""

ENDED = re.compile(
    r"\b(?:meeting|cyfarfod|chair(?:man|person)?|board|partnership|committee)\b.{0,40}?"
    r"\b(?:ended|closed|finished|concluded|adjourned|rose|close|ben)\b.{0,30}?\d"
    r"|^(?:meeting )?(?:ended|closed|finished|concluded|close|end of meeting)\b\W.{0,40}\d",
    re.IGNORECASE,
)
STARTED = re.compile(
    r"\b(?:commenced|started|began|opened|dechreuodd)\b.{0,20}\d|^(?:start|time|amser)\b", re.I
)
SIGNED = re.compile(
    r"\W*(?:chair(?:man|person|woman|ed by)?|signed|date|cadeirydd|minutes? (?:taken|produced) by)"
    r"\W*(?:[._…-]{3,}.*)?$",
    re.IGNORECASE,
)
CHAIR = re.compile(r"\b(?:chair(?:man|person|woman)?|cadeirydd|in the chair)\b", re.IGNORECASE)
VICE = re.compile(r"\b(?:vice|deputy|is-gadeirydd)\b", re.IGNORECASE)
MINUTES_HEAD = re.compile(
    r"^\W*(?:(?:draft|confirmed|approved|public|unconfirmed|final)\s+)*"
    r"(?:minutes|cofnodion|notes?|action notes)\b"
    r"(?:\s*(?:and actions?|\(draft\))?\s*(?:of|from|for|:|–|-|y\b|cyfarfod|\d|$)|\W*$)",
    re.IGNORECASE,
)
MINUTES_TAIL = re.compile(
    r"(?:^|[\s–:-])(?:(?:draft|meeting)\s+)?minutes\W*$|\bminutes\s+[–-]\s", re.IGNORECASE
)

_PRESENT = (
    r"(?:(?:those|board|core|committee|voting|statutory|panel|group)\s+)?(?:members?\s+"
    r"|partners\s+)?"
    r"(?:present|attended|attending)|attendees?|attendance(?: list)?|attended by|members"
    r"|board members"
    r"|(?:yn )?bresennol|presennol|aelodau(?:'n| yn)? (?:bresennol)?"
)
_ALSO = (
    r"(?:also\s+)?in\s+attendance|also\s+(?:present|attending|in attendance)|officers?"
    r"(?:\s+(?:present|in attendance|attending))?|guests?|observers?|visitors?|others?\s+present"
    r"|(?:guest\s+)?speakers?|advisers?|advisors?|support officers?|hefyd (?:yn )?(?:bresennol"
    r"|bresenol)"
    r"|swyddogion"
)
_APOLOGIES = (
    r"apolog(?:ies|y)(?:\s+(?:for\s+absence|received|given|were\s+received))?(?:\s+from)?"
    r"|absent(?:\s+with\s+apologies)?|not present|ymddiheuriadau(?: am absenoldeb)?|sent apologies"
)
_SUBS = r"substitutes?(?:\s+members?)?|deput(?:ies|y)|eilyddion"
GROUPS = (
    ("apologies", _APOLOGIES),
    ("also_present", _ALSO),
    ("present", _PRESENT),
    ("substitutes", _SUBS),
)
_LABELS = [
    (
        group,
        re.compile(
            rf"\W*(?:{words})\s*(?:\([^()]*\))?\s*(?P<end>[:–-]|$)\s*(?P<rest>.*)$", re.I | re.S
        ),
    )
    for group, words in GROUPS
]


def label_of(text: str) -> tuple[str, str] | None:
    """
    Return the list of people that a line opens and what follows on the same line, if it opens
    one: “Present:”, “Apologies: J Okoro”, “Yn bresennol / Present”.
    """
    text = text.strip().strip("*_#").strip()
    if "/" in text[:40] and ":" not in text.split("/")[0]:
        first, _, second = text.partition("/")
        if label_of(first) and len(first.split()) <= 4:
            return label_of(second) or label_of(first)
    for group, pattern in _LABELS:
        found = pattern.match(text)
        if found and (found["end"] or not found["rest"]):
            return group, found["rest"].strip()
    return None


def is_action_head(text: str) -> bool:
    return bool(ACTION_HEAD.match(text.strip()))


def is_like_action(text: str) -> bool:
    """Return whether a short word is “Action” as a scanner may misread it."""
    word = text.strip().strip(".:").lower()
    if word in ("action", "actions") or not 5 <= len(word) <= 7 or " " in word:
        return False
    return difflib.SequenceMatcher(None, word, "action").ratio() >= 0.6


_COLUMNS = {
    "number": r"(?:agenda )?(?:item )?(?:no|number|ref|reference|#|rhif)\.?|minute(?: no\.?"
    r"| number)?|item no\.?",
    "title": r"(?:agenda )?items?|eitem|title|subject|topic|heading|(?:agenda )?item(?:/"
    r"| and )?(?:title|subject|topic)|pwnc|issue",
    "said": r"(?:key |main |summary of )?(?:discussions?(?: points?)?|notes?|minutes|comments?"
    r"|details?|narrative|points? discussed|discussion.{0,30}|trafodaeth)",
    "resolved": r"(?:decisions?|resolutions?|outcome|agreed|recommendations?"
    r"|penderfyniad(?:au)?)(?:\s*(?:/|and|made|taken).*)?",
    "action": r"(?:agreed |key )?actions?(?: (?:required|agreed|points?|to be taken"
    r"|description))?|task|camau(?: gweithredu)?|gweithredu",
    "owner": r"(?:action )?(?:owners?|leads?|lead officer|by whom|who|responsib(?:le"
    r"|ility)(?: (?:officer|person))?|assigned to|officer|person responsible|action by"
    r"|cyfrifol|perchennog|lead(?: / | /|/)?(?:owner|presenter)?)",
    "presenter": r"presenters?|presented by|speaker|led by|cyflwynydd",
    "due": r"(?:due|target|completion|action)?\s*(?:date|deadline|by when|when|timescales?|due"
    r"|dyddiad(?: cau)?|timeframe)",
    "time": r"times?|timings?|amser|duration|mins|minutes allotted|start",
    "paper": r"papers?|enc(?:losure|l)?s?\.?|attachments?|pages?|report|format|paper/verbal",
    "status": r"(?:current )?(?:rag|status|rag (?:status|rating)|progress status|rating|blag"
    r"|brag)(?:\s*/\s*rag)?",
    "update": r"(?:latest |progress |quarterly |current )?(?:updates?|progress|position|response"
    r"|outcome/update|commentary)(?: .{0,20})?",
    "promise": r"commitments?.{0,30}|objectives?|milestones?|deliverables?|what we will do"
    r"|activity|measure of success",
    "name": r"names?|attendees?|member|representative|enw",
    "office": r"organi[sz]ation|agency|partner(?: agency)?|service|department|directorate"
    r"|sefydliad|representing",
    "post": r"(?:job )?title|role|position|post|designation|swydd|job role",
    "initials": r"initials?|abbrev(?:iation)?",
    "attended": r"(?:attendance|attended|present|in attendance|status)(?:\s*/\s*(?:apologies"
    r"|absent))?|apologies\??",
    "matter": r"matters?(?: arising)?|action(?:s)?(?: arising| agreed)?|issue|outstanding actions?",
}
COLUMN = {
    name: re.compile(rf"(?:{words})\s*[:?]?$", re.IGNORECASE) for name, words in _COLUMNS.items()
}


def columns_named(cells: dict[int, str]) -> dict[str, int]:
    """Return which column holds what, by its heading; the first that fits holds it."""
    found: dict[str, int] = {}
    for name, pattern in COLUMN.items():
        for number, text in cells.items():
            if pattern.match(text.strip()):
                found.setdefault(name, number)
                break
    return found
