"""
Taking the marks out of a line: tags, stars, entities, bullets.

What is left keeps its place in the source.  Tools that turn PDF into text leave pieces of
HTML in plain lines, so this is needed for text as much as for Markdown.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from saferboard.documents.reading.stretches import Stretch

_BLOCK_TAGS = "p|ul|ol|li|td|th|tr|table|thead|tbody|div|section|article|h[1-6]|br|blockquote"
_INLINE_TAGS = "b|i|u|em|strong|span|sup|sub|small|a|font|mark|abbr|code|s|del|ins|center"
_MARK = re.compile(
    rf"(?P<tag></?(?P<name>{_BLOCK_TAGS}|{_INLINE_TAGS})(?:\s[^<>]{{0,300}})?/?>)"
    r"|(?P<stars>\*{2,3}|(?<![\w])__|__(?![\w]))"
    r"|(?P<link>\[(?P<words>[^\[\]\n]{1,200})\]\((?:[^()\s]{0,300})\))"
    r"|(?P<entity>&(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|[A-Za-z]{2,10});)"
    r"|(?P<bullet>[•▪●◦‣∙]\s*|\s*[\uf000-\uf0ff]\s*)",
    re.IGNORECASE,
)
_BLOCK_NAME = re.compile(rf"(?:{_BLOCK_TAGS})$", re.IGNORECASE)


@dataclass(frozen=True)
class Fragment:
    """Clean words between two block marks.  `opened_by` is the tag or mark before them."""

    words: Stretch
    opened_by: str = ""


class _Gatherer:
    """Collects runs of clean text until a block mark closes them."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.starts: list[int] = []
        self.origins: list[int] = []
        self.length = 0

    def add(self, words: str, origin: int) -> None:
        if words:
            self.parts.append(words)
            self.starts.append(self.length)
            self.origins.append(origin)
            self.length += len(words)

    def taken(self) -> Stretch | None:
        """Return what was gathered, trimmed, and begin again; None if there were no words."""
        parts, starts, origins = self.parts, self.starts, self.origins
        self.__init__()  # type: ignore[misc]
        text = "".join(parts)
        if not text.strip():
            return None
        return Stretch(text, tuple(starts), tuple(origins)).trimmed()


def fragments(raw: str, start: int, end: int) -> Iterator[Fragment]:
    """Yield the clean fragments of `raw[start:end]`, split at block tags and bullets."""
    gathered = _Gatherer()
    opened_by = ""
    at = start
    for mark in _MARK.finditer(raw, start, end):
        gathered.add(raw[at : mark.start()], at)
        at = mark.end()
        closes = _closes(mark)
        if closes:
            words = gathered.taken()
            if words is not None:
                yield Fragment(words, opened_by)
            opened_by = closes
        elif mark["link"]:
            gathered.add(mark["words"], mark.start("words"))
        elif mark["entity"]:
            gathered.add(html.unescape(mark["entity"])[:1], mark.start())
    gathered.add(raw[at:end], at)
    words = gathered.taken()
    if words is not None:
        yield Fragment(words, opened_by)


def _closes(mark: "re.Match[str]") -> str:
    """Return what a block mark is, or nothing for a mark inside a line."""
    if mark["bullet"]:
        return "•"
    if mark["tag"] and _BLOCK_NAME.match(mark["name"]):
        return str(mark["tag"]).lower()
    return ""
