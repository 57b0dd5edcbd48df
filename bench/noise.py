"""
How often the signs of change appear where nothing has changed.

Counts are drawn by lot with a fixed seed: a season, no trend, and a stated spread.
"""

import math
import random

from saferboard.domain.chance import RARE, UNUSUAL, chance_of, dispersion
from saferboard.domain.control_charts import ControlChart, control_chart, limits_of, rules_met
from saferboard.domain.funnels import OUTER, funnel
from saferboard.domain.periods import Month, Period
from saferboard.domain.seasons import season

SEED = 20221027
SERIES = 1000
YEARLY = (48, 240, 1560, 22800)
SPREADS = (1, 2, 6)
CHARTS = 300
START = Month(2018, 4)


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
    print("Control charts of five years of months, the season taken out where one is found:")
    for yearly in YEARLY[1:]:
        for spread in SPREADS:
            any_count, latest = charts(yearly, spread)
            print(
                f"  {yearly:>6,} a year, spread {spread}: {any_count:5.1%} of charts have some"
                f" count that meets a rule, {latest:5.1%} the latest"
            )
    print(f"  Rolling years of the same noise, charted so: {rolling():5.1%} of charts")
    print("Funnels of 32 boroughs that differ by chance alone, then by 18% as well:")
    for differ in (0.0, 0.18):
        outside, funnels = in_funnels(differ)
        print(f"  {outside:5.2%} of boroughs outside 99.8%, in {funnels:5.1%} of funnels")


def charts(yearly: int, spread: float) -> tuple[float, float]:
    lot = random.Random(SEED)
    some = latest = 0
    for _ in range(CHARTS):
        chart = charted([count for _ in range(5) for count in months(lot, yearly, spread)])
        some += bool(chart.signalled)
        latest += bool(chart.points[-1].signals)
    return some / CHARTS, latest / CHARTS


def charted(counts: list[int]) -> ControlChart:
    made = season(counts, cycle=12)
    factors = [made.at(n) if made else 1.0 for n in range(len(counts))]
    periods = [Period(START + n, START + n) for n in range(len(counts))]
    return control_chart(list(zip(periods, counts, strict=True)), factors=factors)


def rolling() -> float:
    """What the product refuses to draw: twelve-month sums of noise, held to limits."""
    lot = random.Random(SEED)
    signalled = 0
    for _ in range(CHARTS):
        counts = [count for _ in range(6) for count in months(lot, 1560, 1)]
        sums = [sum(counts[n : n + 12]) for n in range(len(counts) - 11)]
        limits = limits_of(sums)
        assert limits is not None, "sixty sums have limits"
        signalled += any(signals for signals, _ in rules_met(sums, limits))
    return signalled / CHARTS


def in_funnels(differ: float) -> tuple[float, float]:
    lot = random.Random(SEED)
    beyond = some = 0
    for _ in range(CHARTS):
        counted = {}
        for borough in range(32):
            people = lot.randrange(150_000, 390_000)
            mean = people * 0.004
            if differ:
                mean *= lot.gammavariate(1 / differ**2, differ**2)
            counted[str(borough)] = (poisson(lot, mean), people)
        found = funnel(counted)
        assert found is not None, "thirty-two boroughs have a funnel"
        out = sum(abs(one.z) > OUTER for one in found.places.values())
        beyond += out
        some += out > 0
    return beyond / CHARTS / 32, some / CHARTS


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
