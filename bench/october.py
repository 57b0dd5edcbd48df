"""
Time the real October 2022 pack: composed from the database and printed.

The references are printing alone, without composing again, and the same content through
WeasyPrint or LibreOffice where one is present.
"""

import os
import resource
import secrets
import statistics
import tempfile
import time
from collections.abc import Callable

from bench.pack import through_libreoffice, through_weasyprint

ALLOWED = 2.0
"""Seconds of the program's own time that composing and printing may take on two cores."""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SAFERBOARD_DATA"] = folder
        os.environ["SAFERBOARD_SECRET_KEY"] = secrets.token_urlsafe(50)
        os.environ["SAFERBOARD_SEALING_KEYS"] = "bench:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
        os.environ["SAFERBOARD_DEMO"] = "yes"
        os.environ["SAFERBOARD_TODAY"] = "2022-10-19"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saferboard.config.settings")
        import django
        from django.core.management import call_command

        django.setup()
        started = time.perf_counter()
        call_command("demo", no_serve=True, verbosity=0)
        print(f"demonstration loaded, pack issued:  {time.perf_counter() - started:6.2f} s")
        measure()


def measure() -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from saferboard.demo.operations import MEETING
    from saferboard.documents.pdf import pack_pdf
    from saferboard.packs import composing
    from saferboard.ui.assets import VENDOR

    fonts = VENDOR / "fonts"
    with CaptureQueriesContext(connection) as asked:
        pack = composing.compose(MEETING).pack
    composed = median(lambda: composing.compose(MEETING))
    printed = median(lambda: pack_pdf(pack, fonts=fonts))
    made = pack_pdf(pack, fonts=fonts)
    whole = composed + printed
    print(f"composed from the database:         {composed:6.2f} s, {len(asked)} queries")
    print(f"printed, {made.pages} pages:                 {printed:6.2f} s")
    print(f"both:                               {whole:6.2f} s, {whole / ALLOWED:.2f} of 2 s")
    print(f"both, against printing alone:       {whole / printed:6.2f} times")
    for name, took in (
        ("WeasyPrint", through_weasyprint(pack)),
        ("LibreOffice", through_libreoffice(pack, fonts)),
    ):
        said = "not present" if took is None else f"{took:6.2f} s, {took / whole:.1f} times ours"
        print(f"the same through {name + ':':19}{said}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of this process:        {peak:6.0f} MB")


def median(run: Callable[[], object], runs: int = 5) -> float:
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        run()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


if __name__ == "__main__":
    main()
