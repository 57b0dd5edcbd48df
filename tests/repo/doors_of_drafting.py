"""
The ways in to the next strategy while its groups draft it.
"""

from tests.repo.door import EVERYONE, Door, First

PARTNERS = EVERYONE - {"visitor", "administrator", "neighbour"}
HEAD = frozenset({"head"})
DRAFT, DEMO_DRAFT = "westhaven-2024", "sbps-2024-27"

DRAFTING: dict[str, Door] = {
    "drafting:drafts": Door(PARTNERS),
    "drafting:begin": Door(HEAD),
    "drafting:draft": Door(PARTNERS, world=(DRAFT,), demo=(DEMO_DRAFT,)),
    **{
        f"drafting:{name}": Door(HEAD, world=(DRAFT,), demo=(DEMO_DRAFT,))
        for name in ("decide", "plan", "reach", "ask", "offer", "take-back", "adopt")
    },
    "drafting:answer": Door(HEAD, world=(DRAFT, First("drafting.Asked")), demo=(DEMO_DRAFT, 1)),
    "drafting:group": Door(PARTNERS, world=(DRAFT, 2), demo=(DEMO_DRAFT, 5)),
    "drafting:join": Door(PARTNERS, world=(DRAFT, 1), demo=(DEMO_DRAFT, 1)),
    **{
        f"drafting:{name}": Door(HEAD, world=(DRAFT, 2), demo=(DEMO_DRAFT, 5))
        for name in ("change-group", "write-output", "remove-output")
    },
}
