"""
Every form of every page, found by reading pages, and what may be typed into one.
"""

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models, transaction
from django.test import Client
from django.urls import resolve, reverse

from tests.repo.doors import ROLES, Door, arguments

PROOF = "csrfmiddlewaretoken"
"""What a form proves it is this site's with; without it no form is read at all."""
HELD_BACK = {"password", "file", "hidden", "checkbox", "radio", "select", "submit"}
"""Controls that a browser, or good sense, does not fill in again, or whose answers are a list."""
DAY, NUMBER, WORDS = "01 12 2022", "3", "Lamps along the alley"
GOOD = {
    "email": "lamp@westhaven.example",
    "account": "",
    "current": "correct horse",
    "password": "grumbling teapot on tuesday",
    "username": "lamp.lighter",
    "since": "18 10 2022",
    "received": "18 10 2022",
    "from_day": DAY,
    "until": DAY,
    "next_on": DAY,
    "review_on": DAY,
    "ref": "SI-1",
    "code": "lamps",
    "day": DAY,
    "last": DAY,
    "first": DAY,
    "starts": "10:30",
    "quarter": "2022-23 Q1",
}
"""What will do in a box of a name, where words will not."""


@dataclass
class Control:
    """One thing to fill in: its kind, what it holds, and what it may hold."""

    name: str
    kind: str
    value: str = ""
    choices: list[str] = field(default_factory=list)
    multiple: bool = False
    ticked: list[str] = field(default_factory=list)

    def held(self) -> list[str]:
        """Return what a browser would send of it."""
        if self.kind in ("checkbox", "radio", "select"):
            return self.ticked
        return [self.value]

    def good(self) -> list:
        """Return what will likely be taken."""
        held = [one for one in self.held() if one]
        if self.kind == "file":
            return [SimpleUploadedFile("lamps.txt", b"Fourteen lamps.", "text/plain")]
        if held:
            return held
        if self.kind in ("checkbox", "radio", "select"):
            return [one for one in self.choices if one][:1]
        return [NUMBER if self.kind == "number" else GOOD.get(self.name, WORDS)]


@dataclass
class Form:
    """One form of a page, at the address it is sent to."""

    page: str
    action: str
    method: str
    controls: dict[str, Control] = field(default_factory=dict)

    @property
    def door(self) -> str:
        return resolve(urlsplit(self.action).path).view_name

    def good(self) -> dict[str, list]:
        return {name: control.good() for name, control in self.controls.items()}


class FormsRead(HTMLParser):
    """The forms of a page."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.page, self.forms, self._now, self._in = page, [], None, None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if tag == "form":
            action = urljoin(self.page, named.get("action", ""))
            self._now = Form(self.page, action, named.get("method", "get").lower())
            self.forms.append(self._now)
        elif self._now is not None and tag == "option" and self._in is not None:
            value = named.get("value", "")
            self._in.choices.append(value)
            if "selected" in named:
                self._in.ticked.append(value)
        elif self._now is not None and named.get("name", PROOF) != PROOF:
            self._control(tag, named)

    def _control(self, tag: str, named: dict[str, str]) -> None:
        kind = {"input": named.get("type", "text"), "button": "submit"}.get(tag, tag)
        one = self._now.controls.setdefault(named["name"], Control(named["name"], kind))
        if kind in ("checkbox", "radio"):
            one.multiple = kind == "checkbox"
            one.choices.append(named.get("value", "on"))
            if "checked" in named:
                one.ticked.append(named.get("value", "on"))
        elif tag in ("select", "textarea"):
            self._in = one
        else:
            one.value = named.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._in is not None and self._in.kind == "textarea":
            self._in.value += data

    def handle_endtag(self, tag: str) -> None:
        if tag in ("select", "textarea"):
            self._in = None
        if tag == "form":
            self._now = None


def forms_of(page: str, html: str) -> list[Form]:
    """Return the forms of a page that stands at the address `page`."""
    found = FormsRead(page)
    found.feed(html)
    found.close()
    return found.forms


@contextmanager
def undone(client: Client) -> Iterator[None]:
    """Let something be done, and be as if it had never been: rows, counts of tries, cookies."""
    kept = copy.deepcopy(client.cookies)
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        client.cookies = kept


def come_as(client: Client, world, role: str) -> None:
    """Sign in at `client` as a role, or be nobody."""
    client.logout()
    if role != "visitor":
        client.force_login(world.users[role])


def address_of(name: str, door: Door, world) -> str:
    return reverse(name, args=arguments(door))


def opener(door: Door) -> str | None:
    """Return a role that may open a door: the one that may most rarely."""
    return next((role for role in reversed(ROLES) if role in door.opens_to), None)


def fields_there_are() -> dict[str, str]:
    """Return every field of every table of ours, with something it could be set to."""
    found = {
        "role": "ADMINISTRATOR",
        "roles": "ADMINISTRATOR",
        "is_superuser": "on",
        "is_staff": "on",
        "is_active": "",
        "decided_by": "1",
        "pk": "1",
        "by": "administrator",
        "at": "2001-01-01",
        "user": "1",
    }
    for model in apps.get_models():
        if model.__module__.startswith("saferboard."):
            for one in model._meta.fields:
                found.setdefault(one.name, _settable(one))
                found.setdefault(one.attname, _settable(one))
    return found


def _settable(one: models.Field) -> str:
    if one.choices:
        return str(one.flatchoices[-1][0])
    if isinstance(one, models.BooleanField):
        return "on"
    if isinstance(one, (models.DateField, models.DateTimeField)):
        return "2001-01-01"
    return "1"
