"""
Take in published files: `saferboard load SOURCE FILE…`.
"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from saferboard.domain.refusals import Refused
from saferboard.ledger.operations import SYSTEM
from saferboard.measures.definitions import sources
from saferboard.measures.operations import Loaded, load_file
from saferboard.ui import clock


class Command(BaseCommand):
    help = "Load published figures from files; all of the files named, or none of them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", nargs="?", metavar="SOURCE", help="see --list")
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
        parser.add_argument("--vintage", default="", help="what to call this issue of the figures")
        parser.add_argument("--list", action="store_true", help="list the sources there are")

    def handle(self, **options) -> None:
        if options["list"]:
            for source in sources().values():
                self.stdout.write(f"{source.slug:28} {source.title}")
            return
        if not options["source"] or not options["files"]:
            raise CommandError("Name a source and at least one file; --list lists the sources.")
        at = clock.now()
        try:
            with transaction.atomic():
                loaded = [
                    load_file(
                        path,
                        source=options["source"],
                        by=SYSTEM,
                        at=at,
                        vintage=options["vintage"],
                    )
                    for path in options["files"]
                ]
        except Refused as refused:
            raise CommandError(f"{refused}\nNothing was loaded.") from None
        for one in loaded:
            self.stdout.write(in_words(one))


def in_words(loaded: Loaded) -> str:
    """Return what came of one file."""
    if loaded.again:
        return f"{loaded.file}: already held ({loaded.vintage}). Nothing was changed."
    return f"{loaded.file}: {loaded.rows} rows loaded as {loaded.source}, {loaded.vintage}."
