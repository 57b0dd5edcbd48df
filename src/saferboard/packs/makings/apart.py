"""
The process that makes one pack: `python -m saferboard.packs.makings.apart NUMBER`.

The site begins it; nobody needs to.
"""

import os
import sys


def main(number: int) -> None:
    """Make the pack that the making of this number asks for."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saferboard.config.settings")
    import django

    django.setup()
    from saferboard.packs.makings.operations import work
    from saferboard.ui import clock

    work(number, now=clock.now)


if __name__ == "__main__":
    main(int(sys.argv[1]))
