"""
The roles that knock at every door without a seat of their own, and what each opens.

The accounts of `door.ROLES` hold the seats of the small world.  These hold a post and nothing
else, so that what they open follows from the role alone: what anyone opens, what anyone signed in
or any partner does, and the doors named here.
"""

from saferboard.domain.rights import Role

MEMBERS = {Role.VICE_CHAIR, Role.TRADING_STANDARDS}
"""Which of them are partners of the board."""

ALSO: dict[Role, frozenset[str]] = {
    Role.COUNCILLOR: frozenset(),
    Role.VICE_CHAIR: frozenset(),
    Role.TRADING_STANDARDS: frozenset(
        {"sharing:requests", "sharing:ask", "sharing:notes", "sharing:new-note"}
    ),
}
"""What each opens besides, for a right that not every partner has."""

KNOCKED_BY_ACCOUNTS = {
    *(Role.CLERK, Role.HEAD, Role.ANALYST, Role.CHAIR, Role.PARTNER, Role.DATA_PROTECTION),
    *(Role.ADMINISTRATOR, Role.NEIGHBOUR, Role.PANEL_COORDINATOR),
    *(Role.POLICE_OFFICER, Role.SOCIAL_CARE),
}
"""The roles of the accounts that knock in test_doors.py."""

ASKED_BY_NAME = {
    "config/management/commands/administrator.py": "which post the first administrator holds",
    "meetings/owners.py": "whom an action of “the clerk” is with",
    "meetings/taking/owning.py": "whom an action of “the clerk” is with",
    "returns/data_sheets.py": "whom of a partner to ask first for a data sheet",
    "sharing/grants/operations.py": "whom to write to of access taken in an emergency",
}
"""Where code names a role and not a right, and what it asks: never who may open a thing."""
