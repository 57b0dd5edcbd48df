"""
`saferboard restore FILE`: bring back what a backup holds.
"""

import zipfile
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from saferboard.keeping import backup
from saferboard.keeping.operations import repeat_erasures
from saferboard.ledger.operations import SYSTEM
from saferboard.ledger.proving import verify
from saferboard.ui import clock
from saferboard.ui.words import counted


class Command(BaseCommand):
    help = "Bring back what a backup holds, and delete again what was deleted since."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--over", action="store_true", help="throw away what the database holds now"
        )

    def handle(self, *, file, over, **options):
        if not over and "partners_partnership" in connection.introspection.table_names():
            raise CommandError(
                "This database is not empty. Restore with --over to throw away what it holds now;"
                " make a backup of it first."
            )
        try:
            with zipfile.ZipFile(file) as archive:
                manifest = backup.read_manifest(archive)
                backup.bring_back(archive, manifest)
        except FileNotFoundError:
            raise CommandError(f"There is no file {file}.") from None
        except zipfile.BadZipFile:
            raise CommandError(f"{file} is not a backup, or was cut short.") from None
        self._see_to_the_rest(manifest)

    def _see_to_the_rest(self, manifest):
        proof = verify()
        if proof.faults:
            raise CommandError(f"Restored, but the ledger is not whole. {proof.faults[0]}")
        again = repeat_erasures(taken=manifest.moment, by=SYSTEM, at=clock.now())
        self.stdout.write(
            f"Restored as of {manifest.moment:%-d %B %Y, %H:%M}: {counted(manifest.lines, 'line')}"
            f" of the ledger, every one as it was written. {counted(again, 'record')} deleted"
            " since then deleted again."
        )
