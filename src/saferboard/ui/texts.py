"""
Texts as a person types them: paragraphs with an empty line between, entries of a list
beginning “- ”.
"""

from collections.abc import Sequence

BULLET = "- "
"""What a text that is one entry of a list begins with."""


def typed(texts: Sequence[str]) -> str:
    """Return texts as they stand in a box to be edited."""
    lines: list[str] = []
    for number, text in enumerate(texts):
        follows_on = number and text.startswith(BULLET) and texts[number - 1].startswith(BULLET)
        if number and not follows_on:
            lines.append("")
        lines.append(text)
    return "\n".join(lines)


def read(words: str) -> list[str]:
    """Return the texts in what was typed: each paragraph, and each entry of a list, one text."""
    texts: list[str] = []
    open_ended = False
    for line in words.splitlines():
        line = line.strip()
        if not line:
            open_ended = False
        elif open_ended and not line.startswith(BULLET):
            texts[-1] += f" {line}"
        else:
            texts.append(line)
            open_ended = True
    return texts
