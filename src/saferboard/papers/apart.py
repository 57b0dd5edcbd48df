"""
Reading a past paper apart: in a child process with limits, since strangers may have made it.

What is sent is never written to a disk: it goes in by one pipe and what was read comes out by
another.
"""

import datetime as dt
import json
import sys
from typing import Any

from saferboard.documents.children import answer_of
from saferboard.documents.limits import limit
from saferboard.papers.model import NotRead, PastPaper
from saferboard.papers.stored import as_read

MEMORY = 1024 * 1024 * 1024
SECONDS = 30
LARGEST_READING = 4 * 1024 * 1024
"""Bytes of what was read; the pack of the longest meeting makes a twentieth of them."""
_TOO_MUCH = (
    "It takes more time or memory to read than is allowed here. Give a part of it, or run"
    " `saferboard import` where the file is."
)


def read_apart(name: str, content: bytes, *, kind: str, date: dt.date | None = None) -> PastPaper:
    """
    Return what a file holds, read as minutes or as a pack.

    :raises NotRead: where it may not be kept here, cannot be read, or holds nothing of the kind.
    """
    asked = {"name": name, "kind": kind, "date": date.isoformat() if date else None}
    sent = json.dumps(asked).encode() + b"\n" + content
    answer = answer_of("saferboard.papers.apart", sent, seconds=SECONDS)
    if answer is None or len(answer) > LARGEST_READING:
        raise NotRead(_TOO_MUCH)
    said: dict[str, Any] = json.loads(answer)
    if "words" in said:
        raise NotRead(said["words"])
    return as_read(said["paper"])


def main() -> int:
    """Read what comes in by standard input, under the limits, and print what it holds."""
    limit(memory=MEMORY, seconds=SECONDS)
    from saferboard.documents.reading.opening import read_bytes
    from saferboard.documents.reading.readings import Unreadable
    from saferboard.documents.safety import Unsafe, kind_of
    from saferboard.papers.reader import read_as_minutes, read_as_pack
    from saferboard.papers.stored import as_stored

    asked = json.loads(sys.stdin.buffer.readline())
    date = dt.date.fromisoformat(asked["date"]) if asked["date"] else None
    content = sys.stdin.buffer.read()
    try:
        if content.startswith((b"%PDF-", b"PK\x03\x04")):
            kind_of(content)
        reading = read_bytes(asked["name"], content)
        read = read_as_minutes if asked["kind"] == "minutes" else read_as_pack
        said: dict[str, Any] = {"paper": as_stored(read(reading, date=date))}
    except (NotRead, Unreadable, Unsafe) as error:
        said = {"words": str(error)}
    sys.stdout.write(json.dumps(said))
    return 0


if __name__ == "__main__":
    sys.exit(main())
