"""
Sealing second factors anew: django-allauth keeps them, in a column that is not a sealed field.
"""

from allauth.mfa.models import Authenticator
from django.db import transaction

from saferboard.partners.sealed import key_of, ring
from saferboard.sealing import seal, unseal

SECRETS = "mfa_authenticator.data"
_NAMES = ("secret", "seed")
"""What django-allauth gives to be sealed: a code app's secret, the seed of recovery codes."""


@transaction.atomic
def reseal() -> tuple[int, int]:
    """
    Seal every second factor's secret with the current key; return how many it did and left.

    :raises SealBroken: if one cannot be opened; none is then sealed anew.
    """
    changed = left = 0
    for device in Authenticator.objects.select_for_update().order_by("pk"):
        held = [name for name in _NAMES if name in device.data]
        old = [name for name in held if key_of(device.data[name]) != ring().current]
        left += len(held) - len(old)
        if not old:
            continue
        for name in old:
            words = unseal(device.data[name], ring(), place=SECRETS)
            device.data[name] = seal(words, ring(), place=SECRETS)
        device.save(update_fields=["data"])
        changed += len(old)
    return changed, left
