"""
Where the checks put what they find, each with its exact words and its place.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from saferboard.claims.grammar.quantities import Quantity
from saferboard.claims.grid import Column, Grid, Row
from saferboard.claims.judging import Judgement
from saferboard.claims.model import Claim, Kind, Place, Severity, Verdict
from saferboard.claims.text import Document, Sentence
from saferboard.documents.reading.stretches import Stretch

_SHELF = 512
"""Letters of a document kept together, so that a claim on a figure is found at once."""

TOO_FAR = "That is too far off to be a slip, so the figures may be of different things."


class Desk:
    """Collects claims.  A second claim of one kind on the same words replaces nothing."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = documents
        self.claims: list[Claim] = []
        self.numbers: list[int] = []
        self.cells: dict[tuple[int, int, int, int], list[bool]] = {}
        self.financial: dict[int, bool] = {}
        self._seen: dict[tuple[int, int, int, Kind], int] = {}
        self._judged: dict[tuple[int, int], list[tuple[int, int, bool, str]]] = defaultdict(list)

    def forget(self) -> None:
        """Let go of what only the checks of one chapter ask for."""
        self.cells.clear()
        self._judged.clear()

    def note(self, cells: Iterable[tuple[int, int, int, int]], *, holds: bool) -> None:
        """
        Remember that table cells (document, block, row, column) take part in a relation.

        One wrong cell breaks every relation it is in; this is how the others are known.
        """
        for cell in cells:
            self.cells.setdefault(cell, []).append(holds)

    def place(self, document: int, stretch: Stretch, start: int, end: int) -> Place:
        """Return where `stretch.text[start:end]` of a document stands, quoted as it stands."""
        reading = self.documents[document].reading
        line = reading.line_at(stretch.origin(start))
        return Place(reading.name, line.number, line.page, reading.quote(stretch, start, end))

    def cell(self, grid: Grid, row: Row, column: Column) -> Place:
        """Return where a cell of a table stands."""
        stretch = row.cells[column.index].stretch
        return self.place(grid.document, stretch, 0, len(stretch.text))

    def place_in(self, sentence: Sentence, start: int, end: int) -> Place:
        return self.place(
            sentence.document, sentence.stretch, sentence.start + start, sentence.start + end
        )

    def is_judged(self, sentence: Sentence, start: int, *, holds: bool) -> bool:
        """
        Return whether the figure that begins at `start` was worked out again, with that result.

        Agreement with another place is no working out.
        """
        at = sentence.stretch.origin(sentence.start + start)
        return any(
            first <= at < last and right is holds
            for first, last, right, _ in self._judged[sentence.document, at // _SHELF]
        )

    def is_settled(self, sentence: Sentence, quantity: Quantity) -> bool:
        """Return whether a figure itself was worked out again, and not only one beside it."""
        at = sentence.stretch.origin(sentence.start + quantity.start)
        return any(
            first <= at < last and quantity.text == stated
            for first, last, _, stated in self._judged[sentence.document, at // _SHELF]
        )

    def judged(
        self,
        sentence: Sentence,
        span: tuple[int, int],
        kind: Kind,
        stated: str,
        judgement: Judgement,
        why: str,
        *,
        assumptions: Iterable[str] = (),
        sources: Iterable[Place] = (),
        sure: bool = False,
    ) -> None:
        """
        Put down a figure that was worked out again.

        Unless it is `sure` what it is of, one that is far off is not called wrong.
        """
        if judgement.cause:
            why = f"{why} Probable cause: {judgement.cause}."
        verdict = Verdict.CONSISTENT if judgement.holds else Verdict.INCONSISTENT
        if judgement.far and not sure:
            verdict, why = Verdict.NOT_CHECKABLE, f"{why} {TOO_FAR}"
        self.say(
            sentence,
            span,
            kind,
            stated,
            judgement.computed,
            verdict,
            why,
            severity=judgement.severity,
            assumptions=assumptions,
            sources=sources,
        )

    def say(
        self,
        sentence: Sentence,
        span: tuple[int, int],
        kind: Kind,
        stated: str,
        recomputed: str | None,
        verdict: Verdict,
        why: str,
        *,
        severity: Severity | None = None,
        assumptions: Iterable[str] = (),
        sources: Iterable[Place] = (),
    ) -> None:
        """Put down a claim about `sentence.text[span]`."""
        start, end = sentence.start + span[0], sentence.start + span[1]
        self.put(
            sentence.document,
            sentence.stretch,
            (start, end),
            kind,
            stated,
            recomputed,
            verdict,
            why,
            severity=severity,
            assumptions=assumptions,
            sources=sources,
        )

    def put(
        self,
        document: int,
        stretch: Stretch,
        span: tuple[int, int],
        kind: Kind,
        stated: str,
        recomputed: str | None,
        verdict: Verdict,
        why: str,
        *,
        severity: Severity | None = None,
        assumptions: Iterable[str] = (),
        sources: Iterable[Place] = (),
    ) -> None:
        """Put down a claim about a stretch of a document, unless it is there already."""
        raw = (stretch.origin(span[0]), stretch.origin(max(span[1] - 1, span[0])) + 1)
        key = (document, raw[0], raw[1], kind)
        if kind is not Kind.CROSS_REFERENCE and verdict is not Verdict.NOT_CHECKABLE:
            for shelf in range(raw[0] // _SHELF, raw[1] // _SHELF + 1):
                known = (*raw, verdict is Verdict.CONSISTENT, stated)
                self._judged[document, shelf].append(known)
        claim = Claim(
            self.place(document, stretch, *span),
            kind,
            stated,
            recomputed,
            verdict,
            why,
            severity if verdict is Verdict.INCONSISTENT else None,
            tuple(dict.fromkeys(assumptions)),
            tuple(dict.fromkeys(sources)),
            raw,
        )
        if key not in self._seen:
            self._seen[key] = len(self.claims)
            self.claims.append(claim)
            self.numbers.append(document)
        elif claim.wrong and not self.claims[self._seen[key]].wrong:
            self.claims[self._seen[key]] = claim
