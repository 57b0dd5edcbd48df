"""
What is wrong with the surroundings is said in a sentence that says what to do.
"""

import os
import socket
import stat

import pytest
from django.core.management import call_command

from saferboard.config import environment
from tests.rooms.config.running import SECRET, saferboard


def said(run) -> str:
    assert run.returncode == 1, run
    assert "Traceback" not in run.stderr
    assert run.stdout == ""
    return run.stderr


def test_a_missing_secret(tmp_path):
    words = said(saferboard("migrate", folder=tmp_path))
    assert words.startswith("saferboard: SAFERBOARD_SECRET_KEY is not set. ")
    assert "run `saferboard demo`" in words
    assert words.count("\n") == 1


def test_a_day_that_is_none(tmp_path):
    words = said(
        saferboard(
            "migrate", folder=tmp_path, SAFERBOARD_SECRET_KEY=SECRET, SAFERBOARD_TODAY="27/10/22"
        )
    )
    assert words == "saferboard: SAFERBOARD_TODAY is “27/10/22”. Write a day as 2022-10-19.\n"


@pytest.mark.parametrize("address", ["nonsense", "oracle://somewhere/else", "postgres://h:port/x"])
def test_an_address_of_no_database(tmp_path, address):
    words = said(
        saferboard(
            "migrate",
            folder=tmp_path,
            SAFERBOARD_SECRET_KEY=SECRET,
            SAFERBOARD_DATABASE_URL=address,
        )
    )
    assert words.startswith("saferboard: SAFERBOARD_DATABASE_URL is not an address of a database.")
    assert "postgres://user:password@host:5432/name" in words


def test_a_database_that_does_not_answer(tmp_path):
    words = said(
        saferboard(
            "migrate",
            folder=tmp_path,
            SAFERBOARD_SECRET_KEY=SECRET,
            SAFERBOARD_DATABASE_URL="postgres://nobody@127.0.0.1:1/none",
        )
    )
    assert words.startswith("saferboard: the database does not answer as it should: ")
    assert "SAFERBOARD_DATABASE_URL" in words


def test_a_database_without_its_tables(tmp_path):
    words = said(saferboard("ledger", "verify", folder=tmp_path, SAFERBOARD_SECRET_KEY=SECRET))
    assert "no such table" in words
    assert "run `saferboard migrate`" in words


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_port_that_is_taken(tmp_path, command):
    own = {"SAFERBOARD_SECRET_KEY": SECRET} if command == "serve" else {}
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        words = said(saferboard(command, "--port", str(port), folder=tmp_path, **own))
    assert words == (
        f"saferboard: Port {port} is taken. Stop what is there, or choose another with"
        " --port 8001.\n"
    )


def test_a_host_that_is_not_this_machines(tmp_path):
    run = saferboard(
        *["serve", "--host", "192.0.2.1", "--port", "8000"],
        folder=tmp_path,
        SAFERBOARD_SECRET_KEY=SECRET,
    )
    assert said(run).startswith("saferboard: cannot listen at 192.0.2.1, port 8000 (")


@pytest.mark.parametrize("port", ["0", "-1", "65536", "99999999", "eighty", "٨٠"])
def test_a_port_that_is_none(tmp_path, port):
    run = saferboard("serve", f"--port={port}", folder=tmp_path, SAFERBOARD_SECRET_KEY=SECRET)
    assert run.returncode == 2
    assert f"{port} is not a port: give a number from 1 to 65535" in run.stderr


@pytest.mark.parametrize("name", ["SAFERBOARD_DEMO", "SAFERBOARD_HTTPS"])
def test_a_word_that_is_neither_yes_nor_no(tmp_path, name):
    own = {"SAFERBOARD_SECRET_KEY": SECRET, name: "true"}
    words = said(saferboard("migrate", folder=tmp_path, **own))
    assert words == f"saferboard: {name} is “true”. Write yes or no.\n"


def test_a_question_from_the_database_ends_its_own_sentence():
    said_by_it = "refused\n\tIs the server running on that host?\n"
    assert "on that host? If it is new" in str(environment.no_database(said_by_it))
    assert "no such table: x. If it is new" in str(environment.no_database("no such table: x"))


def test_a_database_file_is_its_owners_alone(tmp_path):
    run = saferboard("migrate", "-v", "0", folder=tmp_path, SAFERBOARD_SECRET_KEY=SECRET)
    assert run.returncode == 0, run.stderr
    file = tmp_path / environment.DATABASE_FILE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.stat().st_size > 0


LIVE_FILE = "SAFERBOARD_SECRET_KEY=kept\nSAFERBOARD_NAME=Safer Exborough Partnership\n"
DEMO_FILE = "SAFERBOARD_SECRET_KEY=kept\nSAFERBOARD_DEMO=yes\n"
LIVE_DATABASE = {"SAFERBOARD_DATABASE_URL": "postgres://nobody@127.0.0.1:1/live"}


@pytest.mark.parametrize("fresh", [[], ["--fresh"]])
@pytest.mark.parametrize(
    ("written", "held", "set_", "why"),
    [
        (LIVE_FILE, b"", {}, "belongs to a site in use"),
        (LIVE_FILE, b"", {"SAFERBOARD_DEMO": "yes"}, "belongs to a site in use"),
        (None, b"a database", {}, "holds a database that no demonstration made"),
        (None, b"a database", {"SAFERBOARD_DEMO": "yes"}, "that no demonstration made"),
        (None, b"", {"SAFERBOARD_SECRET_KEY": SECRET}, "SAFERBOARD_SECRET_KEY is set"),
        (None, b"", LIVE_DATABASE, "SAFERBOARD_DATABASE_URL names a database"),
        (DEMO_FILE, b"a database", LIVE_DATABASE, "SAFERBOARD_DATABASE_URL names a database"),
        (DEMO_FILE, b"", {"SAFERBOARD_DEMO": "no"}, "SAFERBOARD_DEMO is not yes"),
    ],
)
def test_a_demonstration_never_enters_a_site_in_use(tmp_path, fresh, written, held, set_, why):
    file, database = tmp_path / environment.ENV_FILE, tmp_path / environment.DATABASE_FILE
    if written:
        file.write_text(written)
    if held:
        database.write_bytes(held)
    words = said(saferboard("demo", "--no-serve", *fresh, folder=tmp_path, **set_))
    assert why in words
    assert words.count("\n") == 1
    assert file.exists() == bool(written)
    assert not held or database.read_bytes() == held


def test_a_demonstration_may_be_told_that_a_database_is_its_own(tmp_path):
    """It gets as far as asking the database, which is not there."""
    own = LIVE_DATABASE | {"SAFERBOARD_DEMO": "yes"}
    words = said(saferboard("demo", "--no-serve", folder=tmp_path, **own))
    assert words.startswith("saferboard: the database does not answer")


def test_the_command_itself_refuses_settings_that_are_no_demonstrations(settings):
    settings.DEMO = False
    with pytest.raises(environment.NotReady, match="nothing was touched"):
        call_command("demo", no_serve=True, fresh=True)


def test_a_folder_that_is_a_file(tmp_path):
    place = tmp_path / "file"
    place.write_text("in the way")
    words = said(saferboard("demo", "--no-serve", folder=place))
    assert words.startswith(f"saferboard: cannot write in the folder {place} (")
    assert "set SAFERBOARD_DATA to a folder where you may" in words


def test_a_folder_that_cannot_be_made_for_any_command(tmp_path):
    place = tmp_path / "file"
    place.write_text("in the way")
    words = said(saferboard("migrate", folder=place / "below", SAFERBOARD_SECRET_KEY=SECRET))
    assert words.startswith("saferboard: cannot ")
    assert "SAFERBOARD_DATA" in words


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_the_right_to_write(tmp_path):
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    words = said(saferboard("demo", "--no-serve", folder=tmp_path))
    assert "cannot write in the folder" in words


def test_a_demonstration_writes_its_settings_once_and_keeps_them_to_itself(tmp_path, monkeypatch):
    monkeypatch.setenv("SAFERBOARD_DATA", str(tmp_path / "new"))
    for name in ("SAFERBOARD_DATABASE_URL", "SAFERBOARD_SECRET_KEY", "SAFERBOARD_DEMO"):
        monkeypatch.delenv(name, raising=False)
    environment.prepare_demo()
    path = tmp_path / "new" / environment.ENV_FILE
    first = path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    environment.prepare_demo()
    assert path.read_text() == first
    written = environment.written_settings(path.parent)
    assert written["SAFERBOARD_TODAY"] == "2022-10-19"
    assert len(written["SAFERBOARD_SECRET_KEY"]) >= 50


def test_what_the_environment_says_wins_over_what_is_written(tmp_path, monkeypatch):
    monkeypatch.setenv("SAFERBOARD_DATA", str(tmp_path))
    monkeypatch.setattr(environment, "under_test", lambda: False)
    (tmp_path / environment.ENV_FILE).write_text(
        "# a comment = not a setting\nSAFERBOARD_NAME = Written \nSAFERBOARD_AREA=Area\n"
    )
    monkeypatch.setenv("SAFERBOARD_NAME", "Said")
    found = environment.Environment()
    assert found.get("SAFERBOARD_NAME") == "Said"
    assert found.get("SAFERBOARD_AREA") == "Area"
    assert found.get("SAFERBOARD_PLACE", "else") == "else"


def test_a_demonstration_left_in_the_checkout_does_not_decide_tests(tmp_path, monkeypatch):
    monkeypatch.setenv("SAFERBOARD_DATA", str(tmp_path))
    (tmp_path / environment.ENV_FILE).write_text("SAFERBOARD_NAME=Left\n")
    assert environment.Environment().get("SAFERBOARD_NAME", "nothing") == "nothing"


def test_the_folder_is_the_one_named_else_the_checkouts(monkeypatch, tmp_path):
    monkeypatch.setenv("SAFERBOARD_DATA", str(tmp_path / "named"))
    assert environment.data_folder() == tmp_path / "named"
    monkeypatch.delenv("SAFERBOARD_DATA")
    assert environment.data_folder() == environment.CHECKOUT / "var"
    monkeypatch.setattr(environment, "CHECKOUT", tmp_path)
    assert environment.data_folder().name == "saferboard"


STRONG = "kX9-vT2qLw8_Zr5mBn3cYf7hJd1sGp6oAe4uRi0tWxQyEz"


@pytest.mark.parametrize(
    ("set_to", "words"),
    [
        ({"SAFERBOARD_SECRET_KEY": "short"}, "could be guessed"),
        ({"SAFERBOARD_SECRET_KEY": "abc" * 30}, "could be guessed"),
        ({"SAFERBOARD_HOSTS": "*", "SAFERBOARD_HTTPS": "yes"}, "Name the hosts"),
        ({"SAFERBOARD_HOSTS": "safer.example.gov.uk"}, "passwords would travel in the clear"),
        ({"SAFERBOARD_OIDC": "police"}, "SAFERBOARD_OIDC_POLICE_URL is not set"),
        ({"SAFERBOARD_IDLE_MINUTES": "1"}, "Write a whole number from 5 to 480"),
        (
            {"SAFERBOARD_OIDC": "police", "SAFERBOARD_OIDC_POLICE_URL": "http://a.example"},
            "Write its address with https",
        ),
    ],
)
def test_a_site_in_use_is_not_started_weak(tmp_path, set_to, words):
    run = saferboard("migrate", folder=tmp_path, **{"SAFERBOARD_SECRET_KEY": STRONG} | set_to)
    assert run.returncode == 1
    assert words in run.stderr
    assert STRONG not in run.stderr


def test_a_site_in_use_is_not_served_with_a_demonstrations_password(tmp_path):
    assert saferboard("demo", "--no-serve", folder=tmp_path).returncode == 0
    file = tmp_path / "saferboard.env"
    kept = file.read_text().replace("SAFERBOARD_DEMO=yes", "SAFERBOARD_DEMO=no")
    file.write_text(kept.replace("SAFERBOARD_TODAY=2022-10-19", ""))
    run = saferboard("serve", "--port=8947", folder=tmp_path)
    assert run.returncode == 1
    assert "whose password is printed" in run.stderr


def test_a_site_in_use_is_not_served_without_keys_to_seal_with(tmp_path):
    own = {"SAFERBOARD_SECRET_KEY": STRONG}
    assert saferboard("migrate", folder=tmp_path, **own).returncode == 0
    run = saferboard("serve", "--port=8948", folder=tmp_path, **own)
    assert run.returncode == 1
    assert "SAFERBOARD_SEALING_KEYS is not set" in run.stderr
