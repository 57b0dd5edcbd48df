"""
Making a pack, issuing it, and what stays as it was issued.
"""

import dataclasses
import datetime as dt
import hashlib
import io
from decimal import Decimal

import docx
import pytest
from django.db import IntegrityError, transaction

from saferboard.bodies.models import NOT_STATED
from saferboard.domain.refusals import Refused
from saferboard.domain.states import MeetingState, PackState
from saferboard.ledger.models import Entry, Kind
from saferboard.measures.operations import report_figures
from saferboard.meetings.models import Meeting, Pack, PaperKind
from saferboard.meetings.operations import ItemPlanned, call_meeting
from saferboard.meetings.queries import pack as pack_seen
from saferboard.packs.composing import compose
from saferboard.packs.operations import file_of, issue_pack, keep, make_pack
from tests.world import AT, BY, PUBLISHED, UNPUBLISHED, drafted, meeting_planned
from tests.world_figures import CCTV

LATER = AT + dt.timedelta(days=1)


def make(world) -> Pack:
    return make_pack(world.published, by=BY, at=AT)


def test_a_pack_made_is_a_draft_kept_under_its_own_digest(world):
    pack = make(world)
    content = file_of(pack.sha256).read_bytes()
    assert content.startswith(b"%PDF-")
    assert hashlib.sha256(content).hexdigest() == pack.sha256
    assert len(content) == pack.size
    assert (pack.state, pack.issued_at) == (PackState.DRAFT, None)
    line = Entry.objects.latest("id")
    assert (line.kind, line.subject) == (Kind.PACK_MADE, f"meeting {PUBLISHED}")
    assert line.facts["sha256"] == pack.sha256


def test_made_again_from_the_same_it_is_the_same_file(world):
    first, second = make(world), make(world)
    first.refresh_from_db()
    assert (first.state, second.state) == (PackState.REPLACED, PackState.DRAFT)
    assert first.sha256 == second.sha256
    assert pack_seen(PUBLISHED, issued_only=False).id == second.pk


def test_a_pack_issued_is_fixed(world):
    make(world)
    issued = issue_pack(world.published, sha256=drafted(world.published), by=BY, at=LATER)
    assert (issued.state, issued.issued_at) == (PackState.ISSUED, LATER)
    assert Entry.objects.latest("id").kind == Kind.PACK_ISSUED
    with pytest.raises(Refused, match="The pack is issued and cannot be replaced"):
        make(world)
    with pytest.raises(Refused, match="The pack is issued and cannot be issued"):
        issue_pack(world.published, sha256=drafted(world.published), by=BY, at=LATER)
    assert Pack.objects.count() == 1


def test_there_must_be_a_pack_to_issue(world):
    with pytest.raises(Refused, match=r"no pack to issue\. Make it first\."):
        issue_pack(world.published, sha256=drafted(world.published), by=BY, at=AT)


def test_every_figure_in_it_is_frozen_with_its_source(world):
    pack = make(world)
    (counted,) = [one for one in pack.figures if one["measure"] == "cctv-incidents"]
    assert counted["value"] == "412"
    assert counted["period"] == "2022-23 Q2"
    assert ["partner-reports", "board of 27 October 2022"] in [o[:2] for o in counted["origins"]]
    burglary = [one for one in pack.figures if one["measure"] == "total-burglary"]
    assert all(one["origins"] or one["absence"] for one in burglary)
    assert pack.figures == compose(PUBLISHED).figures


def test_a_figure_revised_since_leaves_an_issued_pack_as_it_was(world):
    make(world)
    before = issue_pack(world.published, sha256=drafted(world.published), by=BY, at=AT)
    content = file_of(before.sha256).read_bytes()
    revised = dataclasses.replace(CCTV, value=Decimal(999), vintage="a later return")
    report_figures([revised], by=BY, at=LATER)
    kept = Pack.objects.get(pk=before.pk)
    assert kept.figures == before.figures
    assert file_of(kept.sha256).read_bytes() == content
    assert compose(PUBLISHED).figures != kept.figures


def test_a_file_kept_twice_is_one_file_and_no_part_is_left(world, data_folder):
    assert keep(b"the same") == keep(b"the same")
    assert not list((data_folder / "packs").glob("*.part"))


def test_the_database_keeps_one_issued_pack_of_a_meeting(world):
    make(world)
    issue_pack(world.published, sha256=drafted(world.published), by=BY, at=AT)
    given = {
        f.name: getattr(Pack.objects.get(), f.name) for f in Pack._meta.fields if f.name != "id"
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Pack.objects.create(**given)


def test_the_clerk_makes_and_issues_by_button(client, world):
    client.force_login(world.users["clerk"])
    address = f"/meetings/{PUBLISHED}/"
    assert client.post(f"{address}pack/make/").url == address
    assert "draft pack" in client.get(address).content.decode()
    read = {"sha256": drafted(world.published)}
    assert client.post(f"{address}pack/issue/", read).url == address
    page = client.get(address).content.decode()
    assert "Fixed as issued." in page
    assert Entry.objects.latest("id").by == world.users["clerk"].ledger_name
    again = client.post(f"{address}pack/make/")
    assert again.status_code == 403
    assert "The pack is issued and cannot be replaced." in again.content.decode()


@pytest.mark.parametrize("act", ["make", "issue"])
def test_a_meeting_nobody_called_has_no_pack(client, world, act):
    client.force_login(world.users["clerk"])
    assert client.post(f"/meetings/1999-01-01/pack/{act}/").status_code == 404


def test_an_item_without_a_paper_has_no_page(client, world):
    for number in ("3", "99", "4a%20"):
        assert client.get(f"/meetings/{PUBLISHED}/papers/{number}/").status_code == 404
        assert client.get(f"/meetings/{PUBLISHED}/papers/{number}/word/").status_code == 404


@pytest.mark.parametrize("number", ["1", "2", "4a", "5"])
def test_a_word_copy_of_any_paper_opens(client, world, number):
    client.force_login(world.users["partner"])
    answer = client.get(f"/meetings/{PUBLISHED}/papers/{number}/word/")
    assert f'filename="{PUBLISHED}-item-{number}.docx"' in answer.headers["Content-Disposition"]
    opened = docx.Document(io.BytesIO(answer.content))
    assert opened.core_properties.title
    assert opened.core_properties.language == "en-GB"


def test_the_paper_on_the_page_is_made_of_what_is_held(client, world):
    client.force_login(world.users["partner"])
    page = client.get(f"/meetings/{PUBLISHED}/papers/4a/").content.decode()
    for words in (
        "Visit every home burgled",
        "Not provided",
        "Two alleys wait for a lamp.",
        ">412<",
    ):
        assert words in page
    assert "{cctv" not in page


UNREADY = {
    "a priority the strategy lacks": {"paper": PaperKind.PRIORITY, "priority": 9},
    "a paper nobody has written": {"paper": PaperKind.DOCUMENT},
}


@pytest.mark.parametrize("lacking", UNREADY)
def test_an_agenda_set_out_before_its_papers_says_what_is_wanting(client, world, lacking):
    items = [ItemPlanned(number="1", title="To come", **UNREADY[lacking])]
    planned = meeting_planned("2023-03-02", MeetingState.PROPOSED, items=items)
    meeting = call_meeting(planned, by=BY, at=AT)
    with pytest.raises(Refused, match=r"What item 1, To come, is to be made from has not been"):
        make_pack(meeting, by=BY, at=AT)
    assert not Pack.objects.exists()
    client.force_login(world.users["clerk"])
    answer = client.get("/meetings/2023-03-02/papers/1/")
    assert answer.status_code == 403
    assert "has not been entered" in answer.content.decode()


def test_an_unpublished_meeting_can_have_its_pack_drafted(world):
    pack = make_pack(world.unpublished, by=BY, at=AT)
    assert pack_seen(UNPUBLISHED, issued_only=True) is None
    assert pack_seen(UNPUBLISHED, issued_only=False).id == pack.pk


def test_a_pack_says_plainly_that_no_place_is_stated(world):
    stated = compose(PUBLISHED).pack
    assert stated.meeting_line == "Thursday 27 October 2022 at 10.30am, Council Chamber"
    assert "held at Council Chamber on Thursday 27 October 2022" in said(stated.front[-1])
    Meeting.objects.filter(code=PUBLISHED).update(place=NOT_STATED)
    unstated = compose(PUBLISHED).pack
    assert unstated.meeting_line == "Thursday 27 October 2022 at 10.30am, place not stated"
    assert said(unstated.front[-1]) == (
        "A meeting of the Safer Westhaven Board will be held on Thursday 27 October 2022 at"
        " 10.30am. Where it is held is not stated."
    )


def said(paragraph) -> str:
    return "".join(run.text for run in paragraph.text)
