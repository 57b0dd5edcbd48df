"""
The public pack and the full one, and what anyone may read before, at and after the issue.
"""

import datetime as dt
import json

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from saferboard.domain.refusals import Refused
from saferboard.domain.states import PackState
from saferboard.ledger.models import Entry, Kind
from saferboard.meetings.models import BoundPaper, Document, Edition, Item, Pack
from saferboard.meetings.operations import rewrite_document
from saferboard.packs.checking import check_pack
from saferboard.packs.files import file_of
from saferboard.packs.operations import issue_pack, make_pack, make_supplement
from tests.documents.reading_back import pages_text
from tests.repo.reading_html import read_whole
from tests.rooms.packs.giving import exempt, give, untagged_pdf
from tests.world import AT, BY, PUBLISHED, drafted

LATER = AT + dt.timedelta(days=1)
MEETING = f"/meetings/{PUBLISHED}/"
SECRET = "SECRET WORDS"


@pytest.fixture
def with_exempt(world):
    """The meeting with an exempt paper under item 3."""
    give(world, "3", untagged_pdf(SECRET))
    exempt(world.published, "3")
    return world


def issue(world, at=AT) -> Pack:
    return issue_pack(world.published, sha256=drafted(world.published), by=BY, at=at)


def editions(world, number: int = 0) -> dict[str, Pack]:
    found = Pack.objects.filter(meeting=world.published, number=number)
    return {pack.edition: pack for pack in found.exclude(state=PackState.REPLACED)}


def words_of(pack: Pack) -> str:
    return " ".join(" ".join(pages_text(file_of(pack.sha256).read_bytes())).split())


def test_without_an_exempt_paper_there_is_one_edition(world):
    make_pack(world.published, by=BY, at=AT)
    assert set(editions(world)) == {Edition.PUBLIC}


def test_the_full_pack_alone_holds_the_exempt_paper_and_says_so(with_exempt):
    make_pack(with_exempt.published, by=BY, at=AT)
    public, full = (editions(with_exempt)[e] for e in (Edition.PUBLIC, Edition.FULL))
    assert SECRET not in words_of(public)
    assert SECRET in words_of(full)
    assert "3" not in public.ranges
    assert "Parts One and Two – Not for publication" in words_of(full)
    assert "Part Two – Exempt (Paragraph 3)" in words_of(full)
    assert "Part One – Public" in words_of(public)
    said = "Part 2, exempt from publication. Paragraph 3: about the financial or business"
    for pack in (public, full):
        assert said in words_of(pack)
        assert "A contract is being let." in words_of(pack)


def test_the_public_papers_have_the_same_pages_in_both(with_exempt):
    make_pack(with_exempt.published, by=BY, at=AT)
    public, full = (editions(with_exempt)[e] for e in (Edition.PUBLIC, Edition.FULL))
    assert public.ranges == {n: pages for n, pages in full.ranges.items() if n != "3"}
    assert full.ranges["3"][0] > max(last for _, last in public.ranges.values())


def test_both_are_issued_at_once_with_both_digests_in_one_line(with_exempt):
    make_pack(with_exempt.published, by=BY, at=AT)
    issue(with_exempt)
    both = editions(with_exempt)
    assert {pack.state for pack in both.values()} == {PackState.ISSUED}
    line = Entry.objects.filter(kind=Kind.PACK_ISSUED).get()
    assert line.facts["sha256"] == both[Edition.PUBLIC].sha256
    assert line.facts["full_sha256"] == both[Edition.FULL].sha256


def knock(world, name: str, *args) -> set[str]:
    """Return who gets an answer with the secret words, or the whole file, from an address."""
    found = set()
    for role in ("visitor", *sorted(world.users)):
        client = Client()
        if role != "visitor":
            client.force_login(world.users[role])
        if client.get(reverse(name, args=args)).status_code == 200:
            found.add(role)
    return found


def test_the_exempt_paper_opens_to_seats_and_to_those_who_write_and_bind(with_exempt):
    make_pack(with_exempt.published, by=BY, at=AT)
    issue(with_exempt)
    inside = {"clerk", "head", "chair", "partner"}
    assert knock(with_exempt, "packs:full", PUBLISHED) == inside
    assert knock(with_exempt, "packs:paper", PUBLISHED, "3") == inside
    looks = Entry.objects.filter(kind=Kind.LOOKED).values_list("subject", flat=True)
    assert set(looks) == {f"full pack of {PUBLISHED}", f"paper 3 of {PUBLISHED}"}
    assert len(looks) == 2 * len(inside)
    shown = {
        role for role in ("analyst", "partner") if "pack-full.pdf" in page_of(with_exempt, role)
    }
    assert shown == {"partner"}


def page_of(world, role: str) -> str:
    client = Client()
    client.force_login(world.users[role])
    return client.get(MEETING).content.decode()


def test_what_the_checker_finds_in_an_exempt_paper_is_not_shown_to_others(world):
    Document.objects.filter(item__number="5").update(
        parts=[{"paragraph": "Hate crime rose by 44% from 513 to 805."}]
    )
    exempt(world.published, "5")
    assert check_pack(PUBLISHED).open_material
    address = reverse("packs:check", args=[PUBLISHED])
    client = Client()
    client.force_login(world.users["analyst"])
    assert "513 to 805" not in client.get(address).content.decode()
    client.force_login(world.users["clerk"])
    assert "513 to 805" in client.get(address).content.decode()


def seen_outside(world) -> str:
    """Return all that every address of the meeting answers to somebody who is not signed in."""
    client = Client()
    numbers = Item.objects.filter(meeting=world.published).values_list("number", flat=True)
    addresses = [MEETING, "/", "/meetings/", f"{MEETING}pack/check/", f"{MEETING}pack/making/"]
    addresses += [f"{MEETING}papers/{n}/{tail}" for n in numbers for tail in ("", "word/", "give/")]
    for number in ("", "-1", "-2"):
        name = f"supplement{number}" if number else "pack"
        addresses += [f"{MEETING}{name}.pdf", f"{MEETING}{name}-full.pdf"]
    found = []
    for address in addresses:
        answer = client.get(address)
        content = read_whole(answer)
        if content.startswith(b"%PDF-"):
            found.append(" ".join(pages_text(content)))
        elif content.startswith(b"PK"):
            found.append(json.dumps(sorted(content)[:1]))
        else:
            found.append(content.decode())
        if answer.status_code == 200:
            found.append(f"OPEN {address}")
    return " ".join(" ".join(found).split())


def rewrite(world, *texts: str) -> None:
    document = Document.objects.get(item__meeting=world.published, item__number="5")
    rewrite_document(document, texts, by=world.users["clerk"], at=AT)


def test_the_public_page_carries_what_is_public_the_moment_it_is_issued_and_nothing_else(
    with_exempt,
):
    """The whole story, read from outside after every step."""
    world = with_exempt
    rewrite(world, "First words of the paper.")
    assert "First words" not in seen_outside(world)

    make_pack(world.published, by=BY, at=AT)
    draft = seen_outside(world)
    assert "First words" not in draft
    assert "OPEN /meetings/2022-10-27/pack.pdf" not in draft

    issue(world)
    issued = seen_outside(world)
    assert issued.count("First words of the paper.") >= 2  # on its page and in the pack
    assert "OPEN /meetings/2022-10-27/pack.pdf" in issued
    assert "Part 2, exempt from publication" in issued

    rewrite(world, "Second words of the paper.")
    Item.objects.filter(meeting=world.published, number="4").update(title="Changed in secret")
    Item.objects.create(meeting=world.published, number="9", position=90, title="Late and secret")
    changed = seen_outside(world)
    for words in ("Second words", "Changed in secret", "Late and secret"):
        assert words not in changed
    assert "First words of the paper." in changed

    make_supplement(world.published, ["5", "9"], reason="It was mended.", by=BY, at=LATER)
    drafted_again = seen_outside(world)
    for words in ("Second words", "Late and secret", "It was mended."):
        assert words not in drafted_again

    issue(world, at=LATER)
    after = seen_outside(world)
    for words in ("Second words of the paper.", "Late and secret", "It was mended."):
        assert words in after
    assert "First words of the paper." in after  # the pack it was issued in is kept
    assert "Changed in secret" not in after
    assert SECRET not in draft + issued + changed + drafted_again + after
    assert "-full.pdf" not in after.replace("OPEN", "").split("SHA-256")[0]


def test_a_letters_link_opens_no_exempt_paper(with_exempt, monkeypatch):
    from saferboard.meetings import views

    monkeypatch.setattr(views, "came_by_link", lambda request, code: True)
    make_pack(with_exempt.published, by=BY, at=AT)
    client = Client()
    assert client.get(f"{MEETING}papers/5/").status_code == 200
    assert client.get(f"{MEETING}papers/3/").status_code == 403
    assert client.get(f"{MEETING}pack-full.pdf").status_code == 403
    assert "pack-full.pdf" not in client.get(MEETING).content.decode()


def test_the_database_holds_what_was_bound_into_an_issued_pack(world):
    make_pack(world.published, by=BY, at=AT)
    issue(world)
    with pytest.raises(DatabaseError), transaction.atomic():
        BoundPaper.objects.update(title="Altered")
    with pytest.raises(DatabaseError), transaction.atomic():
        Pack.objects.update(agenda=[])


def test_the_database_holds_one_issued_pack_of_an_edition_and_a_number(with_exempt):
    make_pack(with_exempt.published, by=BY, at=AT)
    issue(with_exempt)
    full = editions(with_exempt)[Edition.FULL]
    given = {f.name: getattr(full, f.name) for f in Pack._meta.fields if f.name != "id"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Pack.objects.create(**given)


def test_a_draft_that_is_replaced_leaves_no_papers(world):
    make_pack(world.published, by=BY, at=AT)
    make_pack(world.published, by=BY, at=AT)
    replaced = Pack.objects.get(state=PackState.REPLACED)
    assert replaced.papers.count() == 0
    assert BoundPaper.objects.exists()


def test_nothing_is_issued_in_one_edition_alone(with_exempt, monkeypatch):
    """The second of two saves fails: neither edition is out, and there is no line."""
    make_pack(with_exempt.published, by=BY, at=AT)
    kept = Pack.save
    calls = []

    def failing(self, *args, **kwargs):
        calls.append(self.edition)
        if len(calls) == 2:
            raise OSError("the disk is full")
        return kept(self, *args, **kwargs)

    monkeypatch.setattr(Pack, "save", failing)
    with pytest.raises(OSError, match="disk is full"):
        issue(with_exempt)
    monkeypatch.undo()
    assert {p.state for p in editions(with_exempt).values()} == {PackState.DRAFT}
    assert not Entry.objects.filter(kind=Kind.PACK_ISSUED).exists()
    with pytest.raises(Refused, match="Read it, then issue it"):
        issue_pack(with_exempt.published, sha256="0" * 64, by=BY, at=AT)
