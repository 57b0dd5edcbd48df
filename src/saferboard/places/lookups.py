"""
Reading a lookup between two sets of areas: which of the new each of the old lies in.

The columns are the Office for National Statistics': a code and a name of the one, a code and a
name of the other, and the code of the authority they are in, each with the year of its boundary in
its head (`LSOA11CD, LSOA11NM, LSOA21CD, LSOA21NM, CHGIND, LAD22CD, …`).
"""

import re
from dataclasses import dataclass

from saferboard.places.csv_files import Complaints, CsvFile

HEAD = re.compile(r"(LSOA|WD|LAD)(\d\d)(CD|NM)")
KINDS = {"LSOA": "small areas", "WD": "wards"}


@dataclass(frozen=True)
class Side:
    """One of the two sets of areas: small areas or wards, on the boundary of a year."""

    kind: str
    year: int

    @property
    def slug(self) -> str:
        return f"{self.kind.lower()}-{self.year}"

    @property
    def label(self) -> str:
        return f"{KINDS[self.kind]} of {self.year}"


@dataclass(frozen=True)
class Pair:
    line: int
    old: str
    old_name: str
    new: str
    new_name: str


@dataclass(frozen=True)
class LookupFile:
    """A lookup as a file has it, of one authority's areas alone."""

    name: str
    sha256: str
    old: Side
    new: Side
    pairs: tuple[Pair, ...]


def read_lookup(file: CsvFile, *, authority: str) -> LookupFile:
    """
    Return the pairs of `file` that are in the authority of this ONS code.

    :raises BadFile: with everything that is wrong with it.
    """
    wrong = Complaints(file.name)
    old, new, within = _heads(file, wrong)
    column = {head: n for n, head in enumerate(file.header)}
    wanted = [column[f"{head[:-2]}{end}"] for head in (old, new) for end in ("CD", "NM")]
    pairs = [
        Pair(line, *(cells[n] for n in wanted))
        for line, cells in file.rows
        if cells[column[within]] == authority
    ]
    if not pairs:
        what = f"No row is in the authority {authority}."
        wrong.add(0, within, what, "Use a lookup that covers your area.")
    _check_pairs(pairs, old, new, wrong)
    wrong.stop_if_any()
    return LookupFile(file.name, file.sha256, _side(old), _side(new), tuple(pairs))


def _heads(file: CsvFile, wrong: Complaints) -> tuple[str, str, str]:
    """Return the heads of the old areas' codes, of the new ones' and of the authority's."""
    heads = {head: HEAD.fullmatch(head) for head in file.header}
    codes = [head for head, read in heads.items() if read and read[3] == "CD"]
    areas = [head for head in codes if not head.startswith("LAD")]
    within = [head for head in codes if head.startswith("LAD")]
    if len(areas) != 2 or len(within) != 1:
        what = "The columns are not those of a lookup."
        todo = "Use LSOA11CD, LSOA11NM, LSOA21CD, LSOA21NM and LAD22CD, or the like for wards."
        wrong.add(1, file.header[0], what, todo)
    wrong.stop_if_any()
    for head in areas:
        if f"{head[:-2]}NM" not in file.header:
            wrong.add(1, head, f"There is no column {head[:-2]}NM.", "Use the file as published.")
    wrong.stop_if_any()
    return areas[0], areas[1], within[0]


def _check_pairs(pairs: list[Pair], old: str, new: str, wrong: Complaints) -> None:
    seen: dict[tuple[str, str], int] = {}
    for pair in pairs:
        for code, head in ((pair.old, old), (pair.new, new)):
            if not re.fullmatch(r"[EW]\d{8}", code):
                what = f"“{code[:40]}” is not an ONS code."
                wrong.add(pair.line, head, what, "Get the whole file again.")
        first = seen.setdefault((pair.old, pair.new), pair.line)
        if first != pair.line:
            what = f"{pair.old} to {pair.new} is given here and in row {first}."
            wrong.add(pair.line, old, what, "Keep one of the two rows.")


def _side(head: str) -> Side:
    read = HEAD.fullmatch(head)
    assert read, "only heads that were read are asked about"
    return Side(read[1], 2000 + int(read[2]))
