"""
Keeping hidden numbers from being worked out from the totals beside them.

A table with its totals is a network: each row and each column is a point where what comes in
goes out again, and each number, totals too, a pipe between two of them.  How far a hidden
number can move while everything shown stands is how much can be pushed round the hidden pipes,
and that is exact (a maximal flow), not an estimate.
"""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

TOTAL = ""
"""The name of the row, or of the column, that the others add up to."""

Place = tuple[str, str]
Number = Decimal | int


@dataclass(frozen=True)
class Grid:
    """Numbers by row and column, none below nought, with every total among them."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[Place, Number]

    @classmethod
    def of(
        cls, inner: Mapping[Place, Number], rows: Iterable[str], columns: Iterable[str]
    ) -> "Grid":
        """Return a grid with its totals worked out."""
        rows, columns = tuple(rows), tuple(columns)
        cells: dict[Place, Number] = {(r, c): inner[r, c] for r in rows for c in columns}
        cells |= {(r, TOTAL): sum(cells[r, c] for c in columns) for r in rows}
        cells |= {(TOTAL, c): sum(cells[r, c] for r in rows) for c in (*columns, TOTAL)}
        return cls(rows, columns, cells)

    @property
    def places(self) -> tuple[Place, ...]:
        return tuple((r, c) for r in (*self.rows, TOTAL) for c in (*self.columns, TOTAL))


def possible(grid: Grid, hidden: frozenset[Place], place: Place) -> tuple[Number, Number | None]:
    """
    Return the least and the most that a number may be, for whoever knows all that is shown and
    that none is below nought.  None for the most: there is no bound.
    """
    value = grid.cells[place]
    if place not in hidden:
        return value, value
    tail, head = _ends(grid, place)
    pipes = [(*_ends(grid, other), other) for other in hidden if other != place]
    up = _most(pipes, grid, head, tail, None)
    down = _most(pipes, grid, tail, head, value)
    assert down is not None
    return value - down, None if up is None else value + up


def protected(grid: Grid, below: int) -> frozenset[Place]:
    """
    Return what to hide so that no number above nought and under `below` is told.

    Each such number may then still be any of at least `below` values in a row.  What else is
    hidden is what costs least: the smallest numbers that close a ring with it.
    """
    primary = frozenset(p for p in grid.places if 0 < grid.cells[p] < below)
    return hide_until(grid, primary, primary, width=below)


def hide_until(
    grid: Grid, hidden: frozenset[Place], guarded: frozenset[Place], *, width: int
) -> frozenset[Place]:
    """Return `hidden` with as much more as leaves every guarded number `width` wide or wider."""
    for place in sorted(guarded, key=lambda p: (grid.cells[p], p)):
        while not _wide(grid, hidden, place, width):
            more = _ring(grid, hidden, place) - hidden
            hidden |= more or _anything(grid, hidden)
    return hidden


def _wide(grid: Grid, hidden: frozenset[Place], place: Place, width: int) -> bool:
    least, most = possible(grid, hidden, place)
    return most is None or most - least >= width


def _anything(grid: Grid, hidden: frozenset[Place]) -> frozenset[Place]:
    """The smallest number that is still shown: a table with nothing shown tells nothing."""
    left = sorted((grid.cells[p], p) for p in grid.places if p not in hidden)
    return frozenset({left[0][1]})


def _ends(grid: Grid, place: Place) -> tuple[str, str]:
    """
    Return the points a number's pipe runs between.

    An inner number runs from its row to its column, a row's total into the row, a column's
    total out of the column, and the grand total closes the ring.
    """
    row, column = place
    if row == TOTAL and column == TOTAL:
        return "all columns", "all rows"
    if column == TOTAL:
        return "all rows", f"row {row}"
    if row == TOTAL:
        return f"column {column}", "all columns"
    return f"row {row}", f"column {column}"


Pipe = tuple[str, str, Place]


def _most(
    pipes: list[Pipe], grid: Grid, start: str, end: str, limit: Number | None
) -> Number | None:
    """Return the most that can be pushed from `start` to `end`; None if without bound."""
    changed: dict[Place, Number] = {place: grid.cells[place] for _, _, place in pipes}
    pushed: Number = 0
    while limit is None or pushed < limit:
        way = _way(pipes, changed, start, end)
        if way is None:
            return pushed
        back = [changed[place] for place, forward in way if not forward]
        if not back and limit is None:
            return None
        step = min([*back, *([] if limit is None else [limit - pushed])])
        for place, forward in way:
            changed[place] += step if forward else -step
        pushed += step
    return pushed


def _way(
    pipes: list[Pipe], changed: Mapping[Place, Number], start: str, end: str
) -> list[tuple[Place, bool]] | None:
    """
    Return the shortest way along which something can be pushed.  Along a pipe there is no
    bound; against it, what it holds.
    """
    came: dict[str, tuple[str, Place, bool] | None] = {start: None}
    queue = deque([start])
    while queue and end not in came:
        point = queue.popleft()
        for tail, head, place in pipes:
            if tail == point and head not in came:
                came[head] = (point, place, True)
                queue.append(head)
            elif head == point and tail not in came and changed[place] > 0:
                came[tail] = (point, place, False)
                queue.append(tail)
    if end not in came:
        return None
    way, step = [], came[end]
    while step is not None:
        way.append((step[1], step[2]))
        step = came[step[0]]
    return way


def _ring(grid: Grid, hidden: frozenset[Place], place: Place) -> frozenset[Place]:
    """Return the cheapest ring through a number: what is hidden costs nothing, the rest itself."""
    start, end = reversed(_ends(grid, place))
    best: dict[str, tuple[Number, frozenset[Place]]] = {start: (0, frozenset())}
    waiting = {start}
    while waiting:
        point = min(waiting, key=lambda p: (best[p][0], p))
        waiting.remove(point)
        cost, used = best[point]
        for other in grid.places:
            if other == place or other in used:
                continue
            onward = _across(grid, other, point)
            if onward is None:
                continue
            price = cost + (0 if other in hidden else 1 + grid.cells[other])
            if onward not in best or price < best[onward][0]:
                best[onward] = (price, used | {other})
                waiting.add(onward)
    return best[end][1] if end in best else frozenset()


def _across(grid: Grid, place: Place, point: str) -> str | None:
    """
    Return the other end of a number's pipe; None if it has no end here, or is nought: against
    a nought nothing can be pushed, so it may be hidden but hides nothing.
    """
    if not grid.cells[place]:
        return None
    tail, head = _ends(grid, place)
    return head if tail == point else tail if head == point else None
