"""
Odd and hostile things typed into every field of every form of every page, and into addresses.

Forms are found by opening pages, not by reading their code, so a new one is tried as soon as
there is a way to it.  What is done is undone after each form that is sent.
"""

import re
from urllib.parse import quote
from zlib import crc32

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.repo.doors import DOORS, READ, ROLES, arguments
from tests.repo.forms import (
    HELD_BACK,
    PROOF,
    Control,
    Form,
    address_of,
    come_as,
    forms_of,
    opener,
    undone,
)
from tests.repo.reading_html import read_whole

ODD: dict[str, object] = {
    "empty": "",
    "missing": None,
    "very long": "a" * 10_000,
    "NUL": "lamp\0post",
    "control characters": "lamp\x01\x07\x0b\x1b[31m\x7f\x85\u2028\u202epost",
    "half a character": "lamp\udc80post",
    "quotes and markup": "<zqx src=1 onerror=alert(1)>zqa\"zqb'</textarea></title>zqc",
    "template": "{{ 41|add:11070 }}{% now %}{{ settings.SECRET_KEY }}",
    "SQL": "1' OR '1'='1'; DROP TABLE partners_user; --",
    "path": "../../../../etc/passwd",
    "format": "%s%n%(a)s{0.__class__}${x}",
    "very large": "9" * 40,
    "past 64 bits": "9223372036854775808",
    "negative": "-1",
    "no number": "NaN",
    "infinite": "1e999",
    "other digits": "٣²",
    "no such day": "31 02 2022",
    "year nought": "01 01 0000",
    "last of days": "31 12 9999",
    "first of days": "01 01 0001",
    "unknown choice": "no-such-choice",
    "twice": ["lamp", "post"],
    "often": ["lamp"] * 9,
    "a file": b"<zqx>lamp",
    "an array": {"[]": "lamp", "[0]": "post", ".x": "<zqx>"},
}
"""What is typed; a list is sent as often, and of a dict the keys stand after the field's name."""
DAYS = ("no such day", "year nought", "first of days", "last of days")
NUMBERS = ("very large", "past 64 bits", "negative", "other digits")
WORDS, CHOICES = ("NUL", "quotes and markup"), ("unknown choice",)
"""What each field gets alone in the ordinary run, by its kind; under `soak`, everything."""
UNESCAPED = re.compile(rb"<zqx|zqa\"zqb|zqb'<|</textarea></title>zqc|11111[^0-9]")
"""What of the above, or the sum in it, would come back where a page did not escape it."""
SAYS_TOO_MUCH = re.compile(rb"Traceback \(most recent|Exception Type|django\.db|sqlite3\.|psycopg")
ANSWERS = {200, 302, 400, 403, 404, 405, 409, 413, 415, 429}
ANSWERED_WITH_A_PAGE = {
    *("accounts:forgotten", "accounts:invite", "home:check", "meetings:renew-calendar"),
    *("packs:minutes-check", "search:search"),
    *("meetings:edit-document", "plans:edit-commitment", "plans:edit-outcome"),
    "returns:edit-update",
}
"""
Forms that are taken and answered with a page: it says the same whoever is named, shows a
secret once, or shows what was found in a text.
"""
ROOMS = sorted({name.rpartition(":")[0] for name in DOORS})


def in_room(table: dict, room: str) -> dict:
    return {name: door for name, door in table.items() if name.rpartition(":")[0] == room}


def forms_in(client, world, room: str) -> list[tuple[str, Form]]:
    """Return the forms of a room's pages, each with the role that came upon it."""
    found: dict[tuple, tuple[str, Form]] = {}
    for name, door in in_room(READ, room).items():
        role = opener(door)
        if role is None or not door.is_page:
            continue
        come_as(client, world, role)
        address = address_of(name, door, world)
        for form in forms_of(address, client.get(address).content.decode()):
            key = (form.door, form.method, tuple(sorted(form.controls)))
            found.setdefault(key, (role, form))
    return list(found.values())


def sent(form: Form, odd: dict[str, str]) -> dict[str, list]:
    """Return a good form with something odd, by its name, in some of its fields."""
    body = form.good() | {PROOF: ["any"]}
    for name, what in odd.items():
        value = ODD.get(what, what)
        body.pop(name, None)
        if isinstance(value, bytes):
            body[name] = [SimpleUploadedFile("../<zqx>.pdf", value, "application/pdf")]
        elif isinstance(value, dict):
            body |= {name + tail: [one] for tail, one in value.items()}
        elif value is not None:
            body[name] = value if isinstance(value, list) else [value]
    return body


def odd_forms(form: Form, *, all_of_them: bool = False):
    """
    Return what to put where: everything everywhere, and what may hurt most in each alone; of
    boxes that differ by a number only, as one for each post has, in one of them.
    """
    for what in ODD:
        yield dict.fromkeys(form.controls, what)
    of_a_kind = {re.sub(r"\d+", "", name): name for name in form.controls}
    for name in form.controls if all_of_them else of_a_kind.values():
        control = form.controls[name]
        for what in ODD if all_of_them else fitting(form, control):
            yield {name: what}


def fitting(form: Form, control: Control) -> list[str]:
    """Return what is odd for a thing of its kind, and one thing more, each time the same."""
    more = list(ODD)[crc32(f"{form.door} {control.name}".encode()) % len(ODD)]
    if is_day(control):
        return [*DAYS, more]
    if control.kind == "number" or any(one.isdigit() for one in control.choices):
        return [*NUMBERS, more]
    return [*(CHOICES if control.choices else WORDS), more]


def is_day(control: Control) -> bool:
    return any(isinstance(one, str) and one.endswith(" 2022") for one in control.good())


def as_sent(body: dict) -> dict:
    """Return a form as it can be sent: what is no character goes as the bytes of it."""
    return {
        name: [
            one.encode("utf-8", "surrogatepass") if isinstance(one, str) else one for one in values
        ]
        for name, values in body.items()
    }


def wrong_with(client, form: Form, body: dict) -> str:
    """Send a form, undo it, and return what is wrong with the answer, or nothing."""
    with undone(client):
        try:
            send = client.get if form.method == "get" else client.post
            answer = send(form.action, as_sent(body))
            content = read_whole(answer)
            seen = content
            if answer.status_code == 302 and answer.url.startswith("/"):
                seen += read_whole(client.get(answer.url))
        except Exception as error:  # whatever it is, it would have been a 500
            return f"{type(error).__name__}: {error}"
    return wrong_in(form, body, answer, content, seen)


def wrong_in(form: Form, body: dict, answer, content: bytes, seen: bytes) -> str:
    if answer.status_code not in ANSWERS:
        return f"answered {answer.status_code}"
    if found := UNESCAPED.search(seen) or SAYS_TOO_MUCH.search(seen):
        return f"said {found[0]!r}"
    if (
        answer.status_code == 200
        and form.method == "post"
        and form.door not in ANSWERED_WITH_A_PAGE
    ):
        return "a form that was not taken is answered with 200"
    if answer.status_code != 400 or form.method == "get":
        return ""
    lost = lost_from(form, body, content.decode())
    return f"lost what was typed in {lost}" if lost else ""


def lost_from(form: Form, body: dict, html: str) -> list[str]:
    """Return the boxes that do not hold what was typed when a form comes back."""
    forms = list(forms_of(form.page, html))
    again = {}
    # A page may have several forms with boxes of one name: the one that was sent counts.
    for one in [f for f in forms if f.action == form.action] or forms:
        again |= one.controls
    return [
        name
        for name, control in form.controls.items()
        if control.kind not in HELD_BACK
        and isinstance(typed := (body.get(name) or [None])[-1], str)
        and (name not in again or plain(again[name].value) != plain(typed))
    ]


def plain(text: str) -> str:
    """Return text without what a form may take away: spaces about it, and what is no letter."""
    return re.sub(r"[\0-\x20\x7f-\xa0\u2028\udc80\ufffd]+", "", text)


@pytest.mark.parametrize("room", ROOMS)
def test_no_form_breaks(client, world, room):
    wrong = []
    for role, form in forms_in(client, world, room):
        come_as(client, world, role)
        for odd in odd_forms(form):
            if fault := wrong_with(client, form, sent(form, odd)):
                wrong.append(f"{form.page} sends {shortly(odd)} to {form.action}: {fault}")
    assert not wrong, "\n".join(wrong)


def shortly(odd: dict[str, str]) -> str:
    return f"{sorted(set(odd.values()))} in {', '.join(odd)}"[:120]


ODD_IDS = (
    *("0", "999999", "9223372036854775808", "9" * 40, "-1", "no-such", "SA-99", "RI-99", "SI-99"),
    *("<zqx>", "lamp\0post", "2022-99-99", "٣", "{{ 41|add:11070 }}", "1' OR '1'='1", "a" * 2_000),
)
"""What is typed into an address in the place of what belongs there."""


def addresses_by_hand(address: str, args: list) -> list[str]:
    """Return an address with something odd in the place of each of its arguments."""
    parts = address.split("/")
    places = [i for i, part in enumerate(parts) if part in {str(one) for one in args}]
    return [
        "/".join(quote(odd, safe="") if i == place else part for i, part in enumerate(parts))
        for place in places
        for odd in ODD_IDS
    ]


@pytest.mark.parametrize("room", ROOMS)
def test_no_address_typed_by_hand_breaks(client, world, room):
    wrong = []
    for name, door in in_room(DOORS, room).items():
        come_as(client, world, opener(door) or "administrator")
        for address in addresses_by_hand(address_of(name, door, world), arguments(door)):
            form = Form(address, address, "post" if door.post else "get")
            if fault := wrong_with(client, form, {PROOF: ["any"]} if door.post else {}):
                wrong.append(f"{address[:100]}: {fault}")
    assert not wrong, "\n".join(wrong)


QUERIES = (
    *("before", "ended", "group", "kind", "next", "period", "place", "quarter", "reckon"),
    *("state", "words", "scams", "doorstep", "units", "friends", "page", "since", "until"),
)
"""What pages read after the question mark, and what they might come to."""
READ_ALONE = ("", "measures", "letters", "oversight")
"""Rooms where each is tried alone too; elsewhere all of them together."""


@pytest.mark.parametrize("room", ROOMS)
def test_no_question_mark_breaks(client, world, room):
    texts = [odd for odd in ODD.values() if isinstance(odd, (str, list))]
    wrong = []
    for name, door in in_room(READ, room).items():
        come_as(client, world, opener(door) or "administrator")
        address = address_of(name, door, world)
        asked = [dict.fromkeys(QUERIES, odd) for odd in texts[::3]]
        if room in READ_ALONE:
            asked += [{one: texts[i % len(texts)]} for i, one in enumerate(QUERIES)]
        for query in asked:
            body = {k: v if isinstance(v, list) else [v] for k, v in query.items()}
            if fault := wrong_with(client, Form(address, address, "get"), body):
                wrong.append(f"{address}?{query!s:.100}: {fault}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("room", ROOMS)
def test_a_good_form_sent_by_whom_its_page_denies_is_refused(client, world, room):
    wrong = []
    for _, form in forms_in(client, world, room):
        door = DOORS[form.door]
        own = door.opens_to and form.action == address_of(form.door, door, world)
        for role in ROLES if own and form.method == "post" else ():
            if role in door.opens_to:
                continue
            come_as(client, world, role)
            with undone(client):
                answer = client.post(form.action, form.good() | {PROOF: ["any"]})
            led_in = answer.status_code == 302 and not answer.url.startswith("/sign-in/")
            if led_in or answer.status_code not in (302, 403, 404):
                wrong.append(f"{form.action} as {role}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


NO_FORMS = ("application/json", "text/xml", "multipart/form-data", "x")


def test_a_form_of_the_wrong_kind_changes_nothing(client, world):
    for room in ROOMS:
        for role, form in forms_in(client, world, room):
            if form.method == "get" or not form.controls:
                continue
            come_as(client, world, role)
            for kind in NO_FORMS:
                with undone(client):
                    answer = client.post(form.action, b'{"title": "<zqx>"}', content_type=kind)
                assert answer.status_code in ANSWERS, form.action
                assert b"<zqx>" not in read_whole(answer)


@pytest.mark.soak
@pytest.mark.parametrize("room", ROOMS)
def test_no_form_breaks_whatever_is_typed(client, world, room):
    texts = st.text(max_size=400) | st.sampled_from(
        [odd for odd in ODD.values() if isinstance(odd, str)]
    )
    for role, form in forms_in(client, world, room):
        come_as(client, world, role)
        for odd in odd_forms(form, all_of_them=True):
            assert not wrong_with(client, form, sent(form, odd)), f"{form.action}: {shortly(odd)}"
        try_whatever(client, form, texts)


def try_whatever(client, form: Form, texts: st.SearchStrategy[str]) -> None:
    """Send a form with anything at all in its boxes, many times over."""

    @settings(max_examples=200, deadline=None, derandomize=True, database=None)
    @given(st.fixed_dictionaries(dict.fromkeys(form.controls, texts)))
    def whatever(typed):
        body = form.good() | {PROOF: ["any"]} | {name: [one] for name, one in typed.items()}
        fault = wrong_with(client, form, body)
        assert not fault, fault

    whatever()
