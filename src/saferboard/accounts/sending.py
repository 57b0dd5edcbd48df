"""
How an invitation or a link for a new password reaches somebody.
"""

import datetime as dt

from saferboard.accounts.models import Invitation
from saferboard.partners.models import User


def send_invitation(invitation: Invitation, link: str, *, at: dt.datetime) -> str:
    """
    Send an invitation, or return its link for the administrator to hand over.

    There is no outbox yet, so the link is handed over.
    """
    return link


def send_password_link(account: User, link: str, *, at: dt.datetime) -> None:
    """Send a link for a new password."""
