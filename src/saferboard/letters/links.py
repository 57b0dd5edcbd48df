"""
What a spent link opens: one thing, in one browser, for a short time, and no sign-in.
"""

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest

from saferboard.letters.kinds import LinkKind
from saferboard.letters.models import Link
from saferboard.partners.models import Post

_KEY = "opened by link"


@dataclass(frozen=True)
class Opened:
    """One thing opened by a link, for the post or the address that the link was sent to."""

    link: int
    kind: LinkKind
    thing: str
    post: Post | None
    address: str
    until: dt.datetime


def keep_open(request: HttpRequest, opened: Opened) -> None:
    """Remember in this browser's session, and nowhere else, what a link opened."""
    # What a session was called before it could open anything may be known to somebody else.
    request.session.cycle_key()
    held = dict(request.session.get(_KEY, {}))
    held[opened.kind.code] = [opened.link, opened.thing, opened.until.isoformat()]
    request.session[_KEY] = held


def opened(request: HttpRequest, kind: str, *, at: dt.datetime) -> Link | None:
    """
    Return the link of a kind that this browser came in with, or None.

    A link that was cancelled meanwhile opens nothing any more.
    """
    held = request.session.get(_KEY, {}).get(kind)
    if held is None:
        return None
    pk, thing, until = held
    if dt.datetime.fromisoformat(until) <= at:
        return None
    return Link.objects.filter(pk=pk, kind=kind, thing=thing, cancelled_at__isnull=True).first()


def opens(request: HttpRequest, kind: str, thing: str, *, at: dt.datetime) -> bool:
    """Return whether this browser came in with a link of a kind to that very thing."""
    link = opened(request, kind, at=at)
    return link is not None and link.thing == thing


def came_by_link(request: HttpRequest) -> bool:
    """Return whether a link in a letter has opened anything in this browser."""
    return bool(request.session.get(_KEY))


def shut(request: HttpRequest, kind: str) -> None:
    """Forget what a link of a kind opened, once it has been done."""
    held = dict(request.session.get(_KEY, {}))
    if held.pop(kind, None) is not None:
        request.session[_KEY] = held
