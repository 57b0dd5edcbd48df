"""
Looking into a file in a child process, with limits: what strangers made is not opened here.
"""

import json

from saferboard.documents.children import answer_of
from saferboard.documents.safety import SECONDS, FileKind
from saferboard.domain.refusals import Refusal, Refused

_TOO_MUCH = "It takes more time or memory to look into than is allowed here. Give a simpler file."


def judge(content: bytes) -> FileKind:
    """
    Return what a file is.

    :raises Refused: if it may not be kept, or cannot be looked into within the limits.
    """
    answer = answer_of("saferboard.documents.safety", content, seconds=SECONDS)
    if answer is None:
        raise Refused(Refusal("too-much", _TOO_MUCH))
    said = json.loads(answer)
    if "kind" not in said:
        raise Refused(Refusal(said["code"], said["words"]))
    return FileKind(said["kind"])
