"""
Anchors: one short line of text that says how the whole ledger stood, to be kept elsewhere.

Whoever controls the server could write the whole chain anew, or cut off its end, and the chain
alone would not show it.  A line kept outside does.  It is signed (Ed25519) with a key made from
the installation's own secret, so that anybody with the public key can tell a true anchor.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

MARK = "saferboard-ledger-1"
_LINE = re.compile(
    rf"{MARK} lines=(?P<lines>\d+) last=(?P<last>\d+) digest=(?P<digest>[0-9a-f]{{64}})"
    r" at=(?P<at>\S+) key=(?P<key>[0-9a-f]{64}) signature=(?P<signature>[0-9a-f]{128})"
)


class NotAnAnchor(Exception):
    """Raised for a line of text that is no anchor; says which and what to do."""


@dataclass(frozen=True)
class Anchor:
    """How many lines there were, the newest one's number and digest, when, and who says so."""

    lines: int
    last: int
    digest: str
    at: dt.datetime
    key: str
    signature: str

    def __str__(self) -> str:
        return f"{self.words} key={self.key} signature={self.signature}"

    @property
    def words(self) -> str:
        """What is signed."""
        at = self.at.astimezone(dt.UTC).isoformat(timespec="seconds")
        return f"{MARK} lines={self.lines} last={self.last} digest={self.digest} at={at}"

    @property
    def is_true(self) -> bool:
        """Whether the signature is that of the key the anchor names."""
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(self.key))
        try:
            public.verify(bytes.fromhex(self.signature), self.words.encode())
        except InvalidSignature:
            return False
        return True


def signed(lines: int, last: int, digest: str, at: dt.datetime, *, secret: str) -> Anchor:
    """Return the anchor of a ledger of so many lines, signed with this installation's key."""
    private = _key(secret)
    unsigned = Anchor(lines, last, digest, at.replace(microsecond=0), public_key(secret), "")
    return Anchor(
        lines, last, digest, unsigned.at, unsigned.key, private.sign(unsigned.words.encode()).hex()
    )


def public_key(secret: str) -> str:
    """Return the key that anchors made with a secret can be checked by, in hexadecimal."""
    return _key(secret).public_key().public_bytes_raw().hex()


def _key(secret: str) -> Ed25519PrivateKey:
    seed = hashlib.sha256(b"saferboard ledger anchors\0" + secret.encode()).digest()
    return Ed25519PrivateKey.from_private_bytes(seed)


def read_anchors(texts: Iterable[str], *, file: str = "the anchors") -> list[Anchor]:
    """
    Return the anchors in some lines of text; empty lines, and those that begin with #, are none.

    :raises NotAnAnchor: if a line is something else.
    """
    found = []
    for number, text in enumerate(texts, start=1):
        if not text.strip() or text.startswith("#"):
            continue
        match = _LINE.fullmatch(text.strip())
        if match is None:
            raise NotAnAnchor(
                f"Line {number} of {file} is not an anchor as `saferboard ledger anchor` writes"
                " them. Compare it with another copy."
            )
        found.append(_anchor(match, number, file))
    return found


def _anchor(match: re.Match[str], number: int, file: str) -> Anchor:
    said = match.groupdict()
    try:
        at = dt.datetime.fromisoformat(said["at"])
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise NotAnAnchor(f"Line {number} of {file} has no moment that can be read.")
    return Anchor(
        int(said["lines"]), int(said["last"]), said["digest"], at, said["key"], said["signature"]
    )


def kept_in(path: Path) -> list[Anchor]:
    """
    Return the anchors in a file; none if there is no such file.

    :raises NotAnAnchor: if a line in it is something else.
    """
    if not path.is_file():
        return []
    return read_anchors(path.read_text(encoding="utf-8").splitlines(), file=path.name)


def add(anchor: Anchor, path: Path) -> None:
    """Add an anchor at the end of a file, and have it on the disk before going on."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{anchor}\n")
        file.flush()
