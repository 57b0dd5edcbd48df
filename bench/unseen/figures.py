"""
Numbers as people write them: read one, and write another in the same manner.
"""

import dataclasses
import itertools
import math
import re
from fractions import Fraction

SMALL = [
    "nought",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
]
PARTS = {
    "half": Fraction(1, 2),
    "a third": Fraction(1, 3),
    "one third": Fraction(1, 3),
    "two thirds": Fraction(2, 3),
    "a quarter": Fraction(1, 4),
    "three quarters": Fraction(3, 4),
    "a fifth": Fraction(1, 5),
    "two fifths": Fraction(2, 5),
    "three fifths": Fraction(3, 5),
    "one in three": Fraction(1, 3),
    "one in four": Fraction(1, 4),
    "one in five": Fraction(1, 5),
    "one in six": Fraction(1, 6),
    "one in eight": Fraction(1, 8),
    "one in ten": Fraction(1, 10),
}
TIMES = {
    "halved": Fraction(1, 2),
    "doubled": Fraction(2),
    "double": Fraction(2),
    "twice": Fraction(2),
    "trebled": Fraction(3),
    "three times": Fraction(3),
    "four times": Fraction(4),
    "five times": Fraction(5),
    "six times": Fraction(6),
}
SCALES = {"million": 10**6, "m": 10**6, "billion": 10**9, "bn": 10**9, "k": 1000}
ABOUT = ("about", "around", "approximately", "roughly", "some")
ABOVE = ("over", "more than", "at least", "just over")
BELOW = ("nearly", "almost", "just under", "under", "fewer than", "less than")


@dataclasses.dataclass(frozen=True)
class Stated:
    """A figure as written: its value, half a step of its rounding, and its sign if shown."""

    value: Fraction
    slack: Fraction
    signed: bool
    words: bool = False


def count_in_words(number: int) -> str:
    """Return a count under two hundred in words."""
    if number >= 100:
        return "one hundred" + (f" and {count_in_words(number - 100)}" if number > 100 else "")
    if number < 20:
        return SMALL[number]
    tens, ones = divmod(number, 10)
    return TENS[tens - 2] + (f"-{SMALL[ones]}" if ones else "")


WORDS = {count_in_words(n): n for n in range(200)}
WORDS |= {text.replace("-", " "): n for text, n in WORDS.items()}
DIGITS = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
SCALE = re.compile(r"\s?(million|billion|bn|m|k)\b")


def read(text: str) -> Stated:
    """Return what `text` states; raise ValueError if it is no figure."""
    plain = " ".join(text.lower().split())
    if plain in ORDINALS:
        return Stated(Fraction(ORDINALS.index(plain) + 1), Fraction(0), False, words=True)
    for table in (PARTS, TIMES, WORDS):
        if plain in table:
            return Stated(Fraction(table[plain]), Fraction(0), False, words=True)
    found = DIGITS.search(plain)
    if found is None:
        raise ValueError(f"{text!r} is not a figure")
    digits = found.group().replace(",", "")
    decimals = len(digits.partition(".")[2])
    after = SCALE.match(plain, found.end())
    scale = SCALES[after.group(1)] if after else 1
    before = plain[: found.start()]
    less = any(mark in before for mark in ("-", "−", "–")) or before.startswith("(")
    value = Fraction(digits) * scale * (-1 if less else 1)
    slack = Fraction(scale, 2 * 10**decimals)
    return Stated(value, slack, signed=less or "+" in before)


def write_like(text: str, value: Fraction | int) -> str:
    """Return `value` written as `text` is: its marks, commas, decimals and million or billion."""
    plain = text.strip().lower()
    if plain in ORDINALS:
        return ORDINALS[round(value) - 1]
    if plain in WORDS:
        words = count_in_words(round(value))
        return words.capitalize() if text[0].isupper() else words
    found = DIGITS.search(text)
    assert found is not None, f"{text!r} holds no digits"
    after = SCALE.match(text.lower(), found.end())
    scaled = abs(Fraction(value)) / (SCALES[after.group(1)] if after else 1)
    decimals = len(found.group().partition(".")[2])
    comma = "," if "," in found.group() else ""
    digits = f"{rounded(scaled, decimals):{comma}.{decimals}f}"
    if not comma and scaled >= 1000 and "," not in found.group() and len(found.group()) < 4:
        digits = f"{rounded(scaled, decimals):,.{decimals}f}"
    return text[: found.start()] + digits + text[found.end() :]


def rounded(value: Fraction, decimals: int) -> float:
    """Return `value` rounded half up, as people round."""
    step = 10**decimals
    return math.floor(value * step + Fraction(1, 2)) / step


def cut(value: Fraction, decimals: int) -> Fraction:
    """Return `value` with its further digits dropped."""
    return Fraction(math.trunc(value * 10**decimals), 10**decimals)


def decimals_of(text: str) -> int:
    """Return how many decimal places `text` gives."""
    found = DIGITS.search(text)
    return len(found.group().partition(".")[2]) if found else 0


def qualifier(before: str) -> str:
    """Return "about", "above", "below" or nothing, by the words that stand before a figure."""
    tail = re.sub(r"[\s|>(£]+", " ", before.lower()).rstrip()
    for name, words in (("below", BELOW), ("above", ABOVE), ("about", ABOUT)):
        if any(re.search(rf"\b{word}$", tail) for word in words):
            return name
    return ""


def holds(stated: Stated, truth: Fraction, how_near: str) -> bool:
    """Return whether a figure as stated is a fair account of the true value."""
    value = stated.value if stated.signed else abs(stated.value)
    real = truth if stated.signed else abs(truth)
    gap = abs(value - real)
    if how_near == "about" or (stated.words and value in PARTS.values() and not how_near):
        return gap <= max(stated.slack, abs(real) * Fraction(6, 100))
    if how_near == "above":
        return value <= real and gap <= abs(real) * Fraction(15, 100)
    if how_near == "below":
        return value >= real and gap <= abs(real) * Fraction(12, 100)
    return gap <= stated.slack


def swapped(text: str) -> list[str]:
    """Return `text` with each pair of neighbouring, different digits exchanged."""
    found = DIGITS.search(text)
    if found is None:
        return []
    digits = found.group()
    places = [n for n, mark in enumerate(digits) if mark.isdigit()]
    out = []
    for left, right in itertools.pairwise(places):
        if digits[left] == digits[right] or (left == places[0] and digits[right] == "0"):
            continue
        marks = list(digits)
        marks[left], marks[right] = marks[right], marks[left]
        out.append(text[: found.start()] + "".join(marks) + text[found.end() :])
    return out


def slipped(text: str, by: int) -> str:
    """Return `text` with one digit mistyped, not its last nor a leading zero where it can help."""
    found = DIGITS.search(text)
    assert found is not None, f"{text!r} holds no digits"
    digits = list(found.group())
    places = [n for n, mark in enumerate(digits) if mark.isdigit()]
    place = places[min(1, len(places) - 1)] if len(places) < 4 else places[by % 2 + 1]
    digits[place] = str((int(digits[place]) + 2 + by % 5) % 10)
    if digits[places[0]] == "0" and len(places) > 1 and place == places[0]:
        digits[place] = "5"
    return text[: found.start()] + "".join(digits) + text[found.end() :]
