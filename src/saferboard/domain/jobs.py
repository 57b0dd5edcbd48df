"""
What is done by night: a job of a room, as a value.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Job:
    """
    One thing that falls due.  `words` say what it does; `run` takes the moment, does what is
    due by then, and returns what it did in a sentence.  Run twice, it does nothing twice.  It
    runs in one transaction, unless it is `apart`: then each thing it does stands alone.
    """

    name: str
    words: str
    run: Callable[[dt.datetime], str]
    apart: bool = False
