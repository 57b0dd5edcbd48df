"""
Slips of copying: a neighbour's cell, last year's date, years or counts that changed places.
"""

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator
from fractions import Fraction

import figures
import truth
from truth import Claim, Paper

NUMBER = re.compile(r"£?\d+(?:,\d{3})*(?:\.\d+)?(?:\s?(?:million|billion|bn|m|k)\b)?")
YEAR = re.compile(r"\b20\d\d(?:[/-]\d\d(?:\d\d)?)?\b")
UNITS = {"million": "billion", "billion": "million", "m": "k", "k": "m", "bn": "m"}
CELL = re.compile(r"\||\t|</t[dh]>\s*<t[dh][^>]*>|</?t[rdh][^>]*>")
COUNTED = ("change", "points", "total", "difference", "share", "rate", "average")


@dataclasses.dataclass(frozen=True)
class Spoil:
    """One replacement: how it misleads, where it stands, and what is put there."""

    how: str
    at: int
    old: str
    new: str


def counts_in(text: str, value: Fraction) -> list[re.Match[str]]:
    """Return where a count of that value stands in `text`."""
    return [m for m in NUMBER.finditer(text) if figures.read(m.group()).value == abs(value)]


def with_point_moved(text: str) -> Iterator[str]:
    """Yield `text` with its decimal point one place to the right, and to the left."""
    found = figures.DIGITS.search(text)
    if found is None or "." not in found.group() or "," in found.group():
        return
    whole, _, part = found.group().partition(".")
    right = (whole + part[0]).lstrip("0") + (f".{part[1:]}" if part[1:] else "")
    left = (whole[:-1] or "0") + f".{whole[-1]}{part}"
    for digits in (right, left):
        yield text[: found.start()] + digits + text[found.end() :]


def misstated(claim: Claim, paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield figures that stand in the true one's place by a slip of the hand, true or not."""
    if figures.read(claim.stated).words or claim.formula in ("place", "rank", "rank_from_least"):
        return
    for other in with_point_moved(claim.stated):
        # A part above the whole is nobody's slip: the writer would see it.
        if claim.formula != "share" or figures.read(other).value < 100:
            yield "point moved", other
    unit = figures.SCALE.search(claim.stated.lower())
    if unit:
        start, end = unit.span(1)
        yield "wrong unit", claim.stated[:start] + UNITS[unit[1]] + claim.stated[end:]
    if claim.formula in COUNTED:
        yield from neighbours(claim, paper.text)


def cells(line: str) -> list[str]:
    """Return what stands in each cell of a table's row."""
    return [cell.strip() for cell in CELL.split(line)]


def shape(cell: str) -> tuple[str, int]:
    """Return what is about a cell's digits, and its decimals: like may be taken for like."""
    return figures.DIGITS.sub("#", cell).strip("+-−"), figures.decimals_of(cell)


def neighbours(claim: Claim, text: str) -> Iterator[tuple[str, str]]:
    """Yield the cell above the figure and the one to its left, where they are of its shape."""
    place = claim.start + claim.at
    start = text.rfind("\n", 0, place) + 1
    row = cells(text[start : text.find("\n", place)])
    column = len(CELL.split(text[start:place])) - 1
    if len(row) < 3 or row[column] != claim.stated:
        return
    above = cells(text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : max(start - 1, 0)])
    found = [("row above", above[column])] if len(above) == len(row) else []
    found += [("column beside", row[column - 1])] if column else []
    yield from ((how, new) for how, new in found if shape(new) == shape(claim.stated))


def years_exchanged(claim: Claim) -> Iterator[Spoil]:
    """Yield the exchange of two years that stand by the old count and the new, in like order."""
    if claim.formula not in ("change", "points", "difference", "multiple"):
        return
    years = list(YEAR.finditer(claim.quote))
    counts = [counts_in(YEAR.sub(blank, claim.quote), number) for number in claim.numbers]
    if len(years) != 2 or any(len(found) != 1 for found in counts):
        return
    first, last = years
    in_order = counts[0][0].start() < counts[1][0].start()
    if len(first[0]) != len(last[0]) or first[0] == last[0] or (first[0] < last[0]) != in_order:
        return
    early, late = sorted(found[0].start() for found in counts)
    if early < last.start() and (first.start() > early) == (last.start() > late):
        between = claim.quote[first.end() : last.start()]
        old, new = first[0] + between + last[0], last[0] + between + first[0]
        yield Spoil("years exchanged", claim.start + first.start(), old, new)


def blank(found: re.Match[str]) -> str:
    """Return as many spaces as were found letters."""
    return " " * len(found.group())


def part_and_whole(claim: Claim) -> Iterator[Spoil]:
    """Yield the exchange of a part and the whole that it is of."""
    if claim.formula != "share" or claim.numbers[0] >= claim.numbers[1]:
        return
    found = [counts_in(claim.quote, number) for number in claim.numbers]
    if any(len(one) != 1 for one in found):
        return
    first, last = sorted((one[0] for one in found), key=lambda m: m.start())
    if not first.start() <= claim.at < last.end():
        between = claim.quote[first.end() : last.start()]
        old, new = first[0] + between + last[0], last[0] + between + first[0]
        yield Spoil("part and whole exchanged", claim.start + first.start(), old, new)


def as_points(claim: Claim) -> Iterator[Spoil]:
    """Yield a percent change called percentage points; a row of a table has its unit above it."""
    if claim.formula != "change" or CELL.search(claim.quote):
        return
    found = figures.DIGITS.search(claim.quote, claim.at)
    unit = found and re.compile(r"\s?%|\s+per\s+cent\b").match(claim.quote, found.end())
    old, new = claim.numbers
    if unit and not figures.holds(figures.read(claim.stated), new - old, ""):
        at = claim.start + unit.start()
        yield Spoil("per cent as points", at, unit.group(), " percentage points")


def misdated(claim: Claim) -> Iterator[Spoil]:
    """Yield last year's date beside a weekday, other months for a quarter, another year's end."""
    quote = claim.quote
    on = truth.DATE.search(quote)
    if claim.formula == "weekday" and on and on[1] + on[2].lower() != "29february":
        day = truth.read_date(quote)
        last = dt.date(day.year - 1, day.month, day.day)
        assert last.weekday() != day.weekday(), "a year is no whole number of weeks"
        yield Spoil("last year's date", claim.start + on.start(3), on[3], str(last.year))
    names = [*re.finditer("|".join(truth.MONTHS), quote)]
    if claim.formula == "quarter" and len(names) > 1:
        start, end = names[0].start(), names[-1].end()
        new = re.sub("|".join(truth.MONTHS), three_earlier, quote[start:end])
        yield Spoil("wrong months", claim.start + start, quote[start:end], new)
    end_year = re.search(r"\bMarch\s+(20\d\d)", quote)
    if claim.formula == "financial_year" and end_year:
        for move in (-1, 1):
            new = str(int(end_year[1]) + move)
            yield Spoil("wrong year end", claim.start + end_year.start(1), end_year[1], new)


def three_earlier(found: re.Match[str]) -> str:
    """Return the month a quarter before."""
    return truth.MONTHS[truth.MONTHS.index(found.group()) - 3]


def slips(claim: Claim) -> Iterator[Spoil]:
    """Yield every slip of copying that is of words or of more than one figure."""
    yield from years_exchanged(claim)
    yield from part_and_whole(claim)
    yield from as_points(claim)
    yield from misdated(claim)
