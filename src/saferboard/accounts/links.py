"""
The secrets that letters carry: made here, kept nowhere but as their digest.
"""

import datetime as dt
import hashlib
import secrets

INVITATION_STANDS_FOR = dt.timedelta(days=7)
PASSWORD_LINK_STANDS_FOR = dt.timedelta(hours=2)


def new_secret() -> str:
    """Return a secret that nobody guesses: 256 bits, in the letters of an address."""
    return secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """Return what is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()
