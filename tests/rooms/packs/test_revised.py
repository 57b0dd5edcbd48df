"""
What an issued pack printed, beside what it would print now.
"""

import dataclasses
import datetime as dt
import re
from decimal import Decimal

import pytest
from django.urls import reverse

from saferboard.demo import operations as demo
from saferboard.domain.periods import parse_period
from saferboard.measures.operations import report_figures
from saferboard.measures.printed_in import printed_in
from saferboard.measures.revised import as_printed, beside
from saferboard.meetings.issuing.queries import packs
from saferboard.meetings.models import Pack
from saferboard.packs.operations import issue_pack, make_pack
from saferboard.packs.revised.queries import packs_beside
from tests.repo.doors import MEETING
from tests.world import AT, BY, PUBLISHED, drafted
from tests.world_figures import CCTV, PLACE

LATER = AT + dt.timedelta(days=1)


@pytest.fixture
def issued(world) -> Pack:
    make_pack(world.published, by=BY, at=AT)
    return issue_pack(world.published, sha256=drafted(world.published), by=BY, at=AT)


def seen():
    (only,) = packs_beside(packs(PUBLISHED, issued_only=True))
    return only


def page(client, code=PUBLISHED):
    html = client.get(reverse("packs:figures", args=[code])).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def revise():
    report_figures(
        [dataclasses.replace(CCTV, value=Decimal(999), vintage="a later return")], by=BY, at=LATER
    )


def test_nothing_is_revised_on_the_day_of_issue(issued, client):
    assert len(seen().figures) == len(issued.figures) > 0
    assert seen().revised == ()
    assert "None was revised since." in page(client)


def test_a_revised_figure_stands_beside_the_printed_one_which_stays(issued, client):
    kept = list(issued.figures)
    revise()
    (one,) = seen().revised
    assert (one.printed.value, one.now.value, one.reread) == (412, 999, True)
    assert "412" in page(client)
    assert "999" in page(client)
    assert "+587" in page(client)
    assert Pack.objects.get(pk=issued.pk).figures == kept


def test_each_paper_of_the_meeting_says_so(issued, client):
    address = reverse("packs:paper", args=[PUBLISHED, "4a"])
    assert "revised since" not in client.get(address).content.decode()
    revise()
    assert (
        "1 figure of this meeting’s packs was revised since" in client.get(address).content.decode()
    )


def test_the_figure_says_which_packs_printed_it(issued):
    revise()
    (one,) = printed_in("cctv-incidents", PLACE, CCTV.period, "incidents")
    assert one.value == 412
    assert one.where.startswith("the pack of the meeting of")
    assert printed_in("cctv-incidents", PLACE, parse_period("2022-23 Q1"), "incidents") == ()


def test_a_draft_and_what_is_restricted_are_no_printing(world, issued):
    from saferboard.bodies.models import Body
    from saferboard.domain.handling import Handling

    asked = ("cctv-incidents", PLACE, CCTV.period, "incidents")
    assert printed_in(*asked)
    restricted = next(one for one in Handling if one is not Handling.PUBLIC)
    Body.objects.filter(pk=world.published.body_id).update(handling=restricted)
    assert printed_in(*asked) == ()


def test_a_measure_that_is_no_more_is_said_so(issued):
    kept = {**issued.figures[0], "measure": "no-such-measure", "value": "3", "absence": None}
    (one,) = beside([kept])
    assert (one.now, one.revised, one.printed) == (None, True, as_printed(kept))


def test_more_supplements_ask_no_more_often(issued, django_assert_num_queries):
    one = packs(PUBLISHED, issued_only=True)
    with django_assert_num_queries(6):
        packs_beside(one)
    with django_assert_num_queries(6):
        packs_beside([*one, *(dataclasses.replace(p, number=p.number + 1) for p in one)])


def test_octobers_pack_was_revised_by_the_issue_of_february(demo_world, client):
    demo.revise(at=LATER)
    (only,) = packs_beside(packs(MEETING, issued_only=True))
    revised = {
        (one.printed.measure, str(one.printed.period), one.printed.unit): (
            one.printed.value,
            one.now.value,
        )
        for one in only.revised
        if one.printed.unit == "offences"
    }
    year = "year to 2022-09"
    assert revised["total-notifiable-offences", year, "offences"] == (23596, 23613)
    assert revised["sexual-offences", year, "offences"] == (659, 657)
    assert ("total-burglary", year, "offences") not in revised
    assert "23,596" in page(client, MEETING)
    assert "23,613" in page(client, MEETING)
