"""
Make one thing false: every way a true claim can be spoilt, and the document that results.
"""

import dataclasses
import random
import re
from collections.abc import Iterator
from fractions import Fraction

import figures
import slips
import truth
from slips import Spoil, counts_in
from truth import Claim, Paper

TURNS = {
    "increase": "decrease",
    "increased": "decreased",
    "rose": "fell",
    "risen": "fallen",
    "rise": "fall",
    "up": "down",
    "higher": "lower",
    "growth": "reduction",
    "grown": "shrunk",
    "grew": "shrank",
    "drop": "rise",
    "dropped": "rose",
    "reduction": "increase",
    "more": "fewer",
    "lower": "higher",
    "less": "more",
    "gain": "loss",
    "improved": "worsened",
}
TURNS = {new: old for old, new in TURNS.items()} | TURNS | {"more": "less", "fewer": "more"}
# Words of approval say better, not more: a fall in reoffending is an improvement.
JUDGEMENTS = {"improved", "improvement", "gain", "loss", "worsened"}
MULTIPLIERS = {"100,000": "10,000", "10,000": "100,000", "1,000": "10,000"}
QUARTERS = ["first", "second", "third", "fourth"]
MISPRINTS = ("figure off", "last digit off", "digit slip", "digits swapped", "point moved")
MOVING = ("change", "points", "difference")


@dataclasses.dataclass(frozen=True)
class Variant:
    """A document with one thing false, and where."""

    paper: Paper
    claim: Claim
    how: str
    old: str
    new: str
    text: str
    spoilt: tuple[int, int]
    quote: tuple[int, int]

    @property
    def lines(self) -> range:
        """Return the lines that the false stretch stands on, the first being 1."""
        first = self.text.count("\n", 0, self.spoilt[0]) + 1
        return range(first, self.text.count("\n", 0, self.spoilt[1]) + 2)

    @property
    def shown(self) -> str:
        """Return the false quotation."""
        return self.text[slice(*self.quote)]


def stated_spoils(claim: Claim) -> Iterator[tuple[str, str]]:
    """Yield each way to misstate the figure itself, true or not."""
    value, text = figures.read(claim.stated), claim.stated
    plain = " ".join(text.lower().split())
    for table in (figures.PARTS, figures.TIMES):
        if plain in table:
            alike = [other for other in table if manner(other) == manner(plain) and other != plain]
            yield from (("wrong word", other) for other in alike)
            return
    if plain in figures.ORDINALS or claim.formula in ("rank", "rank_from_least", "place"):
        yield from rank_spoils(claim)
        return
    size = abs(value.value)
    step = max(2 * value.slack * 3, size * Fraction(22, 100))
    yield "figure off", figures.write_like(text, size + step)
    yield "figure off", figures.write_like(text, abs(size - step))
    yield from (("digits swapped", other) for other in figures.swapped(text))
    yield "last digit off", figures.write_like(text, size + 4 * value.slack)
    if plain not in figures.WORDS:
        yield "digit slip", figures.slipped(text, len(claim.quote))
    if value.signed:
        turned = text.translate(str.maketrans("+-−", "-++"))
        yield "sign turned", turned
    yield from formula_spoils(claim)


def manner(word: str) -> str:
    """Return which words may take the place of `word` without breaking the sentence."""
    return "verb" if word.endswith("ed") else "one in" if word.startswith("one in") else ""


def formula_spoils(claim: Claim) -> Iterator[tuple[str, str]]:
    """Yield the figures that a common wrong sum would give."""
    text, decimals = claim.stated, figures.decimals_of(claim.stated)
    if claim.formula in ("change", "share", "rate"):
        yield "truncated", figures.write_like(text, figures.cut(abs(claim.value), decimals))
    if claim.formula == "change":
        old, new = claim.numbers
        yield "wrong base", figures.write_like(text, 100 * (new - old) / new)
        mean = abs(200 * (new - old) / (new + old))
        yield "symmetric difference", figures.write_like(text, figures.cut(mean, decimals))
    if claim.formula == "share":
        part, whole = claim.numbers
        if 2 * part < whole:
            # A share of the rest above 100% is nobody's slip.
            yield "share of the rest", figures.write_like(text, 100 * part / (whole - part))
        if part < whole:
            yield "complement", figures.write_like(text, 100 - claim.value)


def rank_spoils(claim: Claim) -> Iterator[tuple[str, str]]:
    """Yield other places in the order, and places that cannot be."""
    value = int(claim.value)

    def ordinal(place: int) -> str:
        if claim.stated.lower() in figures.ORDINALS:
            return figures.ORDINALS[place - 1]
        if claim.stated.isdigit():
            return str(place)
        ends = {1: "st", 2: "nd", 3: "rd"}
        end = "th" if place % 100 in (11, 12, 13) else ends.get(place % 10, "th")
        return f"{place}{end}"

    if claim.formula == "place":
        yield "impossible rank", ordinal(int(claim.numbers[1]) + value)
        return
    yield "rank off", ordinal(value + 1)
    if value > 1:
        yield "rank off", ordinal(value - 1)


def is_false(claim: Claim, how: str, new: str) -> bool:
    """Return whether the claim no longer holds with `new` in the figure's place."""
    stated = figures.read(new)
    if claim.formula == "place":
        return stated.value > claim.numbers[1]
    if claim.near == "above" and stated.value <= abs(claim.value):
        # Seventy per cent is more than a third: poorly put, and true.
        return False
    if how == "wrong word" and claim.stated.lower() not in figures.TIMES:
        # A neighbouring fraction may be near enough to pass for a fair account.
        return abs(stated.value - claim.value) > claim.value * Fraction(30, 100)
    return not figures.holds(stated, claim.value, claim.near)


def operand_spoils(claim: Claim, paper: Paper) -> Iterator[Spoil]:
    """Yield a slip in a number the figure is worked out from, in the quote or far from it."""
    if claim.formula not in ("change", "total", "difference", "share", "rate", "average"):
        return
    # The third thing given to a rate is its multiplier, which is spoilt as a phrase.
    for number, value in enumerate(claim.numbers[: 2 if claim.formula == "rate" else None]):
        here = [m for m in counts_in(claim.quote, value) if m.start() != claim.at]
        far = [] if here or value < 100 else counts_in(paper.text, value)
        base, found = (claim.start, here) if here else (0, far)
        if len(found) != 1 or claim.start <= base + found[0].start() == claim.start + claim.at:
            continue
        old = found[0].group()
        new = figures.slipped(old, number + len(claim.quote))
        numbers = list(claim.numbers)
        numbers[number] = figures.read(new).value
        if numbers[number] <= 0:
            continue
        spoilt = truth.FORMULAS[claim.formula][1](*numbers)
        if not figures.holds(figures.read(claim.stated), spoilt, claim.near):
            how = "count slip" if here else "count slip elsewhere"
            yield Spoil(how, base + found[0].start(), old, new)


def exchange(claim: Claim) -> Iterator[Spoil]:
    """Yield the exchange of the old count and the new, where a word or sign says which way."""
    if claim.formula not in ("change", "difference"):
        return
    old, new = (counts_in(claim.quote, number) for number in claim.numbers)
    told = figures.read(claim.stated).signed or len(words_of_direction(claim.quote)) == 1
    if len(old) != 1 or len(new) != 1 or not told:
        return
    first, last = sorted((old[0], new[0]), key=lambda m: m.start())
    between = claim.quote[first.end() : last.start()]
    if not first.start() <= claim.at < last.end():
        whole = claim.quote[first.start() : last.end()]
        turned = last.group() + between + first.group()
        yield Spoil("counts exchanged", claim.start + first.start(), whole, turned)


def words_of_direction(quote: str) -> list[re.Match[str]]:
    """Return the words in `quote` that say up or down; "more than 30%" says neither."""
    spans = re.finditer(r"[a-z]+", quote, re.IGNORECASE)
    bounds = ("more", "less", "fewer")
    return [
        m
        for m in spans
        if m.group().lower() in TURNS
        and not (m.group().lower() in bounds and re.match(r"\s+than\s+[£~\d]*$", quote[m.end() :]))
    ]


def with_article(quote: str, found: re.Match[str], new: str, start: int) -> Spoil:
    """Return the turning of a word, with its "a" or "an" put right."""
    article = re.search(r"\ban?(\s+)$", quote[: found.start()])
    at, old = found.start(), found.group()
    if article:
        at, old = article.start(), quote[article.start() : found.end()]
        new = ("an" if new[0] in "aeiou" and new != "up" else "a") + article[1] + new
    return Spoil("direction turned", start + at, old, new)


def phrase_spoils(claim: Claim) -> Iterator[Spoil]:
    """Yield changes to the words about a figure: its direction, its base, its unit."""
    start, quote = claim.start, claim.quote
    found = words_of_direction(quote)
    if claim.formula in MOVING and len(found) == 1 and not figures.read(claim.stated).signed:
        old = found[0].group()
        if old.lower() not in JUDGEMENTS:
            new = TURNS[old.lower()]
            new = new.capitalize() if old[0].isupper() else new
            yield with_article(quote, found[0], new, start)
    points = re.search(r"percentage\s+points", quote)
    if claim.formula == "points" and points:
        old, new = claim.numbers
        if not figures.holds(figures.read(claim.stated), truth.change(old, new), ""):
            yield Spoil("points as per cent", start + points.start(), points.group(), "per cent")
    per = re.search(r"\bper\s+(100,000|10,000|1,000)\b", quote)
    if claim.formula == "rate" and per:
        yield Spoil(
            "wrong multiplier", start + per.start(1), per.group(1), MULTIPLIERS[per.group(1)]
        )
    for how, old, new in claim.wrong:
        assert old in quote, f"{old!r} is not in {quote!r}"
        yield Spoil(how, start + quote.index(old), old, new)


def dated_spoils(claim: Claim) -> Iterator[Spoil]:
    """Yield wrong weekdays, days, quarters and years."""
    at, text = claim.start + claim.at, claim.stated
    if claim.formula == "weekday":
        place = truth.WEEKDAYS.index(text.capitalize())
        for move in (1, 3, 6):
            other = truth.WEEKDAYS[(place + move) % 7]
            yield Spoil("wrong weekday", at, text, other.upper() if text.isupper() else other)
        on = truth.DATE.search(claim.quote)
        if on:
            day = int(on[1])
            yield Spoil("wrong day", claim.start + on.start(1), on[1], str(shifted(day)))
    if claim.formula == "deadline":
        on = truth.DATE.search(text)
        assert on is not None, text
        for day in (shifted(int(on[1])), int(on[1]) % 28 + 1):
            if day != int(on[1]):
                yield Spoil("wrong deadline", at + on.start(1), on[1], str(day))
    if claim.formula == "quarter":
        for move in (1, 2, 3):
            new = re.sub(r"\d", lambda m, by=move: str((int(m[0]) - 1 + by) % 4 + 1), text)
            new = re.sub("|".join(QUARTERS), lambda m, by=move: moved_quarter(m[0], by), new)
            yield Spoil("stale quarter", at, text, new)
    if claim.formula == "financial_year":
        yield Spoil("stale year", at, text, re.sub(r"\d+", lambda m: str(int(m[0]) - 1), text))


def moved_quarter(word: str, by: int) -> str:
    """Return the quarter so many after the one that a word names."""
    return QUARTERS[(QUARTERS.index(word) + by) % 4]


def shifted(day: int) -> int:
    """Return a neighbouring day that the same month is sure to have."""
    return day - 1 if day > 1 else 2


def spoils(claim: Claim, paper: Paper) -> list[Spoil]:
    """Return every replacement that makes the claim false, in a settled order."""
    out = [*phrase_spoils(claim), *dated_spoils(claim), *exchange(claim), *slips.slips(claim)]
    if claim.formula not in truth.DATED:
        out += [
            Spoil(how, claim.start + claim.at, claim.stated, new)
            for how, new in (*stated_spoils(claim), *slips.misstated(claim, paper))
            if new != claim.stated and is_false(claim, how, new)
        ]
        out += operand_spoils(claim, paper)
    return list({(s.how, s.at, s.new): s for s in out if s.new != s.old}.values())


def ways(claim: Claim, paper: Paper) -> list[str]:
    """Return the names of the ways in which the claim can be made false."""
    return sorted({spoil.how for spoil in spoils(claim, paper)})


def spoil(paper: Paper, claim: Claim, how: Spoil) -> Variant:
    """Return the document with that one replacement made."""
    text = paper.text[: how.at] + how.new + paper.text[how.at + len(how.old) :]
    assert paper.text[how.at :].startswith(how.old), f"{how} is not in {paper.name}"
    grown = len(how.new) - len(how.old)
    spoilt = (how.at, how.at + len(how.new))
    start, end = claim.start, claim.start + len(claim.quote)
    if how.at < start:
        start, end = start + grown, end + grown
    elif how.at < end:
        end += grown
    return Variant(paper, claim, how.how, how.old, how.new, text, spoilt, (start, end))


def variants(paper: Paper, each: int) -> list[Variant]:
    """
    Return up to `each` falsified documents for every claim, always the same ones.

    Misprints fit every figure, so after the first they wait until mistakes of method run out.
    """
    out: dict[tuple[int, str, str], Variant] = {}
    for number, claim in enumerate(paper.claims):
        draw = random.Random(f"{paper.name} {number} {claim.quote}")
        by_way: dict[str, list[Spoil]] = {}
        for one in spoils(claim, paper):
            by_way.setdefault(one.how, []).append(one)
        names = sorted(by_way)
        draw.shuffle(names)
        slips = [name for name in names if name in MISPRINTS]
        names = slips[:1] + [name for name in names if name not in MISPRINTS] + slips[1:]
        for name in names[:each]:
            variant = spoil(paper, claim, draw.choice(by_way[name]))
            out.setdefault((variant.spoilt[0], variant.old, variant.new), variant)
    return list(out.values())
