"""
Days, times and counts as they are said.
"""

import datetime as dt


def day(when: dt.date) -> str:
    """Return a day as “27 October 2022”."""
    return f"{when.day} {when:%B %Y}"


def weekday(when: dt.date) -> str:
    """Return a day with its weekday, “Thursday 27 October 2022”."""
    return f"{when:%A} {day(when)}"


def hour(when: dt.time | dt.datetime) -> str:
    """Return a time as “10.30am” or “5pm”."""
    minutes = f".{when:%M}" if when.minute else ""
    return f"{when.hour % 12 or 12}{minutes}{'am' if when.hour < 12 else 'pm'}"


def moment(when: dt.datetime) -> str:
    """Return a moment as “Thursday 27 October 2022 at 10.30am”."""
    return f"{weekday(when)} at {hour(when)}"


def counted(number: int, one: str, many: str = "") -> str:
    """Return “1 item” or “13 items”."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(names: list[str] | tuple[str, ...]) -> str:
    """Return “a, b and c”."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
