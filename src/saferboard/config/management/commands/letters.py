"""
`saferboard letters send`: the outbox, now.
"""

from django.core.management.base import BaseCommand

from saferboard.letters.jobs import send
from saferboard.ui import clock


class Command(BaseCommand):
    help = "Send the letters that are due, without waiting for the next tick."

    def add_arguments(self, parser):
        parser.add_argument("what", choices=["send"])

    def handle(self, **options):
        self.stdout.write(f"{send(clock.now())}.")
