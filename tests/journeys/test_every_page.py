"""
Every page there is, looked at by axe at a phone's width and a desk's.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from tests.journeys.people import DESK, PHONE, Person
from tests.repo.doors import DOORS, MEETING

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NARROWEST = (320, 640)
PAGES = {name: reverse(name, args=door.demo) for name, door in DOORS.items() if door.is_page}
PAPERS = {
    f"paper {number}": reverse("packs:paper", args=[MEETING, number]) for number in ("2", "3", "7a")
}
OPENED = {
    "as clerk": ("clerk", f"/meetings/{MEETING}/"),
    "clerk's own": ("clerk", "/home/"),
    "partner's own": ("partner", "/home/"),
}
MISSING = {"nowhere": "/nowhere/", "not yet": "/meetings/2022-08-17/"}


def look(person: Person) -> None:
    """See that nothing is wrong with the page a person is at, at either width."""
    person.page.evaluate("() => document.querySelectorAll('details').forEach(d => d.open = true)")
    for width, height in (DESK, PHONE):
        person.looks_at_width(width, height)
        found = Axe().run(person.page, options={"runOnly": RULES, "resultTypes": ["violations"]})
        assert found.violations_count == 0, f"{width} wide: {found.generate_report()}"
    person.looks_at_width(*NARROWEST)
    wide = person.page.evaluate("() => document.documentElement.scrollWidth")
    assert wide <= NARROWEST[0], f"{person.page.url} scrolls sideways: {wide} wide"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_can_be_used_by_everyone(somebody, page):
    opens_to = DOORS[page].opens_to
    if "visitor" not in opens_to:
        somebody.is_signed_in_as("head" if "head" in opens_to else min(opens_to))
    look(somebody.opens(PAGES[page]))


@pytest.mark.parametrize("page", PAPERS)
def test_a_paper_can_be_read_by_everyone(somebody, page):
    look(somebody.opens(PAPERS[page]))


@pytest.mark.parametrize("page", OPENED)
def test_a_page_of_ones_own_can_be_used_by_everyone(somebody, page):
    name, address = OPENED[page]
    look(somebody.is_signed_in_as(name).opens(address))


@pytest.mark.parametrize("page", MISSING)
def test_a_page_that_says_no_can_be_read_by_everyone(somebody, page):
    somebody.may_be_missing = True
    look(somebody.opens(MISSING[page]))


def test_a_form_sent_back_can_be_used_by_everyone(somebody):
    somebody.may_be_missing = True
    look(somebody.opens("/sign-in/").fills_in("clerk", "wrong").presses("Sign in"))


def test_a_draft_pack_and_its_buttons_can_be_used_by_everyone(somebody_early):
    somebody_early.is_signed_in_as("clerk").opens(f"/meetings/{MEETING}/")
    look(somebody_early)
