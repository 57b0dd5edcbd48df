"""
Reading a table as a board member would write it.
"""


def rows(text: str) -> list[dict[str, str | None]]:
    """
    Return the rows of a written table as dictionaries.  A dot means nothing was given.
    """
    lines = [line for line in text.strip().splitlines() if set(line.strip()) - set("-+ ")]
    header, *body = [[cell.strip() for cell in line.split("|")] for line in lines]
    return [
        {name: (None if cell == "." else cell) for name, cell in zip(header, line, strict=True)}
        for line in body
    ]


def whole(words: str | None) -> int | None:
    """Return a whole number written with or without thousands commas, or None."""
    return None if words is None else int(words.replace(",", ""))
