"""
A past paper of the small world, read and waiting.
"""

import functools
from typing import Any

from saferboard.bodies.models import Body
from saferboard.documents.reading import read_bytes
from saferboard.meetings.models import BroughtIn, PastKind
from saferboard.papers.reader import read_as_minutes
from saferboard.papers.stored import as_stored
from saferboard.partners.models import User

MINUTES = """Safer Westhaven Board

Minutes of the meeting held at 10.00 am on 12 May 2022

Present:

Oluchi Brandt (Director of Communities) (Chair)
Vera North (Superintendent)
Wes Tate (Station Manager)

Apologies:

Ines Faraday (Democratic Services Officer)

8\tWELCOME\tAction
\tOluchi Brandt opened the meeting. Lee Marr attended as substitute for Ines Faraday.\t
9\tBURGLARY\tAction
\tThe board heard of a rise. RESOLVED that the report be noted.\tVN
\tThe cameras were asked about.\tChair
10\tANY OTHER BUSINESS\tAction
\tThe next action is for everybody.\tAll
\tThe last is for somebody nobody knows.\tZZ
"""


@functools.cache
def read_once() -> dict[str, Any]:
    return as_stored(read_as_minutes(read_bytes("may.txt", MINUTES.encode())))


def put_by(body: Body, user: User, *, at: Any) -> BroughtIn:
    """Have a past paper wait, as if somebody had brought it in."""
    return BroughtIn.objects.create(
        body=body,
        kind=PastKind.MINUTES,
        file_name="may.txt",
        reading=read_once(),
        by=user,
        at=at,
    )
