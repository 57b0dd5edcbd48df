"""
Which published year a printed count fits, in words: the same on a page and in a pack.
"""

from saferboard.domain.stated_changes import Cause, StatedChange
from saferboard.measures.board_table import Side

NOTHING = "Nothing is published to hold it against"

THE_RULE = (
    "A printed count fits a published year if it is within 1% of it: the publisher revises a"
    " year’s count by up to 0.8%. Years ending up to 24 months either side of the one named are"
    " looked at, the nearest first."
)


def fit_in_words(side: Side) -> str:
    """Return which published year a printed count fits, or that it fits none."""
    fit = side.fit
    if fit is None:
        return NOTHING
    end, count = fit.period.last.label, f"{fit.count:,.0f}"
    if fit.as_labelled:
        return "Fits the year it is labelled with"
    if not fit.within and not side.published.known:
        return f"Nothing is published for that year; the nearest ends in {end}: {count}"
    if not fit.within:
        return f"Fits no published year; the nearest ends in {end}: {count}"
    if fit.may_be_chance:
        return f"Fits only the year to {end}: {count}. That may be chance"
    return f"Fits the year to {end}: {count}"


def cause_in_words(judged: StatedChange) -> str:
    """Return what a wrong change probably is."""
    assert judged.cause is not None, "a change that holds has no cause"
    said = judged.cause_in_words
    if judged.cause is Cause.UNKNOWN:
        return f"{said[0].upper()}{said[1:]}"
    return f"Looks like {said}" if said.startswith(("a ", "the ")) else f"Looks {said}"
