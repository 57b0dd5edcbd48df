"""
Where incidents are kept: Parquet by month, and a list of what is held.

The list is what makes a file of Parquet held: it is written anew and put in the place of the old
one in a single step, after every file it names is whole.  Nothing listed is ever altered.
"""

import dataclasses
import fcntl
import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from saferboard.domain.periods import Month, Period
from saferboard.domain.refusals import Refusal, Refused

FORM = 1


@dataclass(frozen=True)
class Part:
    """
    One vintage of one month of one force.

    `note` says what of the month the file holds, where it is not all of it; `sha256` is of the
    CSV as text; `rows`, `repeated` and `unplaced` are counted as `street.Counted` says.
    """

    source: str
    month: str
    force: str
    vintage: str
    note: str
    named: str
    sha256: str
    rows: int
    repeated: int
    unplaced: int
    loaded_at: str
    file: str

    @property
    def key(self) -> tuple[str, str, str]:
        return self.source, self.month, self.force


class Store:
    """The incidents in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def manifest(self) -> Path:
        return self.folder / "manifest.json"

    @property
    def staged(self) -> Path:
        # A name that begins with a point stays out of backups.
        return self.folder / ".staged"

    def parts(self) -> tuple[Part, ...]:
        """Return every part held, in the order in which they came."""
        try:
            held: dict[str, Any] = json.loads(self.manifest.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return ()
        if held["form"] != FORM:
            words = "The incidents were kept by a newer program. Install that one."
            raise Refused(Refusal("newer-incidents", words))
        return tuple(Part(**one) for one in held["parts"])

    def latest(self, period: Period | None = None) -> tuple[Part, ...]:
        """Return the vintage that came last of each month and force, by month and force."""
        newest = {part.key: part for part in self.parts()}
        found = (newest[key] for key in sorted(newest, key=lambda k: (k[1], k[2], k[0])))
        if period is None:
            return tuple(found)
        return tuple(p for p in found if period.first <= Month.parse(p.month) <= period.last)

    def path(self, part: Part) -> Path:
        return self.folder / part.file

    def fingerprint(self) -> str:
        """Return what changes whenever what is held does."""
        try:
            return hashlib.sha256(self.manifest.read_bytes()).hexdigest()
        except FileNotFoundError:
            return ""

    @contextmanager
    def locked(self) -> Iterator[None]:
        """
        Keep every other load out.

        :raises Refused: if one is running.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / ".lock").open("w") as held:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                words = "Another load of incidents is running. Wait until it has ended."
                raise Refused(Refusal("loading-already", words)) from None
            yield

    def publish(self, made: Sequence[tuple[Path, Part]]) -> None:
        """Hold all of these from now on: each file goes to its place, and then they are listed."""
        for path, part in made:
            to = self.path(part)
            to.parent.mkdir(parents=True, exist_ok=True)
            os.replace(path, to)
        parts = [dataclasses.asdict(one) for one in (*self.parts(), *(part for _, part in made))]
        text = json.dumps({"form": FORM, "parts": parts}, indent=1, ensure_ascii=False)
        write_whole(self.manifest, text + "\n")


def write_whole(path: Path, text: str) -> None:
    """Write a file so that whoever opens it finds the old text or the new, never part of one."""
    beside = path.with_name(f".{path.name}.part")
    with beside.open("w", encoding="utf-8") as opened:
        opened.write(text)
        opened.flush()
        os.fsync(opened.fileno())
    os.replace(beside, path)
