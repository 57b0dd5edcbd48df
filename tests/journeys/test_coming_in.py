"""
Coming in: by a code, by a passkey, by an invitation; and waiting after too many tries.
"""

from tests.journeys.people import given, then, when
from tests.journeys.test_every_page import look


def has_a_passkey_at_hand(person):
    """Give the browser what holds passkeys, and says yes by itself."""
    session = person.page.context.new_cdp_session(person.page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_is_added_and_signs_in_by_itself(somebody):
    given(somebody).opens("/sign-in/")
    site = somebody.page.url.replace("127.0.0.1", "localhost").removesuffix("/sign-in/")
    somebody.page.goto(f"{site}/sign-in/")
    has_a_passkey_at_hand(somebody)
    when(somebody).fills_in("neighbour", "safer").presses("Sign in")
    then(somebody).reads("its people have no telephones")
    look(somebody)
    when(somebody).gives_the_code_shown()
    somebody.page.goto(f"{site}/account/second-factor/passkeys/add/")
    then(somebody).sees_the_heading("Confirm your password")
    somebody.page.get_by_label("Password").fill("safer")
    when(somebody).presses("Confirm")
    then(somebody).sees_the_heading("Add a passkey")
    look(somebody)
    somebody.page.get_by_label("Sign in with it alone").check()
    when(somebody).presses("Add the passkey")
    then(somebody).sees_the_heading("Your recovery codes")
    look(somebody)
    when(somebody).presses("Sign out")
    somebody.page.goto(f"{site}/sign-in/")
    when(somebody).presses("Sign in with a passkey")
    somebody.page.wait_for_url("**/home/")


def test_somebody_is_invited_and_sets_up_what_their_post_needs(somebody):
    given(somebody).is_signed_in_as("administrator")
    when(somebody).follows("Accounts, invitations and posts")
    look(somebody)
    when(somebody).follows("Posts and who holds them")
    look(somebody)
    somebody.opens("/accounts/invite/")
    somebody.page.get_by_label("Full name").fill("Anselm Corry")
    somebody.page.get_by_label("Email address").fill("anselm.corry@demo.invalid")
    somebody.page.get_by_label("Post").select_option("lbb-ad-housing")
    somebody.page.get_by_label("From").fill("19/10/2022")
    when(somebody).presses("Invite them")
    then(somebody).reads("A letter with the link is in the outbox.")
    when(somebody).opens("/accounts/")
    then(somebody).reads("Anselm Corry")


def test_five_wrong_passwords_and_one_waits(somebody):
    somebody.may_be_missing = True
    for _ in range(6):
        somebody.opens("/sign-in/").fills_in("nobody-here", "wrong").presses("Sign in")
    then(somebody).sees_the_heading("Too many tries")
    look(somebody)
