"""
The words a plan's status column is written in.
"""

import re

STATUS = re.compile(
    r"(?:status\s*:?\s*)?(?P<status>(?:red|amber|green|blue|grey|gray|yellow|black|white|coch"
    r"|oren|ambr|gwyrdd)"
    r"(?:\s*[/-]\s*(?:red|amber|green|complete))?"
    r"|(?:partially |partly |mostly |fully |not |almost )?(?:achieved|completed?|met|delivered"
    r"|implemented)"
    r"(?:\s+(?:and|but|&)\s+(?:continues|continuing|ongoing|on-going))?"
    r"|(?:in|work in) (?:process|progress)|ongoing|on-going|on (?:track|target|schedule|hold)"
    r"|off (?:track|target)"
    r"|not (?:yet )?started|started|behind(?: schedule)?|delayed|at risk|overdue|deferred|paused"
    r"|closed|open"
    r"|some (?:delay|slippage)|to be started|under way|underway)\b[.!]?",
    re.IGNORECASE,
)
RAG_HEAD = re.compile(r"\W*(?:b?rag)\b(?:\s*(?:status|rating|progress))?\W*$", re.IGNORECASE)
STATUS_HEAD = re.compile(
    r"\W*(?:(?:b?rag|current|progress)\s*)?(?:status|rating)\W*$", re.IGNORECASE
)


def status_in(text: str) -> str:
    """Return the status that a cell begins with, as printed, or nothing."""
    text = " ".join(text.split()).strip(" *")
    found = STATUS.match(text)
    if not found or len(text) > 120:
        return ""
    rest = text[found.end() :].strip()
    if rest and not re.match(r"[A-Z(–-]", rest):
        return ""
    return found["status"]


def is_status(text: str) -> bool:
    """Return whether words are a status and nothing more."""
    text = " ".join(text.split()).strip(" *.")
    found = STATUS.fullmatch(text)
    return bool(found)


def is_status_head(text: str) -> bool:
    return bool(RAG_HEAD.match(text) or STATUS_HEAD.match(text))
