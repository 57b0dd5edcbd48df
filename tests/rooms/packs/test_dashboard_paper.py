"""
The crime dashboard as a paper of the pack: nothing in it is typed, and each figure has its source.
"""

import pytest

from saferboard.documents.blocks import Bullets, Heading, Table
from saferboard.domain.states import PackState
from saferboard.measures.queries import dashboard, latest_quarter
from saferboard.meetings import queries
from saferboard.meetings.agendas.operations import ItemWanted, add_item, start_agenda
from saferboard.meetings.agendas.standing.operations import StandingWanted, add_standing
from saferboard.meetings.models import ItemKind, PaperKind
from saferboard.packs.checking import check_pack
from saferboard.packs.composing import compose
from saferboard.packs.gathering import compose_paper
from saferboard.packs.operations import issue_pack, make_pack
from saferboard.ui.figures import in_words
from tests.world import AT, BY, UNPUBLISHED, drafted


def words(cell) -> str:
    return "".join(run.text for run in cell)


@pytest.fixture
def number(world) -> str:
    """The number of January's item whose paper is the dashboard."""
    item = add_item(
        world.unpublished,
        ItemWanted("Crime performance dashboard", paper=PaperKind.DASHBOARD),
        by=world.users["clerk"],
        at=AT,
    )
    return item.number


@pytest.fixture
def held(world):
    """The dashboard as the product's own page shows it, for the same quarter."""
    on = queries.meeting(UNPUBLISHED).starts.date()
    return dashboard("westhaven", as_at=latest_quarter(on=on))


def test_the_paper_has_every_measure_and_where_each_is_from(number, held):
    paper = compose_paper(queries.meeting(UNPUBLISHED), number)
    quarters, year, sources = (
        b for b in paper.blocks if isinstance(b, Table) and "by month" not in b.caption
    )
    titles = [row.definition.title for row in held.rows]
    for table in (quarters, year, sources):
        assert [words(row[0]) for row in table.rows] == titles
    for row, measured in zip(quarters.rows, held.rows, strict=True):
        shown = [words(cell) for cell in row[1::2]]
        assert len(shown) == len(measured.quarters)
        for text, found in zip(shown, measured.quarters, strict=True):
            assert text == in_words(found.figure) or not found.figure.known
            assert text.replace(",", "").isdigit() == found.figure.known
    known = [row for row in held.rows if row.year.figure.known]
    assert known, "the small world has a measure with a year"
    for measured in known:
        row = next(r for r in sources.rows if words(r[0]) == measured.definition.title)
        assert all(origin.vintage in words(row[1]) for origin in measured.year.figure.origins)
    (said,) = (b for b in paper.blocks if isinstance(b, Bullets))
    assert len(said.items) == len(known)


def test_its_figures_are_frozen_with_the_pack(number, held):
    kept = {(f["measure"], f["period"], f["value"]) for f in compose(UNPUBLISHED).figures}
    for row in held.rows:
        figures = [row.year.figure, *(quarter.figure for quarter in row.quarters)]
        for figure in figures:
            value = None if figure.value is None else str(figure.value)
            assert (figure.measure, str(figure.period), value) in kept


def test_the_figure_checker_reads_it_and_a_pack_with_it_is_issued(number, world):
    checked = check_pack(UNPUBLISHED, only=[number])
    assert [paper.number for paper in checked.papers] == [number]
    assert not checked.open_findings
    make_pack(world.unpublished, by=BY, at=AT)
    issued = issue_pack(world.unpublished, sha256=drafted(world.unpublished), by=BY, at=AT)
    assert issued.state == PackState.ISSUED
    assert number in issued.ranges


def test_an_item_that_stands_for_the_dashboard_brings_its_paper(world):
    wanted = StandingWanted("The figures", kind=ItemKind.DASHBOARD, verbal=True)
    add_standing(world.body, wanted, by=BY, at=AT)
    start_agenda(world.unpublished, by=world.users["clerk"], at=AT)
    item = world.unpublished.items.get(title="The figures")
    assert (item.paper, item.verbal) == (PaperKind.DASHBOARD, False)


def test_the_clerk_chooses_the_dashboard_as_a_paper(client, world):
    client.force_login(world.users["clerk"])
    page = f"/meetings/{UNPUBLISHED}/agenda/new/"
    assert "The crime dashboard" in client.get(page).content.decode()
    client.post(page, {"title": "Crime", "paper": "DASHBOARD", "manner": "papers"}, follow=True)
    item = world.unpublished.items.get(title="Crime")
    assert item.paper == PaperKind.DASHBOARD
    shown = client.get(f"/meetings/{UNPUBLISHED}/papers/{item.number}/").content.decode()
    assert "The measures a board asks about first" in shown


def test_the_paper_begins_with_words_and_ends_with_sources(number):
    paper = compose_paper(queries.meeting(UNPUBLISHED), number)
    headings = [
        block.text for block in paper.blocks if isinstance(block, Heading) and block.level == 1
    ]
    assert headings[0] == "The quarters of this year"
    assert headings[-1] == "Where these figures come from"
