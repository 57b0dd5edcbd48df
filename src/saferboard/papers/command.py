"""
`saferboard import minutes FILE` and `saferboard import pack FILE`: reading, without keeping.

What needs no database is here, so that a dry run starts without Django.
"""

import argparse
import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path

from saferboard.documents.reading import read
from saferboard.documents.reading.readings import Unreadable
from saferboard.papers.model import NotRead, PastPaper
from saferboard.papers.reader import read_as_minutes, read_as_pack
from saferboard.papers.reports import as_json, as_text

READ, NOT_READ = 0, 2
KINDS = ("minutes", "pack")


def main(argv: Sequence[str]) -> int:
    """Read the file named, print what it holds, and return the exit status: 2 if it holds none."""
    options = add_arguments(
        argparse.ArgumentParser(
            prog="saferboard import",
            description="Read the minutes or the pack of a past meeting and keep what it holds.",
            epilog="Exit status: 0 read, 2 the file could not be read or held nothing to read.",
        )
    ).parse_args(list(argv))
    try:
        paper = read_file(options.kind, options.file, date=options.date)
    except (NotRead, Unreadable) as error:
        print(f"saferboard import: {options.file}: {error}", file=sys.stderr)  # noqa: T201
        return NOT_READ
    sys.stdout.write(as_json(paper) + "\n" if options.format == "json" else as_text(paper))
    return READ


def add_arguments(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """Give a parser the words of the command; Django's takes the same."""
    parser.add_argument("kind", choices=KINDS, help="what the file is")
    parser.add_argument("file", type=Path, metavar="FILE", help="PDF, Word, HTML or text")
    parser.add_argument("--dry-run", action="store_true", help="say what is read, and keep nothing")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--body", default="", metavar="CODE", help="the body that met")
    parser.add_argument(
        "--date", type=_day, metavar="DAY", help="the day it met, where the file does not say"
    )
    return parser


def _day(words: str) -> dt.date:
    try:
        return dt.date.fromisoformat(words)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{words} is not a day. Write it as year-month-day, as 2022-10-27."
        ) from None


def read_file(kind: str, path: Path, *, date: dt.date | None = None) -> PastPaper:
    """
    Return what a file holds, read as minutes or as a pack.

    :raises Unreadable: where the file itself cannot be read.
    :raises NotRead: where it holds nothing of the kind.
    """
    reading = read(path)
    if kind == "minutes":
        return read_as_minutes(reading, date=date)
    return read_as_pack(reading, date=date)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
