"""
What was typed into a return, read against the sheet that asks for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from saferboard.domain.entries import Entry, Unread, read_entry
from saferboard.domain.periods import Quarter
from saferboard.domain.sheets import Cell, Entries, Finding, Severity, Sheet
from saferboard.places.queries import PlaceKnown, wards
from saferboard.sheets.definitions import SheetDefined, edition_for

CELL_LENGTH = 60
"""Characters of one cell; a number or a reason needs far fewer."""


@dataclass(frozen=True)
class Asked:
    """A sheet as it is asked for a quarter, with the wards of the day."""

    defined: SheetDefined
    quarter: Quarter
    wards: tuple[PlaceKnown, ...]

    @classmethod
    def of(cls, sheet: str, quarter: Quarter) -> "Asked":
        """
        Return what a sheet asks for a quarter.

        :raises UnknownSheet: if there is none of that name, or none so early.
        """
        return cls(edition_for(sheet, quarter), quarter, wards())

    @property
    def sheet(self) -> Sheet:
        return self.defined.asked(tuple(ward.slug for ward in self.wards))

    @property
    def cells(self) -> tuple[Cell, ...]:
        return tuple(c for f in self.sheet.fields for c in f.cells(self.quarter.period))

    def read(self, typed: Mapping[str, str]) -> dict[Cell, Entry | Unread | None]:
        """Return each cell as read; what stands under a key that is not asked for is left out."""
        units = {field.code: field.unit for field in self.defined.fields}
        return {
            cell: read_entry(str(typed.get(cell.key, "")), unit=units[cell.field])
            for cell in self.cells
        }

    def entries(self, typed: Mapping[str, str]) -> Entries:
        """Return what was given, with the totals that follow from it."""
        given = {c: one for c, one in self.read(typed).items() if isinstance(one, Entry)}
        return self.sheet.completed(given, self.quarter.period)

    def findings(
        self, typed: Mapping[str, str], *, before: Mapping[str, str] | None
    ) -> list[Finding]:
        """Return all that is found in what was typed, held against the quarter before."""
        earlier = None
        if before is not None:
            # The quarter before has its own months; its total stands under the same name.
            earlier = Asked(self.defined, self.quarter + -1, self.wards).entries(before)
        return self.sheet.findings(self.read(typed), self.quarter.period, before=earlier)


def open_findings(findings: list[Finding], confirmed: Mapping[str, str]) -> list[Finding]:
    """Return the findings that keep a return from being sent: a query with a reason does not."""
    return [
        finding
        for finding in findings
        if finding.severity is Severity.ERROR or not confirmed.get(finding.key, "").strip()
    ]
