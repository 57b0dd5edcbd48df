"""
Savings and their calculator in words.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from saferboard.domain.savings import StreamSaved
from saferboard.measures.narrative import where_href
from saferboard.measures.presenters.common import first_upper
from saferboard.measures.savings import PeriodSaved, coefficients, estimated
from saferboard.ui.components import Cell, Table
from saferboard.ui.figures import POUNDS, show, written


@dataclass(frozen=True)
class SavingsShown:
    reported: tuple[Table, ...]
    reckoned: Table | None
    shares: Table


def shown(found: tuple[PeriodSaved, ...], *, asked: dict[str, Any] | None) -> SavingsShown:
    """Return the page; `asked` is what the calculator was given, or None."""
    return SavingsShown(
        reported=tuple(_period(one) for one in found),
        reckoned=_reckoned(asked) if asked is not None else None,
        shares=_shares(),
    )


def _money(value: Decimal) -> str:
    return written(value, POUNDS)


def _period(one: PeriodSaved) -> Table:
    held, total = one.reckoned, one.total
    rows: list[tuple[Cell | str, ...]] = [_part(part) for part in held.parts]
    rows.append(("Sum of the parts", "", "", _money(held.summed), ""))
    rows.append(("Total as stated", "", "", show(total, where_href(total)).cell(), _agrees(one)))
    if held.remainder:
        said = "No part is stated for it" if held.remainder > 0 else "The parts give more"
        rows.append(("Left over", "", "", _money(held.remainder), said))
    origin = total.origins[0]
    return Table(
        caption=first_upper(total.period.label),
        head=("Stream", "Will not be lost", "Health and quality of life", "Together", "Share"),
        rows=tuple(rows),
        numeric=frozenset({1, 2, 3}),
        note=f"Total read from: {origin.where}, {origin.vintage}.",
    )


def _part(part: StreamSaved) -> tuple[Cell | str, ...]:
    return part.title, _money(part.future), _money(part.health), _money(part.whole), _share(part)


def _share(part: StreamSaved) -> str:
    ratio = "–" if part.ratio is None else f"{part.ratio.quantize(Decimal('0.01'), ROUND_HALF_UP)}"
    if part.follows is None:
        return f"{ratio}: follows no stated share"
    return f"{ratio}, as it should be" if part.follows else f"{ratio}, and should be {part.share}"


def _agrees(one: PeriodSaved) -> str:
    held = one.reckoned
    if not held.remainder:
        return "The parts give it"
    return f"{_money(abs(held.remainder))} of {_money(held.stated)} has no stated part"


def _reckoned(asked: dict[str, Any]) -> Table:
    futures = {
        code: asked[field]
        for code, field in (
            ("scams", "scams"),
            ("doorstep", "doorstep"),
            ("friends-against-scams", "friends"),
        )
        if asked.get(field) is not None
    }
    healths = {"friends-against-scams": asked.get("friends_health") or Decimal(0)}
    found = estimated(futures, healths=healths, units=asked.get("units") or 0)
    whole = sum((one.whole for one in found), Decimal(0))
    rows = [
        (one.stream.title, _money(one.future), _money(one.health), _money(one.whole))
        for one in found
    ]
    return Table(
        caption="Reckoned from what you gave",
        head=("Stream", "Will not be lost", "Health and quality of life", "Together"),
        rows=(*rows, ("All", "", "", _money(whole))),
        numeric=frozenset({1, 2, 3}),
    )


def _shares() -> Table:
    return Table(
        caption="What savings are reckoned from",
        head=("Stream", "Share for health", "Each unit", "Worked out from"),
        rows=tuple(
            (
                one.title,
                "None" if one.health_share is None else str(one.health_share),
                _money(one.each) if one.each is not None else "–",
                one.source.strip(),
            )
            for one in coefficients().streams
        ),
        numeric=frozenset({1, 2}),
        note="Proposed: nobody but their author has checked these.",
    )
