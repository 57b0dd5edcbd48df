"""
How often the signs of change appear where nothing has changed.

Counts are drawn by lot with a fixed seed: a season, no trend, and a stated spread.
"""

import math
import random

from saferboard.domain.chance import RARE, UNUSUAL, chance_of, dispersion

SEED = 20221027
SERIES = 1000
YEARLY = (48, 240, 1560, 22800)
SPREADS = (1, 2, 6)


def main() -> None:
    print(f"{SERIES:,} series a row, three years of months, nothing changed.")
    print("Changes called unusual (aim 5%) and rare (aim 1%), and unusual if spread is ignored:")
    for yearly in YEARLY:
        for spread in SPREADS:
            unusual, rare, ignored = changes(yearly, spread)
            print(
                f"  {yearly:>6,} a year, spread {spread}:"
                f" {unusual:5.1%} unusual, {rare:5.1%} rare, {ignored:5.1%} if ignored"
            )


def changes(yearly: int, spread: float) -> tuple[float, float, float]:
    lot = random.Random(SEED)
    found = []
    for _ in range(SERIES):
        years = [months(lot, yearly, spread) for _ in range(3)]
        allowed = dispersion(years)
        old, new = sum(years[1]), sum(years[2])
        for one in (allowed, None):
            made = chance_of(old, new, old_days=365, new_days=365, dispersion=one)
            found.append(made.probability if made else 1.0)
    with_spread, without = found[::2], found[1::2]
    return (
        share(with_spread, UNUSUAL),
        share(with_spread, RARE),
        share(without, UNUSUAL),
    )


def share(found: list[float], below: float) -> float:
    return sum(one < below for one in found) / len(found)


def months(lot: random.Random, yearly: float, spread: float) -> list[int]:
    """Return a year of counts: mean by season, variance `spread` times the mean."""
    made = []
    for month in range(12):
        mean = yearly / 12 * (1 + 0.15 * math.sin(month / 12 * math.tau))
        if spread > 1:
            mean = lot.gammavariate(mean / (spread - 1), spread - 1)
        made.append(poisson(lot, mean))
    return made


def poisson(lot: random.Random, mean: float) -> int:
    """Return a Poisson count, split in halves until it is small enough to count directly."""
    if mean > 500:
        part = int(mean / 2)
        # The time of the part-th event is gamma; what is left is Poisson or binomial.
        waited = lot.gammavariate(part, 1)
        if waited < mean:
            return part + poisson(lot, mean - waited)
        return sum(lot.random() < mean / waited for _ in range(part - 1))
    limit, product, count = math.exp(-mean), lot.random(), 0
    while product > limit:
        product *= lot.random()
        count += 1
    return count


if __name__ == "__main__":
    main()
