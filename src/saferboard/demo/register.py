"""
The register of bodies: the board, every body the papers name, and what is named among them.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from saferboard.bodies.models import NOT_STATED, Body, BodyKind
from saferboard.bodies.operations import (
    BodyDescribed,
    MentionWritten,
    describe_body,
    keep_mention,
)
from saferboard.demo.reading import quarter_file
from saferboard.domain.periods import Quarter
from saferboard.domain.rhythms import Rhythm, RhythmKind
from saferboard.ledger.operations import SYSTEM
from saferboard.meetings.calendars.planning.operations import count_days, plan_day
from saferboard.partners.handovers.operations import open_handover
from saferboard.partners.models import Post
from saferboard.partners.posts.operations import Somebody, fill_post, make_caretaker, note_vacancy

Words = Mapping[str, Any]


def load_bodies(board: Words, *, at: dt.datetime) -> None:
    """Enter the board, then every other body, those above before those under them."""
    words = quarter_file("bodies")
    for described in board["bodies"]:
        describe_body(body(described), by=SYSTEM, at=at)
    for described in words["bodies"]:
        describe_body(body(described), by=SYSTEM, at=at)
    for described in words["days"]:
        describe_body(body(described, kind=BodyKind.DAYS), by=SYSTEM, at=at)
        load_days(described, at=at)
    for named in words["named"]:
        keep_mention(mention(named), by=SYSTEM, at=at)


def load_days(words: Words, *, at: dt.datetime) -> None:
    """Plan the days that are named, and keep what papers count without naming days."""
    body = Body.objects.get(code=words["code"])
    for one in words["planned"]:
        plan_day(body, one["day"], said=one["said"], by=SYSTEM, at=at)
    for one in words["held"]:
        quarter = Quarter.parse(one["quarter"])
        count_days(body, quarter=quarter, count=one["count"], said=one["said"], by=SYSTEM, at=at)


def load_posts(at: dt.datetime) -> None:
    """Say which posts are vacant, who is in others, and open the handover that is planned."""
    words = quarter_file("board")
    known = {post.code: post for post in Post.objects.all()}
    for one in words["vacancies"]:
        note_vacancy(
            known[one["post"]],
            since=one.get("since"),
            until=one.get("until"),
            remark=one["remark"],
            by=SYSTEM,
            at=at,
        )
    for one in words["held"]:
        who = Somebody(name=one["name"])
        fill_post(known[one["post"]], who, since=one["since"], by=SYSTEM, at=at)
    for one in words["caretakers"]:
        make_caretaker(
            known[one["post"]],
            Somebody(name=one["name"]),
            since=one["since"],
            until=one["until"],
            remark=one["remark"],
            by=SYSTEM,
            at=at,
        )
    for one in words["handovers"]:
        giver, taker = known[one["from"]], known[one["to"]]
        open_handover(giver, taker, reason=one["reason"].strip(), by=SYSTEM, at=at)


def body(words: Words, *, kind: str = BodyKind.BODY) -> BodyDescribed:
    """Return a body as its file describes it; what a public paper prints of it is open."""
    return BodyDescribed(
        code=words["code"],
        name=words["name"],
        short=words.get("short", ""),
        aliases=words.get("aliases", ()),
        purpose=words.get("purpose", NOT_STATED),
        rhythm=words.get("rhythm", NOT_STATED),
        meets=rhythm(words.get("meets", "not_stated")),
        handling=words["handling"].upper(),
        handling_because=words.get("handling_because", NOT_STATED),
        terms=words.get("terms", NOT_STATED),
        kind=kind,
        parent=words.get("parent", ""),
        printed=True,
        remark=words.get("remark", ""),
        seats=[
            (seat["post"], seat["role"].upper().replace("-", "_"))
            for seat in words.get("seats", ())
        ],
        standing=[(one["as"], one.get("of", "")) for one in words.get("standing", ())],
    )


def rhythm(words: str | Words) -> Rhythm:
    """Return a rhythm written `weekly`, or `{times: 3}` for so many times a year."""
    if isinstance(words, str):
        return Rhythm(RhythmKind(words.upper()))
    return Rhythm(RhythmKind.TIMES_A_YEAR, words["times"])


def mention(words: Words) -> MentionWritten:
    return MentionWritten(
        code=words["code"],
        name=words["name"],
        kind=words["kind"].upper(),
        words=words["words"],
        aliases=words.get("aliases", ()),
        organisation=words.get("organisation", ""),
        day=words.get("day"),
    )
