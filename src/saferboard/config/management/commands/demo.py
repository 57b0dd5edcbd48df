"""
`saferboard demo`: a running site with the real quarter of October 2022.
"""

import datetime as dt
import time
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

from saferboard.config.demonstrating import HELD
from saferboard.config.environment import NotReady
from saferboard.config.serving import listening, port_number, serve
from saferboard.demo import operations, reading
from saferboard.demo.held import hold_october, is_waiting

LONDON = ZoneInfo("Europe/London")
NOT_A_DEMONSTRATION = (
    "the settings in use are not a demonstration's, so nothing was touched. Run `saferboard demo`"
    " with SAFERBOARD_DATA set to an empty folder."
)


def throw_away() -> None:
    """Throw away all that a demonstration holds."""
    if connection.vendor == "sqlite":
        # The database refuses to delete what stands, such as a signed minute: it goes as a file.
        connection.close()
        for end in ("", "-wal", "-shm"):
            Path(f"{connection.settings_dict['NAME']}{end}").unlink(missing_ok=True)
    else:
        call_command("migrate", verbosity=0)
        # No line of the ledger may be removed: it goes with its whole table, and only here.
        call_command("migrate", "ledger", "zero", verbosity=0)
        call_command("flush", interactive=False, verbosity=0)
    # They speak of the ledger and the records that are gone, and would accuse the new.
    for left in (settings.LEDGER_ANCHORS, settings.ERASURES):
        left.unlink(missing_ok=True)


class Command(BaseCommand):
    help = "Load the quarter of October 2022 and serve it."

    def add_arguments(self, parser):
        parser.add_argument("--no-serve", action="store_true", help="load everything, then stop")
        parser.add_argument("--fresh", action="store_true", help="throw away what is there first")
        parser.add_argument(
            "--revised",
            action="store_true",
            help="then load an issue of the police’s file that revises what the pack printed",
        )
        parser.add_argument(
            "--held",
            action="store_true",
            help="as it stood after the meeting: its minutes in draft, on 4 November 2022",
        )
        parser.add_argument("--port", type=port_number, default=8000)

    def handle(self, *, no_serve, fresh, revised, held, port, **options):
        if not settings.DEMO:
            raise NotReady(NOT_A_DEMONSTRATION)
        # Before anything is loaded: nobody waits for a port that turns out to be taken.
        listener = None if no_serve else listening(port=port)
        started = time.monotonic()
        at = dt.datetime.combine(operations.ISSUED_ON, dt.time(9), LONDON)
        if fresh:
            throw_away()
        call_command("migrate", verbosity=0)
        if operations.is_loaded():
            self.stdout.write("The quarter of October 2022 is loaded already.")
        else:
            self.stdout.write("Loading Safer Bromley, October 2022:")
            operations.load_quarter(at=at, say=self.say)
        if not operations.is_bound():
            self.say("  Composing and printing the pack")
            pages = operations.bind_pack(at=at)
            self.say(f"  Issued: {pages} pages")
        if revised:
            operations.revise(at=at)
            self.say("  Loaded the issue that revises what the pack printed")
        if held:
            self.hold()
        self.say(f"Done in {time.monotonic() - started:.1f} seconds.")
        if listener is None:
            return
        self.say("")
        self.say(f"Accounts (invented people): {', '.join(reading.account_names())}.")
        self.say(f"The password of each is: {operations.PASSWORD}")
        self.say(f"Open http://localhost:{port}/ (stop with Ctrl-C)")
        serve(listener)

    def hold(self) -> None:
        if not is_waiting():
            self.say("  October’s minutes are typed into already, and left as they are.")
            return
        self.say("  The meeting of 27 October 2022, and its minutes in draft")
        at = dt.datetime.combine(HELD, dt.time(9), LONDON)
        self.say(f"  Kept: {hold_october(at=at)} minutes")

    def say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()
