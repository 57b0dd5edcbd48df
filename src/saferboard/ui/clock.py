"""
What time it is: asked here once by a view, a command or a job, and handed on from there.

A demonstration stands at a fixed day, so that it shows the quarter it was made for.
"""

import datetime as dt

from django.conf import settings
from django.utils import timezone


def now() -> dt.datetime:
    """Return the moment, with its time zone; in a demonstration, on the demonstration's day."""
    real = timezone.now()
    day = settings.SAFERBOARD_SITE["today"]
    if day is None:
        return real
    return dt.datetime.combine(day, timezone.localtime(real).timetz())


def outside() -> dt.datetime:
    """Return the moment as it is everywhere: what a paper from elsewhere cannot be later than."""
    return timezone.now()


def today() -> dt.date:
    """Return the day in London."""
    return timezone.localtime(now()).date()
