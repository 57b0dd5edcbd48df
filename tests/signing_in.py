"""
Signing somebody in without the pages: as if they had given their password and second factor.
"""

import time

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.test import Client

from saferboard.accounts.models import Visit
from saferboard.accounts.sessions import SEEN, SINCE
from saferboard.ui import clock

_by_force = Client.force_login


def sign_in(client: Client, user, backend=None, *, verified: bool = True) -> None:
    """Sign `user` in at `client`; `verified` says whether by a second factor too."""
    _by_force(client, user, backend)
    session = client.session
    session[SINCE] = session[SEEN] = time.time()
    if verified:
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [
            {"method": "mfa", "type": "totp", "at": time.time(), "reauthenticated": True}
        ]
        session[f"{AUTHENTICATION_METHODS_SESSION_KEY}_user"] = str(user.pk)
    session.save()
    Visit.objects.update_or_create(
        session_key=session.session_key,
        defaults={
            "account": user,
            "since": clock.now(),
            "seen": clock.now(),
            "network": "127.0.0.0/24",
            "browser": "Firefox on Linux",
        },
    )
