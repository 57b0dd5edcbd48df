"""
Giving a person's calendar an address of its own.
"""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from saferboard.ledger.models import Kind
from saferboard.ledger.operations import record
from saferboard.letters.tokens import hash_of, new_token
from saferboard.meetings.models import CalendarKey
from saferboard.partners.models import User


@transaction.atomic
def renew_calendar(user: User, *, at: dt.datetime) -> str:
    """
    Give a person's calendar a new address, which is shown once; the one before stops working.

    Of the secret in it only a hash is kept.
    """
    token = new_token()
    CalendarKey.objects.update_or_create(
        user=user, defaults={"token_hash": hash_of(token), "made_at": at}
    )
    record(Kind.CALENDAR_RENEWED, subject=user.ledger_name, by=user, at=at)
    return settings.SITE_ADDRESS + reverse("meetings:own-feed", args=[token])
