"""
`saferboard backup FILE`: a copy of everything this installation holds.
"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from saferboard.keeping import backup
from saferboard.ui import clock
from saferboard.ui.words import counted


class Command(BaseCommand):
    help = "Copy the database and the files beside it into one archive."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the archive to write, ending in .backup.zip")

    def handle(self, *, file, **options):
        try:
            made = backup.write(file, at=clock.now())
        except OSError as error:
            raise CommandError(
                f"Cannot write {file} ({error.strerror}). Name a file where you may write."
            ) from None
        self.stdout.write(
            f"{file}: {file.stat().st_size / 1_000_000:.1f} MB, {counted(len(made.parts), 'part')},"
            f" {counted(made.lines, 'line')} of the ledger."
        )
        self.stdout.write(
            "It holds neither the sealing keys nor the settings. Keep those apart from it."
        )
