"""
The ways in to quarterly updates: asking for them, answering, and judging what came.
"""

from tests.repo.door import EVERYONE, Door
from tests.world_returns import ROUND

SIGNED_IN = EVERYONE - {"visitor"}
PARTNERS = SIGNED_IN - {"administrator", "neighbour"}
DEMO_ROUND = "2022-23-q3.sbps-2020-23"
"""The address of the demonstration's open round, and a post that is asked there for one thing."""
DEMO_POST = "clarion-tenancy-specialist-manager"
DEMO_ASKED = f"p2-11-{DEMO_POST}"

RETURNS: dict[str, Door] = {
    "returns:next": Door(frozenset({"head"})),
    "returns:grid": Door(PARTNERS, world=(ROUND,), demo=(DEMO_ROUND,)),
    **{
        f"returns:{name}": Door(frozenset({"head"}), world=args, demo=demo, **more)
        for name, args, demo, more in (
            ("review", (ROUND, "w12-head-of-safety"), (DEMO_ROUND, DEMO_ASKED), {}),
            ("ask-also", (ROUND, "w12-head-of-safety"), (DEMO_ROUND, DEMO_ASKED), {}),
            ("close", (ROUND,), (), {"post": True, "is_page": False}),
            ("reopen", (ROUND,), (DEMO_ROUND,), {}),
        )
    },
    "returns:lists": Door(SIGNED_IN),
    **{
        f"returns:{name}": Door(
            frozenset({"partner", "head"}),
            world=(f"{ROUND}.housing-manager", *args),
            demo=(f"{DEMO_ROUND}.{DEMO_POST}", *([DEMO_ASKED] if args else [])),
            **more,
        )
        for name, args, more in (
            ("list", (), {}),
            ("upload", (), {}),
            ("paste", (), {}),
            ("hand-on", (), {}),
            ("write", ("w21-housing-manager",), {}),
            ("decline", ("w21-housing-manager",), {}),
            ("elsewhere", ("w21-housing-manager",), {}),
            ("send-all", (), {"post": True, "is_page": False}),
            ("keep", ("w21-housing-manager",), {"post": True, "is_page": False}),
            ("template-word", (), {"is_page": False}),
            ("template-excel", (), {"is_page": False}),
        )
    },
}
