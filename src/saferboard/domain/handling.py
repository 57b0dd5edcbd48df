"""
Handling classes: how far what is written may travel.
"""

import enum


class Handling(enum.StrEnum):
    """Who may see a thing, from the widest class to the narrowest."""

    PUBLIC = "PUBLIC"
    PARTNERS = "PARTNERS"
    RESTRICTED = "RESTRICTED"
    NAMED = "NAMED"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def is_restricted(self) -> bool:
        """Whether it takes more than being a partner to see it, and every look is recorded."""
        return self in (Handling.RESTRICTED, Handling.NAMED)


_LABELS = {
    Handling.PUBLIC: "Public",
    Handling.PARTNERS: "Partners of the board",
    Handling.RESTRICTED: "Restricted to the panel",
    Handling.NAMED: "Named people only",
}
