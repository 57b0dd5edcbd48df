"""
The sources and the files held, in words.
"""

from dataclasses import dataclass

from saferboard.measures.queries import SourceHeld
from saferboard.ui.components import Link, SummaryRow, Table
from saferboard.ui.words import counted


@dataclass(frozen=True)
class SourceShown:
    ident: str
    title: str
    about: str
    facts: tuple[SummaryRow, ...]
    licence: Link
    files: Table | None


def shown(found: tuple[SourceHeld, ...]) -> tuple[SourceShown, ...]:
    """Return every source as it is printed."""
    return tuple(_source(one) for one in found)


def _source(held: SourceHeld) -> SourceShown:
    source = held.source
    facts = [
        SummaryRow("Publisher", source.publisher),
        SummaryRow("Attribution", source.attribution.strip()),
        SummaryRow("Measures that rest on it", counted(len(held.measures), "measure")),
    ]
    if source.absent_row:
        because = source.absent_row.because.strip()
        means = {"nought": "counts as nought", "unknown": "is not known"}[source.absent_row.means]
        facts.append(SummaryRow("What has no row", f"It {means}: {because}."))
    facts.append(SummaryRow("Name in commands", source.slug))
    return SourceShown(
        ident=source.slug,
        title=source.title,
        about=source.about.strip(),
        facts=tuple(facts),
        licence=Link(source.licence, source.licence_url),
        files=_files(held),
    )


def _files(held: SourceHeld) -> Table | None:
    if not held.files:
        return None
    return Table(
        caption=f"{counted(len(held.files), 'file')} of {held.source.slug}",
        head=("File", "Issue", "Months", "Rows", "Fingerprint (SHA-256)"),
        rows=tuple(
            (
                file.file_name,
                file.vintage,
                f"{file.period.first.short_label} to {file.period.last.short_label}",
                f"{file.rows:,}",
                f"{file.sha256[:12]}…",
            )
            for file in held.files
        ),
        numeric=frozenset({3}),
    )
