"""
The groups that a catalogue of measures is read by, and the words of its fields.
"""

from typing import Literal

Group = Literal[
    "crime",
    "domestic-abuse",
    "hate-and-extremism",
    "young-people",
    "trading-standards",
    "places",
    "views",
    "working",
    "other",
]

GROUPS: dict[str, str] = {
    "crime": "Crime that the police record",
    "domestic-abuse": "Domestic abuse and reviews of homicides",
    "hate-and-extremism": "Hate crime and extremism",
    "young-people": "Young people and youth justice",
    "trading-standards": "Trading Standards and savings",
    "places": "CCTV, places and calls",
    "views": "What people think",
    "working": "How the partnership works",
    "other": "Others",
}

PeriodKind = Literal[
    "month", "quarter", "year", "rolling year", "twelve months", "point in time", "all time",
    "not stated",
]  # fmt: skip

PERIODS: dict[str, str] = {
    "month": "A month",
    "quarter": "A quarter",
    "year": "A year",
    "rolling year": "A rolling year",
    "twelve months": "Twelve months, published some months late",
    "point in time": "As it stands on a day",
    "all time": "Since it began",
    "not stated": "Not stated",
}

Better = Literal["down", "up", "split", "none", "not stated"]

BETTER: dict[str, str] = {
    "down": "Fewer is better",
    "up": "More is better",
    "split": "Neither more nor fewer is better by itself",
    "none": "It is a count of work, neither better nor worse",
    "not stated": "Not stated",
}
