"""
The ways in to past papers that were brought in and wait.
"""

from tests.repo.door import Door, First

TAKERS = frozenset({"clerk", "head"})
"""Who takes the board's minutes; a coordinator, those of a panel they sit on."""
WAITS = First("meetings.BroughtIn")
MINUTE = "0-minute-1"

PAST: dict[str, Door] = {
    "meetings:past": Door(TAKERS | {"coordinator"}),
    "meetings:past-one": Door(TAKERS, world=(WAITS,), demo=(1,)),
    "meetings:past-part": Door(TAKERS, world=(WAITS, MINUTE), demo=(1, MINUTE)),
    "meetings:past-posts": Door(TAKERS, world=(WAITS,), demo=(1,)),
    "meetings:past-keep": Door(TAKERS, world=(WAITS,), post=True, is_page=False),
    "meetings:past-drop": Door(TAKERS, world=(WAITS,), post=True, is_page=False),
}
