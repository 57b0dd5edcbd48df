"""
`saferboard check`: find every checkable figure in documents and say which do not hold.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from saferboard.claims.published import FigureSource, read_figures
from saferboard.claims.reports import Checked
from saferboard.documents.reading.readings import Reading, Unreadable

OWN = "own"
"""What stands for the installation's own figures among the words of the command."""

NOTHING_WRONG, FINDINGS, NOT_READ = 0, 1, 2


def main(
    argv: Sequence[str] | None = None, *, own: Callable[[], FigureSource] | None = None
) -> int:
    """
    Check the files named, print what was found, and return the exit status.

    0: nothing wrong.  1: findings.  2: a file could not be read; the others are checked.
    `own` gives the figures of the installation, for `--against` without a file.
    """
    words = sys.argv[1:] if argv is None else argv
    options = _parser().parse_args(_figures_told_apart(words))
    paths = [Path(name) for name in options.files]
    try:
        files = check_files(paths, against=_against(options.against, own))
        if options.annotate:
            _annotate(paths, files, Path(options.annotate))
    except Unreadable as error:
        print(f"saferboard check: {error}", file=sys.stderr)  # noqa: T201
        return NOT_READ
    _write(_report(files, options.format), options.output)
    if any(one.error for one in files):
        return NOT_READ
    return FINDINGS if any(one.wrong for one in files) else NOTHING_WRONG


def _figures_told_apart(words: Sequence[str]) -> list[str]:
    """A word after `--against` that is no file of figures is a document to check."""
    told: list[str] = []
    for word, after in zip(words, [*words[1:], ""], strict=True):
        told.append(word)
        if word == "--against" and not after.lower().endswith((".csv", ".json")):
            told.append(OWN)
    return told


def _against(named: str | None, own: Callable[[], FigureSource] | None) -> FigureSource | None:
    """
    Return the figures to hold claims against, if any were asked for.

    :raises Unreadable: if they cannot be read, or there are none of its own to be had here.
    """
    if named is None:
        return None
    if named != OWN:
        return read_figures(Path(named))
    if own is None:
        raise Unreadable("--against needs a CSV or JSON file of figures here.")
    return own()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="saferboard check",
        description="Find every figure that can be checked and say which do not hold. "
        "Files given together are checked against each other.",
        epilog="Exit status: 0 nothing wrong, 1 findings, 2 a file could not be read.",
    )
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="PDF, Word, Excel, HTML, Markdown or text"
    )
    parser.add_argument("--format", choices=("text", "json", "html"), default="text")
    parser.add_argument(
        "--output", metavar="FILE", help="write the report here instead of printing it"
    )
    parser.add_argument(
        "--against",
        metavar="FIGURES",
        help="hold claims against published figures as well: this installation's own, or"
        " those of a CSV or JSON file with measure, place, period and value",
    )
    parser.add_argument(
        "--annotate", metavar="OUT.docx", help="write the one Word file given, with comments, here"
    )
    return parser


def check_files(paths: Sequence[Path], *, against: FigureSource | None = None) -> list[Checked]:
    """Return what was found in each file, in the order given."""
    from saferboard.claims.checker import check
    from saferboard.documents.reading import read

    readings: list[Reading | None] = []
    errors: list[str] = []
    for path in paths:
        try:
            readings.append(read(path))
            errors.append("")
        except Unreadable as error:
            readings.append(None)
            errors.append(str(error))
    found = iter(check([reading for reading in readings if reading], against=against))
    return [
        Checked(str(path), reading, tuple(next(found)) if reading else (), error)
        for path, reading, error in zip(paths, readings, errors, strict=True)
    ]


def _report(files: Sequence[Checked], form: str) -> Iterator[str]:
    if form == "json":
        from saferboard.claims.reports.as_json import json_parts

        yield from json_parts(files)
        yield "\n"
    elif form == "html":
        from saferboard.claims.reports.as_html import html_parts

        yield from html_parts(files)
    else:
        from saferboard.claims.reports.as_text import text_parts

        yield from text_parts(files)


def _write(report: Iterator[str], output: str | None) -> None:
    if output is None:
        sys.stdout.writelines(report)
        return
    try:
        with Path(output).open("w", encoding="utf-8") as file:
            file.writelines(report)
    except OSError as error:
        print(f"saferboard check: {output} cannot be written: {error.strerror}.", file=sys.stderr)  # noqa: T201


def _annotate(paths: Sequence[Path], files: Sequence[Checked], out: Path) -> None:
    """Write the one Word document among the files with its comments."""
    word = [
        (path, one)
        for path, one in zip(paths, files, strict=True)
        if one.reading and one.reading.format == "docx"
    ]
    if len(word) != 1:
        raise Unreadable("--annotate needs exactly one Word document (.docx) among the files.")
    from saferboard.claims.reports.as_word import annotated

    path, one = word[0]
    if out.resolve() == path.resolve():
        raise Unreadable("--annotate would write over the author's file; name another.")
    try:
        out.write_bytes(annotated(path.read_bytes(), one.claims))
    except OSError as error:
        raise Unreadable(f"{out} cannot be written: {error.strerror}.") from error


if __name__ == "__main__":
    raise SystemExit(main())
