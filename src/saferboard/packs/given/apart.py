"""
Looking into a given paper in a child process, with limits: what strangers made is not opened here.
"""

import json
import subprocess
import sys
from typing import Any

from saferboard.documents.conversion import SECONDS
from saferboard.domain.refusals import Refusal, Refused

_TOO_MUCH = "It takes more time or memory to read than is allowed here. Give it in parts."


def look_into(content: bytes) -> dict[str, Any]:
    """
    Return what a paper holds: a PDF's sheets, or a Word paper's blocks.

    :raises Refused: if a Word paper cannot be set by us, or it cannot be read within the limits.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-m", "saferboard.documents.conversion"],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Refused(Refusal("too-much", _TOO_MUCH)) from None
    if done.returncode != 0:
        raise Refused(Refusal("too-much", _TOO_MUCH))
    said: dict[str, Any] = json.loads(done.stdout)
    if "unconvertible" in said:
        raise Refused(Refusal("unconvertible", said["unconvertible"]))
    return said
