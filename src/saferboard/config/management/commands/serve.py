"""
`saferboard serve`: the site, for a browser.
"""

from django.core.management.base import BaseCommand

from saferboard.config.protecting import require_protected_ledger
from saferboard.config.serving import listening, port_number, serve


class Command(BaseCommand):
    help = "Serve the site."

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1", help="the address to listen at")
        parser.add_argument("--port", type=port_number, default=8000)
        parser.add_argument("--workers", type=int, default=2)

    def handle(self, *, host, port, workers, **options):
        require_protected_ledger(self.stderr.write)
        listener = listening(host=host, port=port)
        self.stdout.write(f"Serving at http://{host}:{port}/ (stop with Ctrl-C)")
        self.stdout.flush()
        serve(listener, workers=workers)
