"""
What each measure counts and each source is, read from the files beside this one.

To change one of these files is to change what a published number means, so each measure
bears two names: who wrote it and who checked it.
"""

import datetime as dt
import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from saferboard.domain.periods import Month
from saferboard.domain.refusals import Refusal, Refused
from saferboard.measures.groups import Better, Group, PeriodKind
from saferboard.measures.yaml_files import DefinitionError, YamlFile, read_model

HERE = Path(__file__).parent
ALL = "*"
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""A measure's name stands in addresses, commands and tokens: other letters would be unread."""

UNLISTED = 1000
"""Where a measure that names no order stands among the others: after those that do."""


def _month(written: object) -> object:
    if isinstance(written, Month):
        return written
    if isinstance(written, dt.date):
        return Month.of(written)
    return Month.parse(str(written))


MonthWritten = Annotated[Month, BeforeValidator(_month)]


class Part(BaseModel):
    """Nothing unknown is let through: a key spelt wrong would be a rule left out."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class AbsentRow(Part):
    """What it means when a file has no row, or no month, for a place and an offence."""

    means: Literal["nought", "unknown"]
    because: str


class Source(Part):
    """
    Where numbers come from: who publishes them, on what terms, and how they are read.

    `majors` are its offence groups and `offences` the names in each.  A file has rows of each
    of its `boroughs` for each group, and of each offence, not among those `not_in_every_file`.
    `wards_of` is the source whose numbers it gives for the wards of one borough; `recut` says why
    months before the wards were drawn anew may be compared with those after, where they may.
    """

    slug: str
    publisher: str
    title: str
    about: str
    licence: str
    licence_url: str = ""
    attribution: str
    loader: Literal[
        "borough-months", "ward-months", "small-area-months", "dashboard", "population", "reports"
    ]
    scheme: str = ""
    absent_row: AbsentRow | None = None
    majors: tuple[str, ...] = ()
    boroughs: int = 0
    not_in_every_file: tuple[str, ...] = ()
    offences: dict[str, tuple[str, ...]] = {}
    also_names: dict[str, Literal["AIRPORT", "UNKNOWN"]] = {}
    falls_back_to: str = ""
    wards_of: str = ""
    recut: str = ""

    @model_validator(mode="after")
    def _monthly_files_say_what_no_row_means(self) -> "Source":
        if (
            self.loader in ("borough-months", "ward-months", "small-area-months", "dashboard")
            and self.absent_row is None
        ):
            raise ValueError("say in absent_row what it means when the file has no row.")
        if self.loader == "borough-months" and not self.majors:
            raise ValueError("list the offence groups of its scheme in majors.")
        if self.loader in ("ward-months", "small-area-months") and not self.wards_of:
            raise ValueError("name the source of the boroughs’ counts in wards_of.")
        return self


class Counts(Part):
    """What is counted: offences of a source, reports, or nothing, with the reason."""

    source: str = ""
    offences: tuple[str, ...] = ()
    none_because: str = ""

    @model_validator(mode="after")
    def _has_a_source_or_says_why_not(self) -> "Counts":
        if bool(self.source) == bool(self.none_because):
            raise ValueError("name a source, or say in none_because why none is held; not both.")
        for offence in self.offences:
            if offence != ALL and offence.count("/") != 1:
                raise ValueError(f"write “{offence}” as Group/Offence, Group/* or *.")
        return self

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The offences as group and offence, either of which may be `*`."""
        return tuple((ALL, ALL) if o == ALL else tuple(o.split("/")) for o in self.offences)


class Over(Part):
    source: str


class Break(Part):
    """The first month that may not be compared with those before it, and why."""

    start: MonthWritten = Field(alias="from")
    because: str


Whole = Annotated[int, Field(gt=0)]


class Target(Part):
    """What is aimed at in each month or quarter, who set it, and why."""

    value: Annotated[Decimal, Field(ge=0)]
    each: Literal["month", "quarter"]
    set_by: str
    because: str


def _none_or_number(written: object) -> object:
    return None if written in ("none", None) else written


def _none_or_name(written: object) -> object:
    return "" if written in ("none", None) else written


class Definition(Part):
    """
    One measure.  `slug` is the name of its file.

    What the papers leave open is empty or “not stated”.  `checked_by` is empty where nobody has
    checked it: it is then proposed.  `threshold_undecided` says that nobody has decided below
    what number it is not shown, so that none may be recorded yet.
    """

    slug: str
    title: str
    question: str
    counts: Counts
    over: Over | None = None
    per: Whole | None = None
    unit: str
    better: Better
    places: tuple[Literal["borough", "ward"], ...]
    suppress_below: Annotated[Whole | None, BeforeValidator(_none_or_number)]
    suppress_because: str = ""
    suppress_owner: str = ""
    breaks: tuple[Break, ...] = ()
    rebases: tuple[Break, ...] = ()
    target: Target | None = None
    written_by: str
    checked_by: Annotated[str, BeforeValidator(_none_or_name)]
    review_by: dt.date
    reference: str = ""
    group: Group = "other"
    period: PeriodKind = "not stated"
    numerator: str = ""
    denominator: str = ""
    compared_with: tuple[str, ...] = ()
    ranked_among: str = ""
    threshold_undecided: bool = False
    notes: str = ""
    order: int = UNLISTED

    @model_validator(mode="after")
    def _over_and_per_go_together(self) -> "Definition":
        if (self.over is None) != (self.per is None):
            raise ValueError("over and per go together: give both or neither.")
        if self.suppress_below and not (self.suppress_because and self.suppress_owner):
            raise ValueError("a threshold needs suppress_because and suppress_owner.")
        if self.threshold_undecided and self.suppress_below:
            raise ValueError("a threshold is given, so it is decided: take out one of the two.")
        return self

    @property
    def proposed(self) -> bool:
        """Whether nobody but its author has checked it."""
        return not self.checked_by

    @property
    def population_sources(self) -> tuple[str, ...]:
        """The sources of its population, the first of which that has a year being taken."""
        found: list[str] = []
        slug = self.over.source if self.over else ""
        while slug and slug not in found:
            found.append(slug)
            slug = sources()[slug].falls_back_to
        return tuple(found)

    @property
    def counted(self) -> bool:
        """Whether it is counted from a published monthly file, rather than reported."""
        return bool(self.counts.offences)

    @property
    def is_count(self) -> bool:
        """Whether its figures count events one by one, so that chance can be reckoned."""
        return not self.unit.startswith(("£", "%", "per "))

    @property
    def reported(self) -> bool:
        """Whether partners report it."""
        return bool(self.counts.source) and not self.counted

    def broken_between(self, earlier: Month, later: Month) -> Break | None:
        """Return the break after `earlier` and no later than `later`, if there is one."""
        return next((b for b in self.breaks if earlier < b.start <= later), None)


def load_sources(folder: Path) -> dict[str, Source]:
    """
    Return every source described in `folder`, by slug.

    :raises DefinitionError: at the first thing that is wrong.
    """
    files = {path.stem: YamlFile(path) for path in sorted(folder.glob("*.yaml"))}
    sources = {slug: read_model(file, Source, slug=slug) for slug, file in files.items()}
    for slug, source in sources.items():
        if source.falls_back_to and source.falls_back_to not in sources:
            raise files[slug].error(("falls_back_to",), _unknown_source(sources))
        if source.wards_of and source.wards_of not in sources:
            raise files[slug].error(("wards_of",), _unknown_source(sources))
    return sources


def load_definitions(folder: Path, sources: Mapping[str, Source]) -> dict[str, Definition]:
    """
    Return every measure defined in `folder` and the folders in it, by slug, in order.

    :raises DefinitionError: at the first thing that is wrong.
    """
    found: dict[str, Definition] = {}
    for path in sorted(folder.rglob("*.yaml")):
        file = YamlFile(path)
        if not SLUG.fullmatch(path.stem):
            words = "name the file in small letters, figures and hyphens, as total-burglary.yaml."
            raise file.error((), words)
        definition = read_model(file, Definition, slug=path.stem)
        if definition.slug in found:
            raise file.error((), "another file defines a measure of this name. Rename one.")
        _hold_to_the_sources(file, definition, sources)
        found[definition.slug] = definition
    return dict(sorted(found.items(), key=lambda pair: (pair[1].order, pair[0])))


def _hold_to_the_sources(
    file: YamlFile, definition: Definition, sources: Mapping[str, Source]
) -> None:
    counts = definition.counts
    if definition.written_by == definition.checked_by:
        words = "the checker may not be the author. Ask somebody else to check it."
        raise file.error(("checked_by",), words)
    if counts.source and counts.source not in sources:
        raise file.error(("counts", "source"), _unknown_source(sources))
    if definition.over and definition.over.source not in sources:
        raise file.error(("over", "source"), _unknown_source(sources))
    if not counts.source:
        return
    source = sources[counts.source]
    if source.loader == "population":
        raise file.error(("counts", "source"), "people are not counted as events. Use over.")
    if (source.loader == "reports") == bool(counts.offences):
        words = "give offences for a published file, and none for what partners report."
        raise file.error(("counts",), words)
    for major, minor in counts.pairs:
        if source.majors and major not in (ALL, *source.majors):
            words = f"the source has no offence group “{major}” ({minor}). Use one it lists."
            raise file.error(("counts", "offences"), words)
        known = source.offences.get(major, ())
        if known and minor not in (ALL, *known):
            near = _nearest(minor, known) or f" Use one of: {', '.join(known)}."
            words = f"the source has no offence “{minor}” in the group {major}.{near}"
            raise file.error(("counts", "offences"), words)


def _unknown_source(sources: Mapping[str, Source]) -> str:
    return f"no source is described under this name. Use one of: {', '.join(sorted(sources))}."


@lru_cache
def sources() -> dict[str, Source]:
    """Return the sources the product knows."""
    return load_sources(HERE / "sources")


@lru_cache
def definitions() -> dict[str, Definition]:
    """Return the measures the product knows, in the order they are shown."""
    return load_definitions(HERE / "definitions", sources())


class UnknownMeasure(Refused):
    """Raised for a name no measure has."""


class UnknownSource(Refused):
    """Raised for a name no source has."""


ELSEWHERE: list[Callable[[str], Definition | None]] = []
"""Where a measure may be found that no file defines: those added on the screen."""


def defined(slug: str) -> Definition:
    """
    Return the measure of this slug, from its file or as it was added on the screen.

    :raises UnknownMeasure: if there is none, with the nearest names.
    """
    if slug not in definitions():
        for find in ELSEWHERE:
            if found := find(slug):
                return found
        words = f"There is no measure called “{slug}”.{_nearest(slug, definitions())}"
        raise UnknownMeasure(Refusal("unknown-measure", words))
    return definitions()[slug]


def known_source(slug: str) -> Source:
    """
    Return the source of this slug.

    :raises UnknownSource: if there is none, with the nearest names.
    """
    if slug not in sources():
        words = f"There is no source called “{slug}”.{_nearest(slug, sources())}"
        raise UnknownSource(Refusal("unknown-source", words))
    return sources()[slug]


def _nearest(name: str, known: Iterable[str]) -> str:
    spelt = {one.lower(): one for one in known}
    near = difflib.get_close_matches(name.lower(), spelt, n=3, cutoff=0.5)
    return f" Did you mean {' or '.join(spelt[one] for one in near)}?" if near else ""


__all__ = [
    "ALL",
    "Definition",
    "DefinitionError",
    "Source",
    "defined",
    "definitions",
    "known_source",
    "sources",
]
