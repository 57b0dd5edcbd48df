"""
Taking street crime in: CSV files, packed or not, and archives of months.

All of the files named, or none.  A month that has been read is set aside until the last is, so a
load that is stopped goes on, when given again, from the month it was at.
"""

import dataclasses
import datetime as dt
import gzip
import hashlib
import json
import os
import shutil
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

import duckdb

from saferboard.domain.refusals import Refusal, Refused
from saferboard.engine.duck import connect
from saferboard.engine.explaining import AS_PUBLISHED, ends_mid_line
from saferboard.engine.problems import BadIncidents
from saferboard.engine.store import Part, Store, write_whole
from saferboard.engine.street import SOURCE, Counted, StreetFile, convert, named

BLOCK = 1 << 20
MOST = 4 << 30
"""The most octets of text that one CSV may have: some 18 million rows."""

Say = Callable[[str], None]
Before = Callable[[list[Part]], None]
Key = tuple[str, str, str, str]
"""Source, month, force, and the fingerprint of the CSV."""


@dataclass(frozen=True)
class Given:
    """One CSV of a month: in a file of its own, or a member of an archive."""

    file: StreetFile
    path: Path
    member: str = ""
    crc: int = 0

    @property
    def where(self) -> str:
        """How it is named to the person who gave it."""
        return f"{self.path.name}, {self.member}" if self.member else self.path.name

    @property
    def key(self) -> str:
        """What tells this CSV from another without reading it whole again."""
        stat = self.path.stat()
        said = f"{self.path.resolve()}|{stat.st_size}|{stat.st_mtime_ns}|{self.member}|{self.crc}"
        return hashlib.sha256(said.encode()).hexdigest()[:24]


@dataclass(frozen=True)
class Loaded:
    """What came of one CSV.  `again` if it was held already and nothing changed."""

    part: Part
    again: bool


def load_street(
    paths: Sequence[Path],
    store: Store,
    *,
    at: dt.datetime,
    vintage: str = "",
    note: str = "",
    say: Say = lambda words: None,
    before: Before = lambda parts: None,
) -> tuple[Loaded, ...]:
    """
    Take in every file of street crime named, whole or not at all; one held already changes nothing.

    `say` is told of each month as it is ready, and `before` is called with what is new before any
    of it is held.  Stopped (by KeyboardInterrupt), what is ready
    stays set aside, and the same load given again goes on from there.

    :raises Refused: if another load is running, or there is no room.
    :raises BadIncidents: with what is wrong with the first file that may not be taken.
    """
    with store.locked():
        given = list(_listed(paths, say))
        aside = store.staged / _together(given)
        aside.mkdir(parents=True, exist_ok=True)
        try:
            loaded = _read(given, store, aside, at, vintage, note, say)
            new = [(path, one.part) for path, one in loaded if not one.again]
            if new:
                before([part for _, part in new])
                store.publish(new)
        except Refused:
            shutil.rmtree(aside)
            raise
        except OSError as error:
            words = f"The incidents could not be written ({error.strerror}). Make room, and go on."
            raise Refused(Refusal("no-room", words)) from None
        # Also what loads before this one left when they were stopped and never given again.
        shutil.rmtree(store.staged)
    return tuple(one for _, one in loaded)


def _read(
    given: list[Given],
    store: Store,
    aside: Path,
    at: dt.datetime,
    vintage: str,
    note: str,
    say: Say,
) -> list[tuple[Path, Loaded]]:
    """Set aside every month that is not held yet, and return where each is."""
    held: dict[Key, Part] = {(*part.key, part.sha256): part for part in store.parts()}
    found: list[tuple[Path, Loaded]] = []
    con = connect()
    try:
        for n, one in enumerate(given, start=1):
            ready = _ready(one, aside)
            part = ready or _made(con, one, aside, held)
            label = f"{part.month} {part.force}: {part.rows:,} rows"
            say(f"{label}{', ready from before' if ready else ''} ({n} of {len(given)})")
            again = part in held.values()
            if not again:
                named_so = vintage or (one.path.stem if one.member else f"loaded {at:%Y-%m-%d}")
                part = dataclasses.replace(
                    part, vintage=named_so, note=note, loaded_at=at.isoformat()
                )
                _refuse_other(store, part)
            found.append((aside / f"{one.key}.parquet", Loaded(part, again)))
    finally:
        con.close()
    return found


def _refuse_other(store: Store, part: Part) -> None:
    for held in store.parts():
        if (held.key, held.vintage) == (part.key, part.vintage):
            words = (
                f"{part.named}: {part.month} of {part.force} is already held as “{part.vintage}”,"
                " with other rows. Name this issue otherwise with --vintage."
            )
            raise Refused(Refusal("vintage-taken", words))


def _listed(paths: Sequence[Path], say: Say) -> Iterator[Given]:
    seen: dict[tuple[str, str], str] = {}
    for one in (one for path in paths for one in _in_file(path, say)):
        month_of = (str(one.file.month), one.file.force)
        if month_of in seen:
            wrong = f": {month_of[0]} of {month_of[1]} is given here and in {seen[month_of]}."
            raise BadIncidents(one.where, [f"{wrong} Give one of the two."])
        seen[month_of] = one.where
        yield one


def _in_file(path: Path, say: Say) -> Iterator[Given]:
    if not path.is_file():
        raise BadIncidents(path.name, [": There is no such file. Check its name."])
    if path.suffix.lower() == ".zip":
        yield from _in_archive(path, say)
        return
    file = named(path.name)
    if file is None:
        wrong = ": Its name does not say the month and the force."
        raise BadIncidents(path.name, [f"{wrong} Name it as published: 2022-09-kent-street.csv."])
    yield Given(file, path)


def _in_archive(path: Path, say: Say) -> Iterator[Given]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
    except (zipfile.BadZipFile, OSError):
        wrong = f": It is not an archive, or was cut short. {AS_PUBLISHED}"
        raise BadIncidents(path.name, [wrong]) from None
    left = []
    found = []
    for one in sorted(members, key=lambda member: member.filename):
        file = named(PurePosixPath(one.filename).name)
        if file is None:
            left.append(one.filename)
        else:
            found.append(Given(file, path, one.filename, one.CRC))
    if not found:
        wrong = ": No file in it is one of street crime, such as 2022-09-kent-street.csv."
        raise BadIncidents(path.name, [wrong])
    if left:
        say(f"{path.name}: {len(left)} left out, which are not street crime.")
    yield from found


def _together(given: list[Given]) -> str:
    return hashlib.sha256("|".join(one.key for one in given).encode()).hexdigest()[:24]


def _ready(one: Given, aside: Path) -> Part | None:
    """What an earlier, stopped load of the same files set aside."""
    record = aside / f"{one.key}.json"
    if not record.is_file() or not (aside / f"{one.key}.parquet").is_file():
        return None
    return Part(**json.loads(record.read_text(encoding="utf-8")))


def _made(
    con: duckdb.DuckDBPyConnection, one: Given, aside: Path, held: Mapping[Key, Part]
) -> Part:
    text = aside / "reading.csv"
    try:
        digest = _copied(one, text)
        if already := held.get((SOURCE, str(one.file.month), one.file.force, digest)):
            return already
        if ends_mid_line(text):
            wrong = f": It was cut short: its last line does not end. {AS_PUBLISHED}"
            raise BadIncidents(one.where, [wrong])
        beside = aside / "writing.parquet"
        try:
            counted = convert(con, text, beside, file=one.file)
        except BadIncidents as bad:
            raise BadIncidents(one.where, list(bad.wrong)) from None
        os.replace(beside, aside / f"{one.key}.parquet")
    finally:
        text.unlink(missing_ok=True)
    part = _part(one, digest, counted)
    write_whole(aside / f"{one.key}.json", json.dumps(dataclasses.asdict(part)))
    return part


def _part(one: Given, digest: str, counted: Counted) -> Part:
    """One month as read: which vintage it is, and when it came, is said when it is held."""
    return Part(
        source=SOURCE,
        month=str(one.file.month),
        force=one.file.force,
        vintage="",
        note="",
        named=one.where,
        sha256=digest,
        rows=counted.rows,
        repeated=counted.repeated,
        unplaced=counted.unplaced,
        loaded_at="",
        file=f"street/{one.file.month}/{one.file.force}-{digest[:16]}.parquet",
    )


def _copied(one: Given, to: Path) -> str:
    """Write the text of one CSV to a file; return its fingerprint."""
    digest, size = hashlib.sha256(), 0
    try:
        with _opened(one) as source, to.open("wb") as target:
            while block := source.read(BLOCK):
                size += len(block)
                if size > MOST:
                    wrong = f": It is larger than {MOST >> 30} GB unpacked. {AS_PUBLISHED}"
                    raise BadIncidents(one.where, [wrong])
                digest.update(block)
                target.write(block)
    except (zipfile.BadZipFile, gzip.BadGzipFile, EOFError, zlib.error, RuntimeError):
        wrong = f": It is damaged or was cut short, and cannot be unpacked. {AS_PUBLISHED}"
        raise BadIncidents(one.where, [wrong]) from None
    return digest.hexdigest()


@contextmanager
def _opened(one: Given) -> Iterator[IO[bytes] | gzip.GzipFile]:
    if one.member:
        with zipfile.ZipFile(one.path) as archive, archive.open(one.member) as member:
            yield member
    elif one.path.suffix == ".gz":
        with gzip.open(one.path, "rb") as unpacked:
            yield unpacked
    else:
        with one.path.open("rb") as plain:
            yield plain
