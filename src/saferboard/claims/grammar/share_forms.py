"""
How a share is put: the part, the whole and the percentage, in any order.
"""

import re

from saferboard.claims.text import N, P, T

_G = r"[^\ue000-\ue4ff;]"
_OF = (
    rf"(?:out\s)?of\s(?!which|whom|them)(?:the\s|all\s|these\s|those\s|our\s|its\s|their\s"
    rf"|a\stotal\sof\s|all\sthe\s|total\s|some\s)*{_G}{{0,25}}?"
)
MEANS = (
    r"(?:or|representing|represents|which\sis|which\swas|which\swere|which\sequates\sto|equating\sto|equates\sto"
    r"|equivalent\sto|equal\sto"
    r"|accounting\sfor|accounts\sfor|making\sup|which\srepresents|that\sis|i\.e\.,?"
    r"|constituting|amounting\sto)"
)
FORMS = [
    re.compile(
        rf"(?P<part>{N}){_G}{{0,50}}?\(\s?(?P<share>{P})\s?\){_G}{{0,30}}?\b{_OF}(?P<whole>{N})"
    ),
    re.compile(
        rf"(?P<share>{P}){_G}{{0,30}}?\(\s?(?P<part>{N})\s?\){_G}{{0,25}}?\b{_OF}(?P<whole>{N})"
    ),
    re.compile(
        rf"(?P<share>{P}){_G}{{0,60}}?\(\s?(?:n\s?=\s?)?(?P<part>{N})(?:{_G}{{0,30}}?\b{_OF}|\s?/\s?)(?P<whole>{N})"
    ),
    re.compile(
        rf"(?P<part>{N}){_G}{{0,40}}?\b{_OF}(?P<whole>{N}){_G}{{0,60}}?\(\s?(?:{MEANS}\s)?"
        rf"{_G}{{0,10}}?(?P<share>{P})"
    ),
    re.compile(
        rf"(?P<part>{N}){_G}{{0,40}}?\b{_OF}(?P<whole>{N}){_G}{{0,60}}?,?\s{MEANS}\s{_G}{{"
        rf"0,20}}?(?P<share>{P})"
    ),
    re.compile(
        rf"(?P<part>{N})[^\ue000-\ue4ff;,]{{0,40}}?(?:,?\s{MEANS}\s|,\s(?!and\s)|\s?\(){_G}{{0,12}}?(?P<share>{P})\sof\s(?"
        rf":the\s|all\s|our\s|a\stotal\sof\s|total\s)*{_G}{{0,12}}?(?P<whole>{N})"
    ),
    re.compile(
        rf"(?P<whole>{N})[^\ue000-\ue4ff]{{0,60}}?[;,]\s(?:and\s)?(?:in\s|for\s)?(?P<part>{N})\sof\s(?:them|these|those|which"
        rf"|whom)\b{_G}{{0,30}}?(?:\(|,\s{MEANS}\s)\s?(?P<share>{P})"
    ),
    re.compile(
        rf"(?P<whole>{N})[^\ue000-\ue4ff]{{0,60}}?[;,]\s(?P<part>{N}){_G}{{0,40}}?,?\s{MEANS}\s(?P<share>{P})\sof\s"
        r"(?:the|that|this|its)\s(?:target|total|plan|budget|whole|number|cohort)"
    ),
    re.compile(
        rf"(?P<whole>{N})[^\ue000-\ue4ff;]{{0,60}}?,\s(?:and\s)?(?P<part>{N})\s?\((?P<share>{P})\)\s"
        r"of\s(?:which|whom|them|these|those)\b"
    ),
    re.compile(
        rf"(?P<part>{N}){_G}{{0,40}}?\b{_OF}(?P<whole>{N}){_G}{{0,60}}?,?\s(?:an?|the)\s(?:[a-z-]+\s){{0,3}}"
        rf"(?:rate|proportion|share|level)\sof\s(?P<share>{P})"
    ),
    re.compile(
        rf"(?P<part>{N})[^\ue000-\ue4ff;,]{{0,40}}?\b{_OF}(?P<whole>{N}){_G}{{0,60}}?[,:–—]\s(?:(?:{MEANS}|an?\s"
        rf"(?:[a-z]+\s){{0,3}}(?:rate|share|proportion)\sof)\s)?(?:[a-z]+\s){{0,2}}?(?P<share>{P})"
    ),
    re.compile(
        rf"(?P<share>{P}){_G}{{0,45}}?[,:–—]\s(?:that\sis\s|or\s)?(?P<part>{N}){_G}{{0,25}}?\b{_OF}"
        rf"(?P<whole>{N})"
    ),
    re.compile(
        rf"(?P<part>{N})[^\ue000-\ue4ff;]{{0,40}}?,?\san?\s(?:[a-z]+\s){{0,3}}(?:rate|share"
        rf"|proportion)\sof\s(?P<share>{P})\sof\s(?:the\s|all\s|our\s)*{_G}{{0,12}}?(?P<whole>{N})"
    ),
    re.compile(
        rf"\bof\s(?:the\s|all\s|our\s)*(?P<whole>{N}){_G}{{0,60}}?,\s{_G}{{0,60}}?(?P<part>{N})"
        rf"{_G}{{0,50}}?,\s(?:[a-z]+\s){{0,2}}?(?P<share>{P})(?:\sof\s(?:them|those|these|all))?"
    ),
    re.compile(rf"(?P<part>{N})/(?P<whole>{N})\s?\(\s?(?P<share>{P})"),
    re.compile(rf"(?P<share>{P})\s{_OF}(?P<whole>{N}){_G}{{0,80}}?\(\s?(?P<part>{N})\s?\)"),
    re.compile(
        rf"(?P<whole>{N}){_G}{{0,60}}?,?\sof\s(?:which|whom|these"
        rf"|those){_G}{{0,20}}?(?P<part>{N}){_G}{{0,30}}?(?:\("
        rf"|,?\s{MEANS}\s)\s?{_G}{{0,12}}?(?P<share>{P})"
    ),
    re.compile(
        rf"(?P<whole>{N}){_G}{{0,60}}?,?\sof\s(?:which|whom|these"
        rf"|those){_G}{{0,20}}?(?P<share>{P}){_G}{{0,20}}?\(\s?(?P<part>{N})"
    ),
]
LED = re.compile(
    rf"(?:^|[.:(]\s)(?:out\s)?of\s(?P<whole2>{N})|(?P<whole3>{N}){_G}{{0,60}}?,?\sof\s(?:whom|which|these|those)\b|(?:^|[.(:,]\s|\b)(?:(?:out\s)?of|among"
    rf"|amongst|from\samong)\s(?:the\s|these\s|those\s|all\s|our\s|a\stotal\sof\s"
    rf"|some\s)+{_G}{{0,20}}?(?P<whole>{N})"
)
HOLD = re.compile(
    rf"(?P<part>{N}){_G}{{0,50}}?\(\s?(?P<share>{P})"
    rf"|(?P<share2>{P}){_G}{{0,25}}?\(\s?(?P<part2>{N})\s?\)"
)
BARE_PART = re.compile(
    rf"(?P<part>{N})[^\ue000-\ue6ff;]{{0,40}}?\b(?:out\s)?of\s(?:the\s|all\s|our\s|these\s"
    rf"|those\s|some\s)*(?P<whole>{N})"
)
REST = re.compile(r"\b(?:the\s)?(?:remaining|remainder|rest|other|balance)\b")
RATE_OF = re.compile(
    rf"(?P<part>{N}){_G}{{0,60}}?,?\s(?:an?|the)\s(?:[a-z-]+\s){{0,3}}(?:rate|proportion"
    rf"|share)\sof\s(?P<share>{P})"
)
TOGETHER = re.compile(
    rf"\b(?:together|combined|between them)\b{_G}{{0,50}}?(?P<share>{P})\s(?:of\s){_G}{{0,2"
    rf"5}}?(?P<whole>{N})"
)
ALONE = re.compile(
    rf"(?P<part>{N}){_G}{{0,45}}?(?:,\s|\s|\()(?:{MEANS}\s)(?:around\s|about\s)?(?P<share>{P})"
)
GROWTH = re.compile(
    r"\b(?:increas\w*|decreas\w*|rise|rose|risen|fall|fell|fallen|reduc\w+|drop\w*|up|down"
    r"|higher|lower|more|fewer"
    r"|growth|grew|declin\w+|compared|against)\b|\bfrom\b.*\bto\b"
)
LAST_YEAR = re.compile(
    rf"[;,]\s(?:in\s)?(?:{T}|last\syear|a\syear\s(?:ago|earlier|before)),?\s(?:[a-z]+\s)*$"
)
"""What begins the figures of another year: `Of 940 … were closed; last year 410 (48%)`."""
