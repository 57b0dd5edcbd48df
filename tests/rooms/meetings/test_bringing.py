"""
Bringing the past in on the screen: read, looked through, corrected, kept or thrown away.
"""

import dataclasses
import datetime as dt
import io
import re

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from saferboard.bodies.models import Body
from saferboard.documents.reading import read_bytes
from saferboard.domain.handling import Handling
from saferboard.ledger.models import Entry
from saferboard.meetings.bringing.parts import parts_of, stamp, thing_at
from saferboard.meetings.models import BroughtIn, Meeting, Minute, MinuteAction, PastKind
from saferboard.papers.reader import read_as_pack
from saferboard.papers.stored import as_read, as_stored
from tests.repo.forms import forms_of
from tests.rooms.meetings.test_importing import MINUTES as ENCLOSED
from tests.rooms.meetings.test_importing import PACK
from tests.world import AT
from tests.world_past import MINUTES, put_by

PAST = "/meetings/past/"


@pytest.fixture
def clerk(client, world):
    client.force_login(world.users["clerk"])
    return client


@pytest.fixture
def brought(world):
    return put_by(world.body, world.users["clerk"], at=AT)


@pytest.fixture
def pack(world):
    paper = read_as_pack(read_bytes("pack.txt", (PACK + ENCLOSED).encode()))
    return BroughtIn.objects.create(
        body=world.body,
        kind=PastKind.PACK,
        file_name="pack.txt",
        reading=as_stored(paper),
        by=world.users["clerk"],
        at=AT,
    )


def given(client, text, *, kind="minutes", name="may.txt", **more):
    file = SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode())
    return client.post(PAST, {"body": "board", "kind": kind, "file": file, **more})


def address(brought, part=""):
    return f"{PAST}{brought.pk}/{part + '/' if part else ''}"


def as_shown(client, url):
    """Return what a browser would send of the last form of a page, as it was shown."""
    form = forms_of(url, client.get(url).content.decode())[-1]
    return {name: one.held() for name, one in form.controls.items() if one.kind != "submit"}


def paper_of(brought):
    return as_read(BroughtIn.objects.get(pk=brought.pk).reading)


def test_a_clerk_brings_minutes_in_corrects_them_and_keeps_them(clerk, world):
    assert PAST in clerk.get(reverse("meetings:meetings")).content.decode()
    answer = given(clerk, MINUTES)
    brought = BroughtIn.objects.get()
    assert answer.url == address(brought)
    shown = clerk.get(answer.url).content.decode()
    assert shown.index("Unsure of") < shown.index("Minute 8 WELCOME")
    assert "initials" in shown
    assert "ZZ" in shown[shown.index("Kept as not stated") :]
    assert not Meeting.objects.filter(code="2022-05-12").exists()

    minute = address(brought, "0-minute-1")
    typed = as_shown(clerk, minute) | {"title": "Burglary in the north", "due_0": "1 June 2022"}
    assert clerk.post(minute, typed).status_code == 302
    posts = address(brought, "posts")
    form = as_shown(clerk, posts)
    box = {label: name for name, label in _labels(clerk.get(posts).content.decode()).items()}["ZZ"]
    assert clerk.post(posts, form | {box: "housing-manager"}).status_code == 302
    assert "Kept as not stated" not in clerk.get(answer.url).content.decode()

    kept = clerk.post(address(brought, "keep"), follow=True)
    assert kept.redirect_chain[0][0] == "/meetings/2022-05-12/minutes/"
    assert "3 minutes and 4 actions" in kept.content.decode()
    assert Minute.objects.get(meeting__code="2022-05-12", number="9").title.endswith("the north")
    assert MinuteAction.objects.filter(due=dt.date(2022, 6, 1)).count() == 1
    owners = MinuteAction.objects.filter(owners__owner_as_printed="ZZ")
    assert owners.get().owners.get().post.code == "housing-manager"
    assert BroughtIn.objects.filter(reading={}, posts={}, file_name="").count() == 1
    kinds = list(Entry.objects.order_by("id").values_list("kind", flat=True))
    assert kinds[kinds.index("PAST_BROUGHT_IN") :] == [
        *("PAST_BROUGHT_IN", "PAST_CORRECTED", "PAST_CORRECTED"),
        *("MEETING_CALLED", "MINUTES_RECORDED", "PAST_ENTERED"),
    ]
    for line in Entry.objects.filter(kind__startswith="PAST_"):
        assert "ZZ" not in str(line.facts)
        assert "may.txt" not in str(line.facts)


def _labels(html):
    return dict(re.findall(r'<label[^>]*for="id_(post_\d+)"[^>]*>\s*([^<]*?)\s*</label>', html))


def test_a_pack_is_kept_with_the_minutes_it_encloses(clerk, pack):
    shown = clerk.get(address(pack)).content.decode()
    assert "Minutes enclosed, 12 May 2022" in shown
    assert "Matter arising from minute 9" in shown
    kept = clerk.post(address(pack, "keep"), follow=True)
    assert kept.redirect_chain[0][0] == "/meetings/2022-07-14/"
    assert Meeting.objects.get(code="2022-07-14").matters.count() == 1
    assert Meeting.objects.get(code="2022-05-12").minutes.count() == 3


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("Fourteen lamps.", "lamps.txt", "No agenda, minutes or commitments were found"),
        (b"%PDF-1.7 cut short", "cut.pdf", "damaged"),
        (b"PK\x03\x04 nothing", "a.docx", "damaged"),
        (b"\x00" * 20, "nought.txt", "empty"),
        (MINUTES.replace("12 May 2022", "the usual day"), "may.txt", "under “The day it met”"),
    ],
)
def test_what_cannot_be_read_is_said_beside_the_form(clerk, text, name, said):
    answer = given(clerk, text, name=name)
    assert answer.status_code == 400
    assert not BroughtIn.objects.exists()
    page = answer.content.decode()
    assert "There is a problem" in page
    assert said in page


def test_the_day_may_be_given_where_the_file_does_not_say_it(clerk):
    given(clerk, MINUTES.replace("12 May 2022", "the usual day"), day="12 05 2022")
    assert paper_of(BroughtIn.objects.get()).sitting.date == dt.date(2022, 5, 12)


def as_html():
    rows = "".join(f"<p>{line}</p>" for line in MINUTES.splitlines() if line.strip())
    return f"<!doctype html><html><body>{rows}</body></html>".encode()


def as_word():
    document, held = docx.Document(), io.BytesIO()
    for line in MINUTES.splitlines():
        document.add_paragraph(line)
    document.save(held)
    return held.getvalue()


@pytest.mark.parametrize(("made", "name"), [(as_html, "may.html"), (as_word, "may.docx")])
def test_html_and_word_are_read_too(clerk, made, name):
    given(clerk, made(), name=name)
    paper = paper_of(BroughtIn.objects.get())
    assert paper.sitting.date == dt.date(2022, 5, 12)
    assert [one.number for one in paper.minutes] == ["8", "9", "10"]


def test_what_was_read_comes_back_whole_from_the_database(brought, pack):
    for one in (brought, pack):
        paper = paper_of(one)
        assert as_stored(paper) == one.reading
        assert as_read(as_stored(paper)) == paper
    assert paper_of(pack).enclosed[0].minutes[1].resolutions


def test_a_form_saved_as_it_was_shown_changes_nothing(clerk, pack):
    before = paper_of(pack)
    for part in parts_of(before):
        url = address(pack, part.address)
        assert clerk.post(url, as_shown(clerk, url)).status_code == 302, url
    assert paper_of(pack) == before


def test_a_second_clerk_does_not_overwrite_unseen(clerk, brought):
    url = address(brought, "0-minute-1")
    first, second = as_shown(clerk, url), as_shown(clerk, url)
    assert clerk.post(url, first | {"title": "Burglaries"}).status_code == 302
    answer = clerk.post(url, second | {"title": "Break-ins", "discussion": "Mine alone."})
    assert answer.status_code == 409
    assert paper_of(brought).minutes[1].title == "Burglaries"
    page = answer.content.decode()
    assert "What stands now" in page
    assert "Mine alone." in page
    again = {n: c.held() for n, c in forms_of(url, page)[-1].controls.items()}
    assert clerk.post(url, again).status_code == 302
    assert paper_of(brought).minutes[1].title == "Break-ins"


def test_what_moved_up_is_still_what_was_corrected(clerk, brought):
    first, last = address(brought, "0-minute-0"), address(brought, "0-minute-2")
    typed = as_shown(clerk, last) | {"title": "The end"}
    assert clerk.post(first, as_shown(clerk, first) | {"gone": "yes"}).status_code == 302
    assert clerk.post(last, typed).status_code == 302
    assert [one.title for one in paper_of(brought).minutes] == ["BURGLARY", "The end"]


def test_what_was_typed_into_a_minute_left_out_meanwhile_is_not_lost(clerk, brought):
    last = address(brought, "0-minute-2")
    typed = as_shown(clerk, last) | {"title": "The end"}
    clerk.post(last, as_shown(clerk, last) | {"gone": "yes"})
    answer = clerk.post(last, typed)
    assert answer.status_code == 409
    assert "The end" in answer.content.decode()
    assert len(paper_of(brought).minutes) == 2


def test_a_minute_that_was_not_read_is_added_in_its_place(clerk, brought):
    url = address(brought, "0-minute-new")
    form = as_shown(clerk, url) | {"number": "8a", "title": "Apologies", "after": "8"}
    form |= {"discussion": "One.\n\nTwo.", "resolved": "the lamp be lit\nthe cost be met"}
    assert clerk.post(url, form).status_code == 302
    minute = paper_of(brought).minutes[1]
    assert (minute.number, minute.paragraphs) == ("8a", ("One.", "Two."))
    assert [one.text for one in minute.resolutions] == ["the lamp be lit", "the cost be met"]


def test_a_doubt_looked_at_is_gone(clerk, brought):
    doubts = len(paper_of(brought).unsure)
    assert doubts
    page = clerk.get(address(brought)).content.decode()
    part = next(p for p in parts_of(paper_of(brought)) if "I have looked" in _page(clerk, p))
    assert address(brought, part.address) in page
    url = address(brought, part.address)
    clerk.post(url, as_shown(clerk, url) | {"looked": "yes"})
    assert len(paper_of(brought).unsure) < doubts


def _page(client, part):
    brought = BroughtIn.objects.get()
    return client.get(address(brought, part.address)).content.decode()


@pytest.mark.parametrize(
    ("part", "typed", "said"),
    [
        ("0-minute-1", {"number": "8"}, "8 is the number of another minute"),
        ("0-minute-1", {"number": ""}, "Number: write something"),
        ("0-minute-1", {"discussion": "It was {no such}."}, "Discussion:"),
        ("0-meeting", {"day": ""}, "Day of the meeting: give a day"),
        ("0-meeting", {"starts": "noonish"}, "Began: write a time"),
        ("0-people", {"present": "a; b; c; d"}, "Present: line 1 has too much"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(clerk, brought, part, typed, said):
    url, before = address(brought, part), paper_of(brought)
    answer = clerk.post(url, as_shown(clerk, url) | typed)
    assert answer.status_code == 400
    page = answer.content.decode()
    assert said in page
    assert all(words in page for words in typed.values())
    assert paper_of(brought) == before


def test_an_item_numbered_anew_keeps_what_is_under_it(clerk, pack):
    url = address(pack, "0-item-new")
    form = as_shown(clerk, url) | {"number": "4a", "title": "Lamps", "part_of": "4"}
    assert clerk.post(url, form | {"paper": "verbal"}).status_code == 302
    whole = address(pack, "0-item-3")
    refused = clerk.post(whole, as_shown(clerk, whole) | {"gone": "yes"})
    assert "4a stand under item 4" in refused.content.decode()
    clerk.post(whole, as_shown(clerk, whole) | {"number": "5", "pages": "9 - 12"})
    agenda = paper_of(pack).agenda
    assert (agenda[3].number, agenda[3].pages, agenda[4].part_of) == ("5", (9, 12), "5")


def test_minutes_that_are_here_already_are_not_kept_again(clerk, world, brought):
    clerk.post(address(brought, "keep"))
    again = put_by(world.body, world.users["clerk"], at=AT)
    assert "are here already" in clerk.get(address(again)).content.decode()
    lines = Entry.objects.count()
    answer = clerk.post(address(again, "keep"), follow=True)
    assert "has its 3 minutes already" in answer.content.decode()
    assert BroughtIn.objects.filter(pk=again.pk, done_at=None).exists()
    assert Entry.objects.count() == lines


def test_all_is_kept_or_nothing(clerk, brought):
    paper = paper_of(brought)
    twice = dataclasses.replace(paper.minutes[2], number="9")
    broken = dataclasses.replace(paper, minutes=(*paper.minutes[:2], twice))
    BroughtIn.objects.filter(pk=brought.pk).update(reading=as_stored(broken))
    answer = clerk.post(address(brought, "keep"), follow=True)
    assert "Two minutes are numbered 9" in answer.content.decode()
    assert not Meeting.objects.filter(code="2022-05-12").exists()


def test_it_can_be_thrown_away_and_then_cannot_be_kept(clerk, brought):
    url = address(brought, "0-minute-1")
    typed = as_shown(clerk, url)
    clerk.post(address(brought, "throw-away"))
    assert BroughtIn.objects.get().reading == {}
    assert "may.txt" not in clerk.get(PAST).content.decode()
    assert clerk.get(address(brought)).status_code == 404
    for again in ("keep", "throw-away"):
        answer = clerk.post(address(brought, again), follow=True)
        assert "was kept or thrown away meanwhile" in answer.content.decode()
    late = clerk.post(url, typed | {"discussion": "Words of mine."})
    assert late.status_code == 400
    assert "Words of mine." in late.content.decode()
    assert Entry.objects.latest("id").kind == "PAST_DISCARDED"


def test_a_restricted_bodys_draft_opens_to_its_seats_alone(client, world, brought):
    Body.objects.filter(pk=world.body.pk).update(handling=Handling.NAMED)
    for role, opens in (("clerk", False), ("head", True), ("chair", False), ("coordinator", False)):
        client.force_login(world.users[role])
        for part in ("", "posts", "0-minute-1"):
            got = client.get(address(brought, part)).status_code
            assert got == (200 if opens else 403), (role, part)
        listed = client.get(PAST).content.decode() if role != "chair" else ""
        assert ("may.txt" in listed) is opens
        assert ("Safer Westhaven Board" in listed) is opens


def test_a_coordinator_brings_in_for_a_body_they_sit_on_and_no_other(client, world):
    client.force_login(world.users["coordinator"])
    assert given(client, MINUTES).status_code == 400
    assert not BroughtIn.objects.exists()


def test_a_mark_is_of_what_stands_there(brought):
    paper = paper_of(brought)
    marks = {stamp(thing_at(paper, part)) for part in parts_of(paper)}
    assert len(marks) == len(parts_of(paper))
    assert stamp(None) == ""
