"""
Labels: the right number under the wrong name of its quarter, and reports that were copied on.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from saferboard.claims.desk import Desk
from saferboard.claims.grammar.moments import Moment
from saferboard.claims.model import Kind, Severity, Verdict
from saferboard.claims.text import Document, Sentence
from saferboard.claims.topics import GENERIC, Vocabulary
from saferboard.documents.reading.readings import Kind as BlockKind

_LEADS = re.compile(r"^(?:\W{0,3})(?:during|in|over|throughout|for)\s(?:the\s)?$", re.IGNORECASE)
_FUTURE = re.compile(
    r"\b(?:will|next|compared|previous|since|from|against|than|last|target|plan(?:ned|s)?)\b", re.I
)
_PRESENTED = re.compile(
    r"\b(?:this|the)\s(?:report|paper|update)\s(?:was|is)\s(?:presented|submitted"
    r"|discussed|considered)\b",
    re.I,
)
_LATEST = re.compile(
    r"\b(?:latest|most recent|most up to date)\s(?:available\s|published\s"
    r"|verified\s)?(?:figures?|data|statistics|results?)\b[^.]{0,60}?$",
    re.IGNORECASE,
)
_MOST_LATEST = 400
"""Beyond so many, holding each against all others takes too long."""
_HERE = re.compile(
    r"\b(?:presented|provided|given|included|set out) (?:here|below|in this report)\b", re.I
)


Latest = tuple[Sentence, Moment, frozenset[str]]


class Labels:
    """What the headings of each document call its quarters, and what is called the latest."""

    def __init__(self) -> None:
        self._quarters: dict[int, list[int]] = defaultdict(list)
        self._latest: list[Latest] = []

    def gather(self, documents: Sequence[Document]) -> None:
        """Note the quarters that the headings of some documents name."""
        for document in documents:
            self._quarters[document.number] += _quarters(document)

    def check(self, documents: Sequence[Document], vocabulary: Vocabulary, desk: Desk) -> None:
        """Judge the names of quarters."""
        for document in documents:
            for n, sentence in enumerate(document.sentences):
                if not sentence.moments:
                    continue
                _check_lead(sentence, desk)
                _check_presented(document, n, desk)
                self._latest += _latest(document, n, vocabulary)
            quarter = _report_quarter(self._quarters[document.number])
            _check_headings(document, quarter, desk)

    def check_latest(self, vocabulary: Vocabulary, desk: Desk) -> None:
        """Judge what several places call the latest."""
        _check_latest(self._latest[:_MOST_LATEST], vocabulary, desk)


def _quarters(document: Document) -> list[int]:
    """Return the quarters that the headings of a document say its updates are for."""
    return [
        m.quarter
        for s in document.sentences
        if _is_update_heading(s)
        for m in s.moments
        if m.quarter
    ]


def _report_quarter(told: list[int]) -> int | None:
    """Return the quarter most headings of a document are updates for; None if few say."""
    if len(told) < 3:
        return None
    quarter, times = Counter(told).most_common(1)[0]
    return quarter if times * 3 >= len(told) * 2 and times > 1 else None


def _is_update_heading(sentence: Sentence) -> bool:
    text = sentence.text
    opening = text[:120].lower()
    return bool(
        re.search(r"\bupdate\b|\bprogress\b|\breport\b", opening)
        and (sentence.kind is BlockKind.HEADING or len(text.split()) <= 22)
        and any(m.quarter and (m.year or m.period) and m.start < 90 for m in sentence.moments)
        and not re.search(r"\b(?:will|were|was|had|has|be|is|are)\b", opening)
    )


def _check_headings(document: Document, quarter: int | None, desk: Desk) -> None:
    """Judge a heading whose quarter is not that of the others, or has not begun."""
    for sentence in document.sentences:
        if not _is_update_heading(sentence):
            continue
        moment = next(m for m in sentence.moments if m.quarter)
        early = bool(
            moment.period and document.dated and moment.period.first.first_day > document.dated
        )
        if quarter is None and not early:
            continue
        right = not early and moment.quarter == quarter
        why = (
            "The quarter had not begun when the document was dated."
            if early
            else f"The other updates here are for quarter {quarter}."
        )
        desk.say(
            sentence,
            (moment.start, moment.end),
            Kind.LABEL,
            moment.text,
            f"quarter {quarter}" if quarter else None,
            Verdict.CONSISTENT if right else Verdict.INCONSISTENT,
            why,
            severity=Severity.LABEL,
        )


def _check_lead(sentence: Sentence, desk: Desk) -> None:
    """Judge `During the first quarter of this year …` under a heading for another quarter."""
    section = sentence.section.quarter
    if section is None or not section.quarter:
        return
    moment = sentence.moments[0]
    if not moment.quarter or moment.year or not _LEADS.match(sentence.text[: moment.start]):
        return
    if moment.quarter == section.quarter:
        return
    if _FUTURE.search(sentence.text) or sentence.text.startswith(sentence.section.quarter_words):
        return
    desk.say(
        sentence,
        (0, moment.end),
        Kind.LABEL,
        moment.text,
        f"quarter {section.quarter}",
        Verdict.INCONSISTENT,
        f"The sentence stands under “{sentence.section.quarter_words.strip()}”.",
        severity=Severity.LABEL,
        assumptions=["What stands under a heading for a quarter is of that quarter."],
    )


def _check_presented(document: Document, n: int, desk: Desk) -> None:
    """Judge `this report was presented in Quarter 3` in a report for an earlier quarter."""
    sentence = document.sentences[n]
    moment = next((m for m in sentence.moments if m.quarter), None)
    report = sentence.section.report
    if moment is None or report is None or moment.quarter == report.quarter:
        return
    following = document.sentences[n + 1].text if n + 1 < len(document.sentences) else ""
    told = _PRESENTED.search(sentence.text[: moment.start])
    here = re.search(r"\bupdate\b", sentence.text) and _HERE.search(following[:60])
    if not (told or here) or (moment.quarter or 0) < (report.quarter or 0):
        return
    first = told.start() if told else 0
    desk.say(
        sentence,
        (first, moment.end),
        Kind.LABEL,
        moment.text,
        f"quarter {report.quarter}",
        Verdict.INCONSISTENT,
        f"The report is the one for quarter {report.quarter}; quarter {moment.quarter} is later.",
        severity=Severity.STALE,
        assumptions=["The heading says which quarter the report is for."],
    )


def _latest(
    document: Document, n: int, vocabulary: Vocabulary
) -> list[tuple[Sentence, Moment, frozenset[str]]]:
    sentence = document.sentences[n]
    found = []
    for moment in sentence.moments:
        if moment.period and _LATEST.search(sentence.text[: moment.start]):
            near = [
                s
                for s in document.sentences[max(n - 2, 0) : n + 2]
                if abs(s.block - sentence.block) <= 1
            ]
            words = {w for s in near for w in vocabulary.stems(s.text)} - GENERIC
            found.append((sentence, moment, frozenset(words)))
    return found


def _check_latest(
    found: list[tuple[Sentence, Moment, frozenset[str]]], vocabulary: Vocabulary, desk: Desk
) -> None:
    """Judge two periods that are both called the latest for one measure."""
    for n, (sentence, moment, words) in enumerate(found):
        for m, (other, its, others) in enumerate(found):
            if n == m or moment.period is None or its.period is None:
                continue
            newer = its.period.last > moment.period.last and len(its.period) == len(moment.period)
            if newer and vocabulary.likeness(words, others) > 0.45:
                lead = _LATEST.search(sentence.text[: moment.start])
                assert lead, "only sentences with these words were found"
                desk.say(
                    sentence,
                    (lead.start(), moment.end),
                    Kind.LABEL,
                    moment.text,
                    its.text,
                    Verdict.INCONSISTENT,
                    f"{its.text} is called the latest elsewhere.",
                    severity=Severity.STALE,
                    assumptions=["Both passages are of one measure, by the words round them."],
                    sources=[desk.place_in(other, its.start, its.end)],
                )
                break
