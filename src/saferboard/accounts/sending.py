"""
Links for people without a session: made, and put into the outbox, in one transaction.
"""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from saferboard.accounts import operations
from saferboard.accounts.models import Invitation
from saferboard.letters.operations import send_letter
from saferboard.letters.sending import can_send
from saferboard.partners.models import Actor, Post, User


@transaction.atomic
def invite(
    name: str, *, email: str, post: Post, since: dt.date, by: Actor, at: dt.datetime
) -> tuple[Invitation, str]:
    """
    Invite a person into a post by letter; return the invitation, and its link if no letter can
    go because no mail server is set.

    :raises Refused: as `operations.invite` does.
    """
    invitation, secret = operations.invite(name, email=email, post=post, since=since, by=by, at=at)
    link = settings.SITE_ADDRESS + reverse("accounts:accept", args=[secret])
    if not can_send():
        return invitation, link
    send_letter(
        "invitation",
        to_address=email,
        facts={"partnership": settings.SAFERBOARD_SITE["name"], "post": post.title},
        by=by,
        at=at,
        about=f"invitation {invitation.pk}",
        link=link,
    )
    return invitation, ""


@transaction.atomic
def send_password_link(account: User, *, at: dt.datetime) -> None:
    """Send an account's person a link by which they choose a new password."""
    secret = operations.ask_for_password_link(account, by=operations.VISITOR, at=at)
    send_letter(
        "new-password",
        to_address=account.email,
        facts={"partnership": settings.SAFERBOARD_SITE["name"]},
        by="system",
        at=at,
        about=account.ledger_name,
        link=settings.SITE_ADDRESS + reverse("accounts:new-password", args=[secret]),
    )
