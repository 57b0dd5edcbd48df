"""
The quarter's data sheets, entered from the papers and accepted.
"""

import datetime as dt

from saferboard.demo import reading
from saferboard.domain.periods import Quarter
from saferboard.ledger.operations import SYSTEM
from saferboard.partners.models import Organisation, User
from saferboard.sheets.definitions import edition_for
from saferboard.sheets.models import Came, DataReturn
from saferboard.sheets.operations import (
    Filled,
    accept_sheet,
    ask_for_sheet,
    map_word,
    mark_not_provided,
    send_sheet,
)


def load_sheets(at: dt.datetime) -> None:
    """Enter what the papers print of each sheet, and who was asked for what."""
    words = reading.quarter_file("data-sheets")
    for one in words["returns"]:
        enter(one, words, at)
    for one in words["not_provided"]:
        mark_not_provided(_asked(one, at), by=SYSTEM, at=at)
    for one in words["asked"]:
        partners = Organisation.objects.filter(code__in=one["partners"])
        quarter = Quarter.parse(one["quarter"])
        ask_for_sheet(one["sheet"], partners, quarter=quarter, by=SYSTEM, at=at)


def load_own_words(at: dt.datetime) -> None:
    """Say what a partner's own words mean; needs the accounts of the demonstration."""
    for one in reading.quarter_file("data-sheets")["words"]:
        account = User.objects.get(username=one["account"])
        post = account.posts(on=at.date()).select_related("organisation")[0]
        map_word(
            post.organisation,
            sheet=one["sheet"],
            breakdown=one["breakdown"],
            word=one["word"],
            term=one["term"],
            by=account,
            at=at,
        )


def enter(one: reading.Words, words: reading.Words, at: dt.datetime) -> None:
    """Enter one return as its paper prints it, with every permission: the paper is public."""
    held, quarter = _asked(one, at), Quarter.parse(one["quarter"])
    every = tuple(field.code for field in edition_for(one["sheet"], quarter).fields)
    day = dt.date.fromisoformat(words["meeting"])
    filled = Filled(
        typed={f"{code}.all.whole": text for code, text in one["figures"].items()},
        explanation=words["explanation"],
        incorporate=every,
        publish=every,
        confirmed=one.get("confirmed", {}),
    )
    send_sheet(
        held,
        filled,
        by=SYSTEM,
        at=at,
        came=Came.PAPER,
        paper=one["paper"],
        vintage=f"board of {day.day} {day:%B %Y}",
    )
    accept_sheet(held, by=SYSTEM, at=at)


def _asked(one: reading.Words, at: dt.datetime) -> DataReturn:
    partner, quarter = Organisation.objects.get(code=one["partner"]), Quarter.parse(one["quarter"])
    ask_for_sheet(one["sheet"], [partner], quarter=quarter, by=SYSTEM, at=at)
    return DataReturn.objects.get(sheet=one["sheet"], organisation=partner, quarter=str(quarter))
