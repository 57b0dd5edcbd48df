"""
The file of what was deleted, kept outside the database.

A backup is older than what was deleted since.  When it is restored, this file says what must
be deleted again; it holds kinds, references and moments, and nothing about anybody.
"""

import datetime as dt
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Erasure:
    """One record that was deleted."""

    kind: str
    ref: str
    at: dt.datetime


def note(path: Path, erasure: Erasure) -> None:
    """Add a line for a deletion, and have it on the disk before the deletion is final."""
    path.parent.mkdir(parents=True, exist_ok=True)
    line = json.dumps({"kind": erasure.kind, "ref": erasure.ref, "at": erasure.at.isoformat()})
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "a", encoding="utf-8") as file:
        file.write(line + "\n")
        file.flush()
        os.fsync(file.fileno())


def since(path: Path, moment: dt.datetime) -> Iterator[Erasure]:
    """
    Yield every deletion after a moment, the oldest first; none where there is no file.

    A last line cut short by a machine that stopped is passed over: its deletion was not final.
    """
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            said = json.loads(line)
            erasure = Erasure(said["kind"], said["ref"], dt.datetime.fromisoformat(said["at"]))
        except (ValueError, KeyError):
            continue
        if erasure.at > moment:
            yield erasure
