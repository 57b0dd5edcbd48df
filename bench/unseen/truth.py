"""
What is true in each document: the claims, and the arithmetic that proves them.
"""

import dataclasses
import datetime as dt
import functools
import hashlib
import re
from ast import literal_eval
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import figures
import holidays
import yaml

DOCUMENTS = Path(__file__).parent / "documents"
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
DATE = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?\s+({'|'.join(MONTHS)})\s+(\d{{4}})", re.IGNORECASE)


def change(old: Fraction, new: Fraction) -> Fraction:
    """Return percent change."""
    return 100 * (new - old) / old


def rate(count: Fraction, population: Fraction, per: Fraction) -> Fraction:
    """Return events for each `per` people."""
    return count * per / population


def rank(value: Fraction, *values: Fraction) -> Fraction:
    """Return the place of `value`, the greatest being first."""
    return Fraction(1 + sum(other > value for other in values))


def rank_from_least(value: Fraction, *values: Fraction) -> Fraction:
    """Return the place of `value`, the least being first."""
    return Fraction(1 + sum(other < value for other in values))


# Each formula with the kind of claim that it proves.
FORMULAS: dict[str, tuple[str, Callable[..., Fraction]]] = {
    "change": ("percent-change", change),
    "points": ("percent-change", lambda old, new: new - old),
    "multiple": ("percent-change", lambda old, new: new / old),
    "total": ("sum", lambda *parts: Fraction(sum(parts))),
    "difference": ("sum", lambda old, new: new - old),
    "share": ("share", lambda part, whole: 100 * part / whole),
    "fraction": ("share", lambda part, whole: part / whole),
    "rate": ("rate", rate),
    "rank": ("rank", rank),
    "rank_from_least": ("rank", rank_from_least),
    "place": ("rank", lambda place, among: place),
    "same": ("cross-reference", lambda value: value),
    "average": ("other", lambda whole, number: whole / number),
}
DATED = {
    "weekday": "date",
    "deadline": "date",
    "quarter": "label",
    "financial_year": "label",
    "base": "label",
}


@dataclasses.dataclass(frozen=True)
class Claim:
    """One checkable figure, true as written."""

    quote: str
    kind: str
    stated: str
    truth: str
    start: int
    at: int
    wrong: tuple[tuple[str, str, str], ...] = ()
    falsify: tuple[str, ...] = ()

    @property
    def formula(self) -> str:
        """Return the name of the formula that proves the claim."""
        return self.truth.partition("(")[0]

    @property
    def arguments(self) -> tuple[object, ...]:
        """Return what the formula is given."""
        inside = self.truth.partition("(")[2].removesuffix(")")
        return tuple(literal_eval(f"({inside},)"))

    @property
    def numbers(self) -> tuple[Fraction, ...]:
        """Return what the formula is given, as exact numbers."""
        return tuple(Fraction(str(value)) for value in self.arguments)

    @property
    def value(self) -> Fraction:
        """Return the true value."""
        return FORMULAS[self.formula][1](*self.numbers)

    @property
    def near(self) -> str:
        """Return how nearly the figure says it holds."""
        return figures.qualifier(self.quote[: self.at])


@dataclasses.dataclass(frozen=True)
class Paper:
    """One document, its claims, how it is handed over, and the papers read beside it."""

    name: str
    path: Path
    text: str
    form: str
    beside: tuple[str, ...]
    claims: tuple[Claim, ...]

    @property
    def half(self) -> str:
        """Return which half of the set the document falls in."""
        return ("dev", "held-out")[hashlib.sha256(self.name.encode()).digest()[0] % 2]


def nth(text: str, part: str, number: int) -> int:
    """Return where `part` stands in `text` for the `number`th time, or -1."""
    found = -1
    for _ in range(number):
        found = text.find(part, found + 1)
        if found < 0:
            break
    return found


def load(truth: Path) -> Paper:
    """Return the document that a truth file speaks of."""
    data = yaml.safe_load(truth.read_text(encoding="utf-8"))
    path = truth.with_name(data["document"])
    text = path.read_text(encoding="utf-8")
    claims = []
    for row in data["claims"]:
        start = nth(text, row["quote"], row.get("time", 1))
        assert start >= 0, f"{truth.name}: not in the document: {row['quote']!r}"
        at = nth(row["quote"], row["stated"], row.get("which", 1))
        assert at >= 0, f"{truth.name}: {row['stated']!r} is not in {row['quote']!r}"
        wrong = tuple((w["how"], w["old"], w["new"]) for w in row.get("wrong", ()))
        ways = tuple(row.get("falsify", ()))
        fields = (row["quote"], row["kind"], row["stated"], row["truth"], start, at, wrong, ways)
        claims.append(Claim(*fields))
    return Paper(
        truth.stem,
        path,
        text,
        data.get("form", path.suffix[1:]),
        tuple(data.get("beside", ())),
        tuple(claims),
    )


def papers() -> list[Paper]:
    """Return every document of the set, by name."""
    return [load(path) for path in sorted(DOCUMENTS.glob("*.yaml"))]


@functools.cache
def bank_holidays() -> frozenset[dt.date]:
    """Return England's bank holidays for the years the documents speak of."""
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=range(2015, 2028)))


def working_days_after(start: dt.date, days: int) -> dt.date:
    """Return the date so many working days after `start`, or before it if `days` is negative."""
    step, left, on = (1 if days > 0 else -1), abs(days), start
    while left:
        on += dt.timedelta(step)
        left -= on.weekday() < 5 and on not in bank_holidays()
    return on


def read_date(text: str) -> dt.date:
    """Return the date written in `text`."""
    found = DATE.search(text)
    assert found is not None, f"no date in {text!r}"
    return dt.date(int(found[3]), MONTHS.index(found[2].capitalize()) + 1, int(found[1]))


def elsewhere(claim: Claim, paper: Paper, others: str) -> bool:
    """Return whether the value of a cross-reference stands in a second place."""
    rest = paper.text[: claim.start] + "\n" + paper.text[claim.start + len(claim.quote) :]
    value = claim.numbers[0]
    for found in re.finditer(
        r"£?\d+(?:,\d{3})*(?:\.\d+)?(?:\s?(?:million|billion|bn|m)\b)?", rest + others
    ):
        if figures.read(found.group()).value == value:
            return True
    words = [text for text, number in figures.WORDS.items() if number == value]
    return any(re.search(rf"\b{text}\b", rest + others, re.I) for text in words)


def dated_fault(claim: Claim) -> str | None:
    """Return what is wrong with a claim about dates and labels, or None."""
    given = claim.arguments
    if claim.formula == "weekday":
        right = WEEKDAYS[dt.date.fromisoformat(str(given[0])).weekday()]
        if claim.stated.lower() != right.lower():
            return f"it was a {right}"
        on = DATE.search(claim.quote)
        same = on is None or read_date(claim.quote) == dt.date.fromisoformat(str(given[0]))
        return None if same else "the quote has another date"
    if claim.formula == "deadline":
        due = working_days_after(dt.date.fromisoformat(str(given[0])), int(str(given[1])))
        return None if read_date(claim.stated) == due else f"it falls on {due}"
    if claim.formula == "quarter":
        month, quarter = int(str(given[0])), int(str(given[1]))
        right = (month - 4) % 12 // 3 + 1
        ordinal = ("first", "second", "third", "fourth")[right - 1]
        said = str(right) in claim.stated or ordinal in claim.stated.lower()
        return None if right == quarter and said else f"it is quarter {right}"
    if claim.formula == "financial_year":
        end = dt.date.fromisoformat(str(given[0]))
        first = end.year if end.month > 3 else end.year - 1
        return None if re.match(rf"{first}\D", claim.stated) else f"it begins in {first}"
    part, whole = claim.numbers
    kept = figures.holds(figures.read(claim.stated), 100 * part / whole, claim.near)
    return None if kept and claim.wrong else "not the share, or nothing to falsify"


def fault(claim: Claim, paper: Paper, others: str) -> str | None:
    """Return why a claim is not true as written, or None."""
    if claim.formula in DATED:
        right = claim.kind == DATED[claim.formula]
        return dated_fault(claim) if right else "the kind does not fit the formula"
    if claim.kind != FORMULAS[claim.formula][0]:
        return "the kind does not fit the formula"
    if claim.formula == "same" and not elsewhere(claim, paper, others):
        return "the value stands nowhere else"
    if claim.formula == "place":
        place, among = claim.numbers
        if not 1 <= place <= among:
            return "no such place"
    if not figures.holds(figures.read(claim.stated), claim.value, claim.near):
        return f"recomputed as {float(claim.value):.4f}"
    return None
