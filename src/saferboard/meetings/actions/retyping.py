"""
Minutes typed again over actions that their owners know of: the same action stays the same one.
"""

from collections.abc import Iterable, Mapping, Sequence

from saferboard.domain.actions import StepKind
from saferboard.meetings.models import Minute, MinuteAction
from saferboard.meetings.operations import ActionWritten, keep_action, keep_owners
from saferboard.partners.models import Post


def matched(
    held: Sequence[MinuteAction], written: Sequence[ActionWritten]
) -> list[MinuteAction | None]:
    """Return for each action as written the one it is already: by its words, else by its place."""
    free = dict(enumerate(held))
    found: list[MinuteAction | None] = []
    for action in written:
        same = next((n for n, one in free.items() if one.text and one.text == action.text), None)
        found.append(free.pop(same) if same is not None else None)
    return [one or free.pop(place, None) for place, one in enumerate(found)]


def spoken_of_and_gone(
    held: Iterable[MinuteAction], written: Sequence[ActionWritten]
) -> list[MinuteAction]:
    """Return the actions that are written no more though something was said of them since."""
    held = list(held)
    kept = {one.pk for one in matched(held, written) if one}
    return [one for one in held if one.pk not in kept and _is_spoken_of(one)]


def _is_spoken_of(action: MinuteAction) -> bool:
    return any(step.kind != StepKind.SENT for step in action.steps.all())


def rewrite_actions(
    minute: Minute, written: Sequence[ActionWritten], posts: Mapping[str, Post]
) -> set[int]:
    """
    Have a minute ask what is written now; return the numbers of all that it asks or asked.

    What was said of an action stays with it, and so does the post it was handed to.
    """
    held = list(minute.actions.order_by("position", "pk"))
    same = matched(held, written)
    kept = {one.pk for one in same if one}
    minute.actions.exclude(pk__in=kept).delete()
    for place, (action, one) in enumerate(zip(written, same, strict=True), start=1):
        if one is None:
            keep_action(minute, place, action, posts)
        else:
            _rewrite(one, place, action, posts)
    return {one.pk for one in held} | set(minute.actions.values_list("pk", flat=True))


def _rewrite(
    one: MinuteAction, place: int, written: ActionWritten, posts: Mapping[str, Post]
) -> None:
    one.position, one.text = place, written.text
    one.due, one.next_meeting = written.due, written.next_meeting
    one.all_partners = written.all_partners
    one.save()
    printed = list(one.owners.values_list("owner_as_printed", flat=True))
    if printed != [said for said, _ in written.owners]:
        one.owners.all().delete()
        keep_owners(one, written.owners, posts)
