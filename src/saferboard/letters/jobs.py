"""
What is due by the minute: letters.
"""

import datetime as dt

from saferboard.domain.jobs import Job
from saferboard.letters import sending
from saferboard.letters.operations import send_due_letters
from saferboard.ui.words import counted


def send(at: dt.datetime) -> str:
    """Send what is due, and say what came of it."""
    if not sending.can_send():
        return f"{sending.NO_SERVER}. Letters wait"
    done = send_due_letters(at=at)
    rest = [
        f"{count} {word}"
        for count, word in (
            (done.put_off, "put off"),
            (done.held, "held for a vacant post"),
            (done.failed, "given up"),
        )
        if count
    ]
    return ", ".join([f"{counted(done.sent, 'letter')} sent", *rest])


# No transaction may wait for a mail server, nor a letter that went be undone with the next.
JOBS = (Job("letters", "Send the letters that are due", send, apart=True),)
