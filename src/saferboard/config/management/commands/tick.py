"""
`saferboard tick`: whatever is due.
"""

import argparse
import os
import time

from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections

from saferboard.config import ticking
from saferboard.ui import clock


def seconds(words: str) -> int:
    """
    Return a number of seconds.

    :raises argparse.ArgumentTypeError: if it is none, or there would be no rest between rounds.
    """
    if words.isascii() and words.isdigit() and 1 <= int(words) <= 86_400:
        return int(words)
    raise argparse.ArgumentTypeError(f"{words} is not a number of seconds from 1 to 86400")


class Command(BaseCommand):
    help = "Do every reminder, expiry, letter and deletion that is due. Safe to run twice."

    def add_arguments(self, parser):
        parser.add_argument("--list", action="store_true", help="say what there is to do, and stop")
        parser.add_argument(
            "--every", type=seconds, metavar="SECONDS", help="again and again, until stopped"
        )

    def handle(self, *, every, **options):
        if options["list"]:
            for job in ticking.jobs():
                self.stdout.write(f"{job.name:24}{job.words}")
        elif every:
            self._again_and_again(every)
        elif not self._once():
            raise CommandError("A job failed; the others were done.")

    def _once(self) -> bool:
        done = ticking.tick(at=clock.now())
        if done is None:
            self.stdout.write("Another round is running. Nothing was done.")
            return True
        for one in done:
            self.stdout.write(f"{one.job.name}: {'failed: ' if one.failed else ''}{one.said}.")
        return not any(one.failed for one in done)

    def _again_and_again(self, every: int) -> None:
        parent = os.getppid()
        while os.getppid() == parent:  # whoever started it is still there
            close_old_connections()
            self._once()
            time.sleep(every)
