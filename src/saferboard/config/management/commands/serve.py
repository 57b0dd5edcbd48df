"""
`saferboard serve`: the site, for a browser.
"""

from django.core.management.base import BaseCommand

from saferboard.config.serving import serve


class Command(BaseCommand):
    help = "Serve the site."

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1", help="the address to listen at")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2)

    def handle(self, *, host, port, workers, **options):
        self.stdout.write(f"Serving at http://{host}:{port}/ (stop with Ctrl-C)")
        serve(host=host, port=port, workers=workers)
