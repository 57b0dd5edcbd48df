"""
`saferboard search rebuild`: copy anew what search can find.
"""

from django.core.management.base import BaseCommand

from saferboard.ledger.operations import SYSTEM
from saferboard.search.operations import rebuild
from saferboard.ui import clock


class Command(BaseCommand):
    help = "Copy anew what search can find, from the things themselves."

    def add_arguments(self, parser):
        parser.add_argument("what", choices=["rebuild"], help="what to do")

    def handle(self, **options):
        counts = rebuild(by=SYSTEM, at=clock.now())
        width = max((len(label) for label in counts), default=0)
        for label, count in counts.items():
            self.stdout.write(f"{label:{width}}  {count:>7,}")
