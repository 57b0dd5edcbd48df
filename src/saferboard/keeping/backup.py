"""
A copy of everything this installation holds, and its return.

One archive holds the database as it stood in one moment, the files beside it and a manifest
with a digest of each.  It never holds the keys of sealed fields, the settings, nor the
journal of erasures: those are kept apart, or the copy would open itself.
"""

import datetime as dt
import hashlib
import io
import json
import os
import re
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from saferboard.domain.refusals import Refusal, Refused
from saferboard.ledger.models import Entry

MANIFEST, DATABASE, TABLES, FILES = "manifest.json", "database.sqlite3", "tables/", "files/"
FORM = 1
CHUNK = 1 << 20
MADE_BY_MIGRATING = ("django_content_type", "auth_permission")
"""Tables that migrating fills by itself: emptied before the copy's rows come in."""
NOT_COPIED = "django_migrations"
APART = re.compile(r"\.sqlite3(-wal|-shm|-journal)?$|^saferboard\.env$|^\.|\.part$|\.backup\.zip$")
"""Files of the data folder that are not copied as files: the database, secrets, halves."""


@dataclass(frozen=True)
class Manifest:
    """What a copy says of itself.  `parts` are the names in it with their SHA-256."""

    form: int
    engine: str
    taken: str
    lines: int
    head: str
    migrations: list[tuple[str, str]]
    parts: dict[str, str]

    @property
    def moment(self) -> dt.datetime:
        return dt.datetime.fromisoformat(self.taken)


def write(path: Path, *, at: dt.datetime) -> Manifest:
    """
    Write a copy of everything to `path`, readable by its owner alone.

    It is written beside and put in place when whole, so that a copy cut short is never taken
    for one.

    :raises Refused: if something is there already.
    """
    if path.exists():
        raise Refused(Refusal("in-the-way", f"{path} is there already. Name another file."))
    part = path.with_name(path.name + ".part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with (
            os.fdopen(descriptor, "wb") as out,
            zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
        ):
            manifest = _fill(archive, at)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
    return manifest


def _fill(archive: zipfile.ZipFile, at: dt.datetime) -> Manifest:
    parts: dict[str, str] = {}
    with _one_moment():
        last = Entry.objects.order_by("-id").values_list("digest", flat=True).first() or ""
        lines = Entry.objects.count()
        applied = sorted(MigrationRecorder(connection).applied_migrations())
        if connection.vendor == "sqlite":
            _copy_sqlite(archive, parts)
        else:
            _copy_postgresql(archive, parts)
    for file in _files(settings.DATA_FOLDER):
        name = FILES + file.relative_to(settings.DATA_FOLDER).as_posix()
        with file.open("rb") as source:
            _put(archive, name, source, parts)
    manifest = Manifest(FORM, connection.vendor, at.isoformat(), lines, last, applied, parts)
    archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
    return manifest


@contextmanager
def _one_moment() -> Iterator[None]:
    """Have everything read see the same moment; SQLite's own copying sees to it."""
    if connection.vendor == "sqlite":
        yield
        return
    with transaction.atomic():
        if len(connection.savepoint_ids) == 0:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _copy_sqlite(archive: zipfile.ZipFile, parts: dict[str, str]) -> None:
    assert not connection.in_atomic_block, "SQLite cannot be copied from within a transaction"
    connection.ensure_connection()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / DATABASE
        target = sqlite3.connect(copy)
        try:
            connection.connection.backup(target)
        finally:
            target.close()
        with copy.open("rb") as source:
            _put(archive, DATABASE, source, parts)


def _copy_postgresql(archive: zipfile.ZipFile, parts: dict[str, str]) -> None:
    for table in sorted(connection.introspection.table_names()):
        if table == NOT_COPIED:
            continue
        columns = _columns(table)
        rows = io.BytesIO()
        rows.write(json.dumps(columns).encode() + b"\n")
        listed = ", ".join(f'"{column}"' for column in columns)
        with (
            connection.connection.cursor() as cursor,
            cursor.copy(f'COPY "{table}" ({listed}) TO STDOUT') as copy,
        ):
            for block in copy:
                rows.write(block)
        rows.seek(0)
        _put(archive, f"{TABLES}{table}", rows, parts)


def _columns(table: str) -> list[str]:
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, table)
    return [column.name for column in described]


def _files(folder: Path) -> Iterator[Path]:
    """The files of the data folder that are copied, by name."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        apart = any(APART.search(piece) for piece in inside.parts) or path == settings.ERASURES
        if path.is_file() and not path.is_symlink() and not apart:
            yield path


def _put(archive: zipfile.ZipFile, name: str, source: BinaryIO, parts: dict[str, str]) -> None:
    digest = hashlib.sha256()
    with archive.open(name, "w", force_zip64=True) as target:
        while block := source.read(CHUNK):
            digest.update(block)
            target.write(block)
    parts[name] = digest.hexdigest()


def read_manifest(archive: zipfile.ZipFile) -> Manifest:
    """
    Return what a copy says of itself, every part of it read and found as it was written.

    :raises Refused: if it is no copy of this program's, of another form or engine, or a part
        is missing or altered.
    """
    try:
        said: dict[str, Any] = json.loads(archive.read(MANIFEST))
        manifest = Manifest(**{**said, "migrations": [tuple(m) for m in said["migrations"]]})
    except (KeyError, TypeError, ValueError):
        raise Refused(Refusal("no-copy", "It is not a backup made by this program.")) from None
    if manifest.form != FORM:
        words = "It was made by a newer program. Install that, then restore."
        raise Refused(Refusal("other-form", words))
    if manifest.engine != connection.vendor:
        words = (
            f"It is of a {manifest.engine} database and this one is {connection.vendor}. Restore"
            " it to one of its own kind."
        )
        raise Refused(Refusal("other-engine", words))
    for name, digest in manifest.parts.items():
        if _digest(archive, name) != digest:
            words = f"The part {name} of the backup is missing or was altered. Use another."
            raise Refused(Refusal("altered", words))
    _refuse_newer(manifest)
    return manifest


def _digest(archive: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    try:
        with archive.open(name) as part:
            while block := part.read(CHUNK):
                digest.update(block)
    except (KeyError, zipfile.BadZipFile, OSError):
        return ""
    return digest.hexdigest()


def _refuse_newer(manifest: Manifest) -> None:
    known = set(MigrationExecutor(connection).loader.disk_migrations)
    if not set(manifest.migrations) <= known:
        words = "It was made by a newer program. Install that, then restore."
        raise Refused(Refusal("newer", words))


def bring_back(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Put a copy's database and files where they belong, over whatever is there."""
    if manifest.engine == "sqlite":
        _bring_sqlite(archive)
    else:
        _bring_postgresql(archive, manifest)
    for name in manifest.parts:
        if name.startswith(FILES):
            _bring_file(archive, name)
    migrate_to(None)


def _bring_sqlite(archive: zipfile.ZipFile) -> None:
    target = Path(settings.DATABASES["default"]["NAME"])
    part = target.with_name(target.name + ".part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as out, archive.open(DATABASE) as source:
        while block := source.read(CHUNK):
            out.write(block)
    checked = sqlite3.connect(part)
    try:
        sound = checked.execute("PRAGMA integrity_check").fetchone()[0]
    finally:
        checked.close()
    if sound != "ok":
        part.unlink()
        raise Refused(Refusal("unsound", "The database in the backup is damaged. Use another."))
    connection.close()
    for beside in ("-wal", "-shm", "-journal"):
        target.with_name(target.name + beside).unlink(missing_ok=True)
    os.replace(part, target)


def _bring_postgresql(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    with connection.cursor() as cursor:
        # No line of the ledger may be removed: it goes with the whole schema, and only here.
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    migrate_to(manifest.migrations)
    with transaction.atomic(), connection.cursor() as cursor:
        for table in MADE_BY_MIGRATING:
            cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608 - one of two names above
        for name in manifest.parts:
            if name.startswith(TABLES):
                _bring_table(archive, name)
        for table, column in _identities():
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('\"{table}\"', '{column}'),"  # noqa: S608
                f' coalesce(max("{column}"), 1), max("{column}") IS NOT NULL) FROM "{table}"'
            )


def _bring_table(archive: zipfile.ZipFile, name: str) -> None:
    table = name.removeprefix(TABLES)
    with archive.open(name) as part:
        columns = json.loads(part.readline())
        listed = ", ".join(f'"{column}"' for column in columns)
        with (
            connection.connection.cursor() as cursor,
            cursor.copy(f'COPY "{table}" ({listed}) FROM STDIN') as copy,
        ):
            while block := part.read(CHUNK):
                copy.write(block)


def _identities() -> list[tuple[str, str]]:
    """Every column that numbers its rows by itself."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE table_schema = 'public' AND is_identity = 'YES' ORDER BY 1, 2"
        )
        return list(cursor.fetchall())


def _bring_file(archive: zipfile.ZipFile, name: str) -> None:
    folder = settings.DATA_FOLDER.resolve()
    target = (folder / name.removeprefix(FILES)).resolve()
    if not target.is_relative_to(folder):
        raise Refused(Refusal("outside", "A file of the backup would lie outside the data folder."))
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(name) as source, target.open("wb") as out:
        while block := source.read(CHUNK):
            out.write(block)


def migrate_to(wanted: list[tuple[str, str]] | None) -> None:
    """Bring the database to the migrations named, or to the newest there are."""
    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    if wanted is None:
        executor.migrate(graph.leaf_nodes())
        return
    # Only each room's last: to name an earlier one as well would be to go back to it.
    held = set(wanted)
    last = [
        node
        for node in wanted
        if not any(
            child.key[0] == node[0] and child.key in held for child in graph.node_map[node].children
        )
    ]
    executor.migrate(last)
