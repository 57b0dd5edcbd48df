"""
The order of an agenda and the numbers that follow from it: 1, 2, and 2a, 2b under it.
"""

from collections.abc import Sequence

from saferboard.domain.refusals import Refusal, Refused
from saferboard.meetings.models import Item, ItemKind, Meeting

LAST = (ItemKind.ORDINARY, ItemKind.NEXT_MEETING)


def letters(number: int) -> str:
    """Return the mark of the nth part: a to z, then aa."""
    marks = ""
    while number:
        number, rest = divmod(number - 1, 26)
        marks = chr(ord("a") + rest) + marks
    return marks


def in_order(items: Sequence[Item]) -> list[tuple[Item, str]]:
    """Return items with the numbers they are to have, each followed by its parts."""
    ordered: list[tuple[Item, str]] = []
    for number, top in enumerate((one for one in items if one.parent_id is None), start=1):
        ordered.append((top, str(number)))
        parts = (one for one in items if one.parent_id == top.pk)
        ordered += [(part, f"{number}{letters(n)}") for n, part in enumerate(parts, start=1)]
    return ordered


def renumber(meeting: Meeting, items: Sequence[Item] | None = None) -> None:
    """Number a meeting's items anew, in the order given or, failing that, as they stand."""
    if items is None:
        items = list(meeting.items.order_by("position", "id"))
    ordered = in_order(items)
    # A number is used once a meeting: each stands aside before the new ones are given.
    for item in items:
        item.number = f"~{item.pk}"
    Item.objects.bulk_update(items, ["number"])
    for position, (item, number) in enumerate(ordered, start=1):
        item.position, item.number = position, number
    Item.objects.bulk_update([item for item, _ in ordered], ["position", "number"])


def moved(items: list[Item], item: Item, *, up: bool) -> list[Item]:
    """
    Return items with one of them a place further up or down among those beside it.

    :raises Refused: if there is no such place.
    """
    beside = [one for one in items if one.parent_id == item.parent_id]
    here = next(n for n, one in enumerate(beside) if one.pk == item.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(beside):
        words = f"Item {item.number} is the {'first' if up else 'last'} already."
        raise Refused(Refusal("no-further", words))
    first, second = items.index(beside[here]), items.index(beside[there])
    items[first], items[second] = items[second], items[first]
    return items


def before_the_end(items: Sequence[Item]) -> int:
    """Return where something new is put in: before what always ends the agenda."""
    place = len(items)
    while place and items[place - 1].origin.startswith("standing-"):
        if ItemKind(items[place - 1].kind) not in LAST:
            break
        place -= 1
    # An agenda of nothing but such items is added to at its end.
    return place or len(items)
