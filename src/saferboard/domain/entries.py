"""
What a partner writes in one cell of a data sheet: a number, or the reason there is none.

Nil is a number.  Not applicable, not held and not supplied are three reasons, and a cell with
nothing in it is none of them yet.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from saferboard.domain.figures import Absence

MOST_DIGITS = 12
"""Of a number before its point; an observation holds fourteen."""


@dataclass(frozen=True)
class Entry:
    """One cell that was read: a value, or the reason there is none."""

    value: Decimal | None
    absence: Absence | None = None

    def __post_init__(self) -> None:
        assert (self.value is None) != (self.absence is None), (
            "a cell holds a number or the reason there is none"
        )


@dataclass(frozen=True)
class Unread:
    """A cell that cannot be read.  `words` say what to do, and never repeat what was typed."""

    code: str
    words: str


REASONS = {
    "not applicable": Absence.NOT_APPLICABLE,
    "not held": Absence.PARTNER_LACKS,
    "not supplied": Absence.NOT_SUPPLIED,
}
"""What may be written instead of a number.  These are printed on every template."""
_NIL = {"nil", "zero", "nought"}
_NUMBER = re.compile(r"\d+(\.\d+)?|\d{1,3}(,\d{3})+(\.\d+)?")
_DAY = r"\d{1,2}[/. ]\d{1,2}[/. ]\d{2,4}|\d{4}-\d{2}-\d{2}( .*)?"
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DATE = re.compile(rf"{_DAY}|\d{{0,2}}[- ]?({_MONTHS})[a-z]*[- ]?\d{{0,4}}", re.I)
_FEW = re.compile(r"(<|≤|under|below|less than|fewer than|up to)\s*=?\s*\d+", re.I)
_ABOUT = re.compile(
    r"(~|c\.?|ca\.?|about|approx\.?|approximately|around|over|>)\s*[\d,.]+\+?", re.I
)
_RANGE = re.compile(r"\d+\s*(-|–|to)\s*\d+")
_CHOOSE = "Write a number, nil, not applicable, not held or not supplied."


def read_entry(typed: str, *, unit: str = "") -> Entry | Unread | None:
    """Return what a cell holds, why it cannot be read, or None where nothing was typed."""
    text = " ".join(typed.replace("\xa0", " ").split())
    small = text.casefold()
    if not text:
        return None
    if small in REASONS:
        return Entry(None, REASONS[small])
    if small in _NIL:
        return Entry(Decimal(0))
    bare = text.removeprefix("£").strip() if unit == "£" else text
    bare = bare.removesuffix("%").strip() if unit == "%" else bare
    if _NUMBER.fullmatch(bare):
        return _number(bare, unit)
    return _why_not(text, small)


def _number(bare: str, unit: str) -> Entry | Unread:
    plain = bare.replace(",", "")
    whole, _, decimals = plain.partition(".")
    if len(whole.lstrip("0")) > MOST_DIGITS or not plain.isascii():
        return Unread("too-long", "This number is too long. Write it in ordinary figures.")
    if unit not in ("£", "%") and decimals.strip("0"):
        return Unread("not-whole", "This counts things one by one. Write a whole number.")
    if len(decimals.rstrip("0")) > 2:
        return Unread("decimals", "Write no more than two figures after the point.")
    return Entry(Decimal(plain))


def _why_not(text: str, small: str) -> Unread:
    if small in ("n/a", "na", "n.a.", "n / a"):
        words = (
            "“n/a” may mean three things. Write not applicable, not held or not supplied, whichever"
            " it is."
        )
        return Unread("n-a", words)
    if not re.search(r"[^\W_]", text):
        return Unread("dash", f"A mark alone does not say why there is no figure. {_CHOOSE}")
    if text.startswith(("=", "+", "@")):
        return Unread("formula", "This is a formula. Write the number that it gives.")
    if text.startswith("#"):
        return Unread("formula-failed", "This is the error of a formula. Write the number.")
    if _FEW.fullmatch(text):
        words = (
            "A small number is wanted as it is: it is hidden before anything is shown. Write the"
            " number, or not supplied."
        )
        return Unread("few", words)
    if _DATE.fullmatch(text):
        return Unread("date", "This is a date. Write the number that belongs here.")
    if _ABOUT.fullmatch(text):
        return Unread("about", "Write one exact number, without “about” or a sign before it.")
    if _RANGE.fullmatch(text):
        return Unread("range", "Write one number, not two.")
    if re.fullmatch(r"[-−]\s*[\d,.]+", text):
        return Unread("negative", "A number here cannot be less than nought.")
    if re.fullmatch(r"[\d.,]+", text):
        return Unread("comma", "Write thousands as 1,234 and pence as 1234.50.")
    if re.fullmatch(r"[£%\d.,\s]+", text):
        return Unread("unit", "Write the number by itself, without a sign that is not its unit.")
    return Unread("not-a-number", f"This is no number. {_CHOOSE}")
