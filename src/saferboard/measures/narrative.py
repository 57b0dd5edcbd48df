"""
Narrative text with its figures filled in, as web page and as printed paper.

The number stands in the text only as a token; here it becomes words, and a link to where it
came from.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from saferboard.documents.blocks import Block, Bullets, Paragraph, Run, Text
from saferboard.domain.figures import Figure
from saferboard.measures.tokens import TOKEN, resolve
from saferboard.ui.figures import in_words
from saferboard.ui.texts import BULLET


@dataclass(frozen=True)
class Told:
    """One text ready to print."""

    words: SafeString
    is_bullet: bool


@dataclass(frozen=True)
class Narrative:
    """Texts whose figures have been looked up together, in a fixed number of queries."""

    figures: Mapping[str, Figure]

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Narrative":
        """
        Look up every figure that some texts refer to, for the partnership's own place.

        :raises BadToken: if one refers to a measure or a period nobody knows.
        """
        return cls(resolve(texts, place=settings.SAFERBOARD_SITE["place"]))

    def runs(self, text: str) -> Text:
        """Return a text with its figures as runs that know where they came from."""
        runs, end = [], 0
        for match in TOKEN.finditer(text):
            figure = self.figures[match[0]]
            if match.start() > end:
                runs.append(Run(text[end : match.start()]))
            runs.append(Run(in_words(figure), figure=where_href(figure)))
            end = match.end()
        if end < len(text) or not runs:
            runs.append(Run(text[end:]))
        return tuple(runs)

    def plain(self, text: str) -> str:
        """Return a text as plain words."""
        return "".join(run.text for run in self.runs(text))

    def blocks(self, texts: Sequence[str]) -> list[Block]:
        """Return texts as paragraphs and lists."""
        blocks: list[Block] = []
        items: list[Text] = []
        for text in texts:
            if text.startswith(BULLET):
                items.append(self.runs(text.removeprefix(BULLET)))
                continue
            if items:
                blocks.append(Bullets(tuple(items)))
                items = []
            blocks.append(Paragraph(self.runs(text)))
        if items:
            blocks.append(Bullets(tuple(items)))
        return blocks

    def html(self, text: str) -> SafeString:
        """Return a text for a web page, each figure a link to where it came from."""
        words = SafeString("")
        for run in self.runs(text.removeprefix(BULLET)):
            if run.figure:
                link = '<a class="govuk-link sb-figure" href="{}">{}</a>'
                words += format_html(link, run.figure, run.text)
            else:
                words += format_html("{}", run.text)
        return words

    def html_of(self, texts: Sequence[str]) -> tuple[Told, ...]:
        """Return several texts for a web page."""
        return tuple(Told(self.html(text), text.startswith(BULLET)) for text in texts)

    def joined(self, texts: Sequence[str]) -> SafeString:
        """Return several texts as one, for a cell of a table."""
        words = SafeString("")
        for number, text in enumerate(texts):
            words += format_html("{}{}", " " if number else "", self.html(text))
        return words


def where_href(figure: Figure) -> str:
    """Return the address of the page that says where a figure came from."""
    page = reverse("measures:where", args=[figure.measure])
    return f"{page}?{urlencode({'period': str(figure.period)})}"
