"""
What incidents are held, and the table of them all: `saferboard incidents held`, `… table`.
"""

import csv
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from saferboard.domain.refusals import Refused
from saferboard.measures.hot_spots.operations import store
from saferboard.measures.hot_spots.rolling import Engine, rolling


class Command(BaseCommand):
    help = "List the incidents that are held, or count every area and kind of them as CSV."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["held", "table"], metavar="held|table")
        parser.add_argument("--engine", choices=list(Engine), default=Engine.DUCKDB)
        parser.add_argument("-o", "--output", type=Path, metavar="FILE.csv")

    def handle(self, *, what: str, engine: str, output: Path | None, **options) -> None:
        try:
            if what == "held":
                self._held()
            else:
                self._table(Engine(engine), output)
        except Refused as refused:
            raise CommandError(str(refused)) from None

    def _held(self) -> None:
        parts, latest = store().parts(), store().latest()
        for part in sorted(parts, key=lambda one: (one.month, one.force)):
            older = "" if part in latest else " (an older issue)"
            self.stdout.write(
                f"{part.month} {part.force}: {part.rows:,} rows, {part.vintage}{older}"
            )
        self.stdout.write(f"{len(latest)} months of forces, {len(parts)} files.")

    def _table(self, engine: Engine, output: Path | None) -> None:
        rows = list(rolling(engine))
        if output is None:
            csv.writer(self.stdout, lineterminator="\n").writerows(rows)
            return
        try:
            with output.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file, lineterminator="\n").writerows(rows)
        except OSError as error:
            raise CommandError(f"{output} cannot be written ({error.strerror}).") from None
        self.stdout.write(f"{output}: {len(rows) - 1:,} rows, counted on {engine}.")
