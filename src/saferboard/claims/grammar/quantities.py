"""
Quantities as they are written: `21,328`, `£2.5million`, `14 per cent`, `+14`, `seventy
three`, `over £505k`, `57th`, `a third`, `0.57 per 1,000`.
"""

import enum
import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from saferboard.claims.grammar import words
from saferboard.claims.grammar.moments import Moment


class Unit(enum.StrEnum):
    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    POINTS = "points"
    RANK = "rank"
    RATE = "rate"


class Bound(enum.StrEnum):
    """How the words before a number hedge it."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"
    NEARLY = "nearly"


@dataclass(frozen=True, slots=True)
class Quantity:
    """
    A number in a text.  `half` is half a unit of its last printed digit, so the value meant
    lies within `half` of the value printed.
    """

    start: int
    end: int
    value: Decimal
    unit: Unit
    half: Decimal
    bound: Bound = Bound.EXACT
    sign: int = 0
    per: int | None = None
    in_words: bool = False
    like_a_year: bool = False
    text: str = ""

    def __hash__(self) -> int:
        # Hashing a Decimal is dear, and no two quantities of a text share their places.
        return hash((self.start, self.end))

    @property
    def signed(self) -> Decimal:
        return -self.value if self.sign < 0 else self.value


_NUM = r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6})?|\d{1,12}(?:\.\d{1,8})?"
_SCALE = r"million|billion|thousand|mn|bn|m|k"
_QUANTITY = re.compile(
    rf"(?<![\w.,/£$€%])(?P<sign>(?<!\d\s)[+±]|(?<!\d\s)[-−–](?=[£\d]))?\s?(?P<currency>£|€|\$|GBP\s)?\s?"
    rf"(?P<sign2>[-−])?(?P<number>{_NUM})"
    rf"(?:\s?(?P<scale>{_SCALE})(?![\w]))?"
    r"(?:(?P<ordinal>\s?(?:st|nd|rd|th))(?!\w)"
    r"|\s?(?P<percent>%|per\s?cent\b|percent\b|pct\b|pc\b)"
    r"|\s?(?P<points>percentage\spoints?\b|ppts?\b|pp\b|points?\b(?=\s(?:higher|lower|up|down|rise|fall|increase|decrease|ahead|behind|above|below|better|worse|more|less|fewer|since|from)\b))"
    r"|\s?(?P<pounds>pounds\b|pence\b|p\b))?"
    r"(?P<then>\s?percentage\spoints?|\s?points?)?"
    r"(?![\d]|,\d|\.\d|/\d|[A-Za-z])",
    re.IGNORECASE,
)
_WORDED = re.compile(
    rf"(?<![\w-])(?!four\squarters\b)(?P<words>{words.PATTERN})(?P<percent>\s?(?:%|per\s?cent\b|percent\b))?"
    r"(?P<points>\spercentage\spoints?)?(?:\s?\((?P<again>\d{1,6})\))?(?![\w-])",
    re.IGNORECASE,
)
_FRACTION = re.compile(
    r"(?<![\w-])(?P<top>an?|one|two|three|four|five|seven|nine|half)?[\s-]?"
    r"(?P<bottom>half|halves|thirds?|quarters?|fifths?|tenths?)\b"
    r"(?=\s(?:of|the|were|was|are|had|have|less|fewer|more|higher|lower|came|took|did)\b|[,.;)]|\s?\(|$)",
    re.IGNORECASE,
)
_SLASHED = re.compile(
    r"(?<![\w/.,])(?:n\s?=\s?(?P<n1>\d{1,6})/(?P<n2>\d{1,6})(?!\d|/)|(?P<part>\d{1,6})/(?P<whole>\d{1,6})(?=\s?\(\s?\d{1,3}(?:\.\d+)?\s?(?:%|per\scent)))"
)
_ONE_IN = re.compile(
    rf"(?<![\w-])(?P<some>one|1|two|three|four|five|six|seven|eight|nine)\s(?:in|out\sof)\s(?:every\s)?(?P<of>\d{{1,3}}|{words.PATTERN})(?![\w,.]\d)(?!\w)",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"(?:(?P<over>(?:just|well|slightly|a\slittle)?\s?(?:over|above)|(?:slightly\s|far\s)?more\sthan|at\sleast"
    r"|in\sexcess\sof|upwards\sof|no\s(?:fewer|less)\sthan|a\sminimum\sof|exceeding)"
    r"|(?P<nearly>nearly|almost|just\s(?:under|below|short\sof)|close\sto|approaching|not\squite)"
    r"|(?P<under>under|below|less\sthan|fewer\sthan|up\sto|at\smost|no\smore\sthan|a\smaximum\sof)"
    r"|(?P<about>about|around|approximately|approx\.?|roughly|some|circa|c\.|~|≈|in\sthe\sregion\sof"
    r"|an?\sestimated|estimated\sat|broadly|or\sso))"
    r"(?:\s(?:a|an|one|half\sa))?\s*$",
    re.IGNORECASE,
)
_HEDGE_ENDS = (
    *("over", "bove", "than", "east", "of", "eding", "early", "most", "under", "below", "to"),
    *("ching", "quite", "bout", "round", "ately", "prox", "prox.", "ughly", "some", "circa"),
    *("c.", "~", "≈", "mated", "at", "oadly", "so", "a", "an", "one"),
)
"""What every hedge ends with: asking this first spares most numbers the search for one."""
_HEDGE_AFTER = re.compile(r"\s(?:or\s(?:so|more|over)|plus)\b|\+")
_COMPARES = re.compile(r"(?:%|\bper cent|\bpercent|\bpoints|\d|\btimes)\s*$", re.IGNORECASE)
_RATE = re.compile(
    r"\s?(?:\w{1,16}\s){0,4}?(?:per|for\severy|for\seach|in\severy|to\severy)\s(?P<per>1,?000(?:,000)?|10,?000|100,?000)\b"
    r"(?:\s(?:of\sthe\s)?(?:population|residents|people|households|head))?",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"^\(?\d{1,2}(?:(?:\.\d{1,2}){1,3}[.)]?|[.)])\s+(?=(?-i:[A-Z*]))"
    # One boundary for all: each alternative's own would be tried at every letter.
    r"|\b(?:(?:pages?|paragraphs?|paras?\.?|sections?|appendix|minutes?(?=\s\d+\b)|items?|priority|priorities|groups?"
    r"|figures?(?=\s\d)|tables?|annex|schedule|article|parts?(?=\s\d)|objectives?|steps?|tiers?|bands?|grade|level|phase"
    r"|chapter|recommendations?(?=\s\d)|question|version|v|no\.|number(?=\s\d)|ref\.?|reference|report\sno\.?|(?<!last\s)(?<!this\s)(?<!previous\s)year(?=\s\d{1,2}(?![\d,.]))"
    r"|key\sstage|stage|covid|line|room|unit(?=\s\d)|ward(?=\s\d)|zone|strand|outcome|theme|goal|action(?=\s\d)|case\sstudy"
    r"|category|type|class|form|channel|junction|day|week(?=\s\d))"
    r"[\s-]*\d{1,4}(?:\.\d{1,3})*(?!\d|,\d{3})(?:\s?(?:–|-|to|and|&)\s?\d{1,4}(?:\.\d{1,3})*(?!\d|,\d{3}))?[a-z]?\b"
    r"|(?-i:[A-Z]{2,5})\s?\d{4,6}\b(?!\s(?:[a-z]|CCTV))|0\d{2,4}\s\d{3,4}\s\d{3,4}\b|0\d{9,10}\b"
    r"|101\b(?=\s(?:call|or|number|demand|service|line|contact|caller|handling|answer|queue))"
    r"|(?<=\bon\s)101\b|(?<=\bvia\s)101\b|(?<=\bring\s)101\b|(?<=\bcall\s)101\b"
    r"|999\b|111\b(?=\s(?:call|or))"
    r"|www\.\S{1,200}|https?://\S{1,300}|[\w.+-]{1,64}@[\w.-]{1,100}"
    r"|24/7\b|24[\s-]hours?\sa\sday|7\sdays\sa\sweek|(?-i:[A-Z])\d{1,4}\b|(?-i:[A-Z]{1,2}\d{1,2}[A-Z]?\s\d[A-Z]{2})\b"
    r"|(?:aged?|ages)\s(?:of\s)?(?:between\s)?(?:(?:under|over)\s)?\d{1,3}(?:\s?(?:–|-|to|and|or)\s?\d{1,3})?\b(?:\s(?:and|or)\s(?:over|under|above|below))?"
    r"|(?:first|second|latter|last|next|previous|same|this)\shalf\b"
    r"|(?:those|people|pupils|children|victims|adults|women|men|girls|boys|residents|were|was|are|is)\s"
    r"(?:aged\s)?(?:under|over|above|below)\s(?:1\d|[2-9]\d)(?=[.,;:)](?!\d)|$|\s(?:and|or|who|in|at|were|was)\b)"
    r"|\d{1,2}\s?(?:–|-|to)\s?\d{1,2}[\s-]year[\s-]olds?|\d{1,3}[\s-]years?[\s-](?:old|plan|strategy|programme|period|contract|tracking|term)s?"
    r"|(?:under|over)[\s-]\d{2}s\b|\d{2}\+(?=\W|$)|over\s\d{2}s"
    r"|(?:past|last|previous|next|first|prior|rolling|following|over|for|the|after|within|every|in|a|an|of)\s"
    r"(?:a\s|the\s)?(?:\d{1,3}|twelve|six|three|two|five|ten)[\s-](?:calendar\s|working\s)?(?:months?|years?|weeks?|days?|hours?)\b"
    r"|(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twelve)\s(?:years?|months?|weeks?|days?|hours?)"
    r"\s(?:before|ago|earlier|previously|later)\b"
    r"|(?:12|twelve)[\s-]months?\b|\d{1,2}-(?:month|week|year|day|hour|minute|point|bed|page)(?:ly)?\b"
    r"|(?:per|for\severy|in\severy|for\seach)\s(?:1,?000,?000|100,?000|10,?000|1,?000)\b"
    r"|(?:act|regulations|order)\s(?:19|20)\d\d|ISO\s?\d+|s\.?\s?17\b|dirty\sdozen\b)",
    re.IGNORECASE,
)
_SCALES = {
    "thousand": 1000,
    "k": 1000,
    "million": 10**6,
    "m": 10**6,
    "mn": 10**6,
    "billion": 10**9,
    "bn": 10**9,
}
_WHOLE = 100
_BOTTOMS = {"hal": 2, "thi": 3, "qua": 4, "fif": 5, "ten": 10}
_TOPS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "nine": 9}
_COUNTED = re.compile(
    r"(?:been|were|was|of|received|recorded|had|totalled|total|dealt with)\s$", re.I
)
_RANK_WORD = re.compile(
    r"(?<![\w-])(?P<rank>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)"
    r"(?=[\s-](?:highest|lowest|safest|best|worst|largest|smallest|most|out\sof|of\s(?:the\s)?\d|among))",
    re.IGNORECASE,
)


def find_quantities(text: str, moments: list[Moment]) -> list[Quantity]:
    """Return the quantities in `text`, in order; dates, references and ages are none."""
    covered = bytearray(len(text))
    for moment in moments:
        covered[moment.start : moment.end] = b"\1" * (moment.end - moment.start)
    for reference in _REFERENCE.finditer(text):
        covered[reference.start() : reference.end()] = b"\1" * (reference.end() - reference.start())
    found: list[Quantity] = []
    for pattern, reader in (
        (_ONE_IN, _read_one_in),
        (_QUANTITY, _read_digits),
        (_FRACTION, _read_fraction),
        (_RANK_WORD, _read_rank),
        (_WORDED, _read_words),
    ):
        for match in pattern.finditer(text):
            if covered.find(1, match.start(), match.end()) >= 0:
                continue
            quantity = reader(match)
            if quantity is not None:
                covered[quantity.start : quantity.end] = b"\1" * (quantity.end - quantity.start)
                found.append(quantity)
    for match in _SLASHED.finditer(text):
        if covered.find(1, match.start(), match.end()) < 0:
            names = ("n1", "n2") if match["n1"] else ("part", "whole")
            found += [_slashed(match, name) for name in names]
    found.sort(key=lambda quantity: quantity.start)
    return [_hedged(_rated(quantity, text), text) for quantity in found]


def _read_digits(match: "re.Match[str]") -> Quantity | None:
    printed = match["number"]
    value = Decimal(printed.replace(",", ""))
    scale = _SCALES[match["scale"].lower()] if match["scale"] else 1
    places = len(printed.partition(".")[2])
    half = _half(scale, places)
    sign = -1 if (match["sign"] or match["sign2"]) in ("-", "−", "–") else 1 if match["sign"] else 0
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    like_a_year = (
        "," not in printed
        and not places
        and 1900 <= value <= 2099
        and len(printed) == 4
        and not match["currency"]
        and not match["percent"]
        and not match["scale"]
    )
    if like_a_year and not _is_counted(match):
        return None
    return Quantity(
        start,
        match.end(),
        value if scale == 1 else value * scale,
        _unit(match),
        half,
        sign=sign,
        like_a_year=like_a_year,
        text=match.string[start : match.end()],
    )


@lru_cache
def _half(scale: int, places: int) -> Decimal:
    """Return half a unit of the last digit, one value for all numbers so printed."""
    return Decimal(scale) * Decimal(1).scaleb(-places) / 2


def _is_counted(match: "re.Match[str]") -> bool:
    """Return whether four digits count something: `there had been 2017 incidents`."""
    before = match.string[max(match.start() - 16, 0) : match.start("number")]
    after = match.string[match.end() : match.end() + 3]
    return bool(_COUNTED.search(before)) and bool(re.match(r"\s[A-Za-z]{2}", after))


_SHARES = re.compile(r"\d\s?(?:%|per\s?cent\b)", re.IGNORECASE)
"""Where a sentence gives percentages, the points in it are percentage points."""


def _unit(match: "re.Match[str]") -> Unit:
    if match["points"] or (match["then"] and (match["percent"] or _SHARES.search(match.string))):
        return Unit.POINTS
    if match["percent"]:
        return Unit.PERCENT
    if match["ordinal"]:
        return Unit.RANK
    if match["currency"] or match["pounds"]:
        return Unit.MONEY
    return Unit.COUNT


def _read_words(match: "re.Match[str]") -> Quantity | None:
    value = words.number(match["words"])
    if value is None or (value == 1 and not match["percent"]):
        return None
    if match["again"] and int(match["again"]) != value:
        return None
    unit = Unit.POINTS if match["points"] else Unit.PERCENT if match["percent"] else Unit.COUNT
    return Quantity(
        match.start(),
        match.end(),
        Decimal(value),
        unit,
        Decimal("0.5"),
        in_words=True,
        text=match[0],
    )


def _read_fraction(match: "re.Match[str]") -> Quantity | None:
    bottom = _BOTTOMS[match["bottom"].lower()[:3]]
    top = (match["top"] or "").lower()
    if not top and bottom != 2:
        return None
    if top in ("a", "an", "half", "") and bottom == 2 and match["bottom"].lower() == "halves":
        return None
    value = Decimal(_TOPS.get(top, 1) * 100) / bottom
    if value >= _WHOLE:
        # "Each of the four quarters" is a year's.
        return None
    return Quantity(
        match.start(),
        match.end(),
        value,
        Unit.PERCENT,
        Decimal("1.5"),
        bound=Bound.ABOUT,
        in_words=True,
        text=match[0],
    )


def _slashed(match: "re.Match[str]", name: str) -> Quantity:
    """Return one side of `33/145 (23%)`."""
    start, end = match.span(name)
    return Quantity(start, end, Decimal(match[name]), Unit.COUNT, Decimal("0.5"), text=match[name])


def _read_one_in(match: "re.Match[str]") -> Quantity | None:
    """Return `one in five` as the share it is, 20%."""
    of = int(match["of"]) if match["of"].isdigit() else words.number(match["of"])
    some = 1 if match["some"] == "1" else words.number(match["some"])
    if not of or not some or of <= some or (some > 1 and of > 10):
        return None
    value = Decimal(100) * some / of
    half = Decimal(100) / of - Decimal(100) / (of + Decimal("0.5"))
    return Quantity(
        match.start(),
        match.end(),
        value,
        Unit.PERCENT,
        half,
        bound=Bound.ABOUT,
        in_words=True,
        text=match[0],
    )


def _read_rank(match: "re.Match[str]") -> Quantity:
    value = words.ORDINALS[match["rank"].lower()]
    return Quantity(
        match.start(),
        match.end(),
        Decimal(value),
        Unit.RANK,
        Decimal("0.5"),
        in_words=True,
        text=match[0],
    )


def _rated(quantity: Quantity, text: str) -> Quantity:
    """Return the quantity as a rate where `per 1,000` follows it."""
    if quantity.unit is not Unit.COUNT:
        return quantity
    match = _RATE.match(text, quantity.end) if "000" in text else None
    if match is None or re.search(r"\d|,", text[quantity.end : match.start("per")]):
        return quantity
    per = int(match["per"].replace(",", ""))
    return replace(
        quantity, unit=Unit.RATE, per=per, end=match.end(), text=text[quantity.start : match.end()]
    )


def _hedged(quantity: Quantity, text: str) -> Quantity:
    bound = _bound_after(text, quantity.end) or quantity.bound
    window = text[max(quantity.start - 30, 0) : quantity.start]
    if window.rstrip()[-5:].lower().endswith(_HEDGE_ENDS):
        match = _HEDGE.search(window)
        # "50% more than 400" compares with 400 and does not hedge it.
        if match is not None and not _COMPARES.search(window[: match.start()]):
            bound = Bound(next(name for name, words in match.groupdict().items() if words))
    return quantity if bound is quantity.bound else replace(quantity, bound=bound)


def _bound_after(text: str, end: int) -> Bound | None:
    """Return how the words after a number hedge it: `400 or so`, `400+`."""
    later = _HEDGE_AFTER.match(text, end)
    if later is None:
        return None
    return Bound.ABOUT if "so" in later[0] else Bound.OVER
