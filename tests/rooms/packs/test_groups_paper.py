"""
The groups that draft the next strategy as a paper of the pack, in the order of October's paper.
"""

import datetime as dt
import io

import docx
import pypdfium2
import pytest

from saferboard.documents.blocks import Bullets, Facts, Heading, Paragraph, Table, words_of
from saferboard.domain.states import PackState
from saferboard.drafting.adopting.operations import adopt_draft, offer_draft
from saferboard.drafting.models import Asked, Group, Who
from saferboard.drafting.operations import decide_groups, join_group, keep_answer
from saferboard.meetings import queries
from saferboard.meetings.agendas.operations import ItemWanted, add_item, start_agenda
from saferboard.meetings.agendas.standing.operations import StandingWanted, add_standing
from saferboard.meetings.models import ItemKind, Pack, PaperKind
from saferboard.packs.checking import check_pack
from saferboard.packs.gathering import compose_paper
from saferboard.packs.lacking import lacking
from saferboard.packs.operations import file_of, go_without, issue_pack, make_pack
from saferboard.partners.models import Post
from saferboard.ui.words import day
from tests.world import AT, BY, UNPUBLISHED, drafted
from tests.world_drafting import draft_next

MEETING_ON = dt.date(2023, 1, 4)


@pytest.fixture
def number(world) -> str:
    """The number of January's item whose paper is of the groups."""
    wanted = ItemWanted("The next strategy", paper=PaperKind.GROUPS)
    return add_item(world.unpublished, wanted, by=world.users["clerk"], at=AT).number


@pytest.fixture
def draft(world):
    return draft_next(by=BY, at=AT)


def composed(number):
    return compose_paper(queries.meeting(UNPUBLISHED), number)


def said(paper) -> str:
    """Everything a paper says, a block on each line."""
    return "\n".join(line for block in paper.blocks for line in lines(block))


def lines(block):
    match block:
        case Heading():
            yield block.text
        case Paragraph():
            yield words_of(block.text)
        case Bullets():
            yield from (words_of(one) for one in block.items)
        case Facts():
            yield from (f"{label}: {words_of(value)}" for label, value in block.rows)
        case Table():
            yield block.caption
            yield from (" | ".join(words_of(cell) for cell in row) for row in block.rows)


def test_it_has_each_group_with_its_role_and_part_and_ends_with_questions(number, draft):
    found = said(composed(number))
    for words in (
        "Discussion paper, draft proposal.",
        "“Westhaven 2024 to 2027”, for 2024 to 2027; it takes the place of",
        "Group 1: Steering Group\nRole\nHold the others to account\nLed by: not stated",
        "Its part becomes: no priority: it helps",
        "Group 2: Safer streets\nRole\nWhich targets?\nLed by: ",
        "Its part becomes: a priority of the strategy",
        "Parameters\nHomes broken into (told by ",
        "Actions\nLight every alley (Superintendent)",
        "March 2023 | Drafts are in | Safer streets | Not yet",
        f"{day(AT)} | Two groups. | 2: Steering Group and Safer streets | Minute 9",
        "What do you want? No answer is kept yet.",
    ):
        assert words in found
    assert found.endswith("Questions for the board\nWhat else?")


def test_a_meeting_is_told_what_was_so_before_its_day(number, draft, world):
    group = draft.groups.get(number=1)
    for on, post in ((MEETING_ON, "superintendent"), (dt.date(2023, 1, 3), "housing-manager")):
        join_group(group, Post.objects.get(code=post), day=on, by=BY, at=AT)
        names = ["Steering Group", "Safer streets"]
        decide_groups(
            draft, day=on, says=f"On the {on.day}.", source="Here", names=names, by=BY, at=AT
        )
    found = said(composed(number))
    assert "Joined by: Housing Manager, " in found
    assert "On the 3." in found
    assert "On the 4." not in found
    assert "Superintendent, " not in found


def test_what_the_public_said_is_counted_and_its_words_stay_with_partners(number, draft):
    keep_answer(
        Asked.objects.get(), Who.YOUNG_PEOPLE, "Lamps on Mill Lane", said_by=1_204,
        came_of_it="An action of group 2", by=BY, at=AT,
    )  # fmt: skip
    found = said(composed(number))
    assert "Answers to “What do you want?”\nYoung people | 1,204 | An action of group 2" in found
    assert "Mill Lane" not in found


def test_an_adopted_strategy_is_told_of_until_the_day_it_was_adopted(number, draft):
    offer_draft(draft, by=BY, at=AT)
    assert "offered to the board for adoption" in said(composed(number))
    draft.refresh_from_db()
    adopt_draft(draft, on=dt.date(2022, 10, 18), adopted_in="Minute 3", by=BY, at=AT)
    assert said(composed(number)) == "No strategy is being drafted."


def test_the_figure_checker_reads_it_and_leads_to_where_it_is_corrected(number, draft):
    Group.objects.filter(number=2).update(role=["Burglary fell from 100 to 90, by 50%"])
    (paper,) = check_pack(UNPUBLISHED, only=[number]).papers
    assert paper.findings
    assert {one.found.href for one in paper.findings} == {f"/strategy/next/{draft.code}/groups/2/"}


def test_it_is_bound_issued_and_given_in_word(client, number, draft, world):
    pack = make_pack(world.unpublished, by=BY, at=AT)
    issued = issue_pack(world.unpublished, sha256=pack.sha256, by=BY, at=AT)
    assert issued.state == PackState.ISSUED
    first, last = issued.ranges[number]
    printed = pypdfium2.PdfDocument(file_of(Pack.objects.get().sha256))
    pages = [printed[n].get_textpage().get_text_bounded() for n in range(first - 1, last)]
    printed.close()
    assert "Group 2: Safer streets" in " ".join(pages)
    client.force_login(world.users["clerk"])
    shown = client.get(f"/meetings/{UNPUBLISHED}/papers/{number}/").content.decode()
    assert "Group 2: Safer streets" in shown
    word = client.get(f"/meetings/{UNPUBLISHED}/papers/{number}/word/")
    headings = [
        one.text
        for one in docx.Document(io.BytesIO(word.content)).paragraphs
        if one.style.name.startswith("Heading")
    ]
    assert "Group 2: Safer streets" in headings


def test_a_pack_waits_while_no_strategy_is_drafted(number, world):
    (missing,) = lacking(world.unpublished, only=[number])
    assert missing.words == f"No strategy is being drafted, so item {number} has nothing to say."
    assert lacking(world.unpublished, only=["1"]) == []
    go_without(world.unpublished, [missing], reason="It is told.", by=BY, at=AT)
    make_pack(world.unpublished, by=BY, at=AT)
    issued = issue_pack(world.unpublished, sha256=drafted(world.unpublished), by=BY, at=AT)
    assert number in issued.ranges
    draft_next(by=BY, at=AT)
    assert lacking(world.unpublished, only=[number]) == []


def test_an_item_that_stands_for_the_next_strategy_brings_its_paper(world, draft):
    wanted = StandingWanted("The years to come", kind=ItemKind.NEXT_STRATEGY, verbal=True)
    add_standing(world.body, wanted, by=BY, at=AT)
    start_agenda(world.unpublished, by=world.users["clerk"], at=AT)
    item = world.unpublished.items.get(title="The years to come")
    assert (item.paper, item.verbal) == (PaperKind.GROUPS, False)


def test_the_clerk_chooses_the_groups_as_a_paper(client, world, draft):
    client.force_login(world.users["clerk"])
    page = f"/meetings/{UNPUBLISHED}/agenda/new/"
    assert "The groups that draft the next strategy" in client.get(page).content.decode()
    client.post(page, {"title": "Next", "paper": "GROUPS", "manner": "papers"}, follow=True)
    assert world.unpublished.items.get(title="Next").paper == PaperKind.GROUPS


def test_january_is_told_all_that_octobers_paper_said(demo_world):
    meeting = queries.meeting(UNPUBLISHED)
    (item,) = [one for one in meeting.items if one.paper == PaperKind.GROUPS]
    found = said(compose_paper(meeting, item.number)).split("\n")
    parts = queries.documents("2022-10-27")["7a"].parts
    groups = [words for kind, words in parts if kind == "heading" and words.startswith("Group ")]
    roles = [one for kind, words in parts if kind == "bullets" for one in words]
    assert len(groups) == 6
    assert len(roles) == 30
    assert set(groups) | set(roles) <= set(found)
    assert [one for one in found if one in groups] == groups
    history = [one for one in found if one.endswith("of 17 August 2022")]
    assert "4: Safer Neighbourhoods, Violence" in history[0]
