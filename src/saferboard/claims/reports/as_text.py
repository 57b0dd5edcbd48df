"""
The findings in words, for a terminal: the worst first.
"""

from collections.abc import Iterator, Sequence

from saferboard.claims.model import Claim, Severity, Verdict
from saferboard.claims.reports import Checked

_TITLES = {
    Severity.MATERIAL: "Material: the figure is wrong",
    Severity.STALE: "Stale: left over from an earlier report",
    Severity.LABEL: "Label: the right figure under the wrong name",
    Severity.MINOR: "Minor: out by less than one point",
    Severity.ROUNDING: "Rounding: the last digit",
}


def as_text(files: Sequence[Checked]) -> str:
    """Return the findings of every file, grouped by how much they matter."""
    return "".join(text_parts(files))


def text_parts(files: Sequence[Checked]) -> Iterator[str]:
    """Yield the findings line by line."""
    for one in files:
        for line in _file(one):
            yield f"{line}\n"


def _file(one: Checked) -> Iterator[str]:
    yield one.name
    yield "=" * min(len(one.name), 78)
    if one.error:
        yield f"Not read. {one.error}"
        yield ""
        return
    for severity, title in _TITLES.items():
        found = [claim for claim in one.wrong if claim.severity is severity]
        if not found:
            continue
        yield ""
        yield f"{title} ({len(found)})"
        for claim in found:
            yield from _claim(claim)
    yield ""
    yield _tally(one)
    yield ""


def where(claim: Claim) -> str:
    page = f"page {claim.place.page}, " if claim.place.page else ""
    return f"{page}line {claim.place.line}"


def quoted(text: str, longest: int = 160) -> str:
    """Return a quote on one line, its control characters taken out."""
    plain = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"


def _claim(claim: Claim) -> Iterator[str]:
    yield ""
    yield f"  {where(claim)}: “{quoted(claim.place.quote)}”"
    if claim.recomputed and claim.recomputed != claim.stated:
        yield f"    says {quoted(claim.stated)}; should be {quoted(claim.recomputed)}"
    else:
        yield f"    says {quoted(claim.stated)}"
    yield f"    {quoted(claim.why, 400)}"
    for assumption in claim.assumptions:
        yield f"    Assumed: {quoted(assumption, 300)}"
    for source in claim.sources:
        page = f"page {source.page}, " if source.page else ""
        yield f"    See {source.file}, {page}line {source.line}: “{quoted(source.quote)}”"


def _tally(one: Checked) -> str:
    counts = {v: sum(claim.verdict is v for claim in one.claims) for v in Verdict}
    return (
        f"{len(one.claims)} figures looked at: {counts[Verdict.CONSISTENT]} hold, "
        f"{counts[Verdict.INCONSISTENT]} do not, {counts[Verdict.NOT_CHECKABLE]} cannot be checked."
    )
