"""
`saferboard ledger verify`: prove the ledger whole.
"""

from django.core.management.base import BaseCommand, CommandError

from saferboard.ledger.operations import verify


class Command(BaseCommand):
    help = "Read the ledger from its first line and say whether every line is as written."

    def add_arguments(self, parser):
        parser.add_argument("what", choices=["verify"])

    def handle(self, **options):
        proof = verify()
        if proof.broken_at is not None:
            raise CommandError(f"Line {proof.broken_at}: {proof.why}.")
        self.stdout.write(f"{proof.lines} lines, every one as it was written.")
