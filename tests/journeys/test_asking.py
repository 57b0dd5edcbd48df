"""
The head asks for an update; a partner answers by the letter's link, without signing in; the head
accepts what came.
"""

import re

from tests.journeys.people import DESK, PHONE, given, then, when

ROUND = "/strategy/updates/2022-23-q3.sbps-2020-23/who-has-sent/"
POST = "clarion-tenancy-specialist-manager"
SAID = "Made up for a journey: nine homes were made safe."


def asks_one_more(head) -> str:
    """Ask a partner for the first thing that others are asked for, and return its reference."""
    others = head.page.locator(".sb-who tbody tr", has_not_text="Clarion")
    others.locator("td a").first.click()
    about = head.page.get_by_role("heading", level=1).inner_text().partition(":")[0]
    when(head).follows("Ask one more about this")
    head.page.get_by_label("Whom to ask too").select_option(POST)
    when(head).presses("Ask them")
    then(head).reads("They are asked.")
    return about


def newest_letter(head, kind: str):
    """A demonstration shows what a letter carries on the page of letters, and sends none."""
    head.opens(f"/letters/?kind={kind}")
    return head.page.locator(".sb-letter").first


def comes_by_the_link(head) -> None:
    """Leave the screen to whoever reads the post's mail: its link, and the code sent after it."""
    letter = newest_letter(head, "returns-asked")
    link = letter.get_by_role("link", name="Open the link").get_attribute("href")
    context = head.page.context
    of_head = context.cookies()
    context.clear_cookies()
    when(head).opens(link).presses("Send me a code")
    of_partner = context.cookies()
    context.clear_cookies()
    context.add_cookies(of_head)
    code = re.search(r"(?<!\d)\d{6}(?!\d)", newest_letter(head, "link-code").text_content())
    context.clear_cookies()
    context.add_cookies(of_partner)
    when(head).opens(link).writes("Code", code[0]).presses("Open the list")


def test_an_update_is_asked_for_answered_by_the_link_and_accepted(somebody):
    given(somebody).is_signed_in_as("head").opens(ROUND)
    about = asks_one_more(somebody)

    comes_by_the_link(somebody)
    somebody.looks_at_width(*PHONE)
    then(somebody).reads("Tenancy Specialist Manager")
    somebody.reads("Data sheet")
    when(somebody).follows(about)
    box = somebody.page.get_by_label("What happened")
    box.fill("Made up for a journey: nine")
    then(somebody).reads("Kept at ")
    somebody.page.reload(wait_until="networkidle")
    assert box.input_value() == "Made up for a journey: nine"
    box.fill(SAID)
    when(somebody).presses("Send")
    then(somebody).reads(f"Sent: {about}, version 1.")

    when(somebody).looks_at_width(*DESK).gives_way_to("head").opens(f"{ROUND}?show=received")
    somebody.page.locator(".sb-who td a").first.click()
    then(somebody).reads(SAID)
    somebody.page.get_by_label("Accept it, and lock").check()
    when(somebody).presses("Do it")
    then(somebody).reads(f"The update on {about} is accepted and locked.")
