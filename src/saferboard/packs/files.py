"""
Where the printed files of packs are kept.
"""

import hashlib
import os
from pathlib import Path

from django.conf import settings


def keep(content: bytes) -> str:
    """Keep a file under its own SHA-256, and return that; the same file twice is one file."""
    digest = hashlib.sha256(content).hexdigest()
    path = file_of(digest)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}.part")
        part.write_bytes(content)
        part.replace(path)
    return digest


def file_of(digest: str) -> Path:
    """Return where the file with this SHA-256 is kept."""
    return settings.DATA_FOLDER / "packs" / f"{digest}.pdf"
