"""
Lists that grow for years are shown a page at a time.
"""

import datetime as dt

from saferboard.meetings.models import ActionOwner, Meeting, MinuteAction
from saferboard.partners.models import Post

MORE = 70


def test_meetings_are_listed_a_page_at_a_time_the_newest_first(client, world):
    kept, held = world.published, Meeting.objects.count()
    Meeting.objects.bulk_create(
        Meeting(
            code=f"later-{n}",
            body=kept.body,
            starts=kept.starts + dt.timedelta(days=100 + n),
            state=kept.state,
        )
        for n in range(MORE)
    )
    client.force_login(world.users["clerk"])
    first = client.get("/meetings/").content.decode()
    assert first.count('href="/meetings/later-') == 50
    assert "Page 1 of 2." in first
    assert 'href="/meetings/?page=2"' in first
    assert "Previous page" not in first
    second = client.get("/meetings/?page=2").content.decode()
    assert second.count('href="/meetings/later-') == MORE - 50
    assert f'href="/meetings/{kept.code}/"' in second
    assert held + MORE < 100
    for odd in ("9999999", "-1", "x", "²", "0"):
        assert client.get("/meetings/", {"page": odd}).status_code == 200


def test_ones_own_actions_are_listed_a_page_at_a_time(client, world):
    kept = MinuteAction.objects.get()
    made = MinuteAction.objects.bulk_create(
        MinuteAction(minute=kept.minute, position=10 + n, text=f"Lamp {n}.") for n in range(MORE)
    )
    director = Post.objects.get(code="director")
    ActionOwner.objects.bulk_create(
        ActionOwner(action=one, position=1, post=director, owner_as_printed="D") for one in made
    )
    client.force_login(world.users["chair"])
    page = "/meetings/actions/"
    first, second = (client.get(page, {"page": n}).content.decode().count("Lamp ") for n in (1, 2))
    assert first in (49, 50)
    assert first + second == MORE


def test_an_agenda_to_come_is_not_published_yet_and_one_of_the_past_not_held_here(client, world):
    client.force_login(world.users["clerk"])
    Meeting.objects.filter(pk=world.unpublished.pk).update(agenda_published=None)
    rows = client.get("/meetings/").content.decode().split("<tr")
    (coming,) = (row for row in rows if f'href="/meetings/{world.unpublished.code}/"' in row)
    assert "not published yet" in coming
    Meeting.objects.filter(pk=world.unpublished.pk).update(state="HELD")
    rows = client.get("/meetings/").content.decode().split("<tr")
    (gone,) = (row for row in rows if f'href="/meetings/{world.unpublished.code}/"' in row)
    assert "not held here" in gone
