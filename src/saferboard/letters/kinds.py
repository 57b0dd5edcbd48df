"""
Kinds of letter and kinds of link, as data.

What a letter says is in `words/`, one Markdown file a kind: its heading is the subject.  A letter
says no more than a public agenda would, so its fields are short references, never a text.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from saferboard.domain.handling import Handling

WORDS = Path(__file__).parent / "words"
FIELD_LENGTH = 200
"""Characters of one field of a letter: a name or a day, never a paragraph."""

_FIELD = re.compile(r"\{(\w+)\}")
SECRETS = frozenset({"link", "code"})
"""What is filled in when a letter goes out, and kept sealed until then."""


@dataclass(frozen=True)
class LetterKind:
    """
    One kind of letter: what its words may name, what it carries, to whom, how often.

    `carries` is the link or code in it, if any.  Letters that are `gathered` wait for the next
    morning and go to a post as one; one about the same thing is not written to the same post
    `again_after` fewer days than this.
    """

    code: str
    label: str
    fields: frozenset[str]
    to_post: bool = True
    carries: str = ""
    gathered: bool = False
    again_after: int = 0

    def __post_init__(self) -> None:
        assert self.carries in SECRETS | {""}, f"{self.code} carries nothing a letter may carry"
        assert not (self.gathered and self.carries), f"{self.code}: a link goes alone"
        subject, body = self.words
        assert not SECRETS & set(_FIELD.findall(subject)), f"{self.code}: a subject is no secret"
        named = set(_FIELD.findall(subject + body))
        assert named == self.fields | ({self.carries} - {""}), f"{self.code} names {named}"

    def hold_to(self, facts: Mapping[str, str], **secrets: str) -> None:
        """Stop if a letter of this kind is given other than what it declares."""
        assert facts.keys() == self.fields, f"{self.code} takes {set(self.fields)}"
        assert all(len(said) <= FIELD_LENGTH and "\n" not in said for said in facts.values()), (
            f"{self.code}: a field of a letter is a short reference"
        )
        given = {name for name, secret in secrets.items() if secret}
        assert given == {self.carries} - {""}, f"{self.code} carries {self.carries or 'nothing'}"

    @property
    def words(self) -> tuple[str, str]:
        """The subject and the body as they are written."""
        return _words(self.code)


@lru_cache
def _words(code: str) -> tuple[str, str]:
    heading, _, body = (WORDS / f"{code}.md").read_text(encoding="utf-8").partition("\n")
    return heading.removeprefix("# ").strip(), body.strip() + "\n"


def filled(words: str, facts: dict[str, str]) -> str:
    """Return words with the fields that `facts` has filled in, and the others left."""
    return _FIELD.sub(lambda found: facts.get(found[1], found[0]), words)


@dataclass(frozen=True)
class LinkKind:
    """
    One kind of link in a letter: what it opens, how long it lives, how often it may be used.

    `leads_to` is the page it opens, which takes the thing's reference; `opens` the class of what
    stands there, and where that is more than public a one-time code is asked for.  What it
    opened stays open for `minutes`, in that browser alone.
    """

    code: str
    purpose: str
    button: str
    leads_to: str
    opens: Handling
    days: int
    uses: int
    minutes: int
    publishes: bool = False

    def __post_init__(self) -> None:
        assert not self.opens.is_restricted, f"{self.code}: what is restricted needs a sign-in"
        assert not self.publishes, f"{self.code}: permission to publish needs a sign-in"
        assert min(self.days, self.uses, self.minutes) > 0, f"{self.code} never works"

    @property
    def asks_code(self) -> bool:
        return self.opens is not Handling.PUBLIC

    @property
    def lives(self) -> dt.timedelta:
        return dt.timedelta(days=self.days)


def _by_code(kinds):
    found = {kind.code: kind for kind in kinds}
    assert len(found) == len(kinds), "two kinds have one code"
    return found


LETTERS: dict[str, LetterKind] = _by_code(
    (
        LetterKind(
            "invitation",
            "Invitation to an account",
            frozenset({"partnership", "post"}),
            to_post=False,
            carries="link",
        ),
        LetterKind(
            "new-password",
            "A link for a new password",
            frozenset({"partnership"}),
            to_post=False,
            carries="link",
        ),
        LetterKind(
            "address-corrected",
            "The address of an account was corrected",
            frozenset({"partnership"}),
            to_post=False,
        ),
        LetterKind("link-code", "One-time code", frozenset(), carries="code"),
        LetterKind(
            "papers-ready",
            "Papers are ready",
            frozenset({"body", "day"}),
            carries="link",
        ),
        LetterKind(
            "returns-asked",
            "Updates are asked for",
            frozenset({"quarter", "day", "count"}),
            carries="link",
        ),
        LetterKind(
            "returns-handed-on",
            "A list of updates is handed on",
            frozenset({"quarter", "day"}),
            carries="link",
        ),
        LetterKind(
            "returns-sent-back",
            "An update is sent back",
            frozenset({"quarter", "about"}),
            carries="link",
        ),
        LetterKind(
            "returns-reply-taken",
            "A filled template came by mail",
            frozenset({"quarter", "count"}),
            carries="link",
        ),
        LetterKind(
            "returns-reply-refused",
            "A filled template that came by mail could not be read",
            frozenset({"quarter"}),
            carries="link",
            again_after=1,
        ),
        LetterKind(
            "returns-reminder",
            "Updates are still asked for",
            frozenset({"quarter", "day", "count"}),
            gathered=True,
            again_after=90,
        ),
        LetterKind(
            "returns-digest",
            "Who has sent what",
            frozenset({"quarter", "day", "came", "asked", "late"}),
            gathered=True,
            again_after=90,
        ),
        LetterKind("papers-issued", "The pack is issued", frozenset({"body", "day"})),
        LetterKind(
            "supplement-issued",
            "A supplement is issued",
            frozenset({"body", "day", "supplement"}),
        ),
        LetterKind(
            "word-wanted",
            "A paper is wanted in Word",
            frozenset({"body", "day", "item"}),
        ),
        LetterKind(
            "glass-broken",
            "Something was opened in an emergency",
            frozenset({"thing", "post", "until"}),
        ),
        LetterKind(
            "agreement-due",
            "An agreement’s review or end is near",
            frozenset({"agreement", "what", "day"}),
        ),
        LetterKind(
            "notice-waiting",
            "Something waits on the data protection officer’s page",
            frozenset(),
            gathered=True,
            again_after=2,
        ),
        LetterKind(
            "proposal-answered",
            "What was proposed for an agenda is answered",
            frozenset({"body", "day", "outcome"}),
            gathered=True,
        ),
        LetterKind(
            "question-received",
            "A question is acknowledged",
            frozenset({"number", "body", "day"}),
            to_post=False,
        ),
        LetterKind(
            "question-declined",
            "A question is not taken",
            frozenset({"number", "body", "day", "reason"}),
            to_post=False,
        ),
        LetterKind(
            "question-answered",
            "The answer to a question is published",
            frozenset({"number", "body", "day", "page"}),
            to_post=False,
        ),
        LetterKind(
            "question-to-answer",
            "A question waits for a post’s answer",
            frozenset({"number", "body", "day"}),
        ),
        LetterKind(
            "actions-given",
            "Actions from a meeting",
            frozenset({"body", "day", "count"}),
            carries="link",
        ),
        LetterKind(
            "actions-due",
            "Actions that are near or overdue",
            frozenset({"near", "overdue"}),
            carries="link",
            again_after=7,
        ),
        LetterKind(
            "meeting-reminder",
            "Reminder of a meeting",
            frozenset({"body", "day"}),
            gathered=True,
            again_after=30,
        ),
    )
)

LINKS: dict[str, LinkKind] = _by_code(
    (
        LinkKind(
            "papers",
            purpose="This link opens the papers of a meeting before they are published.",
            button="Read the papers",
            leads_to="meetings:meeting",
            opens=Handling.PARTNERS,
            days=14,
            uses=20,
            minutes=60,
        ),
        LinkKind(
            "returns",
            purpose="This link opens the updates that your post is asked for.",
            button="Open the list",
            leads_to="returns:list",
            opens=Handling.PARTNERS,
            days=90,
            uses=40,
            minutes=120,
        ),
        LinkKind(
            "actions",
            purpose="This link opens the actions of your post, to say how they stand.",
            button="Open my actions",
            leads_to="meetings:actions-of-post",
            opens=Handling.PARTNERS,
            days=30,
            uses=30,
            minutes=60,
        ),
    )
)
