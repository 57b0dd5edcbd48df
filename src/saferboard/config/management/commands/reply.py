"""
`saferboard reply FILE.eml…`: filled templates that came by mail, put in the boxes of their lists.
"""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from saferboard.domain.refusals import Refused
from saferboard.returns.filled.replies import LARGEST, read_mail, take_reply
from saferboard.ui import clock
from saferboard.ui.words import counted

WORDS = {
    "too-large": "the mail is too large",
    "no-mail": "it is no mail",
    "no-sender": "it does not say whom it is from",
    "no-template": "it has not one filled template attached",
    "no-list": "the file is the template of no list",
    "stranger": "it is from an address that may not answer the list",
    "round-closed": "the round is closed",
}
"""Why a reply is not taken, in words that quote nothing of it: this is read in a log."""


class Command(BaseCommand):
    help = "Put filled templates that came by mail in the boxes of the lists they are of."

    def add_arguments(self, parser):
        parser.add_argument(
            "files", nargs="+", metavar="FILE", help="a mail; - reads one from stdin"
        )

    def handle(self, **options):
        refused = 0
        for name in options["files"]:
            try:
                taken = take_reply(read_mail(_read(name)), at=clock.now())
            except Refused as no:
                refused += 1
                why = WORDS.get(no.refusal.code, "the file is not as the template was made")
                self.stderr.write(f"{name}: not taken: {why}.")
            else:
                words = f"{counted(taken.put, 'box', 'boxes')} filled in for {taken.asked.ref}"
                stay = f"; {counted(taken.stay, 'text')} typed before stay" if taken.stay else ""
                self.stdout.write(f"{name}: {words}{stay}.")
        if refused:
            raise CommandError(f"{counted(refused, 'mail')} not taken.")


def _read(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read(LARGEST + 1)
    try:
        with Path(name).open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise CommandError(f"{name} cannot be read: {error.strerror}.") from error
