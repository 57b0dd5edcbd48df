"""
The day at which a demonstration stands.
"""

import datetime as dt
from pathlib import Path

from saferboard.config.environment import ENV_FILE

HELD = dt.date(2022, 11, 4)
"""After the meeting of 27 October 2022, and the day after its minutes were noted under."""
_DAY = "SAFERBOARD_TODAY="


def stand_after_the_meeting(folder: Path) -> None:
    """Have the clock of the demonstration in `folder` stand after the meeting from now on."""
    path = folder / ENV_FILE
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(_DAY)]
    path.write_text("\n".join([*kept, f"{_DAY}{HELD}", ""]), encoding="utf-8")
