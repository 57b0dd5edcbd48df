"""
Running a module of ours in a child process: what strangers made is not opened in this one.

What is sent is never written to a disk: it goes in by one pipe and the answer comes out by
another.  The child sets its own limits, with `documents.limits`.
"""

import subprocess
import sys


def answer_of(module: str, sent: bytes, *, seconds: float) -> bytes | None:
    """Return what a module prints of what it is sent; None if it took too much or failed."""
    try:
        done = subprocess.run(  # noqa: S603 - the program is our own
            [sys.executable, "-m", module],
            input=sent,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
    return done.stdout if done.returncode == 0 else None
