"""
Data sheets in a round: one list, one letter, one state each; answered by the letter's link.
"""

import datetime as dt
import io

import openpyxl
import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from saferboard.documents.filled import sheet_of
from saferboard.domain.periods import Quarter
from saferboard.domain.refusals import Refused
from saferboard.domain.states import UpdateState
from saferboard.ledger.models import Entry, Kind
from saferboard.letters.models import Letter
from saferboard.letters.operations import send_due_letters
from saferboard.partners.models import Organisation, Post
from saferboard.returns.filled.replies import read_mail, take_reply
from saferboard.returns.held import ANSWERS
from saferboard.returns.models import Round, Update
from saferboard.returns.queries import head
from saferboard.returns.rounds import operations, queries
from saferboard.returns.rounds.planning import plan_next
from saferboard.returns.rounds.reminding import remind
from saferboard.sheets import operations as sheets
from saferboard.sheets.filling import opened as opened_at
from saferboard.sheets.giving_back import template_of
from saferboard.sheets.models import DataReturn
from saferboard.ui import clock
from tests.rooms.returns.test_answering import come_by_link
from tests.world import AT, BY, Q2
from tests.world_returns import ROUND, mail_with

Q3 = Q2 + 1
SLUG = "community-impact-days-housing-manager"
LIST = f"/strategy/asked-of-you/{ROUND}.housing-manager/"
FILL = "/sheets/community-impact-days/2022-23-q3/homes/fill/"
NUMBERS = {"days.all.2022-10": "1", "days.all.2022-11": "nil", "days.all.2022-12": "2"}
GIVEN = {"do": "send", "counter": "0", "explanation": "By hand.", "publish": ["days"], **NUMBERS}


@pytest.fixture(autouse=True)
def _a_mail_server(settings):
    settings.EMAIL_HOST = "mail.westhaven.example"


@pytest.fixture
def opened(world) -> Round:
    """The round of Q3, asking the housing manager for an update and a data sheet."""
    Round.objects.filter(quarter=str(Q3)).delete()
    planned = plan_next(on=AT.date())
    asked = frozenset({"w21-housing-manager", SLUG})
    wanted = planned.changed(ask=asked, due=dt.date(2022, 10, 28), rhythm=(-7, 1))
    return operations.open_next(wanted, by=BY, at=AT)


def row() -> Update:
    return Update.objects.get(slug=SLUG, round__quarter=str(Q3))


def held() -> DataReturn:
    return DataReturn.objects.get(quarter=str(Q3), organisation__code="homes")


def test_one_letter_asks_for_updates_and_sheets(opened):
    send_due_letters(at=AT)
    [letter] = [one for one in mail.outbox if "for Q3 2022/23" in one.subject]
    assert "1 update and 1 data sheet" in letter.body
    assert row().state == held().state == UpdateState.REQUESTED
    unticked = Update.objects.get(slug="community-impact-days-data-analyst")
    assert unticked.state == UpdateState.NOT_REQUESTED
    assert not DataReturn.objects.filter(quarter=str(Q3), organisation__code="council").exists()


def test_the_grid_has_both_and_a_square_leads_to_the_sheet(client, world, opened):
    grid = queries.grid(head(opened), on=AT.date())
    assert [c.about for c in grid.columns][-1] == "Community Impact Days"
    assert grid.response.asked == 2
    client.force_login(world.users["head"])
    page = client.get(f"/strategy/updates/{ROUND}/who-has-sent/").content.decode()
    assert "/sheets/community-impact-days/2022-23-q3/shown/" in page
    judged = client.get(f"/strategy/updates/{ROUND}/{SLUG}/")
    assert judged.url == "/sheets/community-impact-days/2022-23-q3/homes/"


def test_the_letters_link_opens_the_sheet_and_sends_it(world, opened):
    client = come_by_link(world)
    page = client.get(LIST).content.decode()
    assert "1 update and 1 data sheet" in page
    assert FILL in page
    sheet = client.get(FILL).content.decode()
    assert "Fill in Community Impact Days" in sheet
    assert "Say what your own words mean" not in sheet
    kept = client.post(FILL.replace("fill", "keep"), GIVEN)
    assert (kept.status_code, kept.json()["counter"]) == (200, 1)
    assert client.post(FILL, GIVEN).url == LIST
    assert row().state == held().state == UpdateState.RECEIVED
    assert row().came == clock.today()
    line = Entry.objects.get(kind=Kind.SHEET_SENT)
    assert (line.by, line.post) == ("link", "housing-manager")


def test_the_link_opens_no_other_partners_sheet(world, opened):
    council = Organisation.objects.get(code="council")
    sheets.ask_for_sheet("community-impact-days", [council], quarter=Q3, by=BY, at=AT)
    client = come_by_link(world)
    other = client.get(FILL.replace("homes", "council"))
    assert other.url.startswith("/sign-in/")
    assert Client().get(FILL).url.startswith("/sign-in/")


def test_a_filled_template_comes_back_by_the_link(world, opened):
    client = come_by_link(world)
    book = openpyxl.load_workbook(
        io.BytesIO(client.get(FILL.replace("fill/", "template.xlsx")).content)
    )
    book.worksheets[0]["D6"] = 4
    written = io.BytesIO()
    book.save(written)
    file = SimpleUploadedFile("sheet.xlsx", written.getvalue())
    answer = client.post(
        FILL.replace("fill", "upload"), {"file": file, "typed": "stay"}, follow=True
    )
    assert answer.status_code == 200
    assert held().draft["typed"]["days.all.2022-10"] == "4"
    assert "Kept, not sent" in client.get(LIST).content.decode()


def template(number: int, *, homes: str = "homes") -> bytes:
    """Return the sheet's own template with a number in its first box."""
    found = opened_at("community-impact-days", "2022-23-q3", homes)
    book = openpyxl.load_workbook(io.BytesIO(sheet_of(template_of(found, []))))
    book.worksheets[0]["D6"] = number
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_a_filled_template_comes_back_by_mail(world, opened):
    taken = take_reply(read_mail(mail_with(template(4))), at=AT)
    assert (taken.asked.ref, taken.put, taken.stay) == (f"{ROUND}.housing-manager", 1, 0)
    assert held().draft["typed"] == {"days.all.2022-10": "4"}
    assert held().draft["post"] == "housing-manager"
    assert row().state == UpdateState.REQUESTED
    letter = Letter.objects.get(kind="returns-reply-taken")
    assert (letter.post.code, "1 box" in letter.subject) == ("housing-manager", True)
    line = Entry.objects.get(kind=Kind.RETURNS_FILLED_IN)
    assert (line.by, line.post, line.facts["texts"]) == ("reply", "housing-manager", 1)
    # What stands in a box stays: who wrote a mail cannot be known.
    again = take_reply(read_mail(mail_with(template(9))), at=AT)
    assert (again.put, again.stay) == (0, 1)
    assert held().draft["typed"] == {"days.all.2022-10": "4"}


def test_a_mail_is_no_way_round_who_may_answer_or_when(world, opened):
    spoilt = openpyxl.load_workbook(io.BytesIO(template(4)))
    spoilt.create_sheet("More")
    written = io.BytesIO()
    spoilt.save(written)
    mails = [
        mail_with(template(4), sender="chair@westhaven.example"),
        mail_with(written.getvalue()),
    ]
    said = []
    for one in mails:
        with pytest.raises(Refused) as refused:
            take_reply(read_mail(one), at=AT)
        said.append(refused.value.refusal.code)
    operations.close_round(opened, by=BY, at=AT)
    with pytest.raises(Refused) as refused:
        take_reply(read_mail(mail_with(template(4))), at=AT)
    assert [*said, refused.value.refusal.code] == ["stranger", "unfit", "round-closed"]
    assert held().draft == {}


def send(world) -> None:
    filled = sheets.Filled(NUMBERS, "By hand.", (), ("days",))
    sheets.send_sheet(held(), filled, by=world.users["partner"], at=AT)


def test_the_row_follows_its_return_through_every_state(world, opened):
    head_of_safety, partner = world.users["head"], world.users["partner"]
    steps = (
        lambda: send(world),
        lambda: sheets.send_back_sheet(held(), reason="Nil?", by=head_of_safety, at=AT),
        lambda: sheets.decline_sheet(held(), reason="Not so.", by=partner, at=AT),
        lambda: send(world),
        lambda: sheets.accept_sheet(held(), by=head_of_safety, at=AT),
    )
    seen = []
    for step in steps:
        step()
        assert row().state == held().state
        seen.append((row().state, row().reason))
    assert seen == [
        ("RECEIVED", ""),
        ("SENT_BACK", "Nil?"),
        ("DECLINED", "Not so."),
        ("RECEIVED", ""),
        ("ACCEPTED", ""),
    ]


def test_a_correction_of_a_sheet_shows_in_the_grid(world, opened):
    send(world)
    sheets.accept_sheet(held(), by=world.users["head"], at=AT)
    send(world)
    grid = queries.grid(head(opened), on=AT.date(), show=queries.RECEIVED)
    [square] = [one for found in grid.rows for one in found.squares.values()]
    assert (square.slug, square.corrected) == (SLUG, True)


def test_a_sheet_of_a_closed_round_takes_nothing_and_loses_nothing(client, world, opened):
    client.force_login(world.users["partner"])
    client.get(FILL)
    assert operations.close_round(opened, by=BY, at=AT) == 2
    assert row().state == held().state == UpdateState.NOT_PROVIDED
    answer = client.post(FILL, GIVEN)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "The round for Q3 2022/23 was closed" in page
    assert 'value="nil"' in page
    assert client.post(FILL, GIVEN | {"do": "save"}).status_code == 302
    operations.reopen_round(opened, due=dt.date(2022, 11, 30), by=BY, at=AT)
    assert client.post(FILL, GIVEN | {"counter": "1"}).status_code == 302
    assert row().state == UpdateState.RECEIVED


def test_a_sheet_asked_for_by_itself_joins_the_open_round(world, opened):
    police = Organisation.objects.get(code="police")
    sheets.ask_for_sheet("cctv", [police], quarter=Q3, by=BY, at=AT)
    added = Update.objects.get(sheet="cctv")
    assert (added.asked.code, added.state) == ("superintendent", UpdateState.REQUESTED)
    assert Letter.objects.filter(kind="returns-asked", post__code="superintendent").count() == 1
    sheets.ask_for_sheet("cctv", [police], quarter=Quarter(2022, 4), by=BY, at=AT)
    assert Update.objects.filter(sheet="cctv").count() == 1


def test_what_came_before_the_round_was_opened_stands_in_it(world):
    homes = Organisation.objects.get(code="homes")
    Round.objects.filter(quarter=str(Q3)).delete()
    sheets.ask_for_sheet("cctv", [homes], quarter=Q3, by=BY, at=AT)
    early = DataReturn.objects.get(sheet="cctv", quarter=str(Q3))
    sheets.decline_sheet(early, reason="Not so.", by=world.users["partner"], at=AT)
    planned = plan_next(on=AT.date())
    assert "cctv-housing-manager" in {one.slug for one in planned.ticked}
    operations.open_next(planned, by=BY, at=AT, tell=False)
    assert Update.objects.get(sheet="cctv").state == UpdateState.DECLINED


def test_a_reminder_counts_sheets_and_the_next_round_asks_again(opened):
    assert remind(by=BY, at=AT.replace(day=21)) == 2
    letter = Letter.objects.get(kind="returns-reminder")
    assert "1 update and 1 data sheet" in letter.body
    again = {one.slug: one.ticked for one in plan_next(on=AT.date()).asking if one.sheet}
    assert again == {SLUG: True, "community-impact-days-data-analyst": False}


def test_a_sheet_handed_over_stays_the_partners(world, opened):
    giver, taker = (Post.objects.get(code=c) for c in ("housing-manager", "superintendent"))
    assert ANSWERS.move("return", str(row().pk), giver, taker)
    assert (row().asked, row().contributor.code) == (taker, "homes")
    words = [one.words for one in ANSWERS.held_by(taker, AT.date())]
    assert words == ["The return on Community Impact Days for Q3 2022/23"]
