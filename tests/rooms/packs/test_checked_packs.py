"""
No pack is issued with a wrong number in it that nobody answered for.
"""

import pytest
from django.db import DatabaseError, transaction

from saferboard.domain.refusals import Refused
from saferboard.domain.states import PackState
from saferboard.ledger.models import Entry, Kind
from saferboard.meetings.models import Pack
from saferboard.packs.checking import check_pack
from saferboard.packs.models import Override
from saferboard.packs.operations import file_of, issue_pack, let_stand, make_pack
from saferboard.plans.models import Commitment
from saferboard.plans.operations import rewrite_in_place
from tests.world import AT, BY, PUBLISHED, drafted

WRONG = "Hate crime rose by 44% from 513 to 805."
SMALL = "Burglary rose by 8.8% from 1,452 to 1,577."


def write(world, *texts: str) -> None:
    commitment = Commitment.objects.order_by("id").first()
    rewrite_in_place(commitment, list(texts), by=world.users["clerk"], at=AT)


def issue(world) -> Pack:
    make_pack(world.published, by=BY, at=AT)
    return issue_pack(world.published, sha256=drafted(world.published), by=BY, at=AT)


def test_a_material_finding_stops_the_issue_until_the_text_is_right(world):
    write(world, WRONG)
    with pytest.raises(Refused, match="1 material finding of the figure checker stands"):
        issue(world)
    assert not Pack.objects.filter(state=PackState.ISSUED).exists()
    write(world, WRONG.replace("44%", "56.9%"))
    assert issue(world).state == PackState.ISSUED


def test_a_material_finding_may_stand_for_a_reason_that_the_ledger_keeps(world):
    write(world, WRONG)
    findings = check_pack(PUBLISHED).open_findings
    with pytest.raises(Refused, match="Say why"):
        let_stand(world.published, findings, reason="  ", by=BY, at=AT)
    let_stand(world.published, findings, reason="Quoted from the press.", by=BY, at=AT)
    line = Entry.objects.latest("id")
    assert line.kind == Kind.FINDINGS_PASSED
    assert line.facts["reason"] == "Quoted from the press."
    assert Override.objects.get().quote in WRONG
    assert issue(world).state == PackState.ISSUED


def test_a_finding_let_stand_is_a_new_one_when_its_words_change(world):
    write(world, WRONG)
    let_stand(world.published, check_pack(PUBLISHED).open_findings, reason="Quoted.", by=BY, at=AT)
    write(world, WRONG.replace("44%", "45%"))
    assert len(check_pack(PUBLISHED).open_material) == 1


def test_smaller_findings_are_passed_together(world):
    write(world, SMALL)
    checked = check_pack(PUBLISHED)
    assert not checked.open_material
    assert checked.open_findings
    with pytest.raises(Refused, match="1 smaller finding of the figure checker not yet passed"):
        issue(world)
    let_stand(world.published, checked.open_findings, reason="Passed.", by=BY, at=AT)
    assert issue(world).state == PackState.ISSUED


def test_a_pack_older_than_its_texts_is_made_again_before_it_is_issued(world):
    make_pack(world.published, by=BY, at=AT)
    write(world, "Something else is in place.")
    with pytest.raises(Refused, match="Something has changed since the pack was made"):
        issue_pack(world.published, sha256=drafted(world.published), by=BY, at=AT)


def test_what_an_issued_pack_says_is_not_answered_for_again(world):
    issue(world)
    with pytest.raises(Refused, match="what it says is fixed"):
        let_stand(world.published, [], reason="Late.", by=BY, at=AT)


def test_the_clerk_answers_on_the_page(client, world):
    write(world, WRONG, SMALL)
    make_pack(world.published, by=BY, at=AT)
    client.force_login(world.users["clerk"])
    page = f"/meetings/{PUBLISHED}/pack/check/"
    shown = client.get(page).content.decode()
    assert "rose by 44%" in shown
    assert "+56.9%" in shown
    material, small = (
        [f.found.key for f in check_pack(PUBLISHED).open_findings if f.found.is_material is wanted]
        for wanted in (True, False)
    )
    let = f"{page}let-stand/"
    client.post(let, {"finding": small, "reason": "Passed together."})
    client.post(let, {"finding": material, "reason": ""})
    assert check_pack(PUBLISHED).open_material
    client.post(let, {"finding": material, "reason": "As the paper printed it."})
    read = {"sha256": drafted(world.published)}
    client.post(f"/meetings/{PUBLISHED}/pack/issue/", read)
    assert Pack.objects.get(meeting=world.published).state == PackState.ISSUED


def test_issuing_too_soon_leads_to_the_findings(client, world):
    write(world, WRONG)
    make_pack(world.published, by=BY, at=AT)
    client.force_login(world.users["clerk"])
    read = {"sha256": drafted(world.published)}
    answer = client.post(f"/meetings/{PUBLISHED}/pack/issue/", read, follow=True)
    assert answer.redirect_chain[-1][0] == f"/meetings/{PUBLISHED}/pack/check/"
    assert "1 material finding" in answer.content.decode()


def test_the_checks_questions_do_not_grow_with_the_commitments(
    world, django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_max_num_queries(60) as few:
        check_pack(PUBLISHED)
    first = Commitment.objects.order_by("id").first()
    Commitment.objects.bulk_create(
        Commitment(
            section=first.section, ref=f"X{n}", position=n + 50, promise="More.", in_place=[WRONG]
        )
        for n in range(100)
    )
    with django_assert_num_queries(len(few)):
        check_pack(PUBLISHED)


def test_only_the_draft_that_was_read_is_issued(world):
    read = make_pack(world.published, by=BY, at=AT).sha256
    write(world, "Something else is in place.")
    make_pack(world.published, by=BY, at=AT)
    with pytest.raises(Refused, match="made again since you read it"):
        issue_pack(world.published, sha256=read, by=BY, at=AT)


def test_only_the_clerk_may_make_issue_or_answer(world):
    head = world.users["head"]
    for forbidden in (
        lambda: make_pack(world.published, by=head, at=AT),
        lambda: issue_pack(world.published, sha256="", by=head, at=AT),
        lambda: let_stand(world.published, [], reason="Mine.", by=head, at=AT),
    ):
        with pytest.raises(Refused, match="Only the clerk"):
            forbidden()


def test_the_database_itself_keeps_an_issued_pack_as_it_was(world):
    issue(world)
    with pytest.raises(DatabaseError, match="an issued pack is never"), transaction.atomic():
        Pack.objects.update(pages=1)


def test_a_pack_whose_file_is_gone_says_what_to_do(client, world):
    issued = issue(world)
    file_of(issued.sha256).rename(file_of("0" * 64))
    try:
        answer = client.get(f"/meetings/{PUBLISHED}/pack.pdf")
        assert answer.status_code == 404
    finally:
        file_of("0" * 64).rename(file_of(issued.sha256))
