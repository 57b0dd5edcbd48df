"""
Take in published files: `saferboard load SOURCE FILE…`.

The wards of the partnership's own area come with their outlines, from one file of GeoJSON:
`saferboard load ward-outlines FILE --since 2022 --drawn-by "Office for National Statistics"`.
Incidents come as data.police.uk publishes them: `saferboard load street FILE…`.
"""

import sys
from argparse import ArgumentTypeError
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from saferboard.domain.periods import Month, NotAPeriod
from saferboard.domain.refusals import Refused
from saferboard.ledger.operations import SYSTEM
from saferboard.measures.definitions import sources
from saferboard.measures.hot_spots.operations import load_incidents
from saferboard.measures.operations import Loaded, load_file
from saferboard.places.boundaries import read_boundaries
from saferboard.places.csv_files import read_csv
from saferboard.places.lookups import read_lookup
from saferboard.places.operations import add_wards, load_lookup, load_outlines
from saferboard.places.queries import gazetteer
from saferboard.ui import clock

OUTLINES = "ward-outlines"
LOOKUP = "lookup"
STREET = "street"
INTERRUPTED = 130
"""The status of a command that was stopped by Ctrl-C."""


class Command(BaseCommand):
    help = "Load published figures from files; all of the files named, or none of them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", nargs="?", metavar="SOURCE", help="see --list")
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
        parser.add_argument("--vintage", default="", help="what to call this issue of the figures")
        parser.add_argument(
            "--since", type=int, metavar="YEAR", help="since when wards have these outlines"
        )
        parser.add_argument("--drawn-by", default="", help="who drew the outlines, for under a map")
        parser.add_argument(
            "--note", default="", help="what of each month the street crime is, if not all of it"
        )
        parser.add_argument(
            "--leave-out",
            action="append",
            default=[],
            type=month,
            metavar="YYYY-MM",
            help="a month that is not whole; may be given several times",
        )
        parser.add_argument("--list", action="store_true", help="list the sources there are")

    def handle(self, **options) -> None:
        if options["list"]:
            for source in sources().values():
                self.stdout.write(f"{source.slug:28} {source.title}")
            self.stdout.write(f"{OUTLINES:28} The wards of your area and where they lie")
            self.stdout.write(f"{LOOKUP:28} Which small areas lie in which wards, old and new")
            self.stdout.write(f"{STREET:28} Street crime by month, from data.police.uk")
            return
        if not options["source"] or not options["files"]:
            raise CommandError("Name a source and at least one file; --list lists the sources.")
        if options["source"] == OUTLINES:
            self._outlines(options["files"], options["since"], options["drawn_by"])
            return
        if options["source"] == STREET:
            self._street(options["files"], options["vintage"], options["note"])
            return
        if options["source"] == LOOKUP:
            self._lookups(options["files"])
            return
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
                        leave_out=options["leave_out"],
                    )
                    for path in options["files"]
                ]
        except Refused as refused:
            raise CommandError(f"{refused}\nNothing was loaded.") from None
        for one in loaded:
            self.stdout.write(in_words(one))

    def _lookups(self, files: list[Path]) -> None:
        at = clock.now()
        own = gazetteer().find(settings.SAFERBOARD_SITE["place"])
        try:
            with transaction.atomic():
                read = [read_lookup(read_csv(path), authority=own.code) for path in files]
                kept = [load_lookup(one, by=SYSTEM, at=at) for one in read]
        except Refused as refused:
            raise CommandError(f"{refused}\nNothing was loaded.") from None
        for one, pairs in zip(read, kept, strict=True):
            what = f"{one.old.label} to {one.new.label}"
            if pairs:
                self.stdout.write(f"{one.name}: {pairs} pairs loaded, {what}, in {own.name}.")
            else:
                self.stdout.write(f"{one.name}: already held ({what}). Nothing was changed.")

    def _outlines(self, files: list[Path], since: int | None, drawn_by: str) -> None:
        if len(files) != 1 or not since or not drawn_by:
            raise CommandError("Give one file, the year with --since, and who drew it, --drawn-by.")
        at = clock.now()
        try:
            with transaction.atomic():
                read = read_boundaries(files[0])
                names = {one.code: one.name for one in read.outlines}
                new = add_wards(names, boundary_year=since, by=SYSTEM, at=at)
                kept = load_outlines(read, source=drawn_by, by=SYSTEM, at=at)
        except Refused as refused:
            raise CommandError(f"{refused}\nNothing was loaded.") from None
        if not kept:
            self.stdout.write(f"{read.name}: already held. Nothing was changed.")
            return
        self.stdout.write(f"{read.name}: {kept} outlines loaded, {new} of wards that are new.")

    def _street(self, files: list[Path], vintage: str, note: str) -> None:
        try:
            loaded = load_incidents(
                files, by=SYSTEM, at=clock.now(), vintage=vintage, note=note, say=self._say
            )
        except Refused as refused:
            raise CommandError(f"{refused}\nNothing was loaded.") from None
        except KeyboardInterrupt:
            self._say(
                "Stopped. Nothing was loaded. Give the same command again to go on from here."
            )
            sys.exit(INTERRUPTED)
        parts = [one.part for one in loaded if not one.again]
        self._say(
            f"{len(parts)} months loaded, {len(loaded) - len(parts)} already held:"
            f" {sum(p.rows for p in parts):,} rows,"
            f" {sum(p.repeated for p in parts):,} of them with the crime ID of an earlier row"
            f" (counted once), {sum(p.unplaced for p in parts):,} without coordinates."
        )

    def _say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()


def month(written: str) -> Month:
    """
    Return the month that is written.

    :raises ArgumentTypeError: if it is none.
    """
    try:
        return Month.parse(written)
    except NotAPeriod as error:
        raise ArgumentTypeError(str(error)) from None


def in_words(loaded: Loaded) -> str:
    """Return what came of one file."""
    if loaded.again:
        return f"{loaded.file}: already held ({loaded.vintage}). Nothing was changed."
    return f"{loaded.file}: {loaded.rows} rows loaded as {loaded.source}, {loaded.vintage}."
