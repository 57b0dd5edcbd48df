"""
What each data sheet asks for, read from the files beside this one.

A sheet has an edition for each financial year it changes in: `cctv/2022-23.yaml`.  The next
edition says only what differs.  As with measures, each file bears two names.
"""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, model_validator

from saferboard.domain.periods import Quarter
from saferboard.domain.refusals import Refusal, Refused
from saferboard.domain.sheets import ALL, WHOLE, Check, CheckKind, FieldAsked, Severity, Sheet
from saferboard.domain.withholding import Added
from saferboard.measures.definitions import SLUG, Definition, Part, definitions
from saferboard.measures.yaml_files import DefinitionError, YamlFile, read_model

HERE = Path(__file__).parent / "definitions"
WARDS = "ward"
"""The breakdown whose terms are the wards of the partnership's own area."""


def _none_or_name(written: object) -> object:
    return "" if written in ("none", None) else written


class Term(Part):
    """One word of the shared vocabulary, and what it means."""

    code: str
    title: str
    means: str


class Breakdown(Part):
    """What a field may be broken down by.  Wards have no terms here: they are places."""

    title: str
    terms: tuple[Term, ...] = ()


class FieldDescribed(Part):
    """One thing asked for.  `measure` is what it is an observation of, once accepted."""

    code: str
    title: str
    definition: str
    unit: str
    measure: str = ""
    months: Literal["each", "together", "year"] = "together"
    """Month by month, the quarter together, or the twelve months to its end."""
    by: str = ""

    @model_validator(mode="after")
    def _its_code_is_plain(self) -> "FieldDescribed":
        if not SLUG.fullmatch(self.code) or self.code in (ALL, WHOLE):
            raise ValueError("write the code in small letters, figures and hyphens.")
        return self


class CheckDescribed(Part):
    code: str
    kind: Literal["sum", "at-most", "goes-with"]
    fields: tuple[str, ...]
    severity: Literal["error", "query"]
    says: str

    @model_validator(mode="after")
    def _has_two_fields_or_more(self) -> "CheckDescribed":
        if len(self.fields) < 2 or (self.kind != "sum" and len(self.fields) > 2):
            raise ValueError("a check is of two fields; a sum, of its total and then its parts.")
        return self


class Differences(Part):
    """How an edition differs from the one it follows.  Codes that are dropped are not reused."""

    drop_fields: tuple[str, ...] = ()
    add_fields: tuple[FieldDescribed, ...] = ()
    change_fields: dict[str, dict[str, str]] = {}
    drop_checks: tuple[str, ...] = ()
    add_checks: tuple[CheckDescribed, ...] = ()


class SheetFile(Part):
    """A file as it is written: whole, or a year's differences from another."""

    sheet: str
    edition: str
    follows: str = ""
    differs: Differences = Differences()
    title: str = ""
    about: str = ""
    source: str = ""
    feeds: Literal["one partner", "several partners"] = "one partner"
    written_by: str
    checked_by: Annotated[str, BeforeValidator(_none_or_name)]
    review_by: dt.date
    breakdowns: dict[str, Breakdown] = {}
    fields: tuple[FieldDescribed, ...] = ()
    checks: tuple[CheckDescribed, ...] = ()

    @model_validator(mode="after")
    def _is_whole_or_follows(self) -> "SheetFile":
        whole = bool(self.title and self.about and self.source and self.fields)
        if not self.follows and not whole:
            raise ValueError("give title, about, source and fields, or say which it follows.")
        if self.written_by == self.checked_by:
            raise ValueError("the checker may not be the author. Ask somebody else to check it.")
        return self


@dataclass(frozen=True)
class SheetDefined:
    """One edition of a sheet, its differences worked in."""

    slug: str
    edition: str
    follows: str
    title: str
    about: str
    source: str
    several: bool
    written_by: str
    checked_by: str
    review_by: dt.date
    breakdowns: dict[str, Breakdown]
    fields: tuple[FieldDescribed, ...]
    checks: tuple[CheckDescribed, ...]
    differs: Differences

    def field(self, code: str) -> FieldDescribed:
        return next(field for field in self.fields if field.code == code)

    def measure(self, field: FieldDescribed) -> Definition | None:
        return definitions()[field.measure] if field.measure else None

    def threshold(self, field: FieldDescribed) -> int:
        """Return below what number a field is not shown; nought where it may be shown."""
        measure = self.measure(field)
        return (measure.suppress_below or 0) if measure else 0

    @property
    def sums(self) -> tuple[Added, ...]:
        return tuple(Added(c.fields[0], c.fields[1:]) for c in self.checks if c.kind == "sum")

    def asked(self, wards: tuple[str, ...]) -> Sheet:
        """Return what is asked for, as the checks need to know it."""
        fields = tuple(
            FieldAsked(
                f.code,
                f.title,
                f.unit,
                by_month=f.months == "each",
                terms=self.terms(f, wards),
            )
            for f in self.fields
        )
        checks = tuple(
            Check(c.code, CheckKind(c.kind), c.fields, Severity(c.severity.upper()), c.says)
            for c in self.checks
        )
        return Sheet(fields, checks)

    def terms(self, field: FieldDescribed, wards: tuple[str, ...]) -> tuple[str, ...]:
        if not field.by:
            return ()
        return (
            wards if field.by == WARDS else tuple(t.code for t in self.breakdowns[field.by].terms)
        )


def load_sheets(folder: Path) -> dict[str, dict[str, SheetDefined]]:
    """
    Return every edition of every sheet in `folder`, by sheet and year.

    :raises DefinitionError: at the first thing that is wrong.
    """
    found: dict[str, dict[str, SheetDefined]] = {}
    for path in sorted(folder.glob("*/*.yaml")):
        file = YamlFile(path)
        read = read_model(file, SheetFile, sheet=path.parent.name, edition=path.stem)
        editions = found.setdefault(path.parent.name, {})
        defined = _whole(file, read, editions)
        _hold_together(file, defined)
        editions[path.stem] = defined
    return found


def _whole(file: YamlFile, read: SheetFile, editions: dict[str, SheetDefined]) -> SheetDefined:
    if read.follows and read.follows not in editions:
        raise file.error(("follows",), "there is no earlier edition of this year.")
    before = editions.get(read.follows)
    fields, checks, differs = read.fields, read.checks, read.differs
    if before is not None:
        fields = _fields_after(file, before, differs)
        dropped = set(differs.drop_checks)
        if strange := dropped - {check.code for check in before.checks}:
            raise file.error(("differs", "drop_checks"), f"there is no check {sorted(strange)[0]}.")
        checks = (*(c for c in before.checks if c.code not in dropped), *differs.add_checks)
    base: Any = before or read
    several = before.several if before else read.feeds == "several partners"
    return SheetDefined(
        slug=read.sheet,
        edition=read.edition,
        follows=read.follows,
        title=read.title or base.title,
        about=read.about or base.about,
        source=read.source or base.source,
        several=several,
        written_by=read.written_by,
        checked_by=read.checked_by,
        review_by=read.review_by,
        breakdowns={**base.breakdowns, **read.breakdowns},
        fields=fields,
        checks=checks,
        differs=differs,
    )


def _fields_after(
    file: YamlFile, before: SheetDefined, differs: Differences
) -> tuple[FieldDescribed, ...]:
    known = {field.code for field in before.fields}
    for key, codes in (
        ("drop_fields", differs.drop_fields),
        ("change_fields", differs.change_fields),
    ):
        for code in codes:
            if code not in known:
                raise file.error(("differs", key), f"the edition before has no field {code}.")
    kept = []
    for field in before.fields:
        if field.code not in differs.drop_fields:
            changed = {**field.model_dump(), **differs.change_fields.get(field.code, {})}
            kept.append(FieldDescribed.model_validate(changed))
    return (*kept, *differs.add_fields)


def _hold_together(file: YamlFile, sheet: SheetDefined) -> None:
    codes = [field.code for field in sheet.fields]
    if len(set(codes)) < len(codes):
        raise file.error(("fields",), "two fields have one code. Give each its own.")
    if len({check.code for check in sheet.checks}) < len(sheet.checks):
        raise file.error(("checks",), "two checks have one code. Give each its own.")
    for field in sheet.fields:
        if field.measure and field.measure not in definitions():
            raise file.error(("fields",), f"there is no measure called {field.measure}.")
        if field.by and field.by not in sheet.breakdowns:
            raise file.error(("fields",), f"there is no breakdown called {field.by}.")
    for check in sheet.checks:
        if strange := set(check.fields) - set(codes):
            words = f"{check.code}: there is no field {sorted(strange)[0]}."
            raise file.error(("checks",), words)
    _hold_sums(file, sheet)


def _hold_sums(file: YamlFile, sheet: SheetDefined) -> None:
    """What is kept back is worked out sum by sum, which holds only where no two share a field."""
    met: set[str] = set()
    for added in sheet.sums:
        these = {added.total, *added.parts}
        if met & these:
            raise file.error(("checks",), "a field may stand in one sum only.")
        if any(sheet.threshold(sheet.field(code)) for code in these):
            words = "a field that is hidden when small may not stand in a sum with others."
            raise file.error(("checks",), words)
        if len({sheet.field(code).months for code in these}) > 1:
            raise file.error(("checks",), "the fields of a sum are by month, or none of them is.")
        met |= these


@lru_cache
def sheets() -> dict[str, dict[str, SheetDefined]]:
    """Return every edition of every sheet the product knows."""
    return load_sheets(HERE)


class UnknownSheet(Refused):
    """Raised for a sheet, or an edition of one, that there is not."""


def edition_for(slug: str, quarter: Quarter) -> SheetDefined:
    """
    Return the edition of a sheet that a quarter is asked by.

    :raises UnknownSheet: if there is none of that name, or none so early.
    """
    if slug not in sheets():
        raise UnknownSheet(Refusal("unknown-sheet", "There is no data sheet of that name."))
    before = [e for name, e in sheets()[slug].items() if int(name[:4]) <= quarter.year]
    if not before:
        words = f"This data sheet was not asked for as early as {quarter.label}."
        raise UnknownSheet(Refusal("too-early", words))
    return before[-1]


def newest(slug: str) -> SheetDefined:
    """
    Return the newest edition of a sheet.

    :raises UnknownSheet: if there is none of that name.
    """
    return edition_for(slug, Quarter(9000, 1))


__all__ = ["DefinitionError", "SheetDefined", "edition_for", "newest", "sheets"]
