"""
A session: begun, seen, verified by a second factor, ended when nothing is done.

What is asked at every request is kept in the session itself; the row of it, which its owner
sees and can end, is touched once a minute.
"""

import datetime as dt
import time

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpRequest

from saferboard.accounts import operations
from saferboard.accounts.browsers import in_words
from saferboard.accounts.models import Visit
from saferboard.partners.models import User

SINCE, SEEN, BROUGHT, ADDED = "sb_since", "sb_seen", "sb_factor_brought", "sb_factor_added"
_TOUCH_AFTER = 60
_MINUTES_TO_FINISH = 10 * 60


def begin(request: HttpRequest, user: User, *, at: dt.datetime) -> None:
    """Begin the session of somebody who has just come in."""
    request.session[SINCE] = request.session[SEEN] = time.time()
    if not request.session.session_key:
        request.session.save()
    whence = operations.Whence(
        request.session.session_key,
        request.network,
        in_words(request.META.get("HTTP_USER_AGENT", "")),
    )
    operations.begin_visit(user, whence, how=_how(request, user), at=at)
    if at.date() != user.last_login.date():
        # Where a demonstration's clock stands at another day, its people come in on that day.
        User.objects.filter(pk=user.pk).update(last_login=at)


def _how(request: HttpRequest, user: User) -> str:
    records = get_authentication_records(request, user)
    words = {"password": "password", "socialaccount": "provider", "mfa": "second factor"}
    return " and ".join(dict.fromkeys(words.get(r["method"], r["method"]) for r in records))


def is_over(request: HttpRequest) -> bool:
    """Return whether a session has stood idle too long, or open too long, or was never begun."""
    now, since, seen = time.time(), request.session.get(SINCE), request.session.get(SEEN)
    if since is None or seen is None:
        return True
    return now - seen > settings.IDLE_MINUTES * 60 or now - since > settings.SESSION_COOKIE_AGE


def touch(request: HttpRequest, *, at: dt.datetime) -> None:
    """Note that somebody is still there, once a minute at most."""
    now = time.time()
    if now - request.session[SEEN] < _TOUCH_AFTER:
        return
    request.session[SEEN] = now
    Visit.objects.filter(session_key=request.session.session_key).update(seen=at)


def is_verified(request: HttpRequest, user: User) -> bool:
    """Return whether a second factor was given in this session."""
    if request.session.get(BROUGHT) == user.pk:
        return True
    return any(r.get("method") == "mfa" for r in get_authentication_records(request, user))


def note_factor_brought(request: HttpRequest, user: User) -> None:
    """Note that the provider this account comes in by has asked for a second factor itself."""
    request.session[BROUGHT] = user.pk


def note_factor_added(request: HttpRequest) -> None:
    """Note that a second factor was added just now: what follows needs no signing in again."""
    request.session[ADDED] = time.time()


def has_just_added_a_factor(request: HttpRequest) -> bool:
    """Return whether a second factor was added in the last few minutes, so codes may be shown."""
    return time.time() - request.session.get(ADDED, 0) < _MINUTES_TO_FINISH


def came_in_within(request: HttpRequest, *, seconds: int) -> bool:
    """Return whether the session began within so many seconds."""
    return time.time() - request.session.get(SINCE, 0) < seconds
