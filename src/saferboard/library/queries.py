"""
Where a kept file is, and an address at which one person may fetch it for a few minutes.
"""

import datetime as dt
from pathlib import Path

from django.conf import settings
from django.core import signing
from django.urls import reverse

from saferboard.domain.refusals import Refusal
from saferboard.library.models import StoredFile
from saferboard.partners.models import User

STANDS_FOR = dt.timedelta(minutes=5)
"""How long an address of a file stands.  It is fetched without a cookie, so that whoever has it
has the file: long enough to follow it, and no longer."""
_SALT = "saferboard.library.file"
RUN_OUT = Refusal(
    "address-run-out",
    "The address of a file stands for a few minutes, and this one has run out or is not whole."
    " Go back to the page it was on and follow its link again.",
)


def path_of(digest: str) -> Path:
    """Return where the bytes with this SHA-256 are kept."""
    return settings.DATA_FOLDER / "files" / digest[:2] / digest


def content_of(file: StoredFile) -> bytes:
    """
    Return a file's bytes.

    :raises FileNotFoundError: if they are not where they are kept.
    """
    return path_of(file.sha256).read_bytes()


def address_of(file: StoredFile, *, for_user: User, at: dt.datetime) -> str:
    """
    Return an address at which `file` may be fetched for a few minutes from `at`.

    It is for the caller to have asked whether `for_user` may see the file, and to have
    recorded the look.  The address names nobody and tells nothing of what it leads to.
    """
    until = int((at + STANDS_FOR).timestamp())
    signed = signing.dumps([file.pk, for_user.pk, until], salt=_SALT)
    path = reverse("library:file", args=[signed])
    if not settings.FILES_HOST:
        return path
    return f"{'https' if settings.SESSION_COOKIE_SECURE else 'http'}://{settings.FILES_HOST}{path}"


def signed_for(signed: str, *, at: dt.datetime) -> StoredFile | Refusal:
    """Return the file an address leads to, or why it leads to none."""
    try:
        number, account, until = signing.loads(signed, salt=_SALT)
    except signing.BadSignature:
        return RUN_OUT
    if at.timestamp() > until or not User.objects.filter(pk=account, is_active=True).exists():
        return RUN_OUT
    return StoredFile.objects.filter(pk=number).first() or RUN_OUT
