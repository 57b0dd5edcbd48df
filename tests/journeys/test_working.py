"""
The clerk makes and issues the pack; the head of community safety reads what is amber.
"""

from tests.journeys.people import given, then, when


def test_the_clerk_makes_and_issues_the_pack(somebody_early):
    clerk = somebody_early
    given(clerk).is_on_the_front_page()
    then(clerk).does_not_read("The whole pack")
    when(clerk).chooses("Sign in").fills_in("clerk", "safer").presses("Sign in")
    then(clerk).reads("The pack has not been made.")
    when(clerk).follows("Make the pack")
    when(clerk).presses("Make the pack")
    then(clerk).reads("Not yet issued.")
    assert clerk.takes_away("Download the draft pack").startswith(b"%PDF-")
    when(clerk).presses("Issue the pack")
    then(clerk).reads("material findings of the figure checker stand")
    when(clerk).presses("Pass the smaller findings")
    answers_every_material_finding(clerk)
    then(clerk).reads("The pack may be issued.")
    when(clerk).follows("Back to the meeting")
    when(clerk).presses("Issue the pack")
    then(clerk).reads("Fixed as issued.")
    then(clerk).does_not_read("Make the pack again")
    when(clerk).presses("Sign out")
    then(clerk).reads("The whole pack")


def answers_every_material_finding(clerk):
    asked = clerk.page.get_by_label("Or say why it stands as it is")
    for _ in range(asked.count()):
        asked.first.fill("The public paper printed it so.")
        clerk.page.get_by_role("button", name="Let it stand").first.click()
    assert asked.count() == 0


def test_the_head_reads_what_is_amber_and_what_was_done(somebody):
    given(somebody).is_signed_in_as("head")
    table = somebody.page.get_by_role("table", name="Amber, red or in process")
    rows = table.get_by_role("row")
    assert rows.count() == 1 + 7  # its head, then five amber, one red, and one that is both
    link = rows.nth(1).get_by_role("link")
    reference = link.inner_text()
    link.click()
    then(somebody).sees_the_heading(f"Commitment {reference}")
    when(somebody).chooses("Home")
    when(somebody).follows("The ledger: what was done")
    then(somebody).reads("Signed in")


def test_somebody_without_the_post_is_told_whom_to_ask(somebody):
    given(somebody).is_signed_in_as("partner")
    somebody.may_be_missing = True
    when(somebody).opens("/home/ledger/")
    then(somebody).reads("Only the clerk to the board or the head of community safety")


def test_a_wrong_password_keeps_the_name_and_says_one_thing(somebody):
    given(somebody).opens("/sign-in/")
    somebody.may_be_missing = True
    when(somebody).fills_in("clerk", "wrong").presses("Sign in")
    then(somebody).sees_the_heading("There is a problem")
    then(somebody).reads("do not go together")
    assert somebody.page.get_by_label("Account name").input_value() == "clerk"
    assert somebody.page.get_by_label("Password").input_value() == ""
