"""
A member of the public follows a number to where it is from.
"""

from tests.journeys.people import given, then, when


def test_a_visitor_reads_from_the_agenda_to_a_figures_source(somebody):
    given(somebody).is_on_the_front_page()
    then(somebody).reads("Thursday 27 October 2022 at 10.30am")
    when(somebody).follows("Agenda and papers")
    then(somebody).sees_the_heading("Agenda")
    assert somebody.page.get_by_text("(Pages ").count() >= 5
    when(somebody).follows("Priority 1: Safer Neighbourhoods")
    then(somebody).sees_the_heading("Priority 1: Safer Neighbourhoods")
    link = somebody.page.locator("main a[href*='/where/']").first
    number = link.inner_text()
    link.click()
    then(somebody).reads("Where is this from?")
    then(somebody).sees_the_heading(number.split()[0])
    then(somebody).reads("Whose figures these are")


def test_a_visitor_takes_the_pack_and_a_word_copy_away(somebody):
    given(somebody).is_on_the_front_page()
    assert somebody.takes_away("The whole pack").startswith(b"%PDF-")
    when(somebody).follows("Agenda and papers")
    assert somebody.takes_away("Word copy").startswith(b"PK")


def test_a_visitor_holds_the_boards_table_against_its_counts(somebody):
    given(somebody).is_on_the_front_page()
    when(somebody).follows("The board’s table, as printed and as computed")
    then(somebody).reads("+44")
    then(somebody).reads("56.9%")
    when(somebody).chooses("Figures")
    when(somebody).follows("Total burglary")
    then(somebody).sees_the_heading("Total burglary")


def test_a_visitor_is_asked_to_sign_in_where_they_must(somebody):
    when(somebody).opens("/home/")
    then(somebody).is_at("/sign-in/")
    when(somebody).signs_in("head")
    then(somebody).is_at("/home/")
