"""
Numbers written as words.
"""

import re

_UNITS = {
    "zero": 0,
    "nil": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "eleventh": 11,
    "twelfth": 12,
}
_ANY = "|".join(sorted([*_UNITS, *_SCALES], key=len, reverse=True))
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
PATTERN = rf"(?:{_UNIT}|a(?=\s(?:hundred|thousand)\b))(?:(?:\s+and\s+|[\s-])(?:{_ANY})){{0,8}}"
"""Number words one after another; a scale alone ("thousands of") is no number."""


def number(words: str) -> int | None:
    """Return the number that words such as `seventy three` spell, or None if they do not."""
    total = group = 0
    last = ""
    for word in re.split(r"[\s-]+", words.lower().strip()):
        if word in ("and", "a"):
            continue
        if word in _UNITS:
            if not _may_follow(last, word):
                return None
            group += _UNITS[word]
        elif word == "hundred":
            group = (group or 1) * 100
        elif word in _SCALES:
            total += (group or 1) * _SCALES[word]
            group = 0
        else:
            return None
        last = word
    return total + group


def _may_follow(last: str, word: str) -> bool:
    """Return whether a unit can stand here: `twenty one`, not `four two`."""
    if not last or last in _SCALES:
        return True
    return _UNITS[last] >= 20 and 0 < _UNITS[word] < 10
