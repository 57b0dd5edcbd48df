"""
Sealing words with keys that are kept outside the database.

A sealed value says which key closed it, so that keys can be changed while old values still
open.  AES-256 in Galois/counter mode (NIST SP 800-38D), a fresh 96-bit nonce each time; the
place a value belongs to is authenticated with it, so that one moved to another column does
not open.
"""

import base64
import binascii
import hashlib
import hmac
import os
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MARK = "sealed1"
"""What a sealed value begins with: the way in which it was sealed."""

KEY_BYTES, NONCE_BYTES = 32, 12
_NAME = re.compile(r"[a-z0-9-]{1,24}")


class SealBroken(Exception):
    """Raised when a value cannot be opened; never says what was in it."""


class BadKeys(Exception):
    """Raised when keys are written wrongly; says how, and never repeats a key."""


@dataclass(frozen=True)
class KeyRing:
    """The keys by name.  New values are sealed with `current`; the others only open."""

    current: str
    keys: Mapping[str, bytes]

    def __repr__(self) -> str:
        return f"KeyRing(current={self.current!r}, {len(self.keys)} keys)"


def read_keys(written: str) -> KeyRing:
    """
    Return the ring written as `name:key,name:key`, the current one first.

    Each key is 32 bytes in URL-safe base64, as `new_key` writes them.

    :raises BadKeys: if there is none, a name is not plain or comes twice, or a key is not one.
    """
    keys: dict[str, bytes] = {}
    for number, one in enumerate(filter(None, (w.strip() for w in written.split(","))), start=1):
        name, _, text = one.partition(":")
        if not _NAME.fullmatch(name):
            raise BadKeys(
                f"key {number} has no name of small letters, digits and hyphens before a colon"
            )
        if name in keys:
            raise BadKeys(f"the key {name} comes twice")
        try:
            key = base64.urlsafe_b64decode(text)
        except (binascii.Error, ValueError):
            key = b""
        if len(key) != KEY_BYTES or len(set(key)) < KEY_BYTES // 2:
            raise BadKeys(f"the key {name} is not 32 random bytes in base64")
        keys[name] = key
    if not keys:
        raise BadKeys("there is no key")
    return KeyRing(next(iter(keys)), keys)


def new_key(name: str) -> str:
    """Return a fresh key as it is written in the environment."""
    assert _NAME.fullmatch(name), "a key's name is small letters, digits and hyphens"
    return f"{name}:{base64.urlsafe_b64encode(os.urandom(KEY_BYTES)).decode()}"


def seal(words: str, ring: KeyRing, *, place: str) -> str:
    """Return words sealed with the ring's current key, for one place."""
    nonce = os.urandom(NONCE_BYTES)
    closed = AESGCM(ring.keys[ring.current]).encrypt(nonce, words.encode(), place.encode())
    return f"{MARK}:{ring.current}:{base64.urlsafe_b64encode(nonce + closed).decode()}"


def unseal(sealed: str, ring: KeyRing, *, place: str) -> str:
    """
    Return the words in a sealed value.

    :raises SealBroken: if its key is not on the ring, or it was altered or belongs elsewhere.
    """
    name = key_of(sealed)
    if name not in ring.keys:
        raise SealBroken(f"The key {name} that sealed a value is not among the keys given.")
    try:
        whole = base64.urlsafe_b64decode(sealed.split(":", 2)[2])
        opened = AESGCM(ring.keys[name]).decrypt(
            whole[:NONCE_BYTES], whole[NONCE_BYTES:], place.encode()
        )
    except (InvalidTag, ValueError, binascii.Error):
        raise SealBroken("A sealed value was altered, or does not belong where it is.") from None
    return opened.decode()


def key_of(sealed: str) -> str:
    """
    Return the name of the key that sealed a value.

    :raises SealBroken: if it is not a sealed value.
    """
    mark, _, rest = sealed.partition(":")
    name, _, text = rest.partition(":")
    if mark != MARK or not text:
        raise SealBroken("A value that should be sealed is not.")
    return name


def fingerprint(words: str, key: bytes) -> str:
    """
    Return a keyed hash of somebody's name, the same however it is spaced, cased or accented.

    Two records of one name can be known to be alike without either being opened.
    """
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().casefold()
    parts = sorted(re.findall(r"[a-z0-9]+", plain))
    return hmac.new(key, " ".join(parts).encode(), hashlib.sha256).hexdigest()
