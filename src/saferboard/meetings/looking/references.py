"""
What the ledger calls the restricted and exempt things among those that a list shows.
"""

from collections.abc import Iterable

from django.db.models import Q

from saferboard.bodies.permissions import RESTRICTED
from saferboard.meetings.models import BoundPaper, Item, Minute, MinuteAction, Part


def refs_of_actions(numbers: Iterable[int]) -> list[str]:
    """Return the references of the actions of restricted bodies among these."""
    among = MinuteAction.objects.filter(minute__meeting__body__handling__in=RESTRICTED)
    found = among.filter(pk__in=set(numbers)).order_by("pk").values_list("pk", flat=True)
    return [f"action {pk}" for pk in found]


def refs_of_minutes(numbers: Iterable[int]) -> list[str]:
    """Return which minutes of restricted bodies these are of."""
    among = Minute.objects.filter(meeting__body__handling__in=RESTRICTED, pk__in=set(numbers))
    codes = among.order_by("meeting__code").values_list("meeting__code", flat=True)
    return [f"minutes {code}" for code in dict.fromkeys(codes)]


def refs_of_items(numbers: Iterable[int]) -> list[str]:
    """Return the references of papers that are exempt or a restricted body's among these."""
    kept = Q(part=Part.EXEMPT) | Q(meeting__body__handling__in=RESTRICTED)
    found = Item.objects.filter(kept, pk__in=set(numbers)).order_by("meeting__code", "position")
    return [f"paper {n} of {code}" for n, code in found.values_list("number", "meeting__code")]


def refs_of_issued(numbers: Iterable[int]) -> list[str]:
    """Return the references of papers that a restricted body issued among these."""
    among = BoundPaper.objects.filter(pack__meeting__body__handling__in=RESTRICTED)
    found = among.filter(pk__in=set(numbers)).order_by("pack__meeting__code", "position")
    rows = found.values_list("number", "pack__meeting__code")
    return [f"paper {n} of {code}" for n, code in rows]
