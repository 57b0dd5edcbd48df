"""
What was resolved, parted into clauses.
"""

import itertools
import re

RESOLVED = re.compile(
    r"(?:(?<=^)|(?<=[.;:)\]\s]))(?:"
    r"(?:the \w+(?: \w+)? )?(?:unanimously )?(?:RESOLVED|AGREED|RECOMMENDED|PENDERFYNWYD"
    r"|CYTUNWYD)\b"
    r"|(?:It was (?:therefore |unanimously |also )?(?:resolved|RESOLVED|AGREED)\b)"
    r"|(?<![\w,] )(?:Resolved|Penderfynwyd)\b(?=\s*(?:[:,–-]|that|to|unanimously|bod))"
    r"|(?<![\w,] )Agreed\b(?=\s*(?:[:–-]|that\b))"
    r"|(?<![\w,] )(?:DECISIONS?|Decisions?|Penderfyniad(?:au)?|Resolutions?"
    r"|RESOLUTIONS?)(?:\s+(?:made|taken))?\s*[:–-])"
    r"\s*(?:unanimously\s*)?[,:–-]*\s*",
)
_OPENS = re.compile(r"(?:that|to|bod|y dylid)?\s*[:;–-]*\s*$", re.IGNORECASE)
_INLINE = re.compile(
    r"(?:(?<=\s)|^)\(?(?P<mark>\d{1,2}|[a-h]|i{1,3}|iv|vi{0,3})\)\s+|(?:(?<=\s)"
    r"|^)(?P<dot>\d)\.\s+(?=[a-zA-Z])"
)
_AND_END = re.compile(r"\s*(?:;\s*(?:and|or)?|,?\s+and|,)\s*$", re.IGNORECASE)


def clauses(text: str) -> tuple[str, list[str]]:
    """
    Return the words that lead in to clauses and the clauses, where a text holds several marked
    (1), (2) or a), b); else the text alone as one clause.
    """
    marks = list(_INLINE.finditer(text))
    if len(marks) < 2 or not _in_order([m["mark"] or m["dot"] for m in marks]):
        return "", [text.strip()] if text.strip() else []
    lead = text[: marks[0].start()].strip()
    found = []
    for mark, after in itertools.zip_longest(marks, marks[1:]):
        words = text[mark.end() : after.start() if after else len(text)]
        found.append(_AND_END.sub("", words).strip())
    return lead, [clause for clause in found if clause]


def opens_list(text: str) -> bool:
    """Return whether what follows “RESOLVED” only leads in to clauses below."""
    return bool(_OPENS.fullmatch(text.strip())) or text.rstrip().endswith(":")


def clean(clause: str) -> str:
    return _AND_END.sub("", clause.strip()).strip()


def _in_order(marks: list[str]) -> bool:
    kinds = ("1 2 3 4 5 6 7 8 9 10 11 12", "a b c d e f g h", "i ii iii iv v vi vii viii")
    return any(marks == kind.split()[: len(marks)] for kind in kinds)
