"""
The ways in to minutes: taking them, agreeing and signing them, and what is added afterwards.
"""

from tests.repo.door import Door, First
from tests.world import PUBLISHED

HELD, MEETING = "2022-08-17", "2022-10-27"
TAKERS = frozenset({"clerk", "head"})
"""Who takes the board's minutes; a coordinator, those of a panel they sit on."""
TYPED = First("meetings.Minute", (("meeting__code", PUBLISHED),))
"""A minute of the meeting that minutes are being taken of; the demonstration's has number 15."""
POSTED = {"post": True, "is_page": False}

MINUTES: dict[str, Door] = {
    **{
        f"meetings:{name}": Door(TAKERS, world=(PUBLISHED, *more), demo=(MEETING, *told), **kind)
        for name, more, told, kind in (
            ("take", (), (), {}),
            ("take-attendance", (), (), {}),
            ("take-minute", (TYPED,), (15,), {}),
            ("take-drafts", (TYPED,), (15,), {}),
            ("minute-note", (TYPED,), (15,), {}),
            *(
                (name, (), (), POSTED)
                for name in ("take-begin", "take-add", "take-number", "take-close", "take-reopen")
            ),
            *((name, (TYPED,), (15,), POSTED) for name in ("take-hold", "take-leave-out")),
            ("minutes-agree", (), (), POSTED),
        )
    },
    "meetings:quorum": Door(TAKERS | {"coordinator"}, world=("board",), demo=("sbpb",)),
    "packs:minutes-pdf": Door(world=(HELD,), demo=(HELD,), is_page=False),
    "packs:minutes-word": Door(world=(HELD,), demo=(HELD,), is_page=False),
    "packs:minutes-check": Door(TAKERS, world=(HELD,), demo=(HELD,)),
    "packs:minutes-let-stand": Door(TAKERS, world=(HELD,), post=True, is_page=False),
    "packs:minutes-sign": Door(frozenset({"chair"}), world=(HELD,), post=True, is_page=False),
}
