"""
What is wrong with the surroundings is said in a sentence that says what to do.
"""

import os
import socket
import stat

import pytest

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


@pytest.mark.parametrize("port", [None, "99999999"])
def test_a_port_that_is_taken(tmp_path, port):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = port or str(taken.getsockname()[1])
        run = saferboard("serve", "--port", port, folder=tmp_path, SAFERBOARD_SECRET_KEY=SECRET)
    assert run.returncode == 1
    assert run.stderr.startswith(f"saferboard: cannot listen at 127.0.0.1, port {port} (")
    assert "--port" in run.stderr


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
