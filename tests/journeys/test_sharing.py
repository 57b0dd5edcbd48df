"""
Two partners agree what they tell each other; one asks, the other answers, and then it ends.
"""

from tests.journeys.people import given, then, when

TITLE = "Hate crime, made up for a journey"
TOLD = "Made up: words painted on a wall"
WHOM = "Made-up person E"


def drafts_an_agreement(head):
    """Begin a draft, take its steps, and send it out; return the address of its page."""
    when(head).opens("/sharing/").presses("Draft an agreement")
    when(head).writes("Title", TITLE).picks("Who looks after it", "lbb-head-community-safety")
    when(head).presses("Begin the draft")
    then(head).sees_the_heading(TITLE)
    address = head.page.url
    when(head).follows("Who is party to it")
    head.ticks("Parties", "London Borough of Bromley", "Metropolitan Police Service")
    when(head).presses("Keep this").follows("What for, on what basis, and when")
    head.ticks("Purposes", "Preventing hate crime and supporting those it hurts")
    head.ticks("Legal bases", "Crime and Disorder Act 1998, section 115")
    head.writes("First day", "01 10 2022").writes("Last day", "30 09 2023")
    when(head).writes("Day to review it", "01 08 2023").presses("Keep this")
    when(head).follows("What London Borough of Bromley gives")
    head.ticks("Anti-social behaviour report", "What was reported", "Where")
    when(head).presses("Keep this").follows("Send it out for signature")
    when(head).presses("Send it out")
    then(head).reads("Out for signature")
    return address


def signs(person, address):
    when(person).opens(address).follows("Read and sign it")
    then(person).reads("What you sign is every term below.")
    when(person).presses("Sign")
    then(person).sees_the_heading(TITLE)


def asks(officer):
    """Ask what the agreement lists, and return the address of the request."""
    when(officer).opens("/sharing/requests/").presses("Ask another partner")
    officer.picks("Which of your posts asks", "mps-inspector")
    officer.picks("Whom you ask", "lbb-childrens-services").picks("Purpose", "hate-crime")
    officer.ticks("Anti-social behaviour report", "What was reported", "Where")
    officer.writes("Whom or what you ask about", WHOM).writes("Why you ask", "Made up")
    when(officer).presses("Ask")
    then(officer).reads(WHOM)
    return officer.page.url


def ends_it_by_keyboard(head, address):
    given(head).opens(address)
    when(head).tabs_to("End it").types("Enter")
    head.page.wait_for_url("**/end/")
    when(head).tabs_to("reason", within=60)
    head.page.keyboard.type("Made up: it has done what it was for")
    when(head).tabs_to("End it").types("Enter")
    head.page.wait_for_url(address)
    then(head).reads("Ended")


def test_an_agreement_opens_an_answer_until_it_ends(somebody):
    given(somebody).is_signed_in_as("head")
    agreement = drafts_an_agreement(somebody)
    signs(somebody.gives_way_to("chair"), agreement)
    then(somebody).reads("Out for signature")
    signs(somebody.gives_way_to("vice-chair"), agreement)
    then(somebody).reads("Live")
    request = asks(somebody.gives_way_to("police"))
    when(somebody).gives_way_to("social-care").opens(request).follows("Answer it")
    somebody.writes("What was reported", TOLD).writes(
        "Or why “Where” is redacted", "It names a home"
    )
    when(somebody).presses("Give this answer")
    when(somebody).gives_way_to("police").opens(request)
    then(somebody).reads(TOLD)
    then(somebody).reads("It names a home")
    ends_it_by_keyboard(somebody.gives_way_to("head"), agreement)
    when(somebody).gives_way_to("police").opens(request)
    then(somebody).reads("What it says is not shown to you.")
    then(somebody).reads("has ended")
    then(somebody).does_not_read(TOLD)
    then(somebody).does_not_read(WHOM)
