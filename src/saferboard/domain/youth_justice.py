"""
What the youth justice figures mean: shares of the right whole, and counts over the cohort.
"""

from decimal import Decimal

from saferboard.domain.comparisons import Number, share


def share_of_whole(first: Number | None, second: Number | None) -> Decimal | None:
    """
    Return a share of a share as a share of the whole, in per cent.

    Of 55% who entered for violence 59% carried a knife or weapon: that is 32% of entrants, and
    not 59% of them.
    """
    if first is None or second is None:
        return None
    return Decimal(first) * Decimal(second) / 100


def reoffending_rate(reoffenders: Number | None, cohort: Number | None) -> Decimal | None:
    """Return those who reoffended as a percentage of the cohort."""
    return share(reoffenders, cohort)


def frequency(offences: Number | None, cohort: Number | None) -> Decimal | None:
    """
    Return further offences to each young person of the cohort.

    Over the whole cohort, those who did not reoffend among them, as the Ministry of Justice
    counts it: not over those who did.
    """
    if offences is None or not cohort:
        return None
    return Decimal(offences) / Decimal(cohort)
