"""
A measure of the partnership's own: proposed by one, checked by another, taken away as a file.
"""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from saferboard.domain.periods import parse_period
from saferboard.domain.refusals import Refused
from saferboard.ledger.models import Entry, Kind
from saferboard.measures import operations
from saferboard.measures.definitions import UnknownMeasure, defined
from saferboard.measures.local import local_measures, read_file
from saferboard.measures.models import LocalMeasure
from saferboard.measures.queries import figure
from tests.world import AT

GIVEN = {
    "slug": "street-drinking-calls",
    "title": "Calls about street drinking",
    "question": "Do people call about street drinking more or less often?",
    "unit": "calls",
    "better": "down",
    "group": "places",
    "period": "quarter",
    "numerator": "Calls to the council",
    "denominator": "",
    "compared_with": "the quarter before, the year before",
    "ranked_among": "",
    "threshold": "none",
    "suppress_below": "",
    "suppress_because": "",
    "suppress_owner": "",
    "review_by": "2023-03-31",
    "notes": "",
}
ADD, LOCAL = reverse("measures:add"), reverse("measures:local")
MEASURE = reverse("measures:measure", args=["street-drinking-calls"])


@pytest.fixture
def as_role(world, client, settings):
    settings.SAFERBOARD_SITE = {**settings.SAFERBOARD_SITE, "place": "westhaven"}

    def sign_in(role):
        client.force_login(world.users[role])
        return client

    return sign_in


@pytest.fixture
def proposed(as_role):
    answer = as_role("analyst").post(ADD, GIVEN)
    assert answer.status_code == 302, answer.content.decode()
    return as_role


def text(answer):
    return answer.content.decode()


def test_a_measure_is_proposed_then_checked_by_somebody_else(proposed, world):
    as_role = proposed
    page = text(as_role("analyst").get(MEASURE))
    assert "Nobody but its author has checked this definition yet." in page
    assert "You wrote this definition. Ask somebody else" in text(as_role("analyst").get(LOCAL))
    as_role("head").post(reverse("measures:check", args=["street-drinking-calls"]))
    page = text(as_role("analyst").get(MEASURE))
    assert "Nobody but its author" not in page
    assert "Head of Community Safety" in page
    kinds = list(Entry.objects.order_by("-id").values_list("kind", flat=True)[:2])
    assert kinds == [Kind.MEASURE_CHECKED, Kind.MEASURE_PROPOSED]


def test_its_author_may_not_check_it_nor_anybody_twice(proposed, world):
    for role in ("analyst", "partner", "clerk"):
        with pytest.raises(Refused):
            operations.check_measure("street-drinking-calls", by=world.users[role], at=AT)
    operations.check_measure("street-drinking-calls", by=world.users["head"], at=AT)
    with pytest.raises(Refused, match="already"):
        operations.check_measure("street-drinking-calls", by=world.users["head"], at=AT)


def test_an_author_who_has_moved_to_another_post_may_not_check_it(proposed, world):
    LocalMeasure.objects.update(written_by="a-former-post")
    with pytest.raises(Refused, match="You wrote this definition"):
        operations.check_measure("street-drinking-calls", by=world.users["analyst"], at=AT)


def test_it_is_taken_away_as_a_file_that_loads(proposed):
    answer = proposed("head").get(reverse("measures:export", args=["street-drinking-calls"]))
    assert answer["Content-Disposition"] == 'attachment; filename="street-drinking-calls.yaml"'
    read = read_file("street-drinking-calls", text(answer))
    [held] = local_measures()
    assert read == held.definition
    assert read.proposed
    assert read.compared_with == ("the quarter before", "the year before")
    assert read.review_by == dt.date(2023, 3, 31)


def test_figures_of_it_may_be_recorded_and_stand_in_texts(proposed):
    period = parse_period("2022-23 Q2")
    given = operations.Reported(
        "street-drinking-calls", "westhaven", period, Decimal(41), "partner-reports", "p", "m"
    )
    operations.report_figures([given], by="system", at=AT)
    assert figure("street-drinking-calls", "westhaven", period).value == 41


def test_it_stands_in_the_catalogue(proposed, client):
    page = text(client.get(f"{reverse('measures:catalogue')}?words=drinking"))
    assert "1 measure, 1 of them proposed" in page
    assert f'href="{MEASURE}"' in page


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"slug": "total-burglary"}, "There is a measure or a page called “total-burglary”"),
        ({"slug": "savings"}, "There is a measure or a page called “savings”"),
        ({"slug": "Street_Drinking"}, "in small letters, figures and hyphens"),
        ({"slug": ""}, "give a short name"),
        ({"question": "Calls"}, "end it with a question mark"),
        ({"unit": ""}, "Unit: say what is counted"),
        ({"review_by": "31 March"}, "write the day as 2023-03-31"),
        ({"threshold": "number"}, "Not shown below: give it"),
        ({"threshold": "number", "suppress_below": "few"}, "write a whole number"),
        ({"group": "nowhere"}, "Select a valid choice"),
    ],
)
def test_what_may_not_be_added_is_said_and_nothing_typed_is_lost(as_role, changed, complaint):
    answer = as_role("analyst").post(ADD, {**GIVEN, **changed})
    assert answer.status_code == 400
    assert complaint in text(answer)
    assert 'value="Calls about street drinking"' in text(answer)
    assert not LocalMeasure.objects.exists()
    with pytest.raises(UnknownMeasure):
        defined("street-drinking-calls")


def test_a_threshold_goes_with_it(as_role):
    hidden = {"suppress_below": "5", "suppress_because": "few people", "suppress_owner": "the head"}
    as_role("head").post(ADD, {**GIVEN, "threshold": "number", **hidden})
    assert defined("street-drinking-calls").suppress_below == 5
    assert defined("street-drinking-calls").suppress_owner == "the head"


def test_a_name_is_taken_once(proposed):
    answer = proposed("head").post(ADD, GIVEN)
    assert answer.status_code == 400
    assert "already" in text(answer)
