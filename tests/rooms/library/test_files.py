"""
Keeping a file and handing it out.
"""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from saferboard.domain.refusals import Refused
from saferboard.ledger.models import Entry, Kind
from saferboard.library import apart, operations
from saferboard.library.models import StoredFile
from saferboard.library.operations import keep_file, remove_file
from saferboard.library.queries import STANDS_FOR, address_of, content_of, path_of
from saferboard.ui import clock
from tests.documents.unsafe import pdf, with_script, word
from tests.world import AT

PDF = pdf()


def given_file(content=PDF, name="Agreement.pdf"):
    return SimpleUploadedFile(name, content, "text/html")


@pytest.fixture
def clerk(world):
    return world.users["clerk"]


@pytest.fixture
def kept(clerk):
    return keep_file(given_file(), by=clerk, at=AT)


def test_a_file_is_kept_as_what_it_is_and_leaves_a_line(clerk, kept):
    assert (kept.kind, kept.size, kept.name) == ("PDF", len(PDF), "Agreement.pdf")
    assert content_of(kept) == PDF
    line = Entry.objects.latest("id")
    assert (line.kind, line.subject, line.by) == (
        Kind.FILE_STORED,
        f"file {kept.pk}",
        clerk.ledger_name,
    )
    assert "Agreement" not in str(line.facts)


def test_only_the_sites_own_account_may_read_what_is_kept(kept):
    assert path_of(kept.sha256).stat().st_mode & 0o777 == 0o600


def test_the_name_says_nothing_about_what_it_is(clerk):
    kept = keep_file(given_file(word(), "../../etc/agreement<1>.pdf"), by=clerk, at=AT)
    assert (kept.kind, kept.name) == ("WORD", "agreement1.pdf")


def test_the_same_file_twice_is_one_file_until_both_are_removed(
    clerk, kept, django_capture_on_commit_callbacks
):
    again = keep_file(given_file(), by=clerk, at=AT)
    path = path_of(kept.sha256)
    for one, is_left in ((kept, True), (again, False)):
        with django_capture_on_commit_callbacks(execute=True):
            remove_file(one, by=clerk, at=AT)
        assert path.exists() is is_left
    assert Entry.objects.latest("id").kind == Kind.FILE_REMOVED
    assert StoredFile.objects.count() == 0


def test_a_file_that_does_something_is_refused_and_nothing_is_kept(clerk):
    before = Entry.objects.count()
    with pytest.raises(Refused, match="script"):
        keep_file(given_file(pdf(with_script)), by=clerk, at=AT)
    assert (StoredFile.objects.count(), Entry.objects.count()) == (0, before)


def test_a_file_that_is_too_large_is_refused_before_it_is_read(clerk, monkeypatch):
    monkeypatch.setattr(operations, "LARGEST", 100)
    with pytest.raises(Refused, match="larger than"):
        keep_file(given_file(), by=clerk, at=AT)


def test_a_file_that_takes_too_long_is_refused(clerk, monkeypatch):
    monkeypatch.setattr(apart, "SECONDS", 0.01)
    with pytest.raises(Refused, match="more time or memory"):
        keep_file(given_file(), by=clerk, at=AT)


def test_a_signed_address_hands_the_file_out_and_nothing_more(client, clerk, kept):
    answer = client.get(address_of(kept, for_user=clerk, at=clock.now()))
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == PDF
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="Agreement.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_no_cookie_is_looked_at_or_set(client, clerk, kept):
    client.force_login(clerk)
    answer = client.get(address_of(kept, for_user=clerk, at=clock.now()))
    assert answer.wsgi_request.COOKIES == {}
    assert not answer.wsgi_request.user.is_authenticated
    assert not answer.cookies


def test_an_address_runs_out(client, clerk, kept):
    old = clock.now() - STANDS_FOR - dt.timedelta(seconds=1)
    answer = client.get(address_of(kept, for_user=clerk, at=old))
    assert answer.status_code == 403
    assert "run out" in answer.content.decode()


def test_an_address_is_worth_nothing_once_its_account_is_closed(client, clerk, kept):
    address = address_of(kept, for_user=clerk, at=clock.now())
    clerk.is_active = False
    clerk.save()
    assert client.get(address).status_code == 403


def test_an_address_cannot_be_made_or_altered(client, clerk, kept):
    address = address_of(kept, for_user=clerk, at=clock.now())
    assert client.get(f"/files/{kept.pk}/").status_code == 403
    assert client.get(address[:-3] + "xx/").status_code == 403
    assert str(clerk.username) not in address


def test_a_file_removed_is_found_at_no_address(client, clerk, kept):
    address = address_of(kept, for_user=clerk, at=clock.now())
    remove_file(kept, by=clerk, at=AT)
    assert client.get(address).status_code == 403


def test_a_file_that_is_not_where_it_is_kept_says_so(client, clerk, kept):
    address = address_of(kept, for_user=clerk, at=clock.now())
    path_of(kept.sha256).unlink()
    assert client.get(address).status_code == 404


class TestOnAHostOfItsOwn:
    @pytest.fixture(autouse=True)
    def _host(self, settings):
        settings.FILES_HOST = "files.testserver:8443"
        settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "files.testserver"]

    def test_files_are_there_and_nowhere_else(self, client, clerk, kept):
        address = address_of(kept, for_user=clerk, at=clock.now())
        start = "http://files.testserver:8443"
        assert address.startswith(start + "/files/")
        path = address.removeprefix(start)
        there = {"HTTP_HOST": "files.testserver:8443"}
        assert client.get(path, **there).status_code == 200
        assert client.get(path).status_code == 404
        assert client.get("/", **there).status_code == 404
        assert client.get("/sign-in/", **there).status_code == 404
        assert client.get("/sign-in/").status_code == 200
