"""
Checking documents apart: in a child process with limits, for documents that strangers give.

What is sent is never written to a disk: it goes in by one pipe and the findings come out by
another.  The child may use so much memory and time and may write no file at all.
"""

import json
import sys
from collections.abc import Sequence
from typing import Any

from saferboard.documents.children import answer_of
from saferboard.documents.limits import limit

MEMORY = 1024 * 1024 * 1024
"""Bytes of address space the child may have; the checker itself needs under 300 MB of them."""

SECONDS = 30
"""How long the child may compute, and how long it is waited for."""


class CheckFailed(Exception):
    """Raised when documents could not be checked; says why in words for whoever gave them."""


def check_apart(documents: Sequence[tuple[str, bytes]]) -> list[dict[str, Any]]:
    """
    Return what `saferboard check --format json` would say of some documents, by their names.

    :raises CheckFailed: if they take more time or memory than is allowed.
    """
    head = json.dumps([[name, len(content)] for name, content in documents]).encode()
    sent = head + b"\n" + b"".join(content for _, content in documents)
    answer = answer_of("saferboard.claims.apart", sent, seconds=SECONDS)
    if answer is None:
        raise CheckFailed(_TOO_MUCH)
    found: list[dict[str, Any]] = json.loads(answer)
    return found


_TOO_MUCH = (
    "The document takes more time or memory to read than is allowed here. Check a part of it, or"
    " run `saferboard check` on your own machine."
)


def main() -> int:
    """Check what comes in by standard input, under the limits, and print what is found."""
    limit(memory=MEMORY, seconds=SECONDS)
    from saferboard.claims.checker import check
    from saferboard.claims.reports import Checked
    from saferboard.claims.reports.as_json import json_parts
    from saferboard.documents.reading.opening import read_bytes
    from saferboard.documents.reading.readings import Reading, Unreadable

    readings: list[tuple[str, Reading | None, str]] = []
    for name, length in json.loads(sys.stdin.buffer.readline()):
        try:
            readings.append((name, read_bytes(name, sys.stdin.buffer.read(length)), ""))
        except Unreadable as error:
            readings.append((name, None, str(error)))
    found = iter(check([reading for _, reading, _ in readings if reading is not None]))
    files = [
        Checked(name, reading, tuple(next(found)) if reading is not None else (), error)
        for name, reading, error in readings
    ]
    sys.stdout.writelines(json_parts(files))
    return 0


if __name__ == "__main__":
    sys.exit(main())
