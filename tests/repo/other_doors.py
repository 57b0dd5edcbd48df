"""
Every way in that is no page: commands, links in letters, and what is done by night.
"""

from dataclasses import dataclass

from tests.world import PUBLISHED


@dataclass(frozen=True)
class Command:
    """
    One command: whoever has the machine may give it, and it asks for no account.

    `words` follow its name when it is knocked on, in the small world (`{folder}` is an empty
    one); `leaves` are the kinds of ledger line it then writes, and one that writes none
    changes nothing.
    """

    words: str = ""
    leaves: frozenset[str] = frozenset()


COMMANDS: dict[str, Command] = {
    "administrator": Command(
        "--name=A.Wren --address=wren@westhaven.example --post=Engineer --organisation=Westhaven",
        leaves=frozenset({"PARTNERSHIP_DESCRIBED", "PERSON_INVITED"}),
    ),
    # SQLite cannot be copied while a test holds it: tried where "restore" is.
    "backup": Command("{folder}/monday.backup.zip"),
    "check": Command("{folder}/paper.txt"),
    # It enters a database of its own and nothing else: knocked on where it is entered already.
    "demo": Command("--no-serve"),
    "figure": Command("total-burglary --place westhaven --to 2022-09"),
    "import": Command(
        "minutes {folder}/minutes.txt --body board",
        leaves=frozenset({"MEETING_CALLED", "MINUTES_RECORDED"}),
    ),
    "incidents": Command("held"),
    "letters": Command("send"),
    "keys": Command("rotate", leaves=frozenset({"KEYS_ROTATED"})),
    "ledger": Command("verify"),
    "load": Command(
        "ons-mid-year-estimates {folder}/people.csv", leaves=frozenset({"FIGURES_LOADED"})
    ),
    "pack": Command(f"--meeting {PUBLISHED} -o {{folder}}/pack.pdf"),
    "reply": Command(
        "{folder}/answer.eml",
        leaves=frozenset({"RETURNS_FILLED_IN", "LINK_ISSUED", "LETTER_QUEUED"}),
    ),
    # It throws a whole database away: tried in tests/rooms/keeping/test_backup.py, with its own.
    "restore": Command("{folder}/monday.backup.zip"),
    "search": Command("rebuild", leaves=frozenset({"SEARCH_RENEWED"})),
    "serve": Command("--port 8765"),
    "tick": Command(leaves=frozenset({"LEDGER_ANCHORED", "LETTER_QUEUED"})),
}
"""Django's own (`migrate` and the like) are not ours to list."""


@dataclass(frozen=True)
class Link:
    """
    One kind of link in a letter: the class of what it opens, whether a code is asked for,
    how often it may be used, and the page it leads to.  Anyone who has one may come with it.
    """

    opens: str
    asks_code: bool
    uses: int
    leads_to: str


LINKS: dict[str, Link] = {
    "papers": Link("PARTNERS", asks_code=True, uses=20, leads_to="meetings:meeting"),
    "returns": Link("PARTNERS", asks_code=True, uses=40, leads_to="returns:list"),
    "actions": Link("PARTNERS", asks_code=True, uses=30, leads_to="meetings:actions-of-post"),
}


JOBS: dict[str, frozenset[str]] = {
    "agreements": frozenset({"LETTER_QUEUED"}),
    "ledger-anchor": frozenset({"LEDGER_ANCHORED"}),
    "letters": frozenset({"LETTER_SENT"}),
    "meeting-reminders": frozenset({"LETTER_QUEUED"}),
    "oddities": frozenset(),
    "retention": frozenset(),
    "returns": frozenset({"LETTER_QUEUED"}),
    "search": frozenset(),
    "action-reminders": frozenset(),
}
"""What is done by night, and the kinds of ledger line it leaves in the small world, two days
before its meeting of October.  Nobody asks for a job: the program does it."""
