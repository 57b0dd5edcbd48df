"""
Whether the owners of a meeting's actions are those its resolutions name.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from saferboard.bodies.models import SeatRole
from saferboard.domain.owners import Owned, mismatches, named_in
from saferboard.meetings.models import Meeting, Minute
from saferboard.partners.models import Organisation, Post, Role
from saferboard.ui.words import listed


@dataclass(frozen=True)
class OwnerFound:
    """Something about an action's owner that a person should look at; `key` names it."""

    key: str
    minute: str
    minute_id: int
    owner: str
    words: str


def owners_to_look_at(meeting: Meeting) -> list[OwnerFound]:
    """
    Return the owners that no post fits, and those that are not whom their minute names, in the
    order of the minutes.
    """
    titles = dict(Post.objects.order_by("code").values_list("code", "title"))
    short = [
        word
        for one in Organisation.objects.values_list("short", "code")
        for part in one
        for word in part.split()
    ]
    exempt = _served_by(meeting)
    minutes = meeting.minutes.prefetch_related("actions__owners__post").order_by("position", "id")
    return [one for minute in minutes for one in _of_minute(minute, titles, short, exempt)]


def _served_by(meeting: Meeting) -> frozenset[str]:
    """Return the clerks' and the chair's posts: a minute asks them without naming them."""
    clerks = Post.objects.filter(role=Role.CLERK).values_list("code", flat=True)
    chairs = meeting.body.seats.filter(role__in=[SeatRole.CHAIR, SeatRole.VICE_CHAIR])
    return frozenset(clerks) | frozenset(chairs.values_list("post__code", flat=True))


def _of_minute(
    minute: Minute, titles: dict[str, str], short: Sequence[str], exempt: frozenset[str]
) -> list[OwnerFound]:
    actions = list(minute.actions.all())
    if not actions:
        return []
    asked = [*minute.clauses, *(action.text for action in actions)]
    found = [
        _found(minute, owner.owner_as_printed, _UNKNOWN.format(owner=owner.owner_as_printed))
        for action in actions
        for owner in action.owners.all()
        if owner.post is None
    ]
    owned = [
        Owned(place, owner.owner_as_printed, owner.post.code)
        for place, action in enumerate(actions)
        for owner in action.owners.all()
        if owner.post is not None
    ]
    wrong = mismatches(
        owned,
        resolved=named_in(" . ".join(asked), titles, organisations=short),
        discussed=named_in(" . ".join(minute.paragraphs), titles, organisations=short),
        exempt=exempt,
    )
    for one in wrong:
        named = listed([titles[code] for code in one.named])
        words = (
            f"{one.owner} is {titles[one.post]}. The {one.where} names {named}. Correct the owner,"
            " or say why it stands."
        )
        found.append(_found(minute, one.owner, words))
    return found


_UNKNOWN = (
    "No one post here fits {owner}. Name the post, so that the action reaches whoever holds it."
)


def _found(minute: Minute, owner: str, words: str) -> OwnerFound:
    said = "\0".join((minute.number, owner, words))
    return OwnerFound(
        hashlib.sha256(said.encode()).hexdigest(), minute.number, minute.pk, owner, words
    )
