"""
What anyone may read at a glance.
"""

import datetime as dt

import pytest

from saferboard.packs.operations import issue_pack, make_pack
from tests.world import AT, BY, PUBLISHED, drafted


def page(client) -> str:
    answer = client.get("/")
    assert answer.status_code == 200
    return answer.content.decode()


def on(settings, day: dt.date | None) -> None:
    settings.SAFERBOARD_SITE = {**settings.SAFERBOARD_SITE, "today": day}


def test_before_anything_is_entered_the_page_still_stands(client, db):
    assert "No meeting is arranged." in page(client)
    assert "Safer Westhaven Partnership" in page(client)


def test_an_agenda_is_offered_from_its_day(client, world, settings):
    assert f'href="/meetings/{PUBLISHED}/"' in page(client)
    assert "Thursday 27 October 2022 at 10.30am" in page(client)
    on(settings, dt.date(2022, 10, 18))
    assert f'href="/meetings/{PUBLISHED}/"' not in page(client)
    assert "not yet published" in page(client)


def test_a_pack_is_offered_once_issued(client, world):
    make_pack(world.published, by=BY, at=AT)
    assert "The whole pack" not in page(client)
    issue_pack(world.published, sha256=drafted(world.published), by=BY, at=AT)
    assert "The whole pack" in page(client)


def test_when_every_meeting_is_past_none_is_arranged(client, world, settings):
    on(settings, dt.date(2025, 1, 1))
    assert "No meeting is arranged." in page(client)


def test_without_a_fixed_day_it_is_today(client, world, settings):
    on(settings, None)
    assert "Safer Westhaven Strategy" in page(client)


@pytest.mark.parametrize("address", ["/about/", "/accessibility/"])
def test_pages_about_the_site_need_nothing_entered(client, db, address):
    assert client.get(address).status_code == 200
