"""
What a room above answers that asks for data sheets: who else may fill one in, whether it takes
answers now, and whom to tell that one was asked for or moved on.

It registers when it starts; without one, a sheet is a matter between partners and analysts.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest

from saferboard.domain.refusals import Refusal, Refused
from saferboard.letters.operations import BY_LINK
from saferboard.partners.models import Actor, User, ledger_name
from saferboard.sheets.models import DataReturn
from saferboard.sheets.permissions import refusal_to_fill


@dataclass(frozen=True)
class Filler:
    """
    Who fills a sheet in, as the ledger names them, and the post they answer for; `back` is the
    list they came from, for whoever may see no other page of it.
    """

    hand: Actor | str
    post: str = ""
    back: str = ""

    @property
    def name(self) -> str:
        return ledger_name(self.hand)

    def posts(self, at: dt.datetime) -> str:
        return self.post or (self.hand.ledger_posts(at) if isinstance(self.hand, User) else "")

    def in_ledger(self) -> dict[str, Actor | str]:
        """An account's own posts are taken from it; a link is known by the post it is for."""
        return {"by": self.hand, "post": self.post if self.hand == BY_LINK else ""}


@dataclass(frozen=True)
class Asker:
    """One room's answers."""

    asked: Callable[[DataReturn, Actor, dt.datetime], None]
    moved: Callable[[DataReturn, dt.datetime], None]
    refusal: Callable[[DataReturn], Refusal | None]
    filler: Callable[[HttpRequest, DataReturn, dt.datetime], Filler | None]


_ASKERS: list[Asker] = []


def register(asker: Asker) -> None:
    _ASKERS.append(asker)


def tell_asked(held: DataReturn, *, by: Actor, at: dt.datetime) -> None:
    for asker in _ASKERS:
        asker.asked(held, by, at)


def tell_moved(held: DataReturn, *, at: dt.datetime) -> None:
    for asker in _ASKERS:
        asker.moved(held, at)


def refusal_now(held: DataReturn) -> Refusal | None:
    """Return why a sheet takes no answer now, or None if it does."""
    return next((found for asker in _ASKERS if (found := asker.refusal(held))), None)


def filler_of(request: HttpRequest, held: DataReturn, *, at: dt.datetime) -> Filler:
    """
    Return who fills a sheet in: somebody of the partner, or whoever may answer the list it is on.

    :raises Refused: if nobody who may has come.
    """
    refusal = refusal_to_fill(request.user, held.organisation, on=at.date())
    if refusal is None:
        return Filler(request.user)
    for asker in _ASKERS:
        if (found := asker.filler(request, held, at)) is not None:
            return found
    raise Refused(refusal)
