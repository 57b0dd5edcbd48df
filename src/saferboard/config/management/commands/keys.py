"""
`saferboard keys new NAME` and `saferboard keys rotate`: the keys of what is sealed.
"""

import re

from django.core.management.base import BaseCommand, CommandError

from saferboard.ledger.operations import SYSTEM
from saferboard.partners.operations import rotate_keys
from saferboard.sealing import SealBroken, new_key
from saferboard.ui import clock


class Command(BaseCommand):
    help = "Make a key for SAFERBOARD_SEALING_KEYS, or seal every personal field with the first."

    def add_arguments(self, parser):
        what = parser.add_subparsers(dest="what", required=True)
        new = what.add_parser("new", help="print a fresh key; it is kept nowhere")
        new.add_argument("name", help="what to call it: 2026-11, for instance")
        what.add_parser("rotate", help="seal every personal field with the current key")

    def handle(self, *, what, name="", **options):
        if what == "new":
            self._new(name)
        else:
            self._rotate()

    def _new(self, name):
        if not re.fullmatch(r"[a-z0-9-]{1,24}", name):
            raise CommandError("A key's name is up to 24 small letters, digits and hyphens.")
        self.stdout.write(new_key(name))

    def _rotate(self):
        try:
            done = rotate_keys(by=SYSTEM, at=clock.now(), say=self.stdout.write)
        except SealBroken as broken:
            raise CommandError(f"{broken} Put the key back, or restore the value.") from None
        self.stdout.write(
            f"{done.changed} values sealed anew; {done.current} had the current key already."
        )
