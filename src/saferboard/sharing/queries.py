"""
Asking about permissions and consents.
"""

from saferboard.domain.publication import Consent, Permitted, Publishable, Use
from saferboard.sharing.models import Consenting, Intelligence, Permission
from saferboard.sharing.requests.offered import intelligence_thing


def publishable(note: Intelligence) -> Publishable:
    """Return a note with every permission and consent there is of it."""
    here = {"kind": "intelligence", "ref": note.ref}
    return Publishable(
        intelligence_thing(note),
        tuple(
            Permitted(one.field, Use(one.use), one.since, one.until)
            for one in Permission.objects.filter(**here)
        ),
        tuple(
            Consent(Use(one.use), one.given_on, one.withdrawn_on)
            for one in Consenting.objects.filter(**here)
        ),
    )
