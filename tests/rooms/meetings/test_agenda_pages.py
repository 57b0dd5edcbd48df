"""
An agenda built on its pages, as a clerk does it, and the clocks that stand beside it.
"""

import datetime as dt
from dataclasses import replace

import pytest

from saferboard.domain.clocks import Bound
from saferboard.domain.states import AgendaState
from saferboard.meetings import queries
from saferboard.meetings.agendas.clocks import clocks_of
from saferboard.meetings.agendas.ordering import letters
from saferboard.meetings.agendas.standing.operations import RulesWanted, set_rules
from saferboard.meetings.models import Item, Meeting, Proposal, StandingItem
from tests.world import AT, BY, EARLIER, PUBLISHED, UNPUBLISHED

HERE = f"/meetings/{UNPUBLISHED}"


@pytest.fixture
def clerk(client, world):
    client.force_login(world.users["clerk"])
    return client


def item(number: str) -> Item:
    return Item.objects.get(meeting__code=UNPUBLISHED, number=number)


def titles() -> list[str]:
    return list(Item.objects.filter(meeting__code=UNPUBLISHED).values_list("title", flat=True))


def page(client, path: str = "/agenda/") -> str:
    return client.get(HERE + path).content.decode()


def typed(number: str, **more) -> dict:
    return {"item": item(number).pk, "title": "Lamps", "manner": "papers"} | more


def test_a_clerk_builds_and_publishes(clerk):
    assert "Stair lighting" in page(clerk)
    clerk.post(f"{HERE}/agenda/bring/", {"origin": f"proposal-{Proposal.objects.get().pk}"})
    clerk.post(f"{HERE}/agenda/new/", {"title": "Exempt thing", "manner": "verbal",
               "expected_minutes": "10", "presenter": "director", "exempt": "yes",
               "exempt_paragraph": "7", "exempt_reason": "Under way."})  # fmt: skip
    shown = page(clerk)
    assert "Paragraph 7: about action to prevent, investigate or prosecute crime" in shown
    assert "Director of Communities, WC. Verbal, 10 minutes" in shown
    assert "10 minutes expected" in shown
    number = Item.objects.get(title="Exempt thing").number
    moved = clerk.post(f"{HERE}/agenda/move/", {"item": item(number).pk, "to": "up"})
    assert moved.url.endswith(f"#item-{Item.objects.get(title='Exempt thing').pk}")
    assert titles().index("Exempt thing") < titles().index("Stair lighting")
    answer = clerk.post(f"{HERE}/agenda/publish/", {"question_rules": "In writing."})
    assert answer.url == f"{HERE}/"
    meeting = Meeting.objects.get(code=UNPUBLISHED)
    assert (meeting.agenda_state, meeting.agenda_published) == (
        AgendaState.PUBLISHED,
        dt.date(2022, 10, 19),
    )
    clerk.logout()
    assert "Exempt, Part 2" in clerk.get(f"{HERE}/").content.decode()


def test_a_deadline_with_another_days_weekday_is_refused_and_kept(clerk):
    answer = clerk.post(
        f"{HERE}/agenda/publish/",
        {"question_rules": "Ask.", "report_questions_until": "Friday, 20th October"},
    )
    shown = answer.content.decode()
    assert answer.status_code == 400
    assert "20 October 2022 is a Thursday" in shown
    assert "Friday, 20th October" in shown
    right = clerk.post(
        f"{HERE}/agenda/publish/",
        {"question_rules": "Ask.", "report_questions_until": "Monday, 24th October"},
    )
    assert right.status_code == 302
    by = queries.meeting(UNPUBLISHED).deadlines
    assert f"{by.about_reports:%Y-%m-%d %H:%M}" == "2022-10-24 17:00"


def test_an_item_changed_under_another_number_is_not_overwritten(clerk):
    body = typed("4")
    clerk.post(f"{HERE}/agenda/move/", {"item": item("4").pk, "to": "up"})
    answer = clerk.post(f"{HERE}/items/4/", body)
    assert answer.status_code == 400
    assert "changed meanwhile" in answer.content.decode()
    assert "Lamps" not in titles()


def test_an_item_is_taken_off_after_a_look(clerk):
    assert "Take item 3 off" in clerk.get(f"{HERE}/items/3/take-off/").content.decode()
    clerk.post(f"{HERE}/items/3/take-off/", {"item": item("3").pk})
    assert "Questions from the public" not in titles()


def test_a_button_for_an_item_that_is_gone_says_so(clerk):
    answer = clerk.post(f"{HERE}/agenda/move/", {"item": "0"}, follow=True)
    assert "not on the agenda any more" in answer.content.decode()


def test_the_chair_approves_and_sees_no_other_button(client, world):
    client.force_login(world.users["chair"])
    shown = page(client)
    assert "Approve the agenda" in shown
    assert "Move up" not in shown
    client.post(f"{HERE}/agenda/approve/")
    assert Meeting.objects.get(code=UNPUBLISHED).agenda_state == AgendaState.APPROVED


def test_a_paper_is_written_on_the_screen(clerk):
    body = typed("3", words="## Where\n\nIn the alley.", recommendation="That it be noted.")
    answer = clerk.post(f"{HERE}/items/3/paper/", body)
    assert answer.url == f"{HERE}/papers/3/"
    again = clerk.get(f"{HERE}/items/3/paper/").content.decode()
    assert "In the alley." in again
    assert "That it be noted." in again
    assert "Cost of the proposal:" in again


def test_a_member_proposes_and_takes_it_back(client, world):
    client.force_login(world.users["partner"])
    body = {"kind": "ISSUE", "title": "Rents", "why": "They rise.", "post": "housing-manager",
            "manner": "verbal"}  # fmt: skip
    shown = client.post(f"{HERE}/proposals/new/", body, follow=True).content.decode()
    assert "Rents" in shown
    assert "Take it back" in shown
    one = Proposal.objects.get(title="Rents")
    answer = client.post(f"{HERE}/proposals/withdraw/", {"proposal": one.pk}, follow=True)
    assert "Withdrawn" in answer.content.decode()


def test_standing_items_are_kept_on_their_page(clerk):
    clerk.post("/meetings/of/board/standing/new/", {"title": "Lamps", "manner": "papers"})
    one = StandingItem.objects.get(title="Lamps")
    assert one.position == 8
    clerk.post("/meetings/of/board/standing/move/", {"item": one.pk, "to": "up"})
    one.refresh_from_db()
    assert one.position == 7
    clerk.post(f"/meetings/of/board/standing/{one.pk}/", {"title": "Lights", "manner": "verbal"})
    clerk.post("/meetings/of/board/standing/move/", {"item": one.pk, "to": "off"})
    assert not StandingItem.objects.filter(pk=one.pk).exists()
    assert [s.position for s in StandingItem.objects.order_by("position")] == list(range(1, 8))


RULES = {
    "bound": "YES",
    "agenda_clear_days": "7",
    "takes_questions": "yes",
    "question_days": "5",
    "report_question_days": "3",
    "questions_by": "12:00",
}


def test_a_bodys_rules_are_set_on_their_page(clerk):
    assert 'value="17:00"' in clerk.get("/meetings/of/board/rules/").content.decode()
    assert clerk.post("/meetings/of/board/rules/", RULES).status_code == 302
    by = queries.meeting(PUBLISHED).deadlines
    assert by.general == dt.date(2022, 10, 20)
    assert f"{by.about_reports:%Y-%m-%d %H:%M}" == "2022-10-24 12:00"
    wrong = clerk.post("/meetings/of/board/rules/", RULES | {"questions_by": "noon"})
    assert (wrong.status_code, "write it as 17:00" in wrong.content.decode()) == (400, True)


def words(meeting, on: dt.date) -> list[tuple[str, str]]:
    return [(one.words, one.tag.word) for one in clocks_of(meeting, on=on)]


def test_the_clocks_say_what_is_overdue(world):
    set_rules(world.body, RulesWanted(bound=Bound.YES, papers_days=8), by=BY, at=AT)
    meeting = queries.meeting(PUBLISHED)
    law = "Agenda and papers published by Wednesday 19 October 2022"
    assert words(meeting, dt.date(2022, 10, 19))[0] == (law, "Kept")
    late = replace(meeting, agenda_published=dt.date(2022, 10, 21))
    assert words(late, dt.date(2022, 10, 21))[0] == (law, "2 days late")
    unpublished = replace(meeting, agenda_published=None)
    assert words(unpublished, dt.date(2022, 10, 18))[0] == (law, "In 1 day")
    assert words(unpublished, dt.date(2022, 10, 19))[0] == (law, "Today")
    assert words(unpublished, dt.date(2022, 10, 24))[0] == (law, "Overdue by 5 days")
    papers = ("Papers reach the clerk by Monday 17 October 2022: 4 papers in", "Done")
    assert words(meeting, dt.date(2022, 10, 19))[1] == papers


def test_the_page_of_a_meeting_shows_its_clocks(client, world):
    shown = client.get(f"/meetings/{PUBLISHED}/").content.decode()
    assert "5 clear working days" in shown
    assert "not stated" in shown
    assert "Kept" in shown
    held = queries.meeting(EARLIER)
    assert clocks_of(held, on=dt.date(2022, 10, 19)) == ()


def test_parts_are_lettered_beyond_the_alphabet():
    assert [letters(n) for n in (1, 26, 27, 52, 53)] == ["a", "z", "aa", "az", "ba"]
