"""
What is found by its words, by whom, and that what is gone is found no more.
"""

import datetime as dt
import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saferboard.bodies.models import Body, SeatRole
from saferboard.bodies.operations import BodyDescribed, describe_body
from saferboard.domain.handling import Handling
from saferboard.domain.states import MeetingState
from saferboard.ledger.models import Entry, Kind
from saferboard.meetings.models import (
    ActionOwner,
    Document,
    Meeting,
    Minute,
    MinuteAction,
    PaperKind,
)
from saferboard.meetings.operations import (
    ActionWritten,
    ItemPlanned,
    MeetingPlanned,
    MinuteWritten,
    call_meeting,
    record_minutes,
    rewrite_document,
)
from saferboard.packs.operations import issue_pack, make_pack, make_supplement
from saferboard.partners.models import User
from saferboard.search.matching import asked
from saferboard.search.models import Findable
from saferboard.search.operations import forget, keep, level, rebuild
from saferboard.search.presenters import excerpt
from saferboard.search.queries import find, visible
from tests.world import AT, BY, LONDON, ROLES, drafted

ON = dt.date(2022, 10, 19)
VISITOR = AnonymousUser()


def titles(words: str, user=VISITOR, **more) -> list[str]:
    return [hit.title for hit in find(words, seen_by=user, on=ON, **more).hits]


def test_a_minute_is_found_by_a_word_in_another_form(world):
    assert titles("light") == ["Minute 2: Street lights", "W1.2: Light the alleys"]
    assert "W1.2: Light the alleys" in titles("lighting alley")
    assert titles("lanterns") == []


def test_an_action_is_found_by_the_post_that_owns_it_and_never_by_a_name(world):
    action = MinuteAction.objects.select_related("minute").get()
    clerk = world.users["clerk"]
    title = action.text or f"Action of minute {action.minute.number}: {action.minute.title}"
    assert title in titles("director of communities", clerk)
    assert title not in titles("station manager", clerk)
    ActionOwner.objects.filter(action=action).update(owner_as_printed="Zephyrine")
    keep("action", [action.pk])
    assert title in titles("director of communities", clerk)
    assert titles("zephyrine", clerk) == []


def test_what_has_the_words_in_its_title_comes_first(world):
    found = titles("welcome members")
    assert found == ["Minute 1: Welcome"]


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ('"alleys are dark"', True),
        ('"dark alleys"', False),
        ("dark alleys", True),
        ("ALLEYS", True),
        ("alley", True),
        ("W1.1", True),
        ("dark AND (", True),
        ('"', False),
        ("-- * : ^", False),
    ],
)
def test_how_words_are_asked_for(world, words, is_found):
    assert bool(titles(words)) is is_found


def test_a_question_without_a_word_finds_nothing_and_asks_nothing(world, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert find("?!", seen_by=VISITOR, on=ON).total == 0


def issue(world) -> None:
    make_pack(world.published, by=BY, at=AT)
    issue_pack(world.published, sha256=drafted(world.published), by=BY, at=AT)


def test_a_paper_is_found_outside_only_once_it_is_issued(world):
    both = "Towards 2025"
    assert titles(both) == []
    assert len(titles(both, world.users["partner"])) == 2
    issue(world)
    assert titles(both) == ["Item 5: Towards 2025"]
    assert len(titles(both, world.users["partner"])) == 2


def test_what_changed_since_the_issue_is_found_by_those_inside_alone(world):
    issue(world)
    document = Document.objects.filter(item__meeting=world.published).get()
    rewrite_document(document, ["A hedgehog."], by=world.users["clerk"], at=AT)
    assert titles("hedgehog") == []
    assert titles("hedgehog", world.users["partner"]) == ["Item 5: The next strategy"]
    make_supplement(world.published, ["5"], reason="Mended.", by=BY, at=AT)
    assert titles("hedgehog") == []
    issue_pack(world.published, sha256=drafted(world.published), by=BY, at=AT)
    assert titles("hedgehog") == ["Item 5: Towards 2025"]
    assert "Item 5: Towards 2025" not in titles("Groups")


def test_counts_are_of_what_one_may_open(world):
    issue(world)
    found = find("Towards 2025", seen_by=VISITOR, on=ON)
    assert found.counts == (("issued", "Papers as issued", 1),)


def test_one_kind_alone(world):
    assert titles("light", kind="commitment") == ["W1.2: Light the alleys"]


def test_a_corrected_paper_is_found_by_its_new_words_in_the_same_transaction(world):
    document = Document.objects.filter(item__meeting=world.published).get()
    partner = world.users["partner"]
    assert titles("hedgehog", partner) == []
    rewrite_document(document, ["A hedgehog."], by=world.users["clerk"], at=AT)
    assert titles("hedgehog", partner) == ["Item 5: The next strategy"]
    assert len(titles("Groups", partner)) == 1  # the other meeting's, which was not changed


def test_what_is_deleted_is_forgotten(world):
    minute = Minute.objects.get(number="2")
    pk = minute.pk
    minute.matters.all().delete()
    minute.actions.all().delete()
    minute.delete()
    assert "Minute 2: Street lights" not in titles("light")
    assert Findable.objects.filter(kind="minute", thing=pk).exists()
    keep("minute", [pk])
    assert not Findable.objects.filter(kind="minute", thing=pk).exists()
    assert forget("minute", [pk]) == 0


def test_the_words_themselves_are_gone_from_the_index(world):
    keep("minute", [])
    Findable.objects.filter(kind="minute").delete()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT count(*) FROM search_words WHERE search_words MATCH 'dark'")
            assert cursor.fetchone() == (0,)
            cursor.execute("INSERT INTO search_words(search_words) VALUES ('integrity-check')")


def test_what_came_in_past_the_operations_is_put_right_by_night(world):
    before = set(Findable.objects.values_list("kind", "thing", "words"))
    Findable.objects.filter(kind="minute").delete()
    Findable.objects.create(kind="minute", thing=10**9, title="Gone", place="", words="", href="")
    assert level() == (8, 1)
    assert set(Findable.objects.values_list("kind", "thing", "words")) == before
    assert level() == (0, 0)


def test_rebuilding_changes_nothing_that_was_kept_well(world):
    held = ("kind", "thing", "title", "place", "words", "href", "day")
    before = set(Findable.objects.values_list(*held))
    counts = rebuild(by=BY, at=AT)
    assert set(Findable.objects.values_list(*held)) == before
    assert sum(counts.values()) == len(before)
    assert Entry.objects.latest("id").facts == {"things": len(before)}


def test_the_command_says_how_many_there_are(world, capsys):
    call_command("search", "rebuild")
    assert re.search(r"^Minutes +8$", capsys.readouterr().out, re.M)


def test_the_demonstration_is_whole(demo_world):
    held = ("kind", "thing", "title", "place", "words", "href", "day")
    before = set(Findable.objects.values_list(*held))
    rebuild(by=BY, at=AT)
    assert set(Findable.objects.values_list(*held)) == before
    assert len(titles("violence reduction")) > 3


def with_quokkas(code: str, handling: Handling, seat: str) -> Meeting:
    """Describe a body, and have it meet about quokkas."""
    describe_body(
        BodyDescribed(
            code=code,
            name=f"The {code}",
            short="",
            aliases=(),
            purpose="To meet.",
            rhythm="Monthly",
            handling=handling,
            seats=((seat, SeatRole.CHAIR),),
        ),
        by=BY,
        at=AT,
    )
    paper = ItemPlanned(
        number="1",
        title="Quokka in a lane",
        paper=PaperKind.DOCUMENT,
        document_title="Quokka",
        parts=[{"paragraph": "A quokka was seen."}],
    )
    planned = MeetingPlanned(
        code=f"2022-09-01-{code}",
        body=code,
        starts=dt.datetime(2022, 9, 1, 10, tzinfo=LONDON),
        state=MeetingState.HELD,
        agenda_published=dt.date(2022, 8, 25),
        items=(paper,),
    )
    held = call_meeting(planned, by=BY, at=AT)
    action = ActionWritten((("Panel Coordinator", "panel-coordinator"),), text="Count the quokkas")
    minute = MinuteWritten("1", "Quokka", ("The quokka was discussed.",), actions=(action,))
    record_minutes(held, attended=(), minutes=(minute,), by=BY, at=AT)
    return held


@pytest.fixture
def panel(world):
    """A restricted panel and a forum of partners, each with a paper and minutes."""
    with_quokkas("forum", Handling.PARTNERS, "housing-manager")
    return with_quokkas("panel", Handling.RESTRICTED, "panel-coordinator")


def test_what_is_restricted_is_never_found_by_those_who_may_not_open_it(panel, world):
    for role, user in [("visitor", VISITOR), *world.users.items()]:
        found = find("quokka", seen_by=user, on=ON)
        said = [hit for hit in found.hits if "panel" in hit.place]
        assert bool(said) is (role == "coordinator"), role


def test_what_is_restricted_is_found_with_a_line_that_holds_its_references(client, panel, world):
    looks = Entry.objects.filter(kind=Kind.LOOKED, subject="search")
    for role in ("clerk", "coordinator"):
        client.force_login(world.users[role])
        client.post(reverse("search:search"), {"words": "quokka"})
    action = MinuteAction.objects.get(minute__meeting__body=panel.body)
    line = looks.get()
    assert line.by == world.users["coordinator"].ledger_name
    assert (line.purpose, line.outcome) == ("search", "ALLOWED")
    assert set(line.shown) == {f"minutes {panel.code}", f"action {action.pk}"} | {
        f"paper {item.number} of {panel.code}" for item in panel.items.all()
    }
    assert "quokka" not in f"{line.subject} {line.facts}".casefold()
    client.post(reverse("search:search"), {"words": "alleys dark"})
    assert looks.count() == 1


def test_everything_that_is_found_opens(panel, world):
    """Knock on each page with each role: what one may not open, one is not shown."""
    for role in ("visitor", *ROLES):
        client = Client()
        user = VISITOR if role == "visitor" else world.users[role]
        if role != "visitor":
            client.force_login(user)
        for href in set(visible(user, on=ON).values_list("href", flat=True)):
            assert client.get(href.partition("#")[0]).status_code == 200, (role, href)


WORDS = sorted(
    {"quokka", "lane", "lights", "alleys", "dark", "strategy", "welcome", "refuge", "progress"}
)


@given(
    words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=2),
    handling=st.sampled_from(list(Handling)),
    role=st.sampled_from(("visitor", *ROLES)),
)
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_whatever_is_asked_of_a_body_of_whatever_class(panel, world, words, handling, role):
    """Law: nothing is found but what `visible` has, whatever class the body is put in."""
    Body.objects.filter(code="panel").update(handling=handling.value)
    user = VISITOR if role == "visitor" else world.users[role]
    question = " ".join(words)
    found = find(question, seen_by=user, on=ON)
    of_panel = [hit for hit in found.hits if "panel" in hit.place]
    if handling.is_restricted and role != "coordinator":
        assert of_panel == []
    slow = [
        one
        for one in visible(user, on=ON)
        if all(
            re.search(rf"\b{word[:5]}", f"{one.title} {one.words}", re.I)
            for word in asked(question).words
        )
    ]
    assert {hit.href for hit in found.hits} == {one.href for one in slow}


def test_the_page_finds_what_was_sent_and_keeps_it_out_of_the_address(client, world):
    address = reverse("search:search")
    answer = client.post(address, {"words": "alleys dark"})
    page = answer.content.decode()
    assert "1 thing found" in page
    assert "<mark>alleys</mark> are <mark>dark</mark>" in page
    assert "alleys" not in answer.request["PATH_INFO"] + answer.request["QUERY_STRING"]


def test_the_page_asks_for_words(client, world):
    answer = client.post(reverse("search:search"), {"words": "…"})
    assert answer.status_code == 400
    assert "Enter at least one word of letters or digits." in answer.content.decode()


def test_many_are_shown_page_by_page_with_as_many_queries(client, world):
    body = Body.objects.get(code="board")
    model = world.earlier
    for n in range(30):
        meeting = Meeting.objects.create(
            code=f"old-{n}", body=body, starts=model.starts, state=MeetingState.HELD
        )
        Minute.objects.create(meeting=meeting, number="1", position=1, title="Wombat report")
    level()
    client.force_login(world.users["clerk"])
    counts = []
    for page in (1, 2):
        with CaptureQueriesContext(connection) as captured:
            answer = client.post(
                reverse("search:search"), {"words": "wombat", "page": page, "kind": "minute"}
            )
        counts.append(len(captured))
        assert f"Page {page} of 2" in answer.content.decode()
    with CaptureQueriesContext(connection) as captured:
        client.post(reverse("search:search"), {"words": "alleys", "kind": "minute"})
    assert {*counts, len(captured)} == {counts[0]}


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("The alleys are dark.", ("alley",), "The [alleys] are dark."),
        ("The alleys are dark.", ("lights",), "The alleys are dark."),
        (f"{'so ' * 60}much light {'and ' * 90}more", ("lighting",), None),
    ],
)
def test_an_excerpt_is_cut_about_the_word(text, words, shown):
    pieces = excerpt(text, words)
    said = "".join(f"[{piece}]" if found else piece for piece, found in pieces)
    if shown is None:
        assert said.startswith("… so")
        assert "[light]" in said
        assert said.endswith("and …")
        assert len(said) < 330
    else:
        assert said == shown


def test_members_find_the_words_of_composed_papers_and_each_paper_once(demo_world):
    clerk = User.objects.get(username="clerk")
    found = titles("hoblingwell", clerk)
    assert found == titles("hoblingwell")
    assert [one for one in found if one.startswith("Item 5a")]
    next_strategy = titles("task finish groups next strategy", clerk)
    assert len([one for one in next_strategy if one.startswith("Item 7a")]) == 1
