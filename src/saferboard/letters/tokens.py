"""
Tokens of links and one-time codes: made at random, kept as hashes.
"""

import datetime as dt
import hashlib
import secrets

from django.utils.crypto import constant_time_compare, salted_hmac

CODE_DIGITS = 6
CODE_LIVES = dt.timedelta(minutes=10)
CODE_TRIES = 5
CODES_AN_HOUR = 3
"""Codes that may be asked for with one link in an hour: else five tries would be no limit."""


def new_token() -> str:
    """Return a token of 256 random bits, fit for an address."""
    return secrets.token_urlsafe(32)


def new_code() -> str:
    """Return a code that a person can type."""
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"


def hash_of(token: str) -> str:
    """Return what is kept of a token.  It is random and long, so that a plain hash will do."""
    return hashlib.sha256(token.encode()).hexdigest()


def code_hash(link: int, code: str) -> str:
    """Return what is kept of a code: keyed, since a code is short enough to try them all."""
    return salted_hmac(f"saferboard.letters.code.{link}", code, algorithm="sha256").hexdigest()


def is_code(link: int, code: str, kept: str) -> bool:
    """Return whether `code` is the one whose hash was kept."""
    plain = "".join(code.split())
    return constant_time_compare(code_hash(link, plain), kept)
