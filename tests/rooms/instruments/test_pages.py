"""
The library as its readers and the clerk come upon it.
"""

import pytest
from django.urls import reverse

from saferboard.instruments.models import Instrument


@pytest.fixture
def clerk(client, world):
    client.force_login(world.users["clerk"])
    return client


def page(client, name, *args):
    return client.get(reverse(f"instruments:{name}", args=args)).content.decode()


def test_what_is_past_its_review_is_said_on_the_first_page(client, world):
    shown = page(client, "library")
    assert shown.index("30 September 2022") < shown.index("31 March 2023")
    assert "Past" in shown


@pytest.mark.parametrize("words", ["DAP", "Substance Misuse Plan", "drugs action plan"])
def test_any_of_its_names_finds_it(client, world, words):
    shown = client.post(reverse("search:search"), {"words": words}).content.decode()
    assert reverse("instruments:instrument", args=["drugs-plan"]) in shown


def test_the_text_is_for_partners(client, world):
    assert "For partners: sign in" in page(client, "instrument", "drugs-plan")
    client.force_login(world.users["partner"])
    shown = page(client, "instrument", "drugs-plan")
    start = shown.index("/files/")
    assert client.get(shown[start : shown.index('"', start)]).status_code == 200


def test_a_gap_is_a_word(client, world):
    assert ">\n  Gap" in page(client, "matrix", "violence") or "Gap</strong>" in page(
        client, "matrix", "violence"
    )


def test_the_clerk_adds_one_and_finds_it(clerk):
    sent = {"title": "Knife Crime Plan", "kind": "ACTION_PLAN", "aliases": "KCP\nBlades plan"}
    answer = clerk.post(reverse("instruments:add"), sent, follow=True)
    assert "It is added, as a draft." in answer.content.decode()
    assert Instrument.objects.get(title="Knife Crime Plan").aliases == ["KCP", "Blades plan"]
    found = clerk.post(reverse("search:search"), {"words": "blades"}).content.decode()
    assert "Knife Crime Plan" in found


def test_what_was_typed_stays_when_it_is_refused(clerk):
    sent = {"title": "DAP", "kind": "ACTION_PLAN", "about": "Ours"}
    answer = clerk.post(reverse("instruments:add"), sent)
    assert answer.status_code == 400
    assert "is a name of “Drugs Action Plan” already" in answer.content.decode()
    assert "Ours</textarea>" in answer.content.decode()


def test_a_form_for_changing_holds_what_is_there(clerk):
    shown = page(clerk, "change", "drugs-plan")
    assert "DAP\nSubstance Misuse Plan</textarea>" in shown
    assert 'value="31 03 2023"' in shown


def test_a_version_says_its_day_or_when_in_words(clerk, world):
    address = reverse("instruments:add-version", args=["drugs-plan"])
    neither = clerk.post(address, {"changes": "Shortened."})
    assert neither.status_code == 400
    assert "Give its day, or say when in words." in neither.content.decode()
    said = {"changes": "Shortened.", "as_stated": "In the spring of 2022"}
    page = clerk.post(address, said, follow=True).content.decode()
    assert "In the spring of 2022" in page
    assert page.index("Shortened.") < page.index("The first")
