"""
Months as they are written for people.
"""

import re

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

ISO_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


def year_and_month(label: str) -> tuple[int, int] | None:
    """
    Return the year and month of a label such as “2022-09”, or None where it is no month.
    """
    found = ISO_MONTH.fullmatch(label)
    return (int(found[1]), int(found[2])) if found else None


def month_in_words(label: str, *, short: bool = False) -> str:
    """
    Return “September 2022”, or “Sep 2022”, for “2022-09”; any other label as it stands.
    """
    found = year_and_month(label)
    if found is None:
        return label
    name = MONTHS[found[1] - 1]
    return f"{name[:3] if short else name} {found[0]}"
