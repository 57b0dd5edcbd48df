"""
`saferboard pack`: print a meeting's pack to a file.
"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from saferboard.documents.pdf import pack_pdf
from saferboard.meetings import queries as meetings
from saferboard.packs import composing
from saferboard.ui.assets import VENDOR


class Command(BaseCommand):
    help = "Print the pack of a meeting as tagged PDF."

    def add_arguments(self, parser):
        parser.add_argument("--meeting", required=True, help="the meeting's day, as 2022-10-27")
        parser.add_argument("-o", "--output", type=Path, required=True, help="the file to write")

    def handle(self, *, meeting, output, **options):
        if meetings.meeting(meeting) is None:
            held = ", ".join(m.code for m in meetings.meetings()) or "none"
            raise CommandError(f"There is no meeting {meeting}. Those held: {held}.")
        printed = pack_pdf(composing.compose(meeting).pack, fonts=VENDOR / "fonts")
        try:
            output.write_bytes(printed.content)
        except OSError as error:
            raise CommandError(
                f"Cannot write {output} ({error.strerror}). Name a file where you may write."
            ) from error
        self.stdout.write(
            f"{output}: {printed.pages} pages, {len(printed.content) / 1_000_000:.1f} MB"
        )
