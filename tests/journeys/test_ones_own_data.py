"""
The data protection officer finds who has seen a thing, and answers somebody about their own data.
"""

from tests.journeys.people import given, then, when


def test_the_officer_finds_who_has_seen_a_request(somebody):
    given(somebody).is_signed_in_as("social-care").opens("/sharing/requests/RI-1/")
    then(somebody).reads("Made-up person A")
    when(somebody).gives_way_to("protection").follows("Who has looked at what")
    when(somebody).follows("Who has seen a person or thing")
    when(somebody).tabs_to("what")
    somebody.page.keyboard.type("RI-1")
    when(somebody).tabs_to("Ask the ledger").types("Enter")
    somebody.page.wait_for_url("**/oversight/asked/*/")
    then(somebody).sees_the_heading("Who has seen a person or thing: RI-1")
    then(somebody).reads("Ghislaine Pemberton")
    then(somebody).does_not_read("Made-up person A")
    assert somebody.takes_away("Report for the person it is about").startswith(b"%PDF-")
    assert b"RI-1" in somebody.takes_away("Download every line")


def test_somebody_is_told_what_is_held_about_them(somebody):
    given(somebody).is_signed_in_as("protection")
    when(somebody).follows("How long records are kept").follows("What people ask")
    when(somebody).presses("Take down a request")
    somebody.writes("Name of the person who asks", "Corinne Abbasi")
    somebody.writes("Their account name here, if they have one", "partner")
    somebody.writes("Received on", "19 10 2022")
    when(somebody).presses("Take it down")
    then(somebody).reads("Who asks")
    when(somebody).writes("How do you know who they are?", "Came in").presses("It is them")
    when(somebody).follows("What is held about them")
    then(somebody).reads("Corinne Abbasi")
    when(somebody).page.go_back()
    assert somebody.takes_away("The answer to them, as PDF").startswith(b"%PDF-")
    when(somebody).writes("What was done, or why nothing was", "Sent by post")
    when(somebody).presses("It is answered")
    then(somebody).reads("Answered")
    then(somebody).does_not_read("Close the request")


def test_somebody_has_an_address_put_right(somebody):
    given(somebody).is_signed_in_as("protection").opens("/keeping/requests/sr-0003/")
    when(somebody).follows("Correct what is held about them")
    when(somebody).follows("E-mail address, by which the account is found")
    then(somebody).reads("UK GDPR, article 19")
    when(somebody).writes("E-mail address, by which the account is found", "put-right@demo.invalid")
    when(somebody).writes("Reason", "They wrote from it").presses("Correct it")
    then(somebody).reads("1 field corrected so far")
    then(somebody).reads("put-right@demo.invalid")
    when(somebody).follows("Back to the request, to close it")
    when(somebody).writes("What was done, or why nothing was", "Told by e-mail.")
    when(somebody).presses("It is answered")
    then(somebody).reads("Corrected: E-mail address, by which the account is found.")
    then(somebody).does_not_read("Close the request")
