"""
What rooms keep of texts people typed falls due on its day, and is deleted wherever it stands.
"""

import datetime as dt

import pytest
from django.apps import apps

from saferboard.domain.minuting import MinutesState
from saferboard.domain.retention import due_on
from saferboard.keeping import operations, queries
from saferboard.keeping.models import Disposal
from saferboard.ledger.models import Entry, Kind
from saferboard.meetings.models import MinuteBook, MinuteDraft, MinuteHold
from saferboard.oversight.models import Notice
from saferboard.partners.handovers.operations import withdraw
from saferboard.partners.models import Caretaking, Handed, Handover
from saferboard.partners.operations import forget_account
from saferboard.partners.record_kinds import Subject, kind, kinds
from saferboard.plans.models import Change, ChangeKind, Commitment, Rating
from saferboard.returns.models import Draft, Update, Version
from saferboard.sheets.models import DataReturn
from tests.world import AT, PEOPLE
from tests.world_past import put_by
from tests.world_returns import ask_for_updates

LATEST = AT.date() + dt.timedelta(days=370 * 7)
NAMED = "Perpetua Lovegrove"
PAGES = ("/strategy/updates/", "/strategy/updates/2022-23-q2/", "/strategy/commitments/W1.1/")
PAGES += ("/sheets/", "/sheets/community-impact-days/", "/sheets/community-impact-days/2022-23-q2/")


@pytest.fixture(autouse=True)
def own_journal(settings, tmp_path):
    settings.ERASURES = tmp_path / "erasures.jsonl"


@pytest.fixture
def busy(world):
    """The small world with one of each: all that is typed names somebody."""
    clerk = world.users["clerk"]
    ask_for_updates(world.users["head"], at=AT)
    Draft.objects.create(
        update=Update.objects.filter(round__due__isnull=False).first(),
        text=f"{NAMED} helped.",
        by=clerk.ledger_name,
        at=AT,
    )
    put_by(world.body, clerk, at=AT)
    minute = world.earlier.minutes.first()
    MinuteBook.objects.filter(meeting=world.earlier).delete()
    MinuteBook.objects.create(
        meeting=world.earlier,
        state=MinutesState.SIGNED,
        begun_at=AT,
        signed_at=AT,
        agreed_in=world.published,
    )
    MinuteDraft.objects.create(
        minute=minute, state="KEPT", version=1, base=0, typed={"title": NAMED}, by=clerk, at=AT
    )
    MinuteHold.objects.create(minute=minute, user=clerk, at=AT)
    Rating.objects.filter(pk=Rating.objects.first().pk).update(why=f"{NAMED} says so", at=AT)
    Change.objects.create(
        commitment=Commitment.objects.first(),
        kind=ChangeKind.TARGET,
        reason=f"{NAMED} left",
        by=clerk.ledger_name,
        at=AT,
    )
    withdraw(Handover.objects.get(), by="system", at=AT)
    return world


def began_on(code: str) -> dict[str, dt.date]:
    return {one.ref: one.began for one in kind(code).due(LATEST)}


def rows(code: str) -> int:
    return sum(apps.get_model(table).objects.count() for table in kind(code).tables)


KINDS = (
    "plan-account",
    "notice",
    "past-draft",
    "minute-draft",
    "update",
    "update-draft",
    "data-sheet",
    "handover",
)


@pytest.mark.parametrize("code", KINDS)
def test_it_falls_due_on_the_day_its_term_is_over_and_not_before(busy, code):
    one = kind(code)
    refs = began_on(code)
    assert refs, f"the world holds no {code}"
    for ref, began in refs.items():
        day = due_on(began, one.kept)
        moment = dt.datetime.combine(day, dt.time(9), dt.UTC)
        Disposal.objects.all().delete()
        operations.list_due(by="system", at=moment - dt.timedelta(days=1))
        assert not Disposal.objects.filter(kind=code, ref=ref).exists()
        operations.list_due(by="system", at=moment)
        assert Disposal.objects.get(kind=code, ref=ref).due == day


def test_approved_it_is_gone_from_every_table_and_a_line_says_so(busy):
    officer = busy.users["protection"]
    at = dt.datetime.combine(LATEST, dt.time(9), dt.UTC)
    operations.list_due(by="system", at=at)
    wanted = Disposal.objects.filter(kind__in=KINDS)
    count = wanted.count()
    operations.approve(list(wanted.values_list("pk", flat=True)), by=officer, at=at)
    operations.delete_approved(by="system", at=at)
    assert Entry.objects.filter(kind=Kind.RECORD_DELETED).count() == count
    for code in ("notice", "past-draft", "minute-draft", "data-sheet", "update-draft"):
        assert rows(code) == 0, code
    assert not Version.objects.exists()
    said = {
        text for account in Update.objects.values_list("account", flat=True) for text in account
    }
    assert said == {"Deleted when its term was over."}
    assert not Update.objects.exclude(reason="").exists()
    assert {one.reason for one in Change.objects.all()} <= {*said, ""}
    assert {one.why for one in Rating.objects.all()} <= {*said, ""}
    gone = Handover.objects.get(), *Handed.objects.all()
    assert {getattr(one, "words", None) or one.reason for one in gone} == said
    for code in KINDS:
        assert not list(kind(code).due(LATEST)), code
        assert not kind(code).about or not list(kind(code).about(Subject(NAMED))), code


def test_pages_stand_after_it_is_gone(busy, client):
    for code in KINDS:
        for ref in began_on(code):
            kind(code).erase(ref, "system", AT)
    client.force_login(busy.users["clerk"])
    shown = ""
    for page in PAGES:
        answer = client.get(page)
        assert answer.status_code == 200, page
        shown += answer.content.decode()
    assert "Deleted when its term was over." in shown


def test_what_names_somebody_is_found_for_them(busy):
    Update.objects.filter(round__due__isnull=False).update(reason=f"{NAMED} is named here")
    DataReturn.objects.filter(pk=DataReturn.objects.first().pk).update(reason=f"Says {NAMED}")
    found = {
        record.kind
        for one in kinds()
        if one.about is not None
        for record in one.about(Subject(NAMED))
    }
    assert {"plan-account", "update", "update-draft", "data-sheet"} <= found


def test_what_an_account_did_is_found_for_whoever_has_it(busy):
    clerk, head = busy.users["clerk"], busy.users["head"]
    Notice.objects.update(account=clerk.ledger_name)
    of_clerk = {r.kind for code in KINDS for r in about(code, clerk, PEOPLE["clerk"][0])}
    assert {"notice", "minute-draft", "update-draft"} <= of_clerk
    assert [r.title for r in about("update", head, "Nobody")] == ["Updates that you sent"]


def about(code, user, name):
    one = kind(code)
    return list(one.about(Subject(name, user.pk))) if one.about else []


def test_a_request_does_not_have_the_number_of_one_that_was_deleted(busy):
    officer = busy.users["protection"]
    first = queries.requests(on=AT.date())[0].code
    kind("subject-request").erase(first, officer, AT)
    opened = operations.open_request(
        operations.RequestKind.ACCESS,
        name=NAMED,
        contact="",
        asked="",
        account=None,
        received=AT.date(),
        by=officer,
        at=AT,
    )
    assert opened.code > first


def test_what_is_said_of_a_caretaker_goes_with_their_account(busy):
    user = busy.users["partner"]
    kept = Caretaking.objects.first()
    Caretaking.objects.filter(pk=kept.pk).update(person=user.person, remark="While on leave")
    user.person.holdings.update(until=AT.date())
    forget_account(user.pk, by="system", at=AT)
    kept.refresh_from_db()
    assert kept.remark == ""
