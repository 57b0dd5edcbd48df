"""
Bring a past meeting in: `saferboard import minutes FILE`, `saferboard import pack FILE`.
"""

import sys

from django.core.management.base import BaseCommand, CommandError, CommandParser

from saferboard.documents.reading.readings import Unreadable
from saferboard.domain.refusals import Refused
from saferboard.ledger.operations import SYSTEM
from saferboard.meetings.importing import keep
from saferboard.papers import command
from saferboard.papers.model import NotRead
from saferboard.papers.reports import as_text, doubt_lines
from saferboard.ui import clock


class Command(BaseCommand):
    help = "Read the minutes or the pack of a past meeting, and keep all they hold or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        command.add_arguments(parser)

    def handle(self, **options) -> None:
        if options["dry_run"]:
            words = [options["kind"], str(options["file"]), "--format", options["format"]]
            day = ["--date", options["date"].isoformat()] if options["date"] else []
            sys.exit(command.main([*words, *day]))
        try:
            paper = command.read_file(options["kind"], options["file"], date=options["date"])
            kept = keep(
                paper,
                body=options["body"],
                by=SYSTEM,
                at=clock.now(),
                until=clock.outside().date(),
            )
        except (NotRead, Unreadable) as error:
            raise CommandError(f"{options['file']}: {error}", returncode=2) from None
        except Refused as refused:
            raise CommandError(f"{refused}\nNothing was kept.", returncode=2) from None
        self.stdout.write(as_text(paper), ending="")
        for line in doubt_lines(kept.unsure, "Unsure of {count} more, kept as not stated:"):
            self.stdout.write(line)
        self.stdout.write("")
        for sentence in kept.said:
            self.stdout.write(sentence)
        if not kept.changed:
            self.stdout.write("All of it was here already. Nothing was changed.")
