"""
A partner counts, explains and permits; somebody else accepts; everybody sees what may be seen.
"""

from tests.journeys.people import PHONE, given, then, when

SHEET = "/sheets/domestic-abuse/2022-23-q2/clarion/"


def box(person, key):
    return person.page.locator(f"[id='id_{key}']")


def test_a_sheet_is_filled_in_checked_sent_accepted_and_shown(somebody):
    given(somebody).is_signed_in_as("partner").looks_at_width(*PHONE)
    when(somebody).opens("/home/").follows("Fill in the data sheet Domestic abuse, Q2 2022/23")
    box(somebody, "supported.all.whole").fill("<5")
    box(somebody, "abuse.all.whole").fill("61")
    then(somebody).reads("A small number is wanted as it is")
    box(somebody, "supported.all.whole").fill("40")
    for term, number in (("standard", "12"), ("medium", "9"), ("high", "7")):
        box(somebody, f"assessed.{term}.whole").fill(number)
    then(somebody).reads("You call it “standard risk”").reads("Not sent yet.")
    somebody.page.wait_for_selector("form[data-stands=kept]")
    somebody.page.reload(wait_until="networkidle")
    assert box(somebody, "assessed.high.whole").input_value() == "7"
    somebody.writes("Explanation", "Made up: counted by hand, over every home let.")
    somebody.ticks("May be published", "Families living with domestic abuse")
    somebody.may_be_missing = True  # a sheet that comes back is answered with 400
    when(somebody).presses("Send")
    then(somebody).reads("More families live with domestic abuse than were supported")
    box(somebody, "supported.all.whole").fill("900")
    when(somebody).presses("Send")
    then(somebody).reads("Received")

    when(somebody).gives_way_to("analyst").opens("/home/").follows("Judge Domestic abuse")
    then(somebody).reads("Made up: counted by hand")
    when(somebody).presses("Accept what waits")
    then(somebody).reads("Accepted")

    somebody.page.context.clear_cookies()
    when(somebody).opens("/sheets/domestic-abuse/2022-23-q2/shown/")
    then(somebody).reads("From Clarion. Not in it, and not counted as nought:")
    somebody.reads("61")
    somebody.does_not_read("900")
    when(somebody).opens("/figures/families-with-domestic-abuse/")
    then(somebody).reads("61")
