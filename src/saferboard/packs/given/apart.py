"""
Looking into a given paper in a child process, with limits: what strangers made is not opened here.
"""

import json
from typing import Any

from saferboard.documents.children import answer_of
from saferboard.documents.conversion import SECONDS
from saferboard.domain.refusals import Refusal, Refused

_TOO_MUCH = "It takes more time or memory to read than is allowed here. Give it in parts."


def look_into(content: bytes) -> dict[str, Any]:
    """
    Return what a paper holds: a PDF's sheets, or a Word paper's blocks.

    :raises Refused: if a Word paper cannot be set by us, or it cannot be read within the limits.
    """
    answer = answer_of("saferboard.documents.conversion", content, seconds=SECONDS)
    if answer is None:
        raise Refused(Refusal("too-much", _TOO_MUCH))
    said: dict[str, Any] = json.loads(answer)
    if "unconvertible" in said:
        raise Refused(Refusal("unconvertible", said["unconvertible"]))
    return said
