"""
The command `saferboard`.

What needs no database starts without Django; everything else is a Django command, so that
`saferboard migrate` and its like work too.
"""

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from saferboard.claims.published import FigureSource

COMMANDS = """\
usage: saferboard COMMAND …

  demo [--no-serve]     a running site with the real quarter of October 2022;
                        with --held as it stood after the meeting
  serve                 serve the site
  check FILE…           work every figure in a document out again
  figure MEASURE …      one figure, compared and traced, as text or JSON
  load SOURCE FILE…     load published figures or incidents, whole or not at all
  incidents held|table  which incidents are held; all of them counted, as CSV
  pack --meeting DAY    print a meeting's pack as tagged PDF
  import KIND FILE      read the minutes or pack of a past meeting, and keep what they hold
  administrator …       invite the first administrator by a link that works once
  ledger verify|…       prove that no line was altered; anchor it; protect it
  backup FILE           copy everything into one archive
  restore FILE          bring it back, and delete again what was deleted since
  keys new|rotate       make a key for personal fields, or seal them all with it
  search rebuild        copy anew what search can find
  tick                  do every reminder, letter and deletion that is due
  letters send          send the letters that are due
  reply FILE.eml…       put filled templates that came by mail in their lists
  migrate               bring the database up to date

`saferboard COMMAND --help` says more. Any Django command works too: `saferboard help`.
"""


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit status."""
    words = sys.argv[1:] if argv is None else argv
    if not words or words[0] in {"-h", "--help"}:
        print(COMMANDS, end="")  # noqa: T201 - this is the command line
        return 0
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saferboard.config.settings")
    if words[0] == "check":
        from saferboard.claims.command import main as check

        return check(words[1:], own=own_figures)
    if words[0] == "import" and "--dry-run" in words:
        from saferboard.papers.command import main as read_past

        return read_past(words[1:])
    from saferboard.config import environment

    environment.usable(environment.data_folder())
    if words[0] == "demo":
        environment.prepare_demo()
        from saferboard.config import demonstrating

        if "--held" in words:
            demonstrating.stand_after_the_meeting(environment.data_folder())
        elif "--fresh" in words:
            demonstrating.stand_before_the_meeting(environment.data_folder())
    from django.core.management import execute_from_command_line
    from django.db import OperationalError, ProgrammingError

    from saferboard.domain.refusals import Refused

    try:
        execute_from_command_line(["saferboard", *words])
    except (OperationalError, ProgrammingError) as error:
        raise environment.no_database(str(error)) from None
    except Refused as refused:
        raise environment.NotReady(str(refused)) from None
    return 0


def own_figures() -> "FigureSource":
    """Return the figures this installation holds; only asking for them starts Django."""
    import django

    django.setup()
    from django.conf import settings

    from saferboard.measures.published import OwnFigures

    return OwnFigures(settings.SAFERBOARD_SITE["place"])


if __name__ == "__main__":
    sys.exit(main())
