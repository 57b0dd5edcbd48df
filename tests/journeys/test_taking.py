"""
The clerk types the minutes while the board speaks: saved by itself, and nobody's words lost.
"""

from playwright.sync_api import expect

from tests.journeys.people import given, then, when

TAKING = "/meetings/2022-10-27/take/"
MEANWHILE = 1.3
"""Seconds after the last letter at which its saving is on its way."""


def test_minutes_are_saved_as_they_are_typed_and_one_typist_is_in_nobodys_way(somebody):
    given(somebody).is_signed_in_as("clerk").opens(TAKING)
    page = somebody.page
    page.get_by_role("link", name="Questions received").click()
    words = page.locator("[name='discussion']")
    said = page.locator("[data-said]")
    words.fill("Nobody had asked a question in time.")
    expect(said).to_contain_text("Saved")
    page.reload()
    expect(words).to_have_value("Nobody had asked a question in time.")

    # The answer to what was saved by itself is kept back until the keys are pressed.
    page.route("**/take/**", lambda route: _held_back(page, route))
    words.press("End")
    words.press_sequentially(" The chair said so.")
    page.wait_for_timeout(MEANWHILE * 1000)
    words.press_sequentially(" Twice.")
    with page.expect_navigation():
        words.press("Control+s")
    page.unroute("**/take/**")
    then(somebody).does_not_read("Two texts of this minute")
    when(somebody).opens(page.url)
    expect(words).to_have_value("Nobody had asked a question in time. The chair said so. Twice.")

    with page.expect_navigation():
        words.press("Control+Enter")
    expect(words).to_be_focused()
    expect(words).to_have_value("")


def _held_back(page, route):
    if "application/json" in route.request.headers.get("accept", ""):
        page.wait_for_timeout(800)
    route.continue_()
