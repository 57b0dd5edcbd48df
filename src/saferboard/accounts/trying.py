"""
Counting tries, and saying when one more is allowed.

What was tried is kept as a keyed digest: a name that belongs to nobody may be somebody's
password, typed in the wrong field.
"""

import datetime as dt

from django.utils.crypto import salted_hmac

from saferboard.accounts.models import Try
from saferboard.domain.tries import LIMITS, LONGEST, Trying, free_at


class TooMany(Exception):
    """Raised where somebody has to wait before they try again."""

    def __init__(self, what: Trying, until: dt.datetime) -> None:
        super().__init__(f"too many tries to {what.label}")
        self.what, self.until = what, until


def allow(what: Trying, *, tried: str, network: str, at: dt.datetime) -> None:
    """
    Go on if one more try is allowed, of this thing and from this network.

    :raises TooMany: if it is not.
    """
    both, account, place = LIMITS[what], _of_account(tried), _of_network(network)
    found: dict[str, list[dt.datetime]] = {account: [], place: []}
    rows = Try.objects.filter(what=what, key__in=found, at__gt=at - LONGEST)
    for key, when in rows.values_list("key", "at"):
        found[key].append(when)
    waits = [
        free_at(found[account], both.by_account, at=at) if tried else None,
        free_at(found[place], both.by_network, at=at),
    ]
    until = max((wait for wait in waits if wait), default=None)
    if until is not None:
        raise TooMany(what, until)


def note(what: Trying, *, tried: str, network: str, at: dt.datetime) -> None:
    """Write down one try; older ones are forgotten on the way."""
    Try.objects.filter(at__lt=at - LONGEST).delete()
    keys = [_of_account(tried)] * bool(tried) + [_of_network(network)]
    Try.objects.bulk_create(Try(what=what, key=key, at=at) for key in keys)


def forget(what: Trying, *, tried: str) -> None:
    """Forget the tries of one thing, since it was right at last; its network's still count."""
    Try.objects.filter(what=what, key=_of_account(tried)).delete()


def _of_account(tried: str) -> str:
    return _digest("account", tried.casefold().strip())


def _of_network(network: str) -> str:
    return _digest("network", network)


def _digest(kind: str, words: str) -> str:
    return salted_hmac(f"saferboard.tries.{kind}", words, algorithm="sha256").hexdigest()
