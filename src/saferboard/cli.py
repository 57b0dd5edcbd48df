"""
The command `saferboard`.

What needs no database starts without Django; everything else is a Django command, so that
`saferboard migrate` and its like work too.
"""

import os
import sys


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit status."""
    words = sys.argv[1:] if argv is None else argv
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saferboard.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["saferboard", *(words or ["help"])])
    return 0


if __name__ == "__main__":
    sys.exit(main())
