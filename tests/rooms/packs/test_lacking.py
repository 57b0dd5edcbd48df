"""
No pack is issued without a paper that its agenda names, unless somebody said why.
"""

import pytest

from saferboard.domain.refusals import Refused
from saferboard.domain.states import MeetingState, PackState
from saferboard.ledger.models import Entry, Kind
from saferboard.meetings.actions.arranging.operations import leave_out, make_report
from saferboard.meetings.models import Meeting, Minute, Pack
from saferboard.meetings.taking.operations import begin_minutes
from saferboard.packs.lacking import lacking
from saferboard.packs.operations import go_without, issue_pack, make_pack
from tests.world import AT, BY, PUBLISHED, drafted

REPORT = "The report on matters arising, item 1, is not made."


@pytest.fixture
def october(world) -> Meeting:
    """October's meeting, whose report on matters arising was not made."""
    world.published.matters.all().delete()
    return world.published


def issue(meeting: Meeting) -> Pack:
    make_pack(meeting, by=BY, at=AT)
    return issue_pack(meeting, sha256=drafted(meeting), by=BY, at=AT)


def words(meeting: Meeting) -> list[str]:
    return [one.words for one in lacking(meeting)]


def test_nothing_is_lacking_where_the_report_is_made(world):
    assert lacking(world.published) == []


def test_a_pack_waits_for_its_report_on_matters_arising(october, world):
    assert words(october) == [REPORT]
    with pytest.raises(Refused, match=f"{REPORT} Make it, or say why the pack goes out without"):
        issue(october)
    assert not Pack.objects.filter(state=PackState.ISSUED).exists()
    make_report(october, by=world.users["clerk"], at=AT)
    assert issue(october).state == PackState.ISSUED


def test_a_report_of_which_all_is_left_out_is_not_lacking(october):
    minute = Minute.objects.get(number="2", meeting__code="2022-08-17")
    leave_out(october, minute, "The lamps are lit.", by=BY, at=AT)
    assert words(october) == []


def test_a_pack_goes_without_for_a_reason_that_the_ledger_keeps(october):
    with pytest.raises(Refused, match="Say why the pack goes out without it"):
        go_without(october, lacking(october), reason=" ", by=BY, at=AT)
    go_without(october, lacking(october), reason="It is told at the meeting.", by=BY, at=AT)
    line = Entry.objects.get(kind=Kind.LACKING_ACCEPTED)
    assert (line.facts["papers"], line.facts["items"]) == (1, ["1"])
    assert [one.reason for one in lacking(october)] == ["It is told at the meeting."]
    assert issue(october).state == PackState.ISSUED


def test_minutes_with_nothing_in_them_are_lacking(world):
    january = world.unpublished
    earlier = world.published
    item = january.items.filter(paper="").first()
    item.paper, item.minutes_of = "MINUTES", earlier
    item.save()
    said = f"The minutes of 27 October 2022, item {item.number}, have nothing in them."
    assert said in words(january)
    Meeting.objects.filter(pk=earlier.pk).update(state=MeetingState.HELD)
    if not earlier.minutes.exists():
        begin_minutes(earlier, by=world.users["clerk"], at=AT)
    assert said in words(january)
    Minute.objects.filter(meeting=earlier, position=1).update(paragraphs=["The chair opened."])
    assert said not in words(january)


def test_the_clerk_is_told_where_it_is_issued_and_says_why(client, october, world):
    make_pack(october, by=BY, at=AT)
    client.force_login(world.users["clerk"])
    page, check = f"/meetings/{PUBLISHED}/", f"/meetings/{PUBLISHED}/pack/check/"
    assert REPORT in client.get(page).content.decode()
    told = client.post(f"{page}pack/issue/", {"sha256": drafted(october)}, follow=True)
    assert f"{REPORT} Make it, or say why" in told.content.decode()
    (one,) = lacking(october)
    client.post(f"{check}go-without/", {"paper": one.key, "reason": ""})
    assert lacking(october)[0].reason == ""
    client.post(f"{check}go-without/", {"paper": one.key, "reason": "It is told there."})
    assert "It is told there." in client.get(check).content.decode()
    client.post(f"{page}pack/issue/", {"sha256": drafted(october)})
    assert Pack.objects.get(meeting=october).state == PackState.ISSUED
