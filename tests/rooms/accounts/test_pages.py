"""
The pages: links that are opened and spent, sessions that end, tries that are too many, forms
that are tampered with.
"""

import datetime as dt
import re
import time

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from saferboard.accounts.models import Invitation, KeptForm, Try, Visit
from saferboard.accounts.sessions import SEEN, SINCE
from saferboard.ledger.models import Entry, Kind
from saferboard.letters.models import Letter
from saferboard.partners.models import Holding, Post, User
from saferboard.ui import clock
from tests.signing_in import sign_in
from tests.world import PASSWORD

PHRASE = "lantern gravel otter"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0"
INVITE = {
    "name": "Wren Castellan",
    "email": "wren@westhaven.example",
    "post": "superintendent",
    "since": "19/10/2022",
}


@pytest.fixture
def administrator(client, world):
    client.force_login(world.users["administrator"])
    return client


def link_on(answer) -> str:
    assert "is invited to be" in answer.content.decode()
    return re.search(r"http://localhost:8000(/invitation/[\w-]+/)", answer.content.decode())[1]


def kinds(number: int):
    return [e.kind for e in Entry.objects.order_by("-id")[:number]][::-1]


class TestInvitations:
    def test_a_link_is_opened_as_often_as_one_likes_and_spent_by_the_form(self, administrator):
        link = link_on(administrator.post("/accounts/invite/", INVITE))
        visitor = Client()
        for _ in range(3):
            assert "Superintendent" in visitor.get(link).content.decode()
        assert not User.objects.filter(username="wren").exists()
        answer = visitor.post(link, {"username": "wren", "password": PHRASE})
        assert answer.url == "/home/"
        assert visitor.get("/home/").status_code == 200
        again = Client().post(link, {"username": "other", "password": PHRASE})
        assert again.status_code == 403
        assert "used already" in again.content.decode()

    def test_the_link_goes_by_letter_where_there_is_mail(self, administrator, settings):
        settings.EMAIL_HOST = "mail.example.org"
        page = administrator.post("/accounts/invite/", INVITE).content.decode()
        assert "A letter with the link is in the outbox." in page
        assert "/invitation/" not in page
        letter = Letter.objects.get()
        assert (letter.kind, letter.address) == ("invitation", "wren@westhaven.example")
        assert "Wren" not in letter.subject + letter.body
        path = letter.secret.removeprefix("http://localhost:8000")
        assert Client().get(path).status_code == 200

    def test_the_address_names_nobody(self, administrator):
        link = link_on(administrator.post("/accounts/invite/", INVITE))
        assert "wren" not in link.lower()
        assert "superintendent" not in link

    def test_what_was_typed_is_kept_and_the_password_is_not(self, administrator):
        link = link_on(administrator.post("/accounts/invite/", INVITE))
        answer = Client().post(link, {"username": "clerk", "password": PHRASE})
        page = answer.content.decode()
        assert answer.status_code == 400
        assert "already an account called clerk" in page
        assert PHRASE not in page
        assert Client().post(link, {"username": "a@b", "password": PHRASE}).status_code == 400

    def test_whoever_takes_a_post_that_needs_it_sets_up_a_second_factor(self, administrator, world):
        Holding.objects.filter(post__code="panel-coordinator").update(until="2022-10-18")
        asked = INVITE | {"post": "panel-coordinator"}
        visitor = Client()
        link = link_on(administrator.post("/accounts/invite/", asked))
        visitor.post(link, {"username": "wren", "password": PHRASE})
        assert visitor.get("/home/").url == "/account/second-factor/required/"

    def test_fields_that_the_form_does_not_have_change_nothing(self, administrator):
        more = {"by": "system", "digest": "0" * 64, "accepted_at": "2022-01-01", "role": "CLERK"}
        link = link_on(administrator.post("/accounts/invite/", INVITE | more))
        invitation = Invitation.objects.get()
        assert (invitation.by, invitation.accepted_at) != ("system", None)
        assert invitation.accepted_at is None
        assert Post.objects.get(code="superintendent").role == "PARTNER"
        taken = {"username": "wren", "password": PHRASE, "email": "clerk@westhaven.example"}
        Client().post(link, taken | {"post": "systems-officer", "is_active": "", "name": "Clerk"})
        user = User.objects.get(username="wren")
        assert user.email == "wren@westhaven.example"
        assert user.person.name == "Wren Castellan"
        assert [p.code for p in user.posts(on=clock.today())] == ["superintendent"]

    @pytest.mark.parametrize(
        ("changed", "words"),
        [
            ({"since": "31/02/2022"}, "must be a real day"),
            ({"since": ""}, "Enter a day for"),
            ({"email": "wren"}, "Enter an email address such as"),
            ({"name": ""}, "Enter the person’s name"),
            ({"post": "nowhere"}, "Select a valid choice"),
            ({"post": "democratic-services"}, "already held"),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_is_kept(self, administrator, changed, words):
        answer = administrator.post("/accounts/invite/", INVITE | changed)
        assert answer.status_code == 400
        assert words in answer.content.decode()
        assert not Invitation.objects.exists()

    def test_a_cancelled_invitation_opens_nothing(self, administrator):
        link = link_on(administrator.post("/accounts/invite/", INVITE))
        number = Invitation.objects.get().pk
        assert administrator.post(f"/accounts/invitations/{number}/cancel/").status_code == 302
        assert Client().get(link).status_code == 403


class TestAccountsOfOthers:
    @pytest.mark.parametrize("role", ["clerk", "neighbour", "protection", "chair"])
    def test_numbers_typed_into_addresses_open_nothing(self, client, world, role):
        client.force_login(world.users[role])
        for user in world.users.values():
            held = Holding.objects.get(person=user.person).pk
            assert client.get(f"/accounts/{user.pk}/").status_code == 403
            for act in ("close", "reopen", "factors/remove"):
                assert client.post(f"/accounts/{user.pk}/{act}/").status_code == 403
            sent = {"from_day": "19/10/2022"}
            assert client.post(f"/accounts/holdings/{held}/end/", sent).status_code == 403
        assert User.objects.filter(is_active=False).count() == 0
        people = [user.person_id for user in world.users.values()]
        assert not Holding.objects.filter(person__in=people, until__isnull=False).exists()

    def test_the_session_of_another_is_not_ended(self, client, world):
        Client().force_login(world.users["clerk"])
        client.force_login(world.users["analyst"])
        visit = Visit.objects.get(account=world.users["clerk"])
        assert client.post(f"/account/sessions/{visit.pk}/end/").status_code == 404
        assert Visit.objects.filter(pk=visit.pk).exists()

    def test_an_administrator_closes_and_opens_an_account(self, administrator, world):
        clerk = world.users["clerk"]
        page = administrator.post(f"/accounts/{clerk.pk}/close/", follow=True)
        assert "The account is closed." in page.content.decode()
        page = administrator.post(f"/accounts/{clerk.pk}/reopen/", follow=True)
        assert "Close the account" in page.content.decode()

    def test_a_holding_is_ended_on_the_page(self, administrator, world):
        held = Holding.objects.get(person=world.users["clerk"].person)
        address = f"/accounts/holdings/{held.pk}/end/"
        wrong = administrator.post(address, {"from_day": "01/04/2022"})
        assert wrong.status_code == 400
        assert "came into the post that day or later" in wrong.content.decode()
        page = administrator.post(address, {"from_day": "19/10/2022"}, follow=True)
        assert "no longer hold the post of Democratic Services Officer" in page.content.decode()

    def test_a_post_is_given_to_another(self, administrator, world):
        address = "/accounts/posts/democratic-services/"
        sent = {"account": world.users["analyst"].pk, "since": "20/10/2022"}
        page = administrator.post(address, sent, follow=True).content.decode()
        assert "has a new holder" in page
        assert "Piotr Lindqvist from 20 October 2022" in page


class TestTries:
    def sign_in(self, name="clerk", password="wrong", **more):
        return Client(**more).post("/sign-in/", {"username": name, "password": password})

    @pytest.mark.parametrize("name", ["clerk", "CLERK", "clerk@westhaven.example", "nobody"])
    def test_five_wrong_passwords_and_one_waits_whoever_it_is(self, world, name):
        for _ in range(5):
            assert self.sign_in(name).status_code == 400
        answer = self.sign_in(name, PASSWORD)
        assert answer.status_code == 429
        assert "Try again at <strong>" in answer.content.decode()
        assert 0 < int(answer.headers["Retry-After"]) <= 15 * 60 + 1

    def test_another_account_is_not_held_up(self, world):
        for _ in range(5):
            self.sign_in()
        assert self.sign_in("analyst", PASSWORD).status_code == 302

    def test_a_right_password_forgets_the_wrong_ones(self, world):
        for _ in range(4):
            self.sign_in()
        assert self.sign_in(password=PASSWORD).status_code == 302
        for _ in range(4):
            assert self.sign_in().status_code == 400

    def test_one_waits_no_longer_than_a_quarter_of_an_hour(self, world):
        for _ in range(5):
            self.sign_in()
        Try.objects.update(at=clock.now() - dt.timedelta(minutes=15, seconds=1))
        assert self.sign_in(password=PASSWORD).status_code == 302

    def test_one_password_tried_on_many_names_stops_the_network(self, world):
        for n in range(60):
            self.sign_in(f"nobody{n}")
        assert self.sign_in("analyst", PASSWORD).status_code == 429
        elsewhere = self.sign_in("analyst", PASSWORD, REMOTE_ADDR="203.0.113.9")
        assert elsewhere.status_code == 302

    def test_no_name_that_was_tried_is_kept(self, world):
        self.sign_in("my-secret-passphrase")
        assert "my-secret" not in str(Try.objects.values())
        line = Entry.objects.latest("id")
        assert (line.kind, line.subject) == (Kind.SIGN_IN_REFUSED, "account unknown")
        assert "my-secret" not in str(line.facts)
        self.sign_in("clerk")
        line = Entry.objects.latest("id")
        assert line.subject == world.users["clerk"].ledger_name
        assert line.facts["network"] == "127.0.0.0/24"

    def test_a_forgotten_password_says_the_same_whoever_is_named(self, client, world):
        said = {
            client.post("/sign-in/forgotten/", {"who": who}).content
            for who in ("clerk", "nobody", "clerk@westhaven.example")
        }
        assert len({re.sub(rb"csrfmiddlewaretoken[^>]*", b"", one) for one in said}) == 1

    def test_a_forgotten_password_is_chosen_anew_by_a_letter(self, client, world):
        client.post("/sign-in/forgotten/", {"who": "nobody"})
        assert not Letter.objects.exists()
        client.post("/sign-in/forgotten/", {"who": "clerk@westhaven.example"})
        letter = Letter.objects.get()
        assert letter.address == "clerk@westhaven.example"
        path = letter.secret.removeprefix("http://localhost:8000")
        assert client.get(path).status_code == 200
        assert client.post(path, {"password": "short"}).status_code == 400
        assert client.post(path, {"password": PHRASE}).url == "/home/"
        assert client.post(path, {"password": PHRASE}).status_code == 403
        assert self.sign_in(password=PHRASE).status_code == 302

    def test_asking_again_and_again_for_a_new_password_stops(self, client, world):
        for _ in range(3):
            assert client.post("/sign-in/forgotten/", {"who": "clerk"}).status_code == 200
        assert client.post("/sign-in/forgotten/", {"who": "clerk"}).status_code == 429

    def test_links_that_are_guessed_stop(self, world):
        for n in range(30):
            assert Client().post(f"/invitation/guess{n}/").status_code == 403
        assert Client().post("/invitation/guess/").status_code == 429

    def test_guessing_ones_own_old_password_stops(self, client, world):
        client.force_login(world.users["clerk"])
        sent = {"current": "wrong", "password": PHRASE}
        for _ in range(5):
            assert client.post("/account/password/", sent).status_code == 400
        assert client.post("/account/password/", sent).status_code == 429


class TestSessions:
    def test_one_sees_ones_sessions_in_words_and_ends_one(self, client, world):
        elsewhere = Client(HTTP_USER_AGENT=FIREFOX, REMOTE_ADDR="203.0.113.77")
        elsewhere.post("/sign-in/", {"username": "clerk", "password": PASSWORD})
        client.post("/sign-in/", {"username": "clerk", "password": PASSWORD})
        page = client.get("/account/").content.decode()
        assert "Firefox on Windows" in page
        assert "203.0.113.0/24" in page
        assert "203.0.113.77" not in page
        visit = Visit.objects.get(browser="Firefox on Windows")
        assert client.post(f"/account/sessions/{visit.pk}/end/").url == "/account/"
        assert elsewhere.get("/home/").status_code == 302
        assert client.get("/home/").status_code == 200
        assert kinds(1) == [Kind.SESSION_ENDED]

    def test_every_other_session_ends_and_this_one_stays(self, client, world):
        others = [Client() for _ in range(3)]
        for one in (*others, client):
            one.post("/sign-in/", {"username": "clerk", "password": PASSWORD})
        client.post("/account/sessions/others/end/")
        assert [one.get("/home/").status_code for one in others] == [302] * 3
        assert client.get("/home/").status_code == 200

    def test_a_changed_password_ends_the_other_sessions(self, client, world):
        other = Client()
        for one in (other, client):
            one.post("/sign-in/", {"username": "clerk", "password": PASSWORD})
        answer = client.post("/account/password/", {"current": PASSWORD, "password": PHRASE})
        assert answer.url == "/account/"
        assert other.get("/home/").status_code == 302
        assert client.get("/account/").status_code == 200
        assert Visit.objects.get(account=world.users["clerk"]).session_key == (
            client.session.session_key
        )

    def test_a_session_known_before_is_not_the_one_that_is_signed_in(self, client, world):
        client.get("/sign-in/")
        session = client.session
        session["planted"] = "yes"
        session.save()
        planted = session.session_key
        client.post("/sign-in/", {"username": "clerk", "password": PASSWORD})
        assert client.session.session_key != planted
        thief = Client()
        thief.cookies["sessionid"] = planted
        assert thief.get("/home/").status_code == 302

    def aged(self, client, *, seen: float, since: float = 0):
        session = client.session
        session[SEEN] = time.time() - seen
        session[SINCE] = time.time() - max(since, seen)
        session.save()

    @pytest.mark.parametrize(
        ("seen", "since", "status"),
        [(29 * 60, 0, 200), (31 * 60, 0, 302), (10, 8 * 3600 - 60, 200), (10, 8 * 3600 + 60, 302)],
    )
    def test_a_session_ends_when_idle_and_after_eight_hours(
        self, client, world, seen, since, status
    ):
        client.force_login(world.users["clerk"])
        self.aged(client, seen=seen, since=since)
        assert client.get("/home/").status_code == status

    def test_a_session_that_was_never_begun_is_over(self, client, world):
        client.force_login(world.users["clerk"])
        session = client.session
        del session[SINCE]
        session.save()
        assert client.get("/home/").status_code == 302

    def test_what_was_typed_is_kept_and_sent_after_signing_in_again(self, client, world):
        sign_in(client, world.users["clerk"])
        address = reverse("plans:edit-commitment", args=["W1.1"])
        self.aged(client, seen=31 * 60)
        typed = {"text": "Lights on every street & lane", "password": "not this"}
        answer = client.post(address, typed)
        assert answer.url.startswith("/sign-in/?next=")
        kept = KeptForm.objects.get()
        assert kept.fields == [["text", "Lights on every street & lane"]]
        with connection.cursor() as cursor:
            cursor.execute("SELECT fields FROM accounts_keptform")
            assert "Lights" not in cursor.fetchone()[0]
        again = client.post("/sign-in/", {"username": "clerk", "password": PASSWORD})
        assert again.url == "/account/again/"
        page = client.get(again.url).content.decode()
        assert "Lights on every street &amp; lane" in page
        assert f'action="{address}"' in page
        client.post("/account/again/")
        assert not KeptForm.objects.exists()

    def test_what_one_typed_is_shown_to_nobody_else(self, client, world):
        sign_in(client, world.users["clerk"])
        self.aged(client, seen=31 * 60)
        client.post("/account/sessions/others/end/", {"text": "mine"})
        assert KeptForm.objects.exists()
        answer = client.post("/sign-in/", {"username": "analyst", "password": PASSWORD})
        assert answer.url == "/home/"
        assert client.get("/account/again/").status_code == 302

    def test_a_foreign_form_is_not_kept(self, world):
        strict = Client(enforce_csrf_checks=True)
        sign_in(strict, world.users["clerk"])
        self.aged(strict, seen=31 * 60)
        assert strict.post("/account/password/", {"text": "planted"}).status_code == 403
        assert not KeptForm.objects.exists()


def test_the_moment_shown_is_the_sites_own(client, world):
    client.post("/sign-in/", {"username": "clerk", "password": PASSWORD})
    visit = Visit.objects.get(account=world.users["clerk"])
    assert timezone.localtime(visit.since).date() == clock.today()
