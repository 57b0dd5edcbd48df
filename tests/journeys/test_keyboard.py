"""
Everything can be done with the keyboard alone.
"""

from tests.journeys.people import PHONE, given, then, when


def test_the_first_stop_leads_past_the_menu(somebody):
    given(somebody).is_on_the_front_page()
    when(somebody).types("Tab")
    assert somebody.focus() == "Skip to main content"
    when(somebody).types("Enter", "Tab")
    inside = "() => document.querySelector('main').contains(document.activeElement)"
    assert somebody.page.evaluate(inside)


def test_signing_in_needs_no_mouse(somebody):
    given(somebody).is_on_the_front_page()
    when(somebody).tabs_to("Sign in").types("Enter")
    somebody.page.wait_for_url("**/sign-in/**")
    when(somebody).tabs_to("username")
    somebody.page.keyboard.type("chair")
    when(somebody).types("Tab")
    somebody.page.keyboard.type("safer")
    when(somebody).types("Enter")
    somebody.page.wait_for_url("**/sign-in/code/")
    code = somebody.page.locator("strong.sb-code").inner_text()
    when(somebody).tabs_to("code")
    somebody.page.keyboard.type(code)
    when(somebody).types("Enter")
    somebody.page.wait_for_url("**/home/")
    then(somebody).reads("Gareth Mbeki-Hollis")


def test_the_menu_opens_on_a_phone_without_a_mouse(somebody):
    given(somebody).looks_at_width(*PHONE).is_on_the_front_page()
    when(somebody).tabs_to("Menu").types("Enter")
    when(somebody).tabs_to("Strategy", within=6).types("Enter")
    somebody.page.wait_for_url("**/strategy/")


def test_without_script_every_link_still_leads(browser, site):
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("link", name="Strategy", exact=True).click()
    assert page.url.endswith("/strategy/")
    context.close()
