"""
Reading a page the way the checks of the house need it: its links, its anchors, its faults.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

SCRIPTED = re.compile(r"on[a-z]+$")


@dataclass
class PageRead(HTMLParser):
    """The links and anchors of a page, and whatever its content policy would refuse to run."""

    links: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in named:
            self.links.append(named["href"])
        if "id" in named:
            if named["id"] in self.anchors:
                self.faults.append(f"two things are called #{named['id']}")
            self.anchors.add(named["id"])
        if tag in ("script", "img", "link", "iframe", "source"):
            self.loads.append(named.get("src") or named.get("href", ""))
        self._in_script = tag == "script"
        if tag == "style":
            self.faults.append("<style>")
        self.faults += [
            f"<{tag} {name}=…>" for name in named if name == "style" or SCRIPTED.match(name)
        ]

    def handle_data(self, data: str) -> None:
        if self._in_script and data.strip():
            self.faults.append("<script> with a body")

    def handle_endtag(self, tag: str) -> None:
        self._in_script = False


def read(html: str) -> PageRead:
    """Return what a page holds."""
    page = PageRead()
    page.feed(html)
    page.close()
    return page


def read_whole(answer) -> bytes:
    """Return all an answer holds; a file left half read would stay open."""
    return b"".join(answer) if answer.streaming else answer.content
