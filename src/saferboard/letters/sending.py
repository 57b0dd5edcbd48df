"""
Handing one letter, or several to one post, to the mail server.
"""

import datetime as dt
import smtplib
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone

from saferboard.letters.kinds import LETTERS, filled
from saferboard.letters.models import Letter

GATHERED_AT = dt.time(7)
"""When the letters that were gathered for a post go out, in London."""

BACKOFF = (
    dt.timedelta(minutes=5),
    dt.timedelta(minutes=15),
    dt.timedelta(hours=1),
    dt.timedelta(hours=4),
    dt.timedelta(hours=24),
)
"""How long a letter waits after each try that failed; after the last it is given up."""

NO_SERVER = "No mail server is named: set SAFERBOARD_MAIL_URL"


@dataclass(frozen=True)
class NotSent:
    """Why a letter did not go, without the address; `for_good` if trying again cannot help."""

    why: str
    for_good: bool = False


def can_send() -> bool:
    """Return whether there is a mail server to hand letters to, or this is a demonstration."""
    return bool(settings.EMAIL_HOST) or settings.SAFERBOARD_SITE["demo"]


def hand_over(subject: str, body: str, address: str, *, message: str) -> NotSent | None:
    """
    Hand one message to the mail server, and return why it was not taken, or None.

    In a demonstration it goes no further than the outbox.
    """
    if settings.SAFERBOARD_SITE["demo"]:
        return None
    mail = EmailMessage(
        subject=" ".join(subject.split()),
        body=body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[address],
        headers={
            "Message-ID": f"<{message}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2]}>",
            # Nobody is answered by an answering machine.
            "Auto-Submitted": "auto-generated",
        },
    )
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as refused:
        codes = [code for code, _ in refused.recipients.values()]
        permanent = bool(codes) and all(code >= 500 for code in codes)
        return NotSent("The mail server does not take letters to that address", permanent)
    except smtplib.SMTPAuthenticationError:
        return NotSent("The mail server did not take our name and password")
    except smtplib.SMTPResponseException as answered:
        return NotSent(f"The mail server answered {answered.smtp_code}")
    except (smtplib.SMTPException, OSError):
        return NotSent("The mail server did not answer as it should")
    return None


@dataclass
class Round:
    """What came of one round of sending, in letters."""

    sent: int = 0
    held: int = 0
    failed: int = 0
    put_off: int = 0


def next_morning(at: dt.datetime) -> dt.datetime:
    """Return when letters gathered at a moment go out."""
    here = timezone.localtime(at)
    morning = dt.datetime.combine(here.date(), GATHERED_AT, here.tzinfo)
    return morning if morning >= here else morning + dt.timedelta(days=1)


def composed(batch: list[Letter]) -> tuple[str, str]:
    """Return the subject and body of one letter, or of several that go as one."""
    first = batch[0]
    if len(batch) == 1:
        carried = LETTERS[first.kind].carries
        return first.subject, filled(first.body, {carried: first.secret or ""})
    parts = "\n\n".join(f"{one.subject}\n\n{one.body}" for one in batch)
    return f"{len(batch)} reminders from {settings.SAFERBOARD_SITE['name']}", parts
