"""
The day at which a demonstration stands.
"""

import datetime as dt
from pathlib import Path

from saferboard.config.environment import ENV_FILE

ISSUED, HELD = dt.date(2022, 10, 19), dt.date(2022, 11, 4)
"""The day the agenda was published, and one after the meeting and the note under its minutes."""
_DAY = "SAFERBOARD_TODAY="


def stand_after_the_meeting(folder: Path) -> None:
    """Have the clock of the demonstration in `folder` stand after the meeting from now on."""
    _stand(folder, HELD)


def stand_before_the_meeting(folder: Path) -> None:
    """Have the clock of the demonstration in `folder` stand where it did at first, if it moved."""
    if f"{_DAY}{HELD}" in (folder / ENV_FILE).read_text(encoding="utf-8").splitlines():
        _stand(folder, ISSUED)


def _stand(folder: Path, day: dt.date) -> None:
    path = folder / ENV_FILE
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(_DAY)]
    path.write_text("\n".join([*kept, f"{_DAY}{day}", ""]), encoding="utf-8")
