"""
Youth justice and savings, as the papers of October 2022 have them.
"""

import re

import pytest
from django.urls import reverse

from saferboard.measures.definitions import definitions
from saferboard.measures.savings import coefficients

YOUTH, SAVINGS = reverse("measures:youth-justice"), reverse("measures:savings")


def said(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, address
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_the_youth_justice_page_says_each_figure_of_its_own_period(demo_world, client):
    words = said(client, YOUTH)
    assert "48 to 40, down 16.7%: could well be chance" in words
    assert "prints 9% for 48 to 40, January to December 2021; the change is −16.7%" in words
    assert "9% is the change from 44, the count of the year to September 2021" in words
    assert "Those who entered for violence: with a knife or weapon 59% 32%" in words
    assert "33% of the cohort 27 of 83" in words
    assert "Frequency 1.00" in words
    for rank in ("45th", "71st", "32nd"):
        assert f"{rank} of 154 youth justice services" in words
    assert "publishes these late: 7 months" in words
    assert "292 days" in words
    assert "quarter 2" not in words.lower()
    assert "Q2" not in words


def test_savings_are_held_against_their_parts(demo_world, client):
    words = said(client, SAVINGS)
    assert "Sum of the parts £146,333 Total as stated £146,333 The parts give it" in words
    assert "£56,341 of £507,157 has no stated part" in words
    assert "1.56: follows no stated share" in words
    assert words.count("0.54, as it should be") == 5


def test_the_calculator_gives_the_quarter_from_its_parts(demo_world, client):
    given = "scams=600&doorstep=£40,500&units=3&friends=2586&friends_health=4035&reckon=yes"
    words = said(client, f"{SAVINGS}?{given}")
    assert "Call blockers £49,622 £26,796 £76,418" in words
    assert "All £146,333" in words


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ("scams=lots", "Scams: money that will not be lost, in pounds: write a sum of money"),
        ("doorstep=-1", "a saving is not below nought"),
        ("units=2.5", "Call blockers installed: write a whole number"),
        ("scams=99999999999999", "write a smaller sum"),
        ("scams=NaN", "write a sum of money"),
    ],
)
def test_what_cannot_be_reckoned_is_said_and_kept(db, people, settings, client, given, complaint):
    settings.SAFERBOARD_SITE = {**settings.SAFERBOARD_SITE, "place": "ashford"}
    address = f"{SAVINGS}?{given}&reckon=yes"
    assert complaint in said(client, address, 400)
    assert f'value="{given.split("=")[1]}"' in client.get(address).content.decode()


def test_before_anything_is_reported_the_pages_say_so(people, settings, client):
    settings.SAFERBOARD_SITE = {**settings.SAFERBOARD_SITE, "place": "ashford"}
    assert "No youth justice figure has been reported yet." in said(client, YOUTH)
    assert "No savings have been reported yet." in said(client, SAVINGS)


def test_every_stream_names_measures_there_are():
    known = coefficients()
    named = {slug for s in known.streams for slug in (s.future, s.health, *filter(None, [s.units]))}
    assert {known.total, *named} <= set(definitions())
