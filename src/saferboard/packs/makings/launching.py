"""
Beginning the process that makes a pack.
"""

import subprocess
import sys


def launch(making: int) -> None:
    """Begin to make a pack in a process of its own, and wait for nothing."""
    subprocess.Popen(  # noqa: S603 - the program is our own and the number is a number
        [sys.executable, "-m", "saferboard.packs.makings.apart", str(making)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        # Or stopping the server with Ctrl+C would stop a half-made pack too.
        start_new_session=True,
    )
