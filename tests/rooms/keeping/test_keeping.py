"""
What falls due is listed, approved and deleted; what people ask is answered.
"""

import datetime as dt

import pytest
from django.db import connection

from saferboard.domain.refusals import Refused
from saferboard.domain.retention import RequestKind, RequestState, Term
from saferboard.keeping import journal, operations, queries
from saferboard.keeping.models import Disposal, SubjectRequest, TermSet
from saferboard.ledger.models import Entry, Kind
from saferboard.partners.models import Holding, Person, User
from saferboard.partners.operations import forget_account
from saferboard.partners.record_kinds import kinds
from saferboard.partners.sealed import person_mark
from tests.world import AT

ON = dt.date(2022, 10, 19)
AFTER = dt.datetime(2025, 1, 1, 9, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def own_journal(settings, tmp_path):
    settings.ERASURES = tmp_path / "erasures.jsonl"


@pytest.fixture
def officer(world) -> User:
    return world.users["protection"]


@pytest.fixture
def leaver(world) -> User:
    """The partner, who left on 31 October 2022; the one who left before is forgotten."""
    Disposal.objects.all().delete()
    forget_account(User.objects.get(username="leaver").pk, by="system", at=AT)
    user = world.users["partner"]
    Holding.objects.filter(person=user.person).update(until=dt.date(2022, 10, 31))
    return user


def asked(officer, kind=RequestKind.ACCESS, name="Sefton Aziz", account=None) -> SubjectRequest:
    return operations.open_request(
        kind,
        name=name,
        contact="by post",
        asked="All of it, please",
        account=account,
        received=ON,
        by=officer,
        at=AT + dt.timedelta(days=1),
    )


def accounts_due(at: dt.datetime) -> int:
    """List what is due, and return how many accounts are newly so."""
    before = Disposal.objects.filter(kind="account").count()
    operations.list_due(by="system", at=at)
    return Disposal.objects.filter(kind="account").count() - before


def test_nothing_is_due_before_its_term_is_over(leaver):
    assert accounts_due(dt.datetime(2024, 10, 30, tzinfo=dt.UTC)) == 0
    assert accounts_due(dt.datetime(2024, 10, 31, tzinfo=dt.UTC)) == 1


def test_listing_twice_lists_once(leaver):
    operations.list_due(by="system", at=AFTER)
    assert accounts_due(AFTER) == 0
    assert [d.ref for d in Disposal.objects.filter(kind="account")] == [leaver.ledger_name]


def test_what_is_approved_is_deleted_and_the_line_stays(leaver, officer):
    operations.list_due(by="system", at=AFTER)
    operations.approve([Disposal.objects.get(kind="account").pk], by=officer, at=AFTER)
    assert operations.delete_approved(by="system", at=AFTER) == 1
    leaver.refresh_from_db()
    assert (leaver.username, leaver.is_active) == (f"forgotten-{leaver.pk}", False)
    assert leaver.person.name == "A person"
    line = Entry.objects.get(kind=Kind.RECORD_DELETED, subject__startswith="account")
    assert line.subject == f"account {leaver.ledger_name}"
    assert "Sefton" not in str(list(Entry.objects.values()))
    assert accounts_due(AFTER) == 0


def test_no_table_names_somebody_whose_record_was_deleted(leaver, officer):
    operations.list_due(by="system", at=AFTER)
    operations.approve([Disposal.objects.get(kind="account").pk], by=officer, at=AFTER)
    operations.delete_approved(by="system", at=AFTER)
    named = [
        table
        for table in connection.introspection.table_names()
        if not table.startswith("meetings_") and holds(table, "Sefton")
    ]
    assert named == []


def holds(table: str, word: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')
        return any(word in str(row) for row in cursor.fetchall())


def test_a_record_kept_for_a_reason_is_listed_again_on_its_day(leaver, officer):
    operations.list_due(by="system", at=AFTER)
    one = Disposal.objects.get(kind="account")
    operations.hold(one.pk, until=dt.date(2025, 3, 1), reason="A claim", by=officer, at=AFTER)
    operations.list_due(by="system", at=AFTER)
    assert Disposal.objects.get(kind="account").state == "HELD"
    operations.list_due(by="system", at=dt.datetime(2025, 3, 2, tzinfo=dt.UTC))
    assert Disposal.objects.get(kind="account").state == "LISTED"


@pytest.mark.parametrize(
    ("until", "reason", "code"),
    [
        (dt.date(2025, 3, 1), " ", "no-reason"),
        (dt.date(2025, 1, 1), "A claim", "past-day"),
    ],
)
def test_a_hold_needs_a_reason_and_a_day_to_come(leaver, officer, until, reason, code):
    operations.list_due(by="system", at=AFTER)
    with pytest.raises(Refused) as said:
        operations.hold(
            Disposal.objects.get(kind="account").pk,
            until=until,
            reason=reason,
            by=officer,
            at=AFTER,
        )
    assert said.value.refusal.code == code


def test_a_term_set_here_is_the_one_counted(leaver, officer):
    operations.set_term(
        "account", term=Term(months=6), authority="Schedule 4, line 12", by=officer, at=AT
    )
    shown = {one.kind.code: one for one in queries.kept()}["account"]
    assert (shown.term, shown.authority, shown.set_here) == (
        Term(months=6),
        "Schedule 4, line 12",
        True,
    )
    assert accounts_due(dt.datetime(2023, 4, 30, tzinfo=dt.UTC)) == 1


@pytest.mark.parametrize(
    ("code", "term", "authority", "why"),
    [
        ("ledger", Term(1), "A", "kept-for-good"),
        ("nothing", Term(1), "A", "kept-for-good"),
        ("account", Term(), "A", "no-term"),
        ("account", Term(1), " ", "no-authority"),
    ],
)
def test_a_term_that_will_not_do_is_refused(officer, code, term, authority, why):
    with pytest.raises(Refused) as said:
        operations.set_term(code, term=term, authority=authority, by=officer, at=AT)
    assert said.value.refusal.code == why
    assert not TermSet.objects.exists()


def test_only_the_officer_sees_to_it(world):
    with pytest.raises(Refused, match="Only the data protection officer"):
        operations.approve([1], by=world.users["clerk"], at=AT)


def test_somebody_who_holds_a_post_again_is_not_deleted(leaver, officer):
    operations.list_due(by="system", at=AFTER)
    operations.approve([Disposal.objects.get(kind="account").pk], by=officer, at=AFTER)
    post = Holding.objects.get(person=leaver.person).post
    Holding.objects.create(post=post, person=leaver.person, since=dt.date(2024, 12, 1))
    with pytest.raises(Refused, match="holds a post"):
        operations.delete_approved(by="system", at=AFTER)
    assert Disposal.objects.get(kind="account").state == "APPROVED"
    assert Person.objects.filter(name="Sefton Aziz").exists()


def test_deletions_are_done_again_after_a_restore(leaver, officer, settings):
    taken = AFTER - dt.timedelta(days=1)
    journal.note(settings.ERASURES, journal.Erasure("account", leaver.ledger_name, AFTER))
    journal.note(settings.ERASURES, journal.Erasure("account", "account 999", taken))
    assert operations.repeat_erasures(taken=taken, by="system", at=AFTER) == 1
    leaver.refresh_from_db()
    assert leaver.username.startswith("forgotten-")


def test_a_journal_cut_short_loses_only_its_last_line(tmp_path):
    path = tmp_path / "erasures.jsonl"
    journal.note(path, journal.Erasure("account", "account 1", AFTER))
    with path.open("a") as file:
        file.write('{"kind": "account", "re')
    assert [e.ref for e in journal.since(path, AT)] == ["account 1"]
    assert path.stat().st_mode & 0o077 == 0


def test_a_request_is_sealed_where_it_lies(officer):
    code = asked(officer).code
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, asked FROM keeping_subjectrequest WHERE code = %s", [code])
        assert all(value.startswith("sealed1:") for value in cursor.fetchone())
    assert SubjectRequest.objects.get(code=code).name == "Sefton Aziz"


def test_nothing_is_told_before_it_is_known_who_asks(client, world, officer):
    request = asked(officer, account=world.users["partner"])
    client.force_login(officer)
    address = f"/keeping/requests/{request.code}/report.pdf"
    assert client.get(address).status_code == 404
    operations.identify(request, how="Saw a passport", by=officer, at=AT)
    answer = client.get(address)
    assert answer.content.startswith(b"%PDF")
    assert "Sefton" not in answer.headers["Content-Disposition"]
    line = Entry.objects.filter(kind=Kind.SUBJECT_REPORT_OPENED).get()
    assert f"account {world.users['partner'].ledger_name}" in line.shown


def test_a_person_is_found_in_every_room(world, officer):
    request = asked(officer, account=world.users["partner"])
    found = {one.kind for one in queries.about(queries.request(request.code, on=ON))}
    assert {"account", "published-names", "subject-request"} <= found


def test_only_what_was_asked_for_by_somebody_known_is_deleted(leaver, officer):
    request = asked(officer, RequestKind.ERASURE, account=leaver)
    chosen = [("account", leaver.ledger_name)]
    with pytest.raises(Refused, match="known to be who they say"):
        operations.erase_for_request(request, chosen, by=officer, at=AFTER)
    operations.identify(request, how="Saw a passport", by=officer, at=AFTER)
    assert operations.erase_for_request(request, chosen, by=officer, at=AFTER) == 1
    assert User.objects.get(pk=leaver.pk).username.startswith("forgotten-")


def test_a_request_is_extended_once_and_in_time(officer):
    request = asked(officer)
    late = dt.datetime(2022, 11, 20, tzinfo=dt.UTC)
    with pytest.raises(Refused, match="first month is over"):
        operations.extend(request, because="Many files", by=officer, at=late)
    operations.extend(request, because="Many files", by=officer, at=AT)
    with pytest.raises(Refused, match="cannot be extended again"):
        operations.extend(request, because="More", by=officer, at=AT)
    seen = queries.request(request.code, on=ON)
    assert seen.due == dt.date(2023, 1, 19)


def test_a_closed_request_stays_closed(officer):
    request = asked(officer)
    operations.identify(request, how="Saw a passport", by=officer, at=AT)
    operations.close_request(
        request, to=RequestState.ANSWERED, outcome="Sent by post", by=officer, at=AT
    )
    with pytest.raises(Refused, match="cannot be"):
        operations.close_request(request, to=RequestState.REFUSED, outcome="No", by=officer, at=AT)


def test_what_was_typed_is_still_there_after_a_refusal(client, officer):
    request = asked(officer)
    client.force_login(officer)
    page = client.post(
        f"/keeping/requests/{request.code}/close/",
        {"words": "Sent by post on Monday", "to": "answered"},
    )
    assert page.status_code == 400
    assert "Sent by post on Monday" in page.content.decode()
    assert "There is a problem" in page.content.decode()


def test_every_kind_says_all_that_the_register_needs(client, world, officer):
    client.force_login(officer)
    page = client.get("/keeping/register/").content.decode()
    for one in kinds():
        for words in (one.label, one.purpose, one.basis, one.people):
            assert words in page.replace("&#x27;", "'")


def test_the_same_name_has_one_mark(settings):
    assert person_mark("Sefton Aziz") == person_mark(" AZIZ, sefton")
