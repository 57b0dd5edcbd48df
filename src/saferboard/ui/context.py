"""
What every page knows about the site it is part of.

The partnership's name and the addresses of the menu come from the setting `SAFERBOARD_SITE`;
this floor names no page of the floors above it.
"""

import dataclasses
import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse

from saferboard.ui.months import MONTHS


@dataclasses.dataclass(frozen=True)
class NavLink:
    text: str
    href: str
    # "page" for the page itself, "true" for a page beneath it, as aria-current has it.
    current: str = ""


@dataclasses.dataclass(frozen=True)
class Site:
    name: str
    area: str = ""
    logo: str = "ui/mark-light.svg"
    home: str = "/"
    demo: bool = False
    today: str = ""
    navigation: tuple[NavLink, ...] = ()
    footer: tuple[NavLink, ...] = ()
    sign_in: str = ""
    sign_out: str = ""
    account: str = ""
    signed_in_as: str = ""


def site(request: Any) -> dict[str, Site]:
    """
    Return the context every page is rendered with.
    """
    facts: Mapping[str, Any] = getattr(settings, "SAFERBOARD_SITE", {})
    user = getattr(request, "user", None)
    signed_in = bool(user is not None and user.is_authenticated)
    listed = list(facts.get("navigation", ()))
    if signed_in:
        listed = [*facts.get("signed_in_navigation", ()), *listed]
    return {
        "site": Site(
            name=facts.get("name", "Community safety partnership"),
            area=facts.get("area", ""),
            logo=facts.get("logo", Site.logo),
            home=address(facts.get("home")) or "/",
            demo=bool(facts.get("demo", False)),
            today=written_date(facts.get("today")),
            navigation=marked(listed, path=request.path),
            footer=marked(facts.get("footer", ()), path=request.path),
            sign_in=address(facts.get("sign_in")),
            sign_out=address(facts.get("sign_out")),
            account=address(facts.get("account")),
            signed_in_as=person_shown(user) if signed_in else "",
        )
    }


def address(name: str | None) -> str:
    """
    Return the address of a named page, or nothing where none is named.
    """
    return reverse(name) if name else ""


def marked(listed: Iterable[tuple[str, str]], *, path: str) -> tuple[NavLink, ...]:
    """
    Return the links of a menu, with the one that leads to this page or above it marked.

    Where two would do (`/` is above everything) the longer is nearer and is taken.
    """
    links = [(text, reverse(name)) for text, name in listed]
    above = [href for _, href in links if is_above(href, path)]
    nearest = max(above, key=len, default=None)
    return tuple(
        NavLink(text, href, current_word(href, path) if href == nearest else "")
        for text, href in links
    )


def is_above(href: str, path: str) -> bool:
    """
    Return whether a page is at an address or beneath it; the front page is only itself.
    """
    if href == path:
        return True
    return href != "/" and path.startswith(href.rstrip("/") + "/")


def current_word(href: str, path: str) -> str:
    return "page" if href == path else "true"


def written_date(day: datetime.date | str | None) -> str:
    """
    Return a day as it is said, “27 October 2022”.
    """
    if not day:
        return ""
    if isinstance(day, str):
        day = datetime.date.fromisoformat(day)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def person_shown(user: Any) -> str:
    """
    Return how a signed-in person is named at the top of the page.
    """
    return getattr(user, "signed_in_as", "") or user.get_full_name() or user.get_username()
