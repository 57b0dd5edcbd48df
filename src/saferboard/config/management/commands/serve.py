"""
`saferboard serve`: the site, for a browser.
"""

from django.conf import settings
from django.core.management.base import BaseCommand

from saferboard.config.environment import NotReady
from saferboard.config.protecting import require_protected_ledger
from saferboard.config.serving import listening, port_number, serve
from saferboard.demo.operations import ADDRESSES, PASSWORD
from saferboard.partners.models import User


class Command(BaseCommand):
    help = "Serve the site."

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1", help="the address to listen at")
        parser.add_argument("--port", type=port_number, default=8000)
        parser.add_argument("--workers", type=int, default=2)

    def handle(self, *, host, port, workers, **options):
        require_protected_ledger(self.stderr.write)
        listener = listening(host=host, port=port)
        _refuse_if_unfit()
        self.stdout.write(f"Serving at http://{host}:{port}/ (stop with Ctrl-C)")
        self.stdout.flush()
        serve(listener, workers=workers)


def _refuse_if_unfit() -> None:
    """
    Stop a site in use that anybody could come into, or in which nobody could be kept safe.

    :raises NotReady: if an account has a demonstration's printed password, or nothing personal
        can be sealed.
    """
    if settings.DEMO:
        return
    invented = User.objects.filter(is_active=True, email__endswith=f"@{ADDRESSES}")
    if any(user.check_password(PASSWORD) for user in invented):
        raise NotReady(
            "this database holds a demonstration's accounts, whose password is printed. Use a"
            " database of its own for a site in use, or close those accounts first."
        )
    if not settings.SEALING_KEYS:
        raise NotReady(
            "SAFERBOARD_SEALING_KEYS is not set, so that no second factor can be kept. Run"
            " `saferboard keys new` to make a key, and keep it outside the database."
        )
