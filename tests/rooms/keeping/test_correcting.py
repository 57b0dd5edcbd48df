"""
Who asks for a correction has it made field by field, and noted where what is written stands.
"""

import datetime as dt

import pytest
from django.urls import reverse

from saferboard.accounts.models import PasswordLink
from saferboard.domain.refusals import Refused
from saferboard.domain.retention import RequestKind, RequestState
from saferboard.domain.states import MeetingState, UpdateState
from saferboard.keeping import operations
from saferboard.keeping.correcting.operations import correct
from saferboard.keeping.correcting.queries import correctable, key_of
from saferboard.keeping.models import Correction, SubjectRequest
from saferboard.ledger.models import Entry, Kind
from saferboard.letters.models import Letter
from saferboard.meetings.models import ActionStep, MinuteAction, MinuteNote, Summons
from saferboard.partners.models import Person, User
from saferboard.partners.record_kinds import Subject, kind
from saferboard.plans.models import Rating
from saferboard.questions.models import Question
from saferboard.questions.records import KINDS as QUESTIONS
from saferboard.returns.models import Update, Version
from saferboard.sheets.models import DataReturn
from tests.world import AT, PEOPLE
from tests.world_agendas import ask_questions
from tests.world_keeping import ask_to_correct

RIGHT = "Sefton Azizi-Crane"


@pytest.fixture
def officer(world) -> User:
    return world.users["protection"]


@pytest.fixture
def asked(world, officer) -> SubjectRequest:
    return ask_to_correct(world.users["partner"], officer, at=AT)


def made(asked, key, value=RIGHT, reason="Seen in the passport", by=None) -> Correction:
    return correct(asked, key, value=value, reason=reason, by=by or asked.opened_by, at=AT)


def keys(asked) -> dict[str, str]:
    return {key_of(one): one.value for one in correctable(asked)}


def account_key(asked, field, kind="account") -> str:
    return f"{kind}-account-{asked.account_id}-{field}"


def test_what_may_be_corrected_is_shown_with_what_stands(asked):
    found = keys(asked)
    assert found[account_key(asked, "name")] == PEOPLE["partner"][0]
    assert found[account_key(asked, "username")] == "partner"
    assert found[account_key(asked, "email", "sign-in")] == "partner@westhaven.example"
    assert found[f"subject-request-{asked.code}-contact"] == "by post"


def test_a_name_is_corrected_and_the_line_holds_no_name(asked):
    made(asked, account_key(asked, "name"))
    assert Person.objects.get(account=asked.account_id).name == RIGHT
    line = Entry.objects.get(kind=Kind.RECORD_CORRECTED)
    assert line.subject == f"account account {asked.account_id}"
    assert line.facts == {"field": "name", "how": "written anew", "request": asked.code}
    # The wrong name is found no more and the right one is, though the request has the wrong one.
    assert keys(asked)[account_key(asked, "name")] == RIGHT


def test_an_address_is_corrected_and_its_old_reader_told(asked, world):
    user = world.users["partner"]
    PasswordLink.objects.create(account=user, digest="x" * 64, at=AT, until=AT)
    made(asked, account_key(asked, "email", "sign-in"), "sefton@westhaven.example")
    user.refresh_from_db()
    assert user.email == "sefton@westhaven.example"
    assert not PasswordLink.objects.filter(account=user).exists()
    letter = Letter.objects.get(kind="address-corrected")
    assert letter.address == "partner@westhaven.example"
    assert "sefton" not in letter.body + letter.subject + letter.about


@pytest.mark.parametrize(
    ("field", "kind", "value", "code"),
    [
        ("username", "account", "Clerk", "name-taken"),
        ("email", "sign-in", "clerk@westhaven.example", "address-taken"),
        ("email", "sign-in", "no address", "no-address"),
        ("name", "account", " ", "no-value"),
        ("name", "account", "x" * 201, "too-long"),
        ("name", "account", PEOPLE["partner"][0], "nothing-new"),
        ("shoe-size", "account", "9", "not-theirs"),
    ],
)
def test_what_will_not_do_is_refused_and_changes_nothing(asked, field, kind, value, code):
    before = keys(asked)
    with pytest.raises(Refused) as said:
        made(asked, account_key(asked, field, kind), value)
    assert said.value.refusal.code == code
    assert keys(asked) == before
    assert not Correction.objects.exists()


def test_a_correction_has_a_reason(asked):
    with pytest.raises(Refused) as said:
        made(asked, account_key(asked, "name"), reason=" ")
    assert said.value.refusal.code == "no-reason"


def test_nobody_else_corrects(asked, world):
    with pytest.raises(Refused):
        made(asked, account_key(asked, "name"), by=world.users["administrator"])


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        (RequestKind.RECTIFICATION, RequestState.RECEIVED),
        (RequestKind.ACCESS, RequestState.IDENTIFIED),
        (RequestKind.ERASURE, RequestState.IDENTIFIED),
    ],
)
def test_nothing_is_corrected_for_who_did_not_ask_or_is_not_known(asked, kind, state):
    SubjectRequest.objects.filter(pk=asked.pk).update(kind=kind, state=state)
    with pytest.raises(Refused) as said:
        made(asked, account_key(asked, "name"))
    assert said.value.refusal.code == "not-asked"


def test_minutes_stand_and_a_note_is_printed_under_the_first(asked, world, client):
    meeting = world.earlier
    Summons.objects.filter(meeting=meeting).update(published_name=asked.name)
    made(asked, f"published-names-meeting-{meeting.code}-name")
    assert set(
        Summons.objects.filter(meeting=meeting).values_list("published_name", flat=True)
    ) == {asked.name}
    note = MinuteNote.objects.get(minute__meeting=meeting)
    assert note.minute == meeting.minutes.order_by("position").first()
    assert RIGHT in note.text
    assert Correction.objects.get().noted
    assert RIGHT in client.get(f"/meetings/{meeting.code}/minutes/").content.decode()


def test_a_name_on_the_papers_of_a_meeting_to_come_is_written_anew(asked, world):
    coming = world.published
    assert coming.state != MeetingState.HELD
    one = Summons.objects.filter(meeting=coming).first()
    Summons.objects.filter(pk=one.pk).update(published_name=asked.name)
    made(asked, f"published-names-meeting-{coming.code}-name")
    one.refresh_from_db()
    assert one.published_name == RIGHT
    assert not Correction.objects.get().noted


def test_a_holder_without_an_account_is_found_by_name(asked, officer):
    Person.objects.filter(name="Ottoline Crewe").update(name=asked.name)
    holder = Person.objects.get(name=asked.name, account=None)
    made(asked, f"post-holder-person-{holder.pk}-name")
    holder.refresh_from_db()
    assert holder.name == RIGHT


def test_who_asked_a_question_has_the_name_and_address_put_right(world):
    ask_questions(world.published, world.users["clerk"], at=AT)
    question = Question.objects.filter(name__isnull=False).first()
    (kind,) = QUESTIONS
    found = {one.field: one for one in kind.correctable(Subject("", None, question.name_mark))}
    kind.correct(found["name"], RIGHT, "system", AT)
    kind.correct(found["address"], "1 Right Road", "system", AT)
    with pytest.raises(Refused):
        kind.correct(found["email"], "no address", "system", AT)
    question.refresh_from_db()
    assert (question.name, question.address) == (RIGHT, "1 Right Road")
    again = list(kind.correctable(Subject("", None, question.name_mark)))
    assert again[0].value == RIGHT


def test_the_request_closes_saying_what_was_corrected(asked, officer):
    with pytest.raises(Refused) as said:
        closed(asked, officer)
    assert said.value.refusal.code == "nothing-corrected"
    made(asked, account_key(asked, "name"))
    closed(asked, officer)
    asked.refresh_from_db()
    assert asked.state == RequestState.ANSWERED
    assert asked.outcome == "Told them by post. Corrected: Name, as shown."


def closed(asked, officer) -> None:
    operations.close_request(
        asked, to=RequestState.ANSWERED, outcome="Told them by post.", by=officer, at=AT
    )


def test_it_is_a_journey_from_page_to_page(asked, officer, client):
    client.force_login(officer)
    page = reverse("keeping:request", args=[asked.code])
    fields = reverse("keeping:correct", args=[asked.code])
    assert fields in client.get(page).content.decode()
    address = reverse("keeping:correct-field", args=[asked.code, account_key(asked, "name")])
    shown = client.get(fields).content.decode()
    assert address in shown
    assert PEOPLE["partner"][0] in shown
    looks = Entry.objects.filter(kind=Kind.SUBJECT_REPORT_OPENED)
    assert f"account account {asked.account_id}" in looks.last().shown
    empty = client.post(address, {"value": RIGHT, "reason": ""})
    assert empty.status_code == 400
    assert "Reason: write something" in empty.content.decode()
    assert RIGHT in empty.content.decode()
    assert client.post(address, {"value": RIGHT, "reason": "A passport"}).url == fields
    assert "1 field corrected so far" in client.get(fields).content.decode()
    close = reverse("keeping:close", args=[asked.code])
    client.post(close, {"words": "Told them.", "to": "answered"})
    assert "Corrected: Name, as shown." in client.get(page).content.decode()
    assert client.get(fields).status_code == 403


def test_a_request_that_is_deleted_takes_its_corrections_with_it(asked, officer):
    made(asked, account_key(asked, "name"))
    closed(asked, officer)
    later = AT + dt.timedelta(days=5 * 366)
    assert asked.code in [one.ref for one in operations.kind("subject-request").due(later.date())]
    operations.kind("subject-request").erase(asked.code, officer, later)
    assert not Correction.objects.exists()


# What people typed
WRONG = "Perpetua Lovegrove"


def _update(world) -> None:
    update = Update.objects.filter(state=UpdateState.ACCEPTED).first()
    Update.objects.filter(pk=update.pk).update(account=["All is well.", f"{WRONG} led it."])
    update.versions.filter(number=1).update(account=[f"{WRONG} led it."])


def _sheet(world) -> None:
    held = DataReturn.objects.first()
    held.versions.create(
        number=1,
        edition="2022-23",
        typed={},
        explanation=f"{WRONG} led it.",
        confirmed={"cell-a": f"{WRONG} led it."},
        came="WEB",
        by="account 1",
        at=AT,
    )


def _status(world) -> None:
    Rating.objects.filter(pk=Rating.objects.first().pk).update(why=f"{WRONG} led it.", at=AT)


def _action(world) -> None:
    action = MinuteAction.objects.first()
    ActionStep.objects.create(action=action, kind="PROGRESS", text=f"{WRONG} led it.", at=AT)


@pytest.mark.parametrize(
    ("code", "wrote", "fields"),
    [
        ("update", _update, 1),
        ("data-sheet", _sheet, 2),
        ("plan-account", _status, 1),
        ("action-account", _action, 1),
    ],
)
def test_what_somebody_wrote_of_the_person_is_written_anew(world, asked, code, wrote, fields):
    wrote(world)
    asked.name = WRONG
    asked.save()
    found = [one for one in correctable(asked) if one.kind == code]
    assert len(found) == fields, [one.label for one in found]
    for one in found:
        assert one.value == f"{WRONG} led it."
        made(asked, key_of(one), "Somebody else led it.")
    assert not [one for one in correctable(asked) if one.kind == code]
    assert not list(kind(code).about(Subject(name=WRONG)))
    assert Entry.objects.filter(kind=Kind.RECORD_CORRECTED).count() == fields


def test_a_passage_of_an_update_is_corrected_in_every_version(world, asked):
    _update(world)
    asked.name = WRONG
    asked.save()
    (one,) = (one for one in correctable(asked) if one.kind == "update")
    made(asked, key_of(one), "Somebody else led it.")
    version = Version.objects.get(update=int(one.ref.split(" ")[1]), number=1)
    assert version.account == ["Somebody else led it."]
    assert version.update.account == ["All is well.", "Somebody else led it."]


def test_a_note_of_intelligence_is_corrected_and_stays_sealed(world):
    note = world.shared.note
    request = ask_to_correct(world.users["partner"], world.users["protection"], at=AT)
    request.name = note.subject
    request.save()
    field = f"intelligence-{note.ref.lower()}-field-concern"
    assert keys(request)[field] == note.values["concern"]
    made(request, field, "Was seen, and carries for nobody")
    note.refresh_from_db()
    assert note.values["concern"] == "Was seen, and carries for nobody"
    line = Entry.objects.get(kind=Kind.RECORD_CORRECTED)
    assert (line.subject, line.facts["field"]) == (f"intelligence {note.ref}", "field concern")
