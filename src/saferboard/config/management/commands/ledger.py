"""
`saferboard ledger`: prove the ledger whole, anchor it.
"""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from saferboard.config.protecting import protect
from saferboard.domain.refusals import Refused
from saferboard.ledger.anchors import Anchor, NotAnAnchor, kept_in, public_key, read_anchors
from saferboard.ledger.guards import fallen
from saferboard.ledger.operations import SYSTEM, anchor_ledger
from saferboard.ledger.proving import NAMED, verify
from saferboard.oversight.operations import ask
from saferboard.oversight.presenters import report_rows
from saferboard.oversight.queries import whole
from saferboard.oversight.questions import Asked, Question
from saferboard.ui import clock
from saferboard.ui.words import counted


class Command(BaseCommand):
    help = "Prove that no line of the ledger was altered, removed or put in another order."

    def add_arguments(self, parser):
        what = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
        proving = what.add_parser(
            "verify", help="read every line, and say which are not as written"
        )
        proving.add_argument(
            "--anchors", type=Path, metavar="FILE", help="anchors kept elsewhere to hold it against"
        )
        what.add_parser("anchor", help="sign how the ledger stands, to be kept elsewhere")

        looked = what.add_parser("about", help="print who has seen a thing, for whoever asks of it")
        looked.add_argument("references", nargs="+", metavar="REFERENCE")
        guarding = what.add_parser(
            "protect", help="on PostgreSQL, leave the site's role no right to alter the ledger"
        )
        guarding.add_argument("--role", help="the role the site runs as, if not the settings'")

    def handle(self, **options):
        what = {"verify": self.verify, "anchor": self.anchor, "protect": self.protect}
        what["about"] = self.about
        what[options["what"]](options)

    def protect(self, options):
        try:
            done = protect(options["role"] or settings.APPLICATION_ROLE)
        except Refused as refused:
            raise CommandError(f"{refused} Nothing was done.") from None
        for words in filter(None, done):
            self.stdout.write(words)

    def verify(self, options):
        proof = verify(self.anchors(options["anchors"]), key=public_key(settings.LEDGER_SECRET))
        missing = fallen()
        if proof.faults or missing:
            words = [str(fault) for fault in proof.faults]
            if len(words) >= NAMED:
                words.append("There may be more.")
            words += [f"The database’s guard {name} is not there." for name in missing]
            raise CommandError("\n".join(words))
        held = f" {counted(proof.anchors, 'anchor')} held." if proof.anchors else ""
        self.stdout.write(f"{counted(proof.lines, 'line')}, every one as it was written.{held}")

    def anchors(self, elsewhere: Path | None) -> list[Anchor]:
        try:
            kept = kept_in(settings.LEDGER_ANCHORS)
            if elsewhere is None:
                return kept
            texts = elsewhere.read_text(encoding="utf-8").splitlines()
            given = read_anchors(texts, file=elsewhere.name)
        except NotAnAnchor as wrong:
            raise CommandError(str(wrong)) from None
        except (OSError, UnicodeDecodeError):
            raise CommandError(f"{elsewhere} cannot be read. Name a file of anchors.") from None
        return list(dict.fromkeys([*given, *kept]))

    def anchor(self, options):
        try:
            anchor = anchor_ledger(
                settings.LEDGER_ANCHORS, by=SYSTEM, at=clock.now(), secret=settings.LEDGER_SECRET
            )
        except NotAnAnchor as wrong:
            raise CommandError(str(wrong)) from None
        except OSError as error:
            raise CommandError(
                f"cannot write {settings.LEDGER_ANCHORS} ({error.strerror}). Give yourself"
                " the right to, or set SAFERBOARD_LEDGER_ANCHORS to a file you may write."
                " Nothing was done."
            ) from None
        if anchor is None:
            self.stdout.write("Nothing was written since the newest anchor. None was added.")
        else:
            self.stdout.write(str(anchor))

    def about(self, options):
        try:
            asked = ask(
                Asked(Question.SEEN, tuple(options["references"])), by=SYSTEM, at=clock.now()
            )
        except Refused as refused:
            raise CommandError(str(refused)) from None
        rows = list(report_rows(whole(asked)))
        for row in rows:
            self.stdout.write(" | ".join(row))
        self.stdout.write(f"{counted(len(rows), 'line')}.")
