"""
The ways in to agendas being built, to what is proposed for them, and to questions.
"""

from tests.repo.door import EVERYONE, Door, First
from tests.world import PUBLISHED, UNPUBLISHED

PARTNERS = EVERYONE - {"visitor", "administrator", "neighbour"}
BUILDERS = frozenset({"clerk"})
"""Who builds agendas."""
MEETING, NEXT = "2022-10-27", "2023-01-04"
"""The codes of the demonstration's meeting, and of the one whose agenda is being built."""

AGENDAS: dict[str, Door] = {
    "meetings:agenda": Door(BUILDERS | {"chair"}, world=(UNPUBLISHED,), demo=(NEXT,)),
    **{
        f"meetings:{name}": Door(BUILDERS, world=(UNPUBLISHED, *args), demo=(NEXT, *demo), **more)
        for name, args, demo, more in (
            ("start-agenda", (), (), {"post": True, "is_page": False}),
            ("bring", (), (), {"post": True, "is_page": False}),
            ("leave-out", ("priority-2",), ("minute-7",), {}),
            ("add-item", (), (), {}),
            ("publish-agenda", (), (), {}),
            ("move-item", (), (), {"post": True, "is_page": False}),
            ("note-reached", (), (), {"post": True, "is_page": False}),
            ("change-item", ("4",), ("5",), {}),
            ("remove-item", ("4",), ("5",), {}),
            ("decline-proposal", (First("meetings.Proposal"),), (1,), {}),
        )
    },
    "meetings:add-late": Door(BUILDERS, world=(PUBLISHED,), demo=(MEETING,)),
    "meetings:approve-agenda": Door(
        frozenset({"chair"}), world=(UNPUBLISHED,), post=True, is_page=False
    ),
    "meetings:write-paper": Door(
        frozenset({"clerk", "head"}), world=(UNPUBLISHED, "3"), demo=(MEETING, "7a")
    ),
    "meetings:proposals": Door(PARTNERS, world=(UNPUBLISHED,), demo=(NEXT,)),
    "meetings:propose": Door(PARTNERS, world=(UNPUBLISHED,), demo=(NEXT,)),
    "meetings:withdraw-proposal": Door(PARTNERS, world=(UNPUBLISHED,), post=True, is_page=False),
    "meetings:rules": Door(BUILDERS, world=("board",), demo=("sbpb",)),
    "meetings:standing": Door(BUILDERS, world=("board",), demo=("sbpb",)),
    "meetings:add-standing": Door(BUILDERS, world=("board",), demo=("sbpb",)),
    "meetings:change-standing": Door(
        BUILDERS, world=("board", First("meetings.StandingItem")), demo=("sbpb", 1)
    ),
    "meetings:move-standing": Door(BUILDERS, world=("board",), post=True, is_page=False),
    "questions:front": Door(),
    "questions:meeting": Door(world=(PUBLISHED,), demo=(MEETING,)),
    "questions:ask": Door(world=(PUBLISHED,), demo=(NEXT,)),
    "questions:asked": Door(world=(PUBLISHED,), demo=(NEXT,)),
    "questions:desk": Door(BUILDERS),
    **{
        f"questions:{name}": Door(opens_to, world=(First("questions.Question"),), demo=(1,))
        for name, opens_to in (
            ("question", BUILDERS | {"head"}),
            ("accept", BUILDERS),
            ("decline", BUILDERS),
            ("answer", BUILDERS | {"head"}),
        )
    },
    "questions:publish": Door(
        BUILDERS, world=(First("questions.Question"),), post=True, is_page=False
    ),
    "plans:turns": Door(frozenset({"clerk", "head"}), world=("board",), demo=("sbpb",)),
}
