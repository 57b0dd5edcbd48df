"""
Keeping a file that somebody gives, and removing one.
"""

import datetime as dt
import hashlib
import os
from collections.abc import Callable

from django.core.files.base import File
from django.db import transaction

from saferboard.documents.safety import FileKind
from saferboard.domain.refusals import Refusal, Refused
from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.library.apart import judge
from saferboard.library.models import StoredFile
from saferboard.library.queries import path_of
from saferboard.partners.models import Actor, ledger_name

LARGEST = 20 * 1024 * 1024
"""Bytes of one file."""
NAME_LENGTH = 200


@transaction.atomic
def keep_file(
    upload: File,
    *,
    by: Actor,
    at: dt.datetime,
    look: Callable[[bytes, FileKind], None] = lambda content, kind: None,
) -> StoredFile:
    """
    Keep a file, looked into first.  Whether `by` may give one here is for the caller to ask.

    `look` is shown the bytes before they are written anywhere, and may refuse them.

    :raises Refused: if it is of no kind that is kept, is too large, empty, locked, damaged, or
        has anything inside that runs, fetches or hides another file.
    """
    content = read_upload(upload)
    kind = judge(content)
    look(content, kind)
    digest = hashlib.sha256(content).hexdigest()
    _write(digest, content)
    kept = StoredFile.objects.create(
        sha256=digest,
        size=len(content),
        kind=kind,
        name=plain_name(upload.name or ""),
        by=ledger_name(by),
        at=at,
    )
    record(
        Kind.FILE_STORED,
        subject=f"file {kept.pk}",
        by=by,
        at=at,
        sha256=digest,
        size=kept.size,
        form=kind.label,
    )
    return kept


def read_upload(upload: File) -> bytes:
    """
    Return the bytes of a file that somebody gives.

    :raises Refused: if there are more of them than one file may have.
    """
    if (upload.size or 0) > LARGEST:
        raise Refused(Refusal("too-large", _too_large()))
    content = upload.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise Refused(Refusal("too-large", _too_large()))
    return content


@transaction.atomic
def remove_file(file: StoredFile, *, by: Actor, at: dt.datetime) -> None:
    """Remove a file: its row now, its bytes when this is done, unless another row names them."""
    digest, number = file.sha256, file.pk
    file.delete()
    record(Kind.FILE_REMOVED, subject=f"file {number}", by=by, at=at, sha256=digest)
    if not StoredFile.objects.filter(sha256=digest).exists():
        transaction.on_commit(lambda: path_of(digest).unlink(missing_ok=True))


def _write(digest: str, content: bytes) -> None:
    path = path_of(digest)
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(content)
    part.chmod(0o600)
    part.replace(path)


def plain_name(name: str) -> str:
    """Return a name without folders, and without what a header or a file name cannot hold."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(c for c in last if c.isprintable() and c not in '"<>|:*?%')
    return kept.strip(". ")[:NAME_LENGTH] or "file"


def _too_large() -> str:
    return f"It is larger than {LARGEST // 1024 // 1024} MB. Give a smaller file."
